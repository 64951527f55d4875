"""Bringing the database up to date, from a command or at start-up."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import BigInteger, Connection, cast, func, make_url, select
from sqlalchemy.ext.asyncio import AsyncEngine

from storage import engines
from storage.statements import in_our_words

ALONE = 0x496E6E736A656B6B
"""One process at a time brings a PostgreSQL database up to date; the number is as good as any."""


async def migrate(url: str, revision: str = "head") -> None:
    """Bring the database at `url` to `revision`, all or nothing; does nothing if it is there. Raises StorageFault."""
    with in_our_words():
        engine = engines.writing(make_url(url))
    try:
        await migrate_with(engine, revision)
    finally:
        await engine.dispose()


async def migrate_with(engine: AsyncEngine, revision: str = "head") -> None:
    """The same, through an engine that is open already."""
    with in_our_words():
        async with engine.begin() as connection:
            await connection.run_sync(_up, revision)


async def is_current(engine: AsyncEngine) -> bool:
    """Whether nothing is left to do."""
    with in_our_words():
        async with engine.connect() as connection:
            return (
                await connection.run_sync(_revision)
                == ScriptDirectory.from_config(config()).get_current_head()
            )


def config(connection: Connection | None = None) -> Config:
    """Alembic's, without a file of settings."""
    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    made.attributes["connection"] = connection
    return made


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _up(connection: Connection, revision: str) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(cast(ALONE, BigInteger))))
    command.upgrade(config(connection), revision)
