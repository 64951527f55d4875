"""What is owed to very many never stands in the way of what is owed to somebody; in memory and on SQLite."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from core.errors import TryLater
from core.ledger.delivery import Delivery
from core.ledger.model import Drop, Promise, Reason, Say, Standing, Verdict
from core.ledger.pace import Lanes
from core.people import Platform
from storage.store import SqlStore
from tests import databases
from tests.builders import KARI, LEIF, MONDAY, ODA, StoppedClock, a_keyring, a_person, a_workplace, an_account
from tests.core.test_delivery import LEASE, Blank, Office, Plain, _in_memory

NEWS = "news"
MANY = 12


@pytest.fixture(params=["memory", "sqlite"])
async def office(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Office]:
    clock = StoppedClock()

    async def slept() -> None:
        await asyncio.sleep(LEASE + 0.05)

    if request.param == "memory":
        made = await _in_memory(clock)
        yield await _told_news(made)
        return
    async with SqlStore.open(databases.sqlite(tmp_path), a_keyring(tmp_path), clock) as store:
        async with store.transaction() as work:
            await work.people.put_workplace(a_workplace())
        made = Office(store=store, clock=clock, lapse=slept)
        await made.employ()
        yield await _told_news(made)


async def _told_news(office: Office) -> Office:
    office.kinds[NEWS] = Plain(name=NEWS, bulk=True, again_if_unsure=False)
    office.slack.pace = 3.0
    office.delivery = _worker(office)
    async with office.store.transaction() as work:
        for number in range(MANY):
            await work.people.add(
                a_person(f"n{number}", accounts=(an_account(f"S-n{number}"),), channel=Platform.SLACK)
            )
    return office


def _worker(office: Office) -> Delivery[Any]:
    """With Slack alone, and a memory of its own for the pace."""

    async def slept(seconds: float) -> None:
        await asyncio.sleep(0)
        office.seconds += seconds

    lanes = Lanes(slept, lambda: office.seconds)
    kinds = office.kinds | {"ping.tidy": Plain(name="ping.tidy", decides=lambda _: Drop(Reason.NOT_NEEDED))}
    return Delivery(
        office.store,
        {Platform.SLACK: office.slack},
        kinds,
        Blank(),
        lanes,
        lease=LEASE,
        told=office.told.append,
    )


async def _everybody(office: Office, *, bulk: bool = True) -> list[Promise]:
    return [await office.owe(f"n{number}", kind=NEWS, bulk=bulk) for number in range(MANY)]


async def test_what_is_owed_to_somebody_is_carried_first(office: Office) -> None:
    """However long the news has waited, and between any two seconds of it."""
    await _everybody(office)
    office.clock.wind(hours=1)
    await office.owe(ODA)
    assert await office.delivery.run_due() == 1
    assert [to for to, _ in office.slack.sent] == ["S-oda"]
    assert await office.delivery.run_due() == 3  # about a second at three a second
    await office.owe(LEIF)
    assert await office.delivery.run_due() == 1
    await office.run()
    assert len(office.slack.sent) == MANY + 2


async def test_a_kind_of_news_is_bulk_whatever_it_was_owed_as(office: Office) -> None:
    """Owed as if to somebody, it is put where it belongs, and comes once."""
    owed = await _everybody(office, bulk=False)
    await office.delivery.run_prompt()
    assert office.slack.sent == []
    assert {(await office.now(promise)).bulk for promise in owed} == {True}
    await office.run()
    assert sorted(to for to, _ in office.slack.sent) == sorted(f"S-n{number}" for number in range(MANY))


async def test_what_only_stands_in_line_is_not_in_doubt(office: Office) -> None:
    """The process dies while one is on its way: that one is in doubt and is not sent again, and the others come."""
    owed = await _everybody(office)
    office.slack.halt = asyncio.Event()
    office.slack.pace = 0.5  # one under way, the others in line
    dying = asyncio.create_task(_worker(office).run_bulk())
    await office.slack.asked.wait()
    dying.cancel()
    await asyncio.gather(dying, return_exceptions=True)
    begun = len(office.slack.sent)
    office.slack.halt = None
    await office.lapse()
    await office.run()
    ended = [(await office.now(promise)).standing for promise in owed]
    assert ended.count(Standing.UNSURE) == begun
    assert ended.count(Standing.SENT) == MANY - begun
    assert len(office.slack.sent) == MANY


async def test_the_platform_asks_for_a_pause_and_nothing_is_spent_on_it(office: Office) -> None:
    """One refusal, not twelve; while it lasts nothing is claimed, and somebody's ping is the first after it."""
    owed = await _everybody(office)
    office.slack.script.append(TryLater(600, whole_lane=True))
    await office.delivery.run_bulk()
    begun = len(office.slack.sent)
    assert begun <= 3  # what was on its way when the answer came
    assert await office.delivery.run_bulk() == 0
    assert office.delivery.held() > 0
    own = await office.owe(ODA)
    await office.run()
    assert (await office.now(own)).reason is Reason.BUSY
    office.seconds += 601
    await office.wind(seconds=601)
    assert office.slack.sent[begun][0] == "S-oda"
    assert {(await office.now(promise)).standing for promise in owed} == {Standing.SENT}


