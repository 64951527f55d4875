"""A new key epoch: every grant is wrapped anew, and what was under the old one can be ended for good."""

import asyncio
import logging
from contextlib import suppress
from typing import Any

import pytest
from sqlalchemy import select

from core.errors import NotFound
from core.sight import WORKER, Role
from storage import rewrapping, tables
from storage.keyring import Keyring
from storage.sealing import CannotOpen
from storage.statements import Sql
from storage.store import SqlStore, SqlWork
from tests.builders import KARI, LEIF, StoppedClock, a_person, a_reminder, a_route, begin, sight


async def _begun(store: SqlStore, agreements: int = 3) -> list[str]:
    """Kari and Leif are known, and have some agreements; Kari has a reminder."""
    ids = []
    async with store.transaction() as work:
        for id in (KARI, LEIF):
            await work.people.add(a_person(id))
        for _ in range(agreements):
            route = a_route()
            await begin(work, route)
            ids.append(str(route.id))
        await work.reminders.add(a_reminder(), sight(KARI, Role.AUTHOR))
    return ids


async def _everything(work: SqlWork, ids: list[str]) -> list[Any]:
    """What each reader reads."""
    seen: list[Any] = []
    for id in ids:
        for who, role in ((KARI, Role.EMPLOYEE), (LEIF, Role.LEADER)):
            seen.append(await work.agreements.terms(id, sight(who, role)))  # type: ignore[arg-type]
        seen.append(await work.agreements.route(id, WORKER))  # type: ignore[arg-type]
    return [*seen, await work.reminders.of(sight(KARI, Role.AUTHOR))]


async def _rewrap(store: SqlStore) -> tuple[int, int]:
    async with store.reading() as work:
        readers = await work.rewrapping.readers()
    wrapped, left, after, first = 0, 0, None, True
    while first or after is not None:
        first = False
        async with store.transaction() as work:
            batch = await work.rewrapping.next(readers, after)
        wrapped, left, after = wrapped + batch.wrapped, left + batch.left, batch.after
    return wrapped, left


async def test_everybody_reads_the_same_under_the_new_epoch_and_the_old_one_can_go(
    store: SqlStore, keyring: Keyring
) -> None:
    """A store that was open all the while learns of the new epoch by itself, and makes its grants under it."""
    ids = await _begun(store)
    async with store.reading() as work:
        before = await _everything(work, ids)
        (old,) = await work.rewrapping.counted()
    fresh = keyring.add_epoch()

    wrapped, left = await _rewrap(store)

    assert wrapped > 10
    assert left == 0
    async with store.reading() as work:
        assert await work.rewrapping.counted() == {fresh.current.id: wrapped}
    fresh.destroy_epoch(old)
    async with store.reading() as work:
        assert await _everything(work, ids) == before
    assert await _rewrap(store) == (0, 0)


async def test_what_is_begun_by_an_open_store_meanwhile_is_under_the_new_epoch(
    store: SqlStore, keyring: Keyring
) -> None:
    """Else it would be lost when the old one is destroyed."""
    fresh = keyring.add_epoch()
    await _begun(store, 1)
    async with store.reading() as work:
        assert set(await work.rewrapping.counted()) == {fresh.current.id}


async def test_stopped_half_way_it_opens_all_the_same_and_goes_on(
    store: SqlStore, keyring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two at a time, and after three of them the power goes."""
    monkeypatch.setattr(rewrapping, "AT_ONCE", 2)
    ids = await _begun(store)
    async with store.reading() as work:
        before = await _everything(work, ids)
    keyring.add_epoch()
    after = None
    for _ in range(3):
        async with store.transaction() as work:
            after = (await work.rewrapping.next(await work.rewrapping.readers(), after)).after
    with suppress(RuntimeError):
        async with store.transaction() as work:
            await work.rewrapping.next(await work.rewrapping.readers(), after)
            raise RuntimeError
    async with store.reading() as work:
        assert len(await work.rewrapping.counted()) == 2
        assert await _everything(work, ids) == before
    await _rewrap(store)
    async with store.reading() as work:
        assert len(await work.rewrapping.counted()) == 1
        assert await _everything(work, ids) == before


async def test_a_grant_that_was_taken_away_meanwhile_stays_away(store: SqlStore, keyring: Keyring) -> None:
    """Wrapping changes what is there and adds nothing."""
    (id,) = await _begun(store, 1)
    keyring.add_epoch()
    async with store.transaction() as work:
        await work.agreements.dismiss(id, sight(LEIF, Role.LEADER))  # type: ignore[arg-type]
    await _rewrap(store)
    async with store.reading() as work:
        with pytest.raises(NotFound):
            await work.agreements.terms(id, sight(LEIF, Role.LEADER))  # type: ignore[arg-type]


async def test_whoever_is_nobody_any_more_is_counted_and_left(store: SqlStore, keyring: Keyring) -> None:
    """Nothing is guessed at; the operator is told how many."""
    await _begun(store, 1)
    async with store.transaction() as work:
        await begin(work, a_route(employee="nobody-known", leader=LEIF))
    keyring.add_epoch()
    _, left = await _rewrap(store)
    assert left >= 3
    assert (await _rewrap(store))[1] == left


async def test_the_old_bytes_open_nothing_once_the_epoch_is_gone(store: SqlStore, keyring: Keyring) -> None:
    """A backup of the database from before, and the keyring of after."""
    await _begun(store, 1)
    old = keyring.current.id
    async with store.reading() as work:
        sql: Sql = work.rewrapping._sql
        rows = await sql.rows(select(tables.grants))
    fresh = keyring.add_epoch()
    await _rewrap(store)
    gone = fresh.destroy_epoch(old)
    assert {row["epoch"] for row in rows} == {old}
    with pytest.raises(CannotOpen):
        gone.epoch(old)


async def test_two_at_once_wrap_each_grant_once(store: SqlStore, keyring: Keyring) -> None:
    """Somebody runs it twice; whoever is second changes nothing that was changed."""
    ids = await _begun(store)
    async with store.reading() as work:
        before = await _everything(work, ids)
    keyring.add_epoch()
    await asyncio.gather(_rewrap(store), _rewrap(store))
    async with store.reading() as work:
        assert len(await work.rewrapping.counted()) == 1
        assert await _everything(work, ids) == before


async def test_a_keyring_that_cannot_be_read_any_more_is_said_once_and_the_known_one_is_used(
    database_url: str,
    store: SqlStore,
    keyring: Keyring,
    clock: StoppedClock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """It is being restored, say; people read on."""
    del database_url, clock
    ids = await _begun(store, 1)
    keyring.path.chmod(0o644)
    keyring.path.write_bytes(b"not a keyring")
    with caplog.at_level(logging.ERROR):
        for _ in range(3):
            async with store.reading() as work:
                assert await _everything(work, ids)
    assert [record.name for record in caplog.records] == ["innsjekk.keys"]
