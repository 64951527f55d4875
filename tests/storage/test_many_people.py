"""A directory of 33,000: it is read whole, and what is asked about an occasion counts it once and never reads it."""

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import String, cast, func, insert, literal, select
from sqlalchemy.ext.asyncio import create_async_engine

from core.agreements.model import Route
from core.occasions import advice, usecases
from core.occasions.model import CHOSEN, Audience, OccasionId
from core.people import Person, PersonId, Position, WorkplaceId
from core.preparations import leader, sweeping
from core.preparations.prompts import NAMES
from storage.people import SqlPeople
from storage.statements import Sql
from storage.store import SqlStore
from storage.tables import accounts, people
from tests.builders import KARI, LEIF, WORKPLACE, a_person, a_route, a_workplace, an_occasion, begin

MANY = 33_000
"""More than the values that PostgreSQL takes in one statement."""
PARTIES = 7
ELSEWHERE = 10


async def fill(url: str, like: str, many: int) -> None:
    """So many more like this person, with their accounts, in two statements."""
    numbers = func.generate_series(1, many).table_valued("number").render_derived()
    id = literal("many-") + cast(numbers.c.number, String)
    engine = create_async_engine(url)
    async with engine.begin() as connection:
        for table, own, whose in ((people, "id", people.c.id), (accounts, "id", accounts.c.person)):
            also = {own: id, "person": id}
            new = [also.get(each.name, each).label(each.name) for each in table.columns]
            rows = select(*new).select_from(table.join(numbers, literal(value=True))).where(whose == like)
            await connection.execute(insert(table).from_select(list(table.columns), rows))
    await engine.dispose()


async def settle(store: SqlStore) -> Route:
    """Two in an agreement, somebody who arranges things, and some parties that are near; for everybody and for one place."""
    route = a_route()
    async with store.transaction() as work:
        await work.people.add(a_person(KARI, place="Bergen", department="Lager"))
        await work.people.add(a_person(LEIF))
        await work.people.add(a_person("arne", positions=frozenset({Position.ORGANISER})))
        await work.people.add_all([a_person(f"elsewhere-{n}") for n in range(ELSEWHERE)])
        await begin(work, route)
        for n in range(PARTIES):
            audience = Audience(place=" bergen ") if n % 2 else Audience()
            id = OccasionId(f"party-{n}")
            on = date(2026, 12, 10 if n else 4)
            kind = CHOSEN[n]  # of one sort there would be one set of prompts
            await work.occasions.add(an_occasion(id=id, on=on, audience=audience, kind=kind))
    return route


async def test_thirty_three_thousand_are_read_whole_and_counted(
    on_postgresql: tuple[SqlStore, SqlStore], postgresql_url: str
) -> None:
    """Each with their account; and the clock's looks at the calendar and at an agreement owe what they should."""
    store, _ = on_postgresql
    route = await settle(store)
    await fill(postgresql_url, KARI, MANY)
    async with store.transaction() as work:
        everybody = await work.people.everybody(WORKPLACE)
        assert len(everybody) == MANY + 3 + ELSEWHERE
        assert [each.id for each in everybody if not each.accounts] == []
        await usecases.sweep(work, await work.people.workplace(WORKPLACE))
        await sweeping.sweep(work, route.id)
        arne = await work.ledger.of(PersonId("arne"))
        assert {each.kind for each in arne} == {advice.ADVICE}
        mine = [each for each in await work.ledger.of(KARI) if each.kind in NAMES]
        assert {each.ref.split(":")[1] for each in mine} == {f"party-{n}" for n in range(PARTIES)}


async def test_people_are_counted_where_they_work(store: SqlStore) -> None:
    """Those who are here now, at this workplace; and anew once somebody has come, moved or left."""
    elsewhere = WorkplaceId("other")
    async with store.transaction() as work:
        await work.people.put_workplace(a_workplace(id=elsewhere))
        for each in (
            *(a_person(id, place="Bergen", department="Lager") for id in "abc"),
            a_person("d", place="bergen"),
            a_person("e", place="Bergen", active=False),
            a_person("f", place="Bergen", workplace=elsewhere),
        ):
            await work.people.add(each)
        lager, bergen = Audience(place="Bergen", department="Lager"), Audience(place="bergen")
        assert await work.people.crowds(WORKPLACE) == {lager: 3, bergen: 1}
        await work.people.add_all([a_person("g", place="bergen")])
        assert await work.people.crowds(WORKPLACE) == {lager: 3, bergen: 2}
        await work.people.save(replace(a_person("a", active=False), version=1))
        assert await work.people.crowds(WORKPLACE) == {lager: 2, bergen: 2}
        assert bergen.size(await work.people.crowds(WORKPLACE)) == 4
        await work.people.add(a_person("h", place="Oslo"))
        assert (await work.people.crowds(WORKPLACE))[Audience(place="Oslo")] == 1


async def test_however_many_occasions_there_are_the_directory_is_counted_once_and_not_read(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the clock's looks and by the leader's page."""
    route = await settle(store)
    async with store.transaction() as work:
        await work.people.add_all([a_person(f"p{n}", place="Bergen") for n in range(12)])
    asked = Counter[str]()

    async def read(self: SqlPeople, workplace: WorkplaceId) -> list[Person]:
        del self, workplace
        raise AssertionError

    rows = Sql.rows

    async def noted(self: Sql, statement: Any) -> Any:
        asked["counted"] += "count(*)" in str(statement)
        return await rows(self, statement)

    monkeypatch.setattr(SqlPeople, "everybody", read)
    monkeypatch.setattr(Sql, "rows", noted)
    async with store.transaction() as work:
        await usecases.sweep(work, await work.people.workplace(WORKPLACE))
        await sweeping.sweep(work, route.id)
        assert len(await work.ledger.of(KARI)) >= PARTIES
    assert asked["counted"] == 1
    async with store.transaction() as work:
        assert len(await leader.coming(work, await work.people.get(LEIF))) == PARTIES
    assert asked["counted"] == 2
