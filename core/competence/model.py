"""Courses that are offered, courses that somebody has taken, and the guidelines."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NewType

from core.committee.model import months_on
from core.committee.year import Trained
from core.people import PersonId, WorkplaceId

TrainingId = NewType("TrainingId", str)
CourseId = NewType("CourseId", str)
MOST_TITLE: Final = 80
MOST_COURSES: Final = 12
REFRESH: Final = 24
"""Months until a course is refreshed, unless the workplace says otherwise."""
MOST_MONTHS: Final = 120
BEFORE: Final = timedelta(days=30)
"""How long before its day somebody is asked to refresh."""
REVISED: Final = 24
"""Months between revisions of the guidelines (S153)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What the committee offers (S156). `months` until it is refreshed; 0 for never."""

    id: CourseId
    workplace: WorkplaceId
    title: str
    link: str = ""
    months: int = REFRESH
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Training:
    """Somebody has taken a course, as a resource person or as a leader."""

    id: TrainingId
    workplace: WorkplaceId
    person: PersonId
    role: Trained
    course: str
    took_on: date
    refresh_on: date | None = None
    version: int = 0

    def valid(self, today: date) -> bool:
        """Whether it need not be refreshed yet."""
        return self.took_on <= today and (self.refresh_on is None or today < self.refresh_on)

    def to_refresh(self, today: date) -> bool:
        """Whether its day is near, or past."""
        return self.refresh_on is not None and self.refresh_on - BEFORE <= today


@dataclass(frozen=True, slots=True, kw_only=True)
class Guideline:
    """A version of the guidelines for how single cases are handled: where they are, and nothing of any case (S153)."""

    workplace: WorkplaceId
    number: int
    title: str
    link: str
    version: str
    adopted_on: date
    revise_on: date


def refresh_day(took_on: date, months: int) -> date | None:
    """When a course of so many months is refreshed."""
    return months_on(took_on, months) if months else None


def newest(trainings: Iterable[Training]) -> list[Training]:
    """Of each person and course the latest: a course that was taken again is not to be refreshed for the first time."""
    last: dict[tuple[PersonId, str], Training] = {}
    for each in sorted(trainings, key=lambda one: (one.took_on, one.id)):
        last[each.person, each.course.casefold()] = each
    return list(last.values())
