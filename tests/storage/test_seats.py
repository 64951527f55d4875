"""Seats in the database: whose key opens which, who is second, and what is left when one goes."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

import pytest
from sqlalchemy import select

from core.agreements.members import SeatId
from core.agreements.model import Route
from core.errors import NotFound, Outdated
from core.group.model import Answer, Seat
from core.people import PersonId
from core.sight import WORKER, Role, Sight
from storage import tables
from storage.keyring import Keyring
from storage.store import SqlStore, SqlWork
from tests.builders import KARI, LEIF, ODA, a_person, a_route, a_seat, begin, sight

Ask = Callable[[str], Awaitable[Sequence[tuple[object, ...]]]]
PIA = PersonId("pia")
HOST, ODAS, PIAS = sight(KARI, Role.HOST), sight(ODA, Role.INVITED), sight(PIA, Role.INVITED)


async def begun(store: SqlStore) -> tuple[Route, Seat, Seat]:
    """Kari's agreement with Leif, into which she has asked Oda and Pia."""
    route = a_route()
    odas, pias = a_seat(route, said="Mandager"), a_seat(route, person=PIA)
    async with store.transaction() as work:
        for id in (KARI, LEIF, ODA, PIA):
            await work.people.add(a_person(id))
        await begin(work, route)
        for seat in (odas, pias):
            await work.seats.add(seat)
    return route, odas, pias


async def opens(work: SqlWork, id: SeatId, by: Sight) -> bool:
    try:
        await work.seats.get(id, by)
    except NotFound:
        return False
    return True


async def test_a_seat_comes_back_as_it_was_written(store: SqlStore) -> None:
    """For the employee and for the one person, and with every change that either makes."""
    _, odas, _ = await begun(store)
    for by, answer in ((ODAS, Answer.YES), (HOST, Answer.YES), (ODAS, Answer.LEFT)):
        async with store.transaction() as work:
            assert await work.seats.get(odas.id, by) == odas
            odas = replace(odas, answer=answer, said_on=odas.copied_on, version=odas.version + 1)
            await work.seats.save(odas, by)
    async with store.reading() as work:
        for by in (HOST, ODAS):
            assert await work.seats.get(odas.id, by) == odas


async def test_a_seat_opens_for_its_two_and_nobody_else(store: SqlStore) -> None:
    """No other role of theirs, no other member, not the leader and not the clock."""
    _, odas, pias = await begun(store)
    everybody = [Sight(person=id, role=role) for id in (KARI, LEIF, ODA, PIA) for role in Role]
    async with store.reading() as work:
        assert [by for by in (*everybody, WORKER) if await opens(work, odas.id, by)] == [HOST, ODAS]
        assert [by for by in (*everybody, WORKER) if await opens(work, pias.id, by)] == [HOST, PIAS]


async def test_nobody_writes_in_a_seat_that_they_cannot_read(store: SqlStore) -> None:
    """And nothing of it is changed by the attempt."""
    _, odas, _ = await begun(store)
    new = replace(odas, answer=Answer.YES, version=1)
    async with store.transaction() as work:
        for by in (
            PIAS,
            WORKER,
            sight(LEIF, Role.LEADER),
            sight(KARI, Role.EMPLOYEE),
            sight(LEIF, Role.HOST),
        ):
            with pytest.raises(NotFound):
                await work.seats.save(new, by)
    async with store.reading() as work:
        assert await work.seats.get(odas.id, HOST) == odas


async def test_of_two_changes_at_once_the_second_is_told(store: SqlStore) -> None:
    """Kari shows another part while Oda says yes: neither is written over."""
    _, odas, _ = await begun(store)
    yes = replace(odas, answer=Answer.YES, version=1)
    async with store.transaction() as work:
        await work.seats.save(yes, ODAS)
    with pytest.raises(Outdated):
        async with store.transaction() as work:
            await work.seats.save(replace(odas, parts=(), version=1), HOST)
    async with store.reading() as work:
        assert await work.seats.get(odas.id, HOST) == yes


