"""The leaders' task: to take the policy up with their team (S170-S172). It knows nothing of any agreement."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from core import workdays
from core.directory.ports import Work
from core.ledger import usecases as ledger
from core.ledger.gentle import drawn
from core.people import Person, PersonId, Position
from core.policy.usecases import current

TEAM: Final = "policy.team"
SOON: Final = 3
"""Working days over which the pings are spread."""
KEPT: Final = timedelta(days=365)
LATELY: Final = timedelta(days=60)
"""Whoever has just taken it up is not asked to by the calendar."""
LATER: Final = timedelta(days=14)


class Why(StrEnum):
    """What has called for it; one ping stands for all of them."""

    VERSION = "version"
    JOINED = "joined"
    HALF_YEAR = "half_year"


async def leads(work: Work, person: Person) -> bool:
    """Whether this person is a leader, by position or by being somebody's."""
    return Position.LEADER in person.positions or bool(await work.people.leading([person.id]))


async def call(work: Work, leader: Person, why: Why) -> None:
    """Ask this leader to take it up, unless they are asked already: then this is one more reason."""
    await work.ledger.alone(leader.id)  # two may call for it at once
    if why is Why.HALF_YEAR and await work.marks.get(_taken(leader.id)) is not None:
        return
    await _note(work, leader.id, why)
    if not await ledger.rings(work, leader.id, TEAM, ""):
        day = workdays.shifted(workdays.local_date(work.now, leader.zone), 1 + work.chance(SOON))
        await ledger.owe(work, leader, TEAM, "", drawn(work, day, leader), once=f"{TEAM}:{work.new_id()}")


async def joined(work: Work, new: Sequence[Person]) -> None:
    """These are new at the workplace: their leaders tell them of the policy, if there is one."""
    if not new or await current(work, new[0].workplace) is None:
        return
    for id in sorted({each.leader for each in new if each.leader is not None and each.active}):
        leader = await work.people.get(id)
        if leader.active:
            await call(work, leader, Why.JOINED)


async def reasons(work: Work, leader: PersonId) -> Sequence[Why] | None:
    """Why this leader is asked to, or None if they are not."""
    task = await work.marks.get(_task(leader))
    return None if task is None else [Why(each) for each in task["why"]]


async def taken_on(work: Work, leader: PersonId) -> date | None:
    """The day on which this leader last took it up, if it is not long ago."""
    taken = await work.marks.get(_taken(leader))
    return date.fromisoformat(taken["on"]) if taken else None


async def done(work: Work, leader: Person) -> None:
    """It has been taken up."""
    await work.marks.take(_task(leader.id))
    await work.marks.take(_taken(leader.id))
    today = workdays.local_date(work.now, leader.zone)
    await work.marks.put(_taken(leader.id), {"on": today.isoformat()}, work.now + LATELY)
    await _through(work, leader)


async def later(work: Work, leader: Person) -> datetime:
    """Ask again in two weeks, at this hour or when their hours next begin; says when."""
    await _note(work, leader.id)
    await _through(work, leader)
    at = workdays.next_open(work.now + LATER, leader.hours, leader.zone)
    await ledger.come_back(work, leader, TEAM, "", at)
    return at


async def _note(work: Work, leader: PersonId, *more: Why) -> None:
    before = await work.marks.take(_task(leader))
    why = {*(before["why"] if before else ()), *more}
    await work.marks.put(_task(leader), {"why": [each for each in Why if each in why]}, work.now + KEPT)


async def _through(work: Work, leader: Person) -> None:
    for promise in await work.ledger.of(leader.id):
        if promise.kind == TEAM:
            await ledger.used_up(work, promise)


def _task(leader: PersonId) -> str:
    return f"policy:team:{leader}"


def _taken(leader: PersonId) -> str:
    return f"policy:taken:{leader}"
