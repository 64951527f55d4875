"""A workplace whose people come from a list, and a look at what became of it."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.ext.asyncio import create_async_engine

from bots.clock import RealClock
from core.people import Person, WorkplaceId
from storage.keyring import Keyring, RootSecret
from storage.store import SqlStore, SqlWork
from storage.tables import metadata
from tests.bots.office import WORKPLACE, Office, Ran

T = TypeVar("T")
LIST = (
    "ref;name;slack;teams;leader;positions;language;zone\n"
    "1;Jonas Oppdiktet;U1;t-1;;leader;nb;\n"
    "2;Kari Oppdiktet;U2;;1;akan_contact;nn;Europe/London\n"
)


def take(desk: Office, text: str | bytes, *flags: str) -> Ran:
    """Import this list."""
    file = desk.folder / "people.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return desk.run("people", "import", file, *flags)


def working(desk: Office, act: Callable[[SqlWork], Awaitable[T]]) -> T:
    """Something done in the same database, as the server would."""

    async def done() -> T:
        ring = Keyring.load(desk.keyring, RootSecret.read(file=desk.root))
        url = desk.env["INNSJEKK_DATABASE_URL"]
        async with SqlStore.open(url, ring, RealClock()) as store, store.transaction() as work:
            return await act(work)

    return asyncio.run(done())


def people(desk: Office) -> Mapping[str, Person]:
    """Everybody who works here, by name."""

    async def look(work: SqlWork) -> Sequence[Person]:
        return await work.people.everybody(WorkplaceId(WORKPLACE))

    return {person.name: person for person in working(desk, look) if person.active}


def rows(desk: Office) -> Mapping[str, list[str]]:
    """Every row of every table but the seal by which a database knows its keyring, made at the first start."""

    async def look() -> Mapping[str, list[str]]:
        engine = create_async_engine(desk.env["INNSJEKK_DATABASE_URL"])
        async with engine.connect() as connection:
            found = {
                table.name: sorted(repr(tuple(row)) for row in await connection.execute(select(table)))
                for table in metadata.sorted_tables
                if table.name != "seal_check"
            }
        await engine.dispose()
        return found

    return asyncio.run(look())
