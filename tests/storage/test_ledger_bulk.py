"""What is owed to very many: claimed by itself, by one process at a time, at a cost that does not grow with it."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from core.ledger.model import Promise
from storage.store import SqlStore
from tests.builders import MONDAY, a_promise

HOUR = timedelta(hours=1)


async def owed(store: SqlStore, *promises: Promise) -> None:
    async with store.transaction() as work:
        for promise in promises:
            assert await work.ledger.owe(promise)


async def claimed(store: SqlStore, *, bulk: bool, most: int = 50, lease: float = 30.0) -> Sequence[Promise]:
    async with store.transaction() as work:
        return await work.ledger.claim(most, lease, bulk=bulk)


async def test_bulk_and_the_rest_are_claimed_apart(store: SqlStore) -> None:
    """However long the one has waited; and each is what comes next of its sort."""
    news, own = a_promise(bulk=True, due=MONDAY - HOUR), a_promise()
    await owed(store, news, own)
    async with store.transaction() as work:
        assert await work.ledger.next_due() == news.due
        assert await work.ledger.next_due(bulk=True) == news.due
        assert await work.ledger.next_due(bulk=False) == own.due
    assert [promise.id for promise in await claimed(store, bulk=False)] == [own.id]
    assert [(promise.id, promise.bulk) for promise in await claimed(store, bulk=True)] == [(news.id, True)]


async def test_bulk_that_was_left_behind_is_bulk_still(store: SqlStore) -> None:
    """It is taken up with its like, not before what is owed to somebody."""
    await owed(store, a_promise(bulk=True))
    await claimed(store, bulk=True, lease=0.0)
    await asyncio.sleep(0.02)
    assert not await claimed(store, bulk=False)
    assert len(await claimed(store, bulk=True)) == 1


async def test_one_process_at_a_time_sends_what_is_bulk(on_postgresql: tuple[SqlStore, SqlStore]) -> None:
    """Whoever claimed first goes on; the other one gets it when that lease has run out, and the rest always."""
    one, other = on_postgresql
    await owed(one, *(a_promise(bulk=True) for _ in range(6)), a_promise())
    assert len(await claimed(one, bulk=True, most=2, lease=0.5)) == 2
    assert not await claimed(other, bulk=True)
    assert len(await claimed(other, bulk=False)) == 1
    assert len(await claimed(one, bulk=True, most=1, lease=0.5)) == 1
    await asyncio.sleep(0.6)
    assert len(await claimed(other, bulk=True, most=1)) == 1
    assert not await claimed(one, bulk=True)


async def test_two_processes_that_begin_at_once_are_one(on_postgresql: tuple[SqlStore, SqlStore]) -> None:
    """Neither waits for the other longer than a transaction takes."""
    one, other = on_postgresql
    await owed(one, *(a_promise(bulk=True) for _ in range(8)))
    taken = await asyncio.gather(*(claimed(each, bulk=True, most=2) for each in (one, other)))
    assert sorted(map(len, taken)) == [0, 2]


async def test_who_finds_nothing_keeps_nobody_away(on_postgresql: tuple[SqlStore, SqlStore]) -> None:
    """A look at an empty ledger takes no turn."""
    one, other = on_postgresql
    assert not await claimed(one, bulk=True)
    await owed(one, a_promise(bulk=True))
    assert len(await claimed(other, bulk=True)) == 1


async def test_a_claim_is_answered_from_an_index(store: SqlStore, database_url: str) -> None:
    """For both sorts, with 3,000 waiting: what is owed to very many makes nobody's tick slower."""
    await owed(store, *(a_promise(bulk=number % 3 > 0) for number in range(3000)))
    engine = create_async_engine(database_url)
    for bulk in ("true", "false"):
        question = (
            f"SELECT * FROM promises WHERE standing = 'waiting' AND due <= '2026-12-01' AND bulk = {bulk}"
            " ORDER BY due LIMIT 50"
        )
        assert "ix_promises_bulk_standing_due" in await _plan(engine, question)
    await engine.dispose()


async def _plan(engine: Any, question: str) -> str:
    how = "EXPLAIN QUERY PLAN" if engine.dialect.name == "sqlite" else "EXPLAIN"
    async with engine.begin() as connection:
        if engine.dialect.name != "sqlite":
            await connection.execute(text("ANALYZE promises"))
        rows = (await connection.execute(text(f"{how} {question}"))).all()
    return "\n".join(str(row) for row in rows)
