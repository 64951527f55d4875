"""An appointment as a file that calendars read (RFC 5545), with nothing in it but a time."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from core.pages.model import Appointment

KIND: Final = "text/calendar; charset=utf-8"
AROUND: Final = timedelta(days=400)
"""A year each way holds the changes of summer time that a calendar needs to place the hour."""
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


def written(given: Appointment) -> bytes:
    """
    One event in the person's own zone, private, with no organiser and nobody invited.

    Taken out again it is the same event, cancelled, under the same number and with a higher sequence.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Calendar//1.0//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "CANCEL" if given.off else "PUBLISH")
    zone = ZoneInfo(given.zone)
    calendar.add_component(_rules(zone, given.zone, given.starts))
    event = Event()
    event.add("uid", given.number)
    event.add("dtstamp", given.made)
    for name, at in zip(("dtstart", "dtend"), _walls(given, zone), strict=True):
        event.add(name, at)
    event.add("summary", given.title)
    event.add("class", "PRIVATE")
    event.add("sequence", given.sequence)
    event.add("status", "CANCELLED" if given.off else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if given.off else "OPAQUE")
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _walls(given: Appointment, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Local times; in the second of an hour that comes twice UTC, for a wall time there means the first."""
    local = given.starts.astimezone(zone), given.ends.astimezone(zone)
    if any(at.fold for at in local):
        return given.starts.astimezone(UTC), given.ends.astimezone(UTC)
    return local


def _rules(zone: ZoneInfo, name: str, around: datetime) -> Timezone:
    """
    When this zone changes its clocks.

    Written here and not by the library, which gives the wall time after a change, where the standard wants the one
    before (RFC 5545 3.6.5): its summer begins an hour late.
    """
    rules = Timezone()
    rules.add("tzid", name)
    first = (around - AROUND).astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    rules.add_component(_from(zone, first, first))
    for change in _changes(zone, first, around + AROUND):
        rules.add_component(_from(zone, change, change - SECOND))
    return rules


def _changes(zone: ZoneInfo, first: datetime, last: datetime) -> Iterator[datetime]:
    """The moments at which the offset becomes another, to the second."""
    day = first
    while day < last:
        low, high = day, day + DAY
        while _offset(zone, low) != _offset(zone, day + DAY) and high - low > SECOND:
            middle = low + (high - low) // 2
            middle -= timedelta(microseconds=middle.microsecond)
            low, high = (middle, high) if _offset(zone, middle) == _offset(zone, day) else (low, middle)
        if high - low <= SECOND:
            yield high
        day += DAY


def _offset(zone: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()


def _from(zone: ZoneInfo, at: datetime, before: datetime) -> TimezoneDaylight | TimezoneStandard:
    """What holds from then on."""
    after = at.astimezone(zone)
    part = TimezoneDaylight() if after.dst() else TimezoneStandard()
    part.add("dtstart", (at + _offset(zone, before)).replace(tzinfo=None))
    part.add("tzoffsetfrom", _offset(zone, before))
    part.add("tzoffsetto", _offset(zone, at))
    part.add("tzname", after.tzname() or "")
    return part
