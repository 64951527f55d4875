"""Who leads an agreement while something else happens: at night, while nobody does, and after a leave that was none."""

from datetime import timedelta

import pytest_asyncio

from bots.demo.far.phone import Phone
from core.agreements.course import Lead
from core.agreements.model import Section
from core.agreements.usecases import NEWS
from core.checkins.usecases import employee
from core.drafting import usecases as drafting
from core.drafting.model import digest, with_text, wording_of
from core.people import Position
from tests.journeys.acts import press, submit, word
from tests.journeys.colleagues import hire
from tests.journeys.test_around import IDA, changed, choose, course, said
from tests.journeys.test_attacks_around import MORNING, withdraws_at_night
from tests.journeys.test_deputy import propose
from tests.journeys.test_life import NIGHT, does, show
from tests.journeys.world import World, pings


@pytest_asyncio.fixture
async def ida(world: World) -> Phone:
    """A leader at the workplace, who sits on the committee as well."""
    phone = await hire(world, "ida", IDA)
    await changed(world, "ida", positions=frozenset({Position.LEADER, Position.COMMITTEE}))
    return phone


async def goes_in(world: World, ida: Phone) -> None:
    """Signs what was on her screen."""
    async with world.parts.store.reading() as work:
        terms = await work.agreements.terms(world.agreement, employee(world.people["kari"]))
    stamp = digest(world.agreement, wording_of(terms))
    await submit(world, ida, "around.enter", f"{world.agreement}:{stamp}")
    assert (await course(world)).lead is Lead.IN


async def news(world: World) -> int:
    """How many pings of news Ida has had, or is owed."""
    async with world.parts.store.reading() as work:
        owed = await work.ledger.of(world.people["ida"].id)
    return len([each for each in owed if each.kind == NEWS and each.reason != "not_needed"])


async def test_who_goes_in_on_the_night_of_a_withdrawal_is_told_in_the_morning(
    world: World, ida: Phone
) -> None:
    """She finds nothing out before, and does not wait for somebody who is not there any more."""
    await choose(world.kari)
    await withdraws_at_night(world)
    await goes_in(world, ida)
    await show(ida)
    assert word("life", "state.withdrawn").partition("{")[0] not in ida.words()
    await ida.close()
    before = pings(ida)
    await world.wind(MORNING + timedelta(hours=5))
    assert pings(ida) == before + 1
    await ida.press("Åpne")
    assert word("life", "state.withdrawn").partition("{")[0] in ida.words()


async def test_with_second_thoughts_she_is_told_of_none_of_it(world: World, ida: Phone) -> None:
    """The news is called off, and was the only one."""
    await choose(world.kari)
    await withdraws_at_night(world)
    await goes_in(world, ida)
    assert await news(world) == 1
    await press(world, world.kari, "life.stay", world.agreement)
    assert await news(world) == 0


async def test_who_was_chosen_in_the_evening_is_asked_also_after_second_thoughts(
    world: World, ida: Phone
) -> None:
    """Her ping was due while nobody knew whether there was anything to go into."""
    world.clock.at = NIGHT - timedelta(minutes=30)
    await world.run()
    await choose(world.kari)
    await withdraws_at_night(world)
    await world.wind(NIGHT + timedelta(hours=4))
    await press(world, world.kari, "life.stay", world.agreement)
    await world.wind(MORNING + timedelta(hours=9))
    assert pings(ida) == 1


async def test_nobody_reads_for_a_leader_that_there_is_none_of(world: World, ida: Phone) -> None:
    """No button leads there; and whoever comes all the same is told why."""
    await show(world.kari)
    assert word("life", "press.deputy") in world.kari.words()
    await world.kari.close()
    await choose(world.kari)
    await show(world.kari)
    assert word("life", "press.group") in world.kari.words()
    assert word("life", "press.deputy") not in world.kari.words()
    await world.kari.close()
    assert said("deputy.nobody_leads") in await press(world, world.kari, "around.deputy", world.agreement)


async def test_nor_after_a_leave_that_was_none(world: World, ida: Phone) -> None:
    """Kari came back, and has not chosen yet."""
    for active in (False, True):
        await changed(world, "kari", active=active)
        await world.parts.upkeep()
    assert said("deputy.nobody_leads") in await press(world, world.kari, "around.deputy", world.agreement)


async def test_that_somebody_is_on_the_committee_is_said_before_the_yes(world: World, ida: Phone) -> None:
    """To a leader and to a deputy, whoever proposed them; and she is asked to keep the two apart."""
    named = said("committee").format(name=IDA)
    await does(world.kari, "deputy")
    assert named in world.kari.words()
    await world.kari.close()
    await propose(world.jonas)
    assert named not in world.jonas.words()
    await world.jonas.close()
    await does(world.kari, "deputy")
    assert named in world.kari.words()
    await world.kari.submit()
    await world.kari.close()
    await world.wind_by(days=3)
    assert said("committee_you") in await press(world, ida, "around.standin", world.agreement)
    await does(world.kari, "leader")
    world.kari.choose(said("choose.who"), IDA)
    await world.kari.submit()
    assert named in world.kari.words()
    await world.kari.submit()
    await world.kari.close()
    assert said("committee_you") in await press(world, ida, "around.asked", world.agreement)


async def test_a_signature_from_before_a_leave_brings_nothing_into_force(world: World) -> None:
    """Jonas signed a change; Kari was taken for one who had left, and is alone with it since."""
    kari, jonas, id = world.people["kari"], world.people["jonas"], world.agreement
    async with world.parts.store.transaction() as work:
        draft = await drafting.edit(
            work, id, jonas, "goal", 0, lambda now: with_text(now, Section.GOAL, "Nytt")
        )
        draft = await drafting.edit(
            work,
            id,
            kari,
            "relapse_plan",
            draft.number,
            lambda now: with_text(now, Section.RELAPSE_PLAN, "Ring"),
        )
    async with world.parts.store.transaction() as work:
        await drafting.send(work, id, jonas, draft.number)
    stamp = digest(id, draft.wording)
    async with world.parts.store.transaction() as work:
        await drafting.sign(work, id, jonas, draft.number, stamp)
    for active in (False, True):
        await changed(world, "kari", active=active)
        await world.parts.upkeep()
    await submit(world, world.kari, "drafting.sign", f"{id}:{draft.number}:{stamp}")
    async with world.parts.store.reading() as work:
        terms = await work.agreements.terms(id, employee(kari))
    assert (terms.number, terms.goal) == (1, "")
    assert (await course(world)).open
