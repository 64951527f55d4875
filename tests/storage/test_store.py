"""The store itself: how connections are set up, whose keys it has, and how it wakes the worker; long, as it is one contract."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from core.errors import Outdated
from storage import engines
from storage.keyring import BadKey, Keyring
from storage.migrate import migrate
from storage.statements import Sql
from storage.store import SqlStore, StorageFault
from tests import databases
from tests.builders import MONDAY, WORKPLACE, StoppedClock, a_keyring, a_person, a_promise, a_workplace
from tests.storage.failing import failing

Ask = Callable[[str], Awaitable[Sequence[tuple[object, ...]]]]

PRAGMAS = {
    "journal_mode": "wal",
    "foreign_keys": 1,
    "secure_delete": 1,
    "synchronous": 2,
    "busy_timeout": 5000,
    "temp_store": 2,
}


@pytest.fixture
async def on_sqlite(tmp_path: Path, keyring: Keyring, clock: StoppedClock) -> AsyncIterator[SqlStore]:
    async with SqlStore.open(databases.sqlite(tmp_path), keyring, clock) as store:
        async with store.transaction() as work:
            await work.people.put_workplace(a_workplace())
        yield store


async def test_every_pooled_connection_of_sqlite_is_set_up(on_sqlite: SqlStore) -> None:
    """The writer's and each reader's; only readers are kept from writing."""
    async with AsyncExitStack() as stack:
        readers = [
            await stack.enter_async_context(on_sqlite._reading.connect()) for _ in range(engines.READERS)
        ]
        writer = await stack.enter_async_context(on_sqlite._writing.connect())
        for connection in (*readers, writer):
            held = {name: await connection.scalar(text(f"PRAGMA {name}")) for name in PRAGMAS}
            assert held == PRAGMAS
            assert await connection.scalar(text("PRAGMA query_only")) == int(connection is not writer)


async def test_the_database_file_is_for_its_owner_alone(on_sqlite: SqlStore, tmp_path: Path) -> None:
    """Its journals too."""
    del on_sqlite
    assert modes(tmp_path) == {".sqlite": 0o600, ".sqlite-wal": 0o600, ".sqlite-shm": 0o600}


def modes(folder: Path) -> dict[str, int]:
    return {file.suffix: file.stat().st_mode & 0o777 for file in folder.glob("innsjekk.sqlite*")}


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.glob("innsjekk.sqlite")}


async def test_a_reading_transaction_cannot_write(store: SqlStore) -> None:
    """On either database."""
    with pytest.raises(StorageFault):
        async with store.reading() as work:
            await work.presses.note("k")


async def test_readers_of_sqlite_wait_for_no_writer(on_sqlite: SqlStore) -> None:
    """They see what was committed before."""
    async with on_sqlite.transaction() as work:
        await work.people.add(a_person())
        async with asyncio.timeout(2), on_sqlite.reading() as reading:
            assert await reading.people.everybody(WORKPLACE) == []
        assert await on_sqlite.ping()
    async with on_sqlite.reading() as reading:
        assert len(await reading.people.everybody(WORKPLACE)) == 1


async def test_a_second_process_on_sqlite_waits_its_turn(
    on_sqlite: SqlStore, tmp_path: Path, keyring: Keyring, clock: StoppedClock
) -> None:
    """As when people are imported while the bot runs."""
    async with SqlStore.open(databases.sqlite(tmp_path), keyring, clock) as other:

        async def note(store: SqlStore, key: str) -> bool:
            async with store.transaction() as work:
                # Read first: had the lock not been taken by now, the write below would come too late.
                await work.people.everybody(WORKPLACE)
                await asyncio.sleep(0.02)
                return await work.presses.note(key)

        keys = [f"k{number}" for number in range(10)]
        new = await asyncio.gather(*(note(store, key) for key in keys for store in (on_sqlite, other)))
    assert sum(new) == len(keys)


async def test_another_keyring_is_refused_and_nothing_is_written(
    store: SqlStore, database_url: str, clock: StoppedClock, tmp_path: Path, ask: Ask
) -> None:
    """The canary in the database tells."""
    before = await ask("SELECT * FROM seal_check")
    await store.checkpoint()
    files = contents(tmp_path)
    wrong = a_keyring(tmp_path, "another")
    with pytest.raises(BadKey):
        async with SqlStore.open(database_url, wrong, clock):
            pytest.fail("it opened")
    assert await ask("SELECT * FROM seal_check") == before
    assert contents(tmp_path) == files


async def test_another_keyring_is_refused_before_anything_is_brought_up_to_date(
    on_sqlite: SqlStore, tmp_path: Path, clock: StoppedClock
) -> None:
    """As when a new version is started with the wrong keys."""
    async with on_sqlite.transaction() as work:
        await work.people._sql.run(text("DROP TABLE alembic_version"))
    with pytest.raises(BadKey):
        async with SqlStore.open(databases.sqlite(tmp_path), a_keyring(tmp_path, "another"), clock):
            pytest.fail("it opened")


async def test_the_canary_follows_the_epochs(
    store: SqlStore, database_url: str, keyring: Keyring, clock: StoppedClock
) -> None:
    """After a start under a new epoch the old one can be destroyed."""
    del store
    old = keyring.current.id
    async with SqlStore.open(database_url, keyring.add_epoch(), clock):
        pass
    async with SqlStore.open(database_url, keyring.destroy_epoch(old), clock) as again:
        assert await again.ping()
    with pytest.raises(BadKey):
        async with SqlStore.open(database_url, a_keyring(keyring.path.parent, "another"), clock):
            pass


async def test_a_postgresql_database_out_of_date_is_said_to_be(
    postgresql_url: str, keyring: Keyring, clock: StoppedClock
) -> None:
    """With the cure; starting many processes never changes the tables."""
    with pytest.raises(StorageFault, match="innsjekk migrate"):
        async with SqlStore.open(postgresql_url, keyring, clock):
            pass
    await migrate(postgresql_url)
    async with SqlStore.open(postgresql_url, keyring, clock) as store:
        assert await store.ping()


@pytest.mark.parametrize(
    "url",
    [
        "sqlite+aiosqlite:////nowhere/at/all/innsjekk.db",
        "postgresql+asyncpg://nobody@127.0.0.1:9/nothing",
        "no address at all",
    ],
)
async def test_a_database_out_of_reach_is_a_fault_in_our_words(
    url: str, keyring: Keyring, clock: StoppedClock
) -> None:
    """One kind of error, whatever the driver says."""
    with pytest.raises(StorageFault):
        async with SqlStore.open(url, keyring, clock):
            pass
    with pytest.raises(StorageFault):
        await migrate(url)


async def test_ids_and_chances_are_new_each_time(store: SqlStore) -> None:
    """An id is a UUID; a chance is below what was asked."""
    async with store.transaction() as work:
        ids = {work.new_id() for _ in range(100)}
        assert len(ids) == 100
        assert {len(id) for id in ids} == {36}
        assert {work.chance(3) for _ in range(200)} == {0, 1, 2}
        assert work.now == MONDAY


async def passed(waiting: Awaitable[None]) -> float:
    """Seconds that it took."""
    loop = asyncio.get_running_loop()
    begun = loop.time()
    await waiting
    return loop.time() - begun


async def quiet(store: SqlStore) -> None:
    """Until nothing has rung for a moment (a new listener rings once)."""
    while await passed(store.changed(1.0)) < 0.9:
        pass


async def test_owing_wakes_who_waits(store: SqlStore) -> None:
    """When it is committed, and not before."""
    await quiet(store)
    waiting = asyncio.create_task(passed(store.changed(20)))
    async with store.transaction() as work:
        await work.ledger.owe(a_promise())
        await asyncio.sleep(0.2)
        assert not waiting.done()
    assert await waiting < 10


async def test_a_ring_before_the_waiting_is_heard(store: SqlStore) -> None:
    """Once."""
    await quiet(store)
    async with store.transaction() as work:
        await work.ledger.owe(a_promise())
    assert await passed(store.changed(20)) < 10
    await quiet(store)


async def test_hastening_wakes_and_what_is_far_off_does_not(store: SqlStore) -> None:
    """Nor does what was rolled back."""
    far = a_promise(due=MONDAY + timedelta(days=1))
    await quiet(store)
    async with store.transaction() as work:
        await work.ledger.owe(far)
    with pytest.raises(ZeroDivisionError):
        await failing(store, lambda work: work.ledger.owe(a_promise()))
    assert await passed(store.changed(0.5)) >= 0.45
    async with store.transaction() as work:
        [kept] = await work.ledger.of(far.to)
        await work.ledger.save(kept.put_off(MONDAY, kept.reason))
    assert await passed(store.changed(20)) < 10


async def test_owing_wakes_other_processes(on_postgresql: tuple[SqlStore, SqlStore]) -> None:
    """Through PostgreSQL alone, also after the listener's connection was cut."""
    one, other = on_postgresql
    await quiet(other)
    async with one.transaction() as work:
        await work.ledger.owe(a_promise())
    assert await passed(other.changed(20)) < 10
    await quiet(other)
    async with one.transaction() as work:
        cut = text(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE application_name = 'innsjekk listening' AND datname = current_database()"
        )
        assert len(await Sql(work.people._sql._connection).rows(cut)) == 2
    assert await passed(other.changed(20)) < 10, "something may have been missed"
    await quiet(other)
    async with one.transaction() as work:
        await work.ledger.owe(a_promise())
    assert await passed(other.changed(20)) < 10


