"""Whose yes lets a campaign through: one of each side, as they sit there today, and nobody whom one side has put there."""

import pytest_asyncio

from core.campaigns.model import State
from core.committee.model import Party
from core.people import Language, Position
from tests.builders import a_body, a_term
from tests.journeys.acts import press, submit
from tests.journeys.campaigned import (
    Committee,
    act,
    committee,
    drafted,
    now,
    said,
    started,
)
from tests.journeys.test_around import changed
from tests.journeys.world import WORKPLACE, World

UNION = frozenset({Position.COMMITTEE, Position.UNION_REPRESENTATIVE})


@pytest_asyncio.fixture
async def them(world: World) -> Committee:
    return await committee(world)


async def seated(world: World, **parties: Party) -> None:
    """A body with these seats; of the others none sits there any more."""
    async with world.parts.store.transaction() as work:
        await work.committee.put(a_body(workplace=WORKPLACE))
    for key, party in parties.items():
        await sits(world, key, party)


async def sits(world: World, key: str, party: Party) -> None:
    async with world.parts.store.transaction() as work:
        await work.committee.add(a_term(workplace=WORKPLACE, person=world.people[key].id, party=party))


async def leaves(world: World, key: str) -> None:
    async with world.parts.store.transaction() as work:
        for term in await work.committee.terms_of(world.people[key].id):
            await work.committee.save(term.goes(world.clock.at.date()))


async def test_the_employer_makes_no_second_party_of_the_occupational_health_service(
    world: World, them: Committee
) -> None:
    """It may seat anybody there, so that this yes counts for nothing as long as both sides have somebody."""
    await seated(world, hege=Party.MANAGEMENT, tuva=Party.EMPLOYEE, rita=Party.OCCUPATIONAL_HEALTH)
    id = await drafted(world)
    await act(world, them.mona, "propose", id)
    assert said("waits.both") in await press(world, them.hege, "campaigns.one", id)
    assert said("waits.employees") in await act(world, them.hege, "approve", id)
    assert said("no.no_seat") in await act(world, them.rita, "approve", id)
    assert said("do.approve") not in await press(world, them.rita, "campaigns.one", id)
    assert (await now(world, id)).state is State.PROPOSED
    await act(world, them.tuva, "approve", id)
    assert (await now(world, id)).state is State.APPROVED


async def test_a_committee_with_one_of_each_can_send_what_a_member_has_written(
    world: World, them: Committee
) -> None:
    """That side has agreed, and the other's yes is needed in any case; but not once somebody else has changed a word."""
    await seated(world, hege=Party.MANAGEMENT, per=Party.MANAGEMENT, tuva=Party.EMPLOYEE, rita=Party.OCCUPATIONAL_HEALTH)  # fmt: skip
    id = await drafted(world, by="hege")
    await act(world, them.hege, "propose", id)
    assert said("waits.by_employer") in await press(world, them.tuva, "campaigns.one", id)
    assert said("waits.by_employer") in await act(world, them.rita, "approve", id)
    assert said("waits.by_employer") in await act(world, them.per, "approve", id)
    assert (await now(world, id)).state is State.PROPOSED
    await act(world, them.tuva, "approve", id)
    assert (await now(world, id)).state is State.APPROVED
    id = await drafted(world, by="tuva")
    await act(world, them.tuva, "propose", id)
    assert said("waits.another") in await act(world, them.per, "approve", id)
    await act(world, them.rita, "approve", id)
    assert (await now(world, id)).state is State.APPROVED
    for withdrawn in (False, True):  # what another proposes in one's place one has not agreed to
        id = await drafted(world, by="tuva")
        if withdrawn:
            await act(world, them.tuva, "propose", id)
            await act(world, them.tuva, "take_back", id)
        await act(world, them.hege, "propose", id)
        assert said("waits.employees") in await act(world, them.per, "approve", id)
        assert said("no.no_seat") in await act(world, them.rita, "approve", id)
    id = await drafted(world, by="tuva")
    values = {"title": "Noe annet", "body": "Noe annet."}
    await submit(world, them.hege, "campaigns.save_words", f"{id}:0:nb", values)
    await act(world, them.hege, "propose", id)
    assert said("waits.employees") in await act(world, them.per, "approve", id)
    assert said("no.no_seat") in await act(world, them.rita, "approve", id)


