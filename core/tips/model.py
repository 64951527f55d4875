"""What the tips are, and which of them belongs to which week."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from core.content.files import ORIGIN, File, Told, origin
from core.people import Language

EVERY: Final = 4
"""Weeks for which one tip is everybody's; nobody gets tips more often."""
MOST: Final = 700
"""Signs: a tip is short."""


class To(StrEnum):
    """Where a tip may lead."""

    TALK = "talk"
    REMINDER = "reminder"
    POLICY = "policy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tip:
    """One of them, in all languages."""

    title: Mapping[Language, str]
    body: Mapping[Language, str]
    to: To | None = None


def _all(told: Told) -> Sequence[Tip]:
    told.only(*ORIGIN, "tip")
    origin(told)
    tips = list[Tip]()
    for each in told.tables("tip"):
        each.only("title", "body", "to")
        to = each.choice("to", To) if "to" in each.told else ""
        tip = Tip(title=each.words("title"), body=each.words("body", most=MOST), to=To(to) if to else None)
        tips.append(tip)
    return tuple(tips)


FILE: Final = File("core.tips.content", "tips", _all)
"""In the order of the year."""
TIPS: Final = FILE.load()
"""Ours: thirteen, from the new year on."""


def of_week(tips: Sequence[Tip], monday: date) -> Tip:
    """The same for everybody in the same four weeks of the year, so that people can talk about it."""
    return tips[(monday.isocalendar().week - 1) // EVERY % len(tips)]


def monday_of(day: date) -> date:
    """The Monday of that week."""
    return day - timedelta(days=day.weekday())
