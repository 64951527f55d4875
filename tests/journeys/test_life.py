"""An agreement in force, pressed by both: pause, quiet, the plan for hard times, and every way it can end."""

from datetime import datetime, timedelta

import pytest

from bots.demo.far.phone import Phone
from core.agreements.model import State
from core.agreements.usecases import sight_of
from core.sight import Role
from tests.journeys.acts import my_page, press, submit, without_ids, word
from tests.journeys.colleagues import PAIRS
from tests.journeys.world import World, pings

pytestmark = [PAIRS, pytest.mark.every_pair]

NIGHT = datetime.fromisoformat("2026-11-24T22:30:00+00:00")


def said(key: str) -> str:
    """The words up to their first hole."""
    return word("life", key).partition("{")[0]


async def show(phone: Phone) -> None:
    """From the own page to the agreement's."""
    await phone.go_home()
    await my_page(phone)
    await phone.press(word("life", "show"))


async def seen_by(phone: Phone) -> str:
    """The agreement's page as this person has it, each line once, with ids taken out."""
    await show(phone)
    lines = without_ids(phone.words()).splitlines()
    await phone.close()
    return "\n".join(dict.fromkeys(lines))


async def does(phone: Phone, verb: str) -> None:
    await show(phone)
    await phone.press(word("life", f"press.{verb}"))


async def state(world: World) -> State:
    """As the leader is to see it now."""
    jonas = world.people["jonas"].id
    async with world.parts.store.reading() as work:
        course = await work.agreements.course(world.agreement, sight_of(jonas, Role.LEADER))
        return course.state_at(work.now, work.now.date())


async def test_a_pause_ends_by_itself_on_its_day(world: World) -> None:
    """Both see until when; nobody is asked meanwhile; and then they are."""
    await does(world.jonas, "pause")
    world.jonas.fill(word("life", "pause.until"), "2026-12-14")
    await world.jonas.submit()
    assert said("state.paused") in world.jonas.words()
    await world.jonas.close()
    assert said("state.paused") in await seen_by(world.kari)
    # What lay ahead when the pause began is the news of it, and no check-in.
    await world.wind_by(days=3)
    before = pings(world.kari), pings(world.jonas)
    await world.wind(datetime.fromisoformat("2026-12-13T20:00:00+00:00"))
    assert (pings(world.kari), pings(world.jonas)) == before
    await world.until_ping(world.kari, timedelta(days=10))
    assert await state(world) is State.ACTIVE


async def test_a_pause_can_be_ended_before_its_day_and_needs_one_that_comes(world: World) -> None:
    """A day that has been is mended in the form, with what was typed still there."""
    await does(world.kari, "pause")
    world.kari.fill(word("life", "pause.until"), "2026-11-01")
    await world.kari.submit()
    assert word("life", "pause.past").partition(" (")[0] in world.kari.words()
    world.kari.fill(word("life", "pause.until"), "2026-12-14")
    await world.kari.submit()
    await world.kari.close()
    assert await state(world) is State.PAUSED
    await does(world.jonas, "resume")
    assert await state(world) is State.ACTIVE


async def test_the_leader_cannot_see_quiet_or_a_slower_rhythm(world: World) -> None:
    """The leader's page is the same, sign for sign; and so are the leader's pings."""
    before = await seen_by(world.jonas)
    await does(world.kari, "quiet")
    await world.kari.submit()
    assert word("life", "quiet_on") in world.kari.words()
    await world.kari.close()
    assert await seen_by(world.jonas) == before
    await does(world.kari, "slower")
    world.kari.choose(word("life", "slower.every"), word("life", "slower.weeks").format(n=3))
    await world.kari.submit()
    await world.kari.close()
    assert await seen_by(world.jonas) == before
    asked, called = pings(world.kari), pings(world.jonas)
    await world.wind_by(days=25)
    assert pings(world.kari) == asked
    assert pings(world.jonas) > called
    await does(world.kari, "loud")
    await world.kari.close()
    await world.until_ping(world.kari, timedelta(days=30))


