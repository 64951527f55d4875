"""The ledger's table: owed once, leased with a fence, lost by whoever is late; long, as it is one contract."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from core.errors import NotFound
from core.ledger.model import Lost, Promise, PromiseId, Reason, Standing
from core.ports import MessageRef
from storage.moments import NaiveMoment
from storage.store import SqlStore
from tests.builders import KARI, MONDAY, ODA, StoppedClock, a_promise, an_account

HOUR = timedelta(hours=1)


async def owed(store: SqlStore, *promises: Promise) -> None:
    async with store.transaction() as work:
        for promise in promises:
            assert await work.ledger.owe(promise)


async def claimed(store: SqlStore, most: int = 50, lease: float = 30.0) -> list[Promise]:
    async with store.transaction() as work:
        return list(await work.ledger.claim(most, lease))


async def saved(store: SqlStore, promise: Promise) -> None:
    async with store.transaction() as work:
        await work.ledger.save(promise)


async def kept(store: SqlStore, id: PromiseId) -> Promise:
    async with store.transaction() as work:
        return await work.ledger.get(id)


async def test_a_promise_comes_back_as_it_was(store: SqlStore) -> None:
    """With where its message is, and every moment in UTC."""
    oslo = timezone(timedelta(hours=1))
    promise = a_promise(
        due=datetime(2026, 11, 23, 10, tzinfo=oslo),
        chosen=True,
        standing=Standing.SENT,
        reason=Reason.USED,
        attempt=3,
        doubted=True,
        counted=True,
        carrier=PromiseId("other"),
        sent_at=MONDAY,
        message=MessageRef(account=an_account("U1", conversation="D1", service="s"), message="171.2"),
    )
    await owed(store, promise)
    back = await kept(store, promise.id)
    assert back == promise
    assert back.due.tzinfo is UTC


async def test_an_occasion_is_owed_once(store: SqlStore) -> None:
    """Whatever else the second promise says."""
    first = a_promise(once="o")
    async with store.transaction() as work:
        assert await work.ledger.owe(first)
        assert not await work.ledger.owe(a_promise(once="o", due=MONDAY + HOUR))
        assert await work.ledger.for_occasion("o") == first
        assert await work.ledger.for_occasion("other") is None
        with pytest.raises(NotFound):
            await work.ledger.get(PromiseId("nothing"))


async def test_an_occasion_is_owed_once_by_two_at_once(store: SqlStore) -> None:
    """One of them is told that it was new."""

    async def owe() -> bool:
        async with store.transaction() as work:
            new = await work.ledger.owe(a_promise(once="o"))
            await asyncio.sleep(0.05)
            return new

    assert sorted(await asyncio.gather(owe(), owe(), owe())) == [False, False, True]


async def test_what_is_due_is_claimed_oldest_first(store: SqlStore) -> None:
    """As it stood before, with a new fence; what is not due yet is left."""
    late, early = a_promise(due=MONDAY), a_promise(due=MONDAY - HOUR)
    await owed(store, late, early, a_promise(due=MONDAY + timedelta(microseconds=1)))
    assert await claimed(store) == [replace(early, fence=1), replace(late, fence=1)]
    assert (await kept(store, late.id)).standing is Standing.CLAIMED
    assert await claimed(store) == []


async def test_a_claim_takes_no_more_than_asked(store: SqlStore) -> None:
    """The rest is there for the next."""
    await owed(store, *(a_promise() for _ in range(5)))
    assert [len(await claimed(store, most=3)) for _ in range(3)] == [3, 2, 0]


async def test_what_was_left_behind_comes_among_what_waits(store: SqlStore) -> None:
    """By due time, and no more than was asked for."""
    left, early, late = a_promise(), a_promise(due=MONDAY - HOUR), a_promise(due=MONDAY)
    await owed(store, left)
    await claimed(store, lease=0.0)
    await owed(store, early, late)
    await asyncio.sleep(0.02)
    taken = await claimed(store, most=2)
    assert [(promise.id, promise.standing) for promise in taken] == [
        (early.id, Standing.WAITING),
        (left.id, Standing.CLAIMED),
    ]
    assert [promise.id for promise in await claimed(store)] == [late.id]


async def test_an_expired_lease_hands_over_and_the_late_holder_has_lost(store: SqlStore) -> None:
    """By the database's clock, whatever the demo's clock says; found as it stood when it was left."""
    await owed(store, a_promise())
    [first] = await claimed(store, lease=0.3)
    await saved(store, replace(first, standing=Standing.SENDING))
    assert await claimed(store) == []
    await asyncio.sleep(0.4)
    [second] = await claimed(store)
    assert (second.standing, second.fence) == (Standing.SENDING, 2)
    with pytest.raises(Lost):
        await saved(store, first.ended(Standing.SENT))
    await saved(store, second.ended(Standing.UNSURE))
    assert (await kept(store, first.id)).standing is Standing.UNSURE


async def test_winding_the_clock_ends_no_lease(store: SqlStore, clock: StoppedClock) -> None:
    """Leases go by the database's clock alone."""
    await owed(store, a_promise())
    await claimed(store, lease=30)
    clock.wind(days=400)
    assert await claimed(store) == []


