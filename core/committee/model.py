"""The body that does the committee's work, and the terms for which people sit in it."""

# Over the usual length: the body and its terms share their days.

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, NewType, Self

from core.errors import Refused
from core.people import PersonId, WorkplaceId

TermId = NewType("TermId", str)
MONTHS: Final = 24
"""Of a term, unless the workplace says otherwise (S144, S147)."""
FEWEST_MONTHS, MOST_MONTHS = 1, 60
MOST_NAME: Final = 60
MOST_MANDATE: Final = 500
MOST_SEATS: Final = 30
"""Running and to come. No number is right for everybody (S143); this one is for the screen."""
EXPIRES: Final = 6
"""Months before its end, from which a term is called expiring."""
FURTHEST: Final = timedelta(days=731)
"""How far ahead a term may begin; what is later is most likely a slip of the pen."""


class Kind(StrEnum):
    """Which body it is (S124, S146, S147)."""

    OWN = "own"
    AMU = "amu"
    JOINT = "joint"
    AD_HOC = "ad_hoc"


class Side(StrEnum):
    """Who has to agree: occupational health stands between the two (S192)."""

    EMPLOYER = "employer"
    EMPLOYEES = "employees"
    NEITHER = "neither"


class Party(StrEnum):
    """Whom somebody sits there for (S139-S142)."""

    MANAGEMENT = "management"
    EMPLOYEE = "employee"
    OCCUPATIONAL_HEALTH = "occupational_health"
    CHIEF_UNION = "chief_union_rep"
    CHIEF_SAFETY = "chief_safety_rep"
    YOUNG = "young_workers_rep"

    @property
    def side(self) -> Side:
        """The elected speak for the employees."""
        match self:
            case Party.MANAGEMENT:
                return Side.EMPLOYER
            case Party.OCCUPATIONAL_HEALTH:
                return Side.NEITHER
            case _:
                return Side.EMPLOYEES


NEEDED: Final = (Party.MANAGEMENT, Party.EMPLOYEE, Party.OCCUPATIONAL_HEALTH)


class State(StrEnum):
    """Where a term is. It follows from its days alone, so that no clock has to write it."""

    PLANNED = "planned"
    ACTIVE = "active"
    EXPIRING = "expiring"
    ENDED = "ended"
    DISSOLVED = "dissolved"


class Next(StrEnum):
    """What comes after a term."""

    OPEN = "open"
    RENEWED = "renewed"
    LEAVES = "leaves"
    DISSOLVED = "dissolved"


