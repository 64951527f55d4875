"""
Every summer time, every red day, every clock that is wrong: pings come when they may, once, and none is lost.

Over 200 lines: what time can do to a promise is read in one place.
"""

import asyncio
import itertools
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from core import workdays
from core.agreements.model import Cadence, Route
from core.chat.views import Mend
from core.checkins.usecases import ASK, FOLLOW_UP, REMIND
from core.errors import Refused
from core.ledger.model import Standing
from core.people import Hours
from core.reminders.flow import DUE
from core.sight import WORKER
from storage.store import SqlWork
from tests.builders import KARI, LEIF
from tests.core.chains_world import OSLO, Chains, Site, text
from tests.core.elsewhere import (
    DAY,
    LAST,
    ZONES,
    changes,
    every_day,
    in_hours,
    moved,
    red_days,
    rhythm,
)

NINE_TO_THREE = Hours(start=time(9), end=time(15))
HOURS = st.sampled_from(
    [NINE_TO_THREE, Hours(start=time(12), end=time(20)), Hours(start=time(6), end=time(7))]
)
SPECIAL = sorted({*red_days(), *itertools.chain.from_iterable(map(changes, ZONES))})
JUMPS = [timedelta(hours=1), DAY, 365 * DAY]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return asyncio.run(Site.build(tmp_path_factory.mktemp("site")))


def test_all_that_the_calendar_has_is_tried() -> None:
    """Two changes a year in Oslo, New York and Auckland; sixteen years of red days, 17 May 2027 among them."""
    assert [len(changes(zone)) for zone in ("Europe/Oslo", "America/New_York", "Pacific/Auckland")] == [
        32
    ] * 3
    assert changes("Asia/Kolkata") == []
    assert date(2027, 5, 17) in red_days()
    assert len(red_days()) > 16 * 6


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize(
    "hours", [NINE_TO_THREE, Hours(start=time(23), end=time(23, 59))], ids=["day", "night"]
)
def test_whenever_something_is_due_it_waits_for_the_next_hours_of_a_working_day(
    zone: str, hours: Hours
) -> None:
    """Around each of those days, each third hour: the first open moment, and no later one."""
    near = {day + n * DAY for day in SPECIAL for n in (-1, 0, 1)}
    for day, hour in itertools.product(sorted(near), range(0, 24, 3)):
        due = datetime.combine(day, time(hour, 30), UTC)
        opens = workdays.next_open(due, hours, zone)
        local = opens.astimezone(ZoneInfo(zone))
        assert workdays.is_workday(local.date())
        assert hours.start <= local.time() < hours.end
        if opens != due:
            assert local.time() == hours.start
            before = due.astimezone(ZoneInfo(zone))
            skipped = [before.date() + n * DAY for n in range(1, (local.date() - before.date()).days)]
            assert not any(map(workdays.is_workday, skipped))


def test_the_rhythm_of_every_start_is_what_the_rules_say() -> None:
    """Whatever day an agreement of these years begins: weekly for eight weeks, then every second, for two years."""
    plan = Cadence()
    for start in (day for day in every_day() if day.year <= LAST - 3):
        day, found = plan.first(start), list[date]()
        while day <= start + 2 * 365 * DAY:
            found.append(day)
            day = plan.after(day, start)
        assert found == rhythm(start, start + 2 * 365 * DAY), start


@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(
    near=st.sampled_from(SPECIAL), before=st.integers(7, 21), zones=st.tuples(*[st.sampled_from(ZONES)] * 2),
    hours=st.tuples(HOURS, HOURS),
)  # fmt: skip
@example(near=date(2027, 5, 17), before=7, zones=(OSLO, "America/New_York"), hours=(NINE_TO_THREE,) * 2)
@example(near=date(2027, 3, 28), before=8, zones=("Pacific/Auckland", OSLO), hours=(NINE_TO_THREE,) * 2)
def test_weeks_around_a_special_day_bring_each_ping_once_in_its_persons_own_hours(
    site: Site, near: date, before: int, zones: tuple[str, str], hours: tuple[Hours, Hours]
) -> None:
    """The employee here, the leader there: asked on the days of the rhythm, reminded once, and the leader called once."""
    start = near - before * DAY

    async def told() -> None:
        with TemporaryDirectory() as folder:
            async with site.opened(Path(folder)) as chains:
                there = dict(zip((KARI, LEIF), zip(zones, hours, strict=True), strict=True))
                await moved(chains, start, there)
                await chains.wind(datetime.combine(start + 23 * DAY, time(23), UTC))
                await _each_once(chains, start)
                for who, (zone, kept) in there.items():
                    assert all(in_hours(call, zone, kept) for call in chains.pings(who)), (who, near)

    asyncio.run(told())


