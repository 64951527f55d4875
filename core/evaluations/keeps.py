"""What evaluations keep about a person: the registry's entry."""

from collections.abc import Sequence

from core.agreements.usecases import sight_of, takes_part
from core.evaluations.model import Evaluation
from core.evaluations.ports import Work
from core.people import Person
from core.privacy.registry import Json
from core.sight import Role, Sight


class KeptEvaluations:
    """What the person answered, and what the other has let them read."""

    name = "evaluations"

    async def _mine(self, work: Work, person: Person) -> Sequence[tuple[Evaluation, Sight]]:
        found = []
        for role in (Role.EMPLOYEE, Role.LEADER):
            sight = sight_of(person.id, role)
            for id in await work.agreements.of(person.id, role):
                course = await work.agreements.course(id, sight)
                if await takes_part(work, course, person.id, role):
                    found += [(each, sight) for each in await work.evaluations.of(id, sight)]
        return found

    async def count(self, work: Work, person: Person) -> int:
        return len(await self._mine(work, person))

    async def export(self, work: Work, person: Person) -> Sequence[Json]:
        return [
            {
                "on": each.on.isoformat(),
                "sent_by_me": each.who is sight.role,
                "shared": each.joint,
                "measures": [{"text": text, "works": works.value} for text, works in each.measures.items()],
                "words": each.words,
                "note": each.note,
            }
            for each, sight in await self._mine(work, person)
        ]

    async def erase(self, work: Work, person: Person) -> None:
        """What the other cannot read goes; what was given to both is both's, and goes with the agreement."""
        for each, sight in await self._mine(work, person):
            if not each.joint:
                await work.evaluations.erase(each.id, sight)
