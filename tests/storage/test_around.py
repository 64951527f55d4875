"""A change of leader in the database: who holds which generation of the key, and what it opens."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

import pytest
from sqlalchemy import select

from core.agreements.course import Move, Step
from core.agreements.model import Deputy, Route
from core.around import deputies, leavers, usecases
from core.drafting.model import digest, wording_of
from core.errors import NotFound, Outdated, Refused
from core.people import Person, PersonId, Position
from core.sight import WORKER, Role, Sight
from storage import tables
from storage.store import SqlStore, SqlWork
from tests.builders import (
    KARI,
    KARIS,
    LEIF,
    LEIFS,
    a_checkin,
    a_draft,
    a_person,
    a_route,
    a_share,
    begin,
    sight,
)

Ask = Callable[[str], Awaitable[Sequence[tuple[object, ...]]]]
IDA = PersonId("ida")
IDAS, ASKED = sight(IDA, Role.LEADER), sight(IDA, Role.SUCCESSOR)


async def begun(store: SqlStore) -> tuple[Route, Person, Person]:
    """Kari's agreement with Leif, with something shared and an amendment begun; and Ida, who can be chosen."""
    kari, ida = a_person(KARI), a_person(IDA, positions=frozenset({Position.LEADER}))
    route = a_route()
    checkin = a_checkin(route.id)
    async with store.transaction() as work:
        for each in (kari, ida, a_person(LEIF)):
            await work.people.add(each)
        await begin(work, route)
        await work.checkins.add(checkin, WORKER)
        await work.checkins.share(a_share(checkin, text="før"), KARIS)
        await work.drafts.add(a_draft(route), KARIS)
        course = await work.agreements.course(route.id, KARIS)
        before = Step(what=Move.OPENED_PLAN, who=Role.EMPLOYEE, at=work.now)
        course = replace(course, draft=1, open=True, steps=(before,), version=1)
        await work.agreements.save_course(course, KARIS)
    return route, kari, ida


async def choose(store: SqlStore, route: Route, kari: Person, *, shared_too: bool = False) -> None:
    async with store.transaction() as work:
        await usecases.choose(work, route.id, kari, IDA, shared_too=shared_too)


async def enter(store: SqlStore, route: Route, ida: Person) -> None:
    async with store.transaction() as work:
        _, terms = await usecases.asked(work, route.id, ida)
        await usecases.enter(work, route.id, ida, digest(route.id, wording_of(terms)))


async def opens(work: SqlWork, route: Route, by: Sight) -> set[str]:
    """What of the agreement this one can open, of all that there is."""
    reads: dict[str, Callable[[], Awaitable[object]]] = {
        "course": lambda: work.agreements.course(route.id, by),
        "terms": lambda: work.agreements.terms(route.id, by),
        "versions": lambda: work.agreements.versions(route.id, by),
        "shares": lambda: work.checkins.shares(route.id, by),
        "drafts": lambda: work.drafts.numbers(route.id, by),
        "draft": lambda: work.drafts.get(route.id, 1, by),
        "route": lambda: work.agreements.route(route.id, by),
        "checkins": lambda: work.checkins.of(route.id, by),
    }
    found = set()
    for name, read in reads.items():
        try:
            await read()
        except NotFound:
            continue
        found.add(name)
    return found


async def test_the_former_leader_holds_no_key_from_the_yes_on(store: SqlStore, ask: Ask) -> None:
    """In no role and of no generation; not for what was shared before either."""
    route, kari, ida = await begun(store)
    async with store.reading() as work:
        assert await opens(work, route, LEIFS) == {"course", "terms", "versions", "shares", "drafts", "draft"}
    before = len(await ask("SELECT * FROM grants"))
    await choose(store, route, kari)
    for _ in range(2):
        async with store.reading() as work:
            for role in Role:
                assert await opens(work, route, sight(LEIF, role)) == set()
                assert await work.agreements.of(LEIF, role) == []
            course = await work.agreements.course(route.id, KARIS)
            assert course.steps[0].what is Move.CHOSE_LEADER
            assert await work.drafts.numbers(route.id, KARIS) == []
        # Leif's two are gone; there is a new one of Kari's, and two of Ida's.
        assert len(await ask("SELECT * FROM grants")) == before - 2 + 1 + 2
        if not await _entered(store):
            await enter(store, route, ida)


async def _entered(store: SqlStore) -> bool:
    async with store.reading() as work:
        return bool(await work.agreements.of(IDA, Role.LEADER))


