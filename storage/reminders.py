"""Own private reminders, each under a key that its author alone is granted."""

from collections.abc import Sequence
from datetime import date, time

from sqlalchemy import RowMapping, delete, select

from core.errors import NotFound
from core.people import PersonId
from core.reminders.model import Reminder, ReminderId, Repeat
from core.sight import GUARDED_BY, Datum, Sight
from storage.grants import Grants, Keys
from storage.payload import Json, Payload
from storage.statements import Sql
from storage.tables import reminders

CONTENT = Payload(name="reminders.content")
KEY = GUARDED_BY[Datum.REMINDER]


class SqlReminders:
    """The reminder's id is the scope of its key."""

    def __init__(self, sql: Sql, grants: Grants) -> None:
        self._sql = sql
        self._grants = grants

    async def add(self, reminder: Reminder, sight: Sight) -> None:
        keys = (await self._grants.begin(reminder.id, [sight], [KEY]))[KEY]
        row = {
            "id": reminder.id,
            "version": reminder.version,
            "content": keys.close(CONTENT, reminder.id, reminder.version, _written(reminder)),
        }
        await self._sql.add(reminders, row)

    async def get(self, id: ReminderId, sight: Sight) -> Reminder:
        keys = await self._grants.keys(id, sight, KEY)
        row = await self._sql.row(select(reminders).where(reminders.c.id == id))
        if row is None:
            raise NotFound
        return _read(row, keys)

    async def exists(self, id: ReminderId) -> bool:
        return await self._sql.row(select(reminders.c.id).where(reminders.c.id == id)) is not None

    async def of(self, sight: Sight) -> Sequence[Reminder]:
        ids = await self._grants.scopes(sight.person, sight.role)
        mine = [await self.get(ReminderId(id), sight) for id in ids]
        return sorted(mine, key=lambda reminder: (reminder.on, reminder.at, reminder.id))

    async def erase(self, id: ReminderId, sight: Sight) -> None:
        await self._grants.keys(id, sight, KEY)
        await self._sql.erase(delete(reminders).where(reminders.c.id == id))
        await self._grants.end(id)


def _written(reminder: Reminder) -> Json:
    return {
        "person": reminder.person,
        "text": reminder.text,
        "on": reminder.on.isoformat(),
        "at": reminder.at.isoformat(),
        "repeat": reminder.repeat.value,
    }


def _read(row: RowMapping, keys: Keys) -> Reminder:
    content = keys.open(CONTENT, row["id"], row["version"], row["content"])
    return Reminder(
        id=ReminderId(row["id"]),
        person=PersonId(content["person"]),
        text=content["text"],
        on=date.fromisoformat(content["on"]),
        at=time.fromisoformat(content["at"]),
        repeat=Repeat(content["repeat"]),
        version=row["version"],
    )
