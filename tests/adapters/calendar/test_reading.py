"""
A calendar file: which days are on, whatever wrote it and however it says so.

Over 200 lines: each way to write a day has its own sentence.
"""

from contextlib import suppress
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.calendar.event import Event, Unreadable
from adapters.calendar.reading import LARGEST, read
from tests.adapters.calendar.files import OSLO, TODAY, days, entries, event, file, taken

ZONES = ("Europe/Oslo", "America/New_York", "Asia/Tokyo", "Australia/Lord_Howe", "Pacific/Apia", "UTC")


@pytest.mark.parametrize(
    ("written", "day"),
    [
        (":20261211T180000", "2026-12-11"),
        (";TZID=Europe/Oslo:20261211T180000", "2026-12-11"),
        (";TZID=W. Europe Standard Time:20261211T180000", "2026-12-11"),
        (";TZID=Nowhere/At_All:20261211T233000", "2026-12-11"),
        (";VALUE=DATE:20261211", "2026-12-11"),
        (":20261211T170000Z", "2026-12-11"),
        (":20261211T233000Z", "2026-12-12"),
        (";TZID=America/New_York:20261211T203000", "2026-12-11"),
        (";TZID=Asia/Tokyo:20261211T070000", "2026-12-11"),
    ],
    ids=["floating", "zone", "windows", "unknown", "all-day", "utc", "utc-midnight", "west", "east"],
)
def test_a_day_is_the_one_that_stands_there(written: str, day: str) -> None:
    """As written on the clock of its place; only UTC, which is nobody's clock, is read where the workplace is."""
    assert days(event(DTSTART=written)) == [day]


@pytest.mark.parametrize("offset", ["-0500", "+0900"])
def test_a_clock_of_the_files_own_is_no_utc_whatever_it_is_called(offset: str) -> None:
    """The day is the one that stands there, as on every clock but UTC."""
    clock = (
        "BEGIN:VTIMEZONE\r\nTZID:Own\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZNAME:UTC\r\n"
        f"TZOFFSETFROM:{offset}\r\nTZOFFSETTO:{offset}\r\nEND:STANDARD\r\nEND:VTIMEZONE"
    )
    assert days(clock, event(DTSTART=";TZID=Own:20261211T233000")) == ["2026-12-11"]


def test_a_day_at_the_end_of_all_years_is_too_far_and_spoils_nothing() -> None:
    """There is no later day for it where the workplace is."""
    found = taken(event(), event(UID="always", DTSTART=":99991231T235900Z"))
    assert [entry.on.isoformat() for entry in found.entries] == ["2026-12-11"]
    assert found.far == 1


