"""How much there can be to come, so that nobody enters so much that others find nothing else."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from core import workdays
from core.errors import Refused
from core.ledger import usecases as ledger
from core.occasions.model import MOST_COMING, Occasion
from core.occasions.ports import Work
from core.people import Person

MOST_OWN: Final = 20
"""To come, of one who has entered them and has no such task."""
MOST_A_DAY: Final = 10
NEAR: Final = 15
"""Working days. What is entered or changed before then may be what somebody is reminded of soon."""
MOST_NEAR: Final = 5
"""A week, of each person, whatever their task: the list is no way to find out whose telephone rings."""


class Full(Exception):
    """There is no room for more: `why` is what the texts call it, and `most` how many there can be."""

    def __init__(self, why: str = "wrong.full", most: int = MOST_COMING) -> None:
        """Remember them."""
        super().__init__(why)
        self.why, self.most = why, most


class TooNear(Full):
    """It is near, and this person has entered or changed as much of that lately as anybody can."""

    def __init__(self) -> None:
        """In its own words."""
        super().__init__("wrong.near", MOST_NEAR)


async def not_often_near(work: Work, person: Person, today: date, *days: date) -> None:
    """One more that is on one of these days, or was. Raises TooNear."""
    if min(days) >= workdays.shifted(today, NEAR):
        return
    try:
        await ledger.not_often(work, f"occasions.near:{person.id}", MOST_NEAR, timedelta(weeks=1))
    except Refused:
        raise TooNear from None


async def must_have_room(work: Work, person: Person, ahead: Sequence[Occasion], *, free: bool) -> None:
    """For one more among those `ahead`; `free`: it is this person's task to arrange things. Raises Full."""
    if sum(each.takes_room() for each in ahead) >= MOST_COMING:
        raise Full
    if not free:
        await _not_too_many(work, person, ahead)


async def _not_too_many(work: Work, person: Person, ahead: Sequence[Occasion]) -> None:
    """Of somebody whose task it is not to arrange things, one more among those `ahead`, called off or not. Raises Full."""
    if sum(each.organiser == person.id for each in ahead) >= MOST_OWN:
        raise Full("wrong.own", MOST_OWN)
    try:
        # Called off and entered anew, again and again, they would be as many.
        await ledger.not_often(work, f"occasions.entered:{person.id}", MOST_A_DAY, timedelta(days=1))
    except Refused:
        raise Full("wrong.often", MOST_A_DAY) from None
