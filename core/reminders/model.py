"""A reminder that somebody set for themselves."""

from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from enum import StrEnum
from typing import NewType, Self

from core.people import PersonId

ReminderId = NewType("ReminderId", str)
MOST = 300
"""Characters in a reminder."""


class Repeat(StrEnum):
    """How often it comes back."""

    ONCE = "once"
    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"


WEEKS = {Repeat.WEEKLY: 1, Repeat.FORTNIGHTLY: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """Own words, at a wall time of the person's own. Exactly then: outside the cap and the hours."""

    id: ReminderId
    person: PersonId
    text: str
    on: date
    at: time
    repeat: Repeat = Repeat.ONCE
    version: int = 0

    def following(self, day: date) -> Self | None:
        """The next time after `day`, counted from the date chosen; None if it was to come once."""
        if self.repeat is Repeat.ONCE:
            return None
        step = timedelta(weeks=WEEKS[self.repeat])
        on = self.on
        while on <= day:
            on += step
        return replace(self, on=on, version=self.version + 1)