async def _each_once(chains: Chains, start: date) -> None:
    """Asked about each occurrence, on its day; reminded of it two working days later; the leader called after it."""
    async with chains.store.transaction() as work:
        zones = {id: (await work.people.get(id)).zone for id in (KARI, LEIF)}
    sent = {
        kind: [
            workdays.local_date(p.sent_at, zones[who])
            for p in await chains.owed(who, kind)
            if p.standing is Standing.SENT and p.sent_at and not p.chosen
        ]
        for who, kind in ((KARI, ASK), (KARI, REMIND), (LEIF, FOLLOW_UP))
    }
    today = workdays.local_date(chains.clock.at, zones[KARI])
    days = [day for day in rhythm(start, today) if day < today]
    assert [day for day in sorted(sent[ASK]) if day < today] == days
    late = 0
    for day, expected in zip(sorted(sent[REMIND]), (workdays.shifted(day, 2) for day in days), strict=False):
        assert expected <= day <= expected + 7 * DAY  # later only by the cap, of two askings in one week
        late += day != expected
    assert late <= 1
    assert len(sent[REMIND]) in {len(days), len(days) - 1}
    assert len(sent[FOLLOW_UP]) in {len(days), len(days) - 1, len(days) - 2}


@pytest.fixture
async def chains(site: Site, tmp_path: Path) -> AsyncIterator[Chains]:
    """From Monday 16 November 2026; the first check-in a week after."""
    async with site.opened(tmp_path) as opened:
        yield opened


async def _asked(chains: Chains) -> list[date]:
    """The days on which Kari was asked, as the rhythm has it."""
    sent = [p.sent_at for p in await chains.owed(KARI, ASK) if p.standing is Standing.SENT and not p.chosen]
    return sorted(workdays.local_date(at, OSLO) for at in sent if at)


@pytest.mark.parametrize("by", JUMPS, ids=["hour", "day", "year"])
async def test_a_clock_that_was_ahead_for_a_while_costs_one_ping_and_no_check_in(
    chains: Chains, by: timedelta
) -> None:
    """The machine thinks it is later, and is put right: one ping each for the heap, and every week after that is asked."""
    await chains.until_ping()
    await chains.wind_by(hours=1)
    right, before = chains.clock.at, {who: len(chains.pings(who)) for who in (KARI, LEIF)}
    chains.clock.at = right + by
    await chains.run()
    assert all(len(chains.pings(who)) - count <= 1 for who, count in before.items())
    chains.clock.at = right
    await chains.parts.upkeep()
    called = len([p for p in await chains.owed(LEIF, FOLLOW_UP) if p.standing is Standing.SENT])

    await chains.wind(right + timedelta(days=28, hours=12))

    weeks = [day for day in await _asked(chains) if day <= (right + timedelta(days=28)).date()]
    assert weeks == rhythm(date(2026, 11, 16), date(2026, 12, 21))
    calls = [p for p in await chains.owed(LEIF, FOLLOW_UP) if p.standing is Standing.SENT]
    assert len(calls) - called >= 3
    assert all(in_hours(call, OSLO, NINE_TO_THREE) for call in chains.pings() if call.at.year == right.year)


@pytest.mark.parametrize("by", JUMPS, ids=["hour", "day", "year"])
async def test_a_clock_that_was_behind_for_a_while_asks_nobody_twice(chains: Chains, by: timedelta) -> None:
    """The machine thinks it is earlier, looks after its chains, and is put right: no second ping, and none missing."""
    await chains.until_ping()
    right, before = chains.clock.at, len(chains.pings())
    chains.clock.at = right - by
    await chains.run()
    await chains.parts.upkeep()
    await chains.wind(right)
    assert len(chains.pings()) == before

    await chains.wind(right + timedelta(days=28, hours=12))

    assert await _asked(chains) == rhythm(date(2026, 11, 16), date(2026, 12, 21))


