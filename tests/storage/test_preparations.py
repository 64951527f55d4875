"""Preparations in the database: whose key opens which, who is second, what a new leader finds, and what goes when."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, date, datetime, timedelta

import pytest

from core.agreements.model import Route
from core.chat.texts import Texts
from core.errors import NotFound, Outdated
from core.occasions.model import Kind, Occasion, OccasionId
from core.occasions.naming import named
from core.occasions.texts import TEXTS
from core.people import Language, PersonId
from core.preparations import sharing, usecases
from core.preparations.model import BEFORE, Part, SharedId, expires
from core.sight import WORKER, Role
from storage.store import SqlStore
from tests.builders import (
    KARI,
    KARIS,
    LEIFS,
    MONDAY,
    ODA,
    WORKPLACE,
    StoppedClock,
    a_person,
    a_preparation,
    a_route,
    a_shared_part,
    begin,
    sight,
)

Ask = Callable[[str], Awaitable[Sequence[tuple[object, ...]]]]
JULEBORD = Occasion(id=OccasionId("julebord"), workplace=WORKPLACE, kind=Kind.JULEBORD, on=date(2026, 12, 8))
IDAS = sight(PersonId("ida"), Role.LEADER)


async def begun(store: SqlStore) -> Route:
    route = a_route()
    async with store.transaction() as work:
        for id in (KARI, "leif", ODA, "ida"):
            await work.people.add(a_person(id))
        await begin(work, route)
    return route


async def test_each_opens_what_is_theirs_and_what_is_for_both(store: SqlStore) -> None:
    """Every field comes back; the leader's key opens no own one, and the clock's none at all."""
    route = await begun(store)
    own = a_preparation(route, parts={Part.DRINKS: "", Part.CALL: "Søsteren min", Part.HELPED: "Setet"})
    shared = a_shared_part(route, opened_at=MONDAY + timedelta(hours=1))
    line = a_shared_part(route, part=Part.NEXT_TIME, text="Vi slutter klokken elleve", by=Role.LEADER)
    async with store.transaction() as work:
        await work.preparations.keep(own, KARIS)
        await work.preparations.share(shared, KARIS)
        await work.preparations.share(line, LEIFS)
    async with store.reading() as work:
        assert await work.preparations.own(route.id, KARIS) == [own]
        for by in (KARIS, LEIFS):
            assert await work.preparations.shared(route.id, by) == [shared, line]
        assert await work.preparations.agreement_of(shared.id) == route.id
        refused = (
            work.preparations.own(route.id, LEIFS),
            work.preparations.own(route.id, WORKER),
            work.preparations.shared(route.id, WORKER),
            work.preparations.shared(route.id, IDAS),
            work.preparations.agreement_of(SharedId("none")),
        )
        for ask in refused:
            with pytest.raises(NotFound):
                await ask


async def test_one_that_the_calendar_has_forgotten_is_called_an_occasion(store: SqlStore) -> None:
    """And not «Something else», which somebody has chosen."""
    async with store.reading() as work:
        there = await usecases.in_calendar(work, OccasionId("gone"), a_person(KARI), date(2026, 9, 4))
    assert named(Texts(TEXTS, Language.NB), there) == "Sammenkomst"


async def test_of_two_changes_at_once_the_second_is_told(store: SqlStore) -> None:
    """Of one's own, and of a copy that is opened while it is taken back."""
    route = await begun(store)
    own, shared = a_preparation(route), a_shared_part(route)
    async with store.transaction() as work:
        await work.preparations.keep(own, KARIS)
        await work.preparations.share(shared, KARIS)
        with pytest.raises(NotFound):
            await work.preparations.take_back(shared, IDAS)
    changed = own.said(BEFORE, {Part.SEAT: ""}, own.on)
    async with store.transaction() as work:
        await work.preparations.keep(changed, KARIS)
        await work.preparations.share(shared.opened(MONDAY), LEIFS)
    async with store.transaction() as work:
        for late in (
            work.preparations.keep(changed, KARIS),
            work.preparations.erase(own, KARIS),
            work.preparations.take_back(shared, KARIS),
        ):
            with pytest.raises(Outdated):
                await late
        assert await work.preparations.own(route.id, KARIS) == [changed]
        await work.preparations.erase(changed, KARIS)
        assert await work.preparations.own(route.id, KARIS) == []


