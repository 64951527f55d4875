"""Evaluations in storage: each under the key of those who may read it, and gone with what it goes with."""

from collections.abc import Awaitable, Callable, Sequence

import pytest

from core.agreements.model import AgreementId
from core.errors import NotFound
from core.evaluations.model import EvaluationId
from core.sight import Role, Sight
from storage.store import SqlStore
from tests.builders import KARIS, LEIFS, ODA, a_route, an_evaluation, begin

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
