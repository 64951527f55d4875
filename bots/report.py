"""`innsjekk report`: a year of the committee's work as a file, for the working environment committee."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Final

from adapters.pages.sheet import SIZES, NotSet, pdf
from bots.clock import RealClock
from bots.settings import BadSetting, read
from bots.subjects import YEAR_SOURCES
from bots.wiring import open_keyring, settled
from core.errors import Refused
from core.people import Language
from core.report.sheet import document
from core.report.usecases import gather
from storage.store import SqlStore

LANGUAGES: Final = ", ".join(Language)


async def make(
    year: int, language: str, out: Path, config: Path | None, *, size: str, say: Callable[[str], None]
) -> None:
    """Write the report. A file that is there already is never written over. Raises BadSetting."""
    if language not in list(Language):
        raise BadSetting(f"--language must be one of: {LANGUAGES}")
    if size not in SIZES:
        raise BadSetting(f"--size must be one of: {', '.join(SIZES)}")
    settings = read(config)
    chosen = Language(language)
    store = SqlStore.open(settings.database_url, open_keyring(settings), RealClock())
    async with store as opened:
        async with opened.transaction() as work:
            workplace = await settled(work, settings)
        async with opened.reading() as work:
            try:
                gathered = await gather(YEAR_SOURCES, work, workplace, year, chosen)
            except Refused:
                raise BadSetting(f"--year must be a year that has begun, not {year}") from None
    try:
        made = await pdf(document(gathered, chosen, workplace.zone), size)
    except NotSet:
        raise BadSetting(
            "the report could not be set, or not in time; try again when there is less to do"
        ) from None
    await _write(out, made)
    say(f"The report for {year} is in {out}.")


async def _write(out: Path, made: bytes) -> None:
    def write() -> None:
        with out.open("xb") as file:
            file.write(made)

    try:
        await asyncio.to_thread(write)
    except FileExistsError:
        raise BadSetting(f"{out} is there already; give --out another name") from None
    except OSError:
        raise BadSetting(f"{out} cannot be written; give --out a place that can") from None