async def test_pings_sent_by_a_clock_that_was_ahead_do_not_use_up_the_weeks_after(chains: Chains) -> None:
    """Three pings of next year are no reason to hold back this week's."""
    right = chains.clock.at
    for days in (365, 366, 367):
        chains.clock.at = right + days * DAY
        await chains.parts.upkeep()
        await chains.run()
    chains.clock.at = right
    await chains.parts.upkeep()
    asked = await chains.until_ping(most=timedelta(days=8))
    assert workdays.local_date(asked.at, OSLO) == date(2026, 11, 30)


async def test_after_a_year_without_a_worker_one_ping_stands_for_the_heap(chains: Chains) -> None:
    """Each of the two is rung once, and the rhythm goes on where it would be."""
    chains.clock.at += 365 * DAY + timedelta(hours=3)
    await chains.run()
    assert [len(chains.pings(who)) for who in (KARI, LEIF)] == [1, 1]
    before = chains.clock.at.date()
    await chains.wind_by(days=28)
    days = [day for day in await _asked(chains) if day > before]
    assert days == [d for d in rhythm(date(2026, 11, 16), chains.clock.at.date()) if d > before]


RESTS = st.lists(
    st.tuples(
        st.sampled_from(["pause", "pause", "resume", "quiet", "hush", "loud", "wait", "wait", "sweep"]),
        st.integers(1, 15),
    ),
    min_size=2,
    max_size=6,
)


@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(rests=RESTS, chance=st.integers(0, 99))
@example(
    rests=[("pause", 30), ("quiet", 1), ("wait", 10), ("resume", 1), ("pause", 5), ("wait", 20)], chance=4
)
@example(rests=[("hush", 12), ("wait", 15), ("wait", 15)], chance=4)
def test_rests_that_overlap_leave_one_asking_and_bring_none_in_them(
    site: Site, rests: list[tuple[str, int]], chance: int
) -> None:
    """Pauses that are shortened and set anew, and quiet across them: nobody is asked meanwhile, and all goes on once."""

    async def told() -> None:
        with TemporaryDirectory() as folder:
            async with site.opened(Path(folder)) as chains:
                await _rested(chains, rests)

    drawn = Random(chance)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SqlWork, "chance", lambda _, below: drawn.randrange(below))
        asyncio.run(told())


async def _rested(chains: Chains, rests: list[tuple[str, int]]) -> None:
    for what, days in rests:
        until = chains.clock.at + days * DAY if what == "wait" else chains.clock.at
        match what:
            case "wait":
                pass
            case "sweep":
                await chains.parts.upkeep()
            case "pause" | "resume":
                with suppress(Refused):
                    await (chains.resume() if what == "resume" else chains.pause(until.date() + days * DAY))
            case "hush":
                await chains.quieten(quiet=True, until=until.date() + days * DAY)
            case _:
                await chains.quieten(quiet=what == "quiet")
        await _nobody_asked_in_a_rest(chains, until)
    await chains.quieten(quiet=False)
    with suppress(Refused):
        await chains.resume()
    await chains.parts.upkeep()
    await _goes_on(chains)


async def _nobody_asked_in_a_rest(chains: Chains, until: datetime) -> None:
    while True:
        resting, before = await _resting(chains), len(chains.pings())
        await chains.run()
        assert not resting or len(chains.pings()) == before
        due = await chains.next_due()
        if due is None or due > until:
            break
        chains.clock.at = max(due, chains.clock.at)
    chains.clock.at = until


async def _goes_on(chains: Chains) -> None:
    """One asking lies ahead, on the next day of the rhythm (or later today), and it comes."""
    route, today = await _route(chains), workdays.local_date(chains.clock.at, OSLO)
    (next_one,) = await chains.askings()
    day = route.first_day()
    while day <= today:
        day = route.day_after(day)
    assert workdays.local_date(next_one.due, OSLO) in {day, today}
    await chains.wind(next_one.due + timedelta(days=8))  # the cap may hold it back for a week
    assert [p.standing for p in await chains.owed(KARI, ASK) if p.id == next_one.id] == [Standing.SENT]


