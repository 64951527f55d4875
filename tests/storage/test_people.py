"""The directory, on both databases."""

import asyncio
from dataclasses import replace
from datetime import time

import pytest

from core.errors import NotFound, Outdated
from core.people import Hours, Language, PersonId, Platform, Position, WorkplaceId
from storage.people import TOGETHER
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
        assert list((await work.people.names(WORKPLACE)).values()) == ["Arne", "Berit"]


async def test_everybody_is_gone_through_page_by_page(store: SqlStore) -> None:
    """Each active person once, in the order of ids, with their accounts; nobody of another workplace."""
    async with store.transaction() as work:
        await work.people.put_workplace(a_workplace(id=WorkplaceId("other")))
        for person in (
            *(a_person(id) for id in ("d", "b", "a", "c")),
            a_person("aa", active=False),
            a_person("ab", workplace=WorkplaceId("other")),
        ):
            await work.people.add(person)
        first = await work.people.page(WORKPLACE, "", 3)
        assert [each.id for each in first] == ["a", "b", "c"]
        assert all(each.accounts for each in first)
        assert [each.id for each in await work.people.page(WORKPLACE, first[-1].id, 3)] == ["d"]


async def test_who_leads_somebody_is_found_among_these(store: SqlStore) -> None:
    """Of somebody who has left, nobody is the leader any more."""
    async with store.transaction() as work:
        for person in (
            a_person("a", leader=PersonId("lead")),
            a_person("b", leader=PersonId("lead")),
            a_person("c", leader=PersonId("former"), active=False),
            a_person("d", leader=PersonId("another")),
            *(a_person(id) for id in ("lead", "former", "another")),
        ):
            await work.people.add(person)
        asked = [PersonId(id) for id in ("lead", "former", "a")]
        assert await work.people.leading(asked) == {PersonId("lead")}
        assert await work.people.leading([]) == frozenset()


async def test_those_with_a_position_are_found_without_the_rest(store: SqlStore) -> None:
    """By name; neither whoever has left nor anybody elsewhere."""
    committee = frozenset({Position.COMMITTEE})
    async with store.transaction() as work:
        await work.people.put_workplace(a_workplace(id=WorkplaceId("other")))
        for person in (
            a_person("b", name="Berit", positions=committee),
            a_person("a", name="Arne", positions=frozenset({Position.HR, Position.LEADER})),
            a_person("n", name="Nils"),
            a_person("g", name="Gro", positions=committee, active=False),
            a_person("o", name="Odd", positions=committee, workplace=WorkplaceId("other")),
        ):
            await work.people.add(person)
        assert [each.name for each in await work.people.with_positions(WORKPLACE)] == ["Arne", "Berit"]


async def test_what_one_press_asks_for_is_found_without_the_rest(store: SqlStore) -> None:
    """Some by id, those who have left too; and of those here what they are called, who leads, and whom somebody leads."""
    boss = PersonId("boss")
    async with store.transaction() as work:
        await work.people.put_workplace(a_workplace(id=WorkplaceId("other")))
        for person in (
            a_person("boss", name="Åse"),
            a_person("led", name="Berit", leader=boss),
            a_person("chief", name="Arne", positions=frozenset({Position.HR, Position.LEADER})),
            a_person("hr", name="Nils", positions=frozenset({Position.HR})),
            a_person("former", name="Gro", leader=PersonId("hr"), active=False),
            a_person(
                "away", name="Odd", positions=frozenset({Position.LEADER}), workplace=WorkplaceId("other")
            ),
        ):
            await work.people.add(person)
        several = [
            PersonId(each) for each in ("led", "former", "nobody", *(f"n{n}" for n in range(TOGETHER)))
        ]
        assert [each.name for each in await work.people.some(several)] == ["Berit", "Gro"]
        assert await work.people.some(()) == []
        assert await work.people.names(WORKPLACE) == {
            "boss": "Åse", "led": "Berit", "chief": "Arne", "hr": "Nils",
        }  # fmt: skip
        assert {each.name for each in await work.people.leaders(WORKPLACE)} == {"Arne", "Åse"}
        assert [each.name for each in await work.people.led_by(boss)] == ["Berit"]
        assert await work.people.led_by(PersonId("hr")) == []


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
        assert await work.people.everybody(WORKPLACE) == []


async def test_who_leads_somebody_and_where_people_work_is_known_without_reading_everybody(
    store: SqlStore,
) -> None:
    """Of those who work here now; each place with each department once."""
    people = [
        a_person("kari", leader=LEIF, place="Bergen", department="Lager"),
        a_person("ola", place="Bergen", department="Lager"),
        a_person("per", place="Oslo"),
        a_person("gro", leader=PersonId("ola"), place="Tromsø", active=False),
    ]
    async with store.transaction() as work:
        for person in people:
            await work.people.add(person)
    async with store.reading() as work:
        assert [await work.people.leads(each) for each in (LEIF, PersonId("ola"), KARI)] == [
            True,
            False,
            False,
        ]
        found = {(each.place, each.department) for each in await work.people.works_at(WORKPLACE)}
        assert found == {("Bergen", "Lager"), ("Oslo", "")}
        assert len(await work.people.works_at(WORKPLACE)) == 2
        assert await work.people.works_at(WorkplaceId("another")) == []