async def test_quiet_until_a_day_ends_by_itself(world: World) -> None:
    """A day that has been is mended; until the day nobody is asked, and from it on they are, with nothing pressed."""
    await does(world.kari, "quiet")
    world.kari.fill(word("life", "quiet_day"), "2026-11-01")
    await world.kari.submit()
    assert word("life", "pause.past").partition(" (")[0] in world.kari.words()
    world.kari.fill(word("life", "quiet_day"), "2026-12-14")
    await world.kari.submit()
    assert said("quiet_until") in world.kari.words()
    await world.kari.close()
    asked, called = pings(world.kari), pings(world.jonas)
    await world.wind(datetime.fromisoformat("2026-12-13T20:00:00+00:00"))
    assert pings(world.kari) == asked
    assert pings(world.jonas) > called
    await world.until_ping(world.kari, timedelta(days=10))
    await show(world.kari)
    assert word("life", "press.quiet") in world.kari.words()


async def test_the_employee_takes_up_the_plan_and_both_lay_it_down(world: World) -> None:
    """The leader is called to a talk in calm words; one proposes the everyday, the other confirms."""
    await does(world.kari, "plan")
    assert said("plan.employee") in world.kari.words()
    await world.kari.submit()
    await world.kari.close()
    assert await state(world) is State.RELAPSE_PLAN
    await world.until_ping(world.jonas, timedelta(days=4))
    await world.jonas.press("Åpne")
    assert "Kari Oppdiktet" + said("plan.met").partition("}")[2] in world.jonas.words()
    await world.jonas.press(word("life", "press.settle"))
    assert word("life", "press.settle") not in world.jonas.words()
    await world.jonas.close()
    assert await state(world) is State.RELAPSE_PLAN
    await does(world.kari, "settle")
    assert await state(world) is State.ACTIVE


async def test_the_leader_can_only_propose_the_plan_and_only_after_a_talk(world: World) -> None:
    """Without the tick it is not sent; with it, the employee decides."""
    await does(world.jonas, "plan")
    await world.jonas.submit()
    assert word("life", "plan.talk_first") in world.jonas.words()
    world.jonas.tick(word("life", "plan.talked"), word("life", "plan.talked_yes"))
    await world.jonas.submit()
    await world.jonas.close()
    assert await state(world) is State.ACTIVE
    await does(world.kari, "plan")
    await world.kari.submit()
    assert await state(world) is State.RELAPSE_PLAN


async def test_stepping_out_takes_two_presses_and_no_reason(world: World) -> None:
    """The leader is told that it has ended, and nobody is asked any more."""
    await does(world.kari, "withdraw")
    assert said("withdraw.body") in world.kari.words()
    await world.kari.submit()
    await world.kari.close()
    assert await state(world) is State.WITHDRAWN
    await world.until_ping(world.jonas, timedelta(days=4))
    await world.jonas.press("Åpne")
    assert word("life", "state.withdrawn") in world.jonas.words()
    await world.jonas.close()
    before = pings(world.kari)
    await world.wind_by(days=40)
    assert pings(world.kari) == before


async def test_a_withdrawal_at_night_can_be_undone_and_leaves_no_trace_with_the_leader(world: World) -> None:
    """Until eight the leader's page is the same, sign for sign, and nobody is called."""
    world.clock.at = NIGHT
    await world.run()
    before, called = await seen_by(world.jonas), pings(world.jonas)
    await does(world.kari, "withdraw")
    assert word("life", "withdraw.night") in world.kari.words()
    await world.kari.submit()
    assert said("leaving") in world.kari.words()
    assert await seen_by(world.jonas) == before
    await world.kari.press(word("life", "press.stay"))
    await world.kari.close()
    world.clock.at = NIGHT + timedelta(hours=8, minutes=50)
    assert await seen_by(world.jonas) == before
    assert await state(world) is State.ACTIVE
    assert pings(world.jonas) == called
    await world.until_ping(world.kari, timedelta(days=10))


