"""A year, as the report has it: what the subjects beneath have gathered, and nothing that any agreement could tell."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.committee.year import Composition, DocumentIn, PlanIn, TrainingYear


class Whom(StrEnum):
    """By what a campaign's audience was chosen."""

    EVERYBODY = "everybody"
    PLACE = "place"
    DEPARTMENT = "department"
    ROLE = "role"
    CHANNEL = "channel"


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignIn:
    """
    A campaign that began in the year.

    `name` is the place, department or channel, or the position's own name in the code. `reached` have got it, or have
    said that they want none; `missed` have not. `answers` are what could be answered, and how many did. These are bare
    figures, or figures in whole tens: the sheet makes all of them coarse. `thanks` is None, and there is no question,
    where so few got it that neither may be told. One that was withdrawn says none of its words.
    """

    title: str
    on: date
    whom: Whom
    name: str = ""
    reached: int = 0
    missed: int = 0
    thanks: int | None = None
    question: str = ""
    answers: tuple[tuple[str, int], ...] = ()
    learned: str = ""
    withdrawn: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """All of it. `made_on` is a day at the workplace; a year that is not over by then is said to go on."""

    year: int
    made_on: date
    workplace: str
    composition: Composition | None = None
    plan: PlanIn | None = None
    campaigns: tuple[CampaignIn, ...] = ()
    training: TrainingYear | None = None
    documents: tuple[DocumentIn, ...] = ()

    @property
    def goes_on(self) -> bool:
        """Whether there is more to come of it."""
        return self.made_on.year <= self.year
