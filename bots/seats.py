"""Which party somebody sits in the committee for, as campaigns ask: by its seats, or by positions as long as it has none."""

from typing import Any

from core.campaigns.seats import ByPosition
from core.committee import usecases as committee
from core.people import PersonId, WorkplaceId
from storage.store import SqlWork


class Seats:
    """Fits `core.campaigns.ports.Seats`: two of the same side are one party (S139-S142)."""

    def __init__(self, work: Any) -> None:  # noqa: ANN401  see below
        # What a campaign knows of a transaction has no committee in it; here it is the whole one.
        self._work: SqlWork = work

    async def party_of(self, workplace: WorkplaceId, person: PersonId) -> str | None:
        """The side; None for whoever has no seat, or works here no more."""
        if await committee.in_force(self._work, workplace) is None:
            return await ByPosition(self._work).party_of(workplace, person)
        party = await committee.party_of(self._work, workplace, person)
        return None if party is None else party.side.value

    async def both_sit(self, workplace: WorkplaceId) -> bool:
        """By the same seats."""
        if await committee.in_force(self._work, workplace) is None:
            return await ByPosition(self._work).both_sit(workplace)
        return await committee.sides(self._work, workplace) >= committee.BOTH
