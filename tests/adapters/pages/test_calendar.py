"""The calendar file: what others' readers make of it, in two zones and over every change of summer time."""

import re
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical
from hypothesis import given, settings
from hypothesis import strategies as some
from icalendar import Calendar

from adapters.pages.calendar import written
from core.pages.model import Appointment
from core.people import Language

ZONES = ("Europe/Oslo", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe")
MADE = datetime(2026, 11, 23, 9, tzinfo=UTC)
MINUTES = timedelta(minutes=45)


def an_appointment(starts: datetime, zone: str, *, sequence: int = 1, off: bool = False) -> Appointment:
    return Appointment(
        number="5f3c1a52-6f1e-4c55-9f3e-6a3f3f6f2a10", title="Avtalt tid", starts=starts, ends=starts + MINUTES,
        zone=zone, made=MADE, sequence=sequence, off=off, language=Language.NB,
    )  # fmt: skip


def read(given: Appointment) -> Any:
    """What a strict reader makes of it, which also has the types of everything."""
    return Calendar.from_ical(written(given))


def events(calendar: Any) -> list[Any]:
    found: list[Any] = calendar.walk("VEVENT")
    return found


def instant(file: bytes, name: str) -> datetime:
    """When it is, read from the words in the file and its own rules, by a reader that knows no zones of its own."""
    text = file.decode().replace("\r\n ", "")
    event = text[text.index("BEGIN:VEVENT") :]
    found = re.search(rf"^{name}(?:;TZID=([^:]+))?:(\d{{8}}T\d{{6}})Z?\r$", event, re.MULTILINE)
    assert found
    zone = tzical(StringIO(text)).get(found[1]) if found[1] else UTC
    wall = datetime.strptime(found[2], "%Y%m%dT%H%M%S").replace(tzinfo=zone)
    return wall.astimezone(UTC)


@pytest.mark.parametrize("zone", ZONES)
def test_a_strict_reader_finds_one_private_time_and_nobody(zone: str) -> None:
    """Every property stands once where the standard wants it; no organiser, no attendee, no place, no alarm."""
    starts = datetime(2026, 12, 1, 13, tzinfo=UTC)
    calendar = read(an_appointment(starts, zone))
    assert calendar.errors == []
    (event,) = events(calendar)
    assert event.errors == []
    assert set(event) == {
        "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "CLASS", "SEQUENCE", "STATUS", "TRANSP",
    }  # fmt: skip
    assert (calendar["METHOD"], event["CLASS"], event["STATUS"]) == ("PUBLISH", "PRIVATE", "CONFIRMED")
    assert {part.name for part in calendar.walk()} == {
        "VCALENDAR", "VTIMEZONE", "STANDARD", "VEVENT", *(["DAYLIGHT"] if "Kolkata" not in zone else []),
    }  # fmt: skip
    assert event.decoded("DTSTART").astimezone(UTC) == starts
    assert event["DTSTART"].params["TZID"] == zone


def test_the_file_that_takes_it_out_again_is_of_the_same_number_and_later() -> None:
    """Cancelled, for a calendar to take away."""
    starts = datetime(2026, 12, 1, 13, tzinfo=UTC)
    (here,) = events(read(an_appointment(starts, "Europe/Oslo")))
    gone = read(an_appointment(starts, "Europe/Oslo", sequence=2, off=True))
    (event,) = events(gone)
    assert (gone["METHOD"], event["STATUS"]) == ("CANCEL", "CANCELLED")
    assert event["UID"] == here["UID"]
    assert event["SEQUENCE"] > here["SEQUENCE"]


@settings(max_examples=40, deadline=None)
@given(
    day=some.dates(min_value=date(2025, 1, 1), max_value=date(2040, 12, 31)),
    minute=some.integers(min_value=0, max_value=24 * 60 - 1),
)
def test_oslo_and_new_york_read_the_same_instant(day: date, minute: int) -> None:
    """By the rules in the file alone, whatever the day."""
    starts = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(minutes=minute)
    for zone in ZONES[:2]:
        appointment = an_appointment(starts, zone)
        file, (event,) = written(appointment), events(read(appointment))
        assert event.decoded("DTSTART").astimezone(UTC) == starts
        assert instant(file, "DTSTART") == starts
        assert instant(file, "DTEND") == starts + MINUTES


@pytest.mark.parametrize("year", [2025, 2027, 2040])
@pytest.mark.parametrize("zone", ZONES)
def test_every_change_of_summer_time_is_in_the_rules(year: int, zone: str) -> None:
    """Every half hour of the day, as the zone itself has it."""
    day, seen = datetime(year, 1, 1, tzinfo=UTC), 0
    while day.year == year:
        offsets = [(day + timedelta(days=n)).astimezone(ZoneInfo(zone)).utcoffset() for n in (0, 1)]
        if offsets[0] != offsets[1]:
            seen += 1
            for half in range(48):
                starts = day + timedelta(minutes=30 * half)
                assert instant(written(an_appointment(starts, zone)), "DTSTART") == starts
        day += timedelta(days=1)
    assert seen == (0 if "Kolkata" in zone else 2)
