"""An agreement in force: the plan from a pause, hard answers, the agreed floor, extending, every end, and deletion."""

from collections.abc import Awaitable, Callable
from datetime import date, datetime, timedelta
from typing import TypeAlias

import pytest

from bots.demo.far.phone import Phone
from core.agreements.model import KEPT, State
from core.agreements.usecases import sight_of
from core.sight import Role
from tests.journeys.acts import press, rows, submit, word
from tests.journeys.colleagues import PAIRS
from tests.journeys.test_drafting import PLAN, write
from tests.journeys.test_invitations import opened
from tests.journeys.test_life import does, seen_by, state
from tests.journeys.world import World, pings

pytestmark = PAIRS

Leave: TypeAlias = Callable[[World], Awaitable[None]]

HARD = word("checkins", "mood.difficult")
ENDS = datetime.fromisoformat("2028-11-15T09:00:00+00:00")


async def pause(phone: Phone, until: str) -> None:
    await does(phone, "pause")
    phone.fill(word("life", "pause.until"), until)
    await phone.submit()
    await phone.close()


async def use_plan(phone: Phone) -> None:
    await does(phone, "plan")
    await phone.submit()
    await phone.close()


async def withdraw(world: World) -> None:
    await does(world.kari, "withdraw")
    await world.kari.submit()
    await world.kari.close()


async def end(world: World) -> None:
    await does(world.jonas, "end")
    world.jonas.tick(word("life", "end.talked"), word("life", "end.talked_yes"))
    await world.jonas.submit()
    await world.jonas.close()


async def test_the_plan_is_taken_up_from_a_pause(world: World) -> None:
    """The leader's word in the pause is a proposal; with the employee's the pause is over, and so it stays after its day."""
    await pause(world.jonas, "2026-12-14")
    await does(world.jonas, "plan")
    world.jonas.tick(word("life", "plan.talked"), word("life", "plan.talked_yes"))
    await world.jonas.submit()
    await world.jonas.close()
    assert await state(world) is State.PAUSED
    await opened(world, world.kari)
    assert "Jonas Oppdiktet foreslår å bruke planen" in world.kari.words()
    await world.kari.close()
    await use_plan(world.kari)
    assert await state(world) is State.RELAPSE_PLAN
    await world.wind_by(days=30)
    assert await state(world) is State.RELAPSE_PLAN


async def test_neither_hard_answers_nor_silence_take_up_the_plan(world: World) -> None:
    """Shared with the leader, and then eight weeks without a word: nothing but the employee's press does (S88)."""
    steps = word("life", "move.opened_plan")
    await world.until_ping(world.kari)
    await world.kari.press("Åpne")
    world.kari.choose("Hvordan går det?", HARD)
    await world.kari.submit()
    world.kari.tick("Dette vil jeg dele", "Hvordan det går")
    await world.kari.submit()
    await world.kari.close()
    await world.wind_by(weeks=8)
    await world.parts.upkeep()
    assert await state(world) is State.ACTIVE
    for phone in (world.kari, world.jonas):
        assert steps not in await seen_by(phone)


async def test_the_everyday_comes_back_when_the_second_of_the_two_says_so(world: World) -> None:
    """Whoever has proposed it waits for the other by name; twice by one is once; the leader is called, and confirms."""
    await use_plan(world.kari)
    await does(world.kari, "settle")
    assert word("life", "settle.waiting").format(name="Jonas Oppdiktet") in world.kari.words()
    assert word("life", "press.settle") not in world.kari.words()
    await world.kari.close()
    await press(world, world.kari, "life.settle", world.agreement)
    assert await state(world) is State.RELAPSE_PLAN
    await opened(world, world.jonas)
    assert "Kari Oppdiktet foreslår at dere går tilbake" in world.jonas.words()
    await world.jonas.press(word("life", "press.settle"))
    assert await state(world) is State.ACTIVE


