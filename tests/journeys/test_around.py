"""
Another leader, by the employee's choice alone; and what stops when somebody leaves the workplace.

Over 200 lines: each promise has its own sentence, and they begin where the others do.
"""

from dataclasses import replace
from datetime import timedelta

import pytest
import pytest_asyncio

from bots.demo.far.phone import Phone
from core.agreements.course import Course, Lead
from core.agreements.usecases import sight_of
from core.checkins.model import Answers, Part
from core.checkins.usecases import FOLLOW_UP, answer, current, employee, share
from core.errors import NotFound
from core.ledger.model import Standing
from core.people import Position
from core.sight import Role
from tests.journeys.acts import my_page, press, submit, without_ids, word
from tests.journeys.colleagues import PAIRS, hire
from tests.journeys.test_life import does, seen_by
from tests.journeys.world import World, pings

BEFORE, AFTER = "Kanarigul før", "Kanarigul etter"
IDA = "Ida Oppdiktet"


def said(key: str) -> str:
    return word("around", key)


async def changed(world: World, key: str, **new: object) -> None:
    """The directory has it otherwise now."""
    async with world.parts.store.transaction() as work:
        person = await work.people.get(world.people[key].id)
        world.people[key] = replace(person, version=person.version + 1, **new)  # type: ignore[arg-type]
        await work.people.save(world.people[key])


async def tell(world: World, words: str) -> None:
    """Kari checks in of her own accord and shares it."""
    kari, id = world.people["kari"], world.agreement
    async with world.parts.store.transaction() as work:
        checkin = await current(work, id, kari)
        await answer(work, checkin.id, kari, Answers(checkin=checkin.id, agreement=id, needs=words))
        terms = await work.agreements.terms(id, employee(kari))
        assert await share(work, checkin.id, kari, {Part.NEEDS}, terms) == 1


async def own_page(phone: Phone) -> None:
    await phone.go_home()
    await my_page(phone)


async def choose(kari: Phone, *, shared_too: bool = False) -> None:
    """Both steps, from the agreement's page."""
    await does(kari, "leader")
    kari.choose(said("choose.who"), IDA)
    if shared_too:
        kari.tick(said("choose.shared"), said("choose.shared_too"))
    await kari.submit()
    assert IDA in kari.words()
    await kari.submit()
    await kari.close()


async def go_in(world: World, ida: Phone) -> None:
    """The ping comes, the text is read to its end, and signed."""
    await world.until_ping(ida, timedelta(days=4))
    await ida.press("Åpne")
    assert "En kort prat hver mandag" in ida.words()
    await ida.submit()
    await ida.close()


async def course(world: World) -> Course:
    async with world.parts.store.reading() as work:
        return await work.agreements.course(world.agreement, employee(world.people["kari"]))


async def follow_up(world: World, phone: Phone) -> str:
    """What this person gets who presses the leader's button."""
    return await press(world, phone, "checkins.follow_up", world.agreement)


async def nobodys(world: World, phone: Phone) -> str:
    """What this person gets for an agreement that there is none of."""
    return without_ids(await press(world, phone, "checkins.follow_up", "no-such-thing"))


@pytest_asyncio.fixture
async def ida(world: World) -> Phone:
    """One more leader at the workplace."""
    phone = await hire(world, "ida", IDA)
    await changed(world, "ida", positions=frozenset({Position.LEADER}))
    return phone


@PAIRS
async def test_a_change_of_leader_from_choice_to_the_first_talk(world: World, ida: Phone) -> None:
    """Nothing before the yes; at the yes the former one reads nothing; the new one signs, and reads what comes."""
    await tell(world, BEFORE)
    assert BEFORE in await follow_up(world, world.jonas)
    await does(world.kari, "leader")
    world.kari.choose(said("choose.who"), IDA)
    await world.kari.submit()
    await world.kari.close()
    assert BEFORE in await follow_up(world, world.jonas)
    await choose(world.kari)
    assert without_ids(await follow_up(world, world.jonas)) == await nobodys(world, world.jonas)
    # She is asked, and reads nothing but the text until she has signed.
    assert without_ids(await follow_up(world, ida)) == await nobodys(world, ida)
    assert "Ida Oppdiktet er spurt" in await seen_by(world.kari)
    await tell(world, AFTER)
    await go_in(world, ida)
    assert (await course(world)).lead is Lead.IN
    seen = await follow_up(world, ida)
    assert AFTER in seen
    assert BEFORE not in seen
    assert without_ids(await follow_up(world, world.jonas)) == await nobodys(world, world.jonas)
    await world.until_ping(world.kari, timedelta(days=4))


