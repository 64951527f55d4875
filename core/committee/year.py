"""
What a year of the committee's work was: plain data, for the report to the AMU (S138).

Each part is given by the subject that keeps it: the composition by `core.committee.usecases.composition_in`, the
plan by `core.plan.usecases.plan_in`, training and documents by `core.competence.usecases.training_in` and
`documents_in`; each takes the transaction, the workplace and the year. Nothing here comes from an agreement, and
nothing here counts who has one (S154). Small numbers are for the reader to hold back: these are the bare figures.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.committee.model import Kind, Party, State
from core.errors import Refused


class Level(StrEnum):
    """Whom something is for (S200). The committee may use the first two only."""

    UNIVERSAL = "universal"
    SELECTIVE = "selective"
    INDICATED = "indicated"


class Indicated(Refused):
    """Single persons are never the committee's: that is the responsibility of the nearest leader (S152, S154)."""

    def __init__(self) -> None:
        """With words of its own."""
        super().__init__("refused.indicated")


COMMITTEES = (Level.UNIVERSAL, Level.SELECTIVE)


def for_the_committee(level: Level) -> Level:
    """The same level, if the committee may use it. Raises Indicated."""
    if level is Level.INDICATED:
        raise Indicated
    return level


class PlanState(StrEnum):
    """Where the plan of a year is."""

    DRAFT = "draft"
    ADOPTED = "adopted"
    IN_PROGRESS = "in_progress"
    EVALUATED = "evaluated"
    ARCHIVED = "archived"


class Status(StrEnum):
    """How far an action has come."""

    PLANNED = "planned"
    UNDER_WAY = "under_way"
    DONE = "done"
    DROPPED = "dropped"


class Tag(StrEnum):
    """Which other work of the workplace it is a part of (S130)."""

    HR = "hr"
    HSE = "hse"


class Owner(StrEnum):
    """Who sees to an action, by role; MEMBER is a member of the committee, by name."""

    MEMBER = "member"
    MANAGEMENT = "management"
    HR = "hr"
    HSE = "hse"
    OCCUPATIONAL_HEALTH = "occupational_health"
    UNION_REPRESENTATIVE = "union_representative"
    SAFETY_REPRESENTATIVE = "safety_representative"
    RESOURCE_PERSONS = "resource_persons"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatIn:
    """A seat of that year. `name` is empty where the person has had theirs taken out."""

    name: str
    party: Party
    starts_on: date
    ends_on: date
    state: State


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """The body; every seat held in the year; and which parties were missing at its end, or are today if it goes on."""

    kind: Kind
    name: str
    mandate: str
    mandate_link: str
    months: int
    seats: tuple[SeatIn, ...]
    missing: tuple[Party, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionIn:
    """An action of the plan. `owner_name` is there for a member. `evaluation` is the committee's own words."""

    title: str
    level: Level
    tags: tuple[Tag, ...]
    owner: Owner
    owner_name: str
    due: date
    status: Status
    evaluation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanIn:
    """The plan of the year, actions by due day. `cooperation`, `proposals`, `evaluation`: the committee's own words, perhaps none."""

    year: int
    state: PlanState
    adopted_on: date | None
    actions: tuple[ActionIn, ...]
    evaluation: str
    cooperation: str
    proposals: str


class Trained(StrEnum):
    """In which role somebody took a course: resource persons and leaders only (S135)."""

    RESOURCE_PERSON = "resource_person"
    LEADER = "leader"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingIn:
    """How many took this course that year, in this role. No names."""

    course: str
    role: Trained
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingYear:
    """Courses of the year; how many have valid training at its end (or today), and how many need a refresh, by role."""

    year: int
    courses: tuple[TrainingIn, ...]
    valid: dict[Trained, int]
    to_refresh: dict[Trained, int]


class What(StrEnum):
    """Which document."""

    POLICY = "policy"
    GUIDELINE = "guideline"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentIn:
    """A version in force in the year: the policy, or the guidelines for individual cases (S126, S153)."""

    what: What
    title: str
    version: str
    adopted_on: date
    revise_on: date
