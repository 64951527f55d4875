"""The rhythm of an agreement, over its whole length."""

import itertools
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core import workdays
from core.agreements.model import Cadence

STARTS = st.dates(date(2025, 1, 1), date(2038, 12, 31))
CADENCES = st.builds(Cadence, weekly_for=st.integers(0, 26), then_every=st.integers(1, 4))
WEEKS = 104


def days(cadence: Cadence, start: date) -> list[date]:
    found = [cadence.first(start)]
    while found[-1] < start + timedelta(weeks=WEEKS):
        found.append(cadence.after(found[-1], start))
    return found


@given(CADENCES, STARTS)
def test_the_rhythm_only_goes_forward_and_only_on_working_days(cadence: Cadence, start: date) -> None:
    """Two years of check-ins: each on a working day, each after the one before."""
    found = days(cadence, start)

    assert all(map(workdays.is_workday, found))
    assert all(a < b for a, b in itertools.pairwise(found))


@given(STARTS)
def test_weekly_for_eight_weeks_then_every_second(start: date) -> None:
    """Red days move a check-in by days, never by weeks, and never the ones after it (S81)."""
    planned = [*range(1, 9), *range(10, WEEKS + 2, 2)]

    assert all(
        0 <= (day - (start + timedelta(weeks=w))).days <= 8
        for day, w in zip(days(Cadence(), start), planned, strict=False)
    )
    assert len(days(Cadence(), start)) >= len(planned) - 1