async def test_it_is_the_second_where_a_side_has_nobody(world: World, them: Committee) -> None:
    """In a small workplace, or until somebody has been found; one who works here no more is nobody."""
    await seated(world, hege=Party.MANAGEMENT, tuva=Party.EMPLOYEE, rita=Party.OCCUPATIONAL_HEALTH)
    await changed(world, "tuva", active=False)
    id = await drafted(world)
    await act(world, them.mona, "propose", id)
    assert said("waits.two") in await press(world, them.hege, "campaigns.one", id)
    assert said("waits.another") in await act(world, them.hege, "approve", id)
    await act(world, them.rita, "approve", id)
    assert (await now(world, id)).state is State.APPROVED


async def test_by_positions_it_is_the_same(world: World, them: Committee) -> None:
    """As long as no body is set up."""
    health = frozenset({Position.COMMITTEE, Position.OCCUPATIONAL_HEALTH})
    await changed(world, "rita", positions=health)
    await changed(world, "mona", positions=frozenset({Position.COMMITTEE}))
    id = await drafted(world)
    await act(world, them.mona, "propose", id)
    await act(world, them.per, "approve", id)
    assert said("no.no_seat") in await act(world, them.rita, "approve", id)
    await changed(world, "tuva", positions=frozenset())
    await act(world, them.rita, "approve", id)
    assert (await now(world, id)).state is State.APPROVED


async def test_the_yes_of_one_who_has_left_counts_no_more(world: World, them: Committee) -> None:
    """Asked anew when the next one says yes."""
    await seated(world, hege=Party.MANAGEMENT, per=Party.MANAGEMENT, tuva=Party.EMPLOYEE)
    id = await drafted(world)
    await act(world, them.mona, "propose", id)
    await act(world, them.hege, "approve", id)
    await leaves(world, "hege")
    assert said("waits.employer") in await act(world, them.tuva, "approve", id)
    assert (await now(world, id)).state is State.PROPOSED
    await act(world, them.per, "approve", id)
    assert (await now(world, id)).state is State.APPROVED


async def test_one_side_is_one_whatever_it_was_called_before_the_body_was_set_up(
    world: World, them: Committee
) -> None:
    """One says yes by position, and another of the same side by seat."""
    id = await drafted(world)
    await act(world, them.mona, "propose", id)
    await act(world, them.per, "approve", id)
    await seated(world, per=Party.MANAGEMENT, hege=Party.MANAGEMENT, tuva=Party.EMPLOYEE)
    assert said("no.same_party") in await act(world, them.hege, "approve", id)
    assert (await now(world, id)).state is State.PROPOSED


async def test_a_correction_takes_both_sides_as_they_sit_now(world: World, them: Committee) -> None:
    """Where whoever proposed it has left, the next yes is the first."""
    id = await started(world, them)
    await world.wind_by(hours=3)
    await seated(world, hege=Party.MANAGEMENT, per=Party.MANAGEMENT, tuva=Party.EMPLOYEE, rita=Party.OCCUPATIONAL_HEALTH)  # fmt: skip
    values = {"title": "Rettet", "body": "Rettet."}
    ref = f"{id}:{(await now(world, id)).version}:nb"
    assert (await now(world, id)).correction is None
    await submit(world, them.rita, "campaigns.save_correction", ref, values)
    assert (await now(world, id)).correction is None
    await submit(world, them.hege, "campaigns.save_correction", ref, values)
    assert said("holds.employees") in await press(world, them.tuva, "campaigns.one", id)
    assert said("no.no_seat") in await act(world, them.rita, "confirm", id)
    await leaves(world, "hege")
    assert said("holds.both") in await press(world, them.tuva, "campaigns.one", id)
    assert said("holds.employer") in await act(world, them.tuva, "confirm", id)
    assert (await now(world, id)).words[Language.NB].title != "Rettet"
    assert said("no.same_party") in await act(world, them.tuva, "confirm", id)
    await act(world, them.per, "confirm", id)
    assert (await now(world, id)).words[Language.NB].title == "Rettet"
