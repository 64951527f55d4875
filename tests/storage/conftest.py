"""A store on each database, and a second one on the same where two are to meet."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from storage.keyring import Keyring
from storage.store import SqlStore
from tests.builders import StoppedClock, a_keyring, a_workplace
from tests.ready import up_to_date


@pytest.fixture
def keyring(tmp_path: Path) -> Keyring:
    return a_keyring(tmp_path)


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()


@pytest.fixture
async def store(database_url: str, keyring: Keyring, clock: StoppedClock) -> AsyncIterator[SqlStore]:
    """Up to date, with the workplace in it."""
    await up_to_date(database_url)
    async with SqlStore.open(database_url, keyring, clock) as opened:
        async with opened.transaction() as work:
            await work.people.put_workplace(a_workplace())
        yield opened


@pytest.fixture
async def on_postgresql(
    postgresql_url: str, keyring: Keyring, clock: StoppedClock
) -> AsyncIterator[tuple[SqlStore, SqlStore]]:
    """Two stores on one database, as two processes have them."""
    await up_to_date(postgresql_url)
    async with (
        SqlStore.open(postgresql_url, keyring, clock) as one,
        SqlStore.open(postgresql_url, keyring, clock) as other,
    ):
        async with one.transaction() as work:
            await work.people.put_workplace(a_workplace())
        yield one, other


@pytest.fixture
def spoil(database_url: str) -> Callable[[str], Awaitable[None]]:
    """Say something to the database behind the store's back."""

    async def said(statement: str) -> None:
        engine = create_async_engine(database_url)
        async with engine.begin() as connection:
            await connection.execute(text(statement))
        await engine.dispose()

    return said


@pytest.fixture
def ask(database_url: str) -> Callable[[str], Awaitable[Sequence[tuple[object, ...]]]]:
    """What the database itself answers."""

    async def asked(statement: str) -> Sequence[tuple[object, ...]]:
        engine = create_async_engine(database_url)
        async with engine.connect() as connection:
            rows = [tuple(row) for row in await connection.execute(text(statement))]
        await engine.dispose()
        return rows

    return asked
