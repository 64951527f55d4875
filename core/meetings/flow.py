"""What can be pressed about meetings, the pings of them, and the file for one's own calendar."""

# Over the usual length: each press is a few lines, and they share one look at the meeting.

from collections.abc import Awaitable, Callable
from datetime import date, datetime, time, timedelta
from typing import Final, TypeAlias

from core import workdays
from core.agreements.course import Course
from core.agreements.members import SeatId
from core.agreements.model import AgreementId, State
from core.agreements.usecases import ASK_AGAIN, may_think_again, names_of
from core.chat.flows import Flow, Then, Turn, View
from core.chat.texts import Texts
from core.chat.views import Form, Mend, Next, Open, Outcome
from core.drafting.refs import parted
from core.errors import NotFound, Refused
from core.ledger import usecases as ledger
from core.ledger.model import Drop, Promise, Reason, Say, Standing, Verdict, Wait
from core.meetings import cards, usecases
from core.meetings.model import LENGTHS, MOST_PLACE, LineId, Meeting, MeetingId, Slot
from core.meetings.ports import Work
from core.meetings.texts import TEXTS
from core.pages.model import Appointment
from core.pages.usecases import Desk, Wanted
from core.people import Person
from core.sight import WORKER, Role

Answer: TypeAlias = Callable[[Work, Turn], Awaitable[Outcome | Then]]
SUGGESTED: Final = 3
"""Working days ahead."""
AT, MINUTES = time(10), 30


def flow(desk: Desk) -> Flow[Work]:
    """The subject's side of the conversation; the calendar file is fetched at `desk`."""
    return Flow(
        name="meetings",
        texts=TEXTS,
        answers={
            **{name: _shown(name) for name in ("page", "show", "new", "other", "cancel", "line", "calendar")},
            "edit": _shown("other"),
            "take_back": _shown("cancel"),
            "guests": _shown("guests"),
            "propose": _propose,
            "offer": _offer,
            "yes": _yes,
            "no": _no,
            "called_off": _called_off,
            "invite": _invite,
            "bring_up": _bring_up,
            "strike": _strike,
        },
        views={
            "page": _page,
            "show": _show,
            "new": _new,
            "other": _other,
            "cancel": _about(cards.cancel),
            "line": _about(cards.line),
            "guests": _about(cards.guests, only=Role.EMPLOYEE),
            "calendar": _calendar(desk),
        },
    )


def _shown(view: str) -> Answer:
    """A press that changes nothing: it only shows."""

    async def answer(work: Work, turn: Turn) -> Outcome | Then:
        del work
        return Then(f"meetings.{view}", turn.ref)

    return answer


async def _names(work: Work, texts: Texts, course: Course, leader: str = "") -> cards.Named:
    roles = dict(await names_of(work, course))
    if leader:
        roles[Role.LEADER] = leader
    found = {}
    for member in course.group:
        name = (await work.people.get(member.person)).name if member.person else member.name
        found[member.id] = cards.name_of(texts, member, name)
    return cards.Named(roles=roles, members=found)


async def _seen(work: Work, turn: Turn, ref: str = "") -> tuple[usecases.Seen, cards.Named]:
    at = await usecases.seen(work, MeetingId(ref or turn.ref), turn.person)
    leader = (await work.people.get(at.meeting.leader)).name
    return at, await _names(work, turn.texts, at.course, leader)


async def _page(work: Work, turn: Turn) -> Outcome:
    at = await usecases.place(work, AgreementId(turn.ref), turn.person)
    found = await usecases.all_of(work, at)
    coming = [each for each in found if not each.past]
    names = await _names(work, turn.texts, at.course)
    return Open(form=cards.page(turn.texts, at, coming, [each for each in found if each.past], names))


async def _show(work: Work, turn: Turn) -> Outcome:
    return Open(form=cards.show(turn.texts, *await _seen(work, turn)))


def _about(card: Callable[[Texts, usecases.Seen, cards.Named], Form], only: Role | None = None) -> View[Work]:
    """A form about a meeting that is still on."""

    async def view(work: Work, turn: Turn) -> Outcome:
        at, names = await _seen(work, turn)
        if only is not None and at.role is not only:
            raise NotFound
        if not at.open:
            raise Refused("refused.moved_on")
        return Next(form=card(turn.texts, at, names))

    return view


