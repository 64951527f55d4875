"""What occasions need of storage."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from core import ports
from core.ledger import ports as ledger
from core.occasions.model import Audience, Occasion, OccasionId
from core.people import PersonId, WorkplaceId


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

    async def entered_by(self, person: PersonId) -> Sequence[Occasion]:
        """Those that this person takes care of or has taken care of, by day."""
        ...

    async def remove(self, id: OccasionId) -> None:
        """Delete this one; nothing, if it is gone."""
        ...

    async def forget_called_off(self, day: date) -> int:
        """Delete those that are called off and were before `day`; how many."""
        ...

    async def forget_before(self, day: date) -> int:
        """Delete those that were before `day`; how many."""
        ...


class People(ports.People, Protocol):
    """The directory, asked what concerns everybody's list and need not read all of it: it may be very long."""

    async def leads(self, person: PersonId) -> bool:
        """Whether somebody active has this person as their leader."""
        ...

    async def works_at(self, workplace: WorkplaceId) -> Sequence[Audience]:
        """Each place together with each department that somebody active works in, once."""
        ...

    async def crowds(self, workplace: WorkplaceId) -> Mapping[Audience, int]:
        """How many active people work in each place together with each department; counted once in a transaction."""
        ...


class Work(ledger.Work, Protocol):
    """The slice of a transaction that occasions use."""

    @property
    def occasions(self) -> Occasions: ...
    @property
    def people(self) -> People: ...
