"""An agreement in two parts: the route, which the clock may read, and the terms, which only the parties may."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NewType, Self

from core import workdays
from core.people import PersonId, WorkplaceId
from core.sight import Role

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
KEPT = timedelta(days=183)
DRAFT_KEPT = timedelta(days=30)
"""After the end (domain.md 5.8)."""
LONG_AWAY = timedelta(weeks=4)
"""A pause as long as that is an absence, and going on after it a return to work."""
BACK_WEEKS = 4
LEAVERS_TIME = timedelta(days=30)
"""For somebody who has left the workplace, to take out what is theirs."""
RUNNING = frozenset({State.ACTIVE, State.PAUSED, State.RELAPSE_PLAN})
OVER = frozenset({State.COMPLETED, State.WITHDRAWN, State.ENDED})
ASKING = frozenset({State.ACTIVE, State.RELAPSE_PLAN})
"""In these states check-ins are asked; in a pause they are not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cadence:
    """
    Every week for the first `weekly_for` weeks, then every `then_every` weeks (S81).

    After a long absence it begins again as it began, for four weeks at most (S27).
    """

    weekly_for: int = 8
    then_every: int = 2

    def after(self, day: date, starts_on: date, back_on: date | None = None) -> date:
        """
        The working day of the check-in that follows the one planned for `day`.

        Weeks are counted from the start, so that neither a day moved by a red day nor denser weeks from `back_on`
        move the days after them.
        """
        week = max(0, (day - starts_on).days) // 7 + 1
        while not (self._on(week) or self._dense(starts_on + timedelta(weeks=week), back_on)):
            week += 1
        return workdays.on_or_after(starts_on + timedelta(weeks=week))

    def _on(self, week: int) -> bool:
        return week <= self.weekly_for or (week - max(1, self.weekly_for)) % self.then_every == 0

    def _dense(self, day: date, back_on: date | None) -> bool:
        weeks = min(BACK_WEEKS, self.weekly_for)
        return back_on is not None and back_on <= day < back_on + timedelta(weeks=weeks)

    def first(self, starts_on: date) -> date:
        """The working day of the first check-in: a week in, when there is something to say."""
        return workdays.on_or_after(starts_on + timedelta(weeks=1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Deputy:
    """Who reads for the leader, from one day to another, both included; nothing before the employee has agreed."""

    person: PersonId
    since: date
    until: date
    agreed: bool = False

    def on(self, day: date) -> bool:
        """Whether they may read that day."""
        return self.agreed and self.since <= day <= self.until


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """
    What the clock needs, sealed for it and the employee alone.

    The leader holds no key to it: rhythm and state of single check-ins are the employee's. `led` says whether the
    leader is in it (see Course.lead); `left_on` is when the employee was found to have left the workplace. `talked_on` is when the leader last
    said that the two have talked, and `talk_moved_to` where the leader has moved the next talk. `away_since` is when the
    last pause began, or the first of those that touch each other; `went_on` is when one was ended before its day; `back_on`
    is the day on which a long absence ends or ended. `led_since` is when another leader came in.
    `occasions` are the
    sorts that the two have agreed to be asked about beforehand, none for all; `mutes` is what the employee wants no
    pings about (see core/preparations).
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
    quiet_until: date | None = None
    occasions: frozenset[str] = frozenset()
    mutes: frozenset[str] = frozenset()
    paused_until: date | None = None
    away_since: date | None = None
    went_on: date | None = None
    led_since: date | None = None
    back_on: date | None = None
    over_on: date | None = None
    led: bool = True
    left_on: date | None = None
    deputy: Deputy | None = None
    talked_on: date | None = None
    talk_moved_to: date | None = None
    version: int = 0

    def last_talk(self) -> date:
        """When the two last talked, as far as the leader has said; else when it began, went on, or got another leader."""
        began = (self.starts_on, self.paused_until, self.went_on, self.led_since)
        return max(day for day in (self.talked_on, *began) if day)

    def erased_on(self) -> date:
        """
        When everything of it is deleted: six months after its end; a draft that came to nothing after 30 days.

        If the employee has left, thirty days after that at the latest.
        """
        if self.over_on is None:
            over = self.ends_on + KEPT
        else:
            over = self.over_on + (DRAFT_KEPT if self.state is State.CANCELLED else KEPT)
        return over if self.left_on is None else min(over, self.left_on + LEAVERS_TIME)

    def first_day(self) -> date:
        """The first of the rhythm."""
        return self.cadence.first(self.starts_on)

    def day_after(self, day: date) -> date:
        """The one of the rhythm after that; `back_on` is the day of the last return from a long absence."""
        return self.cadence.after(day, self.starts_on, self.back_on)

    def asking_on(self, day: date) -> bool:
        """Whether its state lets anybody be asked that day: a pause with an end is over by itself."""
        over = self.state is State.PAUSED and self.paused_until is not None and day >= self.paused_until
        return (self.state in ASKING or over) and self.left_on is None

    def runs_on(self, day: date) -> bool:
        """Whether it is followed up that day; the end is read from the date, nobody has to note it."""
        return self.asking_on(day) and self.starts_on <= day <= self.ends_on

    def followed_up_on(self, day: date) -> bool:
        """As `runs_on`, and some days more: what was shared in the last days still reaches the leader."""
        return self.led and self.asking_on(day) and self.starts_on <= day <= self.ends_on + LAST_TALK

    def asks_on(self, day: date) -> bool:
        """Whether the employee may be asked that day. The leader's pings do not stop in quiet: that would tell."""
        return self.runs_on(day) and not self.quiet_on(day)

    def quiet_on(self, day: date) -> bool:
        """Whether the employee wants no pings that day: for as long as they wish, or until a day they have set."""
        return self.quiet and (self.quiet_until is None or day < self.quiet_until)

    def in_force(self, day: date) -> bool:
        """Whether it still binds anybody that day; a pause does not end it."""
        return self.state in RUNNING and day <= self.ends_on and self.left_on is None

    def moved(self, state: State, *, paused_until: date | None = None, over_on: date | None = None) -> Self:
        """The same route in another state."""
        version = self.version + 1
        return replace(self, state=state, paused_until=paused_until, over_on=over_on, version=version)


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


class Section(StrEnum):
    """The parts of the text that are written in own words; the names are those of the fields of `Wording`."""

    GOAL = "goal"
    STRENGTHS = "strengths"
    RELAPSE_PLAN = "relapse_plan"
    HSE = "hse"
    ABSENCE = "absence"
    CONSEQUENCES = "consequences"
    WHO_KNOWS = "who_knows"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """
    What the two agree on, whoever they are.

    `slowest` is the agreed floor: down to a check-in every so many weeks the employee may lower the rhythm
    alone (domain.md 5.1). `consequences` are text and nothing else: no code reads them (S58). `who_knows` is
    the employee's list in own words; it makes nobody known to us (S48). `paper` is the day on which the two
    signed these words on paper, if they are taken in from there.
    """

    starts_on: date
    ends_on: date
    cadence: Cadence = Cadence()
    slowest: int = 4
    goal: str = ""
    strengths: str = ""
    measures: tuple[Measure, ...] = ()
    relapse_plan: str = ""
    hse: str = ""
    absence: str = ""
    consequences: str = ""
    who_knows: str = ""
    occasions: tuple[str, ...] = ()
    paper: date | None = None

    def supportive(self) -> tuple[Measure, ...]:
        """The measures that a check-in asks about: support and accommodation (S85)."""
        return tuple(m for m in self.measures if m.kind is not MeasureKind.EXPECTATION)

    def expected(self) -> tuple[Measure, ...]:
        """What is expected."""
        return tuple(m for m in self.measures if m.kind is MeasureKind.EXPECTATION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """`digest` is of the words that were signed; another digest is another text."""

    who: Role
    number: int
    digest: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms(Wording):
    """One version of the agreement's text in force, sealed for employee and responsible leader."""

    agreement: AgreementId
    number: int
    employee: PersonId
    leader: PersonId
    signatures: tuple[Signature, ...] = ()
