"""Which days an agreement can have: nothing in the past, unless it is taken in from paper; nothing far away."""

from collections.abc import Mapping
from datetime import date

from core.agreements.model import Wording
from core.drafting.model import months_after

LONGEST = 60
"""Months: beyond that the year is most likely a slip of the finger. As far back lies the oldest paper."""
FURTHEST = 12
"""Months from today to the start, for the same reason."""


def faults(now: Wording, starts_on: date, ends_on: date, today: date, *, past: bool) -> Mapping[str, str]:
    """
    What is wrong with these days, as a text for each field.

    A start that stood there already may have passed while the two were writing; `past` if it may anyway.
    """
    wrong: dict[str, str] = {}
    furthest = months_after(today, FURTHEST)
    if starts_on < today and starts_on != now.starts_on:
        if not past:
            wrong["starts_on"] = "past"
        elif starts_on < _oldest(today):
            wrong["starts_on"] = "long_ago"
    elif starts_on > furthest:
        wrong["starts_on"] = "far"
    if ends_on <= starts_on:
        wrong["ends_on"] = "reversed"
    elif ends_on <= today:
        wrong["ends_on"] = "past"
    elif ends_on > months_after(min(max(starts_on, today), furthest), LONGEST):
        wrong["ends_on"] = "far"
    return wrong


def paper_fault(signed_on: date, today: date) -> str | None:
    """What is wrong with the day of a signature on paper: it has been, and not in another age."""
    if signed_on > today:
        return "ahead"
    return "long_ago" if signed_on < _oldest(today) else None


def _oldest(today: date) -> date:
    return months_after(today, -LONGEST)
