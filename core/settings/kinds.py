"""The ping that shows what a lock screen shows."""

from datetime import datetime
from typing import Final

from core.chat.flows import Then, Turn
from core.ledger import usecases as ledger
from core.ledger.model import Promise, Say, Standing, Verdict
from core.ledger.ports import Work
from core.settings.texts import TEXTS

TEST: Final = "settings.test"


class TestPing:
    """A ping that is about nothing, asked for by the person it comes to."""

    __test__ = False  # not a test of pytest's
    name = TEST
    capped = False
    in_hours = False
    again_if_unsure = False
    bulk = False

    async def decide(self, work: Work, promise: Promise) -> Verdict:  # noqa: ARG002
        """It was asked for a moment ago."""
        return Say()

    async def ended(self, work: Work, promise: Promise, how: Standing) -> None:
        """Nothing follows."""

    async def opened(self, work: Work, turn: Turn, promise: Promise) -> Then | None:  # noqa: ARG002
        """Say that it was only a test."""
        await ledger.used_up(work, promise)
        return Then("settings.was_test")

    async def label(self, work: Work, turn: Turn, promise: Promise) -> str | None:  # noqa: ARG002
        """For the person's own list."""
        return turn.texts.other(TEXTS)("list")

    async def put_off(self, work: Work, promise: Promise, until: datetime) -> bool:  # noqa: ARG002
        """Why not."""
        return True
