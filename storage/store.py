"""The store: one transaction at a time on SQLite, many on PostgreSQL, the same for whoever works in it."""

import asyncio
import secrets
import uuid
import weakref
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import datetime
from typing import Any, Self

from sqlalchemy import URL, inspect, make_url, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from core.ports import Clock
from storage import engines, waking
from storage.agreements import SqlAgreements
from storage.campaigns import SqlCampaigns
from storage.checkins import SqlCheckIns
from storage.committee import SqlCommittee
from storage.competence import SqlCompetence
from storage.drafts import SqlDrafts
from storage.evaluations import SqlEvaluations
from storage.grants import Grants
from storage.invitations import SqlInvitations
from storage.keyring import Keyring, check_canary, seal_canary
from storage.ledger import Pulse, SqlLedger
from storage.marks import SqlMarks
from storage.meetings import SqlMeetings
from storage.migrate import is_current, migrate_with
from storage.occasions import SqlOccasions
from storage.people import SqlPeople
from storage.pictures import SqlPictures
from storage.plans import SqlPlans
from storage.posts import SqlPosts
from storage.preparations import SqlPreparations
from storage.presses import SqlPresses
from storage.reminders import SqlReminders
from storage.rewrapping import Rewrapping
from storage.sealing import key_id_of, self_test
from storage.seats import SqlSeats
from storage.statements import OutOfDate, Sql, StorageFault, in_our_words
from storage.tables import seal_check
from storage.talks import SqlTalks
from storage.watching import WatchedKeyring

__all__ = ["OutOfDate", "SqlStore", "SqlWork", "StorageFault"]


_MIGRATING: weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Lock] = weakref.WeakKeyDictionary()
"""A lock belongs to one loop."""


class SqlWork:
    """One transaction; fits the Work of every subject."""

    def __init__(self, sql: Sql, keyring: Keyring, now: datetime, pulse: Pulse) -> None:
        grants = Grants(sql, keyring)
        self.now = now
        self.people = SqlPeople(sql)
        self.presses = SqlPresses(sql, keyring, now)
        self.marks = SqlMarks(sql, keyring, now)
        self.ledger = SqlLedger(sql, keyring, now, pulse)
        self.agreements = SqlAgreements(sql, grants)
        self.drafts = SqlDrafts(sql, grants)
        self.invitations = SqlInvitations(sql, grants, now)
        self.checkins = SqlCheckIns(sql, grants, now)
        self.reminders = SqlReminders(sql, grants)
        self.seats = SqlSeats(sql, grants)
        self.talks = SqlTalks(sql, grants, now)
        self.meetings = SqlMeetings(sql, grants, now)
        self.evaluations = SqlEvaluations(sql, grants, now)
        self.occasions = SqlOccasions(sql)
        self.preparations = SqlPreparations(sql, grants, now)
        self.committee = SqlCommittee(sql)
        self.plans = SqlPlans(sql)
        self.competence = SqlCompetence(sql)
        self.campaigns = SqlCampaigns(sql, keyring)
        self.posts = SqlPosts(sql)
        self.pictures = SqlPictures(sql)
        self.rewrapping = Rewrapping(sql, keyring)

    def new_id(self) -> str:
        return str(uuid.uuid4())

    def chance(self, below: int) -> int:
        return secrets.randbelow(below)


