"""Which party somebody's yes counts for; and where the committee's seats are not recorded, read off their positions."""

from collections.abc import Collection
from typing import Final

from core.campaigns.ports import Seats, Work
from core.errors import NotFound
from core.people import Person, PersonId, Position, WorkplaceId

EMPLOYER, EMPLOYEES, NEITHER = "employer", "employees", "neither"
"""The parties, as the committee calls its sides; occupational health stands between the two (S192)."""
PARTIES: Final = {
    EMPLOYEES: frozenset({Position.UNION_REPRESENTATIVE, Position.SAFETY_REPRESENTATIVE}),
    NEITHER: frozenset({Position.OCCUPATIONAL_HEALTH}),
    EMPLOYER: frozenset({Position.LEADER, Position.HR, Position.HSE}),
}
"""In this order: a safety representative who also leads somebody sits for the employees (S139-S142)."""


OTHER: Final = {EMPLOYER: EMPLOYEES, EMPLOYEES: EMPLOYER}
"""The side that must have agreed besides this one."""


async def counts_for(
    seats: Seats, workplace: WorkplaceId, person: PersonId, wrote: str | None = None
) -> str | None:
    """
    The party that this person's yes counts for now; None without a seat.

    Nor where they sit for neither side and both have somebody there: either may fill the seat of occupational health, and
    would so make the second party alone. Unless one side `wrote` all of it: then the other's yes is needed in any case.
    """
    party = await seats.party_of(workplace, person)
    stands_alone = party == NEITHER and wrote is None
    return None if stands_alone and await seats.both_sit(workplace) else party


async def lacks(
    seats: Seats, workplace: WorkplaceId, given: Collection[str], wrote: str | None = None
) -> str:
    """Whose yes is missing when these parties have given theirs, as the texts name it."""
    if not await seats.both_sit(workplace):
        return "another" if given else "two"
    if wrote is not None:
        return "another" if OTHER[wrote] in given else f"by_{wrote}"
    if not given:
        return "both"
    return EMPLOYEES if EMPLOYER in given else EMPLOYER


def lets_through(lacks: str, party: str) -> bool:
    """Whether the yes of this party is the one that is missing, where it is not the first."""
    return lacks in {"two", "another", party, f"by_{OTHER.get(party)}"}


class ByPosition:
    """Fits `core.campaigns.ports.Seats`: a committee member sits for the party that their other position belongs to."""

    def __init__(self, work: Work) -> None:
        self._work = work

    async def party_of(self, workplace: WorkplaceId, person: PersonId) -> str | None:
        """By what the directory says of them now."""
        try:
            found = await self._work.people.get(person)
        except NotFound:
            return None
        return _party(found) if found.active and found.workplace == workplace else None

    async def both_sit(self, workplace: WorkplaceId) -> bool:
        """Among all who have a position."""
        there = {_party(each) for each in await self._work.people.with_positions(workplace)}
        return there >= {EMPLOYER, EMPLOYEES}


def _party(person: Person) -> str | None:
    if Position.COMMITTEE not in person.positions:
        return None
    return next((party for party, has in PARTIES.items() if person.positions & has), None)
