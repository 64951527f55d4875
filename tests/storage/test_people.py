"""The directory, on both databases."""

import asyncio
from dataclasses import replace
from datetime import time

import pytest

from core.errors import NotFound, Outdated
from core.people import Hours, Language, PersonId, Platform, Position, WorkplaceId
from storage.store import SqlStore
from tests.builders import KARI, LEIF, WORKPLACE, a_person, a_workplace, an_account
from tests.storage.failing import failing


async def test_a_person_comes_back_as_they_were(store: SqlStore) -> None:
    """With everything they have chosen, and the accounts in their order."""
    teams = an_account("aad", Platform.TEAMS, conversation="a:1", service="https://example.test/")
    kari = a_person(
        language=Language.NN,
        zone="Atlantic/Reykjavik",
        hours=Hours(start=time(8, 30), end=time(11)),
        accounts=(teams, an_account("U1")),
        channel=Platform.TEAMS,
        leader=LEIF,
        positions=frozenset({Position.HSE, Position.LEADER}),
        place="Bergen",
        department="Lager",
        contact="00 00 00 00",
        tips=False,
    )
    async with store.transaction() as work:
        await work.people.add(kari)
    async with store.transaction() as work:
        assert await work.people.get(KARI) == kari


async def test_a_person_is_found_by_account(store: SqlStore) -> None:
    """Platform, tenant and id count; the conversation does not."""
    async with store.transaction() as work:
        await work.people.add(a_person(accounts=(an_account("U1"),)))
        found = await work.people.at(an_account("U1", conversation="D-other"))
        assert found is not None
        assert found.id == KARI
        assert await work.people.at(an_account("U1", tenant="T2")) is None
        assert await work.people.at(an_account("U1", Platform.TEAMS, tenant="T1")) is None


async def test_one_account_belongs_to_one_person(store: SqlStore) -> None:
    """The second at first contact is told that somebody wrote first."""
    async with store.transaction() as work:
        await work.people.add(a_person(accounts=(an_account("U1"),)))
    with pytest.raises(Outdated):
        async with store.transaction() as work:
            await work.people.add(a_person("oda", accounts=(an_account("U1"),)))
    async with store.transaction() as work:
        with pytest.raises(NotFound):
            await work.people.get(PersonId("oda"))


async def test_all_are_the_active_ones_by_name(store: SqlStore) -> None:
    """Of that workplace alone."""
    async with store.transaction() as work:
        await work.people.put_workplace(a_workplace(id=WorkplaceId("other")))
        for person in (
            a_person("b", name="Berit"),
            a_person("a", name="Arne"),
            a_person("c", name="Carl", active=False),
            a_person("d", name="Dag", workplace=WorkplaceId("other")),
        ):
            await work.people.add(person)
        assert [person.name for person in await work.people.all(WORKPLACE)] == ["Arne", "Berit"]


async def test_the_second_of_two_writers_is_told(store: SqlStore) -> None:
    """And what it wrote is not kept."""
    async with store.transaction() as work:
        await work.people.add(a_person())
    async with store.transaction() as work:
        await work.people.save(a_person(name="First", version=1))
    with pytest.raises(Outdated):
        async with store.transaction() as work:
            await work.people.save(a_person(name="Second", version=1))
    async with store.transaction() as work:
        assert (await work.people.get(KARI)).name == "First"


async def test_of_two_at_once_one_is_told(store: SqlStore) -> None:
    """Whichever it is."""
    async with store.transaction() as work:
        await work.people.add(a_person())

    async def rename(name: str) -> None:
        async with store.transaction() as work:
            person = await work.people.get(KARI)
            await asyncio.sleep(0.05)
            await work.people.save(replace(person, name=name, version=1))

    ended = await asyncio.gather(rename("One"), rename("Two"), return_exceptions=True)
    assert [type(end) for end in ended if end is not None] == [Outdated]


async def test_a_workplace_is_written_as_it_is_now(store: SqlStore) -> None:
    """Again and again."""
    async with store.transaction() as work:
        await work.people.put_workplace(a_workplace(name="Nytt navn", tenants={Platform.SLACK: "T9"}))
        found = await work.people.workplace(WORKPLACE)
        assert (found.name, found.tenants) == ("Nytt navn", {Platform.SLACK: "T9"})
        assert await work.people.workplaces() == [found]
        with pytest.raises(NotFound):
            await work.people.workplace(WorkplaceId("nowhere"))


async def test_what_raises_is_not_kept(store: SqlStore) -> None:
    """All of a transaction, or none."""
    with pytest.raises(ZeroDivisionError):
        await failing(store, lambda work: work.people.add(a_person()))
    async with store.transaction() as work:
        assert await work.people.all(WORKPLACE) == []
