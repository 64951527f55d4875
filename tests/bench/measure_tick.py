"""
What a tick of the worker costs with 1,000 and with 100,000 agreements, of which a hundred are due.

The same store, ledger, kinds and seals as in service; only the platform answers at once, for it is not what is
measured. The two sizes take turns in one run, so that a machine that slows down slows both.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

from bots.subjects import Cards, kinds
from core.chat.views import Card
from core.ledger.delivery import Delivery
from core.ledger.pace import Lanes
from core.people import Account, Platform
from core.ports import MessageRef, Rate
from storage import engines
from storage.keyring import Keyring
from storage.migrate import migrate
from storage.store import SqlStore, SqlWork
from tests import databases
from tests.bench.estate import BEFORE, Estate
from tests.builders import StoppedClock, a_keyring

SMALL, LARGE = Estate(agreements=1_000), Estate(agreements=100_000)
IDLE = 50
"""Looks at a ledger in which nothing is due, in each pair."""


class AtOnce:
    """A platform that takes everything."""

    platform = Platform.SLACK
    pace = 1e9
    withdrawing: Rate | None = None

    def __init__(self) -> None:
        self.count = 0

    async def deliver(self, to: Account, card: Card, *, once: str) -> MessageRef:
        del card, once
        self.count += 1
        return MessageRef(account=to, message=f"m{self.count}")

    async def withdraw(self, message: MessageRef, instead: Card) -> None:
        del message, instead


@dataclass(frozen=True, kw_only=True)
class Site:
    """One database of one size, with its worker."""

    clock: StoppedClock
    store: SqlStore
    platform: AtOnce
    delivery: Delivery[SqlWork]

    async def tick(self) -> tuple[int, float]:
        """How many promises it took, and the seconds."""
        began = time.perf_counter()
        taken = await self.delivery.run_due()
        return taken, time.perf_counter() - began

    async def idle(self) -> float:
        """Seconds for looks that find nothing: a claim, and when the next is due."""
        began = time.perf_counter()
        for _ in range(IDLE):
            await self.delivery.run_due()
            async with self.store.transaction() as work:
                await work.ledger.next_due()
        return time.perf_counter() - began


async def measure() -> Mapping[str, str]:
    """On both databases."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        # The server has a loop of its own, which must not be run inside this one.
        server = await asyncio.to_thread(stack.enter_context, databases.cluster())
        keyring, urls = a_keyring(folder), dict[tuple[str, Estate], str]()
        for estate in (SMALL, LARGE):
            (own := folder / str(estate.agreements)).mkdir()
            urls["SQLite", estate] = databases.sqlite(own)
            made = await asyncio.to_thread(stack.enter_context, server.database())
            urls["PostgreSQL", estate] = made
            print(f"  laying out {estate.agreements:,} agreements, each under its own keys", flush=True)
            await laid_out(keyring, estate, urls["SQLite", estate], made)
        figures = [
            await compared(name, keyring, urls[name, SMALL], urls[name, LARGE])
            for name in ("SQLite", "PostgreSQL")
        ]
        await asyncio.to_thread(stack.pop_all().close)
    return {what: figure for each in figures for what, figure in each.items()}


async def laid_out(keyring: Keyring, estate: Estate, on_sqlite: str, on_postgresql: str) -> None:
    """The same agreements in both."""
    async with AsyncExitStack() as stack:
        connections = []
        for url in (on_sqlite, on_postgresql):
            await migrate(url)
            engine = engines.writing(make_url(url))
            stack.push_async_callback(engine.dispose)
            connections.append(await stack.enter_async_context(engine.begin()))
        await estate.fill(keyring, *connections)
    # What PostgreSQL does by itself in the background sooner or later.
    engine = create_async_engine(on_postgresql, isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(text("VACUUM ANALYZE"))
    await engine.dispose()


async def compared(name: str, keyring: Keyring, few: str, many: str) -> Mapping[str, str]:
    """Tick by tick in turns, and the one that goes first changes: the ratio is of neighbours in time."""
    async with opened(keyring, few) as small, opened(keyring, many) as large:
        hundreds, looks = [], []
        for number in range(SMALL.groups):
            order = (small, large) if number % 2 else (large, small)
            took = await drained(order, SMALL.moment(number))
            looked = {id(site): await site.idle() for site in order}
            if number:  # the first fills caches and prepares statements
                hundreds.append((took[id(small)], took[id(large)]))
                looks.append((looked[id(small)], looked[id(large)]))
        sent = {small.platform.count, large.platform.count}
    if sent != {SMALL.groups * SMALL.together}:
        raise AssertionError(sent)
    slow, fast = (sum(each[i] for each in hundreds) for i in (1, 0))
    count = len(hundreds) * SMALL.together
    return {
        f"{name}: 100 due of {SMALL.agreements:,}": _milliseconds(few for few, _ in hundreds),
        f"{name}: 100 due of {LARGE.agreements:,}": _milliseconds(many for _, many in hundreds),
        f"{name}: 100 due, ratio (target: 1.3 at most)": _ratios(hundreds),
        f"{name}: nothing due, ratio": _ratios(looks),
        f"{name}: promises a second, of {SMALL.agreements:,}": f"{count / fast:.0f}",
        f"{name}: promises a second, of {LARGE.agreements:,}": f"{count / slow:.0f}",
    }


async def drained(sites: Sequence[Site], moment: datetime) -> Mapping[int, float]:
    """Seconds of each, until nothing is left that is due at that moment."""
    took = {id(site): 0.0 for site in sites}
    for site in sites:
        site.clock.at = moment
    left = list(sites)
    while left:
        for site in list(left):
            taken, seconds = await site.tick()
            took[id(site)] += seconds
            if not taken:
                left.remove(site)
    return took


@asynccontextmanager
async def opened(keyring: Keyring, url: str) -> AsyncIterator[Site]:
    """What was laid out, with the worker that looks after it."""
    clock, platform = StoppedClock(BEFORE), AtOnce()
    async with SqlStore.open(url, keyring, clock) as store:
        await store.checkpoint()
        lanes = Lanes(asyncio.sleep, time.monotonic)
        # Small ticks, so that the two sizes take turns often.
        delivery = Delivery(store, {Platform.SLACK: platform}, kinds(), Cards(), lanes, batch=25)
        yield Site(clock=clock, store=store, platform=platform, delivery=delivery)


def _milliseconds(times: Iterable[float]) -> str:
    """The median, with the least and the most."""
    each = sorted(time * 1000 for time in times)
    return f"{median(each):.0f} ms ({each[0]:.0f}-{each[-1]:.0f})"


def _ratios(pairs: Sequence[tuple[float, float]]) -> str:
    each = sorted(large / small for small, large in pairs)
    return f"{median(each):.2f} ({each[0]:.2f}-{each[-1]:.2f})"
