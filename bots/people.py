"""`innsjekk people import`: read a file, say what is wrong in it by line, or take it in whole."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from bots.clock import RealClock
from bots.settings import BadSetting, read
from bots.wiring import open_keyring, settle_workplace
from core.directory import reading, usecases
from core.errors import Refused
from core.people import WorkplaceId
from storage.store import SqlStore


class _DryRun(Exception):
    """Ends the transaction without keeping it."""


async def take_in(file: Path, config: Path | None, *, dry_run: bool, say: Callable[[str], None]) -> None:
    """
    Take the whole file in, or nothing of it.

    Raises:
        BadSetting: the file cannot be read, or has lines that are wrong (each is said first).

    """
    settings = read(config)
    try:
        text = await asyncio.to_thread(file.read_text, encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise BadSetting(f"{file} cannot be read; give a CSV file in UTF-8") from None
    rows, wrong = reading.read(text)
    for fault in wrong:
        say(f"line {fault.line}: {fault.what}")
    if wrong:
        raise BadSetting(f"{len(wrong)} things to mend in {file}; nothing was taken in")
    async with SqlStore.open(settings.database_url, open_keyring(settings), RealClock()) as store:
        await settle_workplace(store, settings)
        try:
            async with store.transaction() as work:
                workplace = await work.people.workplace(WorkplaceId(settings.workplace))
                tally = await usecases.take_in(work, workplace, rows)
                say(f"{tally.new} new, {tally.changed} changed, {tally.same} as before.")
                if dry_run:
                    raise _DryRun  # noqa: TRY301  leaving the block is what undoes it
        except _DryRun:
            say("This was a dry run: nothing was changed.")
        except Refused:
            raise BadSetting(
                "the list has ids for a platform that is not set up; set INNSJEKK_SLACK_TEAM_ID or INNSJEKK_TEAMS_TENANT_ID"
            ) from None
