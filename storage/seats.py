"""Seats in an agreement's resource group, each under a key of its own."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import delete, select, update

from core.agreements.members import Part, SeatId
from core.agreements.model import AgreementId
from core.errors import NotFound, Outdated
from core.group.model import Answer, Seat
from core.people import PersonId
from core.sight import GUARDED_BY, Datum, Role, Sight
from storage.agreements_written import read_wording, written_wording
from storage.grants import Grants
from storage.payload import Json, Payload
from storage.statements import Sql
from storage.tables import seats

CONTENT = Payload(name="seats.content")
KEY = GUARDED_BY[Datum.SEAT]


class SqlSeats:
    """The seat's id is the scope of its key; the row says which agreement it goes with, and not whose it is."""

    def __init__(self, sql: Sql, grants: Grants) -> None:
        self._sql = sql
        self._grants = grants

    async def add(self, seat: Seat) -> None:
        two = (Sight(person=seat.employee, role=Role.HOST), Sight(person=seat.person, role=Role.INVITED))
        keys = (await self._grants.begin(seat.id, two, [KEY]))[KEY]
        sealed = keys.close(CONTENT, seat.id, seat.version, _written(seat))
        row = {"id": seat.id, "agreement": seat.agreement, "version": seat.version, "content": sealed}
        await self._sql.add(seats, row)

    async def get(self, id: SeatId, sight: Sight) -> Seat:
        keys = await self._grants.keys(id, sight, KEY)
        row = await self._sql.row(select(seats).where(seats.c.id == id))
        if row is None:
            raise NotFound
        content = keys.open(CONTENT, id, row["version"], row["content"])
        return _read(content, id, AgreementId(row["agreement"]), row["version"])

    async def save(self, seat: Seat, sight: Sight) -> None:
        keys = await self._grants.keys(seat.id, sight, KEY)
        as_read = (seats.c.id == seat.id) & (seats.c.version == seat.version - 1)
        sealed = keys.close(CONTENT, seat.id, seat.version, _written(seat))
        new = {"version": seat.version, "content": sealed}
        if await self._sql.run(update(seats).where(as_read).values(new)) != 1:
            raise Outdated

    async def agreement(self, id: SeatId) -> AgreementId:
        found = await self._sql.value(select(seats.c.agreement).where(seats.c.id == id))
        if found is None:
            raise NotFound
        return AgreementId(found)

    async def of(self, person: PersonId) -> Sequence[SeatId]:
        return [SeatId(scope) for scope in await self._grants.scopes(person, Role.INVITED)]

    async def shut(self, id: SeatId, sight: Sight) -> None:
        await self._grants.dismiss(id, [sight])

    async def erase(self, id: SeatId) -> None:
        await self._grants.end(id)
        await self._sql.erase(delete(seats).where(seats.c.id == id))

    async def erase_all(self, agreement: AgreementId) -> None:
        for row in await self._sql.rows(select(seats.c.id).where(seats.c.agreement == agreement)):
            await self.erase(SeatId(row["id"]))


def _written(seat: Seat) -> Json:
    return {
        "employee": seat.employee,
        "person": seat.person,
        "part": seat.part.value,
        "wording": written_wording(seat.wording),
        "parts": list(seat.parts),
        "signed": seat.signed,
        "copied_on": seat.copied_on.isoformat(),
        "answer": seat.answer.value,
        "said": seat.said,
        "said_on": seat.said_on.isoformat() if seat.said_on else None,
    }


def _read(content: Json, id: SeatId, agreement: AgreementId, version: int) -> Seat:
    return Seat(
        id=id,
        agreement=agreement,
        employee=PersonId(content["employee"]),
        person=PersonId(content["person"]),
        part=Part(content["part"]),
        wording=read_wording(content["wording"]),
        parts=tuple(content["parts"]),
        signed=content["signed"],
        copied_on=date.fromisoformat(content["copied_on"]),
        answer=Answer(content["answer"]),
        said=content["said"],
        said_on=date.fromisoformat(content["said_on"]) if content["said_on"] else None,
        version=version,
    )