@pytest.mark.parametrize("which", [{}, {"RECURRENCE_ID": ":20261210T180000"}], ids=["alone", "of a series"])
def test_a_day_that_cannot_be_made_out_is_refused_with_its_events_number(
    which: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is wrong with it, one knows where to look."""

    def odd(self: Event, at: datetime) -> date:
        raise OverflowError(self.summary, at)

    monkeypatch.setattr(Event, "day", odd)
    with pytest.raises(Unreadable, match=r"^event 1 is on a day that cannot be understood; mend it"):
        taken(event(**which))


def test_what_takes_several_days_is_on_its_first() -> None:
    """Once, and not after it has begun."""
    seminar = event(DTSTART=";VALUE=DATE:20261125", DTEND=";VALUE=DATE:20261128")
    assert days(seminar) == ["2026-11-25"]
    assert days(seminar, today=date(2026, 11, 26)) == []


def test_what_has_been_or_is_too_far_or_private_is_counted_and_left_out() -> None:
    """The day itself is to come."""
    calendar = taken(
        event(UID="a", DTSTART=":20261122T180000"),
        event(UID="b", DTSTART=":20261123T010000"),
        event(UID="c", DTSTART=":20281124T180000"),
        event(UID="d", CLASS="PRIVATE"),
        event(UID="e", CLASS="CONFIDENTIAL"),
        event(UID="g", CLASS="X-BARE-FOR-LEDELSEN"),
        event(UID="h", CLASS="public", DTSTART=":20261123T020000"),
        event(UID="f", DTSTART=":20150101T180000", RRULE="FREQ=DAILY;UNTIL=20160101T000000"),
    )
    assert [entry.on for entry in calendar.entries] == [date(2026, 11, 23)] * 2
    assert (calendar.past, calendar.far, calendar.private, len(calendar.uids)) == (2, 1, 3, 8)


def test_what_comes_once_a_year_is_one_that_says_so() -> None:
    """By its rule: the second Friday, and not the same date; once it has been, the next."""
    party = event(DTSTART=";TZID=Europe/Oslo:20201211T180000", RRULE="FREQ=YEARLY;BYMONTH=12;BYDAY=2FR")
    (entry,) = entries(party)
    assert (entry.on, entry.yearly) == (date(2026, 12, 11), True)
    (later,) = entries(party, today=date(2026, 12, 12))
    assert (later.on, later.yearly, later.uid) == (date(2027, 12, 10), True, entry.uid)


@pytest.mark.parametrize("end", ["UNTIL=20261231T000000Z", "COUNT=7"])
def test_the_last_of_what_came_every_year_comes_once(end: str) -> None:
    """Nothing comes after it."""
    (entry,) = entries(event(DTSTART=":20201211T180000", RRULE=f"FREQ=YEARLY;{end}"))
    assert (entry.on, entry.yearly) == (date(2026, 12, 11), False)


def test_what_comes_twice_a_year_is_each_of_its_days() -> None:
    """A summer party and a julebord by one rule."""
    both = event(DTSTART=":20200612T180000", RRULE="FREQ=YEARLY;BYMONTH=6,12;BYDAY=2FR")
    assert days(both) == ["2026-12-11", "2027-06-11", "2027-12-10"]
    assert not any(entry.yearly for entry in entries(both))
    assert entries(event(DTSTART=":20201211T180000", RRULE="FREQ=YEARLY;INTERVAL=2"))[0].yearly is False


def test_what_comes_every_week_is_read_a_year_ahead_and_no_further() -> None:
    """Some more than a year, so that no week is missed."""
    found = days(event(DTSTART=":20200103T160000", RRULE="FREQ=WEEKLY"))
    assert found[0] == "2026-11-27"
    assert len(found) == 57
    assert date.fromisoformat(found[-1]) <= TODAY + timedelta(days=400)


def test_days_beside_the_rule_and_days_that_are_not_on() -> None:
    """RDATE and EXDATE, each in any of its forms."""
    series = event(
        DTSTART=";TZID=Europe/Oslo:20261127T180000",
        RRULE="FREQ=WEEKLY;COUNT=4",
        EXDATE=";TZID=Europe/Oslo:20261204T180000",
        RDATE=";VALUE=DATE:20261221,20261222",
    )
    assert days(series) == ["2026-11-27", "2026-12-11", "2026-12-18", "2026-12-21", "2026-12-22"]
    assert days(series.replace("EXDATE;TZID=Europe/Oslo:20261204T180000", "EXDATE:20261204T170000Z")) == days(
        series
    )
    assert days(
        series.replace("EXDATE;TZID=Europe/Oslo:20261204T180000", "EXDATE;VALUE=DATE:20261204")
    ) == days(series)
    period = event(DTSTART=":20261127T180000", RDATE=";VALUE=PERIOD:20261221T180000/PT3H")
    assert days(period) == ["2026-11-27", "2026-12-21"]


SERIES = event(DTSTART=";TZID=Europe/Oslo:20261127T180000", RRULE="FREQ=WEEKLY;COUNT=4")


@pytest.mark.parametrize(
    "which", [";TZID=Europe/Oslo:20261204T180000", ":20261204T170000Z", ";VALUE=DATE:20261204"]
)
def test_one_of_a_series_is_moved_or_called_off_and_stays_that_one(which: str) -> None:
    """However the file names it, and in whichever order it says it."""
    plain = {entry.on: entry.uid for entry in entries(SERIES)}
    moved = event(DTSTART=":20261206T180000", SUMMARY="Søndagspils", RECURRENCE_ID=which)
    off = event(DTSTART=":20261204T180000", STATUS="CANCELLED", RECURRENCE_ID=which)
    for found in (entries(SERIES, moved), entries(moved, SERIES)):
        assert [entry.on.day for entry in found] == [27, 6, 11, 18]
        assert (found[1].uid, found[1].summary) == (plain[date(2026, 12, 4)], "Søndagspils")
    assert days(SERIES, off) == ["2026-11-27", "2026-12-11", "2026-12-18"]
    assert [entry.uid for entry in entries(SERIES, off) if entry.off] == [plain[date(2026, 12, 4)]]


def test_one_and_all_after_it_are_moved() -> None:
    """From Friday to Thursday, under the days that they had."""
    onward = event(
        DTSTART=":20261210T180000", SUMMARY="Torsdag", RECURRENCE_ID=";RANGE=THISANDFUTURE:20261211T180000"
    )
    found = entries(SERIES, onward)
    assert [entry.on.isoformat() for entry in found] == [
        "2026-11-27",
        "2026-12-04",
        "2026-12-10",
        "2026-12-17",
    ]
    assert [entry.uid for entry in found] == [entry.uid for entry in entries(SERIES)]
    assert [entry.summary for entry in found][2:] == ["Torsdag", "Torsdag"]


def test_a_day_of_a_series_alone_is_read_as_it_stands() -> None:
    """Some calendars send only what changed; it is known by the day that it was."""
    alone = entries(event(DTSTART=":20261206T180000", RECURRENCE_ID=":20261204T180000"))
    assert [(e.on, e.uid) for e in alone] == [(date(2026, 12, 6), entries(SERIES)[1].uid)]


def test_of_two_versions_the_later_holds() -> None:
    """By its number, wherever it stands; with the same number the last."""
    old, new = event(SEQUENCE="1"), event(SEQUENCE="2", DTSTART=":20261218T180000")
    assert days(old, new) == days(new, old) == ["2026-12-18"]
    assert days(event(), event(DTSTART=":20261218T180000")) == ["2026-12-18"]


def test_what_is_called_off_is_said_to_be() -> None:
    """One by one, or all that a message of cancellation has in it; and then nothing else is taken for gone."""
    (off,) = entries(event(STATUS="CANCELLED"))
    assert off.off
    called_off = taken(event(), METHOD="CANCEL")
    assert [entry.off for entry in called_off.entries] == [True]
    assert (called_off.whole, taken(event(), METHOD="PUBLISH").whole) == (False, True)
    with pytest.raises(Unreadable, match="no events"):
        taken(event(), METHOD="REPLY")


def test_nothing_that_may_name_people_is_read() -> None:
    """Not the place, the description, who comes or who invites; nor the number that the calendar gives."""
    calendar = taken(
        event(
            UID="kari.oppdiktet@example.org", LOCATION="Hos Kari", DESCRIPTION="Ola kommer", COMMENT="Kari",
            ORGANIZER=";CN=Kari Oppdiktet:mailto:kari@example.org", ATTENDEE=";CN=Ola:mailto:ola@example.org",
            CONTACT="Kari", URL="https://example.org/kari",
        )
    )  # fmt: skip
    said = repr(calendar).casefold()
    assert not any(word in said for word in ("kari", "ola", "example.org", "hos"))


def test_one_without_a_number_is_known_by_its_day_and_words() -> None:
    """Not every calendar gives one."""
    first, again = entries(event(UID="")), entries(event(UID=""))
    assert first == again
    assert entries(event(UID="", SUMMARY="Annet"))[0].uid != first[0].uid


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"], ids=["unix", "windows", "old-mac"])
def test_line_ends_folds_and_a_mark_are_all_the_same(end: bytes) -> None:
    """A fold may go through the middle of a letter."""
    text = file(event(SUMMARY="Blåtur på fjorden")).replace(b"\r\n", end)
    letter = text.index("å".encode())
    folded = text[: letter + 1] + end + b" " + text[letter + 1 :]
    for raw in (text, folded, b"\xef\xbb\xbf" + folded, text + end + end):
        assert [entry.summary for entry in read(raw, OSLO, TODAY).entries] == ["Blåtur på fjorden"]


def test_todos_and_free_time_and_alarms_are_no_occasions() -> None:
    """Only events are; what is inside one is not read."""
    todo = "BEGIN:VTODO\r\nUID:t\r\nSUMMARY:Husk\r\nDTSTART:20261211T180000\r\nEND:VTODO"
    alarm = "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT15M\r\nEND:VALARM\r\nEND:VEVENT"
    assert days(todo, event().replace("END:VEVENT", alarm)) == ["2026-12-11"]


REFUSED = {
    "empty": (b"", "it is empty"),
    "blank": (b" \r\n\t\r\n", "it is empty"),
    "a mark alone": (b"\xef\xbb\xbf\r\n", "it is empty"),
    "words": (b"Hei, her er kalenderen", "does not begin with BEGIN:VCALENDAR"),
    "html": (b"<!doctype html><title>Logg inn</title>", "does not begin with BEGIN:VCALENDAR"),
    "utf-16": (file(event()).decode().encode("utf-16"), "not in UTF-8"),
    "latin-1": (file(event(SUMMARY="Blåtur")).decode().encode("latin-1"), "not in UTF-8"),
    "cut": (file(event(), event(UID="b"))[:-30], "ends in the middle"),
    "cut before": (file(event())[:17], "ends in the middle"),
    "second cut": (file(event()) + file(event(UID="b"))[:-20], "ends in the middle"),
    "no events": (file(), "no events"),
    "a line of nothing": (file(event(), "hva er dette"), "line 9 cannot be understood"),
    "no day": (file(event(DTSTART="")), r"event 1 has no day \(DTSTART\)"),
    "no such day": (
        file(event(UID="a"), event(DTSTART=":20261341")),
        "event 2: DTSTART cannot be understood",
    ),
    "a rule of nothing": (file(event(RRULE="FREQ=SOMETIMES")), "event 1: RRULE cannot be understood"),
    "seconds": (file(event(RRULE="FREQ=SECONDLY")), "event 1 repeats more often than every day"),
    "hours": (file(event(RRULE="FREQ=HOURLY;COUNT=2")), "event 1 repeats more often than every day"),
    "no step": (file(event(RRULE="FREQ=DAILY;INTERVAL=0")), "event 1 repeats after no time at all"),
    "a leap of time": (file(event(RRULE="FREQ=MONTHLY;RSCALE=HEBREW")), "event 1 repeats in a way"),
    "many rules": (
        file(event(RRULE="FREQ=WEEKLY" + "\r\nRRULE:FREQ=YEARLY" * 20)),
        "event 1 repeats by more than 20 rules",
    ),
    "large": (file(event()) + b" " * LARGEST, "larger than 2 MB"),
    "every day": (
        file(*(event(UID=f"{n}", RRULE="FREQ=DAILY") for n in range(2))),
        "more than 500 occasions to come",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_used_is_refused_in_one_line_that_quotes_nothing(case: str) -> None:
    """With the cure; a file that is cut short is not taken for a whole one."""
    raw, why = REFUSED[case]
    with pytest.raises(Unreadable, match=why) as refused:
        read(raw, OSLO, TODAY)
    said = str(refused.value)
    assert "\n" not in said
    assert not any(word in said for word in ("Julebord", "Blåtur", "uid-1", "hva er dette", "Hei"))


@given(st.binary(max_size=300))
def test_random_bytes_are_refused(raw: bytes) -> None:
    """Never anything but a refusal."""
    with pytest.raises(Unreadable):
        read(raw, OSLO, TODAY)


LINES = st.text(st.characters(codec="utf-8"), max_size=30)
NAMES = st.sampled_from(
    ["DTSTART", "RRULE", "EXDATE", "RDATE", "RECURRENCE-ID", "STATUS", "UID", "SUMMARY", "CATEGORIES", "CLASS",
     "SEQUENCE", "DTSTART;TZID=", "RRULE:FREQ=", "BEGIN", "END", "EXDATE;VALUE=DATE", "DTSTART;VALUE=PERIOD"]
)  # fmt: skip


@given(st.lists(st.tuples(NAMES, LINES), max_size=6))
def test_an_event_of_random_lines_is_read_or_refused(lines: list[tuple[str, str]]) -> None:
    """Whatever its lines say."""
    odd = "\r\n".join(f"{name}:{value}" for name, value in lines)
    with suppress(Unreadable):
        taken(event().replace("END:VEVENT", f"{odd}\r\nEND:VEVENT"), event(UID="b"))


@given(
    day=st.dates(TODAY, date(2028, 10, 1)),
    clock=st.times(),
    zone=st.sampled_from(ZONES[:-1]),
    home=st.sampled_from(ZONES),
)
def test_a_time_on_any_clock_is_on_the_day_that_it_says(day: date, clock: time, zone: str, home: str) -> None:
    """In the hour that summer time skips or repeats, too; and in UTC it is the day at home."""
    at = f"{day:%Y%m%d}T{clock:%H%M%S}"
    assert days(event(DTSTART=f";TZID={zone}:{at}"), zone=home) == [day.isoformat()]
    there = datetime.combine(day, clock, tzinfo=ZoneInfo("UTC")).astimezone(ZoneInfo(home)).date()
    assert days(event(DTSTART=f":{at}Z"), zone=home) == ([there.isoformat()] if there >= TODAY else [])


@given(
    start=st.dates(date(2020, 1, 1), date(2027, 6, 1)),
    weeks=st.integers(1, 5),
    zone=st.sampled_from(ZONES[:-1]),
)
def test_a_series_keeps_its_weekday_through_summer_time(start: date, weeks: int, zone: str) -> None:
    """Its clock is the wall's."""
    rule = f"FREQ=WEEKLY;INTERVAL={weeks}"
    found = days(event(DTSTART=f";TZID={zone}:{start:%Y%m%d}T233000", RRULE=rule))
    assert found
    assert {(date.fromisoformat(day) - start).days % (7 * weeks) for day in found} == {0}