@pytest.mark.parametrize("shared_too", [False, True])
async def test_the_new_leader_holds_the_new_generation_alone(store: SqlStore, *, shared_too: bool) -> None:
    """So the text and what comes; what was shared before only if the employee wished it."""
    route, kari, ida = await begun(store)
    await choose(store, route, kari, shared_too=shared_too)
    async with store.reading() as work:
        assert await opens(work, route, IDAS) == set()
        assert "route" not in await opens(work, route, ASKED)
    await enter(store, route, ida)
    async with store.transaction() as work:
        assert await opens(work, route, ASKED) == set()
        checkin = a_checkin(route.id)
        await work.checkins.add(checkin, WORKER)
        await work.checkins.share(a_share(checkin, text="etter"), KARIS)
        texts = {each.text for each in await work.checkins.shares(route.id, IDAS)}
        assert texts == ({"før", "etter"} if shared_too else {"etter"})
        assert {each.text for each in await work.checkins.shares(route.id, KARIS)} == {"før", "etter"}
        assert [each.number for each in await work.agreements.versions(route.id, IDAS)] == [2]
        assert [each.number for each in await work.agreements.versions(route.id, KARIS)] == [1, 2]


async def test_an_old_grant_put_back_opens_nothing_that_came_after(
    store: SqlStore,
) -> None:
    """As from a backup: the former leader's key is of the old generation."""
    route, kari, _ = await begun(store)
    async with store.transaction() as work:
        held = (tables.grants.c.scope == route.id) & work.agreements._grants._reads(LEIFS)
        kept = [dict(row) for row in await work.agreements._sql.rows(select(tables.grants).where(held))]
    await choose(store, route, kari)
    async with store.transaction() as work:
        for row in kept:
            await work.agreements._sql.add(tables.grants, row)
    async with store.reading() as work:
        assert await opens(work, route, LEIFS) == {"versions", "shares", "drafts"}
        checkin_shares = await work.checkins.shares(route.id, LEIFS)
    assert [each.text for each in checkin_shares] == ["før"]


async def test_two_choices_at_once_leave_one_leader(store: SqlStore) -> None:
    """Whoever comes second finds that it has moved on."""
    route, kari, _ = await begun(store)
    async with store.transaction() as work:
        stale = await work.agreements.course(route.id, KARIS)
    await choose(store, route, kari)
    with pytest.raises(Refused):
        await choose(store, route, kari)
    with pytest.raises(Outdated):
        async with store.transaction() as work:
            await work.agreements.save_course(replace(stale, version=stale.version + 1), KARIS)


async def test_when_the_employee_has_left_only_two_hold_keys(store: SqlStore, ask: Ask) -> None:
    """The employee's own and the clock's; done twice it is done once, and another's is untouched."""
    route, kari, _ = await begun(store)
    other = a_route(employee=PersonId("per"))
    async with store.transaction() as work:
        await work.people.add(a_person("per"))
        await begin(work, other)
        await work.people.save(replace(kari, active=False, version=1))
    for _ in range(2):
        async with store.transaction() as work:
            await leavers.sweep(work, route.id)
            await leavers.sweep(work, other.id)
    async with store.reading() as work:
        for role in Role:
            assert await opens(work, route, sight(LEIF, role)) == set()
        assert "terms" in await opens(work, route, KARIS)
        assert "terms" in await opens(work, other, LEIFS)
        assert (await work.agreements.route(route.id, WORKER)).left_on is not None
    held = await ask(f"SELECT DISTINCT reader_idx FROM grants WHERE scope = '{route.id}'")
    assert len(held) == 2


async def test_a_key_is_passed_on_only_by_who_holds_it(store: SqlStore) -> None:
    """Neither a new generation nor a grant comes from somebody without."""
    route, _, _ = await begun(store)
    async with store.transaction() as work:
        for by in (ASKED, IDAS, sight(LEIF, Role.EMPLOYEE), WORKER):
            with pytest.raises(NotFound):
                await work.agreements.renew(route.id, by, (IDAS,))
        for by in (ASKED, IDAS, sight(LEIF, Role.EMPLOYEE)):
            with pytest.raises(NotFound):
                await work.agreements.admit(route.id, by, sight(PersonId("per"), Role.LEADER))


async def test_a_deputy_holds_the_newest_generation_alone(store: SqlStore) -> None:
    """No key to what was shared before; the leader reads on; and the employee reads all."""
    route, kari, _ = await begun(store)
    by = sight(IDA, Role.DEPUTY)
    async with store.transaction() as work:
        today = work.now.date()
        wanted = Deputy(person=IDA, since=today, until=today)
        await deputies.propose(work, route.id, kari, wanted)
        checkin = a_checkin(route.id)
        await work.checkins.add(checkin, WORKER)
        await work.checkins.share(a_share(checkin, text="imens"), KARIS)
    async with store.reading() as work:
        assert await opens(work, route, by) == {"course", "terms", "versions", "shares", "drafts"}
        assert [each.text for each in await work.checkins.shares(route.id, by)] == ["imens"]
        for reader in (KARIS, LEIFS):
            assert {each.text for each in await work.checkins.shares(route.id, reader)} == {"før", "imens"}
            assert "draft" in await opens(work, route, reader)
