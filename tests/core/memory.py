"""A small ledger in memory with the same promises as the real one; the tests of delivery hold on both."""

import asyncio
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import uuid4

from core.errors import NotFound
from core.ledger.model import EARLY, FINAL, Lost, Promise, PromiseId, Standing
from core.people import Account, Person, PersonId, Workplace, WorkplaceId
from tests.builders import StoppedClock

HELD = frozenset({Standing.CLAIMED, Standing.SENDING})


@dataclass
class Tables:
    """All that is kept; `seconds` is the database's own clock, which runs when a test says so."""

    people: dict[PersonId, Person] = field(default_factory=dict)
    promises: dict[PromiseId, Promise] = field(default_factory=dict)
    leases: dict[PromiseId, float] = field(default_factory=dict)
    ended: dict[PromiseId, datetime] = field(default_factory=dict)
    seconds: float = 0.0
    lease: float = 30.0


class MemoryPeople:
    """The directory."""

    def __init__(self, tables: Tables) -> None:
        self._people = tables.people

    async def workplace(self, id: WorkplaceId) -> Workplace:
        del id
        raise NotFound

    async def workplaces(self) -> Sequence[Workplace]:
        return []

    async def put_workplace(self, workplace: Workplace) -> None:
        """Delivery has no use for it."""

    async def get(self, id: PersonId) -> Person:
        if id not in self._people:
            raise NotFound
        return self._people[id]

    async def at(self, account: Account) -> Person | None:
        return next((p for p in self._people.values() if account in p.accounts), None)

    async def some(self, people: Collection[PersonId]) -> Sequence[Person]:
        return [person for person in self._people.values() if person.id in people]

    async def names(self, workplace: WorkplaceId) -> Mapping[PersonId, str]:
        return {each.id: each.name for each in self._people.values() if each.workplace == workplace}

    async def with_positions(self, workplace: WorkplaceId) -> Sequence[Person]:
        return [each for each in self._people.values() if each.workplace == workplace and each.positions]

    async def leaders(self, workplace: WorkplaceId) -> Sequence[Person]:
        return [
            each
            for each in self._people.values()
            if each.workplace == workplace and await self.led_by(each.id)
        ]

    async def led_by(self, person: PersonId) -> Sequence[Person]:
        return [each for each in self._people.values() if each.leader == person]

    async def add(self, person: Person) -> None:
        self._people[person.id] = person

    async def save(self, person: Person) -> None:
        self._people[person.id] = person


class MemoryPresses:
    """Nothing is pressed here."""

    async def note(self, key: str) -> bool:
        return bool(key)

    async def led_to(self, key: str) -> tuple[str, str] | None:
        del key
        return None

    async def remember(self, key: str, view: str, ref: str) -> None:
        """Nothing is pressed here."""

    async def forget_before(self, moment: datetime) -> int:
        del moment
        return 0


class MemoryLedger:
    """The table of promises."""

    def __init__(self, tables: Tables, now: datetime) -> None:
        self._tables = tables
        self._rows = tables.promises
        self._now = now

    async def owe(self, promise: Promise) -> bool:
        if any(row.once == promise.once for row in self._rows.values()):
            return False
        self._rows[promise.id] = promise
        return True

    async def claim(self, most: int, lease: float, *, bulk: bool = False) -> Sequence[Promise]:
        self._tables.lease = lease
        due = [
            row
            for row in self._rows.values()
            if row.bulk is bulk
            if (row.standing is Standing.WAITING and row.due <= self._now)
            or (row.standing in HELD and self._tables.leases[row.id] < self._tables.seconds)
        ]
        return self._taken(sorted(due, key=_by_due)[:most])

    async def save(self, promise: Promise) -> None:
        if self._rows[promise.id].fence != promise.fence:
            raise Lost
        self._rows[promise.id] = promise
        if promise.standing in HELD:
            self._tables.leases[promise.id] = self._tables.seconds + self._tables.lease
        if promise.standing in FINAL:
            self._tables.ended.setdefault(promise.id, self._now)

    async def get(self, id: PromiseId) -> Promise:
        if id not in self._rows:
            raise NotFound
        return self._rows[id]

    async def for_occasion(self, once: str) -> Promise | None:
        return next((row for row in self._rows.values() if row.once == once), None)

    async def riders(self, to: PersonId, now: datetime) -> Sequence[Promise]:
        could = [
            row
            for row in await self.of(to)
            if row.standing is Standing.CLAIMED
            or (row.standing is Standing.WAITING and (row.due <= now or row.reason in EARLY))
        ]
        return self._taken(could)

    async def carried_by(self, id: PromiseId) -> Sequence[Promise]:
        return sorted((row for row in self._rows.values() if id in {row.id, row.carrier}), key=_by_due)

    async def counted_since(self, to: PersonId, since: datetime) -> Sequence[datetime]:
        mine = [row.sent_at for row in await self.of(to) if row.counted and row.sent_at]
        return sorted(sent for sent in mine if sent >= since)

    async def of(self, to: PersonId) -> Sequence[Promise]:
        return sorted((row for row in self._rows.values() if row.to == to), key=_by_due)

    async def alone(self, to: PersonId) -> None:
        """One transaction at a time here: everybody is alone."""

    async def next_due(self, *, bulk: bool | None = None) -> datetime | None:
        waiting = [
            row.due
            for row in self._rows.values()
            if row.standing is Standing.WAITING and bulk in {None, row.bulk}
        ]
        return min(waiting, default=None)

    async def forget_before(self, moment: datetime) -> int:
        over = [id for id, ended in self._tables.ended.items() if ended < moment]
        for id in over:
            del self._rows[id], self._tables.ended[id]
        return len(over)

    def _taken(self, rows: Sequence[Promise]) -> Sequence[Promise]:
        for row in rows:
            doubted = row.doubted or row.standing is Standing.SENDING
            self._rows[row.id] = replace(row, standing=Standing.CLAIMED, doubted=doubted, fence=row.fence + 1)
            self._tables.leases[row.id] = self._tables.seconds + self._tables.lease
        return [replace(row, fence=row.fence + 1) for row in rows]


def _by_due(promise: Promise) -> tuple[datetime, PromiseId]:
    return promise.due, promise.id


class MemoryWork:
    """One transaction."""

    def __init__(self, tables: Tables, now: datetime) -> None:
        self.now = now
        self.people = MemoryPeople(tables)
        self.presses = MemoryPresses()
        self.ledger = MemoryLedger(tables, now)

    def new_id(self) -> str:
        return str(uuid4())

    def chance(self, below: int) -> int:
        return below // 2


class MemoryStore:
    """One transaction at a time; what raises leaves everything as it was."""

    def __init__(self, clock: StoppedClock) -> None:
        self.tables = Tables()
        self._clock = clock
        self._turn = asyncio.Lock()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[MemoryWork]:
        async with self._turn:
            tables = self.tables
            before = dict(tables.people), dict(tables.promises), dict(tables.leases), dict(tables.ended)
            try:
                yield MemoryWork(tables, self._clock.now())
            except BaseException:
                tables.people, tables.promises, tables.leases, tables.ended = before
                raise
