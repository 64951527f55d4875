"""What is kept about a person and campaigns: what they wrote, and that they have thanked or answered."""

from collections.abc import Sequence

from core.campaigns import usecases, voting
from core.campaigns.model import Campaign, State
from core.campaigns.ports import Work
from core.people import Person
from core.privacy.registry import Json


class KeptCampaigns:
    """No word of others, and never what somebody answered: that is not known. The own setting is the directory's."""

    name = "campaigns"

    async def count(self, work: Work, person: Person) -> int:
        return len(await self.export(work, person))

    async def export(self, work: Work, person: Person) -> Sequence[Json]:
        found: list[Json] = []
        for campaign in (await work.campaigns.all(person.workplace))[: usecases.MOST]:
            if campaign.author == person.id:
                found.append(_written(campaign))
            if await voting.has_thanked(work, campaign.id, person.id):
                found.append({"what": "campaign_thanked", **_began(campaign)})
            if await voting.has_voted(work, campaign.id, person.id):
                found.append({"what": "campaign_answered", **_began(campaign)})
        return found

    async def erase(self, work: Work, person: Person) -> None:
        """Drafts and thanks. What was proposed is the committee's; that they have answered goes with its time."""
        every = (await work.campaigns.all(person.workplace))[: usecases.MOST]
        await voting.take_thanks_back(work, [each.id for each in every], person.id)
        for campaign in every:
            if campaign.author == person.id and campaign.state is State.DRAFT:
                await work.campaigns.erase(campaign.id)


def _written(campaign: Campaign) -> Json:
    """Its words only while nobody else has written in it: what is common is nobody's alone."""
    said: Json = {"what": "campaign_written", "campaign": campaign.state.value, **_began(campaign)}
    if campaign.writers == (campaign.author,):
        said["text"] = [f"{words.title}\n{words.body}" for words in campaign.words.values()]
    return said


def _began(campaign: Campaign) -> Json:
    """The day is enough to know which; its name may be somebody else's words."""
    return {"on": (campaign.began_at or campaign.made_at).date().isoformat()}
