"""Keeping an evaluation, sharing what is to be shared, and proposing a line of it."""

from dataclasses import replace

from core.agreements import course as moves
from core.agreements.model import RUNNING, AgreementId, Measure, MeasureId, MeasureKind, Owner
from core.agreements.usecases import sight_of
from core.drafting import usecases as drafting
from core.drafting.model import with_measure
from core.errors import NotFound
from core.evaluations.model import Evaluation, EvaluationId, Part
from core.evaluations.ports import Work
from core.people import Person
from core.sight import Role


async def keep(work: Work, given: Evaluation, person: Person) -> Evaluation:
    """
    The employee's answers are their own until shared; the leader's are for both, and the form has said so.

    Raises NotFound for everybody but the two, and Refused once the agreement is over.
    """
    course, sight = await drafting.standing(work, given.agreement, person)
    when = await drafting.when_of(work, course)
    moves.must(course, when, RUNNING)
    made = replace(given, who=sight.role, on=when[1], joint=sight.role is Role.LEADER)
    await work.evaluations.add(made, sight)
    return made


async def share(work: Work, id: EvaluationId, person: Person, parts: frozenset[Part]) -> Evaluation:
    """The employee gives the leader these parts to read. Raises NotFound."""
    own = await mine(work, id, person)
    copy = own.shared(EvaluationId(work.new_id()), parts)
    course, sight = await drafting.standing(work, own.agreement, person)
    moves.must(course, await drafting.when_of(work, course), RUNNING)
    if copy.parts():
        await work.evaluations.add(copy, sight)
    return copy


async def mine(work: Work, id: EvaluationId, person: Person) -> Evaluation:
    """One's own, not shared. Raises NotFound."""
    found = await work.evaluations.get(id, sight_of(person.id, Role.EMPLOYEE))
    if found.joint:
        raise NotFound
    return found


async def propose(work: Work, agreement: AgreementId, person: Person, note: str) -> None:
    """The line becomes a point in an amendment, for both to shape and sign; who does it stands open as «both»."""
    course, sight = await drafting.standing(work, agreement, person)
    now = await drafting.newest(work, course, sight)
    point = Measure(id=MeasureId(work.new_id()), kind=MeasureKind.SUPPORT, text=note, owner=Owner.BOTH)
    await drafting.edit(work, agreement, person, point.id, now.number, lambda text: with_measure(text, point))


async def erase(work: Work, id: EvaluationId, person: Person) -> AgreementId:
    """One's own, kept alone, goes now. What the other may have read stays in the log."""
    found = await mine(work, id, person)
    await work.evaluations.erase(id, sight_of(person.id, Role.EMPLOYEE))
    return found.agreement
