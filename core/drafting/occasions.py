"""The kinds of occasion that one can wish to be asked about beforehand."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from core.occasions.model import Kind


class Occasion(StrEnum):
    """Kept in `Wording.occasions` by these names; what is there besides is the parties' own words."""

    CHRISTMAS_PARTY = "christmas_party"
    SUMMER_PARTY = "summer_party"
    SEMINAR = "seminar"
    TRAVEL = "travel"
    CLIENT_DINNER = "client_dinner"
    PAYDAY = "payday"
    BETTING_POOL = "betting_pool"
    FESTIVAL_DAYS = "festival_days"


MOST_OWN = 150
SORTS: Final[Mapping[str, Kind]] = {
    Occasion.CHRISTMAS_PARTY: Kind.JULEBORD,
    Occasion.SUMMER_PARTY: Kind.SUMMER_PARTY,
    Occasion.SEMINAR: Kind.SEMINAR,
    Occasion.TRAVEL: Kind.TRAVEL,
    Occasion.CLIENT_DINNER: Kind.CLIENT_DINNER,
    Occasion.PAYDAY: Kind.PAYDAY,
    Occasion.BETTING_POOL: Kind.BETTING_POOL,
    Occasion.FESTIVAL_DAYS: Kind.FESTIVAL,
}
"""What the workplace's calendar calls them."""


def known(occasions: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the fixed list, in its order."""
    return tuple(kind for kind in Occasion if kind in occasions)


def own(occasions: tuple[str, ...]) -> str:
    """Those in own words."""
    return ", ".join(each for each in occasions if each not in list(Occasion))


def sorts(occasions: tuple[str, ...]) -> frozenset[str]:
    """The sorts of the workplace's calendar that are meant; own words may mean anything, and limit nothing."""
    return frozenset(SORTS[kind].value for kind in known(occasions))
