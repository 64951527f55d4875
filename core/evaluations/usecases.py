"""Asking for an evaluation now and then, keeping it, and sharing what is to be shared."""

# A little long: sharing, taking back and deleting are read against each other.

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from core.agreements import course as moves
from core.agreements.course import Lead
from core.agreements.model import RUNNING, AgreementId, Measure, MeasureId, MeasureKind, Owner, Route
from core.agreements.usecases import sight_of
from core.checkins import usecases as checkins
from core.drafting import usecases as drafting
from core.drafting.model import with_measure
from core.errors import NotFound, Refused
from core.evaluations.model import Evaluation, EvaluationId, Part
from core.evaluations.ports import Work
from core.ledger import usecases as ledger
from core.ledger.model import FINAL, Reason, Standing
from core.people import Person, PersonId
from core.sight import WORKER, Role, Sight

ASK: Final = "evaluations.ask"
RHYTHM: Final = frozenset({checkins.ASK, checkins.FOLLOW_UP})
"""The pings that these questions ride on; they never ring alone."""
SELDOM: Final = timedelta(days=27)
"""
A side is asked once in four weeks at most, however often the two talk: a question that always comes is not read. A
day less, so that a talk on every fourth Tuesday is followed by the questions each time, whatever the hour.
"""
BEFORE_THE_END: Final = timedelta(days=30)
MILESTONES: Final = ("half", "end")
A_WHILE: Final = timedelta(hours=1)
"""After the ping that was to carry it: should that one be dropped or put off, another is waited for."""
REMEMBERED: Final = timedelta(days=400)


async def after_talk(work: Work, route: Route) -> None:
    """The two have talked: both are asked how the measures work, with their next ping, if it is not too soon."""
    for person in (route.employee, route.leader):
        await _ask(work, route, person)


async def _reached(work: Work, route: Route, name: str, day: date) -> None:
    """A milestone of these dates, once for each; whoever is owed nothing to ride on yet is asked when they are."""
    for person in (route.employee, route.leader):
        rides = await with_the_next(work, person) is not None
        once = f"{ASK}:{route.id}:{person}:{name}:{day}"
        if rides and await work.marks.put(once, {}, work.now + REMEMBERED):
            await _ask(work, route, person)


async def sweep(work: Work, id: AgreementId) -> None:
    """The clock's daily look: halfway, and a month before the end, both are asked."""
    route = await work.agreements.route(id, WORKER)
    today = work.now.date()
    if not route.runs_on(today) or not route.led:
        return
    for name, day in zip(MILESTONES, milestones(route), strict=True):
        if day <= today < day + BEFORE_THE_END:
            await _reached(work, route, name, day)


def milestones(route: Route) -> tuple[date, date]:
    """Halfway, and a month before the end."""
    return route.starts_on + (route.ends_on - route.starts_on) / 2, route.ends_on - BEFORE_THE_END


async def _ask(work: Work, route: Route, to: PersonId) -> None:
    due = await with_the_next(work, to)
    if due is None or not await work.marks.put(f"{ASK}:{route.id}:{to}", {}, work.now + SELDOM):
        return
    once = f"{ASK}:{route.id}:{to}:{work.now.date()}"
    await ledger.owe(work, await work.people.get(to), ASK, route.id, due, once=once, reason=Reason.TOGETHER)


async def ringing(work: Work, to: PersonId) -> bool:
    """Whether a ping of the rhythm is on its way to this person at this moment."""
    return any(p.kind in RHYTHM and p.standing is Standing.SENDING for p in await work.ledger.of(to))


async def with_the_next(work: Work, to: PersonId) -> datetime | None:
    """Until when to wait for the next ping of the rhythm to this person; None if there is to be no other."""
    owed = [p.due for p in await work.ledger.of(to) if p.kind in RHYTHM and p.standing not in FINAL]
    return max(min(owed), work.now) + A_WHILE if owed else None


async def keep(work: Work, given: Evaluation, person: Person) -> Evaluation:
    """
    The employee's answers are their own until shared; the leader's are for both, and the form has said so.

    Raises NotFound for everybody but the two, and Refused once the agreement is over.
    """
    course, sight = await drafting.standing(work, given.agreement, person)
    when = await drafting.when_of(work, course)
    moves.must(course, when, RUNNING)
    made = replace(given, who=sight.role, by=person.id, on=when[1], joint=sight.role is Role.LEADER)
    if made.joint:
        made = replace(made, shown_from=checkins.shown_from(work.now, person.zone))
    await work.evaluations.add(made, sight)
    await _through(work, person, given.agreement)
    return made


