"""What can be pressed and submitted about who is with the two in an agreement."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TypeAlias

from core.agreements.course import WORDED, Course
from core.agreements.members import SeatId
from core.agreements.model import AgreementId
from core.chat.flows import Flow, Then, Turn, View
from core.chat.views import FormBlock, Open, Outcome
from core.drafting.usecases import standing, when_of
from core.errors import NotFound, Refused
from core.group import asking_flow, cards, guest_flow, usecases
from core.group.handout import Handout
from core.group.model import Seat
from core.group.ports import Work
from core.group.texts import TEXTS
from core.pages.usecases import Desk, Wanted
from core.people import Person
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
            "outside": _shown("outside"),
            "seat": _shown("seat"),
            "show": _show,
            "let_go": _let_go,
            **asking_flow.ANSWERS,
            **guest_flow.ANSWERS,
        },
        views={"page": _page, "seat": _seat(desk), **asking_flow.VIEWS, **guest_flow.VIEWS},
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


def _seat(desk: Desk) -> View[Work]:
    async def view(work: Work, turn: Turn) -> Outcome:
        id, (seat,) = asking_flow.rest(turn.ref, 1)
        course, sight = await standing(work, id, turn.person)
        if sight.role is not Role.EMPLOYEE:
            raise NotFound
        member = usecases.member_of(course, SeatId(seat))
        group = await _group(work, course, turn.person, sight.role)
        words = await _words(work, turn, id)
        files: tuple[FormBlock, ...] = ()
        if member.person is None and words is not None:
            wanted = Wanted(label=turn.texts("sheet_file"), name=Handout.name, ref=turn.ref)
            files = await desk.offered(work, turn.person, turn.texts, [wanted])
        return Open(form=cards.seat(turn.texts, group, member, words, files))

    return view


async def _words(work: Work, turn: Turn, id: AgreementId) -> cards.Words | None:
    try:
        _, wording, signed = await usecases.own(work, id, turn.person)
    except Refused:
        return None
    return wording, signed


async def _show(work: Work, turn: Turn) -> Outcome | Then:
    id, (seat,) = asking_flow.rest(turn.ref, 1)
    await usecases.show(work, id, turn.person, SeatId(seat), asking_flow.ticked(turn.values))
    return Then("group.seat", turn.ref)


async def _let_go(work: Work, turn: Turn) -> Outcome | Then:
    id, (seat,) = asking_flow.rest(turn.ref, 1)
    await usecases.let_go(work, id, turn.person, SeatId(seat))
    return Then("group.page", id)
