"""Recording the policy, and noting that somebody has read it."""

from collections.abc import Mapping
from typing import Any, Final

from core import workdays
from core.directory.ports import Work
from core.errors import Outdated
from core.ledger import usecases as ledger
from core.people import Person, PersonId, Position, Workplace, WorkplaceId
from core.policy.model import Former, Policy, brief, read, read_former, written
from core.policy.record import settled

NEWS: Final = "policy.news"
"""To everybody, of a new version. `ref` is its number."""
FEWEST: Final = 10
"""No figure for fewer people (architecture, defaults)."""
MOST_KEPT: Final = 20
"""Former versions: far more than the years for which a report is made."""
COUNTS_FOR: Final = frozenset({Position.HR, Position.COMMITTEE})
"""Who reads about how many have said that they have read it."""


async def current(work: Work, workplace: WorkplaceId) -> Policy | None:
    """The policy in force, or None where none is recorded."""
    content = await work.marks.get(_name(workplace))
    return read(content) if content else None


async def former(work: Work, workplace: WorkplaceId) -> list[Former]:
    """Those that were in force before, in the order in which they were recorded."""
    kept = await work.marks.get(_before(workplace))
    return [read_former(each) for each in kept["versions"]] if kept else []


async def record(work: Work, workplace: Workplace, told: Mapping[str, Any]) -> tuple[Policy, bool]:
    """
    Record it, and say whether it is a new version; the same version again is a correction, of which nobody is told.

    Raises BadContent, and Outdated if another is being recorded.
    """
    before = await work.marks.take(_name(workplace.id))
    was = read(before) if before else None
    today = workdays.local_date(work.now, workplace.zone)
    policy = settled(told, (was.number if was else 0) + 1, today)
    if was is not None and was.version == policy.version:
        policy = settled(told, was.number, today)
    elif was is not None:
        await work.marks.take(_counted(workplace.id, was.number))
        await _keep(work, workplace.id, was)
    if not await work.marks.put(_name(workplace.id), written(policy), None):
        raise Outdated
    return policy, was is None or was.number != policy.number


async def _keep(work: Work, workplace: WorkplaceId, was: Policy) -> None:
    kept = await work.marks.take(_before(workplace))
    versions = [*(kept["versions"] if kept else ()), brief(was)]
    if not await work.marks.put(_before(workplace), {"versions": versions[-MOST_KEPT:]}, None):
        raise Outdated


async def has_read(work: Work, person: PersonId, number: int) -> Mapping[str, Any] | None:
    """What this person's «I have read it» says of that version, if they have said so."""
    return await work.marks.get(_read_by(person, number))


async def acknowledge(work: Work, person: Person, policy: Policy) -> None:
    """The person says that they have read this version. Noted once; what they said of versions before goes."""
    said = {"version": policy.version, "on": workdays.local_date(work.now, person.zone).isoformat()}
    if not await work.marks.put(_read_by(person.id, policy.number), said, None):
        return
    await _count(work, person.workplace, policy.number, 1)
    await forget(work, person, range(1, policy.number))
    for promise in await work.ledger.of(person.id):
        if promise.kind == NEWS:
            await ledger.used_up(work, promise)


async def forget(work: Work, person: Person, numbers: range) -> None:
    """What this person has said of these versions is gone, and no count has it any more."""
    for number in numbers:
        if await work.marks.take(_read_by(person.id, number)) is not None:
            await _count(work, person.workplace, number, -1)


async def about_how_many(work: Work, policy: Policy, workplace: WorkplaceId) -> int:
    """How many have said that they have read it, rounded down to tens; 0 for fewer than ten."""
    counted = await work.marks.get(_counted(workplace, policy.number))
    return (counted["people"] if counted else 0) // FEWEST * FEWEST


async def _count(work: Work, workplace: WorkplaceId, number: int, more: int) -> None:
    """Of two who count at the same moment one begins again: else one of them would be lost. Raises Outdated."""
    name = _counted(workplace, number)
    before = await work.marks.take(name)
    people = (before["people"] if before else 0) + more
    if people >= 0 and not await work.marks.put(name, {"people": people}, None):
        raise Outdated


def _name(workplace: WorkplaceId) -> str:
    return f"policy:{workplace}"


def _before(workplace: WorkplaceId) -> str:
    return f"policy:before:{workplace}"


def _read_by(person: PersonId, number: int) -> str:
    return f"policy:read:{number}:{person}"


def _counted(workplace: WorkplaceId, number: int) -> str:
    return f"policy:count:{workplace}:{number}"
