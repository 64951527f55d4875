"""A draft as one of its two parties has it before them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.agreements import course as moves
from core.agreements.course import Course
from core.agreements.model import RUNNING, AgreementId, Measure, MeasureKind, Section, State, Wording
from core.drafting import model, usecases
from core.drafting.model import PAPER, PLACES, Draft
from core.drafting.ports import Work
from core.errors import NotFound, Refused
from core.people import Person
from core.sight import Role, Sight

LOOKED_BACK = 40
"""How many versions are looked through for one's own last one."""


class Stage(StrEnum):
    """What there is to do with the words."""

    WRITING = "writing"
    SENT = "sent"
    IN_FORCE = "in_force"
    OVER = "over"


class Base(StrEnum):
    """What the words are compared with."""

    MINE = "mine"
    LAST = "last"
    FORCE = "force"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """`running` is whether a text is in force, so that what is being written is an amendment of it."""

    course: Course
    sight: Sight
    draft: Draft
    stage: Stage
    running: bool
    today: date

    @property
    def id(self) -> AgreementId:
        """Which agreement."""
        return self.course.agreement

    @property
    def role(self) -> Role:
        """What the reader is in it."""
        return self.sight.role

    @property
    def wording(self) -> Wording:
        """The words."""
        return self.draft.wording

    def measure(self, id: str) -> Measure | None:
        """The measure of this id, if it has not been struck."""
        return next((m for m in self.wording.measures if m.id == id), None)

    def writable(self) -> bool:
        """Whether there are words to change, now or by an amendment."""
        return self.stage is not Stage.OVER

    @property
    def from_paper(self) -> bool:
        """Whether what is being written stands on paper already."""
        return self.wording.paper is not None and not self.running

    def may_write(self, part: str) -> bool:
        """Both write everything, but for the list of who knows: that is the employee's (S48)."""
        return part != Section.WHO_KNOWS or self.role is Role.EMPLOYEE


async def read(work: Work, person: Person, id: AgreementId) -> Reading:
    """Raises Refused for everybody but its two parties, and where there is nothing left to read."""
    course, sight = await usecases.standing(work, id, person)
    when = await usecases.when_of(work, course)
    state = course.state_at(*when)
    if state is State.CANCELLED:
        raise Refused("refused.over")
    over = state not in moves.WORDED
    draft = await (_signed(work, course, sight) if over else usecases.newest(work, course, sight))
    return Reading(
        course=course,
        sight=sight,
        draft=draft,
        stage=Stage.OVER if over else _stage(course),
        running=state in RUNNING,
        today=when[1],
    )


def _stage(course: Course) -> Stage:
    if not course.open:
        return Stage.IN_FORCE
    return Stage.WRITING if course.sent_by is None else Stage.SENT


async def _signed(work: Work, course: Course, sight: Sight) -> Draft:
    terms = await work.agreements.terms(course.agreement, sight)
    return Draft(
        agreement=course.agreement,
        number=course.draft,
        wording=model.wording_of(terms),
        by=sight.role,
        at=work.now,
        authors={},
    )


async def measure_seen(work: Work, reading: Reading, number: int, part: str) -> Measure | None:
    """The measure that was on the screen: as it reads now or, if it was struck meanwhile, as it read then."""
    if (now := reading.measure(part)) is not None:
        return now
    if number not in await work.drafts.numbers(reading.id, reading.sight):
        return None
    then = await work.drafts.get(reading.id, number, reading.sight)
    return next((m for m in then.wording.measures if m.id == part), None)


async def compared(work: Work, reading: Reading, base: Base) -> Draft:
    """What to hold the words against: one's own last version, the one before this, or the text in force."""
    numbers = await work.drafts.numbers(reading.id, reading.sight)
    before = [number for number in reversed(numbers) if number < reading.draft.number]
    if base is Base.LAST and before:
        return await work.drafts.get(reading.id, before[0], reading.sight)
    if base is Base.MINE:
        for number in before[:LOOKED_BACK]:
            draft = await work.drafts.get(reading.id, number, reading.sight)
            if draft.by is reading.role:
                return draft
    if reading.running:
        return await _signed(work, reading.course, reading.sight)
    return await work.drafts.get(reading.id, numbers[0], reading.sight)


def checked(reading: Reading, part: str, *, saying: bool = False) -> None:
    """Raises NotFound for a part that there is none of, or that this person does not write or comment on."""
    there = part in PLACES or part in list(MeasureKind) or reading.measure(part) is not None
    if part == PAPER and reading.running:
        there = False  # what changes an agreement is agreed on here
    allowed = part not in list(MeasureKind) if saying else reading.may_write(part)
    if not there or not allowed or not reading.writable():
        raise NotFound
