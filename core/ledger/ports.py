"""What the ledger needs of storage, and what a subject gives the ledger."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from core import ports
from core.chat.flows import Then, Turn
from core.ledger.model import Promise, PromiseId, Standing, Verdict
from core.people import PersonId


class Ledger(Protocol):
    """The table of promises."""

    async def owe(self, promise: Promise) -> bool:
        """Write it, unless its occasion (`once`) is written already; says whether it was new."""
        ...

    async def claim(self, most: int, lease: float, *, bulk: bool = False) -> Sequence[Promise]:
        """
        Lease what is due now, oldest first, for `lease` seconds of the database's own clock.

        Either what is `bulk` or what is not. Only one process at a time gets what is bulk, for as long as it goes
        on claiming, and for a lease after: the pace of a platform is kept inside a process.

        Also takes what a worker left behind when its lease ran out. The promises come as they stood
        before (WAITING, CLAIMED or SENDING), with a new fence; in the table they are CLAIMED, and doubted
        if they were SENDING.
        """
        ...

    async def save(self, promise: Promise) -> None:
        """Write what changed. Raises Lost if the fence in the table is another one."""
        ...

    async def get(self, id: PromiseId) -> Promise:
        """Raises NotFound."""
        ...

    async def for_occasion(self, once: str) -> Promise | None:
        """The promise with that `once`, if it was written."""
        ...

    async def riders(self, to: PersonId, now: datetime) -> Sequence[Promise]:
        """
        What else could ride on a ping to this person now: due or waiting for it (`EARLY`), and not being sent.

        Each comes with a new fence, so that whoever had claimed it loses it.
        """
        ...

    async def carried_by(self, id: PromiseId) -> Sequence[Promise]:
        """The promise itself and those that ride on it."""
        ...

    async def counted_since(self, to: PersonId, since: datetime) -> Sequence[datetime]:
        """When this person got pings that count under the cap, oldest first."""
        ...

    async def of(self, to: PersonId) -> Sequence[Promise]:
        """Everything owed to this person that is kept, by due time."""
        ...

    async def alone(self, to: PersonId) -> None:
        """Until the end of the transaction nobody else decides about pings to this person."""
        ...

    async def next_due(self, *, bulk: bool | None = None) -> datetime | None:
        """The earliest moment at which something waiting falls due; of what is bulk or is not, if that is said."""
        ...

    async def forget_before(self, moment: datetime) -> int:
        """Delete what ended before `moment`; says how many rows."""
        ...


class Work(ports.Work, Protocol):
    """The slice of a transaction that the ledger uses."""

    @property
    def ledger(self) -> Ledger: ...


W_contra = TypeVar("W_contra", contravariant=True)


class Kind(Protocol[W_contra]):
    """
    One kind of promise, owned by a subject.

    `capped` pings count under the weekly cap; `in_hours` ones wait for the person's own hours. Neither
    holds for a time the person chose. `again_if_unsure`: send once more when delivery is in doubt. `bulk` ones
    are owed to very many at once, and nobody else's wait behind them.
    """

    @property
    def name(self) -> str: ...
    @property
    def capped(self) -> bool: ...
    @property
    def in_hours(self) -> bool: ...
    @property
    def again_if_unsure(self) -> bool: ...
    @property
    def bulk(self) -> bool: ...

    async def decide(self, work: W_contra, promise: Promise) -> Verdict:
        """Whether it may and should be said now. Runs inside the deciding transaction, with no sight of content."""
        ...

    async def ended(self, work: W_contra, promise: Promise, how: Standing) -> None:
        """It ended in any final way: owe what comes next, in the same transaction."""
        ...

    async def opened(self, work: W_contra, turn: Turn, promise: Promise) -> Then | None:
        """The view behind «Åpne» (effects of opening included), or None if nothing is left to see."""
        ...

    async def label(self, work: W_contra, turn: Turn, promise: Promise) -> str | None:
        """One line for it in the person's own private list, or None if nothing is left to see."""
        ...

    async def put_off(self, work: W_contra, promise: Promise, until: datetime) -> bool:
        """The person chose a later time; False if the matter is over and need not come back."""
        ...