def months_on(day: date, months: int) -> date:
    """
    The day on which so many months have passed (or, negative, before them).

    29 February and the thirty-first have no match in some months: then the first day that comes after.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if day.day <= monthrange(year, month + 1)[1]:
        return date(year, month + 1, day.day)
    return months_on(day.replace(day=1), months + 1)


def last_day(starts_on: date, months: int) -> date:
    """Of a term that begins on `starts_on`; the next may begin on the day after."""
    return months_on(starts_on, months) - timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """
    The body. The mandate is from the enterprise's leadership: what it is or where it lies, an address, or both (S148).

    `has_health`: the enterprise has an occupational health service, so that an empty seat of theirs is a lack (S191).
    """

    workplace: WorkplaceId
    kind: Kind
    name: str
    mandate: str
    mandate_link: str = ""
    months: int = MONTHS
    has_health: bool = True
    set_up_on: date
    dissolved_on: date | None = None
    version: int = 0

    def changed(self, **new: object) -> Self:
        """With these fields changed."""
        return replace(self, version=self.version + 1, **new)  # type: ignore[arg-type]

    def dissolved(self, on: date) -> Self:
        """It does its work no more. Raises Refused if it is so already."""
        if self.dissolved_on is not None:
            raise Refused("refused.over")
        return self.changed(dissolved_on=on)

    def needs(self) -> tuple[Party, ...]:
        """The parties that must have a seat."""
        return tuple(each for each in NEEDED if self.has_health or each is not Party.OCCUPATIONAL_HEALTH)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """
    One person's time in a seat, both days included. Being elected anew is a new term; this one stays as it was.

    `person` is None once somebody has taken their name out of what is over. From `left_on` on they are there no more.
    """

    id: TermId
    workplace: WorkplaceId
    person: PersonId | None
    party: Party
    starts_on: date
    ends_on: date
    left_on: date | None = None
    next: Next = Next.OPEN
    version: int = 0

    @property
    def last(self) -> date:
        """Its last day."""
        return self.ends_on if self.left_on is None else min(self.left_on - timedelta(days=1), self.ends_on)

    def state(self, today: date) -> State:
        """On that day."""
        if today > self.last:
            return State.DISSOLVED if self.next is Next.DISSOLVED else State.ENDED
        if today < self.starts_on:
            return State.PLANNED
        return State.EXPIRING if today >= months_on(self.last, -EXPIRES) else State.ACTIVE

    def runs(self, today: date) -> bool:
        """Whether the person sits there on that day."""
        return self.state(today) in RUNNING

    def over(self, today: date) -> bool:
        """Whether it is behind us, or was never begun."""
        return self.state(today) in OVER

    def comes_after(self, other: Self) -> bool:
        """Whether it is the same person's, begins later, and was not given up before it began."""
        return self.person == other.person and other.starts_on < self.starts_on <= self.last

    def elected_again(self, id: TermId, months: int) -> tuple[Self, Self]:
        """This one, and the one that follows on the day after. Raises Refused if something else is settled."""
        self._open()
        after = self.ends_on + timedelta(days=1)
        follows = replace(
            self, id=id, starts_on=after, ends_on=last_day(after, months), next=Next.OPEN, version=0
        )
        return self._changed(next=Next.RENEWED), follows

    def goes(self, on: date) -> Self:
        """The person leaves the seat on that day. Raises Refused for what is over."""
        if self.over(on):
            raise Refused("refused.over")
        return self._changed(left_on=on, next=Next.LEAVES)

    def ends_as_planned(self) -> Self:
        """It is settled that nobody is elected again to it. Raises Refused if something else is settled."""
        self._open()
        return self._changed(next=Next.LEAVES)

    def dissolved(self, on: date) -> Self:
        """The body is no more."""
        return self._changed(left_on=on, next=Next.DISSOLVED)

    def without_name(self) -> Self:
        """Somebody sat there, and it is not kept who."""
        return self._changed(person=None)

    def _open(self) -> None:
        if self.next is not Next.OPEN:
            raise Refused("refused.moved_on")

    def _changed(self, **new: object) -> Self:
        return replace(self, version=self.version + 1, **new)  # type: ignore[arg-type]


RUNNING: Final = frozenset({State.ACTIVE, State.EXPIRING})
OVER: Final = frozenset({State.ENDED, State.DISSOLVED})


def missing(body: Body, terms: Iterable[Term], today: date) -> tuple[Party, ...]:
    """The parties that nobody sits there for on that day (S143). An elected representative is an employee, too."""
    there = {each.party for each in terms if each.runs(today)}
    if any(each.side is Side.EMPLOYEES for each in there):
        there.add(Party.EMPLOYEE)
    return tuple(each for each in body.needs() if each not in there)


def to_settle(terms: Iterable[Term], today: date) -> list[Term]:
    """
    Terms that near their end, or have ended within the month, and nobody has said what follows; by end.

    A later seat of the same person says it, however it was given.
    """
    there = list(terms)
    open_ = [
        each
        for each in there
        if each.next is Next.OPEN
        and each.person is not None
        and not any(later.comes_after(each) for later in there)
    ]
    near = [
        each
        for each in open_
        if each.state(today) is State.EXPIRING
        or (each.state(today) is State.ENDED and months_on(each.last, 1) >= today)
    ]
    return sorted(near, key=lambda each: (each.last, each.id))