async def _new(work: Work, turn: Turn) -> Outcome:
    at = await usecases.place(work, AgreementId(turn.ref), turn.person)
    if not at.open:
        raise Refused("refused.moved_on")
    day = workdays.shifted(workdays.local_date(work.now, turn.person.zone), SUGGESTED)
    slot = Slot(at=workdays.at(day, AT, turn.person.zone), minutes=MINUTES)
    names = await _names(work, turn.texts, at.course)
    return Next(form=cards.propose(turn.texts, at, names, slot, turn.ref))


async def _other(work: Work, turn: Turn) -> Outcome:
    at, names = await _seen(work, turn)
    if not at.open:
        raise Refused("refused.moved_on")
    return Next(form=_another(turn.texts, at, names))


def _another(texts: Texts, at: usecases.Seen, names: cards.Named) -> Form:
    meeting = at.meeting
    chosen = meeting.guests if at.role is Role.EMPLOYEE else meeting.wished
    slot = meeting.proposed or meeting.slot()
    place = usecases.Place(course=at.course, sight=at.sight, when=at.when, open=at.open)
    return cards.propose(texts, place, names, slot, meeting.id, chosen)


def _given(turn: Turn) -> Slot:
    """What was filled in, on the person's own clock. Raises ValueError."""
    day = date.fromisoformat(str(turn.values.get("day") or ""))
    clock = time.fromisoformat(str(turn.values.get("time") or ""))
    minutes = str(turn.values.get("minutes") or MINUTES)
    if minutes not in map(str, LENGTHS) or clock.tzinfo is not None:
        raise ValueError
    place = " ".join(str(turn.values.get("place") or "").split())[:MOST_PLACE]
    return Slot(at=workdays.at(day, clock, turn.person.zone), minutes=int(minutes), place=place)


def _guests(turn: Turn) -> list[SeatId]:
    given = turn.values.get("guests") or ()
    return [SeatId(each) for each in ((given,) if isinstance(given, str) else given)]


async def _slot(work: Work, turn: Turn, at: usecases.Place, form: Form) -> Slot | Mend:
    """What was filled in; or the form again, with all that was typed and why not."""
    try:
        return await usecases.slot_of(work, at.course, _given(turn))
    except (ValueError, OverflowError):
        key = "not_read"
    except usecases.NotThen as fault:
        key = fault.why
    day = turn.texts.dated(at.course.ends_on)
    return Mend(form=form.filled(turn.values), errors={"day": turn.texts(f"propose.{key}", day=day)})


async def _propose(work: Work, turn: Turn) -> Outcome | Then:
    at = await usecases.place(work, AgreementId(turn.ref), turn.person)
    names = await _names(work, turn.texts, at.course)
    empty = Slot(at=work.now + timedelta(days=1), minutes=MINUTES)
    slot = await _slot(work, turn, at, cards.propose(turn.texts, at, names, empty, turn.ref))
    if isinstance(slot, Mend):
        return slot
    return Then("meetings.show", await usecases.propose(work, at, slot, _guests(turn)))


async def _offer(work: Work, turn: Turn) -> Outcome | Then:
    at, names = await _seen(work, turn)
    place = usecases.Place(course=at.course, sight=at.sight, when=at.when, open=at.open)
    slot = await _slot(work, turn, place, _another(turn.texts, at, names))
    if isinstance(slot, Mend):
        return slot
    await usecases.offer(work, at.meeting.id, turn.person, slot, _guests(turn))
    return Then("meetings.show", at.meeting.id)


def _which(ref: str) -> tuple[MeetingId, str]:
    id, rest = parted(ref, most=2)
    return MeetingId(id), rest[0] if rest else ""


def _numbered(ref: str) -> tuple[MeetingId, int]:
    id, number = _which(ref)
    if not (number.isascii() and number.isdigit() and len(number) < 9):
        raise NotFound
    return id, int(number)


async def _yes(work: Work, turn: Turn) -> Outcome | Then:
    id, number = _numbered(turn.ref)
    await usecases.accept(work, id, turn.person, number, _guests(turn))
    return Then("meetings.show", id)


async def _no(work: Work, turn: Turn) -> Outcome | Then:
    id, number = _numbered(turn.ref)
    await usecases.decline(work, id, turn.person, number)
    return Then("meetings.show", id)


async def _called_off(work: Work, turn: Turn) -> Outcome | Then:
    await usecases.call_off(work, MeetingId(turn.ref), turn.person)
    return Then("meetings.show", turn.ref)


async def _invite(work: Work, turn: Turn) -> Outcome | Then:
    await usecases.invite(work, MeetingId(turn.ref), turn.person, _guests(turn))
    return Then("meetings.show", turn.ref)