async def test_what_was_shared_before_goes_along_only_when_it_is_ticked(world: World, ida: Phone) -> None:
    """And the thanks for it are the new one's."""
    await tell(world, BEFORE)
    await choose(world.kari, shared_too=True)
    await go_in(world, ida)
    assert BEFORE in await follow_up(world, ida)
    assert BEFORE not in await follow_up(world, world.jonas)


async def test_only_the_new_leader_is_called_to_talk(world: World, ida: Phone) -> None:
    """The former one's pings are off, also those for what was planned before; the new one's come."""
    await choose(world.kari)
    await go_in(world, ida)
    async with world.parts.store.reading() as work:
        owed = await work.ledger.of(world.people["ida"].id)
    assert [each.standing for each in owed if each.kind == FOLLOW_UP] == [Standing.WAITING]
    before = pings(world.jonas), pings(ida)
    await world.wind_by(days=14)
    assert pings(world.jonas) == before[0]
    assert pings(ida) > before[1]


async def test_until_there_is_an_answer_checking_in_goes_on_for_the_employee_alone(
    world: World, ida: Phone
) -> None:
    """Kari is asked as before; nobody is called to follow up."""
    await choose(world.kari)
    before = pings(world.jonas), pings(ida), pings(world.kari)
    await world.wind_by(days=14)
    assert pings(world.jonas) == before[0]
    assert pings(ida) <= before[1] + 1
    assert pings(world.kari) > before[2]


@PAIRS
async def test_whoever_was_chosen_can_say_no_and_reads_nothing_more(world: World, ida: Phone) -> None:
    """No reason is asked for; Kari is told, and may choose the same one or another."""
    await choose(world.kari)
    await own_page(ida)
    await ida.press(said("page.look"))
    await ida.press(said("asked.no"))
    assert said("could_not") in ida.words()
    await ida.close()
    refused = without_ids(await press(world, world.ola, "around.asked", world.agreement))
    assert without_ids(await press(world, ida, "around.asked", world.agreement)) == refused
    assert word("life", "lead.none")[:30] in await seen_by(world.kari)
    await world.until_ping(world.kari, timedelta(days=4))
    await choose(world.kari)
    await go_in(world, ida)
    assert (await course(world)).lead is Lead.IN


async def test_the_new_leader_signs_the_words_that_were_read(world: World, ida: Phone) -> None:
    """An old digest, and a second time, are refused; what is in force carries the signature."""
    await choose(world.kari)
    await submit(world, ida, "around.enter", f"{world.agreement}:{'0' * 64}")
    assert (await course(world)).lead is Lead.ASKED
    await go_in(world, ida)
    await submit(world, ida, "around.enter", f"{world.agreement}:{'0' * 64}")
    async with world.parts.store.reading() as work:
        terms = await work.agreements.terms(world.agreement, employee(world.people["kari"]))
    assert terms.leader == world.people["ida"].id
    assert [each.who for each in terms.signatures] == [Role.LEADER]


async def test_a_proposed_amendment_goes_with_the_leader_who_is_no_party_any_more(
    world: World, ida: Phone
) -> None:
    """The new one begins with what is in force."""
    await submit(world, world.jonas, "drafting.said", f"{world.agreement}:0:goal", {"text": "Kanarigul"})
    await choose(world.kari)
    await go_in(world, ida)
    assert not (await course(world)).open
    assert "Kanarigul" not in await press(world, ida, "drafting.page", world.agreement)


async def test_nobody_but_the_employee_changes_the_leader(world: World, ida: Phone) -> None:
    """The leader, the one who wants to, and a stranger are refused like whoever asks for nothing."""
    yes = f"{world.agreement}:{world.people['ida'].id}:all"
    nothing = yes.replace(world.agreement, "00000000-0000-4000-8000-000000000000")
    for phone in (world.jonas, ida, world.ola):
        for action in ("around.choose", "around.asked"):
            theirs = without_ids(await press(world, phone, action, world.agreement))
            assert theirs == without_ids(await press(world, phone, action, nothing.partition(":")[0]))
        theirs = without_ids(await submit(world, phone, "around.yes", yes))
        assert theirs == without_ids(await submit(world, phone, "around.yes", nothing))
    for to in ("kari", "jonas", "ola"):
        await submit(world, world.kari, "around.yes", f"{world.agreement}:{world.people[to].id}:new")
    assert (await course(world)).leader == world.people["jonas"].id
    assert (await course(world)).lead is Lead.IN


