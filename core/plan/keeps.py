"""What is kept about a person and the committee's plans: the registry's entry."""

from collections.abc import Sequence

from core.people import Person
from core.plan import usecases
from core.plan.ports import Work
from core.privacy.registry import Json


class KeptPlans:
    """What the person sees to, and that they said yes to a plan for their party."""

    name = "plan"

    async def count(self, work: Work, person: Person) -> int:
        return len(await usecases.of_person(work, person))

    async def export(self, work: Work, person: Person) -> Sequence[Json]:
        return [
            {"year": plan.year, "actions": [each.title for each in theirs]}
            for plan, theirs in await usecases.of_person(work, person)
        ]

    async def erase(self, work: Work, person: Person) -> None:
        """The plans stay, and name this person no more."""
        for plan, _ in await usecases.of_person(work, person):
            await work.plans.put(plan.without_person(person.id))
