"""What is kept about a person and campaigns: what they did for one, whether they got it, and that they thanked or answered."""

from collections.abc import Sequence
from typing import Final

from core.campaigns import usecases, voting
from core.campaigns.model import Campaign, Fate, State
from core.campaigns.ports import Work
from core.people import Person, PersonId
from core.privacy.registry import Json

GOT: Final = frozenset({Fate.DELIVERED, Fate.DOUBT})
"""It was sent, as far as can be known."""


class KeptCampaigns:
    """No word of others, and never what somebody answered: that is not known. The own setting is the directory's."""

    name = "campaigns"

    async def count(self, work: Work, person: Person) -> int:
        return len(await self.export(work, person))

    async def export(self, work: Work, person: Person) -> Sequence[Json]:
        every = (await work.campaigns.all(person.workplace))[: usecases.MOST]
        begun = [each.id for each in every if each.began_at]
        fates = await work.campaigns.received(begun, person.id)
        did = {
            "received": {id for id, fate in fates.items() if fate in GOT},
            "not_received": {id for id, fate in fates.items() if fate not in GOT},
            "thanked": await voting.thanked(work, begun, person.id),
            "answered": await voting.voted(work, begun, person.id),
        }
        found: list[Json] = []
        for campaign in every:
            if campaign.author == person.id:
                found.append(_written(campaign))
            elif person.id in _worked_on(campaign):
                found.append({"what": "campaign_worked_on", **_began(campaign)})
            found += [
                {"what": f"campaign_{what}", **_began(campaign)}
                for what, ids in did.items()
                if campaign.id in ids
            ]
        return found

    async def erase(self, work: Work, person: Person) -> None:
        """Drafts and thanks. What was proposed is the committee's; that they have answered goes with its time."""
        every = (await work.campaigns.all(person.workplace))[: usecases.MOST]
        await voting.take_thanks_back(work, [each.id for each in every if each.began_at], person.id)
        for campaign in every:
            if campaign.author == person.id and campaign.state is State.DRAFT:
                await usecases.let_go(work, campaign)
                await work.campaigns.erase(campaign.id)


def _worked_on(campaign: Campaign) -> set[PersonId | None]:
    """All whose names stand with it."""
    corrected = (campaign.correction.by,) if campaign.correction else ()
    return {*campaign.writers, *campaign.approvals, campaign.started_by, *corrected}


def _written(campaign: Campaign) -> Json:
    """Its words only while nobody else has written in it: what is common is nobody's alone."""
    said: Json = {"what": "campaign_written", "campaign": campaign.state.value, **_began(campaign)}
    if campaign.writers == (campaign.author,):
        said["text"] = [f"{words.title}\n{words.body}" for words in campaign.words.values()]
    return said


def _began(campaign: Campaign) -> Json:
    """The day is enough to know which; its name may be somebody else's words."""
    return {"on": (campaign.began_at or campaign.made_at).date().isoformat()}