async def test_a_new_leader_finds_nothing_from_before_and_the_old_one_nothing_more(store: SqlStore) -> None:
    """What is shared under the new key is the new one's; the employee reads both."""
    route = await begun(store)
    before, then = a_shared_part(route), a_shared_part(route, part=Part.SEAT, text="")
    async with store.transaction() as work:
        await work.preparations.share(before, KARIS)
        await work.agreements.dismiss(route.id, LEIFS)
        await work.agreements.renew(route.id, KARIS, (IDAS,))
        await work.preparations.share(then, KARIS)
    async with store.reading() as work:
        assert await work.preparations.shared(route.id, IDAS) == [then]
        assert await work.preparations.shared(route.id, KARIS) == [then, before]
        with pytest.raises(NotFound):
            await work.preparations.shared(route.id, LEIFS)


async def test_it_goes_on_the_first_of_a_month_and_with_its_agreement(
    store: SqlStore, clock: StoppedClock, ask: Ask
) -> None:
    """Two occasions of one month go together, so that the row does not tell which it was; both kinds alike."""
    route = await begun(store)
    assert expires(date(2026, 12, 4)) == expires(date(2026, 12, 31)) == datetime(2027, 4, 1, tzinfo=UTC)
    later = date(2027, 1, 15)
    async with store.transaction() as work:
        await work.preparations.keep(a_preparation(route), KARIS)
        await work.preparations.share(a_shared_part(route), KARIS)
        await work.preparations.keep(a_preparation(route, on=later), KARIS)
    clock.at = datetime(2027, 3, 31, 23, tzinfo=UTC)
    async with store.transaction() as work:
        assert await work.preparations.forget() == 0
    clock.at = datetime(2027, 4, 1, tzinfo=UTC)
    async with store.transaction() as work:
        assert await work.preparations.forget() == 2
        assert [each.on for each in await work.preparations.own(route.id, KARIS)] == [later]
        await work.agreements.erase(route.id)
    assert await ask("SELECT * FROM preparations") == []


async def test_a_row_that_was_moved_opens_for_nobody(
    store: SqlStore, spoil: Callable[[str], Awaitable[None]]
) -> None:
    """Another's own, put in the place of one's own."""
    route, others = await begun(store), a_route(employee=ODA, leader=PersonId("ida"))
    mine, theirs = a_preparation(route), a_preparation(others)
    async with store.transaction() as work:
        await begin(work, others)
        await work.preparations.keep(mine, KARIS)
        await work.preparations.keep(theirs, sight(ODA, Role.EMPLOYEE))
    await spoil(f"UPDATE preparations SET agreement = '{route.id}' WHERE id = '{theirs.id}'")
    async with store.reading() as work:
        assert await work.preparations.own(route.id, KARIS) == [mine]


async def test_what_is_shared_and_deleted_at_once_is_deleted(
    on_postgresql: tuple[SqlStore, SqlStore],
) -> None:
    """Whoever deletes waits for what is being shared, and finds it: nothing of it is left for the leader to open."""
    one, other = on_postgresql
    route, kari = await begun(one), a_person(KARI)
    ref = f"{route.id}:{JULEBORD.id}"
    async with one.transaction() as work:
        for n in range(10):
            await work.people.add(a_person(f"colleague-{n}"))
        await work.occasions.add(JULEBORD)
        at = await usecases.at(work, ref, kari, Role.EMPLOYEE)
        await usecases.keep(work, at, kari, BEFORE, {Part.WORDS: "Et rolig bord"})
    shared = asyncio.Event()

    async def share() -> None:
        async with one.transaction() as work:
            at = await usecases.at(work, ref, kari, Role.EMPLOYEE)
            assert await sharing.share(work, at, kari, frozenset({Part.WORDS}))
            shared.set()
            await asyncio.sleep(0.3)

    async def erase() -> None:
        await shared.wait()
        async with other.transaction() as work:
            await usecases.erase(work, await usecases.at(work, ref, kari, Role.EMPLOYEE))

    await asyncio.gather(share(), erase())
    async with one.reading() as work:
        assert await work.preparations.own(route.id, KARIS) == []
        assert await work.preparations.shared(route.id, KARIS) == []