async def _route(chains: Chains) -> Route:
    async with chains.store.transaction() as work:
        return await work.agreements.route(chains.agreement, WORKER)


async def _resting(chains: Chains) -> bool:
    """Whether Kari may not be asked today."""
    return not (await _route(chains)).asks_on(workdays.local_date(chains.clock.at, OSLO))


async def test_after_a_long_absence_there_is_a_check_in_each_week_for_four_weeks(chains: Chains) -> None:
    """Away for the whole of the spring: the days of every second week stay where they were, with some between them."""
    await chains.wind(datetime(2027, 2, 1, 12, tzinfo=UTC))
    await chains.pause(date(2027, 4, 7))
    await chains.wind(datetime(2027, 6, 20, 12, tzinfo=UTC))

    after = [day for day in await _asked(chains) if day > date(2027, 2, 1)]
    assert after == [
        date(2027, 4, 12), date(2027, 4, 19), date(2027, 4, 26), date(2027, 5, 3),
        date(2027, 5, 18), date(2027, 5, 31), date(2027, 6, 14),
    ]  # fmt: skip


async def test_an_absence_that_ends_early_brings_the_next_check_in_forward(chains: Chains) -> None:
    """Back at work six weeks in: what was owed for the week after comes in this one, the leader's call with it."""
    await chains.wind(datetime(2027, 2, 1, 12, tzinfo=UTC))
    await chains.pause(date(2027, 6, 1))
    await chains.wind(datetime(2027, 3, 17, 8, tzinfo=UTC))
    await chains.resume()
    (asking,) = await chains.askings()
    assert workdays.local_date(asking.due, OSLO) == date(2027, 3, 22)
    await chains.wind(datetime(2027, 3, 30, 12, tzinfo=UTC))
    assert [day for day in await _asked(chains) if day > date(2027, 2, 1)] == [
        date(2027, 3, 22),
        date(2027, 3, 30),
    ]


async def test_a_short_pause_changes_nothing_of_the_rhythm(chains: Chains) -> None:
    """Three weeks of holiday, and every second week as before."""
    await chains.wind(datetime(2027, 2, 1, 12, tzinfo=UTC))
    await chains.pause(date(2027, 2, 22))
    await chains.wind(datetime(2027, 4, 1, 12, tzinfo=UTC))
    found = [day for day in await _asked(chains) if day > date(2027, 2, 1)]
    assert found == [day for day in rhythm(date(2026, 11, 16), date(2027, 4, 1)) if day >= date(2027, 2, 22)]


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo", "Pacific/Auckland"])
async def test_what_is_owed_follows_its_person_to_another_time_zone(chains: Chains, zone: str) -> None:
    """Owed in Oslo, and then Kari travels: it comes in her hours where she is, on a working day there, once."""
    await chains.kari("reminders.set", text="Eget", day="2026-11-26", time="07:30", repeat="weekly")
    saved = await chains.kari("settings.save", language="nb", zone=zone, start="09:00", end="15:00")
    assert not isinstance(saved, Mend)
    await chains.wind_by(days=13)

    chosen = [p for p in await chains.owed(KARI, DUE) if p.standing is Standing.SENT]
    local = [p.sent_at.astimezone(ZoneInfo(zone)) for p in chosen if p.sent_at]
    assert [(at.date(), at.time()) for at in local] == [
        (date(2026, 11, 26), time(7, 30)),
        (date(2026, 12, 3), time(7, 30)),
    ]
    chose = {p.id for p in chosen}
    calls = [call for call in chains.pings() if call.ping not in chose]
    assert all(in_hours(call, zone, NINE_TO_THREE) for call in calls)
    asked = [p for p in await chains.owed(KARI, ASK) if p.standing is Standing.SENT]
    assert len(asked) == 2


async def test_in_an_hour_is_an_hour_wherever_one_is(chains: Chains) -> None:
    """«Om en time», and then another zone: it comes when it was said."""
    ping = await chains.until_ping()
    promised = text(await chains.kari("ping.hour", ping.ping))
    await chains.kari("settings.save", language="nb", zone="Asia/Tokyo", start="09:00", end="15:00")
    again = await chains.until_ping()
    assert again.at - ping.at == timedelta(hours=1), promised
