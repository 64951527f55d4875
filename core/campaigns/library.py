"""Ready themes to begin from: our own words, which a workplace may replace."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from core.campaigns.model import MOST_BODY, MOST_OPTION, MOST_QUESTION, MOST_TITLE, OPTIONS, Words
from core.content.files import ORIGIN, File, Told, origin
from core.people import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """One of them. `right` is the right answer's number, from 0, where its question is a quiz."""

    key: str
    words: Mapping[Language, Words]
    right: int | None = None


def _all(told: Told) -> Sequence[Theme]:
    told.only(*ORIGIN, "theme")
    origin(told)
    return tuple(_theme(each) for each in told.tables("theme"))


def _theme(told: Told) -> Theme:
    told.only("key", "title", "body", "question", "option", "right")
    title, body = told.words("title", most=MOST_TITLE), told.words("body", most=MOST_BODY)
    question: Mapping[Language, str] = {}
    options = []
    if "question" in told.told:
        question = told.words("question", most=MOST_QUESTION)
        options = [each.words(most=MOST_OPTION) for each in told.tables("option")]
        if len(options) not in OPTIONS:
            told.refuse("option", f"write {OPTIONS.start} to {OPTIONS.stop - 1} of them")
    words = {
        each: Words(
            title[each], body[each], question.get(each, ""), tuple(option[each] for option in options)
        )
        for each in Language
    }
    return Theme(key=told.mark("key"), words=words, right=_right(told, len(options)))


def _right(told: Told, options: int) -> int | None:
    if "right" not in told.told:
        return None
    right = told.told["right"]
    if type(right) is not int or not 1 <= right <= options:
        told.refuse("right", "write the number of the right answer, from 1")
        return None
    return right - 1


FILE: Final = File("core.campaigns.content", "themes", _all)
THEMES: Final = FILE.load()
"""Ours."""
