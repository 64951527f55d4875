"""Agreements: the route under the route key, the terms under the joint key, and nothing else in the row."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import delete, func, select, update

from core.agreements.model import (
    AgreementId,
    Cadence,
    Measure,
    MeasureId,
    MeasureKind,
    Owner,
    Route,
    State,
    Terms,
)
from core.errors import NotFound, Outdated
from core.people import PersonId, WorkplaceId
from core.sight import GUARDED_BY, WORKER, Datum, Purpose, Role, Sight
from storage import tables
from storage.grants import Grants, Keys
from storage.payload import Json, Payload
from storage.statements import Sql

ROUTE = Payload(name="agreements.route")
TERMS = Payload(name="agreements.terms")
ROUTE_KEY = GUARDED_BY[Datum.ROUTE]
TERMS_KEY = GUARDED_BY[Datum.TERMS]


class SqlAgreements:
    """Whose an agreement is stands in the grants alone, as a blind index."""

    def __init__(self, sql: Sql, grants: Grants) -> None:
        self._sql = sql
        self._grants = grants

    async def begin(self, route: Route, terms: Terms) -> None:
        await self._sql.add(tables.agreements, {"id": route.id})
        parties = (
            Sight(person=route.employee, role=Role.EMPLOYEE),
            Sight(person=route.leader, role=Role.LEADER),
            WORKER,
        )
        keys = await self._grants.begin(route.id, parties, Purpose)
        await self._sql.add(
            tables.routes,
            {
                "agreement": route.id,
                "version": route.version,
                "content": keys[ROUTE_KEY].close(ROUTE, route.id, route.version, _written_route(route)),
            },
        )
        await self._write_terms(terms, keys[TERMS_KEY])

    async def route(self, id: AgreementId, sight: Sight) -> Route:
        keys = await self._grants.keys(id, sight, ROUTE_KEY)
        row = await self._sql.row(select(tables.routes).where(tables.routes.c.agreement == id))
        if row is None:
            raise NotFound
        content = keys.open(ROUTE, id, row["version"], row["content"])
        return _read_route(content, id, row["version"])

    async def save_route(self, route: Route, sight: Sight) -> None:
        keys = await self._grants.keys(route.id, sight, ROUTE_KEY)
        table = tables.routes
        as_read = (table.c.agreement == route.id) & (table.c.version == route.version - 1)
        sealed = keys.close(ROUTE, route.id, route.version, _written_route(route))
        new = {"version": route.version, "content": sealed}
        if await self._sql.run(update(table).where(as_read).values(new)) != 1:
            raise Outdated

    async def terms(self, id: AgreementId, sight: Sight) -> Terms:
        keys = await self._grants.keys(id, sight, TERMS_KEY)
        table = tables.terms
        newest = select(table).where(table.c.agreement == id).order_by(table.c.number.desc()).limit(1)
        row = await self._sql.row(newest)
        if row is None:
            raise NotFound
        return _read_terms(keys.open(TERMS, id, row["number"], row["content"]), id, row["number"])

    async def add_terms(self, terms: Terms, sight: Sight) -> None:
        keys = await self._grants.keys(terms.agreement, sight, TERMS_KEY)
        table = tables.terms
        last = select(func.max(table.c.number)).where(table.c.agreement == terms.agreement)
        if await self._sql.value(last) != terms.number - 1:
            raise Outdated
        await self._write_terms(terms, keys)

    async def of(self, person: PersonId, role: Role) -> Sequence[AgreementId]:
        return [AgreementId(scope) for scope in await self._grants.scopes(person, role)]

    async def for_the_clock(self) -> Sequence[AgreementId]:
        rows = await self._sql.rows(select(tables.agreements.c.id).order_by(tables.agreements.c.id))
        return [AgreementId(row["id"]) for row in rows]

    async def erase(self, id: AgreementId) -> None:
        await self._grants.end(id)
        # Routes, terms, check-ins, answers and shares go with it: each row points at its agreement.
        await self._sql.erase(delete(tables.agreements).where(tables.agreements.c.id == id))

    async def _write_terms(self, terms: Terms, keys: Keys) -> None:
        sealed = keys.close(TERMS, terms.agreement, terms.number, _written_terms(terms))
        row = {"agreement": terms.agreement, "number": terms.number, "content": sealed}
        await self._sql.add(tables.terms, row)


def _written_route(route: Route) -> Json:
    return {
        "workplace": route.workplace,
        "employee": route.employee,
        "leader": route.leader,
        "state": route.state.value,
        "starts_on": route.starts_on.isoformat(),
        "ends_on": route.ends_on.isoformat(),
        "cadence": _written_cadence(route.cadence),
        "quiet": route.quiet,
    }


def _read_route(content: Json, id: AgreementId, version: int) -> Route:
    return Route(
        id=id,
        workplace=WorkplaceId(content["workplace"]),
        employee=PersonId(content["employee"]),
        leader=PersonId(content["leader"]),
        state=State(content["state"]),
        starts_on=date.fromisoformat(content["starts_on"]),
        ends_on=date.fromisoformat(content["ends_on"]),
        cadence=_read_cadence(content["cadence"]),
        quiet=content["quiet"],
        version=version,
    )


def _written_cadence(cadence: Cadence) -> Json:
    return {"weekly_for": cadence.weekly_for, "then_every": cadence.then_every}


def _read_cadence(content: Json) -> Cadence:
    return Cadence(weekly_for=content["weekly_for"], then_every=content["then_every"])


def _written_terms(terms: Terms) -> Json:
    return {
        "employee": terms.employee,
        "leader": terms.leader,
        "starts_on": terms.starts_on.isoformat(),
        "ends_on": terms.ends_on.isoformat(),
        "cadence": _written_cadence(terms.cadence),
        "goal": terms.goal,
        "measures": [
            {"id": m.id, "kind": m.kind.value, "text": m.text, "owner": m.owner.value} for m in terms.measures
        ],
        "relapse_plan": terms.relapse_plan,
    }


def _read_terms(content: Json, id: AgreementId, number: int) -> Terms:
    return Terms(
        agreement=id,
        number=number,
        employee=PersonId(content["employee"]),
        leader=PersonId(content["leader"]),
        starts_on=date.fromisoformat(content["starts_on"]),
        ends_on=date.fromisoformat(content["ends_on"]),
        cadence=_read_cadence(content["cadence"]),
        goal=content["goal"],
        measures=tuple(
            Measure(
                id=MeasureId(m["id"]), kind=MeasureKind(m["kind"]), text=m["text"], owner=Owner(m["owner"])
            )
            for m in content["measures"]
        ),
        relapse_plan=content["relapse_plan"],
    )
