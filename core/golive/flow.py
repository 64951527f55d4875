"""The gate before the first field: closed where nobody has gone live, and a notice to read once where somebody has."""

from collections.abc import Mapping

from core.chat.flows import Flow, Then, Turn
from core.chat.texts import Texts, load
from core.chat.views import (
    Block,
    Button,
    Buttons,
    Done,
    Fact,
    Form,
    Heading,
    Note,
    Open,
    Outcome,
    Paragraph,
    Quote,
)
from core.errors import Refused
from core.golive import usecases
from core.golive.model import Golive
from core.ports import Work

TEXTS = load(__package__)


class Gate:
    """
    `doors` are the views that lie behind it, by a short name that a button can carry.

    Only these can be reached through the notice, whatever somebody writes into a button.
    """

    def __init__(self, doors: Mapping[str, str]) -> None:
        self._doors = doors

    def flow(self) -> Flow[Work]:
        return Flow(
            name="golive",
            texts=TEXTS,
            answers={"read": self._read, "again": self._again},
            views={"closed": _closed, "notice": self._notice},
            reads=frozenset({"again"}),
        )

    async def _again(self, work: Work, turn: Turn) -> Outcome:
        """From the own page, at any time: whom to complain to is seldom wanted on the first day."""
        golive = await usecases.current(work, turn.person.workplace)
        if golive is None:
            return await _closed(work, turn)
        words = golive.notice[turn.person.language]
        title, close = turn.texts("sees"), turn.texts("close")
        return Open(form=Form(title=title, body=(Quote(words), *_told(turn.texts, golive)), close=close))

    async def _notice(self, work: Work, turn: Turn) -> Outcome:
        golive = await usecases.current(work, turn.person.workplace)
        if golive is None:
            return await _closed(work, turn)
        return Open(form=notice(turn.texts, golive, golive.notice[turn.person.language], turn.ref))

    async def _read(self, work: Work, turn: Turn) -> Outcome | Then:
        golive = await usecases.current(work, turn.person.workplace)
        door, _, ref = turn.ref.partition(":")
        if golive is None or door not in self._doors:
            raise Refused
        await usecases.note_read(work, turn.person.id, golive)
        return Then(self._doors[door], ref)


async def gate(work: Work, turn: Turn, door: str, ref: str = "") -> Then | None:
    """Where to go instead: the words that nothing is open yet, or the notice; None if the way is free."""
    golive = await usecases.current(work, turn.person.workplace)
    if golive is None:
        return Then("golive.closed")
    if not await usecases.has_read(work, turn.person.id, golive):
        return Then("golive.notice", f"{door}:{ref}")
    return None


async def _closed(work: Work, turn: Turn) -> Outcome:
    del work
    return Done(text=turn.texts("closed"), title=turn.texts("title"), close=turn.texts("close"))


def notice(texts: Texts, golive: Golive, words: str, ref: str) -> Form:
    """Before the first field: the workplace's own words, ours, and the way on."""
    body: list[Block] = [
        Paragraph(texts("intro")),
        Quote(words),
        *_told(texts, golive),
        Note(texts("once")),
        Buttons((Button(label=texts("go_on"), action="golive.read", ref=ref),)),
    ]
    return Form(title=texts("title"), body=tuple(body), close=texts("close"))


def _told(texts: Texts, golive: Golive) -> tuple[Block, ...]:
    """Who sees what, how long, and whom to turn to."""
    return (
        Heading(texts("sees")),
        Paragraph(texts("sees_employee")),
        Paragraph(texts("sees_leader")),
        Paragraph(texts("sees_nobody")),
        Paragraph(texts("sees_machines")),
        Heading(texts("rest")),
        Fact(texts("purpose"), golive.purpose_limit),
        Fact(texts("kept"), golive.retention),
        Fact(texts("keys"), golive.key_holders),
        Fact(texts("complaints"), golive.complaints),
        Fact(texts("paper"), golive.paper_route),
    )