async def share(
    work: Work, id: EvaluationId, person: Person, parts: frozenset[Part], said: str = ""
) -> Evaluation:
    """
    The employee gives the leader these parts to read; what is left stays their own. Raises NotFound.

    Says what is shared, or the own one if nothing was chosen. What is shared at night is shown in the morning; `said`
    is the moment that the form promised.
    """
    own = await mine(work, id, person)
    course, sight = await drafting.standing(work, own.agreement, person)
    moves.must(course, await drafting.when_of(work, course), RUNNING)
    chosen = parts & frozenset(own.parts())
    if not chosen:
        return own
    if not await may_share(work, own.agreement, sight):
        raise Refused("refused.moved_on")
    copy = own.shared(EvaluationId(work.new_id()), chosen, checkins.kept(work.now, person.zone, said))
    rest = own.only(frozenset(Part) - chosen)
    await work.evaluations.erase(own.id, sight)
    for each in (copy, rest):
        if each.parts():
            await work.evaluations.add(each, sight)
    return copy


async def may_share(work: Work, id: AgreementId, sight: Sight) -> bool:
    """Whether there is a leader to share with: nobody reads it while nobody leads. For the employee."""
    if sight.role is not Role.EMPLOYEE:
        return False
    course, route = await work.agreements.course(id, sight), await work.agreements.route(id, sight)
    return course.lead is Lead.IN and route.led


async def readable(work: Work, id: AgreementId, sight: Sight) -> Sequence[Evaluation]:
    """What this side can read now, the oldest first."""
    found = await work.evaluations.of(id, sight)
    return [each for each in found if sight.role is each.who or not each.waits(work.now)]


async def mine(work: Work, id: EvaluationId, person: Person) -> Evaluation:
    """One's own, not shared. Raises NotFound."""
    found = await work.evaluations.get(id, sight_of(person.id, Role.EMPLOYEE))
    if found.joint:
        raise NotFound
    return found


async def propose(work: Work, given: Evaluation, person: Person) -> None:
    """
    The line becomes a point in an amendment, for both to shape and sign; who does it stands open as «both».

    Proposed twice it is one point.
    """
    course, sight = await drafting.standing(work, given.agreement, person)
    now = await drafting.newest(work, course, sight)
    point = Measure(id=MeasureId(given.id), kind=MeasureKind.SUPPORT, text=given.note, owner=Owner.BOTH)
    await drafting.edit(
        work, given.agreement, person, point.id, now.number, lambda text: with_measure(text, point)
    )


async def take_back(work: Work, id: EvaluationId, person: Person) -> AgreementId:
    """
    What is to be shown in the morning is not: the employee's is their own again, a leader's is gone.

    Raises NotFound once it can be read, and for whoever did not write it.
    """
    found, sight = await joint(work, id, person)
    if not found.waits(work.now):
        raise NotFound
    await work.evaluations.erase(id, sight)
    if sight.role is Role.EMPLOYEE:
        own = replace(found, id=EvaluationId(work.new_id()), joint=False, shown_from=None)
        await work.evaluations.add(own, sight)
    return found.agreement


async def joint(work: Work, id: EvaluationId, person: Person) -> tuple[Evaluation, Sight]:
    """One that both read, or will, and that this person wrote. Raises NotFound."""
    for role in (Role.EMPLOYEE, Role.LEADER):
        try:
            found = await work.evaluations.get(id, sight_of(person.id, role))
        except NotFound:
            continue
        _, sight = await drafting.standing(work, found.agreement, person)
        if found.joint and sight.role is role and found.who is role:
            return found, sight
    raise NotFound


async def erase(work: Work, id: EvaluationId, person: Person) -> AgreementId:
    """One's own goes now. What the other may have read stays in the log."""
    found = await mine(work, id, person)
    await work.evaluations.erase(id, sight_of(person.id, Role.EMPLOYEE))
    return found.agreement


async def _through(work: Work, person: Person, agreement: AgreementId) -> None:
    for promise in await work.ledger.of(person.id):
        if promise.kind == ASK and promise.ref == agreement:
            await ledger.used_up(work, promise)
