"""The menu: home on both platforms, the private page, and whom to talk to."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Generic, Protocol, TypeAlias, TypeVar

from core.chat.flows import Flow, Then, Turn
from core.chat.views import Block, Open, Outcome, Show, Stay
from core.contacts.flow import Contacts
from core.ledger import ports as ledger
from core.ledger.model import Promise, Reason, Standing
from core.ledger.usecases import TIDY
from core.menu import cards


class Work(ledger.Work, Protocol):
    """The slice of a transaction that the menu uses."""


W = TypeVar("W", bound=Work)
Section: TypeAlias = Callable[[W, Turn], Awaitable[tuple[Block, ...]]]
SHOWN = 6


class Menu(Generic[W]):
    """`sections` are what each subject adds to a person's private page, in order."""

    def __init__(self, sections: Sequence[Section[W]], contacts: Contacts) -> None:
        self._sections = sections
        self._contacts = contacts

    def flow(self) -> Flow[W]:
        answers = {
            "home": self._home,
            "typed": self._typed,
            "public": self._public,
            "page": self._ask,
            "shown": self._page,
            "talk": self._talk,
        }
        return Flow(name="menu", texts=cards.TEXTS, answers=answers, views={}, reads=frozenset(answers))

    async def _home(self, work: W, turn: Turn) -> Outcome | Then:
        del work
        return Show(card=cards.menu(turn.person))

    async def _typed(self, work: W, turn: Turn) -> Outcome | Then:
        """Typed chat text is answered kindly and is neither kept nor read (architecture, decision A)."""
        del work
        return Stay(text=turn.texts("typed"))

    async def _public(self, work: W, turn: Turn) -> Outcome | Then:
        del work
        return Stay(text=turn.texts("public"))

    async def _talk(self, work: W, turn: Turn) -> Outcome | Then:
        """The first page of whom one can talk to (S24, S60)."""
        return await self._contacts.show(work, replace(turn, ref=""))

    async def _ask(self, work: W, turn: Turn) -> Outcome | Then:
        del work
        return Open(form=cards.ask(turn.texts))

    async def _page(self, work: W, turn: Turn) -> Outcome | Then:
        sections = [blocks for section in self._sections if (blocks := await section(work, turn))]
        stopped = [p for p in await work.ledger.of(turn.person.id) if _was_stopped(p)][-SHOWN:]
        lines = [(turn.texts.day(p.due), turn.texts(f"stopped.{_why(p)}")) for p in stopped]
        return Open(form=cards.page(turn.texts, sections, lines))


def _was_stopped(promise: Promise) -> bool:
    """What did not reach the person as promised, for their own eyes (architecture, 2)."""
    if promise.kind == TIDY:
        return False
    held = promise.standing is Standing.WAITING and promise.reason is Reason.CAP
    return held or _passed(promise) or promise.standing in {Standing.GAVE_UP, Standing.UNSURE}


def _passed(promise: Promise) -> bool:
    """Held back, by the cap or by an outage, until what it was about had been."""
    return promise.standing is Standing.DROPPED and promise.reason in {Reason.CAP, Reason.TOO_LATE}


def _why(promise: Promise) -> str:
    if promise.standing is Standing.UNSURE:
        return "unsure"
    if _passed(promise):
        return "passed"
    match promise.reason:
        case Reason.CAP:
            return "cap"
        case Reason.BLOCKED | Reason.NOT_INSTALLED | Reason.NO_ACCOUNT:
            return "unreachable"
        case _:
            return "fault"
