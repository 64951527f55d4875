"""An agreement in two parts: the route, which the clock may read, and the terms, which only the parties may."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import NewType, Self

from core import workdays
from core.people import PersonId, WorkplaceId

AgreementId = NewType("AgreementId", str)
MeasureId = NewType("MeasureId", str)


class State(StrEnum):
    """The life of an agreement (domain.md 5.1)."""

    REQUESTED = "requested"
    OFFERED = "offered"
    DRAFTING = "drafting"
    SIGNING = "signing"
    ACTIVE = "active"
    PAUSED = "paused"
    RELAPSE_PLAN = "relapse_plan_triggered"
    CANCELLED = "cancelled"
    CLOSED = "closed"
    DECLINED = "declined"
    LAPSED = "lapsed"
    COMPLETED = "completed"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"


LAST_TALK = timedelta(days=10)
RUNNING = frozenset({State.ACTIVE, State.PAUSED, State.RELAPSE_PLAN})
ASKING = frozenset({State.ACTIVE, State.RELAPSE_PLAN})
"""In these states check-ins are asked; in a pause they are not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cadence:
    """Every week for the first `weekly_for` weeks, then every `then_every` weeks (S81)."""

    weekly_for: int = 8
    then_every: int = 2

    def after(self, day: date, starts_on: date) -> date:
        """
        The working day of the check-in that follows the one planned for `day`.

        Weeks are counted from the start, so that a day moved by a red day does not move the days after it.
        """
        week = max(0, (day - starts_on).days) // 7
        step = 1 if week + 1 <= self.weekly_for else self.then_every
        return workdays.on_or_after(starts_on + timedelta(weeks=week + step))

    def first(self, starts_on: date) -> date:
        """The working day of the first check-in: a week in, when there is something to say."""
        return workdays.on_or_after(starts_on + timedelta(weeks=1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """
    What the clock needs, sealed for it and the employee alone.

    The leader holds no key to it: rhythm and state of single check-ins are the employee's.
    """

    id: AgreementId
    workplace: WorkplaceId
    employee: PersonId
    leader: PersonId
    state: State
    starts_on: date
    ends_on: date
    cadence: Cadence = Cadence()
    quiet: bool = False
    version: int = 0

    def runs_on(self, day: date) -> bool:
        """Whether it is followed up that day; the end is read from the date, nobody has to note it."""
        return self.state in ASKING and self.starts_on <= day <= self.ends_on

    def followed_up_on(self, day: date) -> bool:
        """As `runs_on`, and some days more: what was shared in the last days still reaches the leader."""
        return self.state in ASKING and self.starts_on <= day <= self.ends_on + LAST_TALK

    def asks_on(self, day: date) -> bool:
        """Whether the employee may be asked that day. The leader's pings do not stop in quiet: that would tell."""
        return self.runs_on(day) and not self.quiet

    def in_force(self, day: date) -> bool:
        """Whether it still binds anybody that day; a pause does not end it."""
        return self.state in RUNNING and day <= self.ends_on

    def moved(self, state: State) -> Self:
        """The same route in another state."""
        return replace(self, state=state, version=self.version + 1)


class MeasureKind(StrEnum):
    """Support before expectation; an agreement has both (S79)."""

    SUPPORT = "support_measure"
    ACCOMMODATION = "accommodation"
    EXPECTATION = "expectation"


class Owner(StrEnum):
    """Who carries a measure out."""

    EMPLOYEE = "employee"
    LEADER = "leader"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One thing that somebody does."""

    id: MeasureId
    kind: MeasureKind
    text: str
    owner: Owner


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """One version of the agreement's text, sealed for employee and responsible leader."""

    agreement: AgreementId
    number: int
    employee: PersonId
    leader: PersonId
    starts_on: date
    ends_on: date
    cadence: Cadence = Cadence()
    goal: str = ""
    measures: tuple[Measure, ...] = ()
    relapse_plan: str = ""

    def supportive(self) -> tuple[Measure, ...]:
        """The measures that a check-in asks about: support and accommodation (S85)."""
        return tuple(m for m in self.measures if m.kind is not MeasureKind.EXPECTATION)
