"""Seconds that pass only while nothing is being done: ten thousand sends take as long as the platform's pace asks."""

import asyncio
import heapq
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from core.chat.views import Card
from core.people import Account
from core.ports import MessageRef, Messenger

STILL = 20
"""Rounds of the loop in which nothing is begun, after which time may go on."""


class Wound:
    """
    The one clock of a trial: for the lanes, for what the far side counts by, and for what falls due.

    Work takes none of it. What does take time says so by `sleep`.
    """

    def __init__(self, begins: datetime) -> None:
        self.at = 0.0
        self._begins = begins
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._numbers = count()
        self._busy = 0
        self._idle = asyncio.Event()

    def seconds(self) -> float:
        return self.at

    def now(self) -> datetime:
        """The same as a moment, for what falls due."""
        return self._begins + timedelta(seconds=self.at)

    async def sleep(self, seconds: float) -> None:
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self.at + seconds, next(self._numbers), done))
        await done

    @contextmanager
    def busy(self) -> Iterator[None]:
        """While this is done, no time passes."""
        self._busy += 1
        self._idle.clear()
        try:
            yield
        finally:
            self._busy -= 1
            if not self._busy:
                self._idle.set()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Let time pass until the block ends."""
        hand = asyncio.create_task(self._run())
        try:
            yield
        finally:
            hand.cancel()
            with suppress(asyncio.CancelledError):
                await hand

    async def _run(self) -> None:
        while True:
            await self._quiet()
            if not self._sleepers:
                await asyncio.sleep(0.001)
                continue
            at, _, done = heapq.heappop(self._sleepers)
            self.at = max(self.at, at)
            if not done.done():
                done.set_result(None)

    async def _quiet(self) -> None:
        still = 0
        while still < STILL:
            await asyncio.sleep(0)
            still = 0 if self._busy else still + 1
            if self._busy:
                await self._idle.wait()


class Timed:
    """A messenger whose every call takes `latency` seconds of that clock, after it has reached the platform."""

    def __init__(self, real: Messenger, wound: Wound, latency: float) -> None:
        self.platform = real.platform
        self.pace = real.pace
        self.withdrawing = real.withdrawing
        self._real = real
        self._wound = wound
        self._latency = latency

    async def deliver(self, to: Account, card: Card, *, once: str) -> MessageRef:
        try:
            with self._wound.busy():
                return await self._real.deliver(to, card, once=once)
        finally:
            await self._wound.sleep(self._latency)

    async def withdraw(self, message: MessageRef, instead: Card) -> None:
        try:
            with self._wound.busy():
                await self._real.withdraw(message, instead)
        finally:
            await self._wound.sleep(self._latency)


class TimedStore:
    """A store whose transactions stop that clock."""

    def __init__(self, real: Any, wound: Wound) -> None:
        self._real = real
        self._wound = wound

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Any]:
        with self._wound.busy():
            async with self._real.transaction() as work:
                yield work
