"""What the report asks of the subjects whose year it is."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from core.committee.year import Composition, DocumentIn, PlanIn, TrainingYear
from core.people import Language, Person, WorkplaceId
from core.report.model import CampaignIn

W_contra = TypeVar("W_contra", contravariant=True)


class Sources(Protocol[W_contra]):
    """Each part of a year, by the subject that keeps it. None of these reads an agreement (S154)."""

    async def is_member(self, work: W_contra, person: Person) -> bool:
        """Whether this person takes part in the committee's work."""
        ...

    async def composition(self, work: W_contra, workplace: WorkplaceId, year: int) -> Composition | None:
        """The body and its seats; None where there was none."""
        ...

    async def plan(self, work: W_contra, workplace: WorkplaceId, year: int) -> PlanIn | None:
        """The plan of the year, if one was made."""
        ...

    async def training(self, work: W_contra, workplace: WorkplaceId, year: int) -> TrainingYear | None:
        """Courses, and who has valid training, in numbers."""
        ...

    async def documents(self, work: W_contra, workplace: WorkplaceId, year: int) -> Sequence[DocumentIn]:
        """The policy and the guidelines in force."""
        ...

    async def campaigns(
        self, work: W_contra, workplace: WorkplaceId, year: int, language: Language
    ) -> Sequence[CampaignIn]:
        """Those that began in the year, by day; their own words in this language, where they have it."""
        ...