async def test_what_is_over_is_never_claimed_again(store: SqlStore) -> None:
    """In whichever final way."""
    await owed(store, *(a_promise() for _ in range(4)))
    ends = [Standing.SENT, Standing.UNSURE, Standing.GAVE_UP, Standing.DROPPED]
    for promise, end in zip(await claimed(store, lease=0.0), ends, strict=True):
        await saved(store, promise.ended(end))
    await asyncio.sleep(0.02)
    assert await claimed(store) == []


async def test_a_promise_nobody_claimed_is_saved_by_its_fence_too(store: SqlStore) -> None:
    """Hastened by a use case; a claim in between makes it Lost."""
    promise = a_promise(due=MONDAY + HOUR)
    await owed(store, promise)
    await saved(store, replace(promise, due=MONDAY))
    [held] = await claimed(store)
    assert held.due == MONDAY
    with pytest.raises(Lost):
        await saved(store, replace(promise, due=MONDAY + HOUR))
    with pytest.raises(Lost):
        await saved(store, a_promise())


async def test_riders_are_what_could_go_along(store: SqlStore) -> None:
    """Due, or held back by the cap, or claimed by somebody who then has lost; never what is being sent, or another's."""
    due, capped = a_promise(), a_promise(due=MONDAY + 9 * HOUR, reason=Reason.CAP)
    later, others = a_promise(due=MONDAY + HOUR), a_promise(to=ODA)
    taken, sending = a_promise(due=MONDAY - HOUR), a_promise(due=MONDAY - HOUR)
    await owed(store, taken, sending)
    held = {promise.id: promise for promise in await claimed(store)}
    await saved(store, replace(held[sending.id], standing=Standing.SENDING))
    await owed(store, due, capped, later, others)
    async with store.transaction() as work:
        riders = await work.ledger.riders(KARI, work.now)
    assert [(rider.id, rider.fence) for rider in riders] == [(taken.id, 2), (due.id, 1), (capped.id, 1)]
    assert [rider.standing for rider in riders] == [Standing.CLAIMED, Standing.WAITING, Standing.WAITING]
    with pytest.raises(Lost):
        await saved(store, held[taken.id])
    await saved(store, replace(riders[0], standing=Standing.SENDING))


async def test_a_ping_knows_what_it_carries(store: SqlStore) -> None:
    """Itself first among them, by due time."""
    ping = a_promise(due=MONDAY - HOUR)
    rider = a_promise(carrier=ping.id)
    await owed(store, ping, rider, a_promise())
    async with store.transaction() as work:
        assert [promise.id for promise in await work.ledger.carried_by(ping.id)] == [ping.id, rider.id]


async def test_counted_pings_are_the_persons_own_since_then(store: SqlStore) -> None:
    """Oldest first."""

    def sent(at: datetime, *, counted: bool = True, to: str = KARI) -> Promise:
        return a_promise(to=to, standing=Standing.SENT, sent_at=at, counted=counted)

    await owed(
        store,
        sent(MONDAY),
        sent(MONDAY - HOUR),
        sent(MONDAY - 9 * HOUR),
        sent(MONDAY, counted=False),
        sent(MONDAY, to=ODA),
    )
    async with store.transaction() as work:
        assert await work.ledger.counted_since(KARI, MONDAY - HOUR) == [MONDAY - HOUR, MONDAY]


