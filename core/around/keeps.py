"""What is kept about a person here: that a code was made, and never the code."""

from collections.abc import Sequence

from core.around import recovery
from core.drafting.ports import Work
from core.people import Person
from core.privacy.registry import Json


class KeptCode:
    """The code for whoever leaves."""

    name = "recovery"

    async def count(self, work: Work, person: Person) -> int:
        return len(await self.export(work, person))

    async def export(self, work: Work, person: Person) -> Sequence[Json]:
        made = await recovery.made_at(work, person)
        return [{"at": made}] if made else []

    async def erase(self, work: Work, person: Person) -> None:
        """It opens nothing any more."""
        await recovery.void(work, person)
