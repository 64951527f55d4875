"""
Delivery keeps its word whatever the platforms answer; each test holds on a ledger in memory and on SQLite.

Over 200 lines: the small office in which it is tried stands with its tests.
"""

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import workdays
from core.chat.flows import Then, Turn
from core.chat.views import Card
from core.errors import TryLater, Unreachable, Unsure
from core.ledger.delivery import Delivery
from core.ledger.model import Drop, Promise, Reason, Say, Standing, Verdict
from core.ledger.pace import Lanes
from core.ledger.ports import Work
from core.people import Account, Person, PersonId, Platform
from core.ports import MessageRef, Rate
from storage.store import SqlStore
from tests import databases
from tests.builders import (
    KARI,
    LEIF,
    MONDAY,
    ODA,
    StoppedClock,
    a_keyring,
    a_person,
    a_promise,
    a_workplace,
    an_account,
)
from tests.core.memory import MemoryStore

LEASE = 0.2


@dataclass
class Post:
    """A messenger that answers as its script says, and well when the script is over."""

    platform: Platform
    script: deque[Exception | None] = field(default_factory=deque)
    sent: list[tuple[str, str]] = field(default_factory=list)
    pace: float = 1e6
    withdrawing: Rate | None = None
    halt: asyncio.Event | None = None
    asked: asyncio.Event = field(default_factory=asyncio.Event)

    async def deliver(self, to: Account, card: Card, *, once: str) -> MessageRef:
        del card
        self.sent.append((to.id, once))
        self.asked.set()
        if self.halt is not None:
            await self.halt.wait()
        if self.script and (fault := self.script.popleft()) is not None:
            raise fault
        return MessageRef(account=to, message=f"m{len(self.sent)}")

    async def withdraw(self, message: MessageRef, instead: Card) -> None:
        """Tidying is not what is tried here."""


@dataclass
class Plain:
    """A kind that always stands, and remembers how its promises ended."""

    name: str = "a.kind"
    capped: bool = False
    in_hours: bool = False
    again_if_unsure: bool = True
    bulk: bool = False
    decides: Callable[[Promise], Verdict] = lambda _: Say()
    ends: Callable[[Promise], None] = lambda _: None
    how: list[tuple[str, Standing]] = field(default_factory=list)

    async def decide(self, work: Work, promise: Promise) -> Verdict:
        del work
        return self.decides(promise)

    async def ended(self, work: Work, promise: Promise, how: Standing) -> None:
        del work
        self.ends(promise)
        self.how.append((promise.id, how))

    async def opened(self, work: Work, turn: Turn, promise: Promise) -> Then | None:
        del work, turn, promise
        return None

    async def label(self, work: Work, turn: Turn, promise: Promise) -> str | None:
        del work, turn, promise
        return None

    async def put_off(self, work: Work, promise: Promise, until: datetime) -> bool:
        del work, promise, until
        return True


class Blank:
    """Two cards."""

    def ping(self, person: Person, promise: str) -> Card:
        del person, promise
        return Card(hint="", title="", blocks=())

    def menu(self, person: Person) -> Card:
        del person
        return Card(hint="", title="", blocks=())


@dataclass
class Office:
    """A ledger, two platforms, and time."""

    store: Any
    clock: StoppedClock
    lapse: Callable[[], Awaitable[None]]
    slack: Post = field(default_factory=lambda: Post(Platform.SLACK))
    teams: Post = field(default_factory=lambda: Post(Platform.TEAMS))
    kinds: dict[str, Plain] = field(default_factory=lambda: {"a.kind": Plain()})
    told: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def __post_init__(self) -> None:
        self.delivery = self.worker()

    def worker(self) -> Delivery[Any]:
        tidy = {"ping.tidy": Plain(name="ping.tidy", decides=lambda _: Drop(Reason.NOT_NEEDED))}
        lanes = Lanes(self._slept, lambda: self.seconds)
        posts = {Platform.SLACK: self.slack, Platform.TEAMS: self.teams}
        return Delivery(
            self.store, posts, self.kinds | tidy, Blank(), lanes, lease=LEASE, told=self.told.append
        )

    async def _slept(self, seconds: float) -> None:
        self.seconds += seconds

    async def owe(self, to: str = KARI, **given: Any) -> Promise:
        promise = a_promise(to, **({"due": self.clock.at} | given))
        async with self.store.transaction() as work:
            await work.ledger.owe(promise)
        return promise

    async def run(self) -> None:
        while await self.delivery.run_due():
            pass

    async def wind(self, **by: float) -> None:
        self.clock.wind(**by)
        await self.run()

    async def now(self, promise: Promise) -> Promise:
        async with self.store.transaction() as work:
            found: Promise = await work.ledger.get(promise.id)
        return found

    async def employ(self) -> None:
        async with self.store.transaction() as work:
            for id in (KARI, LEIF, ODA):
                on_teams = an_account(f"T-{id}", Platform.TEAMS)
                both = (an_account(f"S-{id}"), on_teams) if id == KARI else (an_account(f"S-{id}"),)
                await work.people.add(a_person(id, accounts=both, channel=Platform.SLACK))


