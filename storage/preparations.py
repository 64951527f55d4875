"""Preparations: the employee's own under the own key of the agreement, what was shared under the joint key."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Delete, RowMapping, Update, delete, select, update

from core.agreements.model import AgreementId
from core.errors import NotFound, Outdated
from core.occasions.model import OccasionId
from core.people import PersonId
from core.preparations.model import Part, Preparation, PreparationId, Shared, SharedId, expires
from core.sight import GUARDED_BY, Datum, Role, Sight
from storage.grants import Grants, Keys
from storage.payload import Json, Payload
from storage.statements import Sql
from storage.tables import preparations

OWN, SHARED = Payload(name="preparations.own"), Payload(name="preparations.shared")
PARTS = tuple(Part)


class SqlPreparations:
    """A row says which agreement it goes with and in which month it goes, and neither whose it is nor what it is about."""

    def __init__(self, sql: Sql, grants: Grants, now: datetime) -> None:
        self._sql = sql
        self._grants = grants
        self._now = now

    async def own(self, agreement: AgreementId, sight: Sight) -> Sequence[Preparation]:
        opened = await self._opened(agreement, sight, Datum.PREPARATION, OWN)
        return sorted((_own(content, row) for content, row in opened), key=lambda each: (each.on, each.id))

    async def keep(self, preparation: Preparation, sight: Sight) -> None:
        keys = await self._keys(preparation.agreement, sight, Datum.PREPARATION)
        await self._put(
            preparation, keys.close(OWN, preparation.id, preparation.version, _written(preparation))
        )

    async def erase(self, preparation: Preparation, sight: Sight) -> None:
        await self._keys(preparation.agreement, sight, Datum.PREPARATION)
        await self._one(_delete(preparation))

    async def shared(self, agreement: AgreementId, sight: Sight) -> Sequence[Shared]:
        opened = await self._opened(agreement, sight, Datum.SHARED_PREPARATION, SHARED)
        found = [_shared(content, row) for content, row in opened]
        return sorted(found, key=lambda each: (each.on, PARTS.index(each.part), each.id))

    async def agreement_of(self, id: SharedId) -> AgreementId:
        found = await self._sql.value(select(preparations.c.agreement).where(preparations.c.id == id))
        if found is None:
            raise NotFound
        return AgreementId(found)

    async def share(self, shared: Shared, sight: Sight) -> None:
        keys = await self._keys(shared.agreement, sight, Datum.SHARED_PREPARATION)
        await self._put(shared, keys.close(SHARED, shared.id, shared.version, _written_shared(shared)))

    async def take_back(self, shared: Shared, sight: Sight) -> None:
        await self._keys(shared.agreement, sight, Datum.SHARED_PREPARATION)
        await self._one(_delete(shared))

    async def forget(self) -> int:
        return await self._sql.erase(delete(preparations).where(preparations.c.expires <= self._now))

    async def _put(self, what: Preparation | Shared, sealed: bytes) -> None:
        row: Mapping[str, Any] = {
            "id": what.id, "agreement": what.agreement, "version": what.version, "content": sealed,
            "expires": expires(what.on),
        }  # fmt: skip
        if what.version == 0:
            await self._sql.add(preparations, row)
            return
        as_read = (preparations.c.id == what.id) & (preparations.c.version == what.version - 1)
        await self._one(
            update(preparations).where(as_read & (preparations.c.agreement == what.agreement)).values(row)
        )

    async def _one(self, statement: Update | Delete) -> None:
        run = self._sql.erase if isinstance(statement, Delete) else self._sql.run
        if await run(statement) != 1:
            raise Outdated

    async def _opened(
        self, agreement: AgreementId, sight: Sight, datum: Datum, payload: Payload
    ) -> list[tuple[Json, RowMapping]]:
        """What the two kinds of row are told apart by is the key that opens them, and nothing in the clear."""
        keys = await self._keys(agreement, sight, datum)
        rows = await self._sql.rows(select(preparations).where(preparations.c.agreement == agreement))
        return [
            (keys.open(payload, row["id"], row["version"], row["content"]), row)
            for row in rows
            if keys.holds(row["content"])
        ]

    async def _keys(self, agreement: AgreementId, sight: Sight, datum: Datum) -> Keys:
        return await self._grants.keys(agreement, sight, GUARDED_BY[datum])


def _delete(what: Preparation | Shared) -> Delete:
    as_read = (preparations.c.id == what.id) & (preparations.c.version == what.version)
    return delete(preparations).where(as_read & (preparations.c.agreement == what.agreement))


def _written(preparation: Preparation) -> Json:
    parts = {part.value: text for part, text in preparation.parts.items()}
    return {"occasion": preparation.occasion, "on": preparation.on.isoformat(), "parts": parts}


def _own(content: Json, row: RowMapping) -> Preparation:
    return Preparation(
        id=PreparationId(row["id"]),
        agreement=AgreementId(row["agreement"]),
        occasion=OccasionId(content["occasion"]),
        on=date.fromisoformat(content["on"]),
        parts={Part(part): text for part, text in content["parts"].items()},
        version=row["version"],
    )


def _written_shared(shared: Shared) -> Json:
    return {
        "occasion": shared.occasion,
        "on": shared.on.isoformat(),
        "part": shared.part.value,
        "text": shared.text,
        "by": shared.by.value,
        "leader": shared.leader,
        "shown_from": shared.shown_from.isoformat(),
        "opened_at": shared.opened_at.isoformat() if shared.opened_at else None,
    }


def _shared(content: Json, row: RowMapping) -> Shared:
    return Shared(
        id=SharedId(row["id"]),
        agreement=AgreementId(row["agreement"]),
        occasion=OccasionId(content["occasion"]),
        on=date.fromisoformat(content["on"]),
        part=Part(content["part"]),
        text=content["text"],
        by=Role(content["by"]),
        leader=PersonId(content["leader"]),
        shown_from=datetime.fromisoformat(content["shown_from"]),
        opened_at=datetime.fromisoformat(content["opened_at"]) if content["opened_at"] else None,
        version=row["version"],
    )
