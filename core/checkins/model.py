"""A check-in, its answers, and what of them was shared: three things with three readers."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import NewType, Self

from core import workdays
from core.agreements.model import AgreementId, MeasureId
from core.errors import Refused

CheckInId = NewType("CheckInId", str)
ShareId = NewType("ShareId", str)

WINDOW = 5
"""Working days from the day it was due until it counts as expired (domain.md 5.2). Late answers are still taken."""
MOST = 2000
"""Characters in one answer."""


class Mood(StrEnum):
    """Question 1; four words, never a number (domain.md 3.1)."""

    GOOD = "good"
    OK = "ok"
    HEAVY = "heavy"
    DIFFICULT = "difficult"


class Feels(StrEnum):
    """Question 3, of one measure."""

    HELPS = "helps"
    UNSURE = "unsure"
    NO_HELP = "no_help"


class State(StrEnum):
    """Where a check-in stands, for the employee and the clock alone."""

    PLANNED = "planned"
    ASKED = "asked"
    OPENED = "opened"
    ANSWERED = "answered"
    SKIPPED = "skipped"
    CANCELLED = "cancelled"


MOVES: Mapping[State, frozenset[State]] = {
    State.PLANNED: frozenset({State.ASKED, State.OPENED, State.ANSWERED, State.SKIPPED, State.CANCELLED}),
    State.ASKED: frozenset({State.ASKED, State.OPENED, State.ANSWERED, State.SKIPPED, State.CANCELLED}),
    State.OPENED: frozenset({State.ASKED, State.OPENED, State.ANSWERED, State.SKIPPED, State.CANCELLED}),
    State.ANSWERED: frozenset({State.ANSWERED}),
    State.SKIPPED: frozenset({State.SKIPPED, State.OPENED, State.ANSWERED}),
    State.CANCELLED: frozenset(),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn:
    """
    One occurrence. `later` is the time the person chose instead, if any.

    Expired is not a state but a reading of the clock: nothing has to happen for it, and an answer that
    comes late is as good as any.
    """

    id: CheckInId
    agreement: AgreementId
    due: datetime
    state: State = State.PLANNED
    later: datetime | None = None
    version: int = 0

    def moved(self, to: State) -> Self:
        """One step. Raises Refused if that cannot be done any more."""
        if to not in MOVES[self.state]:
            raise Refused("refused.over")
        return replace(self, state=to, version=self.version + 1)

    def put_off(self, until: datetime) -> Self:
        """The person chose another time."""
        return replace(self.moved(State.ASKED), later=until)

    def expired(self, now: datetime, zone: str) -> bool:
        """Whether its five working days are over with no answer."""
        if self.state in {State.ANSWERED, State.SKIPPED, State.CANCELLED}:
            return False
        start = max(self.due, self.later or self.due)
        last = workdays.shifted(workdays.local_date(start, zone), WINDOW)
        return workdays.local_date(now, zone) > last

    @property
    def open(self) -> bool:
        """Whether there is still something to answer."""
        return self.state in {State.PLANNED, State.ASKED, State.OPENED}


class Part(StrEnum):
    """One answer of a check-in, as it can be shared."""

    MOOD = "mood"
    DIFFICULT = "difficult"
    MEASURES = "measures"
    NEEDS = "needs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What the employee answered: for the employee alone. Every part may be missing."""

    checkin: CheckInId
    agreement: AgreementId
    mood: Mood | None = None
    difficult: str = ""
    measures: Mapping[MeasureId, Feels] = field(default_factory=dict)
    needs: str = ""
    version: int = 0

    def given(self) -> tuple[Part, ...]:
        """The parts that have an answer, in the order of the questions."""
        has = {
            Part.MOOD: self.mood is not None,
            Part.DIFFICULT: bool(self.difficult),
            Part.MEASURES: bool(self.measures),
            Part.NEEDS: bool(self.needs),
        }
        return tuple(part for part in Part if has[part])


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """
    A copy of one answer, sealed for employee and leader. Taking it back deletes it.

    It carries the measures' own words, so that it can be read when the agreement has changed since.
    It has no date of the check-in and no number: nothing tells of what was not shared. `shown_from` is the
    next morning for what was shared at night, so that second thoughts are possible until then.
    """

    id: ShareId
    checkin: CheckInId
    agreement: AgreementId
    part: Part
    mood: Mood | None = None
    text: str = ""
    measures: tuple[tuple[str, Feels], ...] = ()
    shown_from: datetime
    opened_at: datetime | None = None
    thanked_at: datetime | None = None
    thanks: str = ""
    version: int = 0

    def opened(self, now: datetime) -> Self:
        """The leader has seen it; the first time counts."""
        return self if self.opened_at else replace(self, opened_at=now, version=self.version + 1)

    def thanked(self, now: datetime, words: str) -> Self:
        """The leader said thank you, with own words or without."""
        return replace(self, thanked_at=now, thanks=words, version=self.version + 1)
