"""Going through everybody, page by page: news of a version, the half-year's task, and the revision that comes nearer."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from core import workdays
from core.directory.ports import Work
from core.errors import Outdated
from core.ledger import usecases as ledger
from core.ledger.gentle import drawn
from core.people import Person, Position, WorkplaceId
from core.policy import team
from core.policy.model import Policy
from core.policy.team import Why
from core.policy.usecases import COUNTS_FOR, NEWS, current

PAGE: Final = 250
"""People in one transaction."""
SPREAD: Final = 5
"""Working days over which news is spread: a chat platform takes some messages a second, and 5,000 at once is a storm."""
REVISE: Final = "policy.revise"
"""To HR and the committee. `ref` is the day of the revision."""
BEFORE: Final = (0, 60)
"""Days before the revision on which they are reminded."""
OPEN_FOR: Final = timedelta(days=14)
"""A day that passed while nothing ran is made up for this long."""
REMEMBERED: Final = timedelta(days=400)


class Round(StrEnum):
    """What everybody is gone through for."""

    NEWS = "news"
    HALF_YEAR = "half_year"
    REVISION = "revision"


async def begin(work: Work, workplace: WorkplaceId, what: Round, key: str = "") -> None:
    """
    From the first person; a round of the same sort that was under way ends here. `key` says which of them it is.

    Raises Outdated if a step of that one was being taken.
    """
    await work.marks.take(_name(workplace, what))
    if not await work.marks.put(_name(workplace, what), {"after": "", "key": key}, None):
        raise Outdated


async def step(work: Work, workplace: WorkplaceId) -> bool:
    """
    One page of what is under way, in the clock's daily look; says whether there was any.

    Where a round stands is written with what is owed, so that each person is met once, whoever takes the steps.
    """
    policy = await current(work, workplace)
    if policy is None:
        return False
    zone = (await work.people.workplace(workplace)).zone
    await _begin_what_is_due(work, workplace, policy, workdays.local_date(work.now, zone))
    for what in Round:
        if (place := await work.marks.take(_name(workplace, what))) is not None:
            people = await work.people.page(workplace, place["after"], PAGE)
            leading = await work.people.leading([each.id for each in people])
            for person in people:
                leads = Position.LEADER in person.positions or person.id in leading
                await _meet(work, policy, what, place["key"], person, leads=leads)
            if len(people) == PAGE:
                await work.marks.put(_name(workplace, what), {**place, "after": people[-1].id}, None)
            return True
    return False


async def _meet(work: Work, policy: Policy, what: Round, key: str, person: Person, *, leads: bool) -> None:
    match what:
        case Round.NEWS if leads:
            await team.call(work, person, Why.VERSION)
        case Round.NEWS:
            await _owe(work, person, NEWS, str(policy.number), f"{NEWS}:{policy.number}:{person.id}")
        case Round.HALF_YEAR if leads:
            await team.call(work, person, Why.HALF_YEAR)
        case Round.REVISION if person.positions & COUNTS_FOR:
            await _owe(work, person, REVISE, policy.revise_on.isoformat(), f"{REVISE}:{key}:{person.id}")
        case _:
            pass


async def _owe(work: Work, person: Person, kind: str, ref: str, once: str) -> None:
    day = workdays.shifted(workdays.local_date(work.now, person.zone), 1 + work.chance(SPREAD))
    await ledger.owe(work, person, kind, ref, drawn(work, day, person), once=once)


async def _begin_what_is_due(work: Work, workplace: WorkplaceId, policy: Policy, today: date) -> None:
    for day in (*policy.days_in(today.year - 1), *policy.days_in(today.year)):
        on = workdays.on_or_after(day)
        if on <= today < on + OPEN_FOR:
            await _begin_once(work, workplace, Round.HALF_YEAR, on.isoformat())
    for days in BEFORE:
        if policy.revise_on - timedelta(days=days) <= today < policy.revise_on + OPEN_FOR:
            key = f"{policy.number}:{policy.revise_on}:{days}"
            await _begin_once(work, workplace, Round.REVISION, key)
            break  # late, they are reminded once


async def _begin_once(work: Work, workplace: WorkplaceId, what: Round, key: str) -> None:
    if await work.marks.put(f"{_name(workplace, what)}:{key}", {}, work.now + REMEMBERED):
        await begin(work, workplace, what, key)


def _name(workplace: WorkplaceId, what: Round) -> str:
    return f"policy:round:{workplace}:{what}"
