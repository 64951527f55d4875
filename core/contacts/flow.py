"""Looking up whom one can talk to. Nothing is kept of it, not even that somebody looked (S158, S159)."""

import re
from collections.abc import Sequence
from typing import Final

from core.chat.flows import Flow, Turn
from core.chat.views import Open, Outcome
from core.contacts import cards
from core.contacts.helplines import HELPLINES, Helpline
from core.errors import NotFound
from core.ports import Work

PLACE: Final = re.compile(r"[0-9]{1,3}")


class Contacts:
    """`lines` are the telephones, the workplace's own list if it has one."""

    def __init__(self, lines: Sequence[Helpline] = HELPLINES) -> None:
        self._lines = lines

    def flow(self) -> Flow[Work]:
        return Flow(
            name="contacts",
            texts=cards.TEXTS,
            answers={"show": self.show},
            views={},
            reads=frozenset({"show"}),
        )

    async def show(self, work: Work, turn: Turn) -> Outcome:
        """One page; the first also from the menu. Raises NotFound for what is no page."""
        if turn.ref and not PLACE.fullmatch(turn.ref):
            raise NotFound
        people = await work.people.with_positions(turn.person.workplace)
        texts = turn.texts.other(cards.TEXTS)
        return Open(form=cards.page(texts, turn.person, people, self._lines, int(turn.ref or 0)))
