"""The worker itself: the daily look of a large workplace and news to very many hold up nobody's ping."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import pytest_asyncio

from adapters.slack.messenger import SlackMessenger
from bots.wiring import Parts
from bots.worker import Worker
from core.ledger import usecases as ledger
from core.ledger.model import PromiseId, Standing
from core.people import Platform
from core.policy import rounds
from core.settings.flow import TEST
from tests.journeys import world as worlds
from tests.journeys.world import World, pings

PATIENCE = 20
"""Seconds of the machine's own time, after which a thing is said not to happen."""


@pytest_asyncio.fixture
async def world(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[World]:
    """On SQLite everything takes turns: there it is hardest."""
    monkeypatch.setattr(SlackMessenger, "pace", 1000.0)
    async with worlds.world(Platform.SLACK, sqlite_url, tmp_path, worlds.WoundClock()) as whole:
        yield whole


@asynccontextmanager
async def working(parts: Parts) -> AsyncIterator[Worker]:
    worker = Worker(parts)
    task = asyncio.create_task(worker.run())
    try:
        yield worker
    finally:
        worker.stop()
        await asyncio.wait_for(task, PATIENCE)


async def owe(world: World, key: str, name: str) -> PromiseId:
    async with world.parts.store.transaction() as work:
        person = await work.people.get(world.people[key].id)
        return await ledger.owe(work, person, TEST, "", work.now, once=f"{TEST}:{name}", chosen=True)


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not true():  # noqa: ASYNC110  it is another's work that we wait for
            await asyncio.sleep(0.01)


async def test_while_the_daily_look_goes_on_pings_go_out(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A look that never ends, page upon page; a ping that falls due meanwhile comes, and the look is still at it."""
    pages = 0

    async def step(work: object, workplace: object) -> bool:
        nonlocal pages
        del work, workplace
        pages += 1
        await asyncio.sleep(0.01)
        return True

    monkeypatch.setattr(rounds, "step", step)
    monkeypatch.setattr("bots.upkeep.POLICY_PAGES", 10**9)
    async with working(world.parts):
        await until(lambda: pages > 3)
        before = pings(world.ola)
        await owe(world, "ola", "during the look")
        await until(lambda: pings(world.ola) == before + 1)
        seen = pages
        await until(lambda: pages > seen)  # it goes on
    stopped = pages
    await asyncio.sleep(0.1)
    assert pages == stopped, "told to stop, it begins no other page"


async def test_a_look_that_fails_is_taken_again_and_pings_go_out(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """By its name alone in the log."""
    looks = 0

    async def upkeep(parts: Parts, over: object) -> None:
        nonlocal looks
        del parts, over
        looks += 1
        raise ValueError("kanarifugl")

    monkeypatch.setattr(Parts, "upkeep", upkeep)
    monkeypatch.setattr("bots.worker.AFTER_FAULT", 0.05)
    async with working(world.parts):
        await until(lambda: looks > 1)
        id = await owe(world, "ola", "after the fault")
        await until(lambda: pings(world.ola) == 1)
    async with world.parts.store.transaction() as work:
        assert (await work.ledger.get(id)).standing is Standing.SENT
    assert "kanarifugl" not in caplog.text
