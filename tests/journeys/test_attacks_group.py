"""What somebody who means harm, or a hand that slips, could do to a resource group and to whoever is asked into it."""

# Over the usual length: whatever can be tried is tried on the same group.

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest_asyncio

from bots.demo.far.phone import Phone
from core.agreements.members import MOST_MEMBERS
from core.agreements.model import State
from core.checkins.usecases import employee
from core.group.model import Answer
from core.group.usecases import host
from core.people import PersonId, Position, Workplace, WorkplaceId
from tests.journeys.acts import press, rows, submit, without_ids, word
from tests.journeys.colleagues import agree, hire
from tests.journeys.test_around import IDA, changed, course, go_in
from tests.journeys.test_around import choose as choose_leader
from tests.journeys.test_attacks_around import MORNING, withdraws_at_night
from tests.journeys.test_group import OLA, SUPPORT, answers, ask, reads, said, seat
from tests.journeys.test_life import NIGHT, does
from tests.journeys.world import World, pings

NOBODYS = "00000000-0000-4000-8000-000000000000"


@pytest_asyncio.fixture
async def ola_is_in(world: World) -> World:
    """Asked, shown the support, and said yes."""
    await ask(world.kari, OLA, "support_contact", "support_measure", written="ola")
    await world.kari.close()
    await answers(world, world.ola, yes=True)
    return world


async def tries(world: World, phone: Phone, id: str) -> list[str]:
    """Every button and form that a helper has, with this seat's id in it; what comes back, without the ids."""
    pressed = [
        await press(world, phone, f"group.{verb}", id) for verb in ("read", "enter", "cannot", "leave")
    ]
    sent = [
        await submit(world, phone, f"group.{verb}", id, {"said": "Kanarigul"}) for verb in ("left", "said")
    ]
    return [without_ids(each) for each in (*pressed, *sent)]


async def lets_in(world: World, key: str, part: str = "support_contact", id: str = "") -> str:
    """The last yes, as somebody would write it themselves."""
    to = world.people[key].id if key in world.people else key
    return await submit(world, world.kari, "group.yes", f"{id or world.agreement}:{part}:{to}")


async def test_who_was_let_go_finds_nothing_behind_the_old_buttons(ola_is_in: World) -> None:
    """The same words as for a seat that never was, and no trace of the trying."""
    world = ola_is_in
    id = await seat(world)
    await press(world, world.kari, "group.let_go", f"{world.agreement}:{id}")
    before = await rows(world, but=("presses",))
    assert await tries(world, world.ola, id) == await tries(world, world.ola, NOBODYS)
    assert await rows(world, but=("presses",)) == before
    assert before["seats"] == []


async def test_who_left_the_workplace_reads_nothing_and_who_came_back_only_if_still_wanted(
    ola_is_in: World,
) -> None:
    """Met at the door; the employee sees it and can take them out, and then nothing comes back by itself."""
    world, id = ola_is_in, await seat(ola_is_in)
    await changed(world, "ola", active=False)
    assert SUPPORT not in await reads(world, world.ola)
    await does(world.kari, "group")
    assert said("answer.gone") in world.kari.words()
    await world.kari.press(said("see"))
    await world.kari.press(said("let_go"))
    await world.kari.close()
    await changed(world, "ola", active=True)
    assert await tries(world, world.ola, id) == await tries(world, world.ola, NOBODYS)


async def test_only_the_two_parties_see_the_group_and_only_one_of_them_a_seat(ola_is_in: World) -> None:
    """Neither the deputy, nor the former leader, nor the new one before having signed; and nobody the answers."""
    world = ola_is_in
    ida = await hire(world, "ida", IDA)
    await changed(world, "ida", positions=frozenset({Position.LEADER}))
    days = {"to": world.people["ida"].id, "since": "2026-11-23", "until": "2026-12-31"}
    id, refused = world.agreement, word("conversation", "refused.not_here")
    mine = f"{id}:{await seat(world)}"
    await submit(world, world.kari, "around.propose", id, days)
    assert SUPPORT in await press(world, ida, "around.standin", id)

    async def none(phone: Phone) -> None:
        for action, ref in (("group.page", id), ("group.seat", mine), ("group.let_go", mine)):
            assert refused in await press(world, phone, action, ref), action
        assert refused in await submit(world, phone, "group.show", mine, {"parts": ("goal",)})

    await none(ida)
    await choose_leader(world.kari)
    await none(ida)
    await none(world.jonas)
    await go_in(world, ida)
    seen = await press(world, ida, "group.page", id)
    assert OLA in seen
    assert said("answer.yes") not in seen
    for action in ("group.seat", "group.let_go"):
        assert refused in await press(world, ida, action, mine)
    assert [each.person for each in (await course(world)).group] == [world.people["ola"].id]


async def test_nobody_is_let_in_whom_the_list_does_not_have(ola_is_in: World) -> None:
    """Not the two, nobody twice, nobody's id, nobody as what they are not, and nobody of another workplace."""
    world = ola_is_in
    elsewhere = WorkplaceId("another")
    async with world.parts.store.transaction() as work:
        await work.people.put_workplace(Workplace(id=elsewhere, name="Et annet", tenants={}))
        far = replace(world.people["ola"], id=PersonId("person-far"), workplace=elsewhere, accounts=())
        await work.people.add(replace(far, positions=frozenset({Position.OCCUPATIONAL_HEALTH})))
    await hire(world, "per", "Per Oppdiktet")
    await changed(world, "per", active=False)
    moved = word("conversation", "refused.moved_on")
    before = await rows(world, but=("presses",))
    for key in ("kari", "jonas", "ola", "per", "person-far", "person-nobody"):
        assert moved in await lets_in(world, key), key
    for part in ("adviser", "occupational_health_service", "union_representative", "therapist", "gp"):
        assert moved in await lets_in(world, "person-far", part), part
    assert await rows(world, but=("presses",)) == before


