"""Presses that only read: whatever is opened here leaves nothing behind."""

from collections.abc import Awaitable, Callable

from core.chat.flows import Flow, Turn
from core.chat.texts import Texts
from core.chat.views import Form, Note, Open, Outcome
from core.explore import cards
from core.explore.helper import HelperSheet
from core.pages.usecases import Desk
from core.ports import Work


class Explore:
    """The sheet to print is fetched at `desk`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def flow(self) -> Flow[Work]:
        answers = {
            "start": _read(cards.start),
            "no": _read(cards.no),
            "unsure": _read(cards.unsure),
            "yes": _read(cards.yes),
            "about": _read(cards.about),
            "questions": self._questions,
        }
        return Flow(name="explore", texts=cards.TEXTS, answers=answers, views={}, reads=frozenset(answers))

    async def _questions(self, work: Work, turn: Turn) -> Outcome:
        del work
        texts = turn.texts
        sheets = {"ask.print": cards.QuestionSheet.name, "helper.file": HelperSheet.name}
        links = [self._desk.leaflet(texts(key), name, turn.person.language) for key, name in sheets.items()]
        there = [link for link in links if link]
        return Open(form=cards.questions(texts, (*there, Note(texts("ask.print_note"))) if there else ()))


def _read(page: Callable[[Texts], Form]) -> Callable[[Work, Turn], Awaitable[Outcome]]:
    async def answer(work: Work, turn: Turn) -> Outcome:
        del work
        return Open(form=page(turn.texts))

    return answer
