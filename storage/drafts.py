"""Drafts of an agreement's text, version by version, under its joint key."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select

from core.agreements.model import AgreementId
from core.drafting.model import Comment, Draft
from core.errors import NotFound
from core.sight import GUARDED_BY, Datum, Role, Sight
from storage.agreements_written import read_wording, written_wording
from storage.grants import Grants
from storage.payload import Json, Payload
from storage.statements import Sql
from storage.tables import drafts

CONTENT = Payload(name="drafts.content")
KEY = GUARDED_BY[Datum.DRAFT]


class SqlDrafts:
    """The place of a version in its seal is its number."""

    def __init__(self, sql: Sql, grants: Grants) -> None:
        self._sql = sql
        self._grants = grants

    async def add(self, draft: Draft, sight: Sight) -> None:
        keys = await self._grants.keys(draft.agreement, sight, KEY)
        sealed = keys.close(CONTENT, draft.agreement, draft.number, _written(draft))
        row = {"agreement": draft.agreement, "number": draft.number, "content": sealed}
        await self._sql.add(drafts, row)

    async def get(self, id: AgreementId, number: int, sight: Sight) -> Draft:
        keys = await self._grants.keys(id, sight, KEY)
        row = await self._sql.row(
            select(drafts).where((drafts.c.agreement == id) & (drafts.c.number == number))
        )
        if row is None:
            raise NotFound
        return _read(keys.open(CONTENT, id, number, row["content"]), id, number)

    async def numbers(self, id: AgreementId, sight: Sight) -> Sequence[int]:
        await self._grants.keys(id, sight, KEY)
        found = select(drafts.c.number).where(drafts.c.agreement == id).order_by(drafts.c.number)
        return [row["number"] for row in await self._sql.rows(found)]

    async def erase(self, id: AgreementId, sight: Sight) -> None:
        await self._grants.keys(id, sight, KEY)
        await self._sql.erase(delete(drafts).where(drafts.c.agreement == id))


def _written(draft: Draft) -> Json:
    return {
        "wording": written_wording(draft.wording),
        "by": draft.by.value,
        "at": draft.at.isoformat(),
        "authors": {part: who.value for part, who in draft.authors.items()},
        "comments": [
            {"about": each.about, "who": each.who.value, "text": each.text, "at": each.at.isoformat()}
            for each in draft.comments
        ],
    }


def _read(content: Json, id: AgreementId, number: int) -> Draft:
    return Draft(
        agreement=id,
        number=number,
        wording=read_wording(content["wording"]),
        by=Role(content["by"]),
        at=datetime.fromisoformat(content["at"]),
        authors={part: Role(who) for part, who in content["authors"].items()},
        comments=tuple(
            Comment(
                about=each["about"],
                who=Role(each["who"]),
                text=each["text"],
                at=datetime.fromisoformat(each["at"]),
            )
            for each in content["comments"]
        ),
    )
