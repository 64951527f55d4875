"""A plan for one calendar year: written in draft, adopted by both parties, followed, and looked back on."""

# Over the usual length: one table of moves, with all that a plan can be asked.

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Final, NewType, Self, TypeAlias

from core.committee.model import Side
from core.committee.year import Level, Owner, PlanState, Status, Tag, for_the_committee
from core.errors import NotFound, Refused
from core.people import PersonId, WorkplaceId

ActionId = NewType("ActionId", str)
MOST_ACTIONS: Final = 40
MOST_TITLE: Final = 120
MOST_WORDS: Final = 1000
"""Of an evaluation, and of what is said about cooperation or proposed."""
SIDES: Final = (Side.EMPLOYER, Side.EMPLOYEES)
ARCHIVED_AFTER: Final = 2
"""A plan that has been looked back on is put away when the second year after its own begins."""


DAYS: Final = "10-01 12-15 06-15 01-15"
"""Month and day of each step of the year, in the order of `Step`, unless the workplace says otherwise."""
DAY: Final = re.compile(r"[0-9]{2}-[0-9]{2}")


class Step(StrEnum):
    """What the year asks of the committee."""

    START = "start"
    ADOPT = "adopt"
    MID_YEAR = "mid_year"
    EVALUATE = "evaluate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """
    One thing to be done. `member` is who, when the owner is a member of the committee.

    `version` grows with each change of it, so that two who work on one action see each other.
    """

    id: ActionId
    title: str
    level: Level
    due: date
    owner: Owner
    member: PersonId | None = None
    tags: frozenset[Tag] = frozenset()
    status: Status = Status.PLANNED
    evaluation: str = ""
    version: int = 0

    def __post_init__(self) -> None:
        """Raises Indicated: nothing in a plan is about single persons (S152, S154, S200)."""
        for_the_committee(self.level)

    def changed(self, **new: object) -> Self:
        """With these fields changed."""
        return replace(self, version=self.version + 1, **new)  # type: ignore[arg-type]

    def late(self, today: date) -> bool:
        """Whether its day is past and it is neither done nor dropped."""
        return self.due < today and self.status in {Status.PLANNED, Status.UNDER_WAY}

    def again(self, id: ActionId, year: int) -> Self:
        """The same in another year, not begun."""
        return replace(
            self, id=id, due=in_year(self.due, year), status=Status.PLANNED, evaluation="", version=0
        )


def in_year(day: date, year: int) -> date:
    """The same day in that year; 29 February becomes the 28th where there is none."""
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A party says yes to the plan as it stands."""

    by: PersonId | None
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """
    The plan of one year.

    `state` is what somebody has decided; see `standing` for what it is on a day. `wording` grows with each change of what
    is adopted, so that a party says yes to what it has read.
    """

    workplace: WorkplaceId
    year: int
    state: PlanState = PlanState.DRAFT
    actions: tuple[Action, ...] = ()
    marks: Mapping[Side, Mark] = field(default_factory=dict)
    wording: int = 0
    adopted_on: date | None = None
    reviewed_on: date | None = None
    evaluated_on: date | None = None
    evaluation: str = ""
    cooperation: str = ""
    proposals: str = ""
    told: int = 0
    """Grows each time these three are written."""
    version: int = 0

    def standing(self, today: date) -> PlanState:
        """On that day: an adopted plan is in progress when its year begins, an evaluated one is put away in time."""
        if self.state is PlanState.ADOPTED and today.year >= self.year:
            return PlanState.IN_PROGRESS
        if self.state is PlanState.EVALUATED and today.year >= self.year + ARCHIVED_AFTER:
            return PlanState.ARCHIVED
        return self.state

    def action(self, id: ActionId) -> Action:
        """Raises NotFound."""
        for each in self.actions:
            if each.id == id:
                return each
        raise NotFound

    def by_day(self) -> tuple[Action, ...]:
        """In the order of the year."""
        return tuple(sorted(self.actions, key=lambda each: (each.due, each.title.casefold(), each.id)))

    def added(self, *actions: Action) -> Self:
        """With more in it. Raises Refused when it is no draft."""
        self._must(PlanState.DRAFT)
        return self._reworded(actions=(*self.actions, *actions))

    def rewritten(self, action: Action) -> Self:
        """An action is worded otherwise. Raises Refused when the plan is no draft."""
        self._must(PlanState.DRAFT)
        return self._reworded(actions=self._with(action))

    def without(self, id: ActionId) -> Self:
        """An action is struck. Raises Refused when the plan is no draft."""
        self._must(PlanState.DRAFT)
        gone = self.action(id)
        return self._reworded(actions=tuple(each for each in self.actions if each is not gone))

    def followed(self, action: Action) -> Self:
        """How far an action has come, who sees to it now, or how it went. Raises Refused before it is adopted and after the end."""
        self._must(PlanState.ADOPTED)
        return self._changed(actions=self._with(action))

    def agreed(self, side: Side, mark: Mark, seen: int) -> Self:
        """A party says yes to the wording that it has seen; with both it is adopted (S199). Raises Refused."""
        self._must(PlanState.DRAFT)
        if side not in SIDES or not self.actions:
            raise Refused("refused.incomplete")
        if seen != self.wording:
            raise Refused("refused.moved_on")
        marks = {**self.marks, side: mark}
        if all(each in marks for each in SIDES):
            return self._changed(marks=marks, state=PlanState.ADOPTED, adopted_on=mark.on)
        return self._changed(marks=marks)

    def reopened(self) -> Self:
        """Back to draft: both have to say yes anew. Raises Refused when it is not in force."""
        self._must(PlanState.ADOPTED)
        return self._reworded(state=PlanState.DRAFT, adopted_on=None, reviewed_on=None)

    def reviewed(self, on: date) -> Self:
        """Gone through in the middle of the year. Raises Refused when it is not in force."""
        self._must(PlanState.ADOPTED)
        return self._changed(reviewed_on=on)

    def said(self, *, evaluation: str, cooperation: str, proposals: str) -> Self:
        """What the committee says of the year, for the report; at any time until it is put away."""
        return self._changed(
            evaluation=evaluation, cooperation=cooperation, proposals=proposals, told=self.told + 1
        )

    def looked_back_on(self, on: date) -> Self:
        """The year is evaluated. Raises Refused when it was never adopted, is evaluated already, or nothing is said of it."""
        self._must(PlanState.ADOPTED)
        if not self.evaluation:
            raise Refused("refused.incomplete")
        return self._changed(state=PlanState.EVALUATED, evaluated_on=on)

    def names(self, person: PersonId) -> bool:
        """Whether this person sees to something in it, or said yes to it."""
        return any(each.member == person for each in self.actions) or any(
            mark.by == person for mark in self.marks.values()
        )

    def without_person(self, person: PersonId) -> Self:
        """Somebody's name is taken out: what they own is the committee's."""
        actions = tuple(each.changed(member=None) if each.member == person else each for each in self.actions)
        marks = {
            side: replace(mark, by=None) if mark.by == person else mark for side, mark in self.marks.items()
        }
        return self._changed(actions=actions, marks=marks)

    def _with(self, action: Action) -> tuple[Action, ...]:
        self.action(action.id)
        return tuple(action if each.id == action.id else each for each in self.actions)

    def _must(self, state: PlanState) -> None:
        if self.state is not state:
            raise Refused("refused.moved_on")

    def _changed(self, **new: object) -> Self:
        return replace(self, version=self.version + 1, **new)  # type: ignore[arg-type]

    def _reworded(self, **new: object) -> Self:
        """What was said yes to is another now."""
        return self._changed(wording=self.wording + 1, marks={}, **new)


