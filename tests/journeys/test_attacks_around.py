"""What somebody who means harm, or a hand that slips, could do to an agreement and to whoever is around it."""

import logging
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
import pytest_asyncio

from bots.demo.far.phone import Phone
from bots.subjects import flows
from core.agreements.course import Course
from core.agreements.model import Route, Section, State, Wording
from core.checkins.usecases import employee
from core.drafting import model
from core.drafting import usecases as drafting
from core.drafting.keeps import KeptDrafts
from core.drafting.model import with_text
from core.people import Position
from core.sight import Role
from tests.journeys.acts import press, submit, without_ids
from tests.journeys.colleagues import hire
from tests.journeys.test_around import IDA, changed, follow_up, nobodys, tell
from tests.journeys.test_deputy import reads
from tests.journeys.test_life import NIGHT, does
from tests.journeys.world import MEASURES, World, pings

MORNING = NIGHT + timedelta(hours=9)


@pytest_asyncio.fixture
async def ida(world: World) -> Phone:
    """One more leader at the workplace."""
    phone = await hire(world, "ida", IDA)
    await changed(world, "ida", positions=frozenset({Position.LEADER}))
    return phone


async def both(world: World) -> tuple[Course, Route]:
    """As the employee has it."""
    mine = employee(world.people["kari"])
    async with world.parts.store.reading() as work:
        course = await work.agreements.course(world.agreement, mine)
        return course, await work.agreements.route(world.agreement, mine)


async def withdraws_at_night(world: World) -> None:
    world.clock.at = NIGHT
    await world.run()
    await does(world.kari, "withdraw")
    await world.kari.submit()
    await world.kari.close()


async def test_what_the_leader_does_at_night_does_not_undo_a_withdrawal(world: World) -> None:
    """A pause, and its end, before the leader is told: Kari is not asked again, and all of it goes in time."""
    await withdraws_at_night(world)
    before = (await both(world))[1]
    await submit(world, world.jonas, "life.paused", world.agreement, {"until": "2026-12-14"})
    assert (await both(world))[0].state is State.PAUSED
    await press(world, world.jonas, "life.resume", world.agreement)
    _, route = await both(world)
    assert (route.state, route.erased_on()) == (State.WITHDRAWN, before.erased_on())
    await world.wind(MORNING)
    asked = pings(world.kari)
    await world.wind_by(days=30)
    assert pings(world.kari) <= asked + 1  # the news of the pause, and never a check-in


async def test_second_thoughts_find_the_pause_that_came_meanwhile(world: World) -> None:
    """The leader's pause stands, if there is no withdrawal after all."""
    await withdraws_at_night(world)
    await submit(world, world.jonas, "life.paused", world.agreement, {"until": "2026-12-14"})
    await press(world, world.kari, "life.stay", world.agreement)
    course, route = await both(world)
    assert (course.state, course.leaving_at) == (State.PAUSED, None)
    assert (route.state, str(route.paused_until)) == (State.PAUSED, "2026-12-14")


def _longer(now: Wording) -> Wording:
    planned = with_text(now, Section.RELAPSE_PLAN, "Vi snakker sammen")
    return replace(planned, ends_on=now.ends_on.replace(year=2030))


async def test_an_amendment_signed_at_night_keeps_nothing_longer(world: World) -> None:
    """Kari has signed it, thinks again and withdraws; Jonas signs before he is told: deleted as promised all the same."""
    kari, id = world.people["kari"], world.agreement
    async with world.parts.store.transaction() as work:
        draft = await drafting.edit(work, id, kari, "goal", 0, _longer)
        await drafting.send(work, id, kari, draft.number)
    stamp = model.digest(id, draft.wording)
    async with world.parts.store.transaction() as work:
        await drafting.sign(work, id, kari, draft.number, stamp)
    await withdraws_at_night(world)
    before = (await both(world))[1].erased_on()
    await submit(world, world.jonas, "drafting.sign", f"{id}:{draft.number}:{stamp}")
    assert not (await both(world))[0].open
    assert (await both(world))[1].erased_on() == before


