"""Telling a person that an account was added to theirs: whoever holds it reads what they can read."""

from core.chat.flows import Flow, Then, Turn
from core.chat.texts import load
from core.chat.views import Done, Outcome
from core.ledger import usecases as ledger
from core.ledger.model import Promise, Say, Verdict
from core.ledger.once import Once
from core.ledger.ports import Work

TEXTS = load(__package__)
ADDED = "directory.added"


def flow() -> Flow[Work]:
    """The subject's side of the conversation."""
    return Flow(name="directory", texts=TEXTS, answers={}, views={"added": _added})


async def _added(work: Work, turn: Turn) -> Outcome:
    del work
    return Done(text=turn.texts("added"), title=turn.texts("title"), close=turn.texts("close"))


class Added(Once):
    """Comes to the account that the person had, on the same card as all else."""

    name = ADDED
    capped = False
    in_hours = True

    async def decide(self, work: Work, promise: Promise) -> Verdict:  # noqa: ARG002
        """It is always said."""
        return Say()

    async def opened(self, work: Work, turn: Turn, promise: Promise) -> Then | None:  # noqa: ARG002
        """What happened, and whom to ask."""
        await ledger.used_up(work, promise)
        return Then("directory.added")

    async def label(self, work: Work, turn: Turn, promise: Promise) -> str | None:  # noqa: ARG002
        """For the person's own list."""
        return turn.texts.other(TEXTS)("title")