async def test_another_leader_in_the_directory_changes_nothing_by_itself(world: World, ida: Phone) -> None:
    """Kari is told once, however often the sweep looks; until she chooses, Jonas leads."""
    await changed(world, "kari", leader=world.people["ida"].id)
    for _ in range(2):
        await world.parts.upkeep()
    await tell(world, BEFORE)
    assert BEFORE in await follow_up(world, world.jonas)
    await own_page(world.kari)
    assert said("page.differs") in world.kari.words()
    await world.kari.close()
    async with world.parts.store.reading() as work:
        owed = [p for p in await work.ledger.of(world.people["kari"].id) if p.kind == "around.see"]
    assert len(owed) == 1
    await world.wind_by(days=2)
    assert said("choose.who") in await press(world, world.kari, "ping.one", owed[0].id)


async def test_a_leader_who_has_left_reads_nothing_from_that_moment(world: World, ida: Phone) -> None:
    """The door is shut, no ping comes, and Kari is told what she can do."""
    await tell(world, BEFORE)
    await world.wind_by(days=1)
    await changed(world, "jonas", active=False)
    assert BEFORE not in await follow_up(world, world.jonas)
    await world.parts.upkeep()
    before = pings(world.jonas)
    await world.until_ping(world.kari, timedelta(days=4))
    await world.wind_by(days=10)
    assert pings(world.jonas) == before
    await own_page(world.kari)
    assert said("page.differs") in world.kari.words()
    await world.kari.close()
    await choose(world.kari)
    await go_in(world, ida)


@PAIRS
async def test_when_the_employee_has_left_nobody_reads_and_nobody_is_called(world: World) -> None:
    """From the moment the directory says so, before any sweep; afterwards there is no key either."""
    await tell(world, BEFORE)
    assert BEFORE in await follow_up(world, world.jonas)
    await changed(world, "kari", active=False)
    refused = await nobodys(world, world.jonas)
    for _ in range(2):
        for action in ("checkins.follow_up", "life.show", "drafting.page", "life.plan"):
            seen = without_ids(await press(world, world.jonas, action, world.agreement))
            assert seen == refused, action
        await own_page(world.jonas)
        assert word("life", "show") not in world.jonas.words()
        await world.jonas.close()
        await world.parts.upkeep()
    async with world.parts.store.reading() as work:
        assert await work.agreements.of(world.people["jonas"].id, Role.LEADER) == []
        with pytest.raises(NotFound):
            await work.checkins.shares(world.agreement, sight_of(world.people["jonas"].id, Role.LEADER))
        shares = await work.checkins.shares(world.agreement, employee(world.people["kari"]))
    assert [each.text for each in shares] == [BEFORE]
    before = pings(world.jonas), pings(world.kari)
    await world.wind_by(days=20)
    assert (pings(world.jonas), pings(world.kari)) == before


async def test_what_a_leaver_has_is_deleted_after_thirty_days(world: World) -> None:
    """Not a day before."""
    await changed(world, "kari", active=False)
    await world.parts.upkeep()
    await world.wind_by(days=29)
    await world.parts.upkeep()
    async with world.parts.store.reading() as work:
        assert world.agreement in await work.agreements.for_the_clock()
    await world.wind_by(days=1)
    await world.parts.upkeep()
    async with world.parts.store.reading() as work:
        assert world.agreement not in await work.agreements.for_the_clock()


async def test_whoever_comes_back_chooses_who_is_to_lead(world: World) -> None:
    """A mistake in a list costs nothing but that; the same leader can be chosen again."""
    await tell(world, BEFORE)
    await changed(world, "kari", active=False)
    await world.parts.upkeep()
    await changed(world, "kari", active=True)
    await changed(world, "jonas", positions=frozenset({Position.LEADER}))
    await world.parts.upkeep()
    assert BEFORE not in await follow_up(world, world.jonas)
    assert word("life", "lead.none") in await seen_by(world.kari)
    await own_page(world.kari)
    assert said("page.none") in world.kari.words()
    await world.kari.press(said("page.choose"))
    world.kari.choose(said("choose.who"), "Jonas Oppdiktet")
    await world.kari.submit()
    await world.kari.submit()
    await world.kari.close()
    await go_in(world, world.jonas)
    assert (await course(world)).lead is Lead.IN
    before = pings(world.kari)
    await world.wind_by(days=14)
    assert pings(world.kari) > before
