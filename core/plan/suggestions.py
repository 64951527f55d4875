"""What a committee might want to do in a year: our suggestions, or the workplace's own."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from core.committee.year import COMMITTEES, Level, Owner, Tag
from core.content.files import ORIGIN, File, Told, origin
from core.people import Language

DAY: Final = re.compile(r"[0-9]{2}-[0-9]{2}")
MOST: Final = 9
"""For each level: a list to tick has room for ten (Slack)."""
MOST_SHOWN: Final = 75
"""Signs of what is ticked (Slack)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """One of them. `on` is month and day."""

    id: str
    title: Mapping[Language, str]
    level: Level
    tags: frozenset[Tag]
    owner: Owner
    on: tuple[int, int]


def _all(told: Told) -> Sequence[Suggestion]:
    told.only(*ORIGIN, "suggestion")
    origin(told)
    found = tuple(_read(each) for each in told.tables("suggestion"))
    ids = [each.id for each in found]
    for id in sorted(set(ids)):
        if id and ids.count(id) > 1:
            told.refuse("", f"id “{id}” is there twice; take one out")
    for level in COMMITTEES:
        if len([each for each in found if each.level is level]) > MOST:
            told.refuse("", f"there is room for {MOST} with level {level}; take some out")
    return found


def _read(told: Told) -> Suggestion:
    told.only("id", "title", "level", "tags", "owner", "on")
    level = told.choice("level", COMMITTEES)
    owner = told.choice("owner", [each for each in Owner if each is not Owner.MEMBER])
    title = told.words("title", most=MOST_SHOWN)
    return Suggestion(
        id=told.mark("id"),
        title=title,
        level=Level(level) if level else Level.UNIVERSAL,
        tags=_tags(told),
        owner=Owner(owner) if owner else Owner.HR,
        on=_day(told),
    )


def _tags(told: Told) -> frozenset[Tag]:
    tags = told.told.get("tags", [])
    if not isinstance(tags, list) or not all(each in list(Tag) for each in tags):
        told.refuse("tags", f"write a list of: {', '.join(Tag)}")
        return frozenset()
    return frozenset(Tag(each) for each in tags)


def _day(told: Told) -> tuple[int, int]:
    day = told.told.get("on")
    try:
        if not isinstance(day, str) or not DAY.fullmatch(day):
            raise ValueError  # noqa: TRY301  the same cure for both
        on = date.fromisoformat(f"2027-{day}")
    except ValueError:
        told.refuse("on", 'write a day that every year has, month first, as "09-15"')
        return 1, 1
    return on.month, on.day


FILE: Final = File("core.plan.content", "suggestions", _all)
"""In the order in which they are shown."""
SUGGESTIONS: Final = FILE.load()
"""Ours."""
