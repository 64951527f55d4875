"""The workplace's occasions, in the clear: everybody there may read them, and no agreement is in them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import RowMapping, delete, select, update

from core.errors import NotFound, Outdated
from core.occasions.model import Audience, Kind, Occasion, OccasionId
from core.people import PersonId, WorkplaceId
from storage.statements import Sql
from storage.tables import occasions


class SqlOccasions:
    """Days are written as 2026-12-04, which both databases sort alike."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def add(self, occasion: Occasion) -> None:
        await self._sql.add(occasions, _written(occasion))

    async def get(self, id: OccasionId) -> Occasion:
        row = await self._sql.row(select(occasions).where(occasions.c.id == id))
        if row is None:
            raise NotFound
        return _read(row)

    async def save(self, occasion: Occasion) -> None:
        as_read = (occasions.c.id == occasion.id) & (occasions.c.version == occasion.version - 1)
        if await self._sql.run(update(occasions).where(as_read).values(_written(occasion))) != 1:
            raise Outdated

    async def between(self, workplace: WorkplaceId, first: date, last: date) -> Sequence[Occasion]:
        days = occasions.c.day.between(first.isoformat(), last.isoformat())
        there = select(occasions).where((occasions.c.workplace == workplace) & days)
        return [_read(row) for row in await self._sql.rows(there.order_by(occasions.c.day, occasions.c.id))]

    async def imported(self, workplace: WorkplaceId) -> Sequence[Occasion]:
        there = select(occasions).where((occasions.c.workplace == workplace) & (occasions.c.uid != ""))
        return [_read(row) for row in await self._sql.rows(there.order_by(occasions.c.day, occasions.c.id))]

    async def entered_by(self, person: PersonId) -> Sequence[Occasion]:
        theirs = select(occasions).where(occasions.c.organiser == person)
        return [_read(row) for row in await self._sql.rows(theirs.order_by(occasions.c.day, occasions.c.id))]

    async def remove(self, id: OccasionId) -> None:
        await self._sql.erase(delete(occasions).where(occasions.c.id == id))

    async def forget_called_off(self, day: date) -> int:
        gone = occasions.c.cancelled & (occasions.c.day < day.isoformat())
        return await self._sql.erase(delete(occasions).where(gone))

    async def forget_before(self, day: date) -> int:
        return await self._sql.erase(delete(occasions).where(occasions.c.day < day.isoformat()))


def _written(occasion: Occasion) -> Mapping[str, Any]:
    return {
        "id": occasion.id,
        "workplace": occasion.workplace,
        "day": occasion.on.isoformat(),
        "kind": occasion.kind.value,
        "name": occasion.name,
        "place": occasion.audience.place,
        "department": occasion.audience.department,
        "yearly": occasion.yearly,
        "organiser": occasion.organiser,
        "uid": occasion.uid,
        "source": occasion.source,
        "cancelled": occasion.cancelled,
        "version": occasion.version,
    }


def _read(row: RowMapping) -> Occasion:
    return Occasion(
        id=OccasionId(row["id"]),
        workplace=WorkplaceId(row["workplace"]),
        kind=Kind(row["kind"]),
        on=date.fromisoformat(row["day"]),
        name=row["name"],
        audience=Audience(place=row["place"], department=row["department"]),
        yearly=row["yearly"],
        organiser=PersonId(row["organiser"]) if row["organiser"] else None,
        uid=row["uid"],
        source=row["source"],
        cancelled=row["cancelled"],
        version=row["version"],
    )
