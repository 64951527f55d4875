"""
Thanks and answers, counted so that nobody can tell whose they are.

That somebody has answered lies under a name that only the app can make, and says nothing of what was answered; beside
it are numbers, told in tens, from ten up, and never so near to all that it would be known of each.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from core.campaigns.audience import rough
from core.campaigns.model import FEWEST, Campaign, CampaignId
from core.campaigns.ports import Work
from core.campaigns.progress import reached, tally
from core.errors import NotFound, Outdated
from core.people import Person, PersonId

KEPT: Final = timedelta(days=400)
"""How long it is remembered that somebody has answered: longer than a campaign is shown."""
THANKS: Final = "thanks"
ENOUGH: Final = 2 * FEWEST
"""How many must have got it before it is told how many did something: ten who did, and ten who need not have."""


@dataclass(frozen=True, slots=True)
class Counted:
    """In tens, 0 for fewer than ten, and less than nearly all (`together`); `answers` in the order of the options."""

    thanks: int
    answers: tuple[int, ...]


async def thank(work: Work, campaign: Campaign, person: Person) -> None:
    """Once for each; a second press changes nothing."""
    if await work.marks.put(_thanked(campaign.id, person.id), {}, _until(work)):
        await _count(work, campaign.id, THANKS, 1)


async def vote(work: Work, campaign: Campaign, person: Person, option: int) -> bool:
    """
    Once for each, and it cannot be changed: whose answer is whose is not kept. Says whether it was counted.

    Raises NotFound if there is no such answer.
    """
    if not 0 <= option < campaign.options:
        raise NotFound
    if not await work.marks.put(_voted(campaign.id, person.id), {}, _until(work)):
        return False
    await _count(work, campaign.id, str(option), 1)
    return True


async def voted(work: Work, campaigns: Sequence[CampaignId], person: PersonId) -> frozenset[CampaignId]:
    """Those of these whose question this person has answered."""
    there = await work.marks.among([_voted(each, person) for each in campaigns])
    return frozenset(each for each in campaigns if _voted(each, person) in there)


async def thanked(work: Work, campaigns: Sequence[CampaignId], person: PersonId) -> frozenset[CampaignId]:
    """Those of these that this person has said thanks for."""
    there = await work.marks.among([_thanked(each, person) for each in campaigns])
    return frozenset(each for each in campaigns if _thanked(each, person) in there)


async def take_thanks_back(work: Work, campaigns: Sequence[CampaignId], person: PersonId) -> None:
    """They are counted no more. An answer cannot be taken out: nobody knows which of them it was."""
    for campaign in await thanked(work, campaigns, person):
        if await work.marks.take(_thanked(campaign, person)) is not None:
            await _count(work, campaign, THANKS, -1)


async def counted(work: Work, campaign: Campaign) -> Counted | None:
    """What the committee may know; None where so few got it that nothing may be told."""
    got = reached(await tally(work, campaign))
    if got < ENOUGH:
        return None
    answers = [await _number(work, campaign.id, str(option)) for option in range(campaign.options)]
    return Counted(
        thanks=together([await _number(work, campaign.id, THANKS)], got)[0],
        answers=tuple(together(answers, got)),
    )


def together(figures: Sequence[int], got: int) -> Sequence[int]:
    """
    Each in tens, and so much less that ten of those who got it could always have done something else.

    Else it would be known of each what they did when all did the same. It holds for the sum of a question's answers, too,
    or who got it, less all but one of the answers, would be that one; what is over is taken from the largest.
    """
    told, most = [rough(each) for each in figures], rough(got - FEWEST)
    while sum(told) > most:
        told[told.index(max(told))] -= FEWEST
    return told


async def _number(work: Work, campaign: CampaignId, what: str) -> int:
    counted = await work.marks.get(_counted(campaign, what))
    return int(counted["people"]) if counted else 0


async def _count(work: Work, campaign: CampaignId, what: str, more: int) -> None:
    """Of two who count at the same moment one begins again: else one of them would be lost. Raises Outdated."""
    before = await work.marks.take(_counted(campaign, what))
    people = (before["people"] if before else 0) + more
    if people >= 0 and not await work.marks.put(_counted(campaign, what), {"people": people}, None):
        raise Outdated


def _until(work: Work) -> datetime:
    """By the day, so that the row does not tell the minute."""
    return work.now.replace(hour=0, minute=0, second=0, microsecond=0) + KEPT


def _thanked(campaign: CampaignId, person: PersonId) -> str:
    return f"campaigns:thanked:{campaign}:{person}"


def _voted(campaign: CampaignId, person: PersonId) -> str:
    return f"campaigns:voted:{campaign}:{person}"


def _counted(campaign: CampaignId, what: str) -> str:
    return f"campaigns:count:{campaign}:{what}"