@pytest.fixture(params=["memory", "sqlite"])
async def office(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Office]:
    clock = StoppedClock()
    if request.param == "memory":
        yield await _in_memory(clock)
        return

    async def slept() -> None:
        await asyncio.sleep(LEASE + 0.05)

    async with SqlStore.open(databases.sqlite(tmp_path), a_keyring(tmp_path), clock) as store:
        async with store.transaction() as work:
            await work.people.put_workplace(a_workplace())
        office = Office(store=store, clock=clock, lapse=slept)
        await office.employ()
        yield office


async def _in_memory(clock: StoppedClock) -> Office:
    memory = MemoryStore(clock)

    async def ran() -> None:
        memory.tables.seconds += LEASE + 1

    office = Office(store=memory, clock=clock, lapse=ran)
    await office.employ()
    return office


async def test_as_long_as_the_platform_asks_it_waits(office: Office) -> None:
    """Retry-After is kept to the second; then it is sent, once."""
    office.slack.script.append(TryLater(90))
    promise = await office.owe()
    await office.run()
    busy = await office.now(promise)
    assert (busy.standing, busy.reason, busy.due) == (
        Standing.WAITING,
        Reason.BUSY,
        MONDAY + timedelta(seconds=90),
    )
    await office.wind(seconds=89)
    assert len(office.slack.sent) == 1
    await office.wind(seconds=1)
    assert (await office.now(promise)).standing is Standing.SENT
    assert len(office.slack.sent) == 2


async def test_a_lane_that_is_asked_to_hold_still_holds_still(office: Office) -> None:
    """Nobody else's ping goes there meanwhile; the other platform goes on."""
    office.slack.script.append(TryLater(120, whole_lane=True))
    await office.owe(LEIF)
    await office.run()
    other = await office.owe(ODA)
    await office.run()
    assert len(office.slack.sent) == 1
    assert (await office.now(other)).reason is Reason.BUSY
    office.seconds += 121
    await office.wind(seconds=121)
    assert {to for to, _ in office.slack.sent[1:]} == {"S-leif", "S-oda"}


async def test_in_doubt_it_is_sent_once_more_and_then_left(office: Office) -> None:
    """Two doubts end it, for all to see; there is no third ping."""
    office.slack.script.extend([Unsure(), Unsure()])
    promise = await office.owe()
    await office.run()
    await office.wind(seconds=59)
    assert len(office.slack.sent) == 1
    await office.wind(days=3)
    assert len(office.slack.sent) == 2
    assert (await office.now(promise)).standing is Standing.UNSURE
    assert office.kinds["a.kind"].how == [(promise.id, Standing.UNSURE)]


async def test_what_must_not_come_twice_is_not_sent_again_in_doubt(office: Office) -> None:
    """One doubt ends it."""
    office.kinds["a.kind"].again_if_unsure = False
    office.slack.script.append(Unsure())
    promise = await office.owe()
    await office.wind(days=1)
    assert len(office.slack.sent) == 1
    assert (await office.now(promise)).standing is Standing.UNSURE


async def test_who_cannot_be_reached_here_is_reached_there(office: Office) -> None:
    """The preferred account first; the other one at once."""
    office.slack.script.append(Unreachable("blocked"))
    promise = await office.owe(KARI)
    await office.run()
    assert ([to for to, _ in office.slack.sent], [to for to, _ in office.teams.sent]) == (
        ["S-kari"],
        ["T-kari"],
    )
    assert (await office.now(promise)).standing is Standing.SENT


async def test_who_cannot_be_reached_anywhere_is_given_up_with_the_reason(office: Office) -> None:
    """Named, and the kind is told, so that what follows is owed."""
    office.slack.script.append(Unreachable("not_installed"))
    office.teams.script.append(Unreachable("words of the platform's own"))
    promise = await office.owe(KARI)
    await office.run()
    ended = await office.now(promise)
    assert (ended.standing, ended.reason) == (Standing.GAVE_UP, Reason.REFUSED)
    assert office.kinds["a.kind"].how == [(promise.id, Standing.GAVE_UP)]


