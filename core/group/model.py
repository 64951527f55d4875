"""A seat in the resource group: one person, and the copy of the text that the employee chose for them."""

import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from core.agreements.course import WORDED, Course, Moment, Move, must
from core.agreements.members import MOST_MEMBERS, Member, Part, SeatId
from core.agreements.model import AgreementId, MeasureKind, Section, Wording
from core.drafting.model import FOLLOW_UP, OCCASIONS
from core.drafting.words import ORDER
from core.errors import Refused
from core.people import PersonId
from core.sight import Role


class Answer(StrEnum):
    """What the one who was asked has said; no reason is asked for."""

    NONE = "none"
    YES = "yes"
    NO = "no"
    LEFT = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """
    Sealed for the employee and this one person (S71).

    `wording` is a copy of the chosen `parts` as they read on `copied_on`, with nothing else in it but how long the
    agreement lasts; a later text is not in it until the employee says so. `signed` is whether it was in force, and
    not a draft. The leader is not named. `said` is what the person last wrote to the employee about it (S166), which
    nobody else reads.
    """

    id: SeatId
    agreement: AgreementId
    employee: PersonId
    person: PersonId
    part: Part
    wording: Wording
    parts: tuple[str, ...]
    signed: bool
    copied_on: date
    answer: Answer = Answer.NONE
    said: str = ""
    said_on: date | None = None
    version: int = 0


def called(name: str) -> str:
    """What somebody typed as a name, on one line and with nothing in it that turns the words around it."""
    shown = "".join(" " if sign.isspace() else sign for sign in name if sign.isspace() or _shows(sign))
    return " ".join(shown.split())


def _shows(sign: str) -> bool:
    return unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"}


def offered(wording: Wording) -> Sequence[str]:
    """
    The parts that say something, in the order in which they are read; these can be shown to a member.

    Not who else knows: of that list each sees the own entry alone (domain.md 5.6).
    """
    return [part for part in ORDER if part != Section.WHO_KNOWS and _says(wording, part)]


def _says(wording: Wording, part: str) -> bool:
    match part:
        case _ if part == FOLLOW_UP:
            return True
        case _ if part == OCCASIONS:
            return bool(wording.occasions)
        case _ if part in list(Section):
            return bool(str(getattr(wording, part)).strip())
        case _:
            return any(measure.kind is MeasureKind(part) for measure in wording.measures)


def only(wording: Wording, parts: Collection[str]) -> Wording:
    """A copy with these parts in it, and without all that was not chosen."""
    measures = tuple(m for m in wording.measures if m.kind in parts)
    texts = {each.value: str(getattr(wording, each)) for each in Section if each in parts}
    rhythm = {"cadence": wording.cadence, "slowest": wording.slowest} if FOLLOW_UP in parts else {}
    return Wording(
        starts_on=wording.starts_on if FOLLOW_UP in parts else wording.ends_on,
        ends_on=wording.ends_on,
        measures=measures,
        occasions=wording.occasions if OCCASIONS in parts else (),
        **rhythm,  # type: ignore[arg-type]
        **texts,  # type: ignore[arg-type]
    )


def let_in(course: Course, member: Member, when: Moment) -> Course:
    """The employee lets somebody in; from the first draft until the agreement is over. Both parties see that it was done."""
    must(course, when, WORDED)
    taken = {each.person for each in course.group if each.person} | {course.employee, course.leader}
    if course.leaving_at is not None or member.person in taken:
        raise Refused("refused.moved_on")
    if len(course.group) >= MOST_MEMBERS:
        raise Refused("refused.group_full")
    return course.stepped(Move.LET_IN, Role.EMPLOYEE, when[0], group=(*course.group, member))


def changed(course: Course, member: Member, when: Moment) -> Course:
    """What stands on an outside helper's sheet; no move of the agreement."""
    must(course, when, WORDED)
    group = tuple(member if each.id == member.id else each for each in course.group)
    return replace(course, group=group, version=course.version + 1)


def let_go(course: Course, id: SeatId, when: Moment) -> Course:
    """The employee takes somebody out, at any time."""
    group = tuple(each for each in course.group if each.id != id)
    return course.stepped(Move.LET_GO, Role.EMPLOYEE, when[0], group=group)
