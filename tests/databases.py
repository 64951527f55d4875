"""Databases for the tests: each test has one to itself, and PostgreSQL is always to be had."""

import asyncio
import os
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import asyncpg
from sqlalchemy import URL, make_url

from tests.databases_server import Server, ladder, started

ENVIRONMENT = "INNSJEKK_TEST_DATABASE_URL"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """A running PostgreSQL in which databases are made for the tests."""

    url: URL
    loop: asyncio.AbstractEventLoop
    """Not the tests' own loop, so that a fixture need not be async to make a database."""
    server: Server | None
    """None when somebody else runs it; then its files are not ours to look into."""

    @contextmanager
    def database(self) -> Iterator[str]:
        """The address of a new, empty database; it is gone afterwards, whoever still holds on to it."""
        url = self.made()
        try:
            yield url
        finally:
            self.drop(url)

    def drop(self, url: str) -> None:
        """Leave nothing of the database at `url`, whoever still holds on to it."""
        self.ask(f'DROP DATABASE IF EXISTS "{make_url(url).database}" WITH (FORCE)')

    def made(self) -> str:
        """The address of a new, empty database, which stays."""
        name = f"innsjekk_{uuid4().hex}"
        self.ask(f'CREATE DATABASE "{name}"')
        own = self.url.set(drivername="postgresql+asyncpg", database=name)
        return own.render_as_string(hide_password=False)

    def run(self, doing: Coroutine[object, object, object]) -> object:
        """Wait for it, outside the tests' own loop."""
        return self.loop.run_until_complete(doing)

    def ask(self, statement: str) -> object:
        """Say `statement` to the server as its owner; the first value of the first row, if there is one."""
        return self.run(self._asked(statement))

    async def _asked(self, statement: str) -> object:
        address = self.url.set(drivername="postgresql").render_as_string(hide_password=False)
        connection = await asyncpg.connect(address)
        try:
            return await connection.fetchval(statement)
        finally:
            await connection.close()


@contextmanager
def cluster() -> Iterator[Cluster]:
    """The PostgreSQL that the environment names, else one from the best binaries to be had here."""
    if address := os.environ.get(ENVIRONMENT):
        with reached(make_url(address), None) as met:
            yield met
        return
    with started(next(ladder())) as server, reached(server.url, server) as met:
        yield met


@contextmanager
def reached(url: URL, server: Server | None) -> Iterator[Cluster]:
    loop = asyncio.new_event_loop()
    try:
        yield Cluster(url=url, loop=loop, server=server)
    finally:
        loop.close()


def sqlite(folder: Path) -> str:
    """The address of a database in a file that is not there yet."""
    return f"sqlite+aiosqlite:///{folder / 'innsjekk.sqlite'}"
