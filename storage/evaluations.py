"""Evaluations: the employee's own under the own key of the agreement, what both read under the joint key."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time

from sqlalchemy import RowMapping, delete, select

from core.agreements.model import AgreementId
from core.errors import NotFound, Outdated
from core.evaluations.model import Evaluation, EvaluationId, Works
from core.people import PersonId
from core.sight import GUARDED_BY, HOLDS, Datum, Role, Sight
from storage.grants import Grants, Keys
from storage.payload import Json, Payload
from storage.statements import Sql
from storage.tables import evaluations

CONTENT = Payload(name="evaluations.content")
OWN, JOINT = GUARDED_BY[Datum.EVALUATION], GUARDED_BY[Datum.SHARED_EVALUATION]


class SqlEvaluations:
    """
    A row says which agreement it goes with, and not whose it is.

    That it was kept for oneself shows by its key, and by the month in which it goes (docs/privacy.md).
    """

    def __init__(self, sql: Sql, grants: Grants, now: datetime) -> None:
        self._sql = sql
        self._grants = grants
        self._now = now

    async def add(self, evaluation: Evaluation, sight: Sight) -> None:
        keys = await self._grants.keys(evaluation.agreement, sight, JOINT if evaluation.joint else OWN)
        sealed = keys.close(CONTENT, evaluation.id, 0, _written(evaluation))
        day = evaluation.expires()
        expires = datetime.combine(day, time(0), tzinfo=UTC) if day else None
        row = {
            "id": evaluation.id,
            "agreement": evaluation.agreement,
            "content": sealed,
            "expires": expires,
        }
        await self._sql.add(evaluations, row)

    async def get(self, id: EvaluationId, sight: Sight) -> Evaluation:
        row = await self._sql.row(select(evaluations).where(evaluations.c.id == id))
        if row is None:
            raise NotFound
        for joint, keys in await self._keys(row["agreement"], sight):
            if keys.holds(row["content"]):
                return _read(keys.open(CONTENT, id, 0, row["content"]), row, joint=joint)
        raise NotFound

    async def of(self, agreement: AgreementId, sight: Sight) -> Sequence[Evaluation]:
        held = await self._keys(agreement, sight)
        rows = await self._sql.rows(select(evaluations).where(evaluations.c.agreement == agreement))
        found = [
            _read(keys.open(CONTENT, row["id"], 0, row["content"]), row, joint=joint)
            for row in rows
            for joint, keys in held
            if keys.holds(row["content"])
        ]
        return sorted(found, key=lambda each: (each.on, each.id))

    async def erase(self, id: EvaluationId, sight: Sight) -> None:
        await self.get(id, sight)
        # Of two who take it away at the same time one comes too late, and must not go on as if it had been there.
        if await self._sql.erase(delete(evaluations).where(evaluations.c.id == id)) != 1:
            raise Outdated

    async def forget(self) -> int:
        return await self._sql.erase(delete(evaluations).where(evaluations.c.expires <= self._now))

    async def _keys(self, agreement: str, sight: Sight) -> list[tuple[bool, Keys]]:
        held = [(purpose is JOINT, purpose) for purpose in (OWN, JOINT) if purpose in HOLDS[sight.role]]
        return [(joint, await self._grants.keys(agreement, sight, purpose)) for joint, purpose in held]


def _written(evaluation: Evaluation) -> Json:
    return {
        "who": evaluation.who.value,
        "by": evaluation.by,
        "shown_from": evaluation.shown_from.isoformat() if evaluation.shown_from else None,
        "on": evaluation.on.isoformat(),
        "measures": {text: works.value for text, works in evaluation.measures.items()},
        "words": evaluation.words,
        "note": evaluation.note,
    }


def _read(content: Json, row: RowMapping, *, joint: bool) -> Evaluation:
    return Evaluation(
        id=EvaluationId(row["id"]),
        agreement=AgreementId(row["agreement"]),
        who=Role(content["who"]),
        by=PersonId(content["by"]),
        shown_from=datetime.fromisoformat(content["shown_from"]) if content["shown_from"] else None,
        on=date.fromisoformat(content["on"]),
        joint=joint,
        measures={text: Works(works) for text, works in content["measures"].items()},
        words=content["words"],
        note=content["note"],
    )
