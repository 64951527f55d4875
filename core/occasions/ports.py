"""What occasions need of storage."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from core.ledger import ports as ledger
from core.occasions.model import Occasion, OccasionId
from core.people import WorkplaceId


class Occasions(Protocol):
    """The workplace's list. Nothing in it is private, and nothing in it points at an agreement."""

    async def add(self, occasion: Occasion) -> None:
        """A new one."""
        ...

    async def get(self, id: OccasionId) -> Occasion:
        """Raises NotFound."""
        ...

    async def save(self, occasion: Occasion) -> None:
        """`occasion.version` is one more than what was read. Raises Outdated."""
        ...

    async def between(self, workplace: WorkplaceId, first: date, last: date) -> Sequence[Occasion]:
        """Those from `first` to `last`, both included, by day; those that are called off, too."""
        ...

    async def imported(self, workplace: WorkplaceId) -> Sequence[Occasion]:
        """Those that came from a calendar file, by day."""
        ...

    async def forget_before(self, day: date) -> int:
        """Delete those that were before `day`; how many."""
        ...


class Work(ledger.Work, Protocol):
    """The slice of a transaction that occasions use."""

    @property
    def occasions(self) -> Occasions: ...
