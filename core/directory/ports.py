"""What taking in a whole list needs beyond one person at a time."""

from collections.abc import Collection, Sequence
from typing import Protocol

from core import ports
from core.ledger import ports as ledger
from core.people import Person, PersonId, WorkplaceId


class People(ports.People, Protocol):
    """The directory, as a whole."""

    async def everybody(self, workplace: WorkplaceId) -> Sequence[Person]:
        """Those who have left, too."""
        ...

    async def page(
        self, workplace: WorkplaceId, after: str, most: int, *, gone: bool = False
    ) -> Sequence[Person]:
        """The first `most` people whose id comes after this one, "" being before all; active ones, or `gone` ones too."""
        ...

    async def leading(self, people: Collection[PersonId]) -> frozenset[PersonId]:
        """Those of these people who are the leader of somebody active."""
        ...

    async def add_all(self, people: Sequence[Person]) -> None:
        """New people with their accounts. Raises Outdated if one is there, or has another's account."""
        ...


class Work(ledger.Work, Protocol):
    """One transaction with the directory in it."""

    @property
    def people(self) -> People: ...
