"""The committee's body, terms, plans and register, on both databases."""

from dataclasses import replace
from datetime import date

import pytest

from core.committee.model import Next, Party, Side, TermId
from core.committee.year import Level, Owner, PlanState, Status, Tag
from core.competence.model import CourseId, TrainingId
from core.errors import NotFound, Outdated
from core.people import PersonId, WorkplaceId
from core.plan.model import Mark
from storage.store import SqlStore
from tests.builders import (
    LEIF,
    WORKPLACE,
    a_body,
    a_guideline,
    a_lesson,
    a_plan,
    a_term,
    a_training,
    a_workplace,
    an_action,
)

DAY = date(2026, 11, 23)


async def test_the_body_comes_back_as_it_was_and_the_second_writer_is_refused(store: SqlStore) -> None:
    """There is one for each workplace."""
    body = a_body(mandate_link="https://a.example/m", months=12, has_health=False)
    async with store.transaction() as work:
        assert await work.committee.body(WORKPLACE) is None
        await work.committee.put(body)
    gone = body.dissolved(DAY)
    async with store.transaction() as work:
        assert await work.committee.body(WORKPLACE) == body
        await work.committee.put(gone)
        assert await work.committee.body(WORKPLACE) == gone
    for late in (body, body.changed(name="Et annet")):
        with pytest.raises(Outdated):
            async with store.transaction() as work:
                await work.committee.put(late)


async def test_a_term_comes_back_and_the_party_is_that_of_the_day(store: SqlStore) -> None:
    """Of this workplace, this person and this day alone."""
    term = a_term(left_on=date(2027, 5, 1), next=Next.LEAVES)
    nobody = a_term(person=None, party=Party.YOUNG)
    async with store.transaction() as work:
        await work.people.put_workplace(replace(a_workplace(), id=WorkplaceId("another")))
        await work.committee.add(term)
        await work.committee.add(nobody)
        await work.committee.add(a_term(workplace=WorkplaceId("another"), party=Party.EMPLOYEE))
    async with store.transaction() as work:
        assert await work.committee.term(term.id) == term
        assert await work.committee.terms(WORKPLACE) == sorted((term, nobody), key=lambda each: each.id)
        for day, party in (
            (date(2026, 1, 4), None),
            (date(2026, 1, 5), Party.MANAGEMENT),
            (date(2027, 4, 30), Party.MANAGEMENT),
            (date(2027, 5, 1), None),
        ):
            assert await work.committee.party_of(WORKPLACE, LEIF, day) is party
        assert await work.committee.party_of(WORKPLACE, PersonId("x"), DAY) is None
        with pytest.raises(NotFound):
            await work.committee.term(TermId("x"))
        await work.committee.save(term.without_name())
    with pytest.raises(Outdated):
        async with store.transaction() as work:
            await work.committee.save(term.without_name())
    async with store.transaction() as work:
        assert await work.committee.forget_before(date(2027, 5, 1)) == 0
        assert await work.committee.forget_before(date(2027, 5, 2)) == 1


async def test_a_plan_comes_back_as_it_was_and_the_second_writer_is_refused(store: SqlStore) -> None:
    """With all there can be in it."""
    full = an_action(
        level=Level.SELECTIVE, owner=Owner.MEMBER, member=LEIF, tags=frozenset(Tag), status=Status.DONE, evaluation="Bra",
    )  # fmt: skip
    plan = a_plan(
        actions=(full, an_action()), marks={Side.EMPLOYER: Mark(by=LEIF, on=DAY), Side.EMPLOYEES: Mark(by=None, on=DAY)},
        state=PlanState.EVALUATED, adopted_on=DAY, reviewed_on=DAY, evaluated_on=DAY, evaluation="a", cooperation="b",
        proposals="c", told=3, wording=4,
    )  # fmt: skip
    async with store.transaction() as work:
        await work.plans.put(plan)
        await work.plans.put(a_plan(year=2020))
    async with store.transaction() as work:
        assert await work.plans.get(WORKPLACE, 2027) == plan
        assert await work.plans.get(WORKPLACE, 2026) is None
        assert [each.year for each in await work.plans.all(WORKPLACE)] == [2020, 2027]
        assert await work.plans.forget_before(2021) == 1
        await work.plans.put(plan.without_person(LEIF))
    with pytest.raises(Outdated):
        async with store.transaction() as work:
            await work.plans.put(plan.without_person(LEIF))
    with pytest.raises(Outdated):
        async with store.transaction() as work:
            await work.plans.put(a_plan())


async def test_training_courses_and_guidelines_come_back(store: SqlStore) -> None:
    """And are struck; a version has its number once."""
    training, course, first = a_training(), a_lesson(link="https://a.example/k", months=0), a_guideline()
    async with store.transaction() as work:
        await work.competence.add(training)
        await work.competence.add(a_training(person=PersonId("x"), refresh_on=None))
        await work.competence.offer(course)
        await work.competence.record(first)
        await work.competence.record(replace(first, number=2))
    async with store.transaction() as work:
        assert await work.competence.training(training.id) == training
        assert await work.competence.trainings_of(LEIF) == [training]
        assert len(await work.competence.trainings(WORKPLACE)) == 2
        assert await work.competence.courses(WORKPLACE) == [course]
        assert await work.competence.course(course.id) == course
        assert await work.competence.guidelines(WORKPLACE) == [first, replace(first, number=2)]
        await work.competence.strike(training.id)
        await work.competence.withdraw(course.id)
        assert await work.competence.courses(WORKPLACE) == []
        with pytest.raises(NotFound):
            await work.competence.training(TrainingId(training.id))
        with pytest.raises(NotFound):
            await work.competence.course(CourseId(course.id))
    with pytest.raises(Outdated):
        async with store.transaction() as work:
            await work.competence.record(first)