async def test_second_thoughts_call_nobody(world: World) -> None:
    """A ping that leads to nothing new would tell that there was something."""
    await withdraws_at_night(world)
    before = pings(world.jonas)
    await press(world, world.kari, "life.stay", world.agreement)
    await world.wind(NIGHT + timedelta(hours=17))
    assert pings(world.jonas) == before


async def test_a_leader_who_suggests_a_deputy_at_night_learns_nothing(world: World, ida: Phone) -> None:
    """Whether or not Kari has withdrawn and not been told of yet."""
    values = {"to": world.people["ida"].id, "since": "2026-11-25", "until": "2026-12-08"}
    world.clock.at = NIGHT
    await world.run()
    usual = without_ids(await submit(world, world.jonas, "around.propose", world.agreement, values))
    await press(world, world.jonas, "around.no_deputy", world.agreement)
    await withdraws_at_night(world)
    assert without_ids(await submit(world, world.jonas, "around.propose", world.agreement, values)) == usual
    await world.wind(MORNING)
    assert (await both(world))[0].state_at(world.clock.at, world.clock.at.date()) is State.WITHDRAWN


async def test_a_leader_comes_back_by_no_other_yes_than_that_to_a_leader(world: World, ida: Phone) -> None:
    """Kari was taken for one who had left; her yes to a deputy gives Jonas nothing."""
    await changed(world, "kari", active=False)
    await world.parts.upkeep()
    await changed(world, "kari", active=True)
    await world.parts.upkeep()
    refused = await nobodys(world, world.jonas)
    assert without_ids(await follow_up(world, world.jonas)) == refused
    values = {"to": world.people["ida"].id, "since": "2026-11-23", "until": "2026-12-08"}
    await submit(world, world.kari, "around.propose", world.agreement, values)
    assert without_ids(await follow_up(world, world.jonas)) == refused
    async with world.parts.store.reading() as work:
        assert await work.agreements.of(world.people["jonas"].id, Role.LEADER) == []


async def test_a_leader_does_not_put_another_in_an_agreed_deputys_place(world: World, ida: Phone) -> None:
    """Not even before the first day; the agreed one stays, with the days that were agreed on."""
    await hire(world, "per", "Per Oppdiktet")
    await changed(world, "per", positions=frozenset({Position.LEADER}))
    values = {"to": world.people["ida"].id, "since": "2026-11-25", "until": "2026-12-08"}
    await submit(world, world.kari, "around.propose", world.agreement, values)
    before = await both(world)
    assert before[0].deputy is not None
    for other in ({"to": world.people["per"].id}, {"until": "2027-12-08"}):
        await submit(world, world.jonas, "around.propose", world.agreement, {**values, **other})
        assert await both(world) == before


async def test_the_yes_to_a_deputy_who_cannot_be_one_any_more_is_none(world: World, ida: Phone) -> None:
    """Left, or no leader any more, between the proposal and the yes: no key is made for them."""
    values = {"to": world.people["ida"].id, "since": "2026-11-23", "until": "2026-12-08"}
    await submit(world, world.jonas, "around.propose", world.agreement, values)
    for new in ({"active": False}, {"active": True, "positions": frozenset({Position.COMMITTEE})}):
        await changed(world, "ida", **new)
        shown = f"{world.agreement}:{world.people['ida'].id}:2026-11-23:2026-12-08"
        await submit(world, world.kari, "around.agree", shown)
        async with world.parts.store.reading() as work:
            assert await work.agreements.of(world.people["ida"].id, Role.DEPUTY) == []


async def test_what_was_shared_the_night_before_is_not_the_deputys(world: World, ida: Phone) -> None:
    """It is shown from the morning of the first day, and was shared before it."""
    values = {"to": world.people["ida"].id, "since": "2026-11-25", "until": "2026-12-08"}
    await submit(world, world.kari, "around.propose", world.agreement, values)
    world.clock.at = datetime.fromisoformat("2026-11-24T22:30:00+00:00")
    await tell(world, "Kanarigul i natt")
    world.clock.at = datetime.fromisoformat("2026-11-25T09:00:00+00:00")
    assert "Kanarigul i natt" in await follow_up(world, world.jonas)
    assert "En kort prat hver mandag" in await reads(world, ida)
    assert "Kanarigul i natt" not in await reads(world, ida)


