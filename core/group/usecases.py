"""Letting somebody into an agreement's group, and what the employee decides about each."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from core.agreements import course as moves
from core.agreements.course import Course
from core.agreements.members import OUTSIDE, Member, Part, SeatId
from core.agreements.model import AgreementId, State, Wording
from core.agreements.usecases import NOT_BEFORE, SPREAD, sight_of
from core.drafting.usecases import newest, standing, when_of
from core.errors import NotFound, Refused
from core.group import model
from core.group.model import Answer, Seat
from core.group.ports import Work
from core.ledger import usecases as ledger
from core.people import Person, PersonId, Position
from core.sight import Role, Sight

ASKED: Final = "group.asked"
"""To the one who was asked."""
ANSWERED: Final = "group.answered"
"""To the employee."""
POSITIONS: Final = {
    Part.ADVISER: frozenset({Position.RESOURCE_PERSON, Position.AKAN_CONTACT}),
    Part.OCCUPATIONAL_HEALTH: frozenset({Position.OCCUPATIONAL_HEALTH}),
    Part.UNION_REPRESENTATIVE: frozenset({Position.UNION_REPRESENTATIVE}),
}
"""Who can be asked to be what; a support contact can be anybody at the workplace."""
MOST_FOUND: Final = 25
MOST_ASKED, WITHIN = 3, timedelta(days=7)
"""Of one person: whoever said no is not to be asked without end."""


def host(person: PersonId) -> Sight:
    """The employee, to one member."""
    return sight_of(person, Role.HOST)


def guest(person: PersonId) -> Sight:
    """Somebody who was asked in."""
    return sight_of(person, Role.INVITED)


async def own(work: Work, id: AgreementId, person: Person) -> tuple[Course, Wording, bool]:
    """
    As the employee has it, with the words as they read now, and whether they are in force.

    Raises NotFound for everybody else, and Refused when it is over or being left.
    """
    course, sight = await standing(work, id, person)
    if sight.role is not Role.EMPLOYEE:
        raise NotFound
    state = moves.must(course, await when_of(work, course), moves.WORDED)
    if course.leaving_at is not None:
        raise Refused("refused.moved_on")
    if state in {State.DRAFTING, State.SIGNING}:
        return course, (await newest(work, course, sight)).wording, False
    # An amendment that is being written is nobody's text yet.
    return course, await work.agreements.terms(id, sight), True


async def candidates(work: Work, course: Course, part: Part, name: str) -> Sequence[Person]:
    """
    Who could be asked, by name: those registered as such, or for a support contact whoever is called so.

    Not the two, and not who is in already.
    """
    employee = await work.people.get(course.employee)
    out = {course.employee, course.leader, *(member.person for member in course.group)}
    positions, wanted = POSITIONS.get(part), name.strip().casefold()
    if part in OUTSIDE or (positions is None and not wanted):
        return ()
    if positions is None:
        names = await work.people.names(employee.workplace)
    else:
        registered = await work.people.with_positions(employee.workplace)
        names = {each.id: each.name for each in registered if positions & each.positions}
    found = [id for id, called in names.items() if id not in out and _begins(called.casefold(), wanted)]
    return await work.people.some(sorted(found, key=names.__getitem__)[:MOST_FOUND])


def _begins(called: str, wanted: str) -> bool:
    """The whole name, or one of those that it is made of."""
    return any(each.startswith(wanted) for each in (called, *called.split()))


async def let_in(
    work: Work, id: AgreementId, person: Person, to: PersonId, part: Part, parts: Sequence[str]
) -> SeatId:
    """
    The employee's yes to one person: a seat, with a copy of `parts` in it, and a neutral ping after a while.

    Raises Refused for whom the workplace does not have as such, and if there are too many.
    """
    course, wording, signed = await own(work, id, person)
    try:
        asked = await work.people.get(to)
    except NotFound:
        raise Refused("refused.moved_on") from None
    if not asked.active or to not in {e.id for e in await candidates(work, course, part, asked.name)}:
        raise Refused("refused.moved_on")
    when, (chosen, copy) = await when_of(work, course), _copy(wording, parts)
    seat = Seat(
        id=SeatId(work.new_id()), agreement=id, employee=person.id, person=to, part=part, parts=chosen,
        wording=copy, signed=signed, copied_on=when[1],
    )  # fmt: skip
    moved = model.let_in(course, Member(id=seat.id, part=part, since=when[1], person=to), when)
    await work.agreements.save_course(moved, sight_of(person.id, Role.EMPLOYEE))
    await work.seats.add(seat)
    await ledger.not_often(work, f"{ASKED}:{id}:{to}", MOST_ASKED, WITHIN)
    await owe(work, asked, ASKED, seat.id)
    return seat.id


def _copy(wording: Wording, parts: Sequence[str]) -> tuple[tuple[str, ...], Wording]:
    chosen = tuple(part for part in model.offered(wording) if part in parts)
    return chosen, model.only(wording, chosen)


async def name_outside(
    work: Work, id: AgreementId, person: Person, part: Part, name: str, parts: Sequence[str]
) -> SeatId:
    """A helper outside the workplace, for whom there is a sheet to bring; nobody is sent anything."""
    course, wording, _ = await own(work, id, person)
    when = await when_of(work, course)
    if part not in OUTSIDE:
        raise Refused("refused.incomplete")
    chosen, _ = _copy(wording, parts)
    member = Member(id=SeatId(work.new_id()), part=part, since=when[1], name=model.called(name), parts=chosen)
    await work.agreements.save_course(model.let_in(course, member, when), sight_of(person.id, Role.EMPLOYEE))
    return member.id


async def show(work: Work, id: AgreementId, person: Person, seat: SeatId, parts: Sequence[str]) -> None:
    """What this member may read from now on, as it reads now; what was there before is gone from the seat."""
    course, wording, signed = await own(work, id, person)
    member = member_of(course, seat)
    if member.person is None:
        moved = model.changed(
            course, replace(member, parts=_copy(wording, parts)[0]), await when_of(work, course)
        )
        await work.agreements.save_course(moved, sight_of(person.id, Role.EMPLOYEE))
        return
    before = await work.seats.get(seat, host(person.id))
    if before.answer in {Answer.NO, Answer.LEFT}:
        raise Refused("refused.moved_on")
    chosen, copy = _copy(wording, parts)
    today = (await when_of(work, course))[1]
    after = replace(before, parts=chosen, wording=copy, signed=signed, copied_on=today)
    await work.seats.save(replace(after, version=before.version + 1), host(person.id))


async def let_go(work: Work, id: AgreementId, person: Person, seat: SeatId) -> None:
    """The employee takes somebody out: no seat and no key from now on. Also while the agreement is over or being left."""
    course, sight = await standing(work, id, person)
    if sight.role is not Role.EMPLOYEE:
        raise NotFound
    member = member_of(course, seat)
    await work.agreements.save_course(model.let_go(course, seat, await when_of(work, course)), sight)
    await work.seats.erase(seat)
    await used(work, person.id, ANSWERED, seat)
    if member.person is not None:
        await used(work, member.person, ASKED, seat)


def member_of(course: Course, seat: SeatId) -> Member:
    """Raises NotFound."""
    for member in course.group:
        if member.id == seat:
            return member
    raise NotFound


async def used(work: Work, person: PersonId, kind: str, seat: SeatId) -> None:
    """Pings of this kind about this seat are through with."""
    for promise in await work.ledger.of(person):
        if promise.kind == kind and promise.ref == seat:
            await ledger.used_up(work, promise)


async def owe(work: Work, to: Person, kind: str, seat: SeatId) -> None:
    """A neutral ping, a while after, so that it is not the echo of an act."""
    due = work.now + NOT_BEFORE + timedelta(minutes=work.chance(SPREAD))
    await ledger.owe(work, to, kind, seat, due, once=f"{kind}:{work.new_id()}")
