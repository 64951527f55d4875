"""The committee's body and its terms, in the clear: everybody at the workplace may read who sits there."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, delete, func, select, update

from core.committee.model import Body, Kind, Next, Party, Term, TermId
from core.errors import NotFound, Outdated
from core.people import PersonId, WorkplaceId
from storage.statements import Sql
from storage.tables import bodies, committee_terms


class SqlCommittee:
    """Days are written as 2026-12-04, which both databases sort alike."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def body(self, workplace: WorkplaceId) -> Body | None:
        row = await self._sql.row(select(bodies).where(bodies.c.workplace == workplace))
        return None if row is None else _body(row)

    async def put(self, body: Body) -> None:
        if body.version == 0:
            await self._sql.add(bodies, _of_body(body))
            return
        as_read = (bodies.c.workplace == body.workplace) & (bodies.c.version == body.version - 1)
        if await self._sql.run(update(bodies).where(as_read).values(_of_body(body))) != 1:
            raise Outdated

    async def terms(self, workplace: WorkplaceId) -> Sequence[Term]:
        return await self._found(committee_terms.c.workplace == workplace)

    async def terms_of(self, person: PersonId) -> Sequence[Term]:
        return await self._found(committee_terms.c.person == person)

    async def party_of(self, workplace: WorkplaceId, person: PersonId, day: date) -> Party | None:
        theirs = (committee_terms.c.workplace == workplace) & (committee_terms.c.person == person)
        return next((each.party for each in await self._found(theirs) if each.runs(day)), None)

    async def add(self, term: Term) -> None:
        await self._sql.add(committee_terms, _of_term(term))

    async def term(self, id: TermId) -> Term:
        for each in await self._found(committee_terms.c.id == id):
            return each
        raise NotFound

    async def save(self, term: Term) -> None:
        as_read = (committee_terms.c.id == term.id) & (committee_terms.c.version == term.version - 1)
        if await self._sql.run(update(committee_terms).where(as_read).values(_of_term(term))) != 1:
            raise Outdated

    async def forget_before(self, day: date) -> int:
        over = func.coalesce(committee_terms.c.left_on, committee_terms.c.ends_on)
        return await self._sql.erase(delete(committee_terms).where(over < day.isoformat()))

    async def _found(self, which: ColumnElement[bool]) -> list[Term]:
        there = select(committee_terms).where(which)
        ordered = there.order_by(committee_terms.c.starts_on, committee_terms.c.id)
        return [_term(row) for row in await self._sql.rows(ordered)]


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _read_day(day: str | None) -> date | None:
    return None if day is None else date.fromisoformat(day)


def _of_body(body: Body) -> Mapping[str, Any]:
    return {
        "workplace": body.workplace,
        "kind": body.kind.value,
        "name": body.name,
        "mandate": body.mandate,
        "mandate_link": body.mandate_link,
        "months": body.months,
        "has_health": body.has_health,
        "set_up_on": body.set_up_on.isoformat(),
        "dissolved_on": _day(body.dissolved_on),
        "version": body.version,
    }


def _body(row: RowMapping) -> Body:
    return Body(
        workplace=WorkplaceId(row["workplace"]),
        kind=Kind(row["kind"]),
        name=row["name"],
        mandate=row["mandate"],
        mandate_link=row["mandate_link"],
        months=row["months"],
        has_health=row["has_health"],
        set_up_on=date.fromisoformat(row["set_up_on"]),
        dissolved_on=_read_day(row["dissolved_on"]),
        version=row["version"],
    )


def _of_term(term: Term) -> Mapping[str, Any]:
    return {
        "id": term.id,
        "workplace": term.workplace,
        "person": term.person,
        "party": term.party.value,
        "starts_on": term.starts_on.isoformat(),
        "ends_on": term.ends_on.isoformat(),
        "left_on": _day(term.left_on),
        "next": term.next.value,
        "version": term.version,
    }


def _term(row: RowMapping) -> Term:
    return Term(
        id=TermId(row["id"]),
        workplace=WorkplaceId(row["workplace"]),
        person=PersonId(row["person"]) if row["person"] else None,
        party=Party(row["party"]),
        starts_on=date.fromisoformat(row["starts_on"]),
        ends_on=date.fromisoformat(row["ends_on"]),
        left_on=_read_day(row["left_on"]),
        next=Next(row["next"]),
        version=row["version"],
    )
