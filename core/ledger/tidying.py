"""Taking used and old pings out of the chat: a promise like any other."""

from datetime import datetime

from core.chat.flows import Then, Turn
from core.errors import NotFound
from core.ledger.model import Drop, Promise, PromiseId, Reason, Standing, Unsay, Verdict
from core.ledger.ports import Work
from core.ledger.usecases import TIDY


class Tidying:
    """`ref` is the promise whose ping is to go."""

    name = TIDY
    capped = False
    in_hours = False
    again_if_unsure = True
    bulk = False
    """As the ping that it takes away: each promise says it for itself."""

    async def decide(self, work: Work, promise: Promise) -> Verdict:
        """Deleting is no ping: it needs no hours."""
        try:
            ping = await work.ledger.get(PromiseId(promise.ref))
        except NotFound:
            return Drop(Reason.NOT_NEEDED)
        return Unsay(ping.message) if ping.message else Drop(Reason.NOT_NEEDED)

    async def ended(self, work: Work, promise: Promise, how: Standing) -> None:
        """Nothing follows."""

    async def opened(self, work: Work, turn: Turn, promise: Promise) -> Then | None:  # noqa: ARG002
        """There is nothing to open."""
        return None

    async def label(self, work: Work, turn: Turn, promise: Promise) -> str | None:  # noqa: ARG002
        """Nothing that concerns a person."""
        return None

    async def put_off(self, work: Work, promise: Promise, until: datetime) -> bool:  # noqa: ARG002
        """Never."""
        return False
