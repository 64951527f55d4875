"""What is kept about a person and the policy: the registry's entry."""

from collections.abc import Sequence

from core.directory.ports import Work
from core.people import Person
from core.policy import team, usecases
from core.privacy.registry import Json


class KeptPolicy:
    """That the person said they have read it; and, for a leader, what they are asked to take up, or have."""

    name = "policy"

    async def count(self, work: Work, person: Person) -> int:
        return len(await self.export(work, person))

    async def export(self, work: Work, person: Person) -> Sequence[Json]:
        policy = await usecases.current(work, person.workplace)
        numbers = range(1, policy.number + 1) if policy else ()
        read = [said for n in numbers if (said := await usecases.has_read(work, person.id, n))]
        found: list[Json] = [{"what": "policy_read", **said} for said in read]
        why = await team.reasons(work, person.id)
        taken = await team.taken_on(work, person.id)
        if why is not None:
            found.append({"what": "policy_to_take_up", "why": list(why)})
        if taken is not None:
            found.append({"what": "policy_taken_up", "on": taken.isoformat()})
        return found

    async def erase(self, work: Work, person: Person) -> None:
        """What they said; the task is the work's, and goes when it is done, or by itself."""
        policy = await usecases.current(work, person.workplace)
        if policy is not None:
            await usecases.forget(work, person, range(1, policy.number + 1))
