"""
Proposing a meeting, answering, moving it, calling it off; and what the clock owes the two about it.

Over 200 lines: a meeting has few moves, and each is read against the others.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from core import workdays
from core.agreements import course as moves
from core.agreements.course import Course, Lead, Moment
from core.agreements.members import Member, Part, SeatId
from core.agreements.model import RUNNING, AgreementId, State
from core.agreements.usecases import NOT_BEFORE, SPREAD, may_think_again
from core.checkins.usecases import kept
from core.checkins.usecases import slot as moment_in_hours
from core.drafting.usecases import standing, when_of
from core.errors import NotFound, Refused
from core.ledger import usecases as ledger
from core.ledger.model import Promise, Standing
from core.meetings.model import MOST_COMING, MOST_LINE, Line, LineId, Meeting, MeetingId, Slot
from core.meetings.ports import Work
from core.people import Person, PersonId
from core.sight import WORKER, Role, Sight

ASKED: Final = "meetings.asked"
"""The other has proposed, answered or called off; which it is lies behind the button."""
REMIND: Final = "meetings.remind"
"""The working day before."""
MOST_RUNG, WITHIN = 12, timedelta(days=1)
"""About one agreement: each proposal rings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A meeting as one of the two is to see it now; `off` also when the agreement or its leader has changed since."""

    meeting: Meeting
    course: Course
    sight: Sight
    when: Moment
    off: bool
    zones: tuple[str, str]

    @property
    def role(self) -> Role:
        return self.sight.role

    @property
    def past(self) -> bool:
        return self.meeting.slot().ends() <= self.when[0]

    @property
    def open(self) -> bool:
        """Whether anything can be done about it."""
        return not self.off and not self.past


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An agreement for meetings in it: whose it is, who asks, and whether anything new can be made."""

    course: Course
    sight: Sight
    when: Moment
    open: bool


async def place(work: Work, id: AgreementId, person: Person) -> Place:
    """Raises NotFound for everybody but its parties."""
    course, sight = await standing(work, id, person)
    when = await when_of(work, course)
    leaving = sight.role is Role.EMPLOYEE and course.leaving_at is not None
    both = [await work.people.get(each) for each in (course.employee, course.leader)]
    led = course.lead is Lead.IN and all(each.active for each in both)
    return Place(
        course=course, sight=sight, when=when, open=course.state_at(*when) in RUNNING and led and not leaving
    )


def members(course: Course, role: Role) -> Sequence[Member]:
    """Whom this one can name: for the leader not a union representative, who comes by the employee's wish alone (S184)."""
    hidden = {Part.UNION_REPRESENTATIVE} if role is Role.LEADER else set()
    return [each for each in course.group if each.part not in hidden]


async def seen(work: Work, id: MeetingId, person: Person) -> Seen:
    """Raises NotFound for everybody but the two who made it."""
    at = await place(work, await work.meetings.agreement(id), person)
    return await _seen(work, at, await work.meetings.get(id, at.sight))


async def _seen(work: Work, at: Place, meeting: Meeting) -> Seen:
    if at.sight.role is Role.LEADER and meeting.leader != at.sight.person:
        raise NotFound
    employee, leader = [await work.people.get(each) for each in (at.course.employee, meeting.leader)]
    day = workdays.local_date(meeting.slot().at, employee.zone)
    away = meeting.leader != at.course.leader or not at.open or day > at.course.ends_on
    return Seen(
        meeting=meeting, course=at.course, sight=at.sight, when=at.when, zones=(employee.zone, leader.zone),
        off=away or meeting.off is not None,
    )  # fmt: skip


async def all_of(work: Work, at: Place) -> Sequence[Seen]:
    """Those that this one may see, by time."""
    found = await work.meetings.of(at.course.agreement, at.sight)
    mine = [each for each in found if at.sight.role is Role.EMPLOYEE or each.leader == at.sight.person]
    return [await _seen(work, at, each) for each in mine]


class NotThen(Refused):
    """It cannot be then; `why` is a word of ours."""

    def __init__(self, why: str) -> None:
        """Take why."""
        super().__init__("refused.past")
        self.why = why


async def slot_of(work: Work, course: Course, given: Slot) -> Slot:
    """The same, if it can be. Raises NotThen for what has been, and for what lies after the end on the employee's day."""
    if given.at <= work.now:
        raise NotThen("past")
    employee = await work.people.get(course.employee)
    if workdays.local_date(given.at, employee.zone) > course.ends_on:
        raise NotThen("after")
    return given


