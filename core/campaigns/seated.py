"""What letting through, steering and correcting have in common: which campaign, who presses, and a kind no."""

from collections.abc import Awaitable, Callable
from typing import TypeAlias

from core.campaigns.model import Campaign, CampaignId
from core.campaigns.ports import Seats, Work
from core.campaigns.usecases import Known, Meanwhile, SameParty, as_seen, looked_into
from core.campaigns.writing import seen
from core.chat.flows import Then, Turn
from core.chat.views import Outcome, Stay
from core.errors import Refused
from core.people import Person

Yes: TypeAlias = Callable[[Work, Campaign, Person, Known], Awaitable[Campaign]]


class Seated:
    """`seats` says for which party somebody sits."""

    def __init__(self, seats: Callable[[Work], Seats]) -> None:
        self._seats = seats

    async def at(self, work: Work, turn: Turn) -> tuple[Campaign, Known]:
        """Whichever version it has now: what is to be stopped must not wait for somebody who has read the newest."""
        id = CampaignId(turn.ref.partition(":")[0])
        return await looked_into(work, self._seats(work), id, turn.person)

    async def as_seen(self, work: Work, turn: Turn) -> tuple[Campaign, Known]:
        """As it was on the screen: nobody says yes to what they have not read. Raises Meanwhile."""
        _, version, _ = seen(turn.ref)
        campaign, who = await self.at(work, turn)
        return as_seen(campaign, version), who

    async def yes(self, work: Work, turn: Turn, give: Yes) -> Outcome | Then:
        """Somebody's yes to what was on their screen, or kindly why it does not count."""
        try:
            campaign, who = await self.as_seen(work, turn)
            await give(work, campaign, turn.person, who)
        except Meanwhile:
            return stay(turn, "meanwhile")
        except SameParty:
            return stay(turn, "same_party")
        except Refused as no:
            return refused(turn, no, "no_seat")
        return Then("campaigns.one", campaign.id)


def stay(turn: Turn, key: str) -> Stay:
    return Stay(text=turn.texts(f"no.{key}"), title=turn.texts("no.title"), close=turn.texts("close"))


def refused(turn: Turn, no: Refused, key: str) -> Outcome:
    """A kind no to whoever may look into it, but may not do this; all else is refused at the door."""
    if no.key != Refused().key or type(no) is not Refused:
        raise no
    return stay(turn, key)
