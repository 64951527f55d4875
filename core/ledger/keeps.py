"""What the ledger keeps about a person: promises, without a word of what they are about."""

from collections.abc import Collection, Sequence
from typing import Any

from core.ledger.model import Promise, Standing
from core.ledger.ports import Work
from core.people import Person

TRIED = frozenset({Standing.SENT, Standing.UNSURE, Standing.GAVE_UP})


class KeptPromises:
    """
    Pings sent, waiting or stopped.

    What waits, or was stopped before it came, is told of only for the kinds in `own`, which tell of nobody else's
    acts: a leader who looked at night would else read off it that the employee has withdrawn, or thought again.
    """

    name = "deliveries"

    def __init__(self, own: Collection[str]) -> None:
        self._own = own

    async def _told(self, work: Work, person: Person) -> Sequence[Promise]:
        return [
            each
            for each in await work.ledger.of(person.id)
            if each.standing in TRIED or each.kind in self._own
        ]

    async def count(self, work: Work, person: Person) -> int:
        return len(await self._told(work, person))

    async def export(self, work: Work, person: Person) -> Sequence[dict[str, Any]]:
        return [
            {"kind": p.kind, "due": p.due.isoformat(), "standing": p.standing, "reason": p.reason}
            for p in await self._told(work, person)
        ]

    async def erase(self, work: Work, person: Person) -> None:
        """Nothing: they go by themselves after two weeks, and what waits is dropped when its matter is gone."""
