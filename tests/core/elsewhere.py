"""People in other time zones, at any time: what the chains' small workplace is turned into, and what the rules say of it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core import workdays
from core.agreements.model import Cadence
from core.agreements.usecases import Content, take_in
from core.checkins.usecases import begin
from core.people import Hours, PersonId
from core.sight import WORKER
from tests.builders import KARI, LEIF
from tests.core.chains_world import MEASURES, Call, Chains

ZONES = (
    "Europe/Oslo",
    "America/New_York",
    "America/Los_Angeles",
    "Asia/Kolkata",
    "Asia/Tokyo",
    "Australia/Lord_Howe",
    "Pacific/Auckland",
    "Pacific/Kiritimati",
)
FIRST, LAST = 2025, 2040
DAY = timedelta(days=1)


def every_day() -> Iterator[date]:
    """Of the years that are promised."""
    day = date(FIRST, 1, 1)
    while day <= date(LAST, 12, 31):
        yield day
        day += DAY


def red_days() -> list[date]:
    """All of those that fall on a weekday."""
    return [day for day in every_day() if day.weekday() < workdays.SATURDAY and not workdays.is_workday(day)]


def changes(zone: str) -> list[date]:
    """The days on which the clocks there go forward or back."""

    def noon(day: date) -> timedelta | None:
        return datetime.combine(day, time(12), ZoneInfo(zone)).utcoffset()

    return [day for day in every_day() if noon(day) != noon(day - DAY)]


async def moved(chains: Chains, start: date, people: dict[PersonId, tuple[str, Hours]]) -> None:
    """Instead of what is there: an agreement from `start`, between these people where they are."""
    async with chains.store.transaction() as work:
        await work.agreements.erase(chains.agreement)
        for id, (zone, hours) in people.items():
            person = await work.people.get(id)
            await work.people.save(replace(person, zone=zone, hours=hours, version=person.version + 1))
    chains.clock.at = datetime.combine(start, time(0), UTC)
    async with chains.store.transaction() as work:
        kari, leif = await work.people.get(KARI), await work.people.get(LEIF)
        content = Content(starts_on=start, ends_on=start + timedelta(days=730), measures=MEASURES)
        chains.agreement = await take_in(work, kari, leif, content)
        await begin(work, await work.agreements.route(chains.agreement, WORKER))


def rhythm(start: date, until: date, cadence: Cadence | None = None) -> list[date]:
    """The days of check-ins, counted by hand: weekly, then every so many weeks; the next working day if it is none."""
    plan = cadence or Cadence()
    weeks = [
        week
        for week in range(1, 200)
        if week <= plan.weekly_for or (week - plan.weekly_for) % plan.then_every == 0
    ]
    found = []
    for week in weeks:
        day = start + timedelta(weeks=week)
        while day.weekday() >= workdays.SATURDAY or day in _RED:
            day += DAY
        found.append(day)
    return [day for day in found if day <= until]


_RED = frozenset(red_days())


def in_hours(call: Call, zone: str, hours: Hours) -> bool:
    """On a working day, within the person's own hours, by the clock on their wall."""
    local = call.at.astimezone(ZoneInfo(zone))
    return workdays.is_workday(local.date()) and hours.start <= local.time() < hours.end
