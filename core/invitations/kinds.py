"""Pings about asking and offering: the same neutral card as all else."""

from core.chat.flows import Then, Turn
from core.errors import Refused
from core.golive.flow import gate
from core.invitations import usecases
from core.invitations.model import InvitationId
from core.invitations.ports import Work
from core.invitations.texts import TEXTS
from core.ledger import usecases as ledger
from core.ledger.model import Drop, Promise, Reason, Say, Standing, Verdict


class Come:
    """Tell one that there is something to answer. `ref` is the invitation."""

    capped = False
    in_hours = True
    again_if_unsure = True
    bulk = False

    def __init__(self, name: str) -> None:
        """One class for requests and one for offers: the clock cannot read which it is."""
        self.name = name

    async def decide(self, work: Work, promise: Promise) -> Verdict:
        """As long as it is kept, unless it is an offer and this person wants no more."""
        if not await work.invitations.exists(InvitationId(promise.ref)):
            return Drop(Reason.ENDED)
        if self.name == usecases.OFFERED and await usecases.wants_no_more(work, promise.to):
            return Drop(Reason.NOT_NEEDED)
        return Say()

    async def ended(self, work: Work, promise: Promise, how: Standing) -> None:
        """Nobody is reminded of an offer (S101); a leader who leaves a request lying is, once: somebody dared to ask."""
        if self.name == usecases.REQUESTED and how is Standing.SENT:
            await usecases.remind(work, InvitationId(promise.ref), promise.to)

    async def opened(self, work: Work, turn: Turn, promise: Promise) -> Then | None:
        """What has come, if it can be answered still."""
        try:
            await usecases.got(work, InvitationId(promise.ref), turn.person)
        except Refused:
            await ledger.used_up(work, promise)
            return None
        return await gate(work, turn, "got", promise.ref) or Then("invitations.got", promise.ref)

    async def label(self, work: Work, turn: Turn, promise: Promise) -> str | None:
        """For the person's own list: no name in it."""
        try:
            await usecases.got(work, InvitationId(promise.ref), turn.person)
        except Refused:
            return None
        return turn.texts.other(TEXTS)(f"list.{self.name.partition('.')[2]}")

    async def put_off(self, work: Work, promise: Promise, until: object) -> bool:  # noqa: ARG002
        """Gladly."""
        return True


class Answered:
    """Tell whoever asked that there is an answer. `ref` is the invitation."""

    name = usecases.ANSWERED
    capped = False
    in_hours = True
    again_if_unsure = True
    bulk = False

    async def decide(self, work: Work, promise: Promise) -> Verdict:
        """As long as it is kept."""
        kept = await work.invitations.exists(InvitationId(promise.ref))
        return Say() if kept else Drop(Reason.ENDED)

    async def ended(self, work: Work, promise: Promise, how: Standing) -> None:
        """Nothing follows."""

    async def opened(self, work: Work, turn: Turn, promise: Promise) -> Then | None:
        """The answer."""
        await work.invitations.get(InvitationId(promise.ref), usecases.inviter(turn.person))
        await ledger.used_up(work, promise)
        return Then("invitations.sent", promise.ref)

    async def label(self, work: Work, turn: Turn, promise: Promise) -> str | None:
        """For the person's own list: no name in it."""
        await work.invitations.get(InvitationId(promise.ref), usecases.inviter(turn.person))
        return turn.texts.other(TEXTS)("list.answered")

    async def put_off(self, work: Work, promise: Promise, until: object) -> bool:  # noqa: ARG002
        """Gladly."""
        return True
