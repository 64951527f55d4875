"""What the list of whom to talk to needs of storage."""

from collections.abc import Sequence
from typing import Protocol

from core import ports
from core.people import Person, WorkplaceId


class People(ports.People, Protocol):
    """The directory, without those whom nobody looks for."""

    async def with_positions(self, workplace: WorkplaceId) -> Sequence[Person]:
        """Everybody active who has any position, by name."""
        ...


class Work(ports.Work, Protocol):
    """One transaction with the directory in it."""

    @property
    def people(self) -> People: ...
