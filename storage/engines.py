"""How each of the two databases is opened: what must hold on every connection is set on every connection."""

import stat
from pathlib import Path
from typing import Any

from sqlalchemy import URL, event, make_url
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from storage.statements import StorageFault

READERS = 4
WRITERS = 10
PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",  # FAST leaves deleted bytes in free pages
    "PRAGMA synchronous=FULL",
    "PRAGMA busy_timeout=5000",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA trusted_schema=OFF",
)
JOURNALS = ("-wal", "-shm")
OTHERS = stat.S_IRWXG | stat.S_IRWXO
ON_POSTGRESQL = {
    "timeout": 10.0,
    "command_timeout": 30.0,
    "server_settings": {
        "application_name": "innsjekk",
        "timezone": "UTC",
        "idle_in_transaction_session_timeout": "60000",
    },
}


def is_sqlite(url: URL) -> bool:
    return url.get_backend_name() == "sqlite"


def writing(url: URL) -> AsyncEngine:
    """On SQLite one connection, which takes the write lock when a transaction begins."""
    if not is_sqlite(url):
        return create_async_engine(
            url,
            hide_parameters=True,
            pool_size=WRITERS,
            max_overflow=0,
            pool_pre_ping=True,
            connect_args=ON_POSTGRESQL,
        )
    file = file_of(url)
    if file:
        if file.is_dir():
            raise IsADirectoryError  # the driver would say less, and leave a thread that complains later
        file.touch(mode=0o600, exist_ok=True)
    engine = create_async_engine(url, hide_parameters=True, pool_size=1, max_overflow=0)
    _begun_with(engine, "BEGIN IMMEDIATE", PRAGMAS, private=file)
    return engine


def reading(url: URL) -> AsyncEngine:
    """SQLite only: connections that see what is committed, wait for nobody, and cannot write."""
    engine = create_async_engine(url, hide_parameters=True, pool_size=READERS, max_overflow=0)
    _begun_with(engine, "BEGIN", (*PRAGMAS, "PRAGMA query_only=ON"))
    return engine


def listening(url: URL) -> AsyncEngine:
    """PostgreSQL only: a connection that stays open to hear of what is owed."""
    args: dict[str, Any] = {
        "timeout": 10.0,
        "server_settings": {"application_name": "innsjekk listening"},
    }
    return create_async_engine(
        url, hide_parameters=True, poolclass=NullPool, isolation_level="AUTOCOMMIT", connect_args=args
    )


def _begun_with(
    engine: AsyncEngine, begin: str, pragmas: tuple[str, ...], *, private: Path | None = None
) -> None:
    @event.listens_for(engine.sync_engine, "connect")
    def connected(connection: Any, record: object) -> None:  # noqa: ANN401  the driver's own, adapted
        del record
        connection.isolation_level = None  # else the driver decides when a transaction begins
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(pragma)
        cursor.close()
        # Only once SQLite has known the file for its own: a wrong path must not change what lies there.
        if private:
            _tighten(private.resolve())  # journals lie beside the file itself, not beside a link to it

    @event.listens_for(engine.sync_engine, "begin")
    def begun(connection: Connection) -> None:
        connection.exec_driver_sql(begin)


def file_of(url: URL | str) -> Path | None:
    """Where an SQLite database lies."""
    known = make_url(url)
    return Path(known.database) if is_sqlite(known) and known.database else None


def _tighten(file: Path) -> None:
    """A database and its journals for the one who runs this alone, also after they were copied back."""
    for each in (file, *(file.with_name(f"{file.name}{end}") for end in JOURNALS)):
        try:
            mode = stat.S_IMODE(each.stat().st_mode)
            if mode & OTHERS:
                each.chmod(mode & ~OTHERS)
        except FileNotFoundError:
            continue
        except PermissionError:
            raise StorageFault("others may read its file, which belongs to another user") from None
