"""A reminder that somebody set for themselves."""

from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from enum import StrEnum
from typing import NewType

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

    def next_day(self, today: date) -> date | None:
        """The first day from `today` on at which it comes, counted from the date chosen; None if it is over."""
        if self.repeat is Repeat.ONCE:
            return self.on if self.on >= today else None
        on = self.on
        while on < today:
            on += timedelta(weeks=WEEKS[self.repeat])
        return on


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """What the clock needs of a reminder, as the promise's reference: never its words."""

    id: ReminderId
    repeat: Repeat
    on: date
    at: time

    def ref(self) -> str:
        """As one line, which the ledger seals."""
        return f"{self.id} {self.repeat} {self.on.isoformat()} {self.at.isoformat()}"

    @staticmethod
    def read(ref: str) -> "Rhythm":
        """From that line."""
        id, repeat, on, at = ref.split(" ")
        return Rhythm(
            id=ReminderId(id), repeat=Repeat(repeat), on=date.fromisoformat(on), at=time.fromisoformat(at)
        )

    def following(self, today: date) -> "Rhythm | None":
        """The next time, after this one and after `today`; None if it was to come once."""
        if self.repeat is Repeat.ONCE:
            return None
        on = self.on + timedelta(weeks=WEEKS[self.repeat])
        while on <= today:
            on += timedelta(weeks=WEEKS[self.repeat])
        return replace(self, on=on)
