"""Wrapping every grant anew under the current epoch, so that older ones can be destroyed (architecture, sealing)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import RowMapping, func, select, tuple_, update

from core.people import PersonId
from core.sight import WORKER, Purpose, Role, Sight
from storage import tables
from storage.keyring import Keyring
from storage.sealing import CannotOpen, Reader, unwrap, wrap
from storage.statements import Sql

GRANTS: Final = tables.grants
PLACE: Final = (GRANTS.c.scope, GRANTS.c.reader_idx, GRANTS.c.purpose, GRANTS.c.generation)
AT_ONCE: Final = 200
"""In one transaction, so that whoever else writes waits for moments only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """`after` is where to go on, None at the end; `left` are grants whose reader nobody is any more."""

    wrapped: int
    left: int
    after: tuple[Any, ...] | None


class Rewrapping:
    """The readers are not in the table; they are found among the people, in every role that there is."""

    def __init__(self, sql: Sql, keyring: Keyring) -> None:
        self._sql = sql
        self._keyring = keyring

    async def counted(self) -> Mapping[str, int]:
        """How many grants stand under each epoch."""
        found = select(GRANTS.c.epoch, func.count().label("many")).group_by(GRANTS.c.epoch)
        return {row["epoch"]: row["many"] for row in await self._sql.rows(found)}

    async def readers(self) -> Mapping[bytes, Sight]:
        """Everybody who may have a grant, by the index under which it would stand."""
        ids = [PersonId(row["id"]) for row in await self._sql.rows(select(tables.people.c.id))]
        sights = [Sight(person=id, role=role) for id in (*ids, WORKER.person) for role in Role]
        tenant = self._keyring.tenant
        return {self._keyring.index("reader", tenant, each.person, each.role): each for each in sights}

    async def next(self, readers: Mapping[bytes, Sight], after: tuple[Any, ...] | None) -> Batch:
        """Wrap the next grants that are not under the current epoch; whatever was wrapped already is passed over."""
        wanted = select(GRANTS).where(GRANTS.c.epoch != self._keyring.current.id)
        if after is not None:
            wanted = wanted.where(tuple_(*PLACE) > tuple_(*after))
        rows = await self._sql.rows(wanted.order_by(*PLACE).limit(AT_ONCE))
        wrapped = sum([await self._wrapped(row, readers) for row in rows])
        return Batch(wrapped=wrapped, left=len(rows) - wrapped, after=_place(rows))

    async def _wrapped(self, row: RowMapping, readers: Mapping[bytes, Sight]) -> bool:
        sight = readers.get(row["reader_idx"])
        if sight is None:
            return False
        purpose, scope, generation = Purpose(row["purpose"]), row["scope"], row["generation"]
        reader = Reader(tenant=self._keyring.tenant, person=sight.person, role=sight.role, purpose=purpose)
        try:
            key = unwrap(self._keyring.epoch(row["epoch"]), reader, scope, generation, row["wrapped"])
        except CannotOpen:
            return False
        epoch = self._keyring.current
        fresh = {"epoch": epoch.id, "wrapped": wrap(epoch, reader, scope, generation, key)}
        here = tuple_(*PLACE) == tuple_(*_of(row))
        # A grant taken away meanwhile stays away: this only ever changes what is there.
        await self._sql.erase(update(GRANTS).where(here & (GRANTS.c.epoch == row["epoch"])).values(fresh))
        return True


def _of(row: RowMapping) -> tuple[Any, ...]:
    return tuple(row[column.name] for column in PLACE)


def _place(rows: Sequence[RowMapping]) -> tuple[Any, ...] | None:
    return _of(rows[-1]) if len(rows) == AT_ONCE else None
