"""Meetings of the two in an agreement, under its joint key."""

from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import Any

from sqlalchemy import RowMapping, delete, select, update

from core.agreements.members import SeatId
from core.agreements.model import AgreementId
from core.errors import NotFound, Outdated
from core.meetings.model import Line, LineId, Meeting, MeetingId, Slot
from core.people import PersonId
from core.sight import GUARDED_BY, Datum, Role, Sight
from storage.grants import Grants
from storage.payload import Json, Payload
from storage.statements import Sql
from storage.tables import meetings

CONTENT = Payload(name="meetings.content")
KEY = GUARDED_BY[Datum.MEETING]


class SqlMeetings:
    """A row says which agreement it goes with and in which month it goes, and no more."""

    def __init__(self, sql: Sql, grants: Grants, now: datetime) -> None:
        self._sql = sql
        self._grants = grants
        self._now = now

    async def add(self, meeting: Meeting, sight: Sight) -> None:
        row = await self._row(meeting, sight)
        await self._sql.add(meetings, {"id": meeting.id, "agreement": meeting.agreement, **row})

    async def save(self, meeting: Meeting, sight: Sight) -> None:
        as_read = (meetings.c.id == meeting.id) & (meetings.c.version == meeting.version - 1)
        row = await self._row(meeting, sight)
        if await self._sql.run(update(meetings).where(as_read).values(row)) != 1:
            raise Outdated

    async def _row(self, meeting: Meeting, sight: Sight) -> dict[str, Any]:
        keys = await self._grants.keys(meeting.agreement, sight, KEY)
        sealed = keys.close(CONTENT, meeting.id, meeting.version, _written(meeting))
        expires = datetime.combine(meeting.expires(), time(0), tzinfo=UTC)
        return {"version": meeting.version, "content": sealed, "expires": expires}

    async def get(self, id: MeetingId, sight: Sight) -> Meeting:
        row = await self._sql.row(select(meetings).where(meetings.c.id == id))
        if row is None:
            raise NotFound
        keys = await self._grants.keys(row["agreement"], sight, KEY)
        if not keys.holds(row["content"]):
            raise NotFound
        return _read(keys.open(CONTENT, id, row["version"], row["content"]), row)

    async def of(self, agreement: AgreementId, sight: Sight) -> Sequence[Meeting]:
        keys = await self._grants.keys(agreement, sight, KEY)
        rows = await self._sql.rows(select(meetings).where(meetings.c.agreement == agreement))
        found = [
            _read(keys.open(CONTENT, row["id"], row["version"], row["content"]), row)
            for row in rows
            if keys.holds(row["content"])
        ]
        return sorted(found, key=lambda each: (each.slot().at, each.id))

    async def agreement(self, id: MeetingId) -> AgreementId:
        found = await self._sql.value(select(meetings.c.agreement).where(meetings.c.id == id))
        if found is None:
            raise NotFound
        return AgreementId(found)

    async def forget(self) -> int:
        return await self._sql.erase(delete(meetings).where(meetings.c.expires <= self._now))


def _written(meeting: Meeting) -> Json:
    return {
        "leader": meeting.leader,
        "numbers": list(meeting.numbers),
        "agreed": _written_slot(meeting.agreed),
        "proposed": _written_slot(meeting.proposed),
        "by": meeting.by.value,
        "round": meeting.round,
        "sequence": meeting.sequence,
        "off": meeting.off.value if meeting.off else None,
        "guests": list(meeting.guests),
        "wished": list(meeting.wished),
        "lines": [
            {
                "id": line.id,
                "who": line.who.value,
                "text": line.text,
                "shown_from": line.shown_from.isoformat(),
            }
            for line in meeting.lines
        ],
    }


def _written_slot(slot: Slot | None) -> Json | None:
    if slot is None:
        return None
    return {"at": slot.at.isoformat(), "minutes": slot.minutes, "place": slot.place}


def _read(content: Json, row: RowMapping) -> Meeting:
    employees, leaders = content["numbers"]
    return Meeting(
        id=MeetingId(row["id"]),
        agreement=AgreementId(row["agreement"]),
        leader=PersonId(content["leader"]),
        numbers=(employees, leaders),
        agreed=_read_slot(content["agreed"]),
        proposed=_read_slot(content["proposed"]),
        by=Role(content["by"]),
        round=content["round"],
        sequence=content["sequence"],
        off=Role(content["off"]) if content["off"] else None,
        guests=tuple(SeatId(id) for id in content["guests"]),
        wished=tuple(SeatId(id) for id in content["wished"]),
        lines=tuple(
            Line(
                id=LineId(line["id"]),
                who=Role(line["who"]),
                text=line["text"],
                shown_from=datetime.fromisoformat(line["shown_from"]),
            )
            for line in content["lines"]
        ),
        version=row["version"],
    )


def _read_slot(content: Json | None) -> Slot | None:
    if content is None:
        return None
    return Slot(at=datetime.fromisoformat(content["at"]), minutes=content["minutes"], place=content["place"])
