"""Marks: once, for a while, and not to be listed."""

import asyncio
from datetime import timedelta

from storage.store import SqlStore, SqlWork
from tests.builders import StoppedClock


async def test_a_mark_is_written_once_and_found_by_its_name(store: SqlStore) -> None:
    """A second of the same name is not written; another name finds nothing."""
    async with store.transaction() as work:
        assert await work.marks.put("a", {"n": 1}, None)
        assert not await work.marks.put("a", {"n": 2}, None)
    async with store.reading() as work:
        assert await work.marks.get("a") == {"n": 1}
        assert await work.marks.get("b") is None


async def test_many_are_looked_up_together(store: SqlStore, clock: StoppedClock) -> None:
    """Those that are there, of as many names as one likes, and not what is over."""
    async with store.transaction() as work:
        for each in range(3):
            await work.marks.put(f"n{each * 400}", {}, None)
        await work.marks.put("n5", {}, work.now + timedelta(minutes=10))
    clock.wind(minutes=10)
    async with store.reading() as work:
        assert await work.marks.among([f"n{each}" for each in range(1000)]) == {"n0", "n400", "n800"}
        assert await work.marks.among([]) == frozenset()


async def test_a_mark_that_is_over_is_not_there(store: SqlStore, clock: StoppedClock) -> None:
    """Neither to be read nor taken, and its name is free again."""
    async with store.transaction() as work:
        await work.marks.put("a", {"n": 1}, work.now + timedelta(minutes=10))
    clock.wind(minutes=10)
    async with store.transaction() as work:
        assert await work.marks.get("a") is None
        assert await work.marks.take("a") is None
        assert await work.marks.put("a", {"n": 2}, work.now + timedelta(minutes=10))
    clock.wind(minutes=10)
    async with store.transaction() as work:
        assert await work.marks.forget() == 1


async def test_of_two_who_take_one_gets_it(store: SqlStore) -> None:
    """Both at once, on both databases."""
    async with store.transaction() as work:
        await work.marks.put("a", {"n": 1}, None)

    async def take() -> dict[str, int] | None:
        async with store.transaction() as work:
            return await _taken(work)

    got = await asyncio.gather(take(), take())
    assert [each for each in got if each is not None] == [{"n": 1}]


async def _taken(work: SqlWork) -> dict[str, int] | None:
    return await work.marks.take("a")