BAD = ("\x00", "a\x00b", "\ud800", "x" * 1900, ":::", "a:b:c:d:e", "..", "٣", "'; --", "%s", "{0}", "\u202e")


async def test_no_ref_whatever_makes_anything_fail(world: World, caplog: pytest.LogCaptureFixture) -> None:
    """Every button of every subject, with what no platform would send: a refusal in words, and no fault in the log."""
    caplog.set_level(logging.ERROR)
    for flow in flows():
        for verb in flow.answers:
            for bad in BAD:
                await press(world, world.kari, f"{flow.name}.{verb}", bad)
                assert not caplog.records, (flow.name, verb, bad, caplog.text)


FAR = ("9999-12-31", "0001-01-01", "2026-W48-3", "20261130", "２０２６-11-30", "-1", "\x00", "")


async def test_no_day_whatever_makes_anything_fail(
    world: World, ida: Phone, caplog: pytest.LogCaptureFixture
) -> None:
    """The end of time, its beginning, and what is no day: said in words; and the clock goes on."""
    caplog.set_level(logging.ERROR)
    for day in FAR:
        for phone in (world.jonas, world.kari):
            await submit(world, phone, "life.paused", world.agreement, {"until": day})
            await world.parts.upkeep()
            await press(world, phone, "life.show", world.agreement)
            await press(world, phone, "life.resume", world.agreement)
            for since, until in ((day, day), ("2026-11-24", day), (day, "2026-12-24")):
                values = {"to": world.people["ida"].id, "since": since, "until": until}
                await submit(world, phone, "around.propose", world.agreement, values)
                await press(world, phone, "around.deputy", world.agreement)
                await world.parts.upkeep()
                await press(world, phone, "around.no_deputy", world.agreement)
            assert not caplog.records, (day, caplog.text)


async def test_a_leader_takes_no_draft_out_without_the_employees_yes(world: World) -> None:
    """One's own data are one's own comments: beginning an amendment is no way to a copy of what is in force."""
    ref = f"{world.agreement}:0:goal"
    await submit(world, world.kari, "drafting.said", ref, {"text": "Kanarigul kari"})
    await submit(world, world.jonas, "drafting.said", ref, {"text": "Kanarigul jonas"})
    jonas = world.people["jonas"]
    async with world.parts.store.reading() as work:
        kept = repr(await KeptDrafts().export(work, jonas))
    assert "Kanarigul jonas" in kept
    assert "Kanarigul kari" not in kept
    assert MEASURES[0].text not in kept
    await press(world, world.kari, "life.lend", world.agreement)
    async with world.parts.store.reading() as work:
        kept = repr(await KeptDrafts().export(work, jonas))
    assert "Kanarigul kari" in kept
    assert MEASURES[0].text in kept


async def test_no_value_whatever_makes_anything_fail(
    world: World, ida: Phone, caplog: pytest.LogCaptureFixture
) -> None:
    """In the fields that name somebody or one of several; and the longest there is."""
    caplog.set_level(logging.ERROR)
    id = world.agreement
    before = await both(world)
    forms = (
        ("around.chosen", id, ("to", "shared")),
        ("around.propose", id, ("to", "since", "until")),
        ("invitations.offer", "", ("to", "talked")),
        ("invitations.cannot", id, ("pointer",)),
        ("life.slowed", id, ("every",)),
        (
            "drafting.wrote",
            f"{id}:0:follow_up",
            ("starts_on", "ends_on", "weekly_for", "then_every", "slowest"),
        ),
    )
    for action, ref, names in forms:
        for bad in (*BAD, world.people["kari"].id, world.people["jonas"].id, "9" * 400):
            for phone in (world.kari, world.jonas):
                await submit(world, phone, action, ref, dict.fromkeys(names, bad))
                assert not caplog.records, (action, bad, caplog.text)
    assert await both(world) == before
