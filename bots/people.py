"""`innsjekk people import`: read a file, say what is wrong in it by line, or take it in whole."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from functools import partial
from pathlib import Path

from bots.clock import RealClock
from bots.settings import BadSetting, Settings, read, settled_on_a_platform
from bots.wiring import open_keyring, settled
from core.agreements.model import AgreementId
from core.around import leavers
from core.directory import reading, usecases
from core.errors import NotFound, Outdated
from core.policy import team as policy
from core.ports import again
from storage.engines import file_of
from storage.store import SqlStore

MOST = 20
"""Faults that are said; whoever has more of them mends one, and all are mended."""


class _DryRun(Exception):
    """Ends the transaction without keeping it."""


async def take_in(
    file: Path, config: Path | None, *, dry_run: bool, add_accounts: bool, say: Callable[[str], None]
) -> None:
    """
    Take the whole file in, or nothing of it.

    Raises:
        BadSetting: the file cannot be read, or has lines that are wrong (each is said first).

    """
    settings = settled_on_a_platform(read(config))
    rows, wrong = reading.read(await _text(file))
    if wrong:
        _refuse(file, wrong, say)
    keyring = open_keyring(settings)
    async with database(settings, dry_run=dry_run) as url, SqlStore.open(url, keyring, RealClock()) as store:

        async def attempt() -> usecases.Tally:
            async with store.transaction() as work:
                workplace = await settled(work, settings)
                tally = await usecases.take_in(work, workplace, rows, add_accounts=add_accounts)
                await policy.joined(work, tally.joined)
                if dry_run:
                    say(_said(tally))
                    raise _DryRun  # leaving the block is what undoes it
                return tally

        try:
            say(_said(await again(attempt)))
            await _see_who_left(store)
        except _DryRun:
            say("This was a dry run: nothing was changed.")
        except usecases.NotTakenIn as no:
            _refuse(file, no.wrong, say)
        except Outdated:
            raise BadSetting("somebody was changed meanwhile; nothing was taken in, run it again") from None


async def _see_who_left(store: SqlStore) -> None:
    """
    At once, and not with the next daily sweep: nobody else holds a key to what is theirs.

    Each agreement in a transaction of its own: rows written together can be told to belong together.
    """
    async with store.reading() as work:
        ids = await work.agreements.for_the_clock()

    async def one(id: AgreementId) -> None:
        with suppress(NotFound):  # erased meanwhile
            async with store.transaction() as work:
                await leavers.see_who_left(work, id)

    for id in ids:
        await again(partial(one, id))


def _said(tally: usecases.Tally) -> str:
    return f"{tally.new} new, {tally.changed} changed, {tally.same} as before."


def _refuse(file: Path, wrong: Sequence[reading.Wrong], say: Callable[[str], None]) -> None:
    for fault in wrong[:MOST]:
        say(f"line {fault.line}: {fault.what}")
    if len(wrong) > MOST:
        say(f"and {len(wrong) - MOST} more")
    raise BadSetting(f"{len(wrong)} to mend in {file}; nothing was taken in")


async def _text(file: Path) -> str:
    try:
        return (await asyncio.to_thread(file.read_bytes)).decode("utf-8")
    except OSError:
        raise BadSetting(f"{file} cannot be read; give the path of a CSV file") from None
    except UnicodeDecodeError:
        raise BadSetting(f"{file} is not in UTF-8; save it as “CSV UTF-8” and try again") from None


@asynccontextmanager
async def database(settings: Settings, *, dry_run: bool) -> AsyncIterator[str]:
    """A dry run makes no database where there is none: it looks at an empty one that is gone afterwards."""
    file = file_of(settings.database_url)
    if not dry_run or file is None or file.exists():
        yield settings.database_url
        return
    with tempfile.TemporaryDirectory(prefix="innsjekk-") as folder:
        yield f"sqlite+aiosqlite:///{folder}/empty.db"
