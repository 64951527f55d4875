"""What is kept about what a person has learnt: the registry's entry."""

from collections.abc import Sequence

from core.competence.ports import Work
from core.people import Person
from core.privacy.registry import Json


class KeptTraining:
    """Courses that the person has taken, as a resource person or as a leader."""

    name = "competence"

    async def count(self, work: Work, person: Person) -> int:
        return len(await work.competence.trainings_of(person.id))

    async def export(self, work: Work, person: Person) -> Sequence[Json]:
        return [
            {"course": each.course, "on": each.took_on.isoformat()}
            for each in await work.competence.trainings_of(person.id)
        ]

    async def erase(self, work: Work, person: Person) -> None:
        """All of it: the committee can ask again."""
        for each in await work.competence.trainings_of(person.id):
            await work.competence.strike(each.id)