async def test_a_withdrawal_at_night_stands_in_the_morning(world: World) -> None:
    """From eight it is told, and cannot be undone."""
    world.clock.at = NIGHT
    await world.run()
    await does(world.kari, "withdraw")
    await world.kari.submit()
    await world.kari.close()
    await world.wind(NIGHT + timedelta(hours=9))
    assert await state(world) is State.WITHDRAWN
    assert word("conversation", "refused.moved_on")[:30] in await press(
        world, world.kari, "life.stay", world.agreement
    )


async def test_the_leader_ends_it_only_after_a_talk(world: World) -> None:
    """The employee is told; no reason is asked for."""
    await does(world.jonas, "end")
    await world.jonas.submit()
    assert word("life", "end.talk_first") in world.jonas.words()
    world.jonas.tick(word("life", "end.talked"), word("life", "end.talked_yes"))
    await world.jonas.submit()
    await world.jonas.close()
    assert await state(world) is State.ENDED
    await world.until_ping(world.kari, timedelta(days=4))
    await world.kari.press("Åpne")
    assert word("life", "state.ended") in world.kari.words()


async def test_the_last_talks_are_reminded_of_and_then_it_is_completed(world: World) -> None:
    """Thirty days and seven before the end, to both, however often the sweep looks; then warm words."""
    world.clock.at = datetime.fromisoformat("2028-10-17T05:00:00+00:00")
    await world.run()
    for _ in range(2):
        await world.parts.upkeep()
    before = pings(world.kari), pings(world.jonas)
    await world.wind_by(days=2)
    assert pings(world.kari) > before[0]
    assert pings(world.jonas) > before[1]
    assert word("life", "last_talk") in await seen_by(world.kari)
    world.clock.at = datetime.fromisoformat("2028-11-16T09:00:00+00:00")
    seen = await press(world, world.kari, "life.show", world.agreement)
    assert word("life", "state.completed") in seen
    for day in (1, 2):
        async with world.parts.store.reading() as work:
            assert world.agreement in await work.agreements.for_the_clock()
        world.clock.at = datetime.fromisoformat(f"2029-06-0{day}T09:00:00+00:00")
        await world.parts.upkeep()
    async with world.parts.store.reading() as work:
        assert world.agreement not in await work.agreements.for_the_clock()


async def test_whom_it_does_not_concern_is_refused_like_a_stranger_to_nothing(world: World) -> None:
    """Every press and every submit, by somebody else, by the wrong party, and with an id of nothing."""
    verbs = (
        "show",
        "pause",
        "slower",
        "plan",
        "withdraw",
        "end",
        "resume",
        "quiet",
        "loud",
        "settle",
        "stay",
    )
    for verb in verbs:
        theirs = without_ids(await press(world, world.ola, f"life.{verb}", world.agreement))
        nobodys = without_ids(await press(world, world.ola, f"life.{verb}", "no-such-thing"))
        assert theirs == nobodys, verb
    for verb in ("paused", "quieted", "slowed", "planned", "withdrew", "ended"):
        theirs = without_ids(await submit(world, world.ola, f"life.{verb}", world.agreement))
        nobodys = without_ids(await submit(world, world.ola, f"life.{verb}", "no-such-thing"))
        assert theirs == nobodys, verb
    for phone, verb in (
        (world.jonas, "withdrew"),
        (world.jonas, "slowed"),
        (world.jonas, "quieted"),
        (world.kari, "ended"),
    ):
        await submit(world, phone, f"life.{verb}", world.agreement, {"talked": ("yes",), "every": "2"})
    await press(world, world.jonas, "life.quiet", world.agreement)
    await press(world, world.jonas, "life.stay", world.agreement)
    assert await state(world) is State.ACTIVE
