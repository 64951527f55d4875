"""What an occasion is called: by its kind, or in the workplace's own words."""

from collections.abc import Iterable, Mapping
from typing import Final

from core.chat.legible import legible
from core.chat.texts import Texts
from core.occasions.model import MOST_NAME, NAMED, Audience, Kind, Occasion
from core.occasions.texts import TEXTS

WORDS: Final[Mapping[Kind, tuple[str, ...]]] = {
    Kind.JULEBORD: ("julebord", "julefest", "julelunsj", "christmas party", "holiday party"),
    Kind.SUMMER_PARTY: ("sommerfest", "sommarfest", "summer party"),
    Kind.SEMINAR: ("seminar",),
    Kind.TRAVEL: ("jobbreise", "tjenestereise", "tenestereise", "studietur", "firmatur", "work trip", "business trip"),
    Kind.CLIENT_DINNER: ("kundemiddag", "client dinner", "customer dinner"),
    Kind.FESTIVAL: ("festival", "høytid", "høgtid"),
    Kind.PAYDAY: ("lønningsdag", "lønsdag", "payday"),
    Kind.BETTING_POOL: ("tippelag", "betting pool"),
}  # fmt: skip
"""By which a calendar's own words are known as one of ours; a part of a word counts: «Avdelingens julebord»."""


def named(texts: Texts, occasion: Occasion) -> str:
    """
    Its own words where it has some, else its kind.

    By its kind alone once it is called off: nobody can change those words any more, and they may be about somebody.
    """
    own = "" if occasion.cancelled else occasion.name
    return own or texts.other(TEXTS)(f"kind.{occasion.kind}")


def invited(texts: Texts, audience: Audience) -> str:
    """Whom it is for, as words that follow a name."""
    words = texts.other(TEXTS)
    match audience:
        case Audience(place="", department=""):
            return words("for.all")
        case Audience(place="") | Audience(department=""):
            return words("for.some", who=audience.place or audience.department)
        case _:
            return words("for.both", place=audience.place, department=audience.department)


def understood(summary: str, categories: Iterable[str], otherwise: Kind) -> tuple[Kind, str] | None:
    """
    The kind and the name of what a calendar calls so; None if that leaves nothing that anybody could recognise.

    A kind that its categories or its own words name wins over `otherwise`.
    """
    name = cut(legible(summary))
    kind = next((kind for said in (*categories, summary) if (kind := _kind(said))), otherwise)
    if name.casefold() in {words.casefold() for words in TEXTS[f"kind.{kind}"].values()}:
        name = ""
    if kind in NAMED and not name:
        return None
    return kind, name


def _kind(said: str) -> Kind | None:
    told = legible(said).casefold()
    return next((kind for kind, words in WORDS.items() if any(word in told for word in words)), None)


def cut(name: str) -> str:
    """At most as long as a name may be, parted between words where there are some."""
    if len(name) <= MOST_NAME:
        return name
    room = name[:MOST_NAME]
    whole, _, _ = room.rpartition(" ")
    kept = whole if len(whole) > MOST_NAME // 2 else room[:-1]
    return f"{kept.rstrip(' ,;:–-')}…"
