"""What the resource group needs of storage."""

from collections.abc import Sequence
from typing import Protocol

from core.agreements.members import SeatId
from core.agreements.model import AgreementId
from core.drafting import ports as drafting
from core.group.model import Seat
from core.people import PersonId
from core.sight import Sight


class Seats(Protocol):
    """
    Seats, each sealed under a key of its own for the employee (Role.HOST) and one person (Role.INVITED).

    Every reading method raises NotFound if there is no such seat or if `sight` holds no key to it.
    """

    async def add(self, seat: Seat) -> None:
        """A new seat, and its key for the two."""
        ...

    async def get(self, id: SeatId, sight: Sight) -> Seat:
        """As it stands."""
        ...

    async def save(self, seat: Seat, sight: Sight) -> None:
        """`seat.version` is one more than what was read. Raises Outdated."""
        ...

    async def agreement(self, id: SeatId) -> AgreementId:
        """Which agreement it belongs to; for the clock as well. Raises NotFound."""
        ...

    async def of(self, person: PersonId) -> Sequence[SeatId]:
        """Those of this person as the one who was asked."""
        ...

    async def shut(self, id: SeatId, sight: Sight) -> None:
        """`sight` holds no key to it from now on. Fine if it held none."""
        ...

    async def erase(self, id: SeatId) -> None:
        """The seat and its keys go now. Fine if there is none."""
        ...

    async def erase_all(self, agreement: AgreementId) -> None:
        """Every seat of this agreement goes now."""
        ...


class Work(drafting.Work, Protocol):
    """The slice of a transaction that the group uses."""

    @property
    def seats(self) -> Seats: ...
