"""Telling the worker that something new is owed: inside the process, and on PostgreSQL between processes."""

import asyncio
import contextlib
import logging
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.statements import Sql, in_our_words

log = logging.getLogger("innsjekk.storage")
CHANNEL = "innsjekk_owed"
REST = 1.0
"""Seconds between attempts to listen again after the connection was lost."""


class Bell:
    """Rung when something is owed. A ring that nobody waited for is heard by the next who waits."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()

    def ring(self) -> None:
        self._rung.set()

    async def heard(self, timeout: float) -> None:
        """Return at the next ring, or after `timeout` seconds."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(timeout):
                await self._rung.wait()
                self._rung.clear()


async def tell(sql: Sql) -> None:
    """Tell all processes when this transaction is committed; once, however much was owed."""
    await sql.value(select(func.pg_notify(CHANNEL, "")))


async def listen(engine: AsyncEngine, bell: Bell) -> None:
    """
    Ring whenever another process tells, until cancelled.

    A lost connection is made anew, with a ring, as something may have been missed. Whoever waits has a
    time-out of their own, so that nothing is lost if this never succeeds.
    """
    while True:
        try:
            await _listen_once(engine, bell)
        except Exception as fault:  # noqa: BLE001  whatever it was, the poll goes on and so do we
            log.warning("listening again after a fault: %s", type(fault).__name__)
        await asyncio.sleep(REST)


async def _listen_once(engine: AsyncEngine, bell: Bell) -> None:
    lost = asyncio.Event()
    with in_our_words():
        async with engine.connect() as connection:
            driver: Any = (await connection.get_raw_connection()).driver_connection
            driver.add_termination_listener(lambda *_: lost.set())
            await driver.add_listener(CHANNEL, lambda *_: bell.ring())
            bell.ring()
            await lost.wait()