async def propose(work: Work, at: Place, slot: Slot, guests: Sequence[SeatId]) -> MeetingId:
    """A new one, for the other to answer. Raises Refused if the agreement is over or being left, or too many are coming."""
    coming = [each for each in await all_of(work, at) if each.open]
    if not at.open or len(coming) >= MOST_COMING:
        raise Refused("refused.moved_on" if not at.open else "refused.too_many_meetings")
    chosen, role = _known(at.course, guests, at.sight.role), at.sight.role
    meeting = Meeting(
        id=MeetingId(work.new_id()), agreement=at.course.agreement, leader=at.course.leader,
        numbers=(work.new_id(), work.new_id()), proposed=slot, by=role,
        guests=chosen if role is Role.EMPLOYEE else (), wished=chosen if role is Role.LEADER else (),
    )  # fmt: skip
    await ledger.not_often(work, f"{ASKED}:{at.course.agreement}:{at.sight.person}", MOST_RUNG, WITHIN)
    await work.meetings.add(meeting, at.sight)
    await _tell(work, at.course, meeting.id, moves.other(role))
    return meeting.id


def _known(course: Course, guests: Sequence[SeatId], role: Role) -> tuple[SeatId, ...]:
    return tuple(each.id for each in members(course, role) if each.id in guests)


async def _open(work: Work, id: MeetingId, person: Person) -> Seen:
    at = await seen(work, id, person)
    if not at.open:
        raise Refused("refused.moved_on")
    return at


async def offer(work: Work, id: MeetingId, person: Person, slot: Slot, guests: Sequence[SeatId]) -> None:
    """Another time, as an answer or as a change; what is agreed holds until there is a yes."""
    at = await _open(work, id, person)
    if slot == at.meeting.proposed and at.role is at.meeting.by:
        return
    await ledger.not_often(work, f"{ASKED}:{at.course.agreement}:{at.sight.person}", MOST_RUNG, WITHIN)
    moved = at.meeting.offered(slot, at.role, _known(at.course, guests, at.role))
    await work.meetings.save(moved, at.sight)
    await _used(work, person, id)
    await _tell(work, at.course, id, moves.other(at.role))


async def accept(
    work: Work, id: MeetingId, person: Person, number: int, guests: Sequence[SeatId] | None
) -> None:
    """A yes; from the employee with whom they want there, which stays as it was if nothing was asked."""
    at = await _open(work, id, person)
    chosen = None if guests is None or at.role is Role.LEADER else _known(at.course, guests, at.role)
    agreed = at.meeting.accepted(at.role, number, chosen)
    await work.meetings.save(agreed, at.sight)
    await _used(work, person, id)
    await _remind(work, at.course, agreed)
    await _tell(work, at.course, id, moves.other(at.role))


async def decline(work: Work, id: MeetingId, person: Person, number: int) -> None:
    """A no; no reason is asked for."""
    at = await _open(work, id, person)
    await work.meetings.save(at.meeting.declined(at.role, number), at.sight)
    await _used(work, person, id)
    await _tell(work, at.course, id, moves.other(at.role))


async def call_off(work: Work, id: MeetingId, person: Person) -> None:
    """Either; reminders of it go, and the other is told."""
    at = await _open(work, id, person)
    await work.meetings.save(at.meeting.called_off(at.role), at.sight)
    await _used(work, person, id)
    await _forget_reminders(work, at.course, id)
    await _tell(work, at.course, id, moves.other(at.role))


async def invite(work: Work, id: MeetingId, person: Person, guests: Sequence[SeatId]) -> None:
    """The employee's choice of whom they want there; the app tells nobody but the two."""
    at = await _open(work, id, person)
    if at.role is not Role.EMPLOYEE:
        raise NotFound
    await work.meetings.save(at.meeting.with_guests(_known(at.course, guests, at.role)), at.sight)