async def test_one_bad_promise_does_not_stop_the_others(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    """A kind that fails, a kind that nobody knows: put off and given up, no word of it logged; the rest is sent."""
    caplog.set_level(logging.DEBUG)

    def fails(_: Promise) -> Verdict:
        raise ValueError("kanarifugl")

    office.kinds["bad"] = Plain(name="bad", decides=fails)
    office.delivery = office.worker()
    bad, unknown = await office.owe(LEIF, kind="bad"), await office.owe(LEIF, kind="nobodys")
    good = [await office.owe(ODA), await office.owe(KARI)]
    await office.run()

    assert [(await office.now(p)).standing for p in good] == [Standing.SENT] * 2
    assert (await office.now(bad)).standing is Standing.WAITING
    assert (await office.now(unknown)).standing is Standing.GAVE_UP
    for _ in range(60):
        await office.wind(hours=1)
    ended = await office.now(bad)
    assert (ended.standing, ended.reason) == (Standing.GAVE_UP, Reason.FAULT)
    assert office.kinds["bad"].how == [(bad.id, Standing.GAVE_UP)], "else nothing would ever follow from it"
    assert "kanarifugl" not in caplog.text


async def test_what_is_given_up_has_an_end_even_if_nothing_can_follow(office: Office) -> None:
    """A kind that fails at both: the worker has done with it."""

    def fails(_: Promise) -> Verdict:
        raise ValueError

    def ends(_: Promise) -> None:
        raise ValueError

    office.kinds["bad"] = Plain(name="bad", decides=fails, ends=ends)
    office.delivery = office.worker()
    bad = await office.owe(LEIF, kind="bad")
    for _ in range(60):
        await office.wind(hours=1)
    assert (await office.now(bad)).standing is Standing.GAVE_UP


async def test_a_fault_of_ours_after_sending_costs_one_duplicate_at_most(office: Office) -> None:
    """What comes after the send fails again and again: two pings, never a third, however often it is looked at."""

    def fails(_: Promise) -> None:
        raise ValueError

    office.kinds["a.kind"].ends = fails
    promise = await office.owe()
    for _ in range(6):
        await office.run()
        await office.lapse()
        await office.wind(hours=2)
    assert len(office.slack.sent) == 2
    office.kinds["a.kind"].ends = lambda _: None
    await office.lapse()
    await office.run()
    assert (await office.now(promise)).standing is Standing.UNSURE
    assert len(office.slack.sent) == 2


async def test_a_doubt_is_not_forgotten_by_what_rides_along(office: Office) -> None:
    """A ping that carried two, whose worker died after sending: once more for both, and then no more."""
    promises = [await office.owe(), await office.owe()]
    async with office.store.transaction() as work:
        for claimed in await work.ledger.claim(10, LEASE):
            await work.ledger.save(replace(claimed, standing=Standing.SENDING))
    office.slack.script.append(Unsure())
    await office.lapse()
    await office.run()
    await office.wind(days=1)
    assert len(office.slack.sent) == 1
    assert [(await office.now(p)).standing for p in promises] == [Standing.UNSURE] * 2


async def test_a_worker_that_lost_its_lease_changes_nothing(office: Office) -> None:
    """It comes back late from the platform; by then another one has sent and settled, and that stands."""
    office.slack.halt = asyncio.Event()
    promise = await office.owe(LEIF)
    late = asyncio.create_task(office.worker().run_due())
    await office.slack.asked.wait()
    await office.lapse()
    halted, office.slack.halt = office.slack.halt, None
    await office.run()
    settled = await office.now(promise)
    assert (settled.standing, len(office.slack.sent)) == (Standing.SENT, 2)

    office.slack.script.append(TryLater(5))
    halted.set()
    await late

    assert await office.now(promise) == settled
    assert "lost" in office.told


KINDS = ("capped", "hours", "free", "chosen")
OWED = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 30 * 24 * 60)), min_size=1, max_size=25)


@settings(max_examples=60, deadline=None)
@given(owed=OWED)
def test_whatever_is_owed_comes_once_in_time_and_never_too_often(owed: list[tuple[str, int]]) -> None:
    """A month of anything: at most three counted in any week, chosen times exact, the rest in hours, nothing lost."""
    asyncio.run(_a_month(owed))


async def _a_month(owed: list[tuple[str, int]]) -> None:
    clock = StoppedClock()
    office = await _in_memory(clock)
    office.kinds = {
        "capped": Plain(name="capped", capped=True, in_hours=True),
        "hours": Plain(name="hours", in_hours=True),
        "free": Plain(name="free"),
        "chosen": Plain(name="chosen", capped=True, in_hours=True),
    }
    office.delivery = office.worker()
    due = [
        await office.owe(kind=kind, due=MONDAY + timedelta(minutes=after), chosen=kind == "chosen")
        for kind, after in owed
    ]
    for _ in range(200):
        async with office.store.transaction() as work:
            following = await work.ledger.next_due()
        if following is None:
            break
        clock.at = max(clock.at, following)
        await office.run()
    ended = [await office.now(promise) for promise in due]
    assert {p.standing for p in ended} == {Standing.SENT}
    assert sum(count for _, count in _per_ping(ended)) == len(ended)
    assert len(office.slack.sent) == len(_per_ping(ended))
    counted = sorted(p.sent_at for p in ended if p.counted and p.sent_at)
    for first in counted:
        assert len([at for at in counted if first <= at < first + timedelta(days=7)]) <= 3
    for before, after in zip(due, ended, strict=True):
        assert after.sent_at is not None
        if before.kind in {"chosen", "free"}:
            assert after.sent_at == before.due
        elif after.carrier is None:
            local = after.sent_at.astimezone(ZoneInfo("Europe/Oslo"))
            assert workdays.is_workday(local.date())
            assert 9 <= local.hour < 15
            assert after.sent_at >= before.due


def _per_ping(ended: list[Promise]) -> list[tuple[PersonId | str, int]]:
    pings = [p.carrier or p.id for p in ended]
    return [(ping, pings.count(ping)) for ping in sorted(set(pings))]
