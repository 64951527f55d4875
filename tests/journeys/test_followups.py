"""The leader's short talks: called whatever the employee does, held, moved, and not nagged about; and nobody left alone."""

from datetime import date, datetime, timedelta

import pytest

from bots.demo.far.phone import Phone
from core.checkins.usecases import FOLLOW_UP, NUDGE, employee
from core.followups.usecases import AWAY
from core.ledger.model import Promise, Standing
from tests.journeys.acts import press, submit, without_ids, word
from tests.journeys.colleagues import agree, hire
from tests.journeys.test_around import changed
from tests.journeys.test_life import does, seen_by
from tests.journeys.world import World

pytestmark = pytest.mark.every_pair


@pytest.fixture(autouse=True)
def called_on() -> None:
    """On whichever day chance will have it."""


def said(key: str) -> str:
    return word("checkins", f"leader.{key}")


async def of(world: World, key: str, kind: str) -> list[Promise]:
    async with world.parts.store.reading() as work:
        found = [each for each in await work.ledger.of(world.people[key].id) if each.kind == kind]
    return sorted(found, key=lambda each: each.due)


async def sent(world: World, key: str, kind: str) -> list[Promise]:
    return [each for each in await of(world, key, kind) if each.standing is Standing.SENT]


async def called(world: World) -> Phone:
    """The first call has come, and is open."""
    await world.until_ping(world.jonas)
    await world.jonas.press("Åpne")
    return world.jonas


async def test_the_leader_says_that_they_have_talked_and_is_not_nudged(world: World) -> None:
    """A step that both see, with nothing of what was said; and no more calls for some days."""
    jonas = await called(world)
    assert "Fri til avtaler på dagtid" in jonas.words()
    assert "Sier fra ved fravær" not in jonas.words()
    await jonas.press(said("held"))
    assert "snakket sammen" in jonas.words()
    await jonas.press(word("followups", "evaluate"))
    assert word("evaluations", "q2") in jonas.words()
    await jonas.close()
    for phone in (world.kari, world.jonas):
        assert word("life", "move.talked") in await seen_by(phone)
    talked = world.clock.at
    await world.wind_by(days=6)
    assert await sent(world, "jonas", NUDGE) == []
    assert all(
        each.due - talked > timedelta(days=2) or each.due <= talked
        for each in await sent(world, "jonas", FOLLOW_UP)
    )


async def test_a_leader_who_says_nothing_is_nudged_once_a_call_and_not_for_ever(world: World) -> None:
    """In the first weeks once more after a call; after a month the calls of the rhythm alone."""
    await world.wind_by(days=80)
    calls, nudges = await of(world, "jonas", FOLLOW_UP), await of(world, "jonas", NUDGE)
    assert len(calls) > 6
    reached = [each for each in nudges if each.standing is Standing.SENT]
    assert reached
    assert max(each.due for each in reached) < datetime.fromisoformat("2026-12-22T00:00:00+00:00")


async def test_a_talk_is_moved_to_a_day_and_called_for_then(world: World) -> None:
    """In the morning of that day, and not before; a day that cannot be is mended in the form."""
    jonas = await called(world)
    await jonas.press(said("move"))
    jonas.fill(word("followups", "move.day"), "2027-12-01")
    await jonas.submit()
    assert word("followups", "move.not_then") in jonas.words()
    day = (world.clock.at + timedelta(days=9)).date()
    jonas.fill(word("followups", "move.day"), day.isoformat())
    await jonas.submit()
    await jonas.close()
    since = world.clock.at
    await world.wind_by(days=8, hours=1)
    assert [p for p in await sent(world, "jonas", NUDGE) if p.due > since] == []
    assert [p for p in await sent(world, "jonas", FOLLOW_UP) if p.due > since] == []
    await world.until_ping(jonas, timedelta(days=2))
    assert world.clock.at.astimezone().date() >= day
    assert any(each.chosen for each in await sent(world, "jonas", FOLLOW_UP))


async def test_only_the_leader_says_it_or_moves_it(world: World) -> None:
    """Not the employee, not a colleague; and nothing is written."""
    refused = word("conversation", "refused.not_here")
    for phone in (world.kari, world.ola):
        for action in ("followups.held", "followups.move"):
            assert refused in await press(world, phone, action, world.agreement), action
        await submit(world, phone, "followups.moved", world.agreement, {"day": "2026-11-27"})
    async with world.parts.store.reading() as work:
        route = await work.agreements.route(world.agreement, employee(world.people["kari"]))
    assert (route.talked_on, route.talk_moved_to) == (None, None)


async def test_an_employee_who_is_left_alone_is_told_once_what_can_be_done(world: World) -> None:
    """After five weeks; by a neutral ping; with whom to turn to; and the leader is told nothing of it."""
    for _ in range(40):
        await world.wind_by(days=1)
        await world.parts.upkeep()
    assert len(await of(world, "kari", AWAY)) == 1
    assert await of(world, "jonas", AWAY) == []
    await world.wind_by(days=5)
    (told,) = await of(world, "kari", AWAY)
    assert told.standing is Standing.SENT
    seen = await press(world, world.kari, "ping.open", told.carrier or told.id)
    assert told.standing is Standing.SENT
    assert seen
    shown = without_ids(await press(world, world.ola, "ping.open", told.carrier or told.id))
    assert "Jonas" not in shown


async def test_a_talk_ends_the_silence(world: World) -> None:
    """Whoever has talked is not late, and nobody is told."""
    for week in range(6):
        await world.wind(datetime(2026, 11, 24, 8, tzinfo=world.clock.at.tzinfo) + timedelta(weeks=week))
        await press(world, world.jonas, "followups.held", world.agreement)
        await world.parts.upkeep()
    assert await of(world, "kari", AWAY) == []
    seen = await press(world, world.jonas, "checkins.follow_up", world.agreement)
    assert said("late") not in seen
    assert said("last").partition("{")[0] in seen


async def test_the_one_who_has_waited_longest_comes_first(world: World) -> None:
    """Of two agreements, whatever was answered; by when they last talked."""
    await hire(world, "eva", "Eva Oppdiktet")
    other = await agree(world, "eva", "jonas", date(2026, 11, 16))
    await world.wind_by(days=2)
    for first, then in ((world.agreement, "Eva Oppdiktet"), (other, "Kari Oppdiktet")):
        await press(world, world.jonas, "followups.held", first)
        await world.jonas.go_home()
        await world.jonas.press(word("menu", "my_page"))
        await world.jonas.press(word("menu", "ask.show"))
        await world.jonas.press(word("checkins", "page.show"))
        assert then in world.jonas.words()
        assert said("place").partition(".")[0].format(n=1, all=2) in world.jonas.words()
        other_name = ({"Eva Oppdiktet", "Kari Oppdiktet"} - {then}).pop()
        assert other_name not in world.jonas.words()
        await world.jonas.press(said("following"))
        assert other_name in world.jonas.words()
        await world.jonas.close()
        await world.wind_by(days=1)


async def test_a_former_leader_holds_nothing_of_it(world: World) -> None:
    """As with all else: whoever is not active says and moves nothing."""
    await does(world.jonas, "group")
    await world.jonas.close()
    await changed(world, "jonas", active=False)
    before = await of(world, "jonas", FOLLOW_UP)
    await press(world, world.jonas, "followups.held", world.agreement)
    async with world.parts.store.reading() as work:
        route = await work.agreements.route(world.agreement, employee(world.people["kari"]))
    assert route.talked_on is None
    assert await of(world, "jonas", FOLLOW_UP) == before
