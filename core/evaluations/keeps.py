"""What evaluations keep about a person: the registry's entry."""

from collections.abc import Sequence

from core.agreements.usecases import taking_part
from core.evaluations.model import Evaluation
from core.evaluations.ports import Work
from core.evaluations.usecases import readable
from core.people import Person
from core.privacy.registry import Json
from core.sight import Role, Sight


class KeptEvaluations:
    """What the person answered, and what the other has let them read."""

    name = "evaluations"

    async def _mine(self, work: Work, person: Person) -> Sequence[tuple[Evaluation, Sight]]:
        """What the employee wrote is the leader's to read in the app; a copy outside it takes the employee's yes."""
        return [
            (each, sight)
            for course, sight in await taking_part(work, person.id, Role.EMPLOYEE, Role.LEADER)
            for each in await readable(work, course.agreement, sight)
            if sight.role in {each.who, Role.EMPLOYEE} or course.leader_may_copy
        ]

    async def count(self, work: Work, person: Person) -> int:
        return len(await self._mine(work, person))

    async def export(self, work: Work, person: Person) -> Sequence[Json]:
        return [
            {
                "on": each.dated(person.zone).isoformat(),
                "sent_by_me": each.who is sight.role,
                "shared": each.joint,
                "measures": [{"text": text, "works": works.value} for text, works in each.measures.items()],
                "words": each.words,
                "note": each.note,
            }
            for each, sight in await self._mine(work, person)
        ]

    async def erase(self, work: Work, person: Person) -> None:
        """What the other cannot read goes, and what is to be shown in the morning; the rest is both's, and goes with the agreement."""
        for each, sight in await self._mine(work, person):
            if each.who is sight.role and (not each.joint or each.waits(work.now)):
                await work.evaluations.erase(each.id, sight)
