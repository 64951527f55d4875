"""What agreements keep about a person: the registry's entry."""

from collections.abc import Sequence

from core.agreements.course import Course
from core.agreements.model import Terms
from core.agreements.ports import Work
from core.agreements.usecases import taking_part
from core.people import Person
from core.privacy.registry import Json
from core.sight import Role


class KeptAgreements:
    """Every text that was in force between the person and another, as they may read it anyway."""

    name = "agreements"

    async def _texts(self, work: Work, person: Person) -> Sequence[tuple[Course, Role, Terms]]:
        return [
            (course, sight.role, terms)
            for course, sight in await taking_part(work, person.id, Role.EMPLOYEE, Role.LEADER)
            for terms in await work.agreements.versions(course.agreement, sight)
        ]

    async def count(self, work: Work, person: Person) -> int:
        return len(await self._texts(work, person))

    async def export(self, work: Work, person: Person) -> Sequence[Json]:
        """A leader reads it in the app; a copy outside it takes the employee's yes."""
        return [
            _told(role, terms, whole=role is Role.EMPLOYEE or course.leader_may_copy)
            for course, role, terms in await self._texts(work, person)
        ]

    async def erase(self, work: Work, person: Person) -> None:
        """Nothing: the text is the other party's as well, and goes with the agreement."""


def _told(role: Role, terms: Terms, *, whole: bool) -> Json:
    said: Json = {
        "as": role.value,
        "from": terms.starts_on.isoformat(),
        "to": terms.ends_on.isoformat(),
        "signed_on_paper": terms.paper.isoformat() if terms.paper else None,
    }
    if whole:
        said |= {
            "goal": terms.goal,
            "measures": [{"what": m.kind, "text": m.text, "by": m.owner} for m in terms.measures],
            "plan": terms.relapse_plan,
        }
    return said
