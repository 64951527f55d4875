"""The pings of a campaign: to each recipient, and a test to oneself. The same neutral card as all else (decision B)."""

from datetime import datetime

from core.campaigns.model import Campaign, CampaignId, Fate, State
from core.campaigns.ports import Work
from core.campaigns.spreading import NEWS, while_paused
from core.campaigns.texts import TEXTS
from core.campaigns.usecases import settled
from core.chat.flows import Then, Turn
from core.errors import NotFound
from core.ledger import usecases as ledger
from core.ledger.model import Drop, Promise, Reason, Say, Standing, Verdict, Wait
from core.ledger.once import Once

TEST = "campaigns.test"
"""To whoever works on it, and asked for it. `ref` is the campaign."""

FATES = {
    Standing.SENT: Fate.DELIVERED,
    Standing.UNSURE: Fate.DOUBT,
    Standing.GAVE_UP: Fate.UNREACHABLE,
}
DROPPED = {
    Reason.NOT_NEEDED: Fate.OPTED_OUT,
    Reason.NO_ACCOUNT: Fate.UNREACHABLE,
}
"""Why a promise was dropped, as `News.decide` and the ledger say it; all else is a campaign that was stopped."""


async def _found(work: Work, promise: Promise) -> Campaign | None:
    try:
        return await work.campaigns.get(CampaignId(promise.ref))
    except NotFound:
        return None


class News:
    """
    What everybody, or a group, is told.

    Never twice where delivery is in doubt; never one of the three pings of a week that a check-in needs; behind others.
    """

    name = NEWS
    capped = False
    in_hours = True
    again_if_unsure = False
    bulk = True

    async def decide(self, work: Work, promise: Promise) -> Verdict:
        """While it is being sent, to whoever wants it. One that was put off comes when it was chosen."""
        campaign = await _found(work, promise)
        if campaign is None or campaign.recalled or campaign.state is State.CANCELLED:
            return Drop(Reason.ENDED)
        if promise.chosen:
            return Say()
        if campaign.state is State.PAUSED:
            return Wait(while_paused(campaign, work.now), Reason.PAUSED)
        if campaign.state is not State.SENDING:
            return Drop(Reason.ENDED)
        person = await work.people.get(promise.to)
        if not person.active:
            return Drop(Reason.NO_ACCOUNT)
        return Say() if person.campaigns else Drop(Reason.NOT_NEEDED)

    async def ended(self, work: Work, promise: Promise, how: Standing) -> None:
        """Note what became of it, without a word of it; the last one ends the sending."""
        campaign = await _found(work, promise)
        if campaign is None or promise.chosen:
            return
        fate = FATES.get(how) or DROPPED.get(promise.reason, Fate.CANCELLED)
        await work.campaigns.settle(campaign.id, promise.to, fate)
        await settled(work, campaign)

    async def opened(self, work: Work, turn: Turn, promise: Promise) -> Then | None:
        """What it says now: a correction, where there is one."""
        if await self.label(work, turn, promise) is None:
            return None
        await ledger.used_up(work, promise)
        return Then("campaigns.read", promise.ref)

    async def label(self, work: Work, turn: Turn, promise: Promise) -> str | None:
        """For the person's own list; nothing once it was recalled."""
        campaign = await _found(work, promise)
        return turn.texts.other(TEXTS)("list.news") if campaign is not None and campaign.is_shown else None

    async def put_off(self, work: Work, promise: Promise, until: datetime) -> bool:  # noqa: ARG002
        """Gladly, while it can be read."""
        campaign = await _found(work, promise)
        return campaign is not None and campaign.is_shown


class Test(Once):
    """As a recipient gets it, on one's own phone."""

    name = TEST
    capped = False
    in_hours = False

    async def decide(self, work: Work, promise: Promise) -> Verdict:
        """At once."""
        return Say() if await _found(work, promise) else Drop(Reason.NOT_NEEDED)

    async def opened(self, work: Work, turn: Turn, promise: Promise) -> Then | None:
        """As it would be read."""
        if await self.label(work, turn, promise) is None:
            return None
        await ledger.used_up(work, promise)
        return Then("campaigns.tried", promise.ref)

    async def label(self, work: Work, turn: Turn, promise: Promise) -> str | None:
        """For the person's own list."""
        return turn.texts.other(TEXTS)("list.test") if await _found(work, promise) else None
