"""Wishes for a talk in the database: whose key opens which, who is second, and what is left when one goes."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta

import pytest
from sqlalchemy import select

from core.errors import NotFound, Outdated
from core.people import PersonId
from core.sight import WORKER, Role, Sight
from core.talks.model import KEPT, Answer, Talk, TalkId
from storage import tables
from storage.keyring import Keyring
from storage.store import SqlStore, SqlWork
from tests.builders import KARI, LEIF, MONDAY, ODA, StoppedClock, a_person, a_talk, sight

Ask = Callable[[str], Awaitable[Sequence[tuple[object, ...]]]]
PIA = PersonId("pia")
KARIS, ODAS = sight(KARI, Role.ASKER), sight(ODA, Role.HELPER)


async def begun(store: SqlStore) -> tuple[Talk, Talk]:
    """Kari has asked Oda, and Pia has, an hour before her."""
    karis, pias = a_talk(), a_talk(asker=PIA, asked_at=MONDAY - timedelta(hours=1))
    async with store.transaction() as work:
        for id in (KARI, LEIF, ODA, PIA):
            await work.people.add(a_person(id))
        for talk in (karis, pias):
            await work.talks.add(talk)
    return karis, pias


async def opens(work: SqlWork, id: TalkId, by: Sight) -> bool:
    try:
        await work.talks.get(id, by)
    except NotFound:
        return False
    return True


async def test_a_wish_opens_for_its_two_and_nobody_else(store: SqlStore) -> None:
    """No other role of theirs, nobody else who asked, and not the clock, which knows only that it is there."""
    karis, _ = await begun(store)
    everybody = [Sight(person=id, role=role) for id in (KARI, LEIF, ODA, PIA) for role in Role]
    async with store.reading() as work:
        assert [by for by in (*everybody, WORKER) if await opens(work, karis.id, by)] == [KARIS, ODAS]
        assert await work.talks.get(karis.id, ODAS) == karis
        assert await work.talks.exists(karis.id)
        assert not await work.talks.exists(TalkId("none"))


async def test_each_has_their_own_oldest_first(store: SqlStore) -> None:
    """In one role at a time: whoever is asked is not taken for one who asks."""
    karis, pias = await begun(store)
    async with store.reading() as work:
        assert await work.talks.of(ODA, Role.HELPER) == [pias, karis]
        assert await work.talks.of(KARI, Role.ASKER) == [karis]
        assert await work.talks.of(ODA, Role.ASKER) == []
        assert await work.talks.of(KARI, Role.HELPER) == []


async def test_of_two_answers_at_once_the_second_is_told(store: SqlStore) -> None:
    """And what is not one's own is not written in at all."""
    karis, _ = await begun(store)
    comes = karis.answered(Answer.COMING)
    async with store.transaction() as work:
        for by in (WORKER, sight(PIA, Role.ASKER), sight(LEIF, Role.HELPER)):
            with pytest.raises(NotFound):
                await work.talks.save(comes, by)
        await work.talks.save(comes, ODAS)
    with pytest.raises(Outdated):
        async with store.transaction() as work:
            await work.talks.save(karis.answered(Answer.CANNOT), ODAS)
    async with store.reading() as work:
        assert await work.talks.get(karis.id, KARIS) == comes


async def test_an_erased_wish_leaves_no_row(store: SqlStore, ask: Ask) -> None:
    """Neither of itself nor of its keys; fine twice."""
    karis, pias = await begun(store)
    for _ in range(2):
        async with store.transaction() as work:
            await work.talks.erase(karis.id)
    assert await ask("SELECT id FROM talks") == [(pias.id,)]
    assert {scope for (scope,) in await ask("SELECT scope FROM grants")} == {pias.id}
    async with store.reading() as work:
        assert not await opens(work, karis.id, KARIS)
        assert not await work.talks.exists(karis.id)


async def test_what_has_expired_goes_and_nothing_before(
    store: SqlStore, clock: StoppedClock, ask: Ask
) -> None:
    """To the minute, whatever the answer was; with its keys."""
    karis, pias = await begun(store)
    for at, left in (
        (pias.asked_at + KEPT - timedelta(seconds=1), {karis.id, pias.id}),
        (pias.asked_at + KEPT, {karis.id}),
        (karis.asked_at + KEPT, set()),
    ):
        clock.at = at
        async with store.transaction() as work:
            await work.talks.forget()
        assert {id for (id,) in await ask("SELECT id FROM talks")} == left
        assert {scope for (scope,) in await ask("SELECT scope FROM grants")} == left


async def test_a_backups_grant_opens_nothing_once_its_epoch_is_gone(
    store: SqlStore, keyring: Keyring
) -> None:
    """The wish was taken back; somebody puts its rows back, with the keyring of after."""
    karis, pias = await begun(store)
    old = keyring.current.id
    async with store.reading() as work:
        sql = work.talks._sql
        grants = [
            dict(r) for r in await sql.rows(select(tables.grants).where(tables.grants.c.scope == karis.id))
        ]
        rows = [dict(r) for r in await sql.rows(select(tables.talks).where(tables.talks.c.id == karis.id))]
    async with store.transaction() as work:
        await work.talks.erase(karis.id)
    fresh = keyring.add_epoch()
    async with store.reading() as work:
        readers = await work.rewrapping.readers()
    async with store.transaction() as work:
        assert (await work.rewrapping.next(readers, None)).left == 0
    fresh.destroy_epoch(old)
    async with store.transaction() as work:
        for row in grants:
            await work.talks._sql.add(tables.grants, row)
        for row in rows:
            await work.talks._sql.add(tables.talks, row)
    async with store.reading() as work:
        for by in (KARIS, ODAS):
            assert not await opens(work, karis.id, by)
        assert await work.talks.get(pias.id, ODAS) == pias
