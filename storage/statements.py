"""Statements of one transaction, and what the database objects to, said in our own words."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final

import asyncpg
from sqlalchemy import Executable, RowMapping, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, SQLAlchemyError, StatementError
from sqlalchemy.ext.asyncio import AsyncConnection

from core.errors import Outdated
from storage.moments import NaiveMoment

TOGETHER: Final = 250
"""Values looked up, or rows written, in one statement; SQLite of old takes a thousand values."""
WROTE_FIRST = frozenset(
    {
        "23503",  # a foreign key: what this belongs to was erased
        "23505",  # a unique key: it is there already
        "40001",  # could not serialize
        "40P01",  # deadlock
        "SQLITE_CONSTRAINT_FOREIGNKEY",
        "SQLITE_CONSTRAINT_UNIQUE",
        "SQLITE_CONSTRAINT_PRIMARYKEY",
        "SQLITE_BUSY_SNAPSHOT",
    }
)


class StorageFault(Exception):
    """The database could not do it. Says the kind of fault and its code, never a statement or a value."""


class OutOfDate(StorageFault):
    """A PostgreSQL database that was not brought up to date."""

    def __init__(self) -> None:
        """Say it, with the cure."""
        super().__init__("the database is not up to date; run: innsjekk migrate")


@contextmanager
def in_our_words() -> Iterator[None]:
    """Somebody wrote first: Outdated. All else: StorageFault. Only around calls to the database itself."""
    try:
        yield
    except SQLAlchemyError as fault:
        raise _said(fault) from None
    except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as fault:
        raise StorageFault(type(fault).__name__) from None


def _said(fault: SQLAlchemyError) -> Exception:
    if isinstance(fault, StatementError) and isinstance(fault.orig, NaiveMoment):
        return fault.orig
    code = _code(fault)
    return Outdated() if code in WROTE_FIRST else StorageFault(f"{type(fault).__name__} {code}".strip())


def _code(fault: SQLAlchemyError) -> str:
    if not isinstance(fault, DBAPIError):
        return ""
    return str(getattr(fault.orig, "sqlstate", None) or getattr(fault.orig, "sqlite_errorname", None) or "")


class Sql:
    """One connection, in one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self.erased = False

    @property
    def on_postgresql(self) -> bool:
        return self._connection.dialect.name == "postgresql"

    async def rows(self, statement: Executable) -> Sequence[RowMapping]:
        with in_our_words():
            return (await self._connection.execute(statement)).mappings().all()

    async def row(self, statement: Executable) -> RowMapping | None:
        """The first row, if there is one."""
        return next(iter(await self.rows(statement)), None)

    async def value(self, statement: Executable) -> Any:  # noqa: ANN401  whatever the column holds
        """The first value of the first row, if there is one."""
        with in_our_words():
            return await self._connection.scalar(statement)

    async def run(self, statement: Executable) -> int:
        """How many rows it changed."""
        with in_our_words():
            return (await self._connection.execute(statement)).rowcount

    async def erase(self, statement: Executable) -> int:
        """As `run`, for what a person is told is gone: the store then sees to the journal too."""
        self.erased = True
        return await self.run(statement)

    async def add(self, table: Table, row: Mapping[str, Any]) -> None:
        """A new row. Raises Outdated if it is there."""
        await self.run(table.insert().values(row))

    async def add_unless(self, table: Table, row: Mapping[str, Any], there: str) -> bool:
        """
        A new row, unless one with the same `there` is; says whether it was new.

        While another transaction is writing that one, PostgreSQL waits for how it ends.
        """
        insert = postgresql.insert if self.on_postgresql else sqlite.insert
        return await self.run(insert(table).values(row).on_conflict_do_nothing(index_elements=[there])) == 1