async def test_a_pause_of_unnamed_length_is_a_pause(office: Office) -> None:
    """Else each of very many would ask once."""
    await _everybody(office)
    office.slack.script.extend([TryLater(None, whole_lane=True)] * MANY)
    await office.delivery.run_bulk()
    assert len(office.slack.sent) <= 3


async def test_the_news_rides_along_with_what_is_owed_to_somebody(office: Office) -> None:
    """One ping for both, and not at the end of the line."""
    news = await office.owe(KARI, kind=NEWS, bulk=True)
    own = await office.owe(KARI)
    await office.run()
    assert [to for to, _ in office.slack.sent] == ["S-kari"]
    assert (await office.now(news)).carrier == own.id


async def test_taking_the_news_out_of_the_chat_waits_behind_others_too(office: Office) -> None:
    """A week later there are as many to take out as there were to send."""
    await _everybody(office)
    await office.run()
    async with office.store.transaction() as work:
        assert await work.ledger.next_due(bulk=False) is None
        assert await work.ledger.next_due(bulk=True) == MONDAY + timedelta(days=7)


async def test_told_to_stop_it_gives_back_what_stands_in_line(office: Office) -> None:
    """Nothing more is begun, and nothing is left under a lease."""
    owed = await _everybody(office)
    office.slack.halt = asyncio.Event()
    working = asyncio.create_task(office.delivery.run_bulk())
    await office.slack.asked.wait()
    office.delivery.stop()
    office.slack.halt.set()
    await working
    ended = [(await office.now(promise)).standing for promise in owed]
    assert set(ended) == {Standing.SENT, Standing.WAITING}
    assert ended.count(Standing.SENT) == len(office.slack.sent) < MANY


@pytest.mark.parametrize("verdict", [Say(), Drop(Reason.ENDED)], ids=["sent", "dropped"])
async def test_what_rides_together_is_settled_in_one_order_for_everybody(
    office: Office, verdict: Verdict
) -> None:
    """Whatever order it fell due in, sent or dropped: else two would wait for each other in the database, in a ring."""
    settled: list[tuple[str, str]] = []
    kind = office.kinds[NEWS]
    kind.ends = lambda promise: settled.append((promise.to, promise.ref))
    kind.decides = lambda promise: Say() if promise.ref == "b" else verdict
    for number in range(MANY):
        for later, ref in enumerate(("b", "c", "a") if number % 2 else ("b", "a", "c")):
            due = office.clock.at - timedelta(minutes=10 - later)
            await office.owe(f"n{number}", kind=NEWS, ref=ref, bulk=True, due=due)
    await office.run()
    orders = {to: [ref for who, ref in settled if who == to] for to, _ in settled}
    one = (
        ["a", "b", "c"] if isinstance(verdict, Say) else ["a", "c", "b"]
    )  # what is dropped does not wait for the send
    assert list(orders.values()) == [one] * MANY


@pytest.mark.parametrize("with_ping", [False, True], ids=["alone", "with a ping"])
async def test_news_in_doubt_is_not_sent_though_two_workers_die_over_it(
    office: Office, *, with_ping: bool
) -> None:
    """One died while it was on its way; the next had taken it up, and not yet written down that nobody knows."""
    news = await office.owe("n1", kind=NEWS, bulk=True)
    async with office.store.transaction() as work:
        [claimed] = await work.ledger.claim(10, LEASE, bulk=True)
        await work.ledger.save(replace(claimed, standing=Standing.SENDING))
    await office.lapse()
    async with office.store.transaction() as work:
        assert len(await work.ledger.claim(10, LEASE, bulk=True)) == 1
    if with_ping:
        await office.owe("n1")
    else:
        await office.lapse()
    await office.run()
    assert len(office.slack.sent) == int(with_ping)
    assert (await office.now(news)).standing is Standing.UNSURE
