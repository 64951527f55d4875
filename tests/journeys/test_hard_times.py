"""The plan for hard times when one needs it: read while it is in use, true words while nobody leads, and a way out."""

import pytest_asyncio

from bots.demo.far.phone import Phone
from core.agreements.course import Lead
from core.agreements.keeps import KeptAgreements
from core.agreements.model import State
from core.agreements.usecases import NEWS
from core.people import Position
from tests.journeys.acts import press, word
from tests.journeys.colleagues import hire
from tests.journeys.test_around import IDA, changed, choose, course
from tests.journeys.test_endings import use_plan
from tests.journeys.test_life import does, show, state
from tests.journeys.world import MEASURES, World, pings

HELP = "22 40 28 00"


@pytest_asyncio.fixture
async def ida(world: World) -> Phone:
    """Another leader, who has been chosen and has not gone in: nobody leads."""
    phone = await hire(world, "ida", IDA)
    await changed(world, "ida", positions=frozenset({Position.LEADER}))
    await choose(world.kari)
    return phone


async def stands(world: World) -> State:
    """As the employee is to see it."""
    return (await course(world)).state_at(world.clock.at, world.clock.at.date())


async def test_the_plan_can_be_read_by_both_while_it_is_in_use(world: World) -> None:
    """From the agreement's page, with a number to call; there is nothing to press in it but the way out."""
    await use_plan(world.kari)
    await show(world.kari)
    assert HELP in world.kari.words()
    await world.kari.close()
    for phone in (world.kari, world.jonas):
        await does(phone, "plan")
        assert HELP in phone.words()
        assert word("life", "plan.submit") not in phone.buttons()
        assert word("life", "plan.propose") not in phone.buttons()
        await phone.close()


async def test_while_nobody_leads_nobody_is_told_and_the_employee_settles_alone(
    world: World, ida: Phone
) -> None:
    """No word of a leader who would be told; and no waiting for a second word that nobody can say."""
    await does(world.kari, "plan")
    assert word("life", "plan.told_nobody") in world.kari.words()
    assert "Jonas" not in world.kari.words()
    await world.kari.submit()
    await world.kari.close()
    assert await stands(world) is State.RELAPSE_PLAN
    before = pings(world.jonas)
    await does(world.kari, "settle")
    assert await stands(world) is State.ACTIVE
    await world.wind_by(days=4)
    assert pings(world.jonas) == before
    assert pings(ida) <= 1


async def test_of_a_leader_who_has_left_no_second_word_is_waited_for(world: World) -> None:
    """Where both had to say so, the one who is still there is not left in the hard times; who leads it is asked apart."""
    await use_plan(world.kari)
    await does(world.kari, "settle")
    assert await stands(world) is State.RELAPSE_PLAN
    await changed(world, "jonas", active=False)

    await does(world.kari, "settle")

    assert await stands(world) is State.ACTIVE
    assert (await course(world)).lead is Lead.IN


async def test_who_has_said_it_already_says_nothing_new(world: World) -> None:
    """Pressed again and again, the settling rings once on the other's phone."""
    await use_plan(world.kari)
    await world.wind_by(days=3)
    for _ in range(4):
        await press(world, world.kari, "life.settle", world.agreement)
    async with world.parts.store.reading() as work:
        news = [each for each in await work.ledger.of(world.people["jonas"].id) if each.kind == NEWS]
    assert len(news) == 2


async def test_a_pause_ends_within_the_agreement(world: World) -> None:
    """Neither pauses it past its last day, as a way to be rid of it."""
    await does(world.jonas, "pause")
    world.jonas.fill(word("life", "pause.until"), "2031-01-06")
    await world.jonas.submit()
    assert word("life", "pause.past").partition("(")[0] in world.jonas.words()
    assert await state(world) is State.ACTIVE


async def test_a_leaders_own_data_hold_the_text_only_with_the_employees_yes(world: World) -> None:
    """In the app it is there to be read; a copy of it outside is the employee's to give."""
    jonas, kari = world.people["jonas"], world.people["kari"]
    async with world.parts.store.reading() as work:
        assert MEASURES[0].text in repr(await KeptAgreements().export(work, kari))
        assert MEASURES[0].text not in repr(await KeptAgreements().export(work, jonas))
    await press(world, world.kari, "life.lend", world.agreement)
    async with world.parts.store.reading() as work:
        assert MEASURES[0].text in repr(await KeptAgreements().export(work, jonas))
