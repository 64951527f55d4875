"""Asking for an evaluation now and then, keeping it, and sharing what is to be shared."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from core import workdays
from core.agreements import course as moves
from core.agreements.model import RUNNING, AgreementId, Measure, MeasureId, MeasureKind, Owner, Route
from core.agreements.usecases import sight_of
from core.checkins.usecases import slot
from core.drafting import usecases as drafting
from core.drafting.model import with_measure
from core.errors import NotFound
from core.evaluations.model import Evaluation, EvaluationId, Part
from core.evaluations.ports import Work
from core.ledger import usecases as ledger
from core.people import Person, PersonId
from core.sight import WORKER, Role

ASK: Final = "evaluations.ask"
SELDOM: Final = timedelta(days=28)
"""A side is asked once in four weeks at most, however often the two talk: a question that always comes is not read."""
WITHIN: Final = 3
"""Working days after the occasion, by chance, so that the ping is no echo of it."""
MILESTONES: Final = ("half", "end")
BEFORE_THE_END: Final = timedelta(days=30)
REMEMBERED: Final = timedelta(days=400)


async def after_talk(work: Work, route: Route) -> None:
    """The two have talked: both are asked how the measures work, on a day of their own, if it is not too soon."""
    for person in (route.employee, route.leader):
        await _ask(work, route, person)


async def sweep(work: Work, id: AgreementId) -> None:
    """The clock's daily look: halfway, and a month before the end, both are asked."""
    route = await work.agreements.route(id, WORKER)
    today = work.now.date()
    if not route.runs_on(today) or not route.led:
        return
    for name, day in zip(MILESTONES, milestones(route), strict=True):
        once = f"{ASK}:{id}:{name}"
        if day <= today < day + SELDOM and await work.marks.put(once, {}, work.now + REMEMBERED):
            await after_talk(work, route)


def milestones(route: Route) -> tuple[date, date]:
    """Halfway, and a month before the end."""
    return route.starts_on + (route.ends_on - route.starts_on) / 2, route.ends_on - BEFORE_THE_END


async def _ask(work: Work, route: Route, to: PersonId) -> None:
    if not await work.marks.put(f"{ASK}:{route.id}:{to}", {}, work.now + SELDOM):
        return
    person = await work.people.get(to)
    day = workdays.shifted(workdays.local_date(work.now, person.zone), 1 + work.chance(WITHIN))
    once = f"{ASK}:{route.id}:{to}:{day}"
    await ledger.owe(work, person, ASK, route.id, slot(work, day, person), once=once)


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
    await _through(work, person, given.agreement)
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


async def _through(work: Work, person: Person, agreement: AgreementId) -> None:
    for promise in await work.ledger.of(person.id):
        if promise.kind == ASK and promise.ref == agreement:
            await ledger.used_up(work, promise)
