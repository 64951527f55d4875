"""One tip is owed after the other; the daily look only begins the chains of those who have none."""

from datetime import date, timedelta
from typing import Final

from core import workdays
from core.directory.ports import Work
from core.golive import usecases as golive
from core.ledger import usecases as ledger
from core.ledger.gentle import drawn, is_owed
from core.people import Person, WorkplaceId
from core.tips.model import monday_of

TIP: Final = "tips.tip"
"""`ref` is the Monday of the week that it belongs to."""
PAGE: Final = 250
"""People in one transaction."""
WEEK: Final = 7


async def _plan(work: Work, person: Person, monday: date) -> None:
    """Owe the tip of that week: on a day of it and at a minute in the person's hours that chance chooses."""
    days = [day for n in range(WEEK) if workdays.is_workday(day := monday + timedelta(days=n))] or [monday]
    due = drawn(work, days[work.chance(len(days))], person)
    await ledger.owe(work, person, TIP, monday.isoformat(), due, once=f"{TIP}:{work.new_id()}")


async def plan_next(work: Work, person: Person, after: date, weeks: int) -> None:
    """The one that follows the tip of that week, unless one is owed: never in the past, however long nothing ran."""
    await work.ledger.alone(person.id)
    if await is_owed(work, person.id, TIP):
        return
    this_week = monday_of(workdays.local_date(work.now, person.zone))
    monday = after + timedelta(weeks=weeks)
    while monday <= this_week:
        monday += timedelta(weeks=weeks)
    await _plan(work, person, monday)


async def step(work: Work, workplace: WorkplaceId, weeks: int) -> bool:
    """
    Look at one page of people, in the clock's daily look, and begin where there is no chain, or one that broke.

    Says whether there are more pages. Where it stands is kept: of a large workplace a part is looked at each day.
    The first tip of somebody new comes in one of the coming weeks, by chance, so that no two need have the same.
    """
    if await golive.current(work, workplace) is None:
        return False  # nobody is pinged by a workplace that is still getting ready
    place = await work.marks.take(_place(workplace)) or {"after": ""}
    people = await work.people.page(workplace, place["after"], PAGE)
    for person in people:
        this_week = monday_of(workdays.local_date(work.now, person.zone))
        await plan_next(work, person, this_week + timedelta(weeks=work.chance(weeks) + 1 - weeks), weeks)
    more = len(people) == PAGE
    if more:
        await work.marks.put(_place(workplace), {"after": people[-1].id}, None)
    return more


def _place(workplace: WorkplaceId) -> str:
    return f"tips:look:{workplace}"
