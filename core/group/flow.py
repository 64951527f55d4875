"""What can be pressed and submitted about who is with the two in an agreement."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TypeAlias

from core.agreements.course import WORDED, Course
from core.agreements.members import OUTSIDE, Part, SeatId
from core.agreements.model import AgreementId, Wording
from core.chat.flows import Flow, Then, Turn, View
from core.chat.views import FormBlock, Mend, Next, Open, Outcome, Values
from core.drafting.refs import parted
from core.drafting.usecases import standing, when_of
from core.errors import NotFound, Refused
from core.group import asking_cards, cards, usecases
from core.group.guest_flow import ANSWERS, VIEWS
from core.group.handout import Handout
from core.group.model import Seat
from core.group.ports import Work
from core.group.texts import TEXTS
from core.pages.usecases import Desk, Wanted
from core.people import Person, PersonId
from core.sight import Role

Answer: TypeAlias = Callable[[Work, Turn], Awaitable[Outcome | Then]]


def flow(desk: Desk) -> Flow[Work]:
    """The subject's side of the conversation; an outside helper's sheet is fetched at `desk`."""
    return Flow(
        name="group",
        texts=TEXTS,
        answers={
            "page": _shown("page"),
            "ask": _shown("ask"),
            "find": _find,
            "chosen": _chosen,
            "yes": _yes,
            "outside": _shown("outside"),
            "named": _named,
            "seat": _shown("seat"),
            "show": _show,
            "let_go": _let_go,
            **ANSWERS,
        },
        views={"page": _page, "ask": _ask, "outside": _outside, "seat": _seat(desk), **VIEWS},
    )


def _shown(view: str) -> Answer:
    async def answer(work: Work, turn: Turn) -> Outcome | Then:
        del work
        return Then(f"group.{view}", turn.ref)

    return answer


async def _group(work: Work, course: Course, person: Person, role: Role) -> cards.Group:
    names: dict[str, str] = {}
    seats: dict[str, Seat] = {}
    gone: set[str] = set()
    for member in course.group:
        names[member.id] = member.name
        if member.person is not None:
            someone = await work.people.get(member.person)
            names[member.id] = someone.name
            if not someone.active:
                gone.add(member.id)
            if role is Role.EMPLOYEE:
                with suppress(NotFound):  # when it is over, no seat is kept
                    seats[member.id] = await work.seats.get(member.id, usecases.host(person.id))
    return cards.Group(
        course=course,
        role=role,
        employee=(await work.people.get(course.employee)).name,
        names=names,
        seats=seats,
        gone=frozenset(gone),
    )


async def _page(work: Work, turn: Turn) -> Outcome:
    course, sight = await standing(work, AgreementId(turn.ref), turn.person)
    over = course.state_at(*await when_of(work, course)) not in WORDED
    group = await _group(work, course, turn.person, sight.role)
    return Open(form=cards.page(turn.texts, group, over=over))


async def _ask(work: Work, turn: Turn) -> Outcome:
    course, _, _ = await usecases.own(work, AgreementId(turn.ref), turn.person)
    return Open(form=asking_cards.ask(turn.texts, course.agreement))


async def _find(work: Work, turn: Turn) -> Outcome | Then:
    """The second step. Nothing is written until the yes."""
    course, _, _ = await usecases.own(work, AgreementId(turn.ref), turn.person)
    part, name = _part(turn.values), str(turn.values.get("name") or "")
    people = () if part is None else await usecases.candidates(work, course, part, name)
    if part is None or not people:
        form = asking_cards.ask(turn.texts, course.agreement).filled(turn.values)
        registered = part in usecases.POSITIONS and not name.strip()
        words = "none_registered" if registered else "none_found" if name.strip() else "none_written"
        return Mend(form=form, errors={"name": turn.texts(words)})
    return Next(form=asking_cards.found(turn.texts, course.agreement, part, people))


def _part(values: Values) -> Part | None:
    given = str(values.get("part") or "")
    return Part(given) if given in list(Part) and given not in OUTSIDE else None


async def _chosen(work: Work, turn: Turn) -> Outcome | Then:
    """The third: what that person will know, and what they may read."""
    id, (part, *_) = _ref(turn.ref, 1)
    course, wording, signed = await usecases.own(work, id, turn.person)
    to = await _who(work, course, _known(part), str(turn.values.get("to") or ""))
    return Next(form=asking_cards.confirm(turn.texts, id, _known(part), to, (wording, signed)))


async def _who(work: Work, course: Course, part: Part, to: str) -> Person:
    try:
        someone = await work.people.get(PersonId(to))
    except NotFound:
        raise Refused("refused.moved_on") from None
    people = await usecases.candidates(work, course, part, someone.name)
    if to not in {each.id for each in people}:
        raise Refused("refused.moved_on")
    return someone


def _known(part: str) -> Part:
    try:
        return Part(part)
    except ValueError:
        raise NotFound from None


def _ref(ref: str, rest: int) -> tuple[AgreementId, tuple[str, ...]]:
    id, more = parted(ref)
    if len(more) != rest:
        raise NotFound
    return id, more


def _ticked(values: Values) -> tuple[str, ...]:
    given = values.get(asking_cards.PARTS) or ()
    return (given,) if isinstance(given, str) else given


async def _yes(work: Work, turn: Turn) -> Outcome | Then:
    id, (part, to) = _ref(turn.ref, 2)
    await usecases.let_in(work, id, turn.person, PersonId(to), _known(part), _ticked(turn.values))
    return Then("group.page", id)


async def _outside(work: Work, turn: Turn) -> Outcome:
    course, wording, _ = await usecases.own(work, AgreementId(turn.ref), turn.person)
    return Open(form=asking_cards.outside(turn.texts, course.agreement, wording))


async def _named(work: Work, turn: Turn) -> Outcome | Then:
    part, name = _known(str(turn.values.get("part") or "")), str(turn.values.get("name") or "")
    parts = _ticked(turn.values)
    seat = await usecases.name_outside(
        work, AgreementId(turn.ref), turn.person, part, name[: asking_cards.MOST_NAME], parts
    )
    return Then("group.seat", f"{turn.ref}:{seat}")


def _seat(desk: Desk) -> View[Work]:
    async def view(work: Work, turn: Turn) -> Outcome:
        id, (seat,) = _ref(turn.ref, 1)
        course, sight = await standing(work, id, turn.person)
        if sight.role is not Role.EMPLOYEE:
            raise NotFound
        member = usecases.member_of(course, SeatId(seat))
        group = await _group(work, course, turn.person, sight.role)
        wording = await _wording(work, turn, id)
        files: tuple[FormBlock, ...] = ()
        if member.person is None and wording is not None:
            wanted = Wanted(label=turn.texts("sheet_file"), name=Handout.name, ref=turn.ref)
            files = await desk.offered(work, turn.person, turn.texts, [wanted])
        return Open(form=cards.seat(turn.texts, group, member, wording, files))

    return view


async def _wording(work: Work, turn: Turn, id: AgreementId) -> Wording | None:
    try:
        return (await usecases.own(work, id, turn.person))[1]
    except Refused:
        return None


async def _show(work: Work, turn: Turn) -> Outcome | Then:
    id, (seat,) = _ref(turn.ref, 1)
    await usecases.show(work, id, turn.person, SeatId(seat), _ticked(turn.values))
    return Then("group.seat", turn.ref)


async def _let_go(work: Work, turn: Turn) -> Outcome | Then:
    id, (seat,) = _ref(turn.ref, 1)
    await usecases.let_go(work, id, turn.person, SeatId(seat))
    return Then("group.page", id)
