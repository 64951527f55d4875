"""`innsjekk golive`: what a workplace must have settled before agreements are offered, read from a file and recorded."""

import asyncio
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from bots.clock import RealClock
from bots.settings import BadSetting, read
from bots.wiring import open_keyring, settled
from core.golive import usecases
from core.golive.model import DAYS, TEXTS, Golive, Unsettled
from core.people import WorkplaceId
from storage.store import SqlStore

TEMPLATE: Final = """\
# What must be settled before agreements are offered. Replace every text that begins with "…".
# Read it with counsel and with the data protection officer; it is shown to everybody before their first field.

retention = "… How long things are kept, as docs/privacy.md has it or shorter."
dpia_on = 2026-01-31                    # the day the DPIA was finished
discussed_on = 2026-01-31               # the day it was discussed with the union representatives (aml. § 9-2)
discussion_outcome = "… What came of that discussion."
key_holders = "… Who holds the root secret, by role."
keys_not_only_with_platform_administrator = false
paper_route = "… How somebody who does not want chat gets the same on paper, and from whom."
complaints = "… Whom one turns to about a leader."
purpose_limit = "… Follow-up of the agreement only; never in personnel, performance or dismissal matters."

[notice]
nb = "… Arbeidsplassens egne ord til den som skal bruke dette."
nn = "… Arbeidsplassen sine eigne ord til den som skal bruke dette."
en = "… The workplace's own words to whoever is to use this."
"""


async def record(file: Path, config: Path | None, say: Callable[[str], None]) -> None:
    """Record the file as the next version. Raises BadSetting, after each fault is said in a line."""
    settings = read(config)
    told = await told_in(file)
    async with SqlStore.open(settings.database_url, open_keyring(settings), RealClock()) as store:
        try:
            async with store.transaction() as work:
                golive = await usecases.go_live(work, await settled(work, settings), told)
        except Unsettled as wrong:
            for line in wrong.lines:
                say(line)
            raise BadSetting(f"{len(wrong.lines)} to mend in {file}; nothing was recorded") from None
    say(f"Recorded as version {golive.number}. Everybody sees the notice once before their first field.")


async def shown(config: Path | None, say: Callable[[str], None]) -> None:
    """Say what is recorded now."""
    settings = read(config)
    store = SqlStore.open(settings.database_url, open_keyring(settings), RealClock())
    async with store as opened, opened.reading() as work:
        golive = await usecases.current(work, WorkplaceId(settings.workplace))
    for line in _lines(golive):
        say(line)


def _lines(golive: Golive | None) -> list[str]:
    if golive is None:
        return [
            "Nothing is recorded: no agreements are offered. Begin with: innsjekk golive --template > golive.toml"
        ]
    told = [f"version {golive.number}"]
    told += [f"{name}: {getattr(golive, name)}" for name in (*DAYS, *TEXTS)]
    return told + [f"notice.{language}: {text}" for language, text in golive.notice.items()]


async def told_in(file: Path) -> dict[str, Any]:
    """What a TOML file says. Raises BadSetting with one line."""
    try:
        return tomllib.loads((await asyncio.to_thread(file.read_bytes)).decode("utf-8"))
    except (OSError, UnicodeDecodeError):
        raise BadSetting(f"{file} cannot be read; give the path of a TOML file in UTF-8") from None
    except tomllib.TOMLDecodeError as fault:
        raise BadSetting(f"{file} is not TOML: {fault}") from None
