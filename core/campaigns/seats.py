"""Which party somebody sits for, where the committee's seats are not recorded: read off their positions."""

from core.campaigns.ports import Work
from core.errors import NotFound
from core.people import PersonId, Position, WorkplaceId

MANAGEMENT, EMPLOYEE, HEALTH = "management", "employee", "occupational_health"
PARTIES = {
    EMPLOYEE: frozenset({Position.UNION_REPRESENTATIVE, Position.SAFETY_REPRESENTATIVE}),
    HEALTH: frozenset({Position.OCCUPATIONAL_HEALTH}),
    MANAGEMENT: frozenset({Position.LEADER, Position.HR, Position.HSE}),
}
"""In this order: a safety representative who also leads somebody sits for the employees (S139-S142)."""


class ByPosition:
    """Fits `core.campaigns.ports.Seats`: a committee member sits for the party that their other position belongs to."""

    def __init__(self, work: Work) -> None:
        self._work = work

    async def party_of(self, workplace: WorkplaceId, person: PersonId) -> str | None:
        try:
            found = await self._work.people.get(person)
        except NotFound:
            return None
        sits = found.active and found.workplace == workplace and Position.COMMITTEE in found.positions
        if not sits:
            return None
        return next((party for party, has in PARTIES.items() if found.positions & has), None)
