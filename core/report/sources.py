"""Where the year is gathered from. Each line asks the subject that keeps it, and none of these can reach an agreement."""

from collections.abc import Sequence
from typing import Protocol

from core.committee import usecases as committee
from core.committee.year import Composition, DocumentIn, PlanIn, TrainingYear
from core.competence import usecases as competence
from core.competence.ports import Work as Competence
from core.people import Language, Person, WorkplaceId
from core.plan import usecases as plan
from core.plan.ports import Work as Plans
from core.report.model import CampaignIn


class Work(Plans, Competence, Protocol):
    """The slices of a transaction that the subjects use."""


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
        """No campaign is kept yet."""
        del work, workplace, year, language
        return ()
