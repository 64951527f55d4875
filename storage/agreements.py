"""Agreements: the route under the route key, the terms under the joint key, and nothing else in the row."""

from collections.abc import Sequence

from sqlalchemy import delete, func, select, update

from core.agreements.course import Course
from core.agreements.model import AgreementId, Route, Terms
from core.errors import NotFound, Outdated
from core.people import PersonId
from core.sight import GUARDED_BY, WORKER, Datum, Purpose, Role, Sight
from storage import tables
from storage.agreements_written import (
    read_course,
    read_route,
    read_terms,
    written_course,
    written_route,
    written_terms,
)
from storage.grants import Grants
from storage.payload import Payload
from storage.statements import Sql

ROUTE = Payload(name="agreements.route")
TERMS = Payload(name="agreements.terms")
COURSE = Payload(name="agreements.course")
ROUTE_KEY = GUARDED_BY[Datum.ROUTE]
TERMS_KEY = GUARDED_BY[Datum.TERMS]
COURSE_KEY = GUARDED_BY[Datum.COURSE]
OF_THE_PARTIES = (Purpose.OWN, Purpose.JOINT, Purpose.ROUTE)


class SqlAgreements:
    """Whose an agreement is stands in the grants alone, as a blind index."""

    def __init__(self, sql: Sql, grants: Grants) -> None:
        self._sql = sql
        self._grants = grants

    async def begin(self, route: Route, course: Course) -> None:
        await self._sql.add(tables.agreements, {"id": route.id})
        parties = (
            Sight(person=route.employee, role=Role.EMPLOYEE),
            Sight(person=route.leader, role=Role.LEADER),
            WORKER,
        )
        keys = await self._grants.begin(route.id, parties, OF_THE_PARTIES)
        await self._sql.add(
            tables.routes,
            {
                "agreement": route.id,
                "version": route.version,
                "content": keys[ROUTE_KEY].close(ROUTE, route.id, route.version, written_route(route)),
            },
        )
        sealed = keys[COURSE_KEY].close(COURSE, route.id, course.version, written_course(course))
        row = {"agreement": route.id, "version": course.version, "content": sealed}
        await self._sql.add(tables.courses, row)

    async def course(self, id: AgreementId, sight: Sight) -> Course:
        keys = await self._grants.keys(id, sight, COURSE_KEY)
        row = await self._sql.row(select(tables.courses).where(tables.courses.c.agreement == id))
        if row is None:
            raise NotFound
        return read_course(keys.open(COURSE, id, row["version"], row["content"]), id, row["version"])

    async def save_course(self, course: Course, sight: Sight) -> None:
        keys = await self._grants.keys(course.agreement, sight, COURSE_KEY)
        table = tables.courses
        as_read = (table.c.agreement == course.agreement) & (table.c.version == course.version - 1)
        sealed = keys.close(COURSE, course.agreement, course.version, written_course(course))
        new = {"version": course.version, "content": sealed}
        if await self._sql.run(update(table).where(as_read).values(new)) != 1:
            raise Outdated

    async def route(self, id: AgreementId, sight: Sight) -> Route:
        keys = await self._grants.keys(id, sight, ROUTE_KEY)
        row = await self._sql.row(select(tables.routes).where(tables.routes.c.agreement == id))
        if row is None:
            raise NotFound
        content = keys.open(ROUTE, id, row["version"], row["content"])
        return read_route(content, id, row["version"])

    async def save_route(self, route: Route, sight: Sight) -> None:
        keys = await self._grants.keys(route.id, sight, ROUTE_KEY)
        table = tables.routes
        as_read = (table.c.agreement == route.id) & (table.c.version == route.version - 1)
        sealed = keys.close(ROUTE, route.id, route.version, written_route(route))
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
        return read_terms(keys.open(TERMS, id, row["number"], row["content"]), id, row["number"])

    async def add_terms(self, terms: Terms, sight: Sight) -> None:
        keys = await self._grants.keys(terms.agreement, sight, TERMS_KEY)
        table = tables.terms
        last = select(func.max(table.c.number)).where(table.c.agreement == terms.agreement)
        if (await self._sql.value(last) or 0) != terms.number - 1:
            raise Outdated
        sealed = keys.close(TERMS, terms.agreement, terms.number, written_terms(terms))
        row = {"agreement": terms.agreement, "number": terms.number, "content": sealed}
        await self._sql.add(table, row)

    async def versions(self, id: AgreementId, sight: Sight) -> Sequence[Terms]:
        keys = await self._grants.keys(id, sight, TERMS_KEY)
        table = tables.terms
        rows = await self._sql.rows(select(table).where(table.c.agreement == id).order_by(table.c.number))
        return [
            read_terms(keys.open(TERMS, id, row["number"], row["content"]), id, row["number"])
            for row in rows
            if keys.holds(row["content"])
        ]

    async def put_terms(self, terms: Terms, sight: Sight) -> None:
        keys = await self._grants.keys(terms.agreement, sight, TERMS_KEY)
        table = tables.terms
        last = select(func.max(table.c.number)).where(table.c.agreement == terms.agreement)
        if await self._sql.value(last) != terms.number:
            raise Outdated
        sealed = keys.close(TERMS, terms.agreement, terms.number, written_terms(terms))
        newest = (table.c.agreement == terms.agreement) & (table.c.number == terms.number)
        await self._sql.run(update(table).where(newest).values({"content": sealed}))

    async def renew(self, id: AgreementId, by: Sight, others: Sequence[Sight]) -> None:
        await self._grants.renew(id, Purpose.JOINT, by, others)

    async def admit(self, id: AgreementId, by: Sight, to: Sight) -> None:
        await self._grants.admit(id, by, to)

    async def dismiss(self, id: AgreementId, *sights: Sight) -> None:
        await self._grants.dismiss(id, sights)

    async def shut(self, id: AgreementId, employee: PersonId) -> None:
        await self._grants.leave_only(id, [Sight(person=employee, role=Role.EMPLOYEE), WORKER])
        for seat in await self._seats(id):
            await self._grants.leave_only(seat, [Sight(person=employee, role=Role.HOST)])

    async def of(self, person: PersonId, role: Role) -> Sequence[AgreementId]:
        return [AgreementId(scope) for scope in await self._grants.scopes(person, role)]

    async def for_the_clock(self) -> Sequence[AgreementId]:
        rows = await self._sql.rows(select(tables.agreements.c.id).order_by(tables.agreements.c.id))
        return [AgreementId(row["id"]) for row in rows]

    async def erase(self, id: AgreementId) -> None:
        await self._grants.end(id)
        for seat in await self._seats(id):
            await self._grants.end(seat)
        # Routes, terms, check-ins, answers and shares go with it: each row points at its agreement.
        await self._sql.erase(delete(tables.agreements).where(tables.agreements.c.id == id))

    async def _seats(self, id: AgreementId) -> Sequence[str]:
        """They are scopes of their own, so their grants do not go with the agreement's."""
        rows = await self._sql.rows(select(tables.seats.c.id).where(tables.seats.c.agreement == id))
        return [row["id"] for row in rows]
