"""Check-ins: how one stands, under the route key; what was answered, under own; what was shared, under joint."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Delete, RowMapping, Table, Update, delete, select, update

from core.agreements.model import AgreementId
from core.checkins.model import Answers, CheckIn, CheckInId, Part, Share, ShareId
from core.errors import NotFound, Outdated
from core.sight import GUARDED_BY, Datum, Sight
from storage import checkins_written as written
from storage import tables
from storage.grants import Grants, Keys
from storage.payload import Json
from storage.statements import Sql

PARTS = tuple(Part)


class SqlCheckIns:
    """The row tells which agreement; that agreement's grants tell who may open it."""

    def __init__(self, sql: Sql, grants: Grants, now: datetime) -> None:
        self._sql = sql
        self._grants = grants
        self._now = now

    async def agreement_of(self, id: CheckInId) -> AgreementId:
        return await self._agreement(tables.checkins, id)

    async def add(self, checkin: CheckIn, sight: Sight) -> None:
        keys = await self._keys(checkin.agreement, sight, Datum.CHECKIN_STATUS)
        row = {"id": checkin.id, "agreement": checkin.agreement, **_sealed_status(checkin, keys)}
        await self._sql.add(tables.checkins, row)

    async def get(self, id: CheckInId, sight: Sight) -> CheckIn:
        row = await self._sql.row(select(tables.checkins).where(tables.checkins.c.id == id))
        if row is None:
            raise NotFound
        return _checkin(row, await self._keys(row["agreement"], sight, Datum.CHECKIN_STATUS))

    async def save(self, checkin: CheckIn, sight: Sight) -> None:
        keys = await self._keys(checkin.agreement, sight, Datum.CHECKIN_STATUS)
        as_read = _at(tables.checkins, checkin.id, checkin.agreement, checkin.version - 1)
        await self._one(update(tables.checkins).where(as_read).values(_sealed_status(checkin, keys)))

    async def of(self, agreement: AgreementId, sight: Sight) -> Sequence[CheckIn]:
        keys = await self._keys(agreement, sight, Datum.CHECKIN_STATUS)
        rows = await self._sql.rows(select(tables.checkins).where(tables.checkins.c.agreement == agreement))
        return sorted((_checkin(row, keys) for row in rows), key=lambda checkin: (checkin.due, checkin.id))

    async def answers(self, id: CheckInId, sight: Sight) -> Answers | None:
        agreement = await self.agreement_of(id)
        keys = await self._keys(agreement, sight, Datum.ANSWERS)
        row = await self._sql.row(select(tables.answers).where(tables.answers.c.checkin == id))
        if row is None:
            return None
        content = keys.open(written.ANSWERS, id, row["version"], row["content"])
        return written.answers(content, id, agreement, row["version"])

    async def keep_answers(self, answers: Answers, sight: Sight) -> None:
        keys = await self._keys(await self.agreement_of(answers.checkin), sight, Datum.ANSWERS)
        sealed = keys.close(written.ANSWERS, answers.checkin, answers.version, written.given(answers))
        row = {"checkin": answers.checkin, "version": answers.version, "content": sealed}
        table = tables.answers
        if answers.version == 0:
            await self._sql.add(table, row)
        else:
            as_read = (table.c.checkin == answers.checkin) & (table.c.version == answers.version - 1)
            await self._one(update(table).where(as_read).values(row))

    async def erase_answers(self, id: CheckInId, sight: Sight) -> None:
        await self._keys(await self.agreement_of(id), sight, Datum.ANSWERS)
        await self._sql.erase(delete(tables.answers).where(tables.answers.c.checkin == id))

    async def forget_answers(self, id: CheckInId) -> None:
        await self._sql.erase(delete(tables.answers).where(tables.answers.c.checkin == id))

    async def shares(self, agreement: AgreementId, sight: Sight) -> Sequence[Share]:
        keys = await self._keys(agreement, sight, Datum.SHARED_ANSWERS)
        rows = await self._sql.rows(select(tables.shares).where(tables.shares.c.agreement == agreement))
        opened = [(row, _opened_share(row, keys)) for row in rows if keys.holds(row["content"])]
        opened.sort(key=lambda one: (one[1]["made"], PARTS.index(Part(one[1]["part"])), one[0]["id"]))
        return [written.share(content, row["id"], agreement, row["version"]) for row, content in opened]

    async def seal_anew(self, agreement: AgreementId, sight: Sight) -> None:
        keys = await self._keys(agreement, sight, Datum.SHARED_ANSWERS)
        table = tables.shares
        for row in await self._sql.rows(select(table).where(table.c.agreement == agreement)):
            sealed = keys.close(written.SHARE, row["id"], row["version"], _opened_share(row, keys))
            as_read = _at(table, row["id"], agreement, row["version"])
            await self._one(update(table).where(as_read).values({"content": sealed}))

    async def agreement_of_share(self, id: ShareId) -> AgreementId:
        return await self._agreement(tables.shares, id)

    async def share(self, share: Share, sight: Sight) -> None:
        keys = await self._keys(share.agreement, sight, Datum.SHARED_ANSWERS)
        made = self._now.astimezone(UTC).isoformat(timespec="microseconds")
        row = {"id": share.id, "agreement": share.agreement, **_sealed_share(share, made, keys)}
        await self._sql.add(tables.shares, row)

    async def save_share(self, share: Share, sight: Sight) -> None:
        keys = await self._keys(share.agreement, sight, Datum.SHARED_ANSWERS)
        as_read = _at(tables.shares, share.id, share.agreement, share.version - 1)
        before = await self._sql.row(select(tables.shares).where(as_read))
        if before is None:
            raise Outdated
        made = _opened_share(before, keys)["made"]
        await self._one(update(tables.shares).where(as_read).values(_sealed_share(share, made, keys)))

    async def take_back(self, share: Share, sight: Sight) -> None:
        await self._keys(share.agreement, sight, Datum.SHARED_ANSWERS)
        await self._one(
            delete(tables.shares).where(_at(tables.shares, share.id, share.agreement, share.version))
        )

    async def _one(self, statement: Update | Delete) -> None:
        run = self._sql.erase if isinstance(statement, Delete) else self._sql.run
        if await run(statement) != 1:
            raise Outdated

    async def _keys(self, agreement: AgreementId, sight: Sight, datum: Datum) -> Keys:
        return await self._grants.keys(agreement, sight, GUARDED_BY[datum])

    async def _agreement(self, table: Table, id: str) -> AgreementId:
        found = await self._sql.value(select(table.c.agreement).where(table.c.id == id))
        if found is None:
            raise NotFound
        return AgreementId(found)


def _at(table: Table, id: str, agreement: str, version: int) -> ColumnElement[bool]:
    return (table.c.id == id) & (table.c.agreement == agreement) & (table.c.version == version)


def _sealed_status(checkin: CheckIn, keys: Keys) -> Mapping[str, Any]:
    sealed = keys.close(written.STATUS, checkin.id, checkin.version, written.status(checkin))
    return {"version": checkin.version, "status": sealed}


def _checkin(row: RowMapping, keys: Keys) -> CheckIn:
    content = keys.open(written.STATUS, row["id"], row["version"], row["status"])
    return written.checkin(content, row["id"], row["agreement"], row["version"])


def _sealed_share(share: Share, made: str, keys: Keys) -> Mapping[str, Any]:
    sealed = keys.close(written.SHARE, share.id, share.version, written.shared(share, made))
    return {"version": share.version, "content": sealed}


def _opened_share(row: RowMapping, keys: Keys) -> Json:
    return keys.open(written.SHARE, row["id"], row["version"], row["content"])
