"""Two processes' worth of parts on one PostgreSQL: each promise is carried once, and who comes late changes nothing."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import timedelta

import pytest

from bots.demo.far.faults import Slow
from bots.demo.far.slack import FarSlack
from bots.wiring import Parts, running
from core.ledger import usecases as ledger
from core.ledger.model import Promise, Standing
from core.people import Platform
from core.reminders.flow import DUE
from core.settings.flow import TEST
from tests.journeys.acts import rows, submit
from tests.journeys.colleagues import hire
from tests.journeys.world import World, pings

PEOPLE, EACH = 20, 3
LEASE = 0.5

pytestmark = [
    pytest.mark.parametrize("platform", [Platform.SLACK], ids=str),
    pytest.mark.parametrize("database_url", ["postgresql"], indirect=True),
]


@pytest.fixture
def lease() -> float:
    """Seconds; long enough for a slow machine."""
    return 10.0


@pytest.fixture
async def workers(
    world: World, lease: float
) -> AsyncIterator[tuple[tuple[Parts, list[str]], tuple[Parts, list[str]]]]:
    """Each with its own connections, its own memory, and what it told of its work."""
    settings = world.parts.settings.model_copy(update={"lease_seconds": lease})
    async with AsyncExitStack() as stack:
        made: list[tuple[Parts, list[str]]] = []
        for _ in range(2):
            told: list[str] = []
            parts = await stack.enter_async_context(running(settings, world.clock, told=told.append))
            made.append((parts, told))
        yield made[0], made[1]


async def _owe(world: World, key: str, *names: str) -> None:
    async with world.parts.store.transaction() as work:
        person = await work.people.get(world.people[key].id)
        for name in names:
            await ledger.owe(work, person, TEST, "", work.now, once=f"{TEST}:{key}:{name}", chosen=True)


async def _owed(world: World, key: str) -> list[Promise]:
    async with world.parts.store.transaction() as work:
        return [p for p in await work.ledger.of(world.people[key].id) if p.kind == TEST]


async def _empty(parts: Parts) -> int:
    taken = 0
    while count := await parts.delivery.run_due():
        taken += count
    return taken


async def test_two_workers_carry_each_promise_once(
    world: World, workers: tuple[tuple[Parts, list[str]], tuple[Parts, list[str]]]
) -> None:
    """Many promises, several to each person, both workers at once: all sent, each on one ping, and every ping its own."""
    keys = [f"p{number}" for number in range(PEOPLE)]
    phones = {key: await hire(world, key, f"Nr. {key} Oppdiktet") for key in keys}
    for key in keys:
        await _owe(world, key, *(str(number) for number in range(EACH)))

    assert isinstance(world.far, FarSlack)
    world.far.faults.add("chat.postMessage", Slow(0.05), times=1000)  # long enough for the two to meet
    await asyncio.gather(*(_empty(parts) for parts, _ in workers))

    for key in keys:
        owed = await _owed(world, key)
        assert [p.standing for p in owed] == [Standing.SENT] * EACH
        assert len({p.carrier or p.id for p in owed}) == pings(phones[key])
        assert len({p.message.message for p in owed if p.message}) == pings(phones[key])
    # Both had their share, so that the two really met.
    assert all("sent" in told for _, told in workers)


@pytest.mark.parametrize("lease", [LEASE])
async def test_a_worker_that_slept_past_its_lease_changes_nothing(
    world: World, workers: tuple[tuple[Parts, list[str]], tuple[Parts, list[str]]]
) -> None:
    """It hangs in its call; the other one takes over and settles; its late answer is void, and nobody else is pinged."""
    assert isinstance(world.far, FarSlack)
    (slow, slows), (quick, _) = workers
    values = {"text": "Eget", "day": "2026-11-23", "time": "08:10", "repeat": "once"}
    await submit(world, world.ola, "reminders.set", "", values)
    world.clock.at += timedelta(minutes=10)
    world.far.faults.add("chat.postMessage", Slow(LEASE * 3))
    before = len(world.far.calls)
    late = asyncio.create_task(slow.delivery.run_due())
    while len(world.far.calls) == before:  # noqa: ASYNC110  it is the far side that we wait for
        await asyncio.sleep(0.02)
    await asyncio.sleep(LEASE + 0.1)
    assert await quick.delivery.run_due() == 1
    async with world.parts.store.transaction() as work:
        (settled,) = [p for p in await work.ledger.of(world.people["ola"].id) if p.kind == DUE]
    assert settled.standing is Standing.SENT
    assert pings(world.ola) == 1
    kept = await rows(world)

    await late

    assert "lost" in slows
    assert await rows(world) == kept
    assert pings(world.ola) == 2
    assert pings(world.kari) + pings(world.jonas) == 0
