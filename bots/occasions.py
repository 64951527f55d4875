"""`innsjekk occasions`: take the workplace's calendar in, whole or not at all, and say what is in the list."""

import asyncio
import hashlib
import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from adapters.calendar.event import Unreadable
from adapters.calendar.file import read as read_file
from adapters.calendar.reading import LARGEST
from bots.clock import RealClock
from bots.people import database
from bots.settings import BadSetting, read, settled_on_a_platform
from bots.wiring import open_keyring, settled
from core import workdays
from core.chat.texts import Texts
from core.errors import Outdated
from core.occasions import removing, taking_in
from core.occasions.calendar import Calendar
from core.occasions.model import CHOSEN, Kind, Occasion
from core.occasions.naming import named
from core.occasions.taking_in import Became, NotTakenIn, Tally, What
from core.occasions.texts import TEXTS
from core.people import Language, WorkplaceId
from core.ports import again
from storage.store import SqlStore

ENGLISH = Texts(TEXTS, Language.EN)
"""As everything on the command line."""


class _DryRun(Exception):
    """Ends the transaction without keeping it."""


async def take_in(
    file: Path, config: Path | None, *, kind: str | None, dry_run: bool, say: Callable[[str], None]
) -> None:
    """
    Take the whole file in, or nothing of it; a dry run is the same, undone.

    Raises BadSetting: the kind is none, or the file cannot be read or taken in.
    """
    if kind is not None and kind not in CHOSEN:
        raise BadSetting(f"--kind must be one of: {', '.join(CHOSEN)}")
    otherwise = Kind(kind) if kind else None
    settings = settled_on_a_platform(read(config))
    keyring, clock = open_keyring(settings), RealClock()
    today = workdays.local_date(clock.now(), settings.zone)
    calendar = await _calendar(file, settings.zone, today)
    async with database(settings, dry_run=dry_run) as url, SqlStore.open(url, keyring, clock) as store:

        async def attempt() -> Tally:
            async with store.transaction() as work:
                workplace = await settled(work, settings)
                tally = await taking_in.take_in(
                    work, workplace.id, calendar, _known_as(file), today, otherwise
                )
                if dry_run:
                    _tell(calendar, tally, say)
                    raise _DryRun  # leaving the block is what undoes it
                return tally

        try:
            _tell(calendar, await again(attempt), say)
        except _DryRun:
            say("This was a dry run: nothing was changed.")
        except NotTakenIn as no:
            raise BadSetting(f"{file}: {no}; nothing was taken in") from None
        except Outdated:
            raise BadSetting("the list was changed meanwhile; nothing was taken in, run it again") from None


async def shown(config: Path | None, say: Callable[[str], None]) -> None:
    """What is to come, called off or not."""
    settings, clock = read(config), RealClock()
    today = workdays.local_date(clock.now(), settings.zone)
    store = SqlStore.open(settings.database_url, open_keyring(settings), clock)
    async with store as opened, opened.reading() as work:
        found = await work.occasions.between(WorkplaceId(settings.workplace), today, date.max)
    for occasion in found:
        say(f"{_line(occasion)}{', called off' if occasion.cancelled else ''}")
    if not found:
        say("Nothing is to come. Begin with: innsjekk occasions import FILE.ics --dry-run")


async def removed(day: str, config: Path | None, say: Callable[[str], None]) -> None:
    """What is called off on this day is gone, whoever called it off. Raises BadSetting."""
    try:
        on = date.fromisoformat(day)
    except ValueError:
        raise BadSetting("the day must be written as 2026-12-11") from None
    settings, clock = settled_on_a_platform(read(config)), RealClock()
    today = workdays.local_date(clock.now(), settings.zone)
    async with SqlStore.open(settings.database_url, open_keyring(settings), clock) as store:

        async def attempt() -> list[Occasion]:
            async with store.transaction() as work:
                there = await work.occasions.between(WorkplaceId(settings.workplace), on, on)
                off = [each for each in there if each.cancelled]
                for each in off:
                    await removing.forever(work, each, today)
                return off

        gone = await again(attempt)
    for each in gone:
        say(f"removed: {_line(each)}")
    if not gone:
        say(f"Nothing is called off on {on}; see: innsjekk occasions list")


async def _calendar(file: Path, zone: str, today: date) -> Calendar:
    def begun() -> bytes:
        with file.open("rb") as opened:
            return opened.read(LARGEST + 1)  # what has no end is too large

    try:
        return await read_file(await asyncio.to_thread(begun), zone, today)
    except OSError:
        raise BadSetting(f"{file} cannot be read; give the path of an iCalendar file (.ics)") from None
    except Unreadable as no:
        raise BadSetting(f"{file}: {no}; nothing was taken in") from None


def _known_as(file: Path) -> str:
    """A calendar is known by its file's name, which may be somebody's name: so only by what is made of it."""
    return hashlib.sha256(os.fsencode(file.name)).hexdigest()[:32]


def _tell(calendar: Calendar, tally: Tally, say: Callable[[str], None]) -> None:
    for each in tally.became:
        say(_changed(each))
    counted = [f"{_count(tally, what)} {what}" for what in (What.NEW, What.MOVED, What.CHANGED, What.OFF)]
    counted += [f"{back} {What.BACK}" for back in (_count(tally, What.BACK),) if back]
    say(f"{', '.join(counted)}, {tally.same} as before.")
    for number, what in _left_out(calendar, tally):
        if number:
            say(f"{number} {what}.")


def _count(tally: Tally, what: What) -> int:
    return len([each for each in tally.became if each.what is what])


def _left_out(calendar: Calendar, tally: Tally) -> Iterator[tuple[int, str]]:
    yield calendar.past, "left out, as they have been"
    yield calendar.far, "left out, as they are more than two years ahead"
    yield calendar.private, "left out, as they are marked private"
    yield tally.nameless, "left out, as nothing says what they are; name their kind with --kind"
    yield (
        _count(tally, What.OTHERS),
        "left as they are, as a file of another name brought them; import them under that name",
    )
    yield _count(tally, What.LEFT), "left as they are, as somebody has changed them in the chat"


def _changed(each: Became) -> str:
    match each.what:
        case What.MOVED:
            return f"{each.what}: {_line(each.occasion)}, was {each.said}"
        case What.CHANGED if each.before:
            return f"{each.what}: {_line(each.occasion)}, was {_what(each.before)}"
        case What.LEFT | What.OTHERS if each.said != each.occasion.on:
            return f"{each.what}: {_line(each.occasion)}, in the file {each.said}"
        case _:
            return f"{each.what}: {_line(each.occasion)}"


def _line(occasion: Occasion) -> str:
    whom = ", ".join(word for word in (occasion.audience.department, occasion.audience.place) if word)
    yearly = ", every year" if occasion.yearly else ""
    return f"{occasion.on} {_what(occasion)}, for {whom or 'everybody'}{yearly}"


def _what(occasion: Occasion) -> str:
    """Its name, and its kind where that says more."""
    if occasion.kind is Kind.UNSAID:
        return f"{named(ENGLISH, occasion)} (kind not said)"
    kind = "" if occasion.kind is Kind.OTHER or not occasion.name else f" ({occasion.kind})"
    return f"{named(ENGLISH, occasion)}{kind}"
