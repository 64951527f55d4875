"""Which days an agreement can have: the past is refused in what is written here, and taken from paper."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.agreements.model import Wording
from core.drafting import model
from core.drafting.days import FURTHEST, LONGEST, faults, paper_fault
from core.drafting.model import months_after

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)
NOW = model.empty(TODAY)
OLDEST = months_after(TODAY, -LONGEST)
TO = date(2028, 11, 23)
NEAR = st.dates(TODAY - timedelta(days=2500), TODAY + timedelta(days=2500))


@pytest.mark.parametrize(
    ("start", "end", "past", "wrong"),
    [
        (TODAY, TO, False, {}),
        (TODAY - DAY, TO, False, {"starts_on": "past"}),
        (TODAY - DAY, TO, True, {}),
        (OLDEST, TODAY + DAY, True, {}),
        (OLDEST - DAY, TO, True, {"starts_on": "long_ago"}),
        (OLDEST, TO, False, {"starts_on": "past"}),
        (TODAY - 9 * DAY, TODAY, True, {"ends_on": "past"}),
        (TODAY - 9 * DAY, TODAY - DAY, True, {"ends_on": "past"}),
        (TODAY - 9 * DAY, TODAY + DAY, True, {}),
        (TODAY - 9 * DAY, TODAY - 10 * DAY, True, {"ends_on": "reversed"}),
        (TODAY - 9 * DAY, TODAY - 9 * DAY, True, {"ends_on": "reversed"}),
        (TODAY, TODAY, False, {"ends_on": "reversed"}),
        (TODAY, TODAY + DAY, False, {}),
        (TODAY - DAY, months_after(TODAY, LONGEST), True, {}),
        (TODAY - DAY, months_after(TODAY, LONGEST) + DAY, True, {"ends_on": "far"}),
        (months_after(TODAY, FURTHEST), months_after(TODAY, FURTHEST + LONGEST), False, {}),
        (months_after(TODAY, FURTHEST) + DAY, TO, True, {"starts_on": "far"}),
        (date.min, date.max, True, {"starts_on": "long_ago", "ends_on": "far"}),
        (date.min, date.max, False, {"starts_on": "past", "ends_on": "far"}),
        (date.max, date.min, True, {"starts_on": "far", "ends_on": "reversed"}),
    ],
)
def test_the_corners(start: date, end: date, past: bool, wrong: dict[str, str]) -> None:  # noqa: FBT001
    """Each side of every limit, with and without paper."""
    assert faults(NOW, start, end, TODAY, past=past) == wrong


@pytest.mark.parametrize(
    ("day", "wrong"),
    [
        (TODAY, None),
        (TODAY + DAY, "ahead"),
        (TODAY - DAY, None),
        (OLDEST, None),
        (OLDEST - DAY, "long_ago"),
        (date.min, "long_ago"),
        (date.max, "ahead"),
    ],
)
def test_a_paper_was_signed_on_a_day_that_has_been(day: date, wrong: str | None) -> None:
    """Today at the latest, and not in another age."""
    assert paper_fault(day, TODAY) == wrong


@given(start=NEAR, end=NEAR, stood=NEAR, past=st.booleans())
@example(start=TODAY - DAY, end=TO, stood=TODAY - DAY, past=False)
def test_whatever_is_taken_can_be_signed_today(start: date, end: date, stood: date, past: bool) -> None:  # noqa: FBT001
    """No days that were taken lack anything; and without paper no start moves back into the past."""
    now = replace(NOW, starts_on=stood)
    wrong = faults(now, start, end, TODAY, past=past)
    if not wrong:
        taken = Wording(starts_on=start, ends_on=end)
        assert model.Lack.DATES not in model.lacks(taken, TODAY)
        assert past or start >= TODAY or start == stood
    assert wrong.get("starts_on") != "past" or not past


@given(start=NEAR, end=NEAR)
def test_paper_changes_nothing_about_days_that_lie_ahead(start: date, end: date) -> None:
    """Only a start in the past is let through by it."""
    if start >= TODAY:
        assert faults(NOW, start, end, TODAY, past=True) == faults(NOW, start, end, TODAY, past=False)
    assert faults(NOW, start, end, TODAY, past=True).get("ends_on") == faults(
        NOW, start, end, TODAY, past=False
    ).get("ends_on")
