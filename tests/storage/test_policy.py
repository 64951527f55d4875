"""Many who say at once that they have read it, and two workers who go through everybody: nobody is lost, nobody twice."""

import asyncio
from contextlib import suppress

from core.errors import Outdated
from core.people import Person
from core.policy import rounds
from core.policy.model import Policy
from core.policy.usecases import about_how_many, acknowledge
from core.ports import again
from core.tips import usecases as tips
from storage.store import SqlStore
from tests.builders import WORKPLACE, a_person, a_workplace
from tests.golive import gone_live
from tests.policy import recorded

TEN = [a_person(f"p{n}") for n in range(10)]


async def settled(store: SqlStore) -> Policy:
    """A workplace of ten with a policy."""
    async with store.transaction() as work:
        await work.people.put_workplace(a_workplace())
        for person in TEN:
            await work.people.add(person)
        await gone_live(work, WORKPLACE)
        return await recorded(work, WORKPLACE, acknowledge=True)


async def test_everybody_who_says_so_at_once_is_counted(store: SqlStore) -> None:
    """Ten at the same moment, one of them twice: ten."""
    policy = await settled(store)

    async def say(person: Person) -> None:
        async def once() -> None:
            async with store.transaction() as work:
                await acknowledge(work, person, policy)

        for _ in range(20):  # as often as somebody presses who is told to try again
            with suppress(Outdated):
                return await again(once)
        raise Outdated

    await asyncio.gather(*(say(person) for person in [*TEN, TEN[0]]))
    async with store.reading() as work:
        assert await about_how_many(work, policy, WORKPLACE) == 10


async def test_two_workers_owe_each_person_one_of_each(store: SqlStore) -> None:
    """Both go through everybody at the same time, for news and for tips."""
    await settled(store)

    async def look() -> None:
        async def news() -> bool:
            async with store.transaction() as work:
                return await rounds.step(work, WORKPLACE)

        async def tip() -> bool:
            async with store.transaction() as work:
                return await tips.step(work, WORKPLACE, 4)

        while await again(news):
            pass
        await again(tip)

    await asyncio.gather(look(), look())
    async with store.reading() as work:
        for person in TEN:
            kinds = sorted(each.kind for each in await work.ledger.of(person.id))
            assert kinds == ["policy.news", tips.TIP], person.id


async def test_a_version_recorded_while_the_one_before_goes_round_is_told_to_all(store: SqlStore) -> None:
    """Also to those whom the round before had met already."""
    await settled(store)

    async def look() -> None:
        async def step() -> bool:
            async with store.transaction() as work:
                return await rounds.step(work, WORKPLACE)

        while await again(step):
            pass

    async def another() -> None:
        async def once() -> None:
            async with store.transaction() as work:
                await recorded(work, WORKPLACE, version="2")

        await again(once)

    await asyncio.gather(look(), another())
    await look()
    async with store.reading() as work:
        for person in TEN:
            assert "2" in [each.ref for each in await work.ledger.of(person.id)], person.id
