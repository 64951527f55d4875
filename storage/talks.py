"""Wishes for a talk, each under a key of its own."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select, update

from core.errors import NotFound, Outdated
from core.people import PersonId
from core.sight import GUARDED_BY, Datum, Role, Sight
from core.talks.model import Answer, Part, Soon, Talk, TalkId
from storage.grants import Grants
from storage.payload import Json, Payload
from storage.statements import Sql
from storage.tables import talks

CONTENT = Payload(name="talks.content")
KEY = GUARDED_BY[Datum.TALK]


class SqlTalks:
    """Who asked whom stands in the grants alone. A row says when it is to be deleted, and no more."""

    def __init__(self, sql: Sql, grants: Grants, now: datetime) -> None:
        self._sql = sql
        self._grants = grants
        self._now = now

    async def add(self, talk: Talk) -> None:
        two = (Sight(person=talk.asker, role=Role.ASKER), Sight(person=talk.helper, role=Role.HELPER))
        keys = (await self._grants.begin(talk.id, two, [KEY]))[KEY]
        sealed = keys.close(CONTENT, talk.id, talk.version, _written(talk))
        row = {"id": talk.id, "version": talk.version, "content": sealed, "expires": talk.expires()}
        await self._sql.add(talks, row)

    async def get(self, id: TalkId, sight: Sight) -> Talk:
        keys = await self._grants.keys(id, sight, KEY)
        row = await self._sql.row(select(talks).where(talks.c.id == id))
        if row is None:
            raise NotFound
        return _read(keys.open(CONTENT, id, row["version"], row["content"]), id, row["version"])

    async def save(self, talk: Talk, sight: Sight) -> None:
        keys = await self._grants.keys(talk.id, sight, KEY)
        as_read = (talks.c.id == talk.id) & (talks.c.version == talk.version - 1)
        sealed = keys.close(CONTENT, talk.id, talk.version, _written(talk))
        if (
            await self._sql.run(
                update(talks).where(as_read).values({"version": talk.version, "content": sealed})
            )
            != 1
        ):
            raise Outdated

    async def of(self, person: PersonId, role: Role) -> Sequence[Talk]:
        sight = Sight(person=person, role=role)
        found = [await self.get(TalkId(id), sight) for id in await self._grants.scopes(person, role)]
        return sorted(found, key=lambda each: (each.asked_at, each.id))

    async def exists(self, id: TalkId) -> bool:
        return await self._sql.row(select(talks.c.id).where(talks.c.id == id)) is not None

    async def erase(self, id: TalkId) -> None:
        await self._grants.end(id)
        await self._sql.erase(delete(talks).where(talks.c.id == id))

    async def forget(self) -> int:
        over = await self._sql.rows(select(talks.c.id).where(talks.c.expires <= self._now))
        for row in over:
            await self.erase(TalkId(row["id"]))
        return len(over)


def _written(talk: Talk) -> Json:
    return {
        "asker": talk.asker,
        "helper": talk.helper,
        "part": talk.part.value,
        "soon": talk.soon.value,
        "asked_at": talk.asked_at.isoformat(),
        "heard_at": talk.heard_at.isoformat(),
        "answer": talk.answer.value,
    }


def _read(content: Json, id: TalkId, version: int) -> Talk:
    return Talk(
        id=id,
        asker=PersonId(content["asker"]),
        helper=PersonId(content["helper"]),
        part=Part(content["part"]),
        soon=Soon(content["soon"]),
        asked_at=datetime.fromisoformat(content["asked_at"]),
        heard_at=datetime.fromisoformat(content["heard_at"]),
        answer=Answer(content["answer"]),
        version=version,
    )
