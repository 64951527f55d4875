"""The go-live record: what the workplace has settled, and what is still wrong in it, field by field."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.people import Language

MOST = 2000
"""Signs in a text; the notice must fit a form on each platform."""
TEXTS = ("retention", "discussion_outcome", "key_holders", "paper_route", "complaints", "purpose_limit")
DAYS = ("dpia_on", "discussed_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class Golive:
    """
    One version of the record. `number` counts versions; people see the notice of each new one once.

    `discussed_on` and `discussion_outcome` are about the talk with the union representatives (aml. § 9-2).
    """

    number: int
    notice: Mapping[Language, str]
    retention: str
    dpia_on: date
    discussed_on: date
    discussion_outcome: str
    key_holders: str
    paper_route: str
    complaints: str
    purpose_limit: str


class Unsettled(Exception):
    """Something in the record is missing or wrong; each line names the field and the cure."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        """Take the lines, in the order of the fields."""
        super().__init__(f"{len(lines)} to mend")
        self.lines = lines


def settled(told: Mapping[str, Any], number: int, today: date) -> Golive:
    """The record that this says, as version `number`. Raises Unsettled, with all that is wrong."""
    wrong: list[str] = []
    notice = told.get("notice")
    notice = notice if isinstance(notice, Mapping) else {}
    for language in Language:
        wrong += _wrong_text(notice.get(language.value), f"notice.{language.value}")
    for name in TEXTS:
        wrong += _wrong_text(told.get(name), name)
    for name in DAYS:
        day = told.get(name)
        if not isinstance(day, date):
            wrong.append(f"{name}: write a date, as 2026-11-23")
        elif day > today:
            wrong.append(f"{name}: lies ahead; go live when it is done")
    if told.get("keys_not_only_with_platform_administrator") is not True:
        wrong.append(
            "keys_not_only_with_platform_administrator: must be true; "
            "let somebody else than the Slack or Teams administrator hold the root secret"
        )
    known = {"notice", *TEXTS, *DAYS, "keys_not_only_with_platform_administrator"}
    wrong += [
        f"{name}: not known here; look at innsjekk golive --template" for name in told if name not in known
    ]
    if wrong:
        raise Unsettled(tuple(wrong))
    return Golive(
        number=number,
        notice={language: notice[language.value].strip() for language in Language},
        **{name: told[name].strip() for name in TEXTS},
        **{name: told[name] for name in DAYS},
    )


def _wrong_text(text: object, name: str) -> list[str]:
    if not isinstance(text, str) or not text.strip():
        return [f"{name}: write it; it may not be empty"]
    if text.strip().startswith("…"):
        return [f"{name}: is still as in the template; write your own"]
    if len(text.strip()) > MOST:
        return [f"{name}: shorten it by {len(text.strip()) - MOST}; there is room for {MOST} signs"]
    return []


def written(golive: Golive) -> dict[str, Any]:
    """As it is kept."""
    return {
        "number": golive.number,
        "notice": {language.value: text for language, text in golive.notice.items()},
        **{name: getattr(golive, name) for name in TEXTS},
        **{name: getattr(golive, name).isoformat() for name in DAYS},
    }


def read(content: Mapping[str, Any]) -> Golive:
    """What was kept."""
    days = {name: date.fromisoformat(content[name]) for name in DAYS}
    return Golive(
        number=content["number"],
        notice={Language(language): text for language, text in content["notice"].items()},
        dpia_on=days["dpia_on"],
        discussed_on=days["discussed_on"],
        **{name: content[name] for name in TEXTS},
    )
