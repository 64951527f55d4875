"""Presses that only read: whatever is opened here leaves nothing behind, and is the same for everybody."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from core.chat.flows import Flow, Turn
from core.chat.texts import Texts
from core.chat.views import Block, Note, Open, Outcome
from core.errors import NotFound
from core.guides import cards
from core.guides.model import Guide
from core.guides.sheet import PRINTED, sheet_name
from core.pages.usecases import Desk
from core.people import Language
from core.ports import Work

T = TypeVar("T")


class Guides:
    """The guides of `library`; those to print are fetched at `desk`."""

    def __init__(self, library: Mapping[str, Guide], desk: Desk) -> None:
        self._library = library
        self._desk = desk

    def flow(self) -> Flow[Work]:
        answers = {"start": self._start, "read": self._read, "rehearse": self._rehearse}
        return Flow(name="guides", texts=cards.TEXTS, answers=answers, views={}, reads=frozenset(answers))

    async def _start(self, work: Work, turn: Turn) -> Outcome:
        del work
        return Open(form=cards.overview(turn.texts, self._library))

    async def _read(self, work: Work, turn: Turn) -> Outcome:
        """`ref` is a guide's name, or that and a chapter's key behind a colon. Raises NotFound for any other."""
        del work
        name, *key = turn.ref.split(":")
        guide = self._guide(name)
        if not key:
            return Open(form=cards.contents(turn.texts, guide, self._sheet(turn.texts, guide)))
        keys = [chapter.key for chapter in guide.chapters]
        if len(key) > 1 or key[0] not in keys:
            raise NotFound
        return Open(form=cards.chapter(turn.texts, guide, keys.index(key[0])))

    async def _rehearse(self, work: Work, turn: Turn) -> Outcome:
        """`ref` is a guide's name and a turn's number, or these and an answer's. Raises NotFound for any other."""
        del work
        name, *numbers = turn.ref.split(":")
        guide = self._guide(name)
        if len(numbers) not in (1, 2):
            raise NotFound
        number, here = _numbered(guide.turns, numbers[0])
        if len(numbers) == 1:
            return Open(form=cards.turn(turn.texts, guide, number, here))
        _, chosen = _numbered(here.answers, numbers[1])
        return Open(form=cards.answered(turn.texts, guide, number, here, chosen))

    def _guide(self, name: str) -> Guide:
        if name not in self._library:
            raise NotFound
        return self._library[name]

    def _sheet(self, texts: Texts, guide: Guide) -> Sequence[Block]:
        language: Language = texts.language
        if guide.name not in PRINTED:
            return ()
        link = self._desk.leaflet(texts("print"), sheet_name(guide), language)
        return (link, Note(texts("print_note"))) if link else ()


def _numbered(some: Sequence[T], number: str) -> tuple[int, T]:
    """The one with this number, counted from 1. Raises NotFound."""
    for n, each in enumerate(some, start=1):
        if str(n) == number:
            return n, each
    raise NotFound
