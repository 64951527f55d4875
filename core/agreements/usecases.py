"""Taking an agreement in, and asking how it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from core import workdays
from core.agreements.course import Course, Lead, Move, Step
from core.agreements.model import RUNNING, AgreementId, Cadence, Measure, MeasureKind, Route, State, Terms
from core.agreements.ports import Work
from core.errors import NotFound, Refused
from core.ledger import usecases as ledger
from core.ledger.model import Standing
from core.people import Person, PersonId
from core.sight import Role, Sight

NEWS = "life.news"
NOT_BEFORE = timedelta(minutes=15)
SPREAD = 180
"""Minutes."""
A_NIGHT = timedelta(days=1)
ASK_AGAIN = timedelta(hours=6)
"""When the clock looks again at what may go on after second thoughts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What the two parties have agreed on."""

    starts_on: date
    ends_on: date
    measures: tuple[Measure, ...]
    cadence: Cadence = field(default_factory=Cadence)
    goal: str = ""
    relapse_plan: str = ""


def sight_of(person: PersonId, role: Role) -> Sight:
    """This person, in this role."""
    return Sight(person=person, role=role)


async def take_in(work: Work, employee: Person, leader: Person, content: Content) -> AgreementId:
    """
    Take in an agreement that both have signed already.

    Raises Refused if the two are one and the same, do not share a workplace, or if support or expectation
    is missing (S79), or if it ends before it begins.
    """
    kinds = {measure.kind for measure in content.measures}
    if (
        employee.id == leader.id
        or employee.workplace != leader.workplace
        or content.ends_on <= content.starts_on
        or MeasureKind.EXPECTATION not in kinds
        or not kinds & {MeasureKind.SUPPORT, MeasureKind.ACCOMMODATION}
    ):
        raise Refused("refused.incomplete")
    id = AgreementId(work.new_id())
    route = Route(
        id=id,
        workplace=employee.workplace,
        employee=employee.id,
        leader=leader.id,
        state=State.ACTIVE,
        starts_on=content.starts_on,
        ends_on=content.ends_on,
        cadence=content.cadence,
    )
    terms = Terms(
        agreement=id,
        number=1,
        employee=employee.id,
        leader=leader.id,
        starts_on=content.starts_on,
        ends_on=content.ends_on,
        cadence=content.cadence,
        goal=content.goal,
        measures=content.measures,
        relapse_plan=content.relapse_plan,
    )
    step = Step(what=Move.TAKEN_IN, who=Role.LEADER, at=work.now)
    course = Course(
        agreement=id,
        employee=employee.id,
        leader=leader.id,
        state=State.ACTIVE,
        starts_on=content.starts_on,
        ends_on=content.ends_on,
        steps=(step,),
    )
    await work.agreements.begin(route, course)
    await work.agreements.add_terms(terms, sight_of(employee.id, Role.EMPLOYEE))
    return id


async def tell(work: Work, course: Course, *, to: Role, not_before: datetime | None = None) -> None:
    """
    Owe one party a neutral ping because the other did something, unless one is on its way already.

    It comes a while after, at a moment left to chance, so that no ping is the echo of an act. A leader who is not
    in it is told nothing.
    """
    if to is Role.LEADER and course.lead is not Lead.IN:
        return
    person = await work.people.get(course.person(to))
    for promise in await work.ledger.of(person.id):
        if (promise.kind, promise.ref, promise.standing) == (NEWS, course.agreement, Standing.WAITING):
            return
    due = max(work.now + NOT_BEFORE, not_before or work.now) + timedelta(minutes=work.chance(SPREAD))
    await ledger.owe(work, person, NEWS, course.agreement, due, once=f"{NEWS}:{work.new_id()}")


async def running_as_employee(work: Work, person: PersonId) -> Sequence[Route]:
    """The agreements that this person is the employee of and that are in force."""
    sight = sight_of(person, Role.EMPLOYEE)
    ids = await work.agreements.of(person, Role.EMPLOYEE)
    routes = [await work.agreements.route(id, sight) for id in ids]
    return [route for route in routes if route.in_force(work.now.date())]


async def is_running(work: Work, course: Course) -> bool:
    """Whether it is in force as its parties see it, on the employee's day."""
    employee = await work.people.get(course.employee)
    today = workdays.local_date(work.now, employee.zone)
    return course.state_at(work.now, today) in RUNNING


async def may_think_again(work: Work, route: Route) -> bool:
    """
    Whether the employee has withdrawn so lately that it may have been at night, which is undone with one press.

    For the clock, which cannot read until when: meanwhile it stops nothing for good. It errs by hours, to the safe side.
    """
    employee = await work.people.get(route.employee)
    lately = (
        route.over_on is not None and workdays.local_date(work.now, employee.zone) <= route.over_on + A_NIGHT
    )
    return route.state is State.WITHDRAWN and lately and employee.active and route.left_on is None


async def takes_part(work: Work, course: Course, person: PersonId, role: Role) -> bool:
    """
    Whether this person has this part now.

    A leader has none before having gone in, nor from the moment at which either has left the workplace.
    """
    if course.person(role) != person:
        return False
    if role is Role.EMPLOYEE:
        return True
    both = [await work.people.get(course.employee), await work.people.get(person)]
    return course.lead is Lead.IN and all(each.active for each in both)


async def taking_part(work: Work, person: PersonId, *roles: Role) -> Sequence[tuple[Course, Sight]]:
    """Every agreement that this person has one of these parts in now, and in which; in the order of the parts."""
    found = []
    for role in roles:
        sight = sight_of(person, role)
        for id in await work.agreements.of(person, role):
            course = await work.agreements.course(id, sight)
            if await takes_part(work, course, person, role):
                found.append((course, sight))
    return found


async def names_of(work: Work, course: Course) -> Mapping[Role, str]:
    """What the two parties are called; the leader is the one of today."""
    both = (Role.EMPLOYEE, Role.LEADER)
    return {role: (await work.people.get(course.person(role))).name for role in both}


async def led_by(work: Work, person: PersonId) -> Sequence[Terms]:
    """The agreements that this person is responsible leader of and that are in force, as their joint text has it."""
    return [
        await work.agreements.terms(course.agreement, sight)
        for course, sight in await taking_part(work, person, Role.LEADER)
        if await is_running(work, course)
    ]


async def terms_for_leader(work: Work, id: AgreementId, person: PersonId) -> Terms:
    """The text, for its responsible leader. Raises NotFound for everybody else, and once the employee has left."""
    sight = sight_of(person, Role.LEADER)
    course = await work.agreements.course(id, sight)
    if not await takes_part(work, course, person, Role.LEADER):
        raise NotFound
    return await work.agreements.terms(id, sight)
