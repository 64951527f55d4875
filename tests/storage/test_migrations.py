"""The tables of the database and those of the code are the same, and every step can be taken back."""

from collections.abc import AsyncIterator

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, make_url
from sqlalchemy.ext.asyncio import AsyncEngine

from storage import engines
from storage.migrate import config, is_current, migrate, migrate_with
from storage.tables import metadata
from tests.builders import WORKPLACE

REVISIONS = [
    script.revision for script in reversed([*ScriptDirectory.from_config(config()).walk_revisions()])
]


@pytest.fixture
async def engine(database_url: str) -> AsyncIterator[AsyncEngine]:
    made = engines.writing(make_url(database_url))
    yield made
    await made.dispose()


def _drawn(connection: Connection) -> dict[str, object]:
    """Tables, columns, keys and indexes as the database has them."""
    seen = inspect(connection)
    return {
        table: (
            [(c["name"], str(c["type"]), c["nullable"]) for c in seen.get_columns(table)],
            seen.get_pk_constraint(table),
            sorted(map(str, seen.get_foreign_keys(table))),
            sorted(map(str, seen.get_indexes(table))),
            sorted(map(str, seen.get_unique_constraints(table))),
        )
        for table in seen.get_table_names()
        if table != "alembic_version"
    }


async def test_the_last_migration_makes_what_the_code_expects(engine: AsyncEngine) -> None:
    """Nothing more, nothing less, of the same types."""
    await migrate_with(engine)
    async with engine.connect() as connection:
        differences = await connection.run_sync(
            lambda sync: compare_metadata(
                MigrationContext.configure(sync, opts={"compare_type": True}), metadata
            )
        )
    assert differences == []


async def test_migrations_and_models_draw_the_same(engine: AsyncEngine) -> None:
    """Foreign keys with what happens on delete, too."""
    await migrate_with(engine)
    async with engine.begin() as connection:
        migrated = await connection.run_sync(_drawn)
        await connection.run_sync(metadata.drop_all)
        await connection.run_sync(metadata.create_all)
        assert await connection.run_sync(_drawn) == migrated


@pytest.mark.parametrize("revision", REVISIONS)
async def test_every_step_goes_up_down_and_up_again(engine: AsyncEngine, revision: str) -> None:
    """And the second time up makes the same as the first."""
    await migrate_with(engine, revision)
    async with engine.begin() as connection:
        up = await connection.run_sync(_drawn)
        await connection.run_sync(lambda sync: command.downgrade(config(sync), "-1"))
        down = await connection.run_sync(_drawn)
        await connection.run_sync(lambda sync: command.upgrade(config(sync), revision))
        assert await connection.run_sync(_drawn) == up
    assert down != up


async def test_bringing_up_to_date_twice_does_nothing(database_url: str, engine: AsyncEngine) -> None:
    """And loses nothing."""
    assert not await is_current(engine)
    await migrate(database_url)
    async with engine.begin() as connection:
        row = {"id": WORKPLACE, "name": "W", "tenants": {}, "language": "nb", "zone": "UTC"}
        await connection.execute(metadata.tables["workplaces"].insert().values(row))
    await migrate(database_url)
    assert await is_current(engine)
    async with engine.connect() as connection:
        assert len((await connection.execute(metadata.tables["workplaces"].select())).all()) == 1


async def test_a_step_that_fails_changes_nothing(engine: AsyncEngine) -> None:
    """All or nothing, on SQLite as well."""

    def up_and_fail(connection: Connection) -> None:
        command.upgrade(config(connection), "head")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        async with engine.begin() as connection:
            await connection.run_sync(up_and_fail)
    async with engine.connect() as connection:
        assert await connection.run_sync(lambda sync: inspect(sync).get_table_names()) == []
