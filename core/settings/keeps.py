"""What the directory keeps about a person: the registry's entry."""

from collections.abc import Sequence
from typing import Any

from core.people import Person
from core.ports import Work


class KeptDirectory:
    """The person's own entry in the directory, the same for everybody."""

    name = "directory"

    async def count(self, work: Work, person: Person) -> int:
        del work
        return 1 + len(person.accounts)

    async def export(self, work: Work, person: Person) -> Sequence[dict[str, Any]]:
        del work
        accounts = [{"platform": a.platform, "tenant": a.tenant, "id": a.id} for a in person.accounts]
        return [
            {
                "name": person.name,
                "language": person.language,
                "zone": person.zone,
                "place": person.place,
                "department": person.department,
                "contact": person.contact,
                "tips": person.tips,
                "campaigns": person.campaigns,
                "accounts": accounts,
            }
        ]

    async def erase(self, work: Work, person: Person) -> None:
        """Nothing: who works here is the workplace's to say."""
