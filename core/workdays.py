"""Working days, red days and a person's own hours; all sums are done on local dates, all results are UTC."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from holidays import country_holidays

from core.people import Hours

SATURDAY = 5


@lru_cache(maxsize=64)
def _red_days(year: int) -> frozenset[date]:
    return frozenset(country_holidays("NO", years=year))


def is_workday(day: date) -> bool:
    """Monday to Friday and not a Norwegian red day, wherever the person is."""
    return day.weekday() < SATURDAY and day not in _red_days(day.year)


def on_or_after(day: date) -> date:
    """The first working day from `day` on."""
    while not is_workday(day):
        day += timedelta(days=1)
    return day


def shifted(day: date, workdays: int) -> date:
    """The date so many working days later (or, negative, earlier)."""
    step = timedelta(days=1 if workdays > 0 else -1)
    for _ in range(abs(workdays)):
        day += step
        while not is_workday(day):
            day += step
    return day


def local_date(moment: datetime, zone: str) -> date:
    """What the calendar says there, then."""
    return moment.astimezone(ZoneInfo(zone)).date()


def at(day: date, clock: time, zone: str) -> datetime:
    """
    That wall time as a moment in UTC.

    A wall time that summer time skips becomes the moment as far after the gap; one that comes twice is the first.
    """
    return datetime.combine(day, clock, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def next_open(moment: datetime, hours: Hours, zone: str) -> datetime:
    """`moment` itself if it lies in the person's hours on a working day, else when they next begin."""
    local = moment.astimezone(ZoneInfo(zone))
    day = local.date()
    if is_workday(day):
        opens, closes = at(day, hours.start, zone), at(day, hours.end, zone)
        if moment < opens:
            return opens
        if moment < closes:
            return moment
    return at(on_or_after(day + timedelta(days=1)), hours.start, zone)
