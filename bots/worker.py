"""The clock: empties the ledger when something falls due, and looks after everything once a day."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bots.logs import name_of
from bots.wiring import Parts

log = logging.getLogger("innsjekk.worker")
DAY = timedelta(days=1)
AFTER_FAULT = 5.0
"""Seconds of rest after a fault of the database, before trying again."""
BULK_REST = 1.0
"""Seconds at least between two looks for bulk that find nothing to send: another process may have it in hand."""


class Worker:
    """
    Runs until stopped; what it is carrying out when it is stopped, it finishes.

    Four at once, and none waits for another: what is owed to somebody, what is owed to very many, what is posted in
    channels, and the daily look, which takes a minute or more at a large workplace. On SQLite they take turns, a short
    transaction each.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._swept: datetime | None = None
        self._stopping = asyncio.Event()
        self._bulk_woken, self._post_woken, self._look_woken = (asyncio.Event() for _ in range(3))

    def stop(self) -> None:
        """Finish what is under way, and end."""
        self._stopping.set()
        self._parts.delivery.stop()

    async def run(self) -> None:
        """All of it. A fault is logged by its name and tried again: the ledger loses nothing by it."""
        async with asyncio.TaskGroup() as group:
            for each in (self._prompt, self._bulk, self._post, self._look):
                group.create_task(self._again_and_again(each))

    async def _again_and_again(self, once: Callable[[], Awaitable[None]]) -> None:
        while not self._stopping.is_set():
            try:
                await once()
            except Exception as fault:  # noqa: BLE001  the worker must outlive a database that restarts
                log.error("the worker rests after a fault: %s", name_of(fault))
                await self._first_of(AFTER_FAULT)

    async def _prompt(self) -> None:
        """The only one that hears when something new is owed; it wakes the others."""
        if await self._parts.delivery.run_prompt() == 0:
            seconds = await self._until_due(bulk=False)
            await self._first_of(seconds, self._parts.store.changed(seconds))
            self._bulk_woken.set()
            self._post_woken.set()
            self._look_woken.set()

    async def _bulk(self) -> None:
        self._bulk_woken.clear()
        if await self._parts.delivery.run_bulk() == 0:
            seconds = max(BULK_REST, await self._until_due(bulk=True), self._parts.delivery.held())
            await self._first_of(seconds, self._bulk_woken.wait())

    async def _post(self) -> None:
        self._post_woken.clear()
        if await self._parts.posting.run() == 0:
            await self._first_of(self._parts.settings.poll_seconds, self._post_woken.wait())

    async def _look(self) -> None:
        self._look_woken.clear()
        now = self._parts.clock.now()
        if self._swept is None or abs(now - self._swept) >= DAY:  # a clock may be set back, too
            await self._parts.upkeep(self._stopping.is_set)
            self._swept = now
        await self._first_of(self._parts.settings.poll_seconds, self._look_woken.wait())

    async def _until_due(self, *, bulk: bool) -> float:
        async with self._parts.store.transaction() as work:
            due = await work.ledger.next_due(bulk=bulk)
        most = self._parts.settings.poll_seconds
        if due is None:
            return most
        return min(most, max(0.0, (due - self._parts.clock.now()).total_seconds()))

    async def _first_of(self, seconds: float, *others: Awaitable[object]) -> None:
        """Until one of these is done, the time is up, or we are stopped."""
        waits = [asyncio.ensure_future(each) for each in (self._stopping.wait(), *others)]
        _, pending = await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        for task in pending:
            task.cancel()
        await asyncio.gather(*waits, return_exceptions=True)
