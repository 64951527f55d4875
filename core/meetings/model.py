"""A meeting: what is agreed, what is proposed beside it, and what each of the two wants to bring up."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final, NewType, Self

from core.agreements.course import other
from core.agreements.members import SeatId
from core.agreements.model import AgreementId
from core.errors import Refused
from core.people import PersonId
from core.sight import Role

MeetingId = NewType("MeetingId", str)
LineId = NewType("LineId", str)
KEPT: Final = timedelta(days=90)
"""After its time, until the end of that month: the day on which a row goes must not tell when the two met."""
LENGTHS: Final = (15, 30, 45, 60, 90)
MOST_COMING: Final = 6
MOST_LINES: Final = 12
MOST_PLACE: Final = 120
MOST_LINE: Final = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """When, how many minutes, and where, in somebody's own words."""

    at: datetime
    minutes: int
    place: str = ""

    def ends(self) -> datetime:
        return self.at + timedelta(minutes=self.minutes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing to bring up, and whose it is. What is written at night the other sees in the morning, from `shown_from`."""

    id: LineId
    who: Role
    text: str
    shown_from: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """
    Sealed for the two who made it: a leader who comes later opens none from before.

    `agreed` holds until another time is agreed or it is called off; `proposed` is by `by`, for the other to answer,
    and `round` counts the proposals, so that a yes is to what was on the screen. `guests` come by the employee's yes
    alone, and `wished` is whom the leader has asked for (S184). `numbers` are what a calendar knows it by, one for
    each of the two, so that nobody can lay two calendars side by side. `sequence` grows with every change of what
    was agreed.
    """

    id: MeetingId
    agreement: AgreementId
    leader: PersonId
    numbers: tuple[str, str]
    agreed: Slot | None = None
    proposed: Slot | None = None
    by: Role
    round: int = 1
    sequence: int = 0
    off: Role | None = None
    guests: tuple[SeatId, ...] = ()
    wished: tuple[SeatId, ...] = ()
    lines: tuple[Line, ...] = ()
    version: int = 0

    def slot(self) -> Slot:
        """What is agreed, or else what was proposed."""
        slot = self.agreed or self.proposed
        if slot is None:
            raise Refused
        return slot

    def awaits(self, role: Role) -> bool:
        """Whether it is this one's turn to answer."""
        return self.off is None and self.proposed is not None and self.by is other(role)

    def number(self, role: Role) -> str:
        """What this one's calendar knows it by."""
        return self.numbers[0 if role is Role.EMPLOYEE else 1]

    def expires(self) -> date:
        """The first day of the month after it has been kept."""
        last = max(slot.at for slot in (self.agreed, self.proposed) if slot) + KEPT
        return (last.date().replace(day=1) + timedelta(days=32)).replace(day=1)

    def _next(self, **new: object) -> Self:
        return replace(self, version=self.version + 1, **new)  # type: ignore[arg-type]

    def offered(self, slot: Slot, by: Role, named: tuple[SeatId, ...]) -> Self:
        """Another time, from either; what was agreed stays until the other says yes. From the leader a guest is a wish."""
        self._must_be_on()
        who: dict[str, object] = {"wished" if by is Role.LEADER else "guests": named}
        return self._next(proposed=slot, by=by, round=self.round + 1, **who)

    def accepted(self, by: Role, number: int, guests: tuple[SeatId, ...] | None = None) -> Self:
        """A yes to the very proposal that was on the screen."""
        self._must_await(by, number)
        who = self.guests if guests is None else guests
        return self._next(agreed=self.proposed, proposed=None, sequence=self.sequence + 1, guests=who)

    def declined(self, by: Role, number: int) -> Self:
        """A no. What was agreed before still holds; if nothing was, there is no meeting."""
        self._must_await(by, number)
        if self.agreed is None:
            return self._next(off=by)
        return self._next(proposed=None)

    def called_off(self, by: Role) -> Self:
        """Either, at any time, with no reason."""
        self._must_be_on()
        return self._next(off=by, sequence=self.sequence + (1 if self.agreed else 0))

    def with_guests(self, guests: tuple[SeatId, ...]) -> Self:
        """Whom the employee wants there."""
        self._must_be_on()
        return self._next(guests=guests)

    def with_line(self, line: Line) -> Self:
        """Something to bring up."""
        self._must_be_on()
        if len([each for each in self.lines if each.who is line.who]) >= MOST_LINES:
            raise Refused("refused.too_many")
        return self._next(lines=(*self.lines, line))

    def lines_for(self, role: Role, now: datetime) -> tuple[Line, ...]:
        """What this one can read now."""
        return tuple(each for each in self.lines if each.who is role or each.shown_from <= now)

    def without_lines(self, who: Role, id: LineId | None = None) -> Self:
        """One of their own lines, or all of them, are taken away."""
        left = tuple(each for each in self.lines if each.who is not who or id not in {None, each.id})
        return self._next(lines=left)

    def _must_be_on(self) -> None:
        if self.off is not None:
            raise Refused("refused.moved_on")

    def _must_await(self, by: Role, number: int) -> None:
        if not self.awaits(by) or self.round != number:
            raise Refused("refused.moved_on")
