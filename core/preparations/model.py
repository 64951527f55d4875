"""What would help at an occasion: for the employee alone, and copies of the parts that they let the leader read."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final, NewType, Self

from core.agreements.model import AgreementId
from core.occasions.model import GAMBLING, Kind, OccasionId
from core.people import PersonId
from core.sight import Role

PreparationId = NewType("PreparationId", str)
SharedId = NewType("SharedId", str)
MOST: Final = 1000
"""Signs in own words."""
MOST_LINE: Final = 150
KEPT: Final = timedelta(days=90)
"""After the occasion (domain.md 5.8)."""


class Part(StrEnum):
    """One thing that can be ticked or written, and shared by itself; in the order in which it is read (S94)."""

    DRINKS = "drinks"
    NO_QUESTIONS = "no_questions"
    SEAT = "seat"
    TOGETHER = "together"
    A_WHILE = "a_while"
    HOME = "home"
    NO_GAMES = "no_games"
    NOT_ASKED = "not_asked"
    LESS_TALK = "less_talk"
    SOMETHING_ELSE = "something_else"
    AWAY = "away"
    SENTENCE = "sentence"
    CALL = "call"
    WORDS = "words"
    HELPED = "helped"
    ANOTHER_TIME = "another_time"
    NEXT_TIME = "next_time"
    """The leader's line about the workplace; all else is the employee's."""


DRINKING: Final = (
    Part.DRINKS, Part.NO_QUESTIONS, Part.SEAT, Part.TOGETHER, Part.A_WHILE, Part.HOME, Part.NO_GAMES, Part.AWAY
)  # fmt: skip
PLAYING: Final = (Part.NOT_ASKED, Part.LESS_TALK, Part.SOMETHING_ELSE, Part.AWAY)
SEVERAL_DAYS: Final = (
    Part.DRINKS, Part.NO_QUESTIONS, Part.A_WHILE, Part.NO_GAMES, Part.SOMETHING_ELSE, Part.AWAY
)  # fmt: skip
LONG: Final = frozenset({Kind.TRAVEL, Kind.FESTIVAL})
"""What goes on for days, with evenings of one's own in between; there is no table to be seated at."""
CHOICES: Final = frozenset(DRINKING + PLAYING + SEVERAL_DAYS)
BEFORE: Final = CHOICES | {Part.SENTENCE, Part.CALL, Part.WORDS}
AFTERWARDS: Final = frozenset({Part.HELPED, Part.ANOTHER_TIME})
NEVER_SHARED: Final = frozenset({Part.CALL})
"""Whom one would ring is somebody who has not been asked, and nothing that a leader could use."""


def offered(kind: Kind) -> tuple[Part, ...]:
    """What can be ticked for such an occasion (S97)."""
    return PLAYING if kind in GAMBLING else SEVERAL_DAYS if kind in LONG else DRINKING


@dataclass(frozen=True, slots=True, kw_only=True)
class Preparation:
    """
    The employee's own, one for each occasion: what they ticked (with no text) and wrote, before it and after it.

    `on` is the day as it was when this was last written; it says when it is to go.
    """

    id: PreparationId
    agreement: AgreementId
    occasion: OccasionId
    on: date
    parts: Mapping[Part, str]
    version: int = 0

    def given(self, among: frozenset[Part] = frozenset(Part)) -> tuple[Part, ...]:
        """What there is of these, in the order in which it is read."""
        return tuple(part for part in Part if part in self.parts and part in among)

    def said(self, among: frozenset[Part], new: Mapping[Part, str], on: date) -> Self:
        """With `new` in the place of all there was of these."""
        kept = {part: text for part, text in self.parts.items() if part not in among}
        return replace(self, parts={**kept, **new}, on=on, version=self.version + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """
    A copy of one part, sealed for both: by the employee for this leader, or the leader's line for the employee.

    Taking it back deletes it. `shown_from` is the next morning for what was shared at night, so that there is time for
    second thoughts. It tells of nothing that was not shared.
    """

    id: SharedId
    agreement: AgreementId
    occasion: OccasionId
    on: date
    part: Part
    text: str
    by: Role
    leader: PersonId
    shown_from: datetime
    opened_at: datetime | None = None
    version: int = 0

    def opened(self, now: datetime) -> Self:
        """The leader has seen it; the first time counts."""
        return self if self.opened_at else replace(self, opened_at=now, version=self.version + 1)


def expires(on: date) -> datetime:
    """The first of the month after it has been kept: a row says when it goes, and must not say when the party was."""
    month = (on + KEPT).replace(day=1) + timedelta(days=32)
    return datetime.combine(month.replace(day=1), time(), UTC)