async def bring_up(work: Work, id: MeetingId, person: Person, text: str, said: str = "") -> None:
    """
    Something to talk about; both see whose it is. Nobody is called for it: it is there when one looks.

    What is written at night the other sees in the morning; `said` is the moment that the form promised.
    """
    at = await _open(work, id, person)
    words = " ".join(text.split())[:MOST_LINE]
    if not words:
        raise Refused("refused.incomplete")
    line = Line(
        id=LineId(work.new_id()), who=at.role, text=words, shown_from=kept(work.now, person.zone, said)
    )
    await work.meetings.save(at.meeting.with_line(line), at.sight)


async def strike(work: Work, id: MeetingId, person: Person, line: LineId) -> None:
    """One's own line goes."""
    at = await _open(work, id, person)
    if not any(each.id == line and each.who is at.role for each in at.meeting.lines):
        raise NotFound
    await work.meetings.save(at.meeting.without_lines(at.role, line), at.sight)


def about(id: MeetingId, slot: Slot) -> str:
    """What the clock knows of a meeting that it reminds of: which, and when. Sealed with the ledger's key."""
    return f"{id}:{int(slot.at.timestamp())}"


def meant(ref: str) -> tuple[MeetingId, datetime]:
    """The same, read. Raises NotFound for what we did not write."""
    id, _, at = ref.partition(":")
    if not (at.isascii() and at.isdigit() and len(at) < 12):
        raise NotFound
    return MeetingId(id), datetime.fromtimestamp(int(at), UTC)


async def _remind(work: Work, course: Course, meeting: Meeting) -> None:
    """Both, on the working day before, in their own hours; not for what was agreed as late as that."""
    await _forget_reminders(work, course, meeting.id)
    slot = meeting.slot()
    for id in (course.employee, course.leader):
        to = await work.people.get(id)
        day = workdays.shifted(workdays.local_date(slot.at, to.zone), -1)
        due = moment_in_hours(work, day, to)
        if due > work.now:
            once = f"{REMIND}:{meeting.id}:{meeting.sequence}:{id}"
            await ledger.owe(work, to, REMIND, about(meeting.id, slot), due, once=once)


async def _forget_reminders(work: Work, course: Course, id: MeetingId) -> None:
    for person in (course.employee, course.leader):
        for promise in await work.ledger.of(person):
            if promise.kind == REMIND and meant(promise.ref)[0] == id:
                await ledger.used_up(work, promise)


async def _used(work: Work, person: Person, id: MeetingId) -> None:
    for promise in await work.ledger.of(person.id):
        if promise.kind == ASKED and promise.ref == id:
            await ledger.used_up(work, promise)


async def _tell(work: Work, course: Course, id: MeetingId, to: Role) -> None:
    """A while after, at a moment left to chance; one that lies unopened is enough."""
    person = await work.people.get(course.person(to))
    if await ledger.rings(work, person.id, ASKED, id):
        return
    due = work.now + NOT_BEFORE + timedelta(minutes=work.chance(SPREAD))
    await ledger.owe(work, person, ASKED, id, due, once=f"{ASKED}:{work.new_id()}")


async def sweep(work: Work, id: AgreementId) -> None:
    """
    The clock's daily look, which reads no meeting: what it reminds of may lie after an end that has come nearer.

    Then both are called, once, to see that it is off; when the agreement itself is over they are told of that.
    """
    route = await work.agreements.route(id, WORKER)
    employee = await work.people.get(route.employee)
    today = workdays.local_date(work.now, employee.zone)
    if route.state is State.WITHDRAWN and await may_think_again(work, route):
        return
    goes_on = route.in_force(today)
    for person in (route.employee, route.leader):
        for promise in await _reminders(work, person, id):
            if goes_on and workdays.local_date(meant(promise.ref)[1], employee.zone) <= route.ends_on:
                continue
            await ledger.used_up(work, promise)
            if goes_on and (person == route.employee or route.led):
                to, meeting = await work.people.get(person), meant(promise.ref)[0]
                due = max(work.now, moment_in_hours(work, workdays.on_or_after(today), to))
                await ledger.owe(work, to, ASKED, meeting, due, once=f"{ASKED}:{promise.once}:off")


async def _reminders(work: Work, person: PersonId, id: AgreementId) -> Sequence[Promise]:
    """Those of this agreement's meetings that wait for this person."""
    found = []
    for promise in await work.ledger.of(person):
        if promise.kind != REMIND or promise.standing is not Standing.WAITING:
            continue
        with suppress(NotFound):
            if await work.meetings.agreement(meant(promise.ref)[0]) == id:
                found.append(promise)
    return found
