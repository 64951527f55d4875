"""What core needs of the world; storage, adapters and bots fit these by shape."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeAlias, TypeVar

from core.chat.views import Card
from core.errors import Outdated
from core.people import Account, Person, PersonId, Platform, Workplace, WorkplaceId


class Clock(Protocol):
    """The time that due times and rhythms follow; the demo winds it."""

    def now(self) -> datetime:
        """An aware moment in UTC."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageRef:
    """Where a message of ours is: enough to change or delete it."""

    account: Account
    message: str


@dataclass(frozen=True, slots=True)
class Rate:
    """So many a second in the long run, and so many at once after a rest."""

    pace: float
    burst: int


class Messenger(Protocol):
    """Delivers private cards on one platform."""

    @property
    def platform(self) -> Platform:
        """Which platform this one speaks for."""
        ...

    @property
    def pace(self) -> float:
        """Messages a second that one workplace may send here."""
        ...

    @property
    def withdrawing(self) -> Rate | None:
        """What one workplace may take back here, where that is counted by itself; None: as a message that is sent."""
        ...

    async def deliver(self, to: Account, card: Card, *, once: str) -> MessageRef:
        """
        Send `card` privately and return where it is.

        Raises:
            TryLater: surely not delivered; the ledger waits and tries again.
            Unsure: it may have been delivered; the ledger decides by kind.
            Unreachable: this person cannot be reached here; the ledger gives up.

        """
        ...

    async def withdraw(self, message: MessageRef, instead: Card) -> None:
        """
        Delete a message of ours, or where that may not be, put `instead` in its place; gone already is fine.

        Raises the same as `deliver`.
        """
        ...


class People(Protocol):
    """
    The directory. It knows who works here, never who has an agreement.

    It may be very long, and whoever presses waits for three seconds at most: nothing here reads all of it.
    """

    async def workplace(self, id: WorkplaceId) -> Workplace:
        """Raises NotFound."""
        ...

    async def workplaces(self) -> Sequence[Workplace]:
        """All of them."""
        ...

    async def put_workplace(self, workplace: Workplace) -> None:
        """Write the workplace as the settings have it now, new or not."""
        ...

    async def get(self, id: PersonId) -> Person:
        """Raises NotFound."""
        ...

    async def at(self, account: Account) -> Person | None:
        """Who has this account (platform, tenant and id count; not the conversation)."""
        ...

    async def some(self, people: Collection[PersonId]) -> Sequence[Person]:
        """Those of these people that there are, by name; those who have left, too."""
        ...

    async def names(self, workplace: WorkplaceId) -> Mapping[PersonId, str]:
        """What everybody active is called, by name, and nothing else of them: to look for somebody by what is written."""
        ...

    async def with_positions(self, workplace: WorkplaceId) -> Sequence[Person]:
        """Everybody active who has any position, by name."""
        ...

    async def leaders(self, workplace: WorkplaceId) -> Sequence[Person]:
        """Everybody active who is registered as a leader, or is the leader of somebody active; by name."""
        ...

    async def led_by(self, person: PersonId) -> Sequence[Person]:
        """Everybody active who has this person as their leader, by name."""
        ...

    async def add(self, person: Person) -> None:
        """A new person with their accounts."""
        ...

    async def save(self, person: Person) -> None:
        """`person.version` is one more than what was read. Raises Outdated."""
        ...


class Presses(Protocol):
    """What was pressed or submitted already, and which view it led to."""

    async def note(self, key: str) -> bool:
        """True the first time; False if noted before (waits for whoever is noting it now)."""
        ...

    async def led_to(self, key: str) -> tuple[str, str] | None:
        """The view and reference that the first one ended in."""
        ...

    async def remember(self, key: str, view: str, ref: str) -> None:
        """Store what a repeat is answered with."""
        ...


Json: TypeAlias = dict[str, Any]


class Marks(Protocol):
    """
    Short notes that outlive a press: a one-time ticket, that a notice was read, that an offer was made this year.

    Each has a name that only who knows it can find again; nobody can list them.
    """

    async def put(self, name: str, content: Json, until: datetime | None) -> bool:
        """Write it, unless one of that name is there and not over; says whether it was new. None: for good."""
        ...

    async def get(self, name: str) -> Json | None:
        """What it says, or None if it is not there or over."""
        ...

    async def among(self, names: Sequence[str]) -> frozenset[str]:
        """Those of these names that are there and not over, looked up together."""
        ...

    async def take(self, name: str) -> Json | None:
        """As `get`, and it is gone: of two who take, one gets it."""
        ...

    async def forget(self) -> int:
        """Delete what is over; says how many."""
        ...


class Work(Protocol):
    """One transaction: all of it is kept, or none."""

    @property
    def now(self) -> datetime:
        """The clock at the beginning of this transaction."""
        ...

    @property
    def people(self) -> People: ...
    @property
    def presses(self) -> Presses: ...
    @property
    def marks(self) -> Marks: ...

    def new_id(self) -> str:
        """A fresh random id, in the form of a UUID."""
        ...

    def chance(self, below: int) -> int:
        """A random whole number from 0 up to but not including `below`; for jitter, so that times tell nothing."""
        ...


W_co = TypeVar("W_co", bound=Work, covariant=True)
W = TypeVar("W", bound=Work)


class Store(Protocol[W_co]):
    """Opens transactions."""

    def transaction(self) -> AbstractAsyncContextManager[W_co]:
        """Commit at the end of the block, roll back if it raises."""
        ...


Sleep = Callable[[float], Awaitable[None]]
T = TypeVar("T")
TRIES = 8
PAUSE = 0.005
"""Seconds between the first tries, and longer each time: those who met once should not meet again."""


async def again(attempt: Callable[[], Awaitable[T]]) -> T:
    """Do a whole transaction, and do it again if somebody else wrote first; the last time Outdated is raised."""
    for number in range(1, TRIES):
        try:
            return await attempt()
        except Outdated:
            await asyncio.sleep(PAUSE * number)
    return await attempt()
