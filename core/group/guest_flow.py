"""What somebody who was asked into a group can press, and their pings."""

from collections.abc import Mapping
from typing import Final

from core.agreements.members import SeatId
from core.agreements.usecases import ASK_AGAIN, may_think_again
from core.chat.flows import Handler, Then, Turn, View
from core.chat.views import Block, Button, Buttons, Done, Heading, Next, Note, Open, Outcome
from core.drafting.refs import parted
from core.errors import NotFound, Refused
from core.golive.flow import gate
from core.group import guest_cards, guests, usecases
from core.group.model import Answer, Seat
from core.group.ports import Work
from core.group.texts import TEXTS
from core.ledger import usecases as ledger
from core.ledger.model import Drop, Promise, Reason, Say, Verdict, Wait
from core.ledger.once import Once
from core.sight import WORKER

DOORS: Final = {"seat": "group.reading"}
"""What lies behind the notice."""


async def page(work: Work, turn: Turn) -> tuple[Block, ...]:
    """What it adds to a person's own private page: who asked is behind the button, one at a time."""
    texts, blocks = turn.texts.other(TEXTS), list[Block]()
    for id in await work.seats.of(turn.person.id):
        try:
            seat = await guests.seat_of(work, id, turn.person)
        except Refused:
            continue
        words = texts("page.asked" if seat.answer is Answer.NONE else "page.in")
        button = Button(label=texts("see"), action="group.read", ref=id, about=words)
        blocks += [Note(words), Buttons((button,))]
    return (Heading(texts("page.title")), *blocks) if blocks else ()


async def _mine(work: Work, turn: Turn) -> tuple[Seat, str, str]:
    """The seat, the employee's name, and which page of the text is meant."""
    id, rest = parted(turn.ref, most=2)
    seat = await guests.seat_of(work, SeatId(id), turn.person)
    return seat, (await work.people.get(seat.employee)).name, rest[0] if rest else ""


async def _read(work: Work, turn: Turn) -> Outcome | Then:
    await _mine(work, turn)
    return await gate(work, turn, "seat", turn.ref) or Then("group.reading", turn.ref)


async def _reading(work: Work, turn: Turn) -> Outcome:
    """Before the answer what it would mean; after a yes what there is to read."""
    seat, employee, at = await _mine(work, turn)
    if seat.answer is Answer.NONE:
        return Open(form=guest_cards.asked(turn.texts, seat, employee, turn.person))
    return Open(form=guest_cards.reading(turn.texts, seat, employee, at))


async def _enter(work: Work, turn: Turn) -> Outcome | Then:
    if first := await gate(work, turn, "seat", turn.ref):
        return first
    await guests.enter(work, SeatId(turn.ref), turn.person)
    return Then("group.reading", turn.ref)


async def _cannot(work: Work, turn: Turn) -> Outcome | Then:
    await guests.cannot(work, SeatId(turn.ref), turn.person)
    return Then("group.out")


async def _leave(work: Work, turn: Turn) -> Outcome | Then:
    await _mine(work, turn)
    return Then("group.leave", turn.ref)


async def _leave_page(work: Work, turn: Turn) -> Outcome:
    seat, employee, _ = await _mine(work, turn)
    return Next(form=guest_cards.leave(turn.texts, seat, employee))


async def _said(work: Work, turn: Turn) -> Outcome | Then:
    text = str(turn.values.get(guest_cards.SAID) or "")
    if text.strip():
        await guests.say(work, SeatId(turn.ref), turn.person, text)
    return Then("group.reading", turn.ref)


async def _out(work: Work, turn: Turn) -> Outcome:
    del work
    return Done(text=turn.texts("out"), title=turn.texts("asked.title"), close=turn.texts("close"))


ANSWERS: Final[Mapping[str, Handler[Work]]] = {
    "read": _read,
    "enter": _enter,
    "cannot": _cannot,
    "leave": _leave,
    "left": _cannot,
    "said": _said,
}
VIEWS: Final[Mapping[str, View[Work]]] = {"reading": _reading, "leave": _leave_page, "out": _out}


class Asked(Once):
    """Tell the one who was asked. `ref` is the seat."""

    name = usecases.ASKED
    capped = False
    in_hours = True

    async def decide(self, work: Work, promise: Promise) -> Verdict:
        """As long as there is something to be with in; whether they have answered is not the clock's to know."""
        try:
            id = await work.seats.agreement(SeatId(promise.ref))
            if await guests.goes_on(work, id):
                return Say()
            again = await may_think_again(work, await work.agreements.route(id, WORKER))
        except NotFound:
            again = False
        return Wait(work.now + ASK_AGAIN, Reason.HOURS) if again else Drop(Reason.ENDED)

    async def opened(self, work: Work, turn: Turn, promise: Promise) -> Then | None:
        """The question, or what there is to read; before it, once, the notice."""
        if await self.label(work, turn, promise) is None:
            await ledger.used_up(work, promise)
            return None
        return await gate(work, turn, "seat", promise.ref) or Then("group.reading", promise.ref)

    async def label(self, work: Work, turn: Turn, promise: Promise) -> str | None:
        """For the person's own list: no name in it."""
        try:
            await guests.seat_of(work, SeatId(promise.ref), turn.person)
        except Refused:
            return None
        return turn.texts.other(TEXTS)("list.asked")


class Answered(Asked):
    """Tell the employee that there is an answer, or a word about the text. `ref` is the seat."""

    name = usecases.ANSWERED

    async def opened(self, work: Work, turn: Turn, promise: Promise) -> Then | None:
        """The member's page."""
        await ledger.used_up(work, promise)
        if await self.label(work, turn, promise) is None:
            return None
        id = await work.seats.agreement(SeatId(promise.ref))
        return Then("group.seat", f"{id}:{promise.ref}")

    async def label(self, work: Work, turn: Turn, promise: Promise) -> str | None:
        """For the person's own list: no name in it."""
        try:
            await work.seats.get(SeatId(promise.ref), usecases.host(turn.person.id))
        except NotFound:
            return None
        return turn.texts.other(TEXTS)("list.answered")