def asked(step: Step, plan: Plan | None) -> Step | None:
    """
    What is to be done on the day of that step, by the plan of its year, or for a year that has none.

    A draft is adopted first, however far its year has come: until then nothing of it can be followed or looked back on.
    """
    if plan is None:
        return step if step in {Step.START, Step.ADOPT} else None
    if plan.state is PlanState.DRAFT:
        return None if step is Step.START else Step.ADOPT
    if plan.state is not PlanState.ADOPTED:
        return None
    to_come = {Step.EVALUATE} if plan.reviewed_on is not None else {Step.MID_YEAR, Step.EVALUATE}
    return step if step in to_come else None


def year_of(step: Step, today: date) -> int:
    """The plan that a step is about, when its day is in the year of `today`."""
    match step:
        case Step.START | Step.ADOPT:
            return today.year + 1
        case Step.MID_YEAR:
            return today.year
        case Step.EVALUATE:
            return today.year - 1


Days: TypeAlias = Mapping[Step, tuple[int, int]]


def read_days(text: str) -> Days:
    """Four days that every year has, as in DAYS. Raises ValueError."""
    said = text.split()
    if len(said) != len(Step) or not all(map(DAY.fullmatch, said)):
        raise ValueError
    days = [date.fromisoformat(f"2027-{each}") for each in said]
    return {step: (day.month, day.day) for step, day in zip(Step, days, strict=True)}
