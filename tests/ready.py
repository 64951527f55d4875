"""
Databases that are up to date and have nothing in them, without the migrations being run for every test.

The migrations have tests of their own. Elsewhere an SQLite file is a copy of one that was made once; and in the
journeys a PostgreSQL database is emptied after each test and lent to the next: to make one takes longer than most do.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import asyncpg
from sqlalchemy import make_url

from storage import tables
from storage.migrate import migrate
from tests import databases
from tests.databases import Cluster

_FREE: dict[str, list[str]] = {}
"""By server: addresses of databases that are up to date and empty."""
_LENT: set[str] = set()
"""The same, of those that a test has now."""
OWN_PRIVATE = 0o600

# For whoever may make databases, a superuser or not: only one's own connections are ended, and the rows go before
# those that they point to. A connection that is just writing is waited for, five seconds at most.
ALONE = """
    SELECT coalesce(bool_and(pg_terminate_backend(pid, 5000)), true) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
    AND backend_type = 'client backend' AND usename = current_user
"""
EMPTIED = ";".join(f'DELETE FROM "{table.name}"' for table in reversed(tables.metadata.sorted_tables))


async def up_to_date(url: str) -> None:
    """Bring the new, empty database at `url` there, once. Costs nothing for one that was lent by `lent`."""
    if url in _LENT:
        return
    if url.startswith("sqlite"):
        _copied(Path(make_url(url).database or ""), await _made_once())
    else:
        await migrate(url)


def _copied(path: Path, file: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(OWN_PRIVATE, exist_ok=False)
    path.write_bytes(file)


@contextmanager
def lent(cluster: Cluster) -> Iterator[str]:
    """The address of a PostgreSQL database that is up to date and empty; it is emptied afterwards."""
    free = _FREE.setdefault(str(cluster.url), [])
    url = free.pop() if free else _migrated(cluster)
    _LENT.add(url)
    try:
        yield url
    finally:
        _LENT.remove(url)
        with _or_dropped(cluster, url):
            cluster.run(_emptied(url))
        free.append(url)


def _migrated(cluster: Cluster) -> str:
    url = cluster.made()
    with _or_dropped(cluster, url):
        cluster.run(migrate(url))
    return url


@contextmanager
def _or_dropped(cluster: Cluster, url: str) -> Iterator[None]:
    """What could not be made ready is lent to nobody, and does not stay on the server."""
    try:
        yield
    except BaseException:
        cluster.drop(url)
        raise


def drop_all(cluster: Cluster) -> None:
    """Leave none of them on the server, which may be somebody else's."""
    for url in _FREE.pop(str(cluster.url), []):
        cluster.drop(url)


async def _emptied(url: str) -> None:
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    connection = await asyncpg.connect(address)
    try:
        if not await connection.fetchval(ALONE):
            raise TimeoutError("somebody is still at work in a database that was lent")
        await connection.execute(EMPTIED)
    finally:
        await connection.close()


_SQLITE: list[bytes] = []


async def _made_once() -> bytes:
    """An SQLite file as the migrations leave it."""
    if not _SQLITE:
        with tempfile.TemporaryDirectory(prefix="innsjekk-") as folder:
            await migrate(databases.sqlite(Path(folder)))
            _SQLITE[:] = [each.read_bytes() for each in sorted(Path(folder).iterdir())]  # noqa: ASYNC240  once
    [file] = _SQLITE  # nothing lies beside it that it needs
    return file
