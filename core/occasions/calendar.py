"""A calendar file as it was read."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One day of a calendar: `uid` is the same in every file that has it, and says nothing of what the calendar calls it."""

    uid: str
    on: date
    summary: str
    categories: tuple[str, ...] = ()
    yearly: bool = False
    off: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """
    What is to come of it. `uids` are of all that is in it, what has been too, so that a file is known again.

    `whole`: what is not in it is not on. The numbers are of what was left out.
    """

    entries: tuple[Entry, ...]
    uids: frozenset[str]
    whole: bool = True
    past: int = 0
    far: int = 0
    private: int = 0
