"""What the ledger keeps about a person: promises, without a word of what they are about."""

from collections.abc import Sequence
from typing import Any

from core.ledger.ports import Work
from core.people import Person


class KeptPromises:
    """Pings sent, waiting or stopped."""

    name = "deliveries"

    async def count(self, work: Work, person: Person) -> int:
        return len(await work.ledger.of(person.id))

    async def export(self, work: Work, person: Person) -> Sequence[dict[str, Any]]:
        return [
            {"kind": p.kind, "due": p.due.isoformat(), "standing": p.standing, "reason": p.reason}
            for p in await work.ledger.of(person.id)
        ]

    async def erase(self, work: Work, person: Person) -> None:
        """Nothing: they go by themselves after two weeks, and what waits is dropped when its matter is gone."""
