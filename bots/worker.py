"""The clock: empties the ledger when something falls due, and sweeps once a day."""

import asyncio
import logging
from datetime import datetime, timedelta

from bots.logs import name_of
from bots.wiring import Parts

log = logging.getLogger("innsjekk.worker")
DAY = timedelta(days=1)
AFTER_FAULT = 5.0
"""Seconds of rest after a fault of the database, before trying again."""


class Worker:
    """Runs until stopped; what it is carrying out when it is stopped, it finishes."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._swept: datetime | None = None
        self._stopping = asyncio.Event()

    def stop(self) -> None:
        """Finish what is under way, and end."""
        self._stopping.set()
        self._parts.delivery.stop()

    async def run(self) -> None:
        """The loop. A fault is logged by its name and tried again: the ledger loses nothing by it."""
        while not self._stopping.is_set():
            try:
                await self._once()
            except Exception as fault:  # noqa: BLE001  the worker must outlive a database that restarts
                log.error("the worker rests after a fault: %s", name_of(fault))
                await self._rest(AFTER_FAULT)

    async def _once(self) -> None:
        now = self._parts.clock.now()
        if self._swept is None or abs(now - self._swept) >= DAY:  # a clock may be set back, too
            await self._parts.upkeep()
            self._swept = now
        done = await self._parts.delivery.run_due()
        if done + await self._parts.posting.run() == 0:
            await self._rest(await self._until_due())

    async def _until_due(self) -> float:
        async with self._parts.store.transaction() as work:
            due = await work.ledger.next_due()
        most = self._parts.settings.poll_seconds
        if due is None:
            return most
        return min(most, max(0.0, (due - self._parts.clock.now()).total_seconds()))

    async def _rest(self, seconds: float) -> None:
        """Until something new is owed, the time is up, or we are stopped."""
        waits = [
            asyncio.create_task(self._parts.store.changed(seconds)),
            asyncio.create_task(self._stopping.wait()),
        ]
        _, pending = await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        for task in pending:
            task.cancel()
        await asyncio.gather(*waits, return_exceptions=True)
