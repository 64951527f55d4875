"""Each autumn: is there to be a julebord, if none is entered."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from core import workdays
from core.chat.flows import Then, Turn
from core.errors import Refused
from core.ledger import usecases as ledger
from core.ledger.model import Drop, Promise, Reason, Say, Verdict
from core.ledger.once import Once
from core.occasions.model import Kind
from core.occasions.ports import Work
from core.occasions.texts import TEXTS
from core.occasions.usecases import arrangers
from core.people import Person, PersonId, Workplace, WorkplaceId

SEASON: Final = "occasions.season"
ASKED: Final = ((10, 1), (11, 30))
"""Month and day: from when it is asked, on a working day, and until when."""
SERVED: Final = ((11, 1), (1, 31))
"""Between these, the second in the next year, lies a julebord of the year."""
USUAL: Final = (11, 27)
"""The Friday on or after this is suggested, which is late in November or early in December."""
IN_TIME: Final = timedelta(days=14)
KEPT: Final = timedelta(days=366)
FRIDAY: Final = 4


def suggested(year: int, today: date) -> date:
    """A Friday that many would choose, and that leaves some time."""
    day = max(date(year, *USUAL), today + IN_TIME)
    return day + timedelta(days=(FRIDAY - day.weekday()) % 7)


async def sweep(work: Work, workplace: Workplace) -> None:
    """The clock's daily look: those who arrange things are asked once a year, unless there is one or it was answered."""
    today = workdays.local_date(work.now, workplace.zone)
    if not _asks(today) or await settled(work, workplace.id, today.year):
        return
    for person in await arrangers(work, workplace):
        # The ledger forgets what it has sent while the autumn goes on.
        if await work.marks.put(f"{SEASON}:asked:{today.year}:{person.id}", {}, work.now + KEPT):
            due = ledger.slot(work, workdays.on_or_after(today), person)
            await ledger.owe(
                work, person, SEASON, str(today.year), due, once=f"{SEASON}:{today.year}:{person.id}"
            )


def _asks(today: date) -> bool:
    first, last = (date(today.year, *day) for day in ASKED)
    return workdays.on_or_after(first) <= today <= last


async def settled(work: Work, workplace: WorkplaceId, year: int) -> bool:
    """Whether there is one that year, or somebody has answered that there will be none."""
    if await work.marks.get(_no(workplace, year)) is not None:
        return True
    first, last = date(year, *SERVED[0]), date(year + 1, *SERVED[1])
    there = await work.occasions.between(workplace, first, last)
    return any(each.kind is Kind.JULEBORD and not each.cancelled for each in there)


def _no(workplace: WorkplaceId, year: int) -> str:
    return f"{SEASON}:no:{workplace}:{year}"


def year_of(work: Work, ref: str, person: Person) -> int:
    """The year that a button is about, from when it is asked and while it can be answered. Raises Refused."""
    today = workdays.local_date(work.now, person.zone)
    first, last = (date(today.year, *day) for day in ASKED)
    if ref != str(today.year) or not first <= today <= last:
        raise Refused("refused.over")
    return today.year


async def is_asked(work: Work, person: Person) -> bool:
    """Whether it is this person's to answer: it is answered for everybody."""
    found = await arrangers(work, await work.people.workplace(person.workplace))
    return any(each.id == person.id for each in found)


async def not_this_year(work: Work, person: Person, ref: str) -> None:
    """There will be none: nobody is asked again that year. Raises Refused for those who are not asked."""
    if not await is_asked(work, person):
        raise Refused
    year = year_of(work, ref, person)
    await work.marks.put(_no(person.workplace, year), {"by": person.id}, work.now + KEPT)
    await through(work, person.id)


async def answered(work: Work, person: Person) -> Sequence[int]:
    """The years for which this person has said so, while that is kept."""
    this = workdays.local_date(work.now, person.zone).year
    said = {year: await work.marks.get(_no(person.workplace, year)) for year in (this - 1, this)}
    return [year for year, mark in said.items() if mark and mark.get("by") == person.id]


async def forget_who(work: Work, person: Person) -> None:
    """The answers hold, and nobody is kept as having given them."""
    for year in await answered(work, person):
        await work.marks.take(_no(person.workplace, year))
        await work.marks.put(_no(person.workplace, year), {}, work.now + KEPT)


async def through(work: Work, person: PersonId) -> None:
    """The ping has done its part."""
    for promise in await work.ledger.of(person):
        if promise.kind == SEASON:
            await ledger.used_up(work, promise)


class Season(Once):
    """Ask it. `ref` is the year."""

    name = SEASON
    capped = True
    in_hours = True

    async def decide(self, work: Work, promise: Promise) -> Verdict:
        """While it is autumn, and nobody has answered or entered one; to those who arrange things."""
        person = await work.people.get(promise.to)
        today = workdays.local_date(work.now, person.zone)
        if promise.ref != str(today.year) or today > date(today.year, *ASKED[1]):
            return Drop(Reason.TOO_LATE)
        needed = await is_asked(work, person) and not await settled(work, person.workplace, today.year)
        return Say() if needed else Drop(Reason.NOT_NEEDED)

    async def opened(self, work: Work, turn: Turn, promise: Promise) -> Then | None:
        """The question, if it is still one."""
        await ledger.used_up(work, promise)
        return Then("occasions.season", promise.ref) if await self.label(work, turn, promise) else None

    async def label(self, work: Work, turn: Turn, promise: Promise) -> str | None:
        """For the person's own list."""
        try:
            year = year_of(work, promise.ref, turn.person)
        except Refused:
            return None
        if await settled(work, turn.person.workplace, year):
            return None
        return turn.texts.other(TEXTS)("season.list")
