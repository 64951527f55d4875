"""What the employee lets the leader read, part by part; and the leader's one line, which both read."""

from collections.abc import Sequence

from core.checkins.usecases import kept
from core.drafting.refs import joined
from core.drafting.usecases import standing
from core.errors import NotFound, Refused
from core.people import Person
from core.preparations import prompts
from core.preparations.model import NEVER_SHARED, Part, Preparation, Shared, SharedId
from core.preparations.ports import Work
from core.preparations.usecases import At, own, shared, through
from core.sight import Role


def given_to(at: At, copies: Sequence[Shared], mine: Preparation, part: Part) -> Shared | None:
    """The copy that says this part as it reads now, with whoever leads it today."""
    for each in copies:
        if (each.part, each.text, each.leader) == (part, mine.parts.get(part), at.course.leader):
            return each
    return None


def to_share(at: At, copies: Sequence[Shared], mine: Preparation) -> tuple[Part, ...]:
    """What could be shared and is not."""
    return tuple(
        part for part in mine.given() if part not in NEVER_SHARED and given_to(at, copies, mine, part) is None
    )


async def share(work: Work, at: At, person: Person, parts: frozenset[Part], said: str = "") -> bool:
    """
    Seal a copy of each of these parts for whoever leads it; says whether there was any.

    One that was shared before is replaced by what it says now. What is shared at night is shown in the morning; `said`
    is the moment that the form promised.
    """
    # What is deleted, changed or shared at the same time must be found as it is by then.
    await work.ledger.alone(person.id)
    mine, copies = await own(work, at), await shared(work, at)
    if mine is None or not at.running or not at.led:
        raise Refused("refused.moved_on")
    chosen = [part for part in to_share(at, copies, mine) if part in parts]
    for part in chosen:
        for old in copies:
            if (old.by, old.part) == (Role.EMPLOYEE, part):
                await work.preparations.take_back(old, at.sight)
        await work.preparations.share(_copy(work, at, person, part, mine.parts[part], said), at.sight)
    return bool(chosen)


def _copy(work: Work, at: At, person: Person, part: Part, text: str, said: str = "") -> Shared:
    return Shared(
        id=SharedId(work.new_id()), agreement=at.agreement, occasion=at.occasion.id, on=at.occasion.on, part=part,
        text=text, by=at.sight.role, leader=at.course.leader, shown_from=kept(work.now, person.zone, said),
    )  # fmt: skip


async def take_back(work: Work, id: SharedId, person: Person) -> str:
    """Delete the leader's copy; says which occasion. Raises Refused once the leader has opened it, NotFound for others."""
    await work.ledger.alone(person.id)
    course, sight = await standing(work, await work.preparations.agreement_of(id), person)
    if sight.role is not Role.EMPLOYEE:
        raise NotFound
    for each in await work.preparations.shared(course.agreement, sight):
        if each.id == id and each.by is Role.EMPLOYEE:
            if each.opened_at:
                raise Refused("refused.opened")
            await work.preparations.take_back(each, sight)
            return joined(course.agreement, each.occasion)
    raise NotFound


async def read_by_leader(work: Work, at: At) -> None:
    """The leader opens: from now on what is seen cannot be taken back."""
    for each in await shared(work, at):
        if each.by is Role.EMPLOYEE and each.opened_at is None:
            await work.preparations.share(each.opened(work.now), at.sight)


async def promise_next_time(work: Work, at: At, person: Person, line: str) -> None:
    """The leader's line about the workplace, which both read; another one takes its place."""
    if not at.over:
        raise Refused("refused.over")
    for each in await shared(work, at):
        if each.by is Role.LEADER:
            await work.preparations.take_back(each, at.sight)
    await work.preparations.share(_copy(work, at, person, Part.NEXT_TIME, line), at.sight)
    await through(work, person, at, prompts.AFTER_LEADER)
