"""The kinds of occasion that one can wish to be asked about beforehand."""

from enum import StrEnum


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


def known(occasions: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the fixed list, in its order."""
    return tuple(kind for kind in Occasion if kind in occasions)


def own(occasions: tuple[str, ...]) -> str:
    """Those in own words."""
    return ", ".join(each for each in occasions if each not in list(Occasion))