async def _bring_up(work: Work, turn: Turn) -> Outcome | Then:
    id, said = _which(turn.ref)
    await usecases.bring_up(work, id, turn.person, str(turn.values.get("text") or ""), said)
    return Then("meetings.show", id)


async def _strike(work: Work, turn: Turn) -> Outcome | Then:
    id, line = _which(turn.ref)
    await usecases.strike(work, id, turn.person, LineId(line))
    return Then("meetings.show", id)


def _calendar(desk: Desk) -> View[Work]:
    async def view(work: Work, turn: Turn) -> Outcome:
        at, _ = await _seen(work, turn)
        if at.meeting.agreed is None:
            raise NotFound
        label = turn.texts("calendar.file_gone" if at.off else "calendar.file")
        wanted = Wanted(label=label, name=CalendarFile.name, ref=at.meeting.id)
        return Open(
            form=cards.calendar(turn.texts, at, await desk.offered(work, turn.person, turn.texts, [wanted]))
        )

    return view


class CalendarFile:
    """For one person's own calendar. `ref` is the meeting."""

    name: Final = "meetings.calendar"

    async def build(self, work: Work, person: Person, ref: str) -> Appointment:
        """What is agreed now, in the zone where this person is now; once it is off, the file that takes it out again."""
        at = await usecases.seen(work, MeetingId(ref), person)
        return appointment(at, at.meeting, person, work.now)


def appointment(at: usecases.Seen, meeting: Meeting, person: Person, now: datetime) -> Appointment:
    """A time and nothing else. Raises NotFound while nothing is agreed."""
    if meeting.agreed is None:
        raise NotFound
    return Appointment(
        number=meeting.number(at.role), title=Texts(TEXTS, person.language)("calendar.title"),
        starts=meeting.agreed.at, ends=meeting.agreed.ends(), zone=person.zone, made=now,
        # What an end of the agreement called off was nobody's change, and is one for the calendar.
        sequence=meeting.sequence + (1 if at.off and meeting.off is None else 0),
        off=at.off, language=person.language,
    )  # fmt: skip


class Asked:
    """The other has proposed, answered or called off. `ref` is the meeting."""

    name = usecases.ASKED
    capped = False
    in_hours = True
    again_if_unsure = True
    bulk = False

    async def decide(self, work: Work, promise: Promise) -> Verdict:
        """As long as the agreement is in force and this person is a party of it."""
        return await _still(work, promise, MeetingId(promise.ref))

    async def ended(self, work: Work, promise: Promise, how: Standing) -> None:
        """Nothing follows."""

    def about(self, promise: Promise) -> MeetingId:
        """Which meeting."""
        return MeetingId(promise.ref)

    async def opened(self, work: Work, turn: Turn, promise: Promise) -> Then | None:
        """The meeting as it stands now."""
        await ledger.used_up(work, promise)
        there = await self.label(work, turn, promise)
        return Then("meetings.show", self.about(promise)) if there else None

    async def label(self, work: Work, turn: Turn, promise: Promise) -> str | None:
        """For the person's own list: no name in it."""
        try:
            await usecases.seen(work, self.about(promise), turn.person)
        except Refused:
            return None
        return turn.texts.other(TEXTS)(f"list.{self.name.partition('.')[2]}")

    async def put_off(self, work: Work, promise: Promise, until: datetime) -> bool:  # noqa: ARG002
        """Gladly."""
        return True


class Remind(Asked):
    """
    The working day before. `ref` is the meeting and when it is: the clock can read no meeting.

    In quiet, too, and whatever else was sent that week: it is the person's own yes, and of no use afterwards.
    """

    name = usecases.REMIND

    async def decide(self, work: Work, promise: Promise) -> Verdict:
        """Not when it has been."""
        id, at = usecases.meant(promise.ref)
        return Drop(Reason.TOO_LATE) if at <= work.now else await _still(work, promise, id)

    def about(self, promise: Promise) -> MeetingId:
        return usecases.meant(promise.ref)[0]


async def _still(work: Work, promise: Promise, id: MeetingId) -> Verdict:
    try:
        route = await work.agreements.route(await work.meetings.agreement(id), WORKER)
    except NotFound:
        return Drop(Reason.ENDED)
    employee = await work.people.get(route.employee)
    parties = {route.employee, *([route.leader] if route.led and employee.active else [])}
    if promise.to not in parties:
        return Drop(Reason.ENDED)
    if route.state is State.WITHDRAWN and await may_think_again(work, route):
        return Wait(work.now + ASK_AGAIN, Reason.HOURS)
    if not route.in_force(workdays.local_date(work.now, employee.zone)):
        return Drop(Reason.ENDED)
    return Say()