async def test_a_shut_seat_opens_nothing_for_whom_it_was_shut(store: SqlStore) -> None:
    """Fine twice; the employee and the other member read on."""
    _, odas, pias = await begun(store)
    for _ in range(2):
        async with store.transaction() as work:
            await work.seats.shut(odas.id, ODAS)
    async with store.reading() as work:
        assert not await opens(work, odas.id, ODAS)
        assert await work.seats.of(ODA) == []
        assert await opens(work, odas.id, HOST)
        assert await opens(work, pias.id, PIAS)


async def test_the_clock_knows_which_agreement_a_seat_goes_with_and_no_more(store: SqlStore) -> None:
    """That is what stands in the row; a seat that is not there is nowhere."""
    route, odas, pias = await begun(store)
    async with store.reading() as work:
        assert await work.seats.agreement(odas.id) == route.id
        assert await work.seats.of(ODA) == [odas.id]
        assert await work.seats.of(PIA) == [pias.id]
        assert await work.seats.of(KARI) == []
        with pytest.raises(NotFound):
            await work.seats.agreement(SeatId("none"))


async def test_an_erased_seat_leaves_no_row(store: SqlStore, ask: Ask) -> None:
    """Neither of itself nor of its keys; fine twice, and the other seat stays."""
    _, odas, pias = await begun(store)
    for _ in range(2):
        async with store.transaction() as work:
            await work.seats.erase(odas.id)
    assert await ask("SELECT id FROM seats") == [(pias.id,)]
    assert await ask(f"SELECT scope FROM grants WHERE scope = '{odas.id}'") == []
    async with store.reading() as work:
        assert not await opens(work, odas.id, HOST)
        assert await opens(work, pias.id, PIAS)


@pytest.mark.parametrize("whole", [False, True], ids=["the seats", "the agreement"])
async def test_when_it_is_over_every_seat_of_it_goes_and_no_other(
    store: SqlStore, ask: Ask, *, whole: bool
) -> None:
    """Kari has one more agreement, say, with the same Oda in it."""
    route, _, _ = await begun(store)
    another = a_route()
    kept = a_seat(another)
    async with store.transaction() as work:
        await begin(work, another)
        await work.seats.add(kept)
        await (work.agreements.erase(route.id) if whole else work.seats.erase_all(route.id))
    assert await ask("SELECT id FROM seats") == [(kept.id,)]
    assert len(await ask("SELECT scope FROM grants WHERE purpose = 'group'")) == 2
    async with store.reading() as work:
        assert await work.seats.of(ODA) == [kept.id]


async def _add_and_fail(store: SqlStore, new: Seat, stale: Seat) -> None:
    async with store.transaction() as work:
        await work.seats.add(new)
        await work.seats.save(stale, HOST)


async def test_what_is_rolled_back_was_never_there(store: SqlStore, ask: Ask) -> None:
    """Neither the seat nor a key to it."""
    route, odas, pias = await begun(store)
    with pytest.raises(Outdated):
        await _add_and_fail(store, a_seat(route), replace(odas, version=7))
    assert {id for (id,) in await ask("SELECT id FROM seats")} == {odas.id, pias.id}
    assert len(await ask("SELECT scope FROM grants WHERE purpose = 'group'")) == 4


async def test_a_backups_grant_opens_nothing_once_its_epoch_is_gone(
    store: SqlStore, keyring: Keyring
) -> None:
    """Oda was let go; somebody puts her old rows back, with the keyring of after."""
    _, odas, pias = await begun(store)
    old = keyring.current.id
    async with store.reading() as work:
        sql = work.seats._sql
        grants = [
            dict(r) for r in await sql.rows(select(tables.grants).where(tables.grants.c.scope == odas.id))
        ]
        rows = [dict(r) for r in await sql.rows(select(tables.seats).where(tables.seats.c.id == odas.id))]
    async with store.transaction() as work:
        await work.seats.erase(odas.id)
    fresh = keyring.add_epoch()
    async with store.reading() as work:
        readers = await work.rewrapping.readers()
    async with store.transaction() as work:
        assert (await work.rewrapping.next(readers, None)).left == 0
    fresh.destroy_epoch(old)
    async with store.transaction() as work:
        for row in grants:
            await work.seats._sql.add(tables.grants, row)
        for row in rows:
            await work.seats._sql.add(tables.seats, row)
    async with store.reading() as work:
        for by in (ODAS, HOST):
            assert not await opens(work, odas.id, by)
        assert await work.seats.get(pias.id, PIAS) == pias
