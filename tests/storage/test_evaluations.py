"""Evaluations in storage: each under the key of those who may read it, and gone with what it goes with."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import date

import pytest

from core.agreements.model import AgreementId
from core.errors import NotFound, Outdated
from core.evaluations import usecases
from core.evaluations.model import EvaluationId, Part
from core.sight import Role, Sight
from storage.store import SqlStore
from tests.builders import KARI, KARIS, LEIF, LEIFS, ODA, a_person, a_route, an_evaluation, begin

Ask = Callable[[str], Awaitable[Sequence[tuple[object, ...]]]]


async def test_each_opens_what_is_theirs_and_what_is_for_both(store: SqlStore) -> None:
    """The employee both, the leader the shared one; whoever else is told that there is nothing."""
    route = a_route()
    own, both = an_evaluation(route), an_evaluation(route, joint=True)
    async with store.transaction() as work:
        await begin(work, route)
        await work.evaluations.add(own, KARIS)
        await work.evaluations.add(both, KARIS)
    async with store.reading() as work:
        assert {each.id for each in await work.evaluations.of(route.id, KARIS)} == {own.id, both.id}
        assert await work.evaluations.of(route.id, LEIFS) == [both]
        assert await work.evaluations.get(own.id, KARIS) == own
        for id in (own.id, EvaluationId("nothing")):
            with pytest.raises(NotFound):
                await work.evaluations.get(id, LEIFS)
        with pytest.raises(NotFound):
            await work.evaluations.of(route.id, Sight(person=ODA, role=Role.LEADER))


async def test_one_that_is_deleted_is_gone_and_nobody_else_deletes_it(store: SqlStore, ask: Ask) -> None:
    """Nor does it outlive its agreement."""
    route = a_route()
    own, other = an_evaluation(route), an_evaluation(route, words="Noe annet")
    async with store.transaction() as work:
        await begin(work, route)
        await work.evaluations.add(own, KARIS)
        await work.evaluations.add(other, KARIS)
    async with store.transaction() as work:
        with pytest.raises(NotFound):
            await work.evaluations.erase(own.id, LEIFS)
        await work.evaluations.erase(own.id, KARIS)
    async with store.transaction() as work:
        assert [each.id for each in await work.evaluations.of(route.id, KARIS)] == [other.id]
        await work.agreements.erase(AgreementId(route.id))
    assert await ask("SELECT * FROM evaluations") == []


async def test_one_that_is_deleted_while_it_is_shared_does_not_come_back(
    on_postgresql: tuple[SqlStore, SqlStore],
) -> None:
    """The one who comes too late does it all again, and finds nothing."""
    one, other = on_postgresql
    route, kari = a_route(starts_on=date(2026, 11, 2)), a_person(KARI)
    own, erased = an_evaluation(route, words="ord", note="linje"), asyncio.Event()
    async with one.transaction() as work:
        for id in (KARI, LEIF):
            await work.people.add(a_person(id))
        await begin(work, route)
        await work.evaluations.add(own, KARIS)

    async def deletes() -> None:
        async with one.transaction() as work:
            await usecases.erase(work, own.id, kari)
            erased.set()
            await asyncio.sleep(1)

    async def shares() -> None:
        await erased.wait()
        async with other.transaction() as work:
            await usecases.share(work, own.id, kari, frozenset({Part.WORDS}))

    deleted, shared = await asyncio.gather(deletes(), shares(), return_exceptions=True)
    assert deleted is None
    assert isinstance(shared, Outdated | NotFound)  # found gone at once, if this machine was that slow
    async with one.reading() as work:
        assert await work.evaluations.of(route.id, KARIS) == []


async def test_what_is_ones_own_goes_after_three_months_and_the_rest_stays(store: SqlStore) -> None:
    """On the first of a month, so that the row tells no day (domain.md 5.8)."""
    route = a_route()
    own, both = (
        an_evaluation(route, on=date(2026, 8, 3)),
        an_evaluation(route, joint=True, on=date(2026, 1, 5)),
    )
    late = an_evaluation(route, on=date(2026, 9, 2))
    assert own.expires() == date(2026, 12, 1)
    async with store.transaction() as work:
        await begin(work, route)
        for each in (own, both, late, an_evaluation(route, on=date(2026, 7, 1))):
            await work.evaluations.add(each, KARIS)
    async with store.transaction() as work:
        assert await work.evaluations.forget() == 1
    async with store.reading() as work:
        found = {each.id for each in await work.evaluations.of(route.id, KARIS)}
    assert found == {own.id, both.id, late.id}
