"""Presses: noted once, whoever comes at the same time, and answered with the same view."""

import asyncio

import pytest

from storage.store import SqlStore
from tests.builders import StoppedClock
from tests.storage.failing import failing


async def test_a_press_is_new_once(store: SqlStore) -> None:
    """In the same transaction, and in a later one."""
    async with store.transaction() as work:
        assert await work.presses.note("k1")
        assert not await work.presses.note("k1")
        assert await work.presses.note("k2")
    async with store.transaction() as work:
        assert not await work.presses.note("k1")


async def test_a_repeat_finds_the_view_of_the_first(store: SqlStore) -> None:
    """None before it is remembered."""
    async with store.transaction() as work:
        await work.presses.note("k1")
        assert await work.presses.led_to("k1") is None
        await work.presses.remember("k1", "checkins.stored", "ref-1")
    async with store.transaction() as work:
        assert await work.presses.led_to("k1") == ("checkins.stored", "ref-1")
        assert await work.presses.led_to("k2") is None


async def test_what_failed_was_not_pressed(store: SqlStore) -> None:
    """The person can press again."""
    with pytest.raises(ZeroDivisionError):
        await failing(store, lambda work: work.presses.note("k1"))
    async with store.transaction() as work:
        assert await work.presses.note("k1")


async def test_of_presses_at_once_one_is_new_and_the_others_wait_for_it(store: SqlStore) -> None:
    """The second learns where the first led, not that nothing is known yet."""

    async def press() -> tuple[str, str] | None:
        async with store.transaction() as work:
            if await work.presses.note("k1"):
                await asyncio.sleep(0.1)
                await work.presses.remember("k1", "a.view", "ref")
                return None
            return await work.presses.led_to("k1")

    led = await asyncio.gather(*(press() for _ in range(5)))
    assert sorted(map(str, led)) == ["('a.view', 'ref')"] * 4 + ["None"]


async def test_the_first_may_fail_while_another_waits(store: SqlStore) -> None:
    """Then the other one is the first."""
    begun = asyncio.Event()

    async def fail() -> None:
        async with store.transaction() as work:
            await work.presses.note("k1")
            begun.set()
            await asyncio.sleep(0.1)
            raise ZeroDivisionError

    async def press() -> bool:
        await begun.wait()
        async with store.transaction() as work:
            return await work.presses.note("k1")

    failed, pressed = await asyncio.gather(fail(), press(), return_exceptions=True)
    assert isinstance(failed, ZeroDivisionError)
    assert pressed is True


async def test_old_presses_are_forgotten(store: SqlStore, clock: StoppedClock) -> None:
    """What no platform repeats any more."""
    async with store.transaction() as work:
        await work.presses.note("old")
    clock.wind(days=8)
    async with store.transaction() as work:
        await work.presses.note("new")
        clock.wind(days=-1)
        assert await work.presses.forget_before(clock.now()) == 1
        assert not await work.presses.note("new")
        assert await work.presses.note("old")