class SqlStore:
    """Made by `open`. On SQLite one process has the database to itself, and its writers take turns."""

    def __init__(self, url: URL, keyring: Keyring, clock: Clock) -> None:
        self._on_sqlite = engines.is_sqlite(url)
        self._writing = engines.writing(url)
        self._reading = engines.reading(url) if self._on_sqlite else self._writing
        self._listening = None if self._on_sqlite else engines.listening(url)
        self._turn = asyncio.Lock()
        self._keyring = WatchedKeyring(keyring)
        self._clock = clock
        self._pulse = Pulse()
        self._bell = waking.Bell()
        self._listener: asyncio.Task[None] | None = None

    @classmethod
    @asynccontextmanager
    async def open(cls, url: str, keyring: Keyring, clock: Clock) -> AsyncIterator[Self]:
        """
        Open for the length of the block. A SQLite database is brought up to date first.

        Raises:
            BadKey: the database was sealed under another keyring; nothing was written.
            StorageFault: it cannot be reached, or a PostgreSQL database is not up to date.

        """
        self_test()
        with in_our_words():
            store = cls(make_url(url), keyring, clock)
        try:
            await store._begin()
            yield store
        finally:
            await store.close()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[SqlWork]:
        """Raises Outdated if somebody wrote first, and StorageFault, from whatever is done inside and at the end."""
        async with AsyncExitStack() as stack:
            if self._on_sqlite:
                await stack.enter_async_context(self._turn)
            connection = await self._begun(stack, self._writing)
            sql = Sql(connection)
            work = SqlWork(sql, self._keyring.now(), self._clock.now(), self._pulse)
            yield work
            if work.ledger.soon and not self._on_sqlite:
                await waking.tell(sql)
            with in_our_words():
                await connection.commit()
        if work.ledger.soon:
            self._bell.ring()
        if sql.erased:
            # A reader may keep the journal a little longer; the next erasing or the daily sweep takes it then.
            await self.checkpoint(patience=0.2)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[SqlWork]:
        """A transaction that writes nothing, and on SQLite waits for no writer."""
        async with AsyncExitStack() as stack:
            connection = await self._begun(stack, self._reading)
            if not self._on_sqlite:
                await Sql(connection).run(text("SET TRANSACTION READ ONLY"))
            yield SqlWork(Sql(connection), self._keyring.now(), self._clock.now(), self._pulse)

    async def changed(self, timeout: float) -> None:
        """Return when something was owed that is due soon, here or in another process; after `timeout` seconds at the latest."""
        await self._bell.heard(timeout)

    async def ping(self) -> bool:
        """Whether the database answers."""
        try:
            async with AsyncExitStack() as stack:
                connection = await self._begun(stack, self._reading)
                return bool(await Sql(connection).value(text("SELECT 1")) == 1)
        except StorageFault:
            return False

    async def checkpoint(self, patience: float = 5.0) -> bool:
        """
        SQLite: bring everything into the database file and empty the journal, so that no erased byte is left in either.

        Says whether it could be done; a reader that stays longer than `patience` seconds keeps the journal.
        """
        if not self._on_sqlite:
            return True
        until = asyncio.get_running_loop().time() + patience
        while await self._busy():
            if asyncio.get_running_loop().time() >= until:
                return False
            await asyncio.sleep(0.05)
        return True

    async def close(self) -> None:
        """Let go of every connection."""
        if self._listener is not None:
            self._listener.cancel()
            with suppress(asyncio.CancelledError):
                await self._listener
        for engine in {self._writing, self._reading, *([self._listening] if self._listening else [])}:
            await engine.dispose()

    async def _busy(self) -> bool:
        # On the driver's own connection: a checkpoint cannot be made inside a transaction.
        async with self._turn, AsyncExitStack() as stack:
            with in_our_words():
                connection = await stack.enter_async_context(self._writing.connect())
                driver: Any = (await connection.get_raw_connection()).driver_connection
                busy, *_ = await (await driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")).fetchone()
        return bool(busy)

    async def _begun(self, stack: AsyncExitStack, engine: AsyncEngine) -> AsyncConnection:
        with in_our_words():
            connection = await stack.enter_async_context(engine.connect())
            _ = await connection.begin()
        return connection

    async def _begin(self) -> None:
        await self._check_keyring()
        # Looked at first: Alembic's scripts share one set of globals, so no two may run in a process at a time.
        if not await is_current(self._writing):
            if not self._on_sqlite:
                raise OutOfDate
            async with _MIGRATING.setdefault(asyncio.get_running_loop(), asyncio.Lock()):
                await migrate_with(self._writing)
        await self._keep_canary()
        if self._listening is not None:
            self._listener = asyncio.create_task(waking.listen(self._listening, self._bell))

    async def _check_keyring(self) -> None:
        """Before anything is written, bringing up to date included."""
        async with AsyncExitStack() as stack:
            connection = await self._begun(stack, self._writing)
            with in_our_words():
                begun = await connection.run_sync(lambda sync: inspect(sync).has_table(seal_check.name))
            sealed = await Sql(connection).value(select(seal_check.c.sealed)) if begun else None
            if sealed is not None:
                check_canary(self._keyring.now(), sealed)

    async def _keep_canary(self) -> None:
        """Begin one, or seal it anew under a new epoch, so that the old one can be destroyed."""
        async with AsyncExitStack() as stack:
            connection = await self._begun(stack, self._writing)
            sql = Sql(connection)
            await sql.add_unless(seal_check, {"id": 1, "sealed": seal_canary(self._keyring.now())}, "id")
            sealed = await sql.value(select(seal_check.c.sealed))
            check_canary(self._keyring.now(), sealed)
            if key_id_of(sealed) != self._keyring.now().current.id:
                await sql.run(update(seal_check).values(sealed=seal_canary(self._keyring.now())))
            with in_our_words():
                await connection.commit()
