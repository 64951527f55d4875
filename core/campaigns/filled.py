"""What was filled in about a campaign: understood, or what to mend by field."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from core.campaigns import cards
from core.campaigns.forms import EVERYBODY, IS, MOST_LEARNED, NOW, ROLES
from core.campaigns.model import (
    FEWEST,
    MOST_BODY,
    MOST_OPTION,
    MOST_QUESTION,
    MOST_TITLE,
    OPTIONS,
    Audience,
    Campaign,
    Level,
    Whom,
    Words,
    level_of,
)
from core.campaigns.ports import Channel
from core.chat import moments
from core.chat.flows import Turn
from core.chat.legible import legible
from core.chat.room import fits, signs
from core.content.links import is_safe
from core.occasions.forms import Where

MOST_LINES: Final = 30
"""Paragraphs: a message in a Slack channel has room for fifty blocks in all."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a form of words says."""

    words: Words
    link: str
    right: int | None


def text(turn: Turn, name: str) -> str:
    given = turn.values.get(name) or ""
    return given.strip() if isinstance(given, str) else ""


def written(turn: Turn) -> Written | dict[str, str]:
    """What it tells, and what it asks."""
    told, errors = _told(turn)
    question = legible(text(turn, "question"))
    options = tuple(line for line in map(legible, text(turn, "answers").splitlines()) if line)
    errors |= _too_long(turn, "question", question, MOST_QUESTION) | _wrong_answers(turn, question, options)
    right = _right(turn, options)
    if isinstance(right, str):
        errors["right"] = right
    if errors or isinstance(right, str):
        return errors
    return Written(replace(told.words, question=question, options=options), told.link, right)


def corrected(turn: Turn) -> Written | dict[str, str]:
    """What it tells; what it asks is not corrected, whatever is sent in."""
    told, errors = _told(turn)
    return errors or told


def _told(turn: Turn) -> tuple[Written, dict[str, str]]:
    """Long enough to say something, short enough for each platform, and with a link that leads where it says."""
    title, link = legible(text(turn, "title")), text(turn, "link")
    body = "\n".join(line for line in map(legible, text(turn, "body").splitlines()) if line)
    errors = _too_long(turn, "title", title, MOST_TITLE) | _too_long(turn, "body", body, MOST_BODY)
    if not title:
        errors["title"] = turn.texts("wrong.no_title")
    if link and not is_safe(link):
        errors["link"] = turn.texts("wrong.link")
    words = Words(title, body)
    if "body" not in errors and not _has_room(turn, words, link):
        errors["body"] = turn.texts("wrong.lines", most=MOST_LINES)
    return Written(words, link, None), errors


def _too_long(turn: Turn, name: str, said: str, most: int) -> dict[str, str]:
    over = signs(said) - most
    return {name: turn.texts("wrong.too_long", most=most, by=over)} if over > 0 else {}


def _wrong_answers(turn: Turn, question: str, options: Sequence[str]) -> dict[str, str]:
    if not question and not options:
        return {}
    if not question:
        return {"question": turn.texts("wrong.no_question")}
    if len(options) not in OPTIONS or len(set(options)) < len(options):
        return {"answers": turn.texts("wrong.answers")}
    longest = max(map(signs, options))
    if longest > MOST_OPTION:
        return {"answers": turn.texts("wrong.too_long", most=MOST_OPTION, by=longest - MOST_OPTION)}
    return {}


def _right(turn: Turn, options: Sequence[str]) -> int | str | None:
    said = text(turn, "right")
    if not said:
        return None
    if not (said.isascii() and said.isdigit() and 1 <= int(said) <= len(options)):
        return turn.texts("wrong.right")
    return int(said) - 1


def _has_room(turn: Turn, words: Words, link: str) -> bool:
    """Built as it will be shown; the smallest room on either platform decides."""
    blocks = cards.told(turn.texts, words, link)
    return len(blocks) <= MOST_LINES and fits(blocks)


def audience(turn: Turn, known: Where, channels: Sequence[Channel]) -> Audience | dict[str, str]:
    """
    Whom it is for. Raises Indicated for a level that no campaign may have.

    The level follows from the audience; a form that names one all the same, ours does not, is taken at its word.
    """
    if (level := text(turn, "level")) and level_of(level) is Level.UNIVERSAL:
        return Audience()
    given = text(turn, "whom")
    if given not in list(Whom):
        return {"whom": turn.texts("choose")}
    kind = Whom(given)
    if kind is Whom.EVERYBODY:
        return Audience()
    names = {
        Whom.PLACE: known.places,
        Whom.DEPARTMENT: known.departments,
        Whom.ROLE: ROLES,
        Whom.CHANNEL: [f"{each.platform}:{each.id}" for each in channels],
    }[kind]
    found = _found(text(turn, kind).removeprefix(IS), names)
    return Audience(kind, found) if found else {kind: turn.texts("wrong.nowhere")}


def _found(given: str, names: Iterable[str]) -> str:
    wanted = " ".join(given.split()).casefold()
    return next((str(name) for name in names if wanted and name.casefold() == wanted), "")


def planned(turn: Turn, campaign: Campaign, everybody: int, now: datetime) -> datetime | dict[str, str]:
    """When it begins; for everybody, only if the number of people was written as it is."""
    errors = dict[str, str]()
    if campaign.audience.whom is Whom.EVERYBODY and not _guarded(turn, everybody):
        errors["guard"] = turn.texts("wrong.guard")
    if text(turn, "when") == NOW:
        return errors or now
    at = moments.read(turn.values, turn.person.zone, now, turn.texts)
    return errors | at if isinstance(at, dict) else errors or at


def _guarded(turn: Turn, everybody: int) -> bool:
    given = turn.values.get("guard") or ""
    if everybody < FEWEST:
        return EVERYBODY in ((given,) if isinstance(given, str) else given)
    return isinstance(given, str) and "".join(given.split()).replace(".", "") == str(everybody)


def learned(turn: Turn) -> str | dict[str, str]:
    lines = [line for line in map(legible, text(turn, "learned").splitlines()) if line]
    said = "\n".join(lines)
    if not said:
        return {"learned": turn.texts("wrong.empty")}
    if len(lines) > MOST_LINES:
        return {"learned": turn.texts("wrong.lines", most=MOST_LINES)}
    over = signs(said) - MOST_LEARNED
    return {"learned": turn.texts("wrong.too_long", most=MOST_LEARNED, by=over)} if over > 0 else said
