"""Agreements: both parts come back, the second of two writers is told, and erasing leaves nothing."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from core.agreements.model import AgreementId, Cadence, Route, State
from core.errors import NotFound, Outdated
from core.sight import WORKER, Role
from storage import tables
from storage.store import SqlStore
from tests.builders import (
    AUTHOR,
    KARI,
    KARIS,
    LEIF,
    LEIFS,
    ODA,
    a_checkin,
    a_measure,
    a_reminder,
    a_route,
    a_seat,
    a_share,
    begin,
    sight,
    some_answers,
    some_terms,
)

Ask = Callable[[str], Awaitable[Sequence[tuple[object, ...]]]]


async def begun(store: SqlStore, **given: Any) -> Route:
    route = a_route(**given)
    async with store.transaction() as work:
        await begin(work, route)
    return route


async def test_both_parts_come_back_as_they_were(store: SqlStore) -> None:
    """To each who may read them."""
    route = a_route(
        quiet=True,
        quiet_until=date(2026, 12, 1),
        occasions=frozenset({"julebord", "seminar"}),
        mutes=frozenset({"all", "kind:julebord"}),
        state=State.PAUSED,
        cadence=Cadence(weekly_for=4, then_every=3),
    )
    terms = some_terms(route, goal="Trygg hverdag", relapse_plan="Ring først", measures=(a_measure("Æøå"),))
    async with store.transaction() as work:
        await begin(work, route, terms)
    async with store.transaction() as work:
        for reader in (KARIS, WORKER):
            assert await work.agreements.route(route.id, reader) == route
        for reader in (KARIS, LEIFS):
            assert await work.agreements.terms(route.id, reader) == terms


async def test_an_agreement_begins_once(store: SqlStore) -> None:
    """The same id again is somebody who wrote first."""
    route = await begun(store)
    with pytest.raises(Outdated):
        async with store.transaction() as work:
            await begin(work, route)


async def test_the_second_who_saves_the_route_is_told(store: SqlStore) -> None:
    """And the first one's holds."""
    route = await begun(store)
    async with store.transaction() as work:
        await work.agreements.save_route(route.moved(State.PAUSED), KARIS)
    with pytest.raises(Outdated):
        async with store.transaction() as work:
            await work.agreements.save_route(route.moved(State.CLOSED), WORKER)
    async with store.transaction() as work:
        kept = await work.agreements.route(route.id, WORKER)
    assert (kept.state, kept.version) == (State.PAUSED, 1)


async def test_the_newest_terms_are_in_force(store: SqlStore) -> None:
    """Versions follow each other without a gap."""
    route = await begun(store)
    second = some_terms(route, number=2, goal="Ny tekst")
    async with store.transaction() as work:
        await work.agreements.add_terms(second, LEIFS)
    for wrong in (second, replace(second, number=4)):
        with pytest.raises(Outdated):
            async with store.transaction() as work:
                await work.agreements.add_terms(wrong, KARIS)
    async with store.transaction() as work:
        assert await work.agreements.terms(route.id, KARIS) == second


async def test_an_agreement_is_found_by_person_and_role(store: SqlStore) -> None:
    """In no other role, and by nobody else."""
    one, other = await begun(store), await begun(store, employee=ODA)
    async with store.transaction() as work:
        assert await work.agreements.of(KARI, Role.EMPLOYEE) == [one.id]
        assert set(await work.agreements.of(LEIF, Role.LEADER)) == {one.id, other.id}
        assert await work.agreements.of(KARI, Role.LEADER) == []
        assert await work.agreements.of(LEIF, Role.EMPLOYEE) == []
        assert set(await work.agreements.for_the_clock()) == {one.id, other.id}


async def test_somebody_elses_and_nobodys_cannot_be_told_apart(store: SqlStore) -> None:
    """The same refusal with the same words, reading and writing."""
    route = await begun(store)
    absent = a_route()
    said = set()
    async with store.transaction() as work:
        for id, what in ((route.id, route), (absent.id, absent)):
            for reader in (
                sight(ODA, Role.EMPLOYEE),
                sight(ODA, Role.LEADER),
                sight(KARI, Role.LEADER),
                LEIFS,
            ):
                with pytest.raises(NotFound) as refused:
                    await work.agreements.route(id, reader)
                said.add((str(refused.value), refused.value.key, refused.value.__cause__))
                with pytest.raises(NotFound) as refused:
                    await work.agreements.save_route(what.moved(State.ENDED), reader)
                said.add((str(refused.value), refused.value.key, refused.value.__cause__))
            with pytest.raises(NotFound):
                await work.agreements.terms(id, sight(ODA, Role.LEADER))
            with pytest.raises(NotFound):
                await work.agreements.terms(id, WORKER)
    assert len(said) == 1


async def test_erasing_leaves_no_row_in_any_table(store: SqlStore, ask: Ask) -> None:
    """Of the agreement and all that is sealed under its keys; another's is untouched."""
    route, other = await begun(store), await begun(store, employee=ODA)
    checkin = a_checkin(route.id)
    async with store.transaction() as work:
        await work.checkins.add(checkin, WORKER)
        await work.checkins.keep_answers(some_answers(checkin), KARIS)
        await work.checkins.share(a_share(checkin), KARIS)
        await work.seats.add(a_seat(route))
        await work.reminders.add(a_reminder(), AUTHOR)

    async def rows() -> dict[str, int]:
        counts = {}
        for name in (
            "agreements",
            "routes",
            "terms",
            "checkins",
            "answers",
            "shares",
            "seats",
            "grants",
            "reminders",
        ):
            [(count,)] = await ask(f"SELECT count(*) FROM {name}")
            counts[name] = int(str(count))
        return counts

    before = await rows()
    async with store.transaction() as work:
        await work.agreements.erase(route.id)
    after = await rows()

    assert {name: before[name] - after[name] for name in before} == {
        **dict.fromkeys(("agreements", "routes", "terms", "checkins", "answers", "shares", "seats"), 1),
        "grants": 7,
        "reminders": 0,
    }
    for table in tables.metadata.sorted_tables:
        for row in await ask(f"SELECT * FROM {table.name}"):
            assert route.id not in row
            assert checkin.id not in row
    async with store.transaction() as work:
        with pytest.raises(NotFound):
            await work.agreements.route(route.id, KARIS)
        assert await work.agreements.of(KARI, Role.EMPLOYEE) == []
        assert await work.agreements.route(other.id, WORKER) == other
        with pytest.raises(NotFound):
            await work.checkins.agreement_of(checkin.id)


async def test_erasing_nothing_is_fine(store: SqlStore) -> None:
    """It is gone, as was asked."""
    async with store.transaction() as work:
        await work.agreements.erase(AgreementId("nothing"))
