"""An occasion: what the workplace arranges, when, and for whom."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, NewType, Protocol, Self

from core.errors import Refused
from core.people import PersonId, Position, WorkplaceId

OccasionId = NewType("OccasionId", str)
MOST_NAME: Final = 60
FEWEST: Final = 10
"""An occasion for fewer people prompts nobody: an invented one for two would else show which of them is prompted."""
YEAR: Final = timedelta(weeks=52)
"""Until it comes again: the same day of the week."""
FURTHEST: Final = timedelta(days=731)
"""Two years ahead; what is later than that is most likely a slip of the pen."""
MOST_COMING: Final = 500
KEPT: Final = timedelta(days=90)
"""After its day."""
OFF_KEPT: Final = timedelta(days=14)
"""After its day, of what is called off."""
CHANGE: Final = frozenset({Position.HR, Position.COMMITTEE, Position.ORGANISER})
"""Whose task the whole list is: they change what others have entered, and remove what is called off."""


class Kind(StrEnum):
    """
    What sort it is; OTHER is one that the workplace has named itself.

    UNSAID is what nobody has said: a calendar file had it, or it is gone from the list. It stands there, and rings nobody.
    """

    JULEBORD = "julebord"
    SUMMER_PARTY = "summer_party"
    SEMINAR = "seminar"
    TRAVEL = "travel"
    CLIENT_DINNER = "client_dinner"
    FESTIVAL = "festival"
    PAYDAY = "payday"
    BETTING_POOL = "betting_pool"
    OTHER = "other"
    UNSAID = "unsaid"


NAMED: Final = frozenset({Kind.OTHER, Kind.UNSAID})
"""Of which only their own words say what they are."""
CHOSEN: Final = tuple(kind for kind in Kind if kind is not Kind.UNSAID)
"""What somebody can say that it is."""
GAMBLING: Final = frozenset({Kind.PAYDAY, Kind.BETTING_POOL})
"""Where it is money and games that may be hard, and not what is in the glass (S97)."""


class Somewhere(Protocol):
    """Whoever or whatever belongs to a place and a department."""

    @property
    def place(self) -> str: ...
    @property
    def department(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom it is for: everybody, or those of one place, one department, or both."""

    place: str = ""
    department: str = ""

    def includes(self, one: Somewhere) -> bool:
        """Names are compared as people write them: not by capitals or spaces."""
        return _same(self.place, one.place) and _same(self.department, one.department)

    def size(self, crowds: Mapping["Audience", int]) -> int:
        """For how many it is, of so many people in each place and department."""
        return sum(many for each, many in crowds.items() if self.includes(each))


def _same(wanted: str, has: str) -> bool:
    return not wanted or " ".join(wanted.split()).casefold() == " ".join(has.split()).casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """
    One occasion on one day. `name` is the workplace's own words, and may be empty where the kind says enough.

    `organiser` is who entered it in the chat, or took it over there. `uid` is by what an imported one is known again,
    and `source` the file that says when it is, and whether; each is empty for what no file says anything about.
    """

    id: OccasionId
    workplace: WorkplaceId
    kind: Kind
    on: date
    name: str = ""
    audience: Audience = Audience()
    yearly: bool = False
    organiser: PersonId | None = None
    uid: str = ""
    source: str = ""
    cancelled: bool = False
    version: int = 0

    def sort(self) -> str:
        """What it can be muted by: its kind, or the name that the workplace gave it."""
        return self.kind if self.kind not in NAMED else f"other {' '.join(self.name.split()).casefold()}"

    def takes_room(self) -> bool:
        """Whether it counts among those to come: called off, too, unless its file did so, which may be made anew."""
        return not (self.cancelled and self.source)

    def changed(self, **new: object) -> Self:
        """With these fields changed. Raises Refused once it is called off."""
        if self.cancelled:
            raise Refused("refused.moved_on")
        return replace(self, version=self.version + 1, **new)  # type: ignore[arg-type]

    def taken_over(self, organiser: PersonId, **new: object) -> Self:
        """Changed by somebody in the chat: from then on it is theirs, and no file says anything about it."""
        return self.changed(organiser=organiser, source="", **new)

    def called_off(self, *, again: bool = False) -> Self:
        """For everybody, and no file brings it back. `again`: what comes every year comes next year all the same."""
        return self.changed(cancelled=True, yearly=self.yearly and again, source="")

    def on_again(self, **new: object) -> Self:
        """After all, with these fields changed."""
        return replace(self, cancelled=False, version=self.version + 1, **new)  # type: ignore[arg-type]

    @property
    def outlives_its_words(self) -> bool:
        """Whether next year's comes although this one is removed: where the kind says what it is."""
        return self.yearly and self.kind not in NAMED

    def handed_on(self) -> Self:
        """Next year's is entered: this one has done its part, called off or not."""
        return replace(self, version=self.version + 1, yearly=False)

    def next_year(self, id: OccasionId) -> Self:
        """The one after this, and on, even if this one was called off."""
        return replace(self, id=id, on=self.on + YEAR, cancelled=False, version=0)
