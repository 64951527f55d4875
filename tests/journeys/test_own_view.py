"""The employee's own history: what was answered and shared, how it has been, and changing and deleting it."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from bots.demo.far.phone import Phone
from core.agreements.model import Deputy
from core.checkins.model import Answers, CheckIn, CheckInId, Mood
from core.checkins.own import SIGNS
from core.checkins.usecases import employee
from tests.journeys.acts import my_page, press, submit, without_ids, word
from tests.journeys.test_checkin import HARD, NEED, answer, follow_up, share
from tests.journeys.world import World

pytestmark = pytest.mark.every_pair

MOOD, NEEDS = "Hvordan det går", "Det du trenger fremover"


def said(key: str) -> str:
    return word("checkins", key)


async def own(kari: Phone) -> str:
    await kari.go_home()
    await my_page(kari)
    await kari.press(said("mine.title"))
    return kari.words()


async def again(world: World, mood: Mood) -> None:
    """A check-in of a week ago, answered."""
    kari = world.people["kari"]
    async with world.parts.store.transaction() as work:
        at = CheckIn(id=CheckInId(work.new_id()), agreement=world.agreement, due=work.now)
        await work.checkins.add(at, employee(kari))
        given = Answers(checkin=at.id, agreement=world.agreement, mood=mood)
        await work.checkins.keep_answers(given, employee(kari))


async def newest(world: World) -> str:
    async with world.parts.store.reading() as work:
        found = await work.checkins.of(world.agreement, employee(world.people["kari"]))
        given = [c.id for c in found if await work.checkins.answers(c.id, employee(world.people["kari"]))]
    return given[-1]


async def test_how_it_has_been_is_drawn_in_shapes_and_said_in_words(world: World) -> None:
    """From the second answer on; no number in it, and nobody else gets at it."""
    await answer(world)
    await world.kari.close()
    assert said("mine.over_time") not in await own(world.kari)
    await world.kari.close()
    await world.wind_by(days=1)
    await again(world, Mood.GOOD)
    words = await own(world.kari)
    picture = words.partition(said("mine.over_time"))[2].partition(said("mine.day").partition("{")[0])[0]
    assert f"{SIGNS[Mood.HEAVY]} {SIGNS[Mood.GOOD]}" in picture
    assert re.search(r"november: Litt tungt\s.*november: Bra", picture)
    assert not re.search(r"\d+[.,]\d|%|snitt|poeng", picture)
    assert not any(sign.isalnum() for sign in SIGNS.values())
    refused = word("conversation", "refused.not_here")
    for phone in (world.jonas, world.ola):
        assert refused in await press(world, phone, "checkins.mine", world.agreement)


async def test_deleting_takes_the_answers_and_what_was_not_read(world: World) -> None:
    """What goes and what stays is said first; the leader keeps what was opened, and no more."""
    await answer(world)
    await share(world.kari, MOOD)
    await follow_up(world)
    await world.jonas.close()
    await own(world.kari)
    await world.kari.press(said("mine.look"))
    await share(world.kari, NEEDS)
    await world.kari.close()
    await own(world.kari)
    await world.kari.press(said("mine.erase"))
    words = world.kari.words()
    assert said("erase.waits") in words
    assert said("erase.read") in words
    await world.kari.submit()
    # What the leader has read, the employee can still see, and no more is there.
    words = world.kari.words()
    assert said("mine.opened").partition("{")[0] in words
    assert NEED not in words
    assert said("mine.erase") not in words
    await world.kari.close()
    seen = await press(world, world.jonas, "checkins.follow_up", world.agreement)
    assert "Litt tungt" in seen
    assert NEED not in seen


async def test_keeping_it_after_all_changes_nothing(world: World) -> None:
    """The question itself writes nothing."""
    await answer(world)
    await world.kari.close()
    await own(world.kari)
    await world.kari.press(said("mine.erase"))
    await world.kari.close()
    assert said("mine.look") in await own(world.kari)


async def test_an_answer_can_be_changed_and_cannot_be_put_off_any_more(world: World) -> None:
    """The form has what was answered in it."""
    await answer(world)
    await world.kari.close()
    await own(world.kari)
    await world.kari.press(said("mine.edit"))
    words = world.kari.words()
    assert said("skip") not in words
    assert said("choose_time") not in words
    world.kari.choose(said("q1"), said("mood.ok"))
    await world.kari.submit()
    async with world.parts.store.reading() as work:
        kept = await work.checkins.answers(CheckInId(await newest(world)), employee(world.people["kari"]))
    assert kept is not None
    assert (kept.mood, kept.difficult) == (Mood.OK, HARD)


async def test_nobody_else_changes_or_deletes_it(world: World) -> None:
    """Not the leader and not a colleague, and the words do not tell whether it is there."""
    await answer(world)
    await world.kari.close()
    id = await newest(world)
    invented = "00000000-0000-4000-8000-000000000000"
    for phone in (world.jonas, world.ola):
        for action in ("checkins.edit", "checkins.erase"):
            assert without_ids(await press(world, phone, action, id)) == without_ids(
                await press(world, phone, action, invented)
            )
        await submit(world, phone, "checkins.erased", id)
    assert said("mine.look") in await own(world.kari)


async def test_older_ones_are_a_press_away(world: World) -> None:
    """Six on a page."""
    await answer(world)
    await world.kari.close()
    for _ in range(7):
        await world.wind_by(hours=1)
        await again(world, Mood.OK)
    assert said("mine.older") in await own(world.kari)
    await world.kari.press(said("mine.older"))
    assert said("mine.newer") in world.kari.words()
    assert said("mine.over_time") not in world.kari.words()


async def test_what_the_leader_can_still_read_stays_in_the_own_history(world: World) -> None:
    """After ninety days the answers are gone and the shared words are there; also when the agreement is over."""
    await answer(world)
    await share(world.kari, MOOD)
    await follow_up(world)
    await world.jonas.close()
    world.clock.at += timedelta(days=100)
    await world.parts.upkeep()
    for _ in range(2):
        seen = await press(world, world.kari, "checkins.mine", world.agreement)
        assert "Litt tungt" in seen
        assert NEED not in seen
        assert word("life", "press.mine") in await press(world, world.kari, "life.show", world.agreement)
        await submit(world, world.kari, "life.withdrew", world.agreement)


async def test_a_deputy_who_reads_is_named_before_one_shares(world: World) -> None:
    """Not only the leader, while somebody reads for them."""
    day = world.clock.at.date()
    ola = world.people["ola"]
    async with world.parts.store.transaction() as work:
        kari = world.people["kari"]
        course = await work.agreements.course(world.agreement, employee(kari))
        deputy = Deputy(person=ola.id, since=day, until=day + timedelta(days=9), agreed=True)
        there = replace(course, deputy=deputy, version=course.version + 1)
        await work.agreements.save_course(there, employee(kari))
    await answer(world)
    names = {"leader": world.people["jonas"].name, "name": ola.name}
    assert said("both_see").partition("{until}")[0].format(**names) in world.kari.words()
    assert said("who_sees").format(**names) not in world.kari.words()