async def test_a_checkpoint_waits_for_readers_and_says_if_it_could_not(on_sqlite: SqlStore) -> None:
    """A reader in the way is not passed over in silence."""
    async with on_sqlite.reading() as reading:
        await reading.people.everybody(WORKPLACE)
        async with on_sqlite.transaction() as work:
            await work.people.add(a_person())
        assert not await on_sqlite.checkpoint(patience=0.2)
    assert await on_sqlite.checkpoint()


async def test_a_cut_connection_is_a_fault_and_the_next_one_is_fine(
    on_postgresql: tuple[SqlStore, SqlStore],
) -> None:
    """PostgreSQL may be restarted under us."""
    one, other = on_postgresql

    async def cut_in_the_middle() -> None:
        async with one.transaction() as work:
            await work.presses.note("k")
            async with other.transaction() as second:
                cut = text(
                    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
                    " AND application_name = 'innsjekk' AND datname = current_database()"
                )
                await Sql(second.people._sql._connection).value(cut)
            await work.presses.note("k2")

    with pytest.raises(StorageFault):
        await cut_in_the_middle()
    async with one.transaction() as work:
        assert await work.presses.note("k")


async def test_two_that_lock_each_other_out_are_told_to_do_it_again(
    on_postgresql: tuple[SqlStore, SqlStore],
) -> None:
    """A deadlock ends one of them with Outdated; the other one's work is kept."""
    one, other = on_postgresql
    async with one.transaction() as work:
        for id in ("a", "b"):
            await work.people.add(a_person(id))
    met = asyncio.Barrier(2)

    async def both(store: SqlStore, first: str, second: str) -> None:
        async with store.transaction() as work:
            await work.people.save(a_person(first, version=1))
            await met.wait()
            await work.people.save(a_person(second, version=1))

    ended = await asyncio.gather(both(one, "a", "b"), both(other, "b", "a"), return_exceptions=True)
    assert [type(end) for end in ended if end is not None] == [Outdated]
