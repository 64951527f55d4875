"""What a workplace writes of its policy, understood whole or refused with everything that is wrong in it."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from core.content.files import Told
from core.content.links import is_safe
from core.people import Language
from core.policy.model import Label, Policy

MOST_SUMMARY: Final = 1500
"""Signs; it must fit a form with the rest on each platform."""
MOST: Final = 150
YEARS: Final = 2
"""Between two revisions, unless the record says otherwise (S153)."""
FURTHEST: Final = 10
"""Years until a revision."""
TEAM_DAYS: Final = ("01-15", "08-15")
"""When leaders take it up again (S172)."""
DAY: Final = re.compile(r"[0-9]{2}-[0-9]{2}")
KNOWN: Final = (
    "label", "title", "link", "version", "adopted_on", "adopted_by_employer", "adopted_by_employees",
    "who_is_told", "next_revision", "acknowledge", "team_days", "summary",
)  # fmt: skip


def settled(told: Mapping[str, Any], number: int, today: date) -> Policy:
    """The record that this says, as version `number`. Raises BadContent, with all that is wrong."""
    record = Told(told, "policy")
    record.only(*KNOWN)
    label = record.text("label", needed=False) or Label.POLICY.value
    if label not in list(Label):
        record.refuse("label", f"write one of: {', '.join(Label)}")
        label = Label.POLICY.value
    link = record.text("link")
    if link and not is_safe(link):
        record.refuse(
            "link", "write an address that begins with https:// and a name, without user, password or port"
        )
    adopted = _adopted(record, today)
    policy = Policy(
        number=number,
        label=Label(label),
        title=_line(record, "title"),
        link=link,
        version=_line(record, "version"),
        adopted_on=adopted,
        by_employer=_line(record, "adopted_by_employer"),
        by_employees=_line(record, "adopted_by_employees"),
        who_is_told=_line(record, "who_is_told"),
        revise_on=_revision(record, adopted, today),
        acknowledge=_acknowledge(record),
        team_days=_team_days(record),
        summary=_summary(record),
    )
    record.done()
    return policy


def _line(record: Told, key: str) -> str:
    text = " ".join(record.text(key).split())
    if text.startswith("…"):
        record.refuse(f"{key}", "is still as in the template; write your own")
    if len(text) > MOST:
        record.refuse(f"{key}", f"shorten it by {len(text) - MOST}; there is room for {MOST} signs")
    if not text.isprintable():
        record.refuse(f"{key}", "has signs that cannot be shown")
    return text


def _adopted(record: Told, today: date) -> date:
    day = record.day("adopted_on")
    if day > today:
        record.refuse("adopted_on", "lies ahead; record it when both parties have adopted it")
    return min(day, today)


def _revision(record: Told, adopted: date, today: date) -> date:
    if "next_revision" in record.told:
        day = record.day("next_revision")
        if type(record.told["next_revision"]) is date and day <= adopted:
            record.refuse("next_revision", "must come after adopted_on")
        if day.year > adopted.year + FURTHEST:
            record.refuse("next_revision", f"is more than {FURTHEST} years away")
        return day
    day = date(
        adopted.year + YEARS, adopted.month, min(adopted.day, 28) if adopted.month == 2 else adopted.day
    )
    if day < today and type(record.told.get("adopted_on")) is date:
        record.refuse("next_revision", f"write it; {YEARS} years after adopted_on is over already")
    return day


def _acknowledge(record: Told) -> bool:
    wanted = record.told.get("acknowledge", False)
    if not isinstance(wanted, bool):
        record.refuse("acknowledge", "write true or false")
        return False
    return wanted


def _team_days(record: Told) -> tuple[str, ...]:
    days = record.told.get("team_days", list(TEAM_DAYS))
    if not isinstance(days, list) or len(days) > len(TEAM_DAYS) or not all(map(_is_day, days)):
        record.refuse("team_days", 'write two days at most, month first, as ["01-15", "08-15"]')
        return TEAM_DAYS
    return tuple(sorted(set(days)))


def _is_day(day: object) -> bool:
    """One that every year has."""
    if not isinstance(day, str) or not DAY.fullmatch(day):
        return False
    try:
        date.fromisoformat(f"2027-{day}")
    except ValueError:
        return False
    return True


def _summary(record: Told) -> Mapping[Language, str]:
    written = record.told.get("summary")
    written = written if isinstance(written, Mapping) else {}
    said: dict[Language, str] = {}
    for language in (each for each in Language if each.value in written):
        text = written[language.value]
        if not isinstance(text, str) or not text.strip() or text.strip().startswith("…"):
            record.refuse(f"summary.{language}", "write it, or leave the line out")
        elif not all(line.isprintable() for line in text.strip().splitlines()):
            record.refuse(f"summary.{language}", "has signs that cannot be shown")
        elif len(text.strip()) > MOST_SUMMARY:
            over = len(text.strip()) - MOST_SUMMARY
            record.refuse(
                f"summary.{language}", f"shorten it by {over}; there is room for {MOST_SUMMARY} signs"
            )
        else:
            said[language] = text.strip()
    unknown = [key for key in written if key not in list(Language)]
    for key in unknown:
        record.refuse(f"summary.{key}", f"not known here; there are {', '.join(Language)}")
    if not any(each.value in written for each in Language):
        record.refuse("summary", f"write it in one of: {', '.join(Language)}, or in more")
    return said
