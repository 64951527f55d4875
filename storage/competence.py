"""Training, courses and guidelines, in the clear: what resource persons and leaders have learnt, and no agreement."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, RowMapping, delete, select

from core.committee.year import Trained
from core.competence.model import Course, CourseId, Guideline, Training, TrainingId
from core.errors import NotFound
from core.people import PersonId, WorkplaceId
from storage.statements import Sql
from storage.tables import guidelines, offered_courses, trainings


class SqlCompetence:
    """Days are written as 2026-12-04, which both databases sort alike."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def add(self, training: Training) -> None:
        row = {
            "id": training.id,
            "workplace": training.workplace,
            "person": training.person,
            "role": training.role.value,
            "course": training.course,
            "took_on": training.took_on.isoformat(),
            "refresh_on": training.refresh_on.isoformat() if training.refresh_on else None,
            "version": training.version,
        }
        await self._sql.add(trainings, row)

    async def training(self, id: TrainingId) -> Training:
        for each in await self._trainings(trainings.c.id == id):
            return each
        raise NotFound

    async def trainings(self, workplace: WorkplaceId) -> Sequence[Training]:
        return await self._trainings(trainings.c.workplace == workplace)

    async def trainings_of(self, person: PersonId) -> Sequence[Training]:
        return await self._trainings(trainings.c.person == person)

    async def strike(self, id: TrainingId) -> None:
        await self._sql.erase(delete(trainings).where(trainings.c.id == id))

    async def offer(self, course: Course) -> None:
        row = {
            "id": course.id,
            "workplace": course.workplace,
            "title": course.title,
            "link": course.link,
            "months": course.months,
            "version": course.version,
        }
        await self._sql.add(offered_courses, row)

    async def courses(self, workplace: WorkplaceId) -> Sequence[Course]:
        return await self._courses(offered_courses.c.workplace == workplace)

    async def course(self, id: CourseId) -> Course:
        for each in await self._courses(offered_courses.c.id == id):
            return each
        raise NotFound

    async def withdraw(self, id: CourseId) -> None:
        await self._sql.run(delete(offered_courses).where(offered_courses.c.id == id))

    async def guidelines(self, workplace: WorkplaceId) -> Sequence[Guideline]:
        there = select(guidelines).where(guidelines.c.workplace == workplace)
        return [_guideline(row) for row in await self._sql.rows(there.order_by(guidelines.c.number))]

    async def record(self, guideline: Guideline) -> None:
        row = {
            "workplace": guideline.workplace,
            "number": guideline.number,
            "title": guideline.title,
            "link": guideline.link,
            "version": guideline.version,
            "adopted_on": guideline.adopted_on.isoformat(),
            "revise_on": guideline.revise_on.isoformat(),
        }
        await self._sql.add(guidelines, row)

    async def _trainings(self, which: ColumnElement[bool]) -> list[Training]:
        there = select(trainings).where(which).order_by(trainings.c.took_on, trainings.c.id)
        return [_training(row) for row in await self._sql.rows(there)]

    async def _courses(self, which: ColumnElement[bool]) -> list[Course]:
        there = select(offered_courses).where(which).order_by(offered_courses.c.title, offered_courses.c.id)
        return [_course(row) for row in await self._sql.rows(there)]


def _training(row: RowMapping) -> Training:
    return Training(
        id=TrainingId(row["id"]),
        workplace=WorkplaceId(row["workplace"]),
        person=PersonId(row["person"]),
        role=Trained(row["role"]),
        course=row["course"],
        took_on=date.fromisoformat(row["took_on"]),
        refresh_on=date.fromisoformat(row["refresh_on"]) if row["refresh_on"] else None,
        version=row["version"],
    )


def _course(row: RowMapping) -> Course:
    return Course(
        id=CourseId(row["id"]),
        workplace=WorkplaceId(row["workplace"]),
        title=row["title"],
        link=row["link"],
        months=row["months"],
        version=row["version"],
    )


def _guideline(row: RowMapping) -> Guideline:
    return Guideline(
        workplace=WorkplaceId(row["workplace"]),
        number=row["number"],
        title=row["title"],
        link=row["link"],
        version=row["version"],
        adopted_on=date.fromisoformat(row["adopted_on"]),
        revise_on=date.fromisoformat(row["revise_on"]),
    )
