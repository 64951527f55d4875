"""Working days, red days and summer time, for every year the product promises."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from core import workdays
from core.people import Hours

DAYS = st.dates(date(2025, 1, 1), date(2040, 12, 31))
MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2040, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
ZONES = st.sampled_from(
    [
        "Europe/Oslo",
        "Europe/London",
        "America/New_York",
        "Asia/Kolkata",
        "Australia/Lord_Howe",
        "Pacific/Apia",
    ]
)
CLOCKS = st.times().map(lambda t: t.replace(second=0, microsecond=0))


@st.composite
def hours(draw: st.DrawFn) -> Hours:
    start, end = sorted(draw(st.lists(CLOCKS, min_size=2, max_size=2, unique=True)))
    return Hours(start=start, end=end)


def test_the_seventeenth_of_may_2027_is_red_once() -> None:
    """That year it is Whit Monday too."""
    assert not workdays.is_workday(date(2027, 5, 17))
    assert workdays.on_or_after(date(2027, 5, 15)) == date(2027, 5, 18)


def test_easter_is_where_it_is() -> None:
    """Known Easter Sundays (domain.md 2.4), with the red days around them."""
    for easter in (
        date(2025, 4, 20),
        date(2026, 4, 5),
        date(2027, 3, 28),
        date(2028, 4, 16),
        date(2029, 4, 1),
    ):
        for offset in (-3, -2, 1, 39, 50):
            assert not workdays.is_workday(easter + timedelta(days=offset))


@given(DAYS)
def test_on_or_after_is_the_first_working_day(day: date) -> None:
    """It is a working day, not before, and every day between is none."""
    found = workdays.on_or_after(day)

    assert workdays.is_workday(found)
    assert found >= day
    assert not any(workdays.is_workday(day + timedelta(days=n)) for n in range((found - day).days))


@given(DAYS, st.integers(1, 15))
def test_shifting_counts_working_days_only(day: date, count: int) -> None:
    """Between the two lie exactly so many working days, and going back leads home from a working day."""
    later = workdays.shifted(day, count)
    between = [day + timedelta(days=n) for n in range(1, (later - day).days + 1)]

    assert sum(map(workdays.is_workday, between)) == count
    if workdays.is_workday(day):
        assert workdays.shifted(later, -count) == day


@given(MOMENTS, hours(), ZONES)
def test_the_next_open_moment_is_in_hours_on_a_working_day(moment: datetime, kept: Hours, zone: str) -> None:
    """Never before now, never on a red day, never outside the person's own hours: whatever summer time does."""
    opens = workdays.next_open(moment, kept, zone)
    local = opens.astimezone(ZoneInfo(zone))

    assert opens >= moment
    assert workdays.is_workday(local.date())
    gap = timedelta(hours=1)  # an hour that summer time skips opens as soon as there is such a time again
    assert (
        datetime.combine(local.date(), kept.start)
        <= local.replace(tzinfo=None)
        < max(datetime.combine(local.date(), kept.end), datetime.combine(local.date(), kept.start) + gap)
        + gap
    )


@given(MOMENTS, hours(), ZONES)
def test_an_open_moment_stays_where_it_is(moment: datetime, kept: Hours, zone: str) -> None:
    """Asking again about the answer changes nothing: no ping is put off for ever."""
    opens = workdays.next_open(moment, kept, zone)
    if workdays.at(workdays.local_date(opens, zone), kept.end, zone) > opens:
        assert workdays.next_open(opens, kept, zone) == opens


@given(DAYS, CLOCKS, ZONES)
def test_a_wall_time_becomes_a_moment_that_reads_the_same_or_lies_after_a_gap(
    day: date, clock: time, zone: str
) -> None:
    """Only in the hour that summer time skips does the clock on the wall read something else, and then later."""
    moment = workdays.at(day, clock, zone)
    read = moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    wanted = datetime.combine(day, clock)

    assert wanted <= read <= wanted + timedelta(days=1)
    if read != wanted:
        before = (moment - timedelta(hours=3)).astimezone(ZoneInfo(zone)).utcoffset()
        after = (moment + timedelta(hours=3)).astimezone(ZoneInfo(zone)).utcoffset()
        assert before != after or zone == "Pacific/Apia"


def test_the_gap_and_the_fold_of_oslo() -> None:
    """02:30 on 28 March 2027 is not on the wall; 02:30 on 31 October 2027 is there twice, and the first counts."""
    assert workdays.at(date(2027, 3, 28), time(2, 30), "Europe/Oslo") == datetime(
        2027, 3, 28, 1, 30, tzinfo=UTC
    )
    assert workdays.at(date(2027, 10, 31), time(2, 30), "Europe/Oslo") == datetime(
        2027, 10, 31, 0, 30, tzinfo=UTC
    )
