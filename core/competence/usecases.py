"""Noting what somebody has learnt, offering courses, and recording a version of the guidelines."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Final, TypeAlias, TypeVar

from core import workdays
from core.committee import usecases as committee
from core.committee.model import months_on
from core.committee.usecases import Full, today_of
from core.committee.year import DocumentIn, Trained, TrainingIn, TrainingYear, What
from core.competence.model import (
    MOST_COURSES,
    REVISED,
    Course,
    CourseId,
    Guideline,
    Training,
    TrainingId,
    newest,
    refresh_day,
)
from core.competence.ports import Work
from core.errors import NotFound, Refused
from core.people import Person, PersonId, Position, WorkplaceId
from core.policy.model import Former, Policy
from core.policy.usecases import current, former

FIRST: Final = frozenset({Position.RESOURCE_PERSON, Position.AKAN_CONTACT})
RESOURCE: Final = FIRST | {
    Position.HR,
    Position.HSE,
    Position.UNION_REPRESENTATIVE,
    Position.SAFETY_REPRESENTATIVE,
    Position.OCCUPATIONAL_HEALTH,
    Position.COMMITTEE,
}
"""The groups of S134, and the committee; leaders are in it, too, and are noted as leaders."""
LONG_AGO: Final = timedelta(days=365 * 20)

Version: TypeAlias = Former | Policy | Guideline
V = TypeVar("V", bound=Version)


async def role_of(work: Work, person: Person) -> Trained | None:
    """As what somebody learns; None for whoever is neither a resource person nor a leader: of them nothing is noted (S135)."""
    if person.positions & FIRST:
        return Trained.RESOURCE_PERSON
    if Position.LEADER in person.positions or await work.people.leads(person.id):
        return Trained.LEADER
    return Trained.RESOURCE_PERSON if person.positions & RESOURCE else None


async def note(work: Work, by: Person, whom: Person, course: Course, took_on: date) -> Training:
    """Somebody has taken a course. Raises Refused for whoever is neither, and for a day to come; NotFound."""
    await committee.member(work, by)
    role, today = await role_of(work, whom), today_of(work, by)
    if whom.workplace != by.workplace or course.workplace != by.workplace:
        raise NotFound
    if role is None or not today - LONG_AGO <= took_on <= today:
        raise Refused("refused.incomplete")
    training = Training(
        id=TrainingId(work.new_id()), workplace=by.workplace, person=whom.id, role=role, course=course.title,
        took_on=took_on, refresh_on=refresh_day(took_on, course.months),
    )  # fmt: skip
    await work.competence.add(training)
    return training


async def strike(work: Work, by: Person, id: TrainingId) -> None:
    """It was a slip. Raises NotFound."""
    await committee.member(work, by)
    training = await work.competence.training(id)
    if training.workplace != by.workplace:
        raise NotFound
    await work.competence.strike(id)


async def offer(work: Work, by: Person, title: str, link: str, months: int) -> None:
    """One more course. Raises Full, NotFound."""
    await committee.member(work, by)
    if len(await work.competence.courses(by.workplace)) >= MOST_COURSES:
        raise Full
    course = Course(id=CourseId(work.new_id()), workplace=by.workplace, title=title, link=link, months=months)
    await work.competence.offer(course)


async def withdraw(work: Work, by: Person, id: CourseId) -> None:
    """It is not offered any more. Raises NotFound."""
    await committee.member(work, by)
    if (await work.competence.course(id)).workplace != by.workplace:
        raise NotFound
    await work.competence.withdraw(id)


async def guideline(work: Work, workplace: WorkplaceId) -> Guideline | None:
    """The version in force."""
    versions = await work.competence.guidelines(workplace)
    return versions[-1] if versions else None


async def record(work: Work, by: Person, given: Guideline, seen: int) -> None:
    """The next version, by a member who saw version `seen`. Raises Meanwhile, NotFound."""
    await committee.member(work, by)
    there = await guideline(work, by.workplace)
    if (there.number if there else 0) != seen:
        raise committee.Meanwhile
    await work.competence.record(given)


def revised_by(adopted_on: date) -> date:
    """When it is to be revised, unless the committee says otherwise (S153)."""
    return months_on(adopted_on, REVISED)


async def to_refresh(work: Work, workplace: WorkplaceId, today: date) -> list[Training]:
    """What is to be refreshed, of those who still work here."""
    found = [each for each in newest(await work.competence.trainings(workplace)) if each.to_refresh(today)]
    here = await work_here(work, found)
    return [each for each in found if each.person in here]


async def work_here(work: Work, trainings: Iterable[Training]) -> Mapping[PersonId, str]:
    """What those of them who still work here are called."""
    learnt = await work.people.some({each.person for each in trainings})
    return {each.id: each.name for each in learnt if each.active}


async def training_in(work: Work, workplace: WorkplaceId, year: int) -> TrainingYear:
    """What was learnt that year; and how it stands at its end, or today if it goes on."""
    zone = (await work.people.workplace(workplace)).zone
    day = min(date(year, 12, 31), workdays.local_date(work.now, zone))
    trainings = [each for each in await work.competence.trainings(workplace) if each.took_on <= day]
    took = {(each.course, each.role, each.person) for each in trainings if each.took_on.year == year}
    counted = Counter((course, role) for course, role, _ in took)
    last = newest(trainings)
    return TrainingYear(
        year=year,
        courses=tuple(
            TrainingIn(course=course, role=role, people=people)
            for (course, role), people in sorted(counted.items())
        ),
        valid={role: len({t.person for t in last if t.role is role and t.valid(day)}) for role in Trained},
        to_refresh={
            role: len({t.person for t in last if t.role is role and t.to_refresh(day)}) for role in Trained
        },
    )


async def documents_in(work: Work, workplace: WorkplaceId, year: int) -> tuple[DocumentIn, ...]:
    """Each version of the policy, and of the guidelines, that was in force in the year."""
    now = await current(work, workplace)
    policies = [*await former(work, workplace), *((now,) if now is not None else ())]
    guidelines = await work.competence.guidelines(workplace)
    return (
        *(_document(What.POLICY, each) for each in _in_force(policies, year)),
        *(_document(What.GUIDELINE, each) for each in _in_force(guidelines, year)),
    )


def _in_force(versions: Sequence[V], year: int) -> list[V]:
    """Until the day on which the next one was adopted."""
    adopted = [each for each in versions if each.adopted_on <= date(year, 12, 31)]
    ends = [*(each.adopted_on for each in adopted[1:]), date.max]
    return [each for each, end in zip(adopted, ends, strict=False) if end > date(year, 1, 1)]


def _document(what: What, one: Version) -> DocumentIn:
    return DocumentIn(
        what=what, title=one.title, version=one.version, adopted_on=one.adopted_on, revise_on=one.revise_on
    )
