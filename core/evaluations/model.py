"""One side's short word on how the measures work, and what is to be tried next."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final, NewType, Self

from core import workdays
from core.agreements.model import AgreementId, MeasureId
from core.people import PersonId
from core.sight import Role

EvaluationId = NewType("EvaluationId", str)
KEPT: Final = timedelta(days=90)
MOST: Final = 1000
"""Signs in own words."""
MOST_NOTE: Final = 150


class Works(StrEnum):
    """What one thinks of a measure. No scale: three answers, of which none is more than another."""

    WORKS = "works"
    NOT = "not"
    CHANGE = "change"


class Part(StrEnum):
    """What is shared, one by one."""

    MEASURES = "measures"
    WORDS = "words"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """
    What one side answered, all of it optional. `words`: what to keep, change or stop; `note`: a line for what comes.

    The measures are kept by their text as it read then, so that it means the same when the agreement has changed.
    `joint`: the other reads it, from `shown_from` (at night there is time for second thoughts); otherwise it is the
    employee's own. `by` is who wrote it: the leader may be another one by now. `on` is when, and is no leader's to read
    of what an employee shares: see `dated`.
    """

    id: EvaluationId
    agreement: AgreementId
    who: Role
    by: PersonId
    on: date
    joint: bool
    shown_from: datetime | None = None
    measures: Mapping[str, Works] = field(default_factory=dict)
    words: str = ""
    note: str = ""

    def parts(self) -> tuple[Part, ...]:
        """Those that say something."""
        said = {Part.MEASURES: self.measures, Part.WORDS: self.words, Part.NOTE: self.note}
        return tuple(part for part, what in said.items() if what)

    def waits(self, now: datetime) -> bool:
        """Whether it is shared and cannot be read by the other yet."""
        return self.shown_from is not None and now < self.shown_from

    def dated(self, zone: str) -> date:
        """The day that it stands under: of what both read, when that began. The day it was written would tell that it was withheld."""
        return workdays.local_date(self.shown_from, zone) if self.joint and self.shown_from else self.on

    def expires(self) -> date | None:
        """
        Of what is the employee's own, the first day of the month after ninety days (domain.md 5.8); the rest goes with the agreement.

        The day on which a row goes must not tell when it was written.
        """
        if self.joint:
            return None
        return ((self.on + KEPT).replace(day=1) + timedelta(days=32)).replace(day=1)

    def shared(self, id: EvaluationId, parts: frozenset[Part], shown_from: datetime) -> Self:
        """A copy for both, with these parts alone."""
        return replace(self.only(parts), id=id, joint=True, shown_from=shown_from)

    def only(self, parts: frozenset[Part]) -> Self:
        """The same with no other parts than these."""
        return replace(
            self,
            measures=self.measures if Part.MEASURES in parts else {},
            words=self.words if Part.WORDS in parts else "",
            note=self.note if Part.NOTE in parts else "",
        )


def field_of(measure: MeasureId) -> str:
    """The name of a measure's field."""
    return f"works-{measure}"
