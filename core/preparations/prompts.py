"""Which day each of the six prompts comes on: offsets in working days, and what becomes of one that is late."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from core import workdays
from core.agreements.model import AgreementId
from core.drafting.refs import joined, parted
from core.errors import NotFound
from core.occasions.model import OccasionId
from core.people import Person
from core.sight import Role

NEAR: Final = 2
"""Working days. A prompt rides on an ordinary check-in that is as near as that, and does not ring alone."""
STILL_FRESH: Final = 5
"""Working days after the occasion in which it makes sense to ask how it was."""
BY_CHOICE: Final = 10
"""The same, for somebody who has put it off to a time of their own."""
LATE_WITHIN: Final = 5
"""Working days over which what is late is spread, from the soonest on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """
    One of the six. `offset` is in working days from the occasion's day; `spread` is over how many more it is drawn.

    An occasion has a day and no hour, and a seminar begins at nine: so what is said beforehand comes on the working
    day before at the latest. `late`: whether it then comes on one of the next working days, when its own has passed; a
    note of the day before makes no sense on another.
    """

    name: str
    to: Role
    offset: int
    late: bool = False
    spread: int = 0

    @property
    def before(self) -> bool:
        """Whether it comes before the occasion."""
        return self.offset < 0

    def own(self, on: date) -> date:
        """Its day."""
        return workdays.shifted(on, self.offset)

    def last(self, on: date) -> date:
        """The last day on which it makes sense."""
        return workdays.shifted(on, -1 if self.before else STILL_FRESH)

    def chosen_last(self, on: date) -> date:
        """The same for who chose the time: one's own plan may be read again on the day itself."""
        return on if self.before else workdays.shifted(on, BY_CHOICE)

    def day(
        self, on: date, soonest: date, chance: Callable[[int], int], *, late: bool = False
    ) -> date | None:
        """
        When it comes, seen from somebody who can be reached from `soonest` on; None if it makes no sense any more.

        Late, it is on one of the next few working days, and `chance` says which: a telephone that rang soon after
        somebody had entered an invented occasion would tell them whose it is. `late`: all of this occasion's is, also
        what has its own day before it; a note, whose day is known to all, then only comes if that is some days off.
        """
        own = self.own(on)
        if late and self.before and not self.late:
            return own if own >= workdays.shifted(soonest, LATE_WITHIN) else None
        if own >= soonest and not late:
            return workdays.shifted(own, chance(self.spread + 1)) if self.spread else own
        if not (self.late or late):
            return None
        first = max(own, soonest)
        days = [day for n in range(LATE_WITHIN) if (day := workdays.shifted(first, n)) <= self.last(on)]
        return days[chance(len(days))] if days else None

    def near(self, on: date, today: date) -> bool:
        """Whether it may ride on a ping of this day though its own has not come."""
        return self.late and today >= workdays.shifted(self.own(on), -NEAR)


ASK: Final = Prompt(name="preparations.ask", to=Role.EMPLOYEE, offset=-10, late=True)
RAISE: Final = Prompt(name="preparations.raise", to=Role.LEADER, offset=-7, late=True)
NOTE: Final = Prompt(name="preparations.note", to=Role.EMPLOYEE, offset=-1)
MORE: Final = Prompt(name="preparations.more", to=Role.LEADER, offset=-3, late=True, spread=1)
"""The leader's second, whatever was shared since the first or not: one that came only then would tell that it was."""
AFTER: Final = Prompt(name="preparations.after", to=Role.EMPLOYEE, offset=1)
AFTER_LEADER: Final = Prompt(name="preparations.after_leader", to=Role.LEADER, offset=2)
PROMPTS: Final = (ASK, RAISE, NOTE, MORE, AFTER, AFTER_LEADER)
"""In the order in which they are owed: whether somebody gets the first word decides about the second."""
FIRST: Final = {NOTE.name: ASK, MORE.name: RAISE}
"""Of which first word each of these is the second."""
NAMES: Final = frozenset(prompt.name for prompt in PROMPTS)
LOOK_AHEAD: Final = -ASK.offset + NEAR + 1
"""Working days: as far as an occasion can be that anything is owed for today."""
IN_TIME: Final = LOOK_AHEAD - 1
"""Working days. What the clock finds nearer than that was not there when it could be seen first, and is late."""


def soonest(now: datetime, person: Person) -> date:
    """The next working day, at whatever hour: of what was entered today nobody is told today."""
    return workdays.shifted(workdays.local_date(now, person.zone), 1)


def ref(agreement: AgreementId, occasion: OccasionId, on: date) -> str:
    """What a promise is about: sealed with the ledger's key. The day is in it, so that a move makes it void."""
    return joined(agreement, occasion, on)


def meant(ref: str) -> tuple[AgreementId, OccasionId, date]:
    """The same, read. Raises NotFound for what we did not write."""
    match parted(ref):
        case (id, (occasion, on)):
            try:
                return id, OccasionId(occasion), date.fromisoformat(on)
            except ValueError:
                raise NotFound from None
        case _:
            raise NotFound


def prepared(agreement: AgreementId, occasion: OccasionId) -> str:
    """The mark by which the clock, which cannot read a word of it, knows that there is nothing to ask."""
    return f"preparations.prepared:{agreement}:{occasion}"
