"""What competence needs of storage."""

from collections.abc import Sequence
from typing import Protocol

from core.committee import ports as committee
from core.competence.model import Course, CourseId, Guideline, Training, TrainingId
from core.people import PersonId, WorkplaceId


class Competence(Protocol):
    """The register. It knows resource persons and leaders as such, and no agreement."""

    async def add(self, training: Training) -> None:
        """A new one."""
        ...

    async def training(self, id: TrainingId) -> Training:
        """Raises NotFound."""
        ...

    async def trainings(self, workplace: WorkplaceId) -> Sequence[Training]:
        """All of them, by day."""
        ...

    async def trainings_of(self, person: PersonId) -> Sequence[Training]:
        """This person's, by day."""
        ...

    async def strike(self, id: TrainingId) -> None:
        """Delete it; gone already is fine."""
        ...

    async def offer(self, course: Course) -> None:
        """A new one."""
        ...

    async def courses(self, workplace: WorkplaceId) -> Sequence[Course]:
        """What is offered, by title."""
        ...

    async def course(self, id: CourseId) -> Course:
        """Raises NotFound."""
        ...

    async def withdraw(self, id: CourseId) -> None:
        """Offer it no more; who took it stays."""
        ...

    async def guidelines(self, workplace: WorkplaceId) -> Sequence[Guideline]:
        """Every version, by number."""
        ...

    async def record(self, guideline: Guideline) -> None:
        """The next version. Raises Outdated if there is one of that number."""
        ...


class Work(committee.Work, Protocol):
    """The slice of a transaction that competence uses."""

    @property
    def competence(self) -> Competence: ...