async def test_a_yes_twice_is_one_seat_and_one_ping(world: World) -> None:
    """Two submits of one form at the same moment, and a third after."""
    await asyncio.gather(lets_in(world, "ola"), lets_in(world, "ola"))
    await lets_in(world, "ola")
    assert len((await course(world)).group) == 1
    assert len((await rows(world))["seats"]) == 1
    await world.wind_by(days=4)
    assert pings(world.ola) == 1


async def test_two_at_once_are_both_done_and_never_one_too_many(world: World) -> None:
    """The employee lets somebody in while the leader sets a pause; and at the last place two come in at once."""
    pause = submit(world, world.jonas, "life.paused", world.agreement, {"until": "2026-12-14"})
    await asyncio.gather(lets_in(world, "ola"), pause)
    now = await course(world)
    assert (len(now.group), now.state) == (1, State.PAUSED)
    for n in range(MOST_MEMBERS - 2):
        await submit(world, world.kari, "group.named", world.agreement, {"part": "gp", "name": f"Lege {n}"})
    last = [
        submit(world, world.kari, "group.named", world.agreement, {"part": "therapist", "name": f"Siste {n}"})
        for n in range(2)
    ]
    await asyncio.gather(*last)
    assert len((await course(world)).group) == MOST_MEMBERS


async def test_a_yes_that_comes_too_late_is_none(world: World) -> None:
    """The question was taken back; or the agreement has ended meanwhile, and was not swept yet."""
    await lets_in(world, "ola")
    first = await seat(world)
    await press(world, world.kari, "group.let_go", f"{world.agreement}:{first}")
    await lets_in(world, "ola")
    second = await seat(world)
    await submit(world, world.jonas, "life.ended", world.agreement, {"talked": ("yes",)})
    assert await tries(world, world.ola, second) == await tries(world, world.ola, first)
    async with world.parts.store.reading() as work:
        kept = await work.seats.get(second, host(world.people["kari"].id))
    assert (kept.answer, kept.said) == (Answer.NONE, "")
    await world.wind_by(days=4)
    assert pings(world.ola) == 0


async def test_second_thoughts_at_night_find_the_group_as_it_was(ola_is_in: World) -> None:
    """Nobody reads meanwhile; the clock takes nothing away before the morning; and whoever was asked is asked."""
    world = ola_is_in
    ida = await hire(world, "ida", IDA)
    world.clock.at = NIGHT - timedelta(minutes=30)
    await world.run()
    await lets_in(world, "ida")
    await withdraws_at_night(world)
    assert SUPPORT not in await press(world, world.ola, "group.read", (await course(world)).group[0].id)
    await world.wind(NIGHT + timedelta(hours=4))
    await world.parts.upkeep()
    await press(world, world.kari, "life.stay", world.agreement)
    assert SUPPORT in await press(world, world.ola, "group.read", (await course(world)).group[0].id)
    await world.wind(MORNING + timedelta(hours=9))
    assert pings(ida) == 1


async def test_without_second_thoughts_no_copy_stays(ola_is_in: World) -> None:
    """Two days after the night at the latest."""
    world = ola_is_in
    await withdraws_at_night(world)
    await world.wind(NIGHT + timedelta(days=2))
    await world.parts.upkeep()
    assert (await rows(world))["seats"] == []
    assert (await course(world)).leaving_at is not None


async def test_ids_of_another_agreement_lead_nowhere(ola_is_in: World) -> None:
    """Ola has one of her own, with the same leader, and a seat in it: neither opens or changes the other's."""
    world = ola_is_in
    other = await agree(world, "ola", "jonas")
    await hire(world, "per", "Per Oppdiktet")
    await submit(world, world.ola, "group.yes", f"{other}:support_contact:{world.people['per'].id}")
    async with world.parts.store.reading() as work:
        olas = (await work.agreements.course(other, employee(world.people["ola"]))).group[0].id
    mine, before = await seat(world), await rows(world, but=("presses",))
    assert len(before["seats"]) == 2
    for id, of in ((world.agreement, olas), (other, mine), (other, olas)):
        for action in ("group.seat", "group.let_go"):
            assert SUPPORT not in await press(world, world.kari, action, f"{id}:{of}")
        await submit(world, world.kari, "group.show", f"{id}:{of}", {"parts": ("goal", "expectation")})
    await lets_in(world, "per", id=other)
    await submit(world, world.kari, "group.named", other, {"part": "gp"})
    assert await tries(world, world.kari, olas) == await tries(world, world.kari, NOBODYS)
    assert await rows(world, but=("presses",)) == before


async def test_asking_somebody_tells_nothing_of_them(world: World) -> None:
    """Whether they have an agreement, or are with somebody else, the pages are the same."""
    ref, form = world.agreement, {"part": "support_contact", "name": "ola"}
    to = {"to": world.people["ola"].id}

    async def pages() -> list[str]:
        found = await submit(world, world.kari, "group.find", ref, form)
        chosen = await submit(world, world.kari, "group.chosen", f"{ref}:support_contact", to)
        return [without_ids(found), without_ids(chosen)]

    before = await pages()
    assert OLA in before[0]
    per = await hire(world, "per", "Per Oppdiktet")
    await agree(world, "ola", "jonas")
    pers = await agree(world, "per", "jonas")
    await submit(world, per, "group.yes", f"{pers}:support_contact:{to['to']}")
    async with world.parts.store.reading() as work:
        assert await work.seats.of(world.people["ola"].id)
    assert await pages() == before
