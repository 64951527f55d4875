"""The five days counted over every day until 2040; and lived, over changes of the clock, red days and zones."""

import asyncio
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from core import workdays
from core.people import PersonId
from core.preparations import prompts, sweeping
from core.preparations.prompts import ASK, LOOK_AHEAD, NEAR, NOTE, PROMPTS, soonest
from tests.builders import KARI, LEIF, a_person
from tests.core.chains_world import Site
from tests.core.prompted import DAY, Came, Prompted, julebord, own_days, prompted
from tests.core.test_prompts import SELDOM

DAYS = [date(2026, 1, 1) + n * DAY for n in range(365 * 15)]
ENOUGH = 23
"""Days; twelve working days, with any weekends and red days in them."""
ZONES = ("Europe/Oslo", "America/New_York", "Asia/Tokyo", "Pacific/Auckland", "Pacific/Honolulu")


def test_every_prompt_comes_on_a_working_day_on_the_right_side_of_the_occasion() -> None:
    """And nothing beforehand on the day itself or later, however late it is seen."""
    for on in DAYS:
        for prompt in PROMPTS:
            own, last = prompt.own(on), prompt.last(on)
            assert workdays.is_workday(own)
            assert workdays.is_workday(last)
            assert (last < on) if prompt.before else (on < own <= last)
            for late in (own - DAY, own, own + DAY, last, last + DAY, on, on + 9 * DAY):
                day = prompt.day(on, workdays.on_or_after(late), lambda below: below - 1)
                assert day is None or (own <= day and (day <= last or day == own))


def test_the_look_ahead_sees_all_that_can_be_owed_and_little_more() -> None:
    """From the day on which the first word may ride along."""
    for on in DAYS:
        first = workdays.shifted(ASK.own(on), -NEAR)
        assert workdays.shifted(first, LOOK_AHEAD) >= on
        assert workdays.shifted(first - 9 * DAY, LOOK_AHEAD) < on


@given(after=st.timedeltas(timedelta(0), timedelta(days=365 * 14)), zone=st.sampled_from(ZONES))
def test_the_soonest_day_has_its_hours_whole_ahead(after: timedelta, zone: str) -> None:
    """By the person's own clock, also on the nights when it is changed; the next working day, and never the same day."""
    person, moment = a_person(zone=zone), datetime(2026, 1, 1, tzinfo=UTC) + after
    day, today = soonest(moment, person), workdays.local_date(moment, zone)
    assert workdays.is_workday(day)
    assert day > today
    assert workdays.shifted(day, -1) <= today


def test_asking_and_the_note_share_a_day_only_when_it_is_the_last() -> None:
    """Then the note has nothing to add."""
    for on in DAYS[:800]:
        assert ASK.last(on) == NOTE.own(on)


@pytest.fixture(scope="module")
def seldom(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return asyncio.run(Site.build(tmp_path_factory.mktemp("seldom"), SELDOM))


async def _lived(site: Site, on: date, published: int, zones: tuple[str, str], look_at: int) -> Prompted:
    """The weeks around it, with a look at the same hour each day; published so many days before."""
    with TemporaryDirectory() as folder:
        start = datetime.combine(min(on, on - published * DAY) - 3 * DAY, time(look_at), UTC)
        async with prompted(site, Path(folder), start) as world:
            for who, zone in zip((KARI, LEIF), zones, strict=True):
                await world.person(who, zone=zone)
            await world.chains.run()
            world.seen.clear()
            while world.chains.clock.at.date() < on + 12 * DAY:
                if world.chains.clock.at.date() == on - published * DAY:
                    await world.publish(julebord(on))
                await world.chains.wind_by(hours=20)
                await world.chains.wind_by(hours=4)
                async with world.chains.store.transaction() as work:
                    await sweeping.sweep(work, world.chains.agreement)
            world.rung = await world.came()
            return world


def held_by_the_cap(world: Prompted, came: Came, own: date, zones: tuple[str, str]) -> bool:
    """Whether three pings that count had come in the week before the evening of its own day."""
    evening = datetime.combine(
        own, time(15), ZoneInfo(dict(zip((KARI, LEIF), zones, strict=True))[PersonId(came.who)])
    )
    rang = [
        each.sent_at for each in world.seen.values() if each.to == came.who and each.counted and each.sent_at
    ]
    return len([at for at in rang if evening - timedelta(weeks=1) < at <= evening]) >= 3


@settings(max_examples=10, suppress_health_check=list(HealthCheck))
@example(on=date(2027, 3, 30), published=23, zones=("Europe/Oslo", "America/New_York"), look_at=3)
@example(on=date(2027, 11, 5), published=16, zones=("America/New_York", "Europe/Oslo"), look_at=22)
@example(on=date(2027, 1, 5), published=2, zones=("America/New_York", "Europe/Oslo"), look_at=0)
@example(on=date(2027, 5, 18), published=9, zones=("Pacific/Auckland", "Asia/Tokyo"), look_at=12)
@given(
    on=st.dates(date(2027, 1, 4), date(2027, 7, 20)),
    published=st.integers(-2, 24),
    zones=st.tuples(st.sampled_from(ZONES), st.sampled_from(ZONES)),
    look_at=st.integers(0, 23),
)
def test_whatever_the_day_each_prompt_comes_once_in_hours_on_its_day_or_the_next_that_makes_sense(
    seldom: Site, on: date, published: int, zones: tuple[str, str], look_at: int
) -> None:
    """Over Easter, the seventeenth of May and both changes of the clock; for two people on two sides of the earth."""
    world = asyncio.run(_lived(seldom, on, published, zones, look_at))
    kinds = [each.kind for each in world.rung]
    assert len(set(kinds)) == len(kinds)
    late = on < workdays.shifted(on - published * DAY, prompts.IN_TIME + 1)
    for each in world.rung:
        own = own_days(on)[each.kind]
        assert workdays.is_workday(each.day)
        assert time(9) <= each.at < time(15)
        assert each.day >= own
        assert (each.day < on) if each.kind in {"ask", "raise", "note"} else (each.day > on)
        assert (
            each.day == own
            or late
            or each.kind in {"ask", "raise"}
            or held_by_the_cap(world, each, own, zones)
        )
        assert each.day <= workdays.shifted(on, prompts.STILL_FRESH)
    if published >= ENOUGH:
        assert {each.kind: each.day for each in world.rung} == own_days(on)
    if published < 0:
        assert world.rung == []