async def test_the_employee_goes_down_to_the_agreed_floor_alone_and_no_further(world: World) -> None:
    """Beneath it, and quicker than agreed, is for two; back to what was agreed is not."""
    kari = sight_of(world.people["kari"].id, Role.EMPLOYEE)
    for weeks in ("4", "1"):
        await submit(world, world.kari, "life.slowed", world.agreement, {"every": weeks})
        async with world.parts.store.reading() as work:
            route = await work.agreements.route(world.agreement, kari)
            terms = await work.agreements.terms(world.agreement, kari)
        assert (route.cadence == terms.cadence) is (weeks == "1")
        for beyond in ("5", "0"):
            seen = await submit(world, world.kari, "life.slowed", world.agreement, {"every": beyond})
            assert word("conversation", "refused.amendment") in seen


async def extended(world: World, to: str) -> None:
    """Written by the employee, signed by both."""
    kari, jonas = world.kari, world.jonas
    await does(kari, "read")
    await kari.press("Foreslå en endring")
    await write(kari, "Skriv", PLAN, nth=2)
    await kari.press("Endre", nth=3)
    kari.fill("Til", to)
    await kari.submit()
    await kari.press("Klar til å signere")
    await kari.press("Signér")
    await kari.close()
    await does(jonas, "draft")
    await jonas.press("Signér")
    await jonas.close()


async def test_to_extend_is_an_amendment_and_the_old_last_day_passes(world: World) -> None:
    """Both have signed a later one: it goes on, and the last talks come again before that."""
    world.clock.at = ENDS - timedelta(days=20)
    await world.run()
    await extended(world, "2029-06-29")
    world.clock.at = ENDS + timedelta(days=2)
    assert await state(world) is State.ACTIVE
    assert word("life", "last_talk") not in await seen_by(world.kari)
    world.clock.at = datetime.fromisoformat("2029-06-04T05:00:00+00:00")
    await world.run()
    await world.parts.upkeep()
    before = pings(world.kari), pings(world.jonas)
    await world.wind_by(days=2)
    assert pings(world.kari) > before[0]
    assert pings(world.jonas) > before[1]
    world.clock.at = datetime.fromisoformat("2029-06-30T09:00:00+00:00")
    assert await state(world) is State.COMPLETED


async def test_a_week_before_the_end_both_are_called_once_more(world: World) -> None:
    """Thirty days before and seven; however often the clock looks, two promises each."""
    for left in (30, 29, 12, 7, 6, 1):
        world.clock.at = ENDS - timedelta(days=left)
        await world.parts.upkeep()
    async with world.parts.store.reading() as work:
        for who in ("kari", "jonas"):
            owed = await work.ledger.of(world.people[who].id)
            assert len([each for each in owed if each.kind == "life.last_talk"]) == 2


@pytest.mark.parametrize("since", ["pause", "plan"])
@pytest.mark.parametrize("how", [State.WITHDRAWN, State.ENDED, State.COMPLETED])
async def test_every_end_can_be_reached_from_a_pause_and_with_the_plan_in_use(
    world: World, since: str, how: State
) -> None:
    """Stepping out, the leader's end after a talk, and the last day; nobody is asked any more."""
    if since == "pause":
        await pause(world.kari, "2026-12-14")
    else:
        await use_plan(world.kari)
    match how:
        case State.WITHDRAWN:
            await withdraw(world)
        case State.ENDED:
            await end(world)
        case _:
            world.clock.at = ENDS + timedelta(days=1)
    assert await state(world) is how
    for phone in (world.kari, world.jonas):
        assert word("life", f"state.{how}") in (await _old_card(world, phone))


async def _old_card(world: World, phone: Phone) -> str:
    """The leader has no button to it any more, but may have the agreement's page on the screen."""
    return await press(world, phone, "life.show", world.agreement)


@pytest.mark.parametrize("leave", [withdraw, end], ids=["withdrawn", "ended"])
async def test_half_a_year_after_the_end_there_is_no_row_of_it(world: World, leave: Leave) -> None:
    """Not a day before; then text, check-ins, shares, and keys are gone for both."""
    await leave(world)
    world.clock.at = datetime.combine(date(2026, 11, 23) + KEPT - timedelta(days=1), ENDS.timetz())
    await world.parts.upkeep()
    assert (await rows(world))["agreements"]
    world.clock.at += timedelta(days=1)
    await world.parts.upkeep()
    kept = await rows(world, but=("promises", "presses"))
    assert not [row for found in kept.values() for row in found if world.agreement in row]
