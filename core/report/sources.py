"""Where the year is gathered from. Each line asks the subject that keeps it, and none of these can reach an agreement."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from core import workdays
from core.campaigns import ports as campaigns
from core.campaigns import voting
from core.campaigns.model import Audience, Campaign
from core.campaigns.model import Whom as For
from core.campaigns.progress import reached, tally
from core.committee import ports as seats
from core.committee import usecases as committee
from core.committee.year import Composition, DocumentIn, PlanIn, TrainingYear
from core.competence import usecases as competence
from core.competence.ports import Work as Competence
from core.people import Language, Person, Workplace, WorkplaceId
from core.plan import usecases as plan
from core.plan.ports import Work as Plans
from core.report.model import CampaignIn, Whom


class People(seats.People, campaigns.People, Protocol):
    """The directory, as both of them need it."""


class Work(Plans, Competence, campaigns.Work, Protocol):
    """The slices of a transaction that the subjects use."""

    @property
    def people(self) -> People: ...


class Gathered:
    """From the subjects beneath."""

    async def is_member(self, work: Work, person: Person) -> bool:
        """By a seat today, or as the directory has it."""
        return await committee.is_member(work, person)

    async def composition(self, work: Work, workplace: WorkplaceId, year: int) -> Composition | None:
        """The seats of the year."""
        return await committee.composition_in(work, workplace, year)

    async def plan(self, work: Work, workplace: WorkplaceId, year: int) -> PlanIn | None:
        """As it stands today."""
        return await plan.plan_in(work, workplace, year)

    async def training(self, work: Work, workplace: WorkplaceId, year: int) -> TrainingYear | None:
        """By course and role."""
        return await competence.training_in(work, workplace, year)

    async def documents(self, work: Work, workplace: WorkplaceId, year: int) -> Sequence[DocumentIn]:
        """The policy, and the guidelines in force."""
        return await competence.documents_in(work, workplace, year)

    async def campaigns(
        self, work: Work, workplace: WorkplaceId, year: int, language: Language
    ) -> Sequence[CampaignIn]:
        """Those that were begun in the year, as the clock at the workplace has it; what was recalled, too."""
        at = await work.people.workplace(workplace)
        begun = [each for each in await work.campaigns.all(workplace) if _begun_in(each, at) == year]
        if not begun:
            return ()
        channels = await _channels(work, at)
        told = [await _told(work, each, at, language, channels) for each in begun]
        return sorted(told, key=lambda each: (each.on, each.title))


def _begun_in(campaign: Campaign, at: Workplace) -> int | None:
    return None if campaign.began_at is None else workdays.local_date(campaign.began_at, at.zone).year


async def _channels(work: Work, at: Workplace) -> Mapping[str, str]:
    """What each is called, by the name that an audience has for it."""
    found = await work.posts.channels(at.tenants)
    return {f"{each.platform}:{each.id}": each.name for each in found}


async def _told(
    work: Work, campaign: Campaign, at: Workplace, language: Language, channels: Mapping[str, str]
) -> CampaignIn:
    """Bare figures, which the sheet makes coarse, but for thanks and answers: those are in tens wherever they are read."""
    words = campaign.says(language)
    if words is None or campaign.began_at is None:
        raise ValueError("a campaign that says nothing cannot have begun")
    became, counted = await tally(work, campaign), await voting.counted(work, campaign)
    asked = counted is not None and not campaign.recalled
    return CampaignIn(
        title="" if campaign.recalled else words.title,
        on=workdays.local_date(campaign.began_at, at.zone),
        whom=Whom(campaign.audience.whom.value),
        name=_name(campaign.audience, channels),
        reached=reached(became),
        missed=sum(became.values()) - reached(became),
        thanks=counted.thanks if counted else None,
        question=words.question if asked else "",
        answers=tuple(zip(words.options, counted.answers, strict=True)) if counted and asked else (),
        learned=campaign.learned,
        withdrawn=campaign.recalled,
    )


def _name(audience: Audience, channels: Mapping[str, str]) -> str:
    """A channel that the bot was taken out of has no name any more."""
    return channels.get(audience.name, "") if audience.whom is For.CHANNEL else audience.name
