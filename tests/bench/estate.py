"""
As many agreements as one likes, sealed row by row by the store's own code, and written many at a time.

Every key, grant, seal and index is what it would be if each had been signed one by one; only the statements are
fewer: they are collected, and sent as one a table. Just over 200 lines, for it is one thing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import Executable, RowMapping, Table
from sqlalchemy.ext.asyncio import AsyncConnection

from core.agreements.course import Course
from core.agreements.model import AgreementId, Cadence, Measure, MeasureId, MeasureKind, Owner, Route
from core.agreements.usecases import Content, take_in
from core.checkins.usecases import ASK, begin
from core.errors import NotFound
from core.ledger.model import Promise, PromiseId, Standing
from core.people import Account, Person, PersonId, Platform
from core.sight import HOLDS, Purpose, Sight
from storage.agreements import SqlAgreements
from storage.checkins import SqlCheckIns
from storage.grants import Grants, Keys
from storage.keyring import Keyring
from storage.ledger import Pulse
from storage.people import SqlPeople
from storage.statements import Sql
from storage.store import SqlWork
from storage.tables import metadata
from tests.builders import WORKPLACE, a_workplace

TEAM = 10
"""Agreements that one leader has."""
MEASURES = (
    Measure(id=MeasureId("m1"), kind=MeasureKind.SUPPORT, text="En prat hver uke", owner=Owner.BOTH),
    Measure(id=MeasureId("m2"), kind=MeasureKind.EXPECTATION, text="Sier fra tidlig", owner=Owner.EMPLOYEE),
)
BEFORE = datetime(2026, 11, 22, 12, tzinfo=UTC)
"""The Sunday on which all of it is laid out."""
MONDAY = date(2026, 11, 23)
GROUP_EVERY = 15
"""Minutes between two groups of those whose check-in is due on the Monday."""


class Rows(Sql):
    """Collects what would be written; of what is there it knows nothing, for all of it is new."""

    def __init__(self) -> None:
        self.new: dict[Table, list[Mapping[str, Any]]] = defaultdict(list)

    @property
    def on_postgresql(self) -> bool:
        return False

    async def rows(self, statement: Executable) -> Sequence[RowMapping]:
        del statement
        return []

    async def value(self, statement: Executable) -> Any:
        del statement

    async def add(self, table: Table, row: Mapping[str, Any]) -> None:
        self.new[table].append(row)

    async def add_unless(self, table: Table, row: Mapping[str, Any], there: str) -> bool:
        del there
        await self.add(table, row)
        return True


class MadeHere(Grants):
    """Remembers the keys that it made: it need not open the grants that it has just written."""

    def __init__(self, sql: Sql, keyring: Keyring) -> None:
        super().__init__(sql, keyring)
        self._made: Mapping[Purpose, Keys] = {}

    async def begin(
        self, scope: str, readers: Iterable[Sight], purposes: Iterable[Purpose]
    ) -> Mapping[Purpose, Keys]:
        self._made = await super().begin(scope, readers, purposes)
        return self._made

    async def keys(self, scope: str, sight: Sight, purpose: Purpose) -> Keys:
        held = self._made[purpose]
        if purpose not in HOLDS[sight.role] or held.scope != scope:
            raise NotFound
        return held


class Agreements(SqlAgreements):
    """Remembers the last route, for the use case that plans its first check-in."""

    last: Route

    async def begin(self, route: Route, course: Course) -> None:
        self.last = route
        await super().begin(route, course)


class Staff(SqlPeople):
    """Whoever is laid out along with the agreements."""

    def __init__(self, sql: Sql) -> None:
        super().__init__(sql)
        self.new: dict[PersonId, Person] = {}

    async def get(self, id: PersonId) -> Person:
        return self.new[id]


class Laying(SqlWork):
    """What the use cases take for a transaction."""

    def __init__(self, keyring: Keyring, seed: int) -> None:
        self.rows, self.minute, self._ids = Rows(), 0, Random(seed)
        super().__init__(self.rows, keyring, BEFORE, Pulse())
        grants = MadeHere(self.rows, keyring)
        self.agreements: Agreements = Agreements(self.rows, grants)
        self.checkins = SqlCheckIns(self.rows, grants, BEFORE)
        self.people: Staff = Staff(self.rows)

    def new_id(self) -> str:
        return str(UUID(int=self._ids.getrandbits(128), version=4))

    def chance(self, below: int) -> int:
        return self.minute % below


@dataclass(frozen=True, kw_only=True)
class Estate:
    """`groups` of a hundred are due on the Monday, a quarter of an hour apart; the others later, over eight weeks."""

    agreements: int
    groups: int = 10
    together: int = 100

    def due(self, number: int) -> tuple[date, int]:
        """The day of this agreement's next check-in, and the minute of that morning."""
        if number < self.groups * self.together:
            return MONDAY, number // self.together * GROUP_EVERY
        return MONDAY + timedelta(days=1 + number % 55), number * 7 % 180

    def moment(self, group: int) -> datetime:
        """When all of that group are due, and nothing else."""
        return datetime.combine(MONDAY, time(8), UTC) + timedelta(minutes=group * GROUP_EVERY)

    async def fill(self, keyring: Keyring, *into: AsyncConnection, chunk: int = 2000) -> int:
        """Into empty databases that are up to date, the same in each; says how many rows."""
        directories = [SqlPeople(Sql(connection)) for connection in into]
        for directory in directories:
            await directory.put_workplace(a_workplace())
        written = 0
        for first in range(0, self.agreements, chunk):
            laying = Laying(keyring, first)
            for number in range(first, min(first + chunk, self.agreements)):
                await self._agree(laying, number)
            for directory in directories:
                await directory.add_all(list(laying.people.new.values()))
            for table in metadata.sorted_tables:
                if rows := laying.rows.new.get(table):
                    for connection in into:
                        await connection.execute(table.insert(), rows)
                    written += len(rows)
        return written

    async def _agree(self, laying: Laying, number: int) -> None:
        day, laying.minute = self.due(number)
        employee, leader = _person(f"e{number}"), _person(f"l{number // TEAM}")
        laying.people.new.update({employee.id: employee, leader.id: leader})
        starts_on = day - timedelta(weeks=1)
        content = Content(
            starts_on=starts_on,
            ends_on=starts_on + timedelta(days=730),
            measures=MEASURES,
            cadence=Cadence(),
            goal="Jeg vil møte uthvilt",
            relapse_plan="Vi snakker sammen samme dag, og tar en rolig uke.",
        )
        id = await take_in(laying, employee, leader, content)
        await begin(laying, laying.agreements.last)
        await laying.ledger.owe(_asked_before(laying, employee, id))


def _person(id: str) -> Person:
    account = Account(platform=Platform.SLACK, tenant="T1", id=f"U{id}")
    return Person(id=PersonId(id), workplace=WORKPLACE, name=f"Person {id}", accounts=(account,))


def _asked_before(laying: Laying, employee: Person, agreement: AgreementId) -> Promise:
    """A ping of the week before, as every agreement under way has: it must not make anything slower."""
    return Promise(
        id=PromiseId(laying.new_id()),
        workplace=WORKPLACE,
        to=employee.id,
        kind=ASK,
        ref=agreement,
        due=BEFORE - timedelta(days=6),
        once=f"before:{agreement}",
        standing=Standing.SENT,
        sent_at=BEFORE - timedelta(days=6),
    )
