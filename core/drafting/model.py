"""A draft: the words, who wrote what, and what was said about it; and what differs from one version to the next."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Self

from core.agreements.course import Course
from core.agreements.model import (
    AgreementId,
    Cadence,
    Measure,
    MeasureId,
    Section,
    Terms,
    Wording,
)
from core.sight import Role

MOST_A_SIDE = 12
"""Measures: so many of support and accommodation, and so many expectations."""
MOST_TEXT = 2000
MOST_MEASURE = 300
MOST_COMMENTS = 50
USUAL_LENGTH = 24
"""Months (architecture, Defaults); it can be any other."""
FOLLOW_UP = "follow_up"
OCCASIONS = "occasions"
PAPER = "paper"
PLACES = frozenset({*Section, FOLLOW_UP, OCCASIONS, PAPER})
"""What a comment can be about, besides a measure's id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """Something one of the two says about a part of the draft."""

    about: str
    who: Role
    text: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """
    One version. A version is never changed; each edit makes the next.

    `authors` says of each part (one of PLACES or a measure's id) who wrote it last.
    """

    agreement: AgreementId
    number: int
    wording: Wording
    by: Role
    at: datetime
    authors: Mapping[str, Role]
    comments: tuple[Comment, ...] = ()

    def next(self, by: Role, at: datetime, wording: Wording) -> Self:
        """The version after this one; what changed is now `by`'s."""
        authors = dict(self.authors)
        authors.update(dict.fromkeys(changed(self.wording, wording), by))
        kept = {*PLACES, *(measure.id for measure in wording.measures)}
        return replace(
            self,
            number=self.number + 1,
            wording=wording,
            by=by,
            at=at,
            authors={part: who for part, who in authors.items() if part in kept},
        )

    def commented(self, comment: Comment) -> Self:
        """The version after this one, with the same words and one more comment; the oldest go when there are many."""
        comments = (*self.comments, comment)[-MOST_COMMENTS:]
        return replace(self, number=self.number + 1, by=comment.who, at=comment.at, comments=comments)

    def terms(self, number: int, course: Course) -> Terms:
        """The same words, in force."""
        words = {field.name: getattr(self.wording, field.name) for field in fields(Wording)}
        return Terms(
            agreement=self.agreement,
            number=number,
            employee=course.employee,
            leader=course.leader,
            signatures=course.signatures,
            **words,
        )


def wording_of(terms: Terms) -> Wording:
    """The words of the text in force, to begin an amendment from."""
    return Wording(**{field.name: getattr(terms, field.name) for field in fields(Wording)})


def empty(today: date) -> Wording:
    """Nothing but dates; whatever is agreed, somebody has written."""
    return Wording(starts_on=today, ends_on=months_after(today, USUAL_LENGTH))


def months_after(day: date, months: int) -> date:
    """The same day of the month, or the last one there is."""
    year, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + year, month + 1, 1)
    last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(day.day, last.day))


class Lack(StrEnum):
    """What must be there before it can be signed."""

    SUPPORT = "support"
    EXPECTATION = "expectation"
    RELAPSE_PLAN = "relapse_plan"
    DATES = "dates"


def lacks(wording: Wording, today: date) -> tuple[Lack, ...]:
    """
    What is missing: support and expectation (S79), the plan (S89), an end that lies ahead (S10).

    Cadence and the owner of each measure are always there.
    """
    missing = []
    if not wording.supportive():
        missing.append(Lack.SUPPORT)
    if not wording.expected():
        missing.append(Lack.EXPECTATION)
    if not wording.relapse_plan.strip():
        missing.append(Lack.RELAPSE_PLAN)
    if wording.ends_on <= max(wording.starts_on, today):
        missing.append(Lack.DATES)
    return tuple(missing)


def too_many(wording: Wording) -> bool:
    """Whether either side has more measures than one can keep in mind."""
    return max(len(wording.supportive()), len(wording.expected())) > MOST_A_SIDE


def digest(agreement: AgreementId, wording: Wording) -> str:
    """SHA-256 of the words, the same wherever it is computed; what a signature stands for."""
    whole = {"agreement": agreement, **_plain(wording)}
    written = json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def short(digest: str) -> str:
    """What two people can compare by eye or aloud: three groups of four."""
    return " ".join(digest[at : at + 4] for at in (0, 4, 8))


def changed(old: Wording, new: Wording) -> tuple[str, ...]:
    """The parts that differ: those of PLACES, and ids of measures added, changed or struck."""
    parts = [section.value for section in Section if _text(old, section) != _text(new, section)]
    if _rhythm(old) != _rhythm(new):
        parts.append(FOLLOW_UP)
    if set(old.occasions) != set(new.occasions):
        parts.append(OCCASIONS)
    if old.paper != new.paper:
        parts.append(PAPER)
    before, after = ({m.id: m for m in wording.measures} for wording in (old, new))
    parts += [id for id in {**before, **after} if before.get(id) != after.get(id)]
    return tuple(parts)


def _text(wording: Wording, section: Section) -> str:
    return str(getattr(wording, section.value))


def _rhythm(wording: Wording) -> tuple[date, date, Cadence, int]:
    return wording.starts_on, wording.ends_on, wording.cadence, wording.slowest


def _plain(wording: Wording) -> dict[str, Any]:
    return {
        "starts_on": wording.starts_on.isoformat(),
        "ends_on": wording.ends_on.isoformat(),
        "cadence": [wording.cadence.weekly_for, wording.cadence.then_every, wording.slowest],
        "measures": [[m.kind.value, m.owner.value, m.text] for m in wording.measures],
        "occasions": sorted(wording.occasions),
        **{section.value: _text(wording, section) for section in Section},
        **({"paper": wording.paper.isoformat()} if wording.paper else {}),
    }


def with_text(wording: Wording, section: Section, text: str) -> Wording:
    """The same words with another text in one section."""
    return replace(wording, **{section.value: text})  # type: ignore[arg-type]


def with_measure(wording: Wording, measure: Measure) -> Wording:
    """The measure in the place of the one with its id, or last."""
    measures = [measure if m.id == measure.id else m for m in wording.measures]
    if measure not in measures:
        measures.append(measure)
    return replace(wording, measures=tuple(measures))


def without_measure(wording: Wording, id: MeasureId) -> Wording:
    """Struck; the version before still has it."""
    return replace(wording, measures=tuple(m for m in wording.measures if m.id != id))
