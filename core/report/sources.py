"""Where the year is gathered from. Each line asks the subject that keeps it, and none of these can reach an agreement."""

from collections.abc import Sequence
from datetime import date

from core.committee import usecases as committee
from core.committee.year import Composition, DocumentIn, PlanIn, TrainingYear, What
from core.people import Language, Person, WorkplaceId
from core.plan import usecases as plan
from core.plan.ports import Work
from core.policy import usecases as policy
from core.report.model import CampaignIn


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
        """No register is kept yet."""
        del work, workplace, year
        return None

    async def documents(self, work: Work, workplace: WorkplaceId, year: int) -> Sequence[DocumentIn]:
        """The policy that is recorded, if it was adopted by the end of the year."""
        held = await policy.current(work, workplace)
        if held is None or held.adopted_on > date(year, 12, 31):
            return ()
        return (
            DocumentIn(
                what=What.POLICY,
                title=held.title,
                version=held.version,
                adopted_on=held.adopted_on,
                revise_on=held.revise_on,
            ),
        )

    async def campaigns(
        self, work: Work, workplace: WorkplaceId, year: int, language: Language
    ) -> Sequence[CampaignIn]:
        """No campaign is kept yet."""
        del work, workplace, year, language
        return ()
