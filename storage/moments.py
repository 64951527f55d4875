"""Time in the database: moments that know their zone, and the database's own clock, which leases go by."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, Float, String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator, TypeEngine

WIDTH = len("2026-11-23T09:00:00.000000+00:00")


class NaiveMoment(ValueError):
    """A moment without a zone is a bug wherever it comes from."""

    def __str__(self) -> str:
        """Without the moment itself."""
        return "A moment to be kept must have a zone."


class Moment(TypeDecorator[datetime]):
    """Aware in, UTC out. SQLite keeps it as text of one width, so that its order is the order of time."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(String(WIDTH) if dialect.name == "sqlite" else DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:  # noqa: ANN401  text or datetime
        if value is None:
            return None
        if value.tzinfo is None:
            raise NaiveMoment
        moment = value.astimezone(UTC)
        return moment.isoformat(timespec="microseconds") if dialect.name == "sqlite" else moment

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ANN401
        if value is None:
            return None
        moment = datetime.fromisoformat(value) if dialect.name == "sqlite" else value
        return moment.astimezone(UTC)


class DatabaseSeconds(FunctionElement[float]):
    """Seconds since 1970 by the clock of the database: the one clock that all processes share."""

    type = Float()
    inherit_cache = True


@compiles(DatabaseSeconds, "sqlite")
def _on_sqlite(element: DatabaseSeconds, compiler: SQLCompiler, **kw: object) -> str:
    del element, compiler, kw
    return "((julianday('now') - 2440587.5) * 86400.0)"


@compiles(DatabaseSeconds, "postgresql")
def _on_postgresql(element: DatabaseSeconds, compiler: SQLCompiler, **kw: object) -> str:
    del element, compiler, kw
    return "CAST(EXTRACT(EPOCH FROM clock_timestamp()) AS DOUBLE PRECISION)"
