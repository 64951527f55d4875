"""One side's short word on how the measures work, and what is to be tried next."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Final, NewType, Self

from core.agreements.model import AgreementId, MeasureId
from core.sight import Role

EvaluationId = NewType("EvaluationId", str)
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
    `joint`: the other reads it; otherwise it is a draft of the employee's own.
    """

    id: EvaluationId
    agreement: AgreementId
    who: Role
    on: date
    joint: bool
    measures: Mapping[str, Works] = field(default_factory=dict)
    words: str = ""
    note: str = ""

    def parts(self) -> tuple[Part, ...]:
        """Those that say something."""
        said = {Part.MEASURES: self.measures, Part.WORDS: self.words, Part.NOTE: self.note}
        return tuple(part for part, what in said.items() if what)

    def shared(self, id: EvaluationId, parts: frozenset[Part]) -> Self:
        """A copy for both, with these parts alone."""
        return replace(
            self,
            id=id,
            joint=True,
            measures=self.measures if Part.MEASURES in parts else {},
            words=self.words if Part.WORDS in parts else "",
            note=self.note if Part.NOTE in parts else "",
        )


def field_of(measure: MeasureId) -> str:
    """The name of a measure's field."""
    return f"works-{measure}"