async def test_a_person_has_what_is_owed_to_them(store: SqlStore) -> None:
    """By due time, however it stands."""
    late, early = a_promise(due=MONDAY + HOUR), a_promise(standing=Standing.DROPPED)
    await owed(store, late, early, a_promise(to=ODA))
    async with store.transaction() as work:
        assert await work.ledger.of(KARI) == [early, late]


async def test_next_due_is_the_first_that_waits(store: SqlStore) -> None:
    """None if nothing does."""
    async with store.transaction() as work:
        assert await work.ledger.next_due() is None
    await owed(store, a_promise(due=MONDAY + HOUR), a_promise(), a_promise(due=MONDAY + 2 * HOUR))
    await claimed(store)
    async with store.reading() as work:
        assert await work.ledger.next_due() == MONDAY + HOUR


async def test_only_what_has_ended_is_forgotten(store: SqlStore) -> None:
    """By when it ended, not by when it was due; and its occasion can come again."""
    waiting, over = a_promise(), a_promise(due=MONDAY + 99 * HOUR, once="o")
    await owed(store, waiting, over)
    await saved(store, over.ended(Standing.DROPPED))
    async with store.transaction() as work:
        assert await work.ledger.forget_before(MONDAY) == 0
        assert await work.ledger.forget_before(MONDAY + timedelta(seconds=1)) == 1
        assert await work.ledger.of(KARI) == [waiting]
        assert await work.ledger.owe(a_promise(once="o"))


async def test_a_moment_without_a_zone_is_refused(store: SqlStore) -> None:
    """Before it reaches the table."""
    with pytest.raises(NaiveMoment):
        await owed(store, a_promise(due=MONDAY.replace(tzinfo=None)))


async def test_a_promise_that_cannot_be_opened_does_not_stop_the_others(
    store: SqlStore, spoil: Callable[[str], Awaitable[None]]
) -> None:
    """It is given up for all to see."""
    damaged, whole = a_promise(due=MONDAY - HOUR), a_promise()
    await owed(store, damaged, whole)
    await spoil(f"UPDATE promises SET content = once_idx WHERE id = '{damaged.id}'")
    assert [promise.id for promise in await claimed(store)] == [whole.id]


async def test_two_workers_never_get_the_same_promise(on_postgresql: tuple[SqlStore, SqlStore]) -> None:
    """All are claimed, each by one."""
    one, other = on_postgresql
    await owed(one, *(a_promise() for _ in range(60)))
    batches = await asyncio.gather(*(claimed(store, most=7) for store in (one, other) * 6))
    ids = [promise.id for batch in batches for promise in batch]
    assert len(ids) == len(set(ids))
    rest = [promise.id for promise in await claimed(one, most=60)]
    assert len({*ids, *rest}) == len(ids) + len(rest) == 60


async def test_a_claim_under_way_holds_nobody_up(on_postgresql: tuple[SqlStore, SqlStore]) -> None:
    """Its rows are passed over."""
    one, other = on_postgresql
    await owed(one, *(a_promise() for _ in range(4)))
    async with one.transaction() as work:
        assert len(await work.ledger.claim(2, 30)) == 2
        async with asyncio.timeout(5):
            assert len(await claimed(other)) == 2


async def test_pings_to_one_person_are_decided_one_at_a_time(
    on_postgresql: tuple[SqlStore, SqlStore],
) -> None:
    """The second sees what the first wrote; another person's are not held up."""
    one, other = on_postgresql
    seen: list[int] = []

    async def decide(store: SqlStore) -> None:
        async with store.transaction() as work:
            await work.ledger.alone(KARI)
            seen.append(len(await work.ledger.counted_since(KARI, MONDAY)))
            await asyncio.sleep(0.1)
            await work.ledger.owe(a_promise(standing=Standing.SENT, sent_at=MONDAY, counted=True))

    await asyncio.gather(decide(one), decide(other), decide(one))
    assert seen == [0, 1, 2]
    async with one.transaction() as work:
        await work.ledger.alone(KARI)
        async with asyncio.timeout(5), other.transaction() as second:
            await second.ledger.alone(ODA)
