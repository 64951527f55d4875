"""What the employee's pages say of what is kept and shared is true, whatever was done before."""

from datetime import date

import pytest

from core.occasions.model import Kind
from core.people import Platform
from core.preparations.keeps import KeptPreparations
from tests.journeys.acts import my_page
from tests.journeys.colleagues import PAIRS
from tests.journeys.prompted import (
    JULEBORD,
    fill,
    led,
    open_ping,
    own,
    prepare,
    prompts,
    publish,
    said,
    share,
    through,
)
from tests.journeys.world import World

pytestmark = [PAIRS, pytest.mark.every_pair]

WORDS = "Et kanarigult bord"
DRINKS, SEAT = said("part.drinks"), said("part.seat")


async def test_what_the_leader_has_is_not_among_what_nobody_else_reads(world: World) -> None:
    """On the page where more can be shared it stands by itself."""
    await publish(world)
    await prepare(world.kari, ticked=("drinks",))
    await share(world.kari, DRINKS)
    assert DRINKS in await led(world.jonas)
    await own(world.kari)
    await world.kari.press(said("change"))
    fill(world.kari, ("drinks", "seat"), words=WORDS)
    await world.kari.submit()
    shown = world.kari.words()
    mine, theirs = shown.split(said("one.shared"))[0], shown.split(said("one.shared"))[1]
    assert SEAT in mine
    assert WORDS in mine
    assert DRINKS not in mine
    assert DRINKS in theirs
    await world.kari.close()


async def test_who_changes_what_was_shared_reads_that_it_was_taken_back(world: World) -> None:
    """And of what had been opened, that it was opened as it stood then."""
    await publish(world)
    await prepare(world.kari, words=WORDS)
    await share(world.kari, said("name.words"))
    await world.kari.press(said("change"))
    world.kari.fill(said("part.words"), "Noe annet")
    await world.kari.submit()
    assert said("share.anew") in world.kari.words()
    await share(world.kari, said("name.words"))
    await world.kari.close()
    assert "Noe annet" in await led(world.jonas)
    await own(world.kari)
    await world.kari.press(said("change"))
    world.kari.fill(said("part.words"), "Noe tredje")
    await world.kari.submit()
    assert said("share.anew") not in world.kari.words()
    await world.kari.close()
    assert said("one.opened_as_it_was", day="mandag 23. november") in await own(world.kari)
    await world.kari.close()


async def test_pressing_to_be_left_alone_takes_nothing_back(world: World) -> None:
    """What is half changed of what has been shared is not kept, and is not said to be; all else that was typed is."""
    await publish(world)
    await prepare(world.kari, words=WORDS)
    await share(world.kari, said("name.words"))
    await world.kari.press(said("change"))
    world.kari.fill(said("part.words"), "Halvt skrevet")
    world.kari.fill(said("part.call"), "Søsteren min")
    await world.kari.press(said("hush.title"))
    assert said("hush.kept_shared") in world.kari.words()
    await world.kari.close()
    assert WORDS in await led(world.jonas)
    shown = await own(world.kari)
    assert "Søsteren min" in shown
    assert "Halvt skrevet" not in shown
    await world.kari.close()


@pytest.mark.parametrize(("press", "told"), [("hush.title", "hush.kept"), ("fine.press", "fine.body")])
async def test_what_was_typed_is_kept_whatever_is_pressed(world: World, press: str, told: str) -> None:
    """And what is too long to be kept is mended, and not lost."""
    await publish(world)
    await world.kari.go_home()
    await my_page(world.kari)
    await world.kari.press(said("prepare"))
    world.kari.fill(said("part.words"), "x" * 1001)
    await world.kari.press(said(press))
    if world.platform is Platform.SLACK:  # Teams does not send it at all
        assert said("too_long", most=1000, by=1) in world.kari.words()
        await world.kari.close()  # it lies over the form
    world.kari.fill(said("part.words"), WORDS)
    await world.kari.press(said(press))
    assert said(told) in world.kari.words()
    assert said("hush.kept") in world.kari.words()
    await world.kari.press(said("all.back"))
    await world.kari.press(said("see"))
    assert WORDS in world.kari.words()
    await world.kari.close()


async def test_who_is_fine_says_so_with_one_press_and_is_asked_no_more(world: World) -> None:
    """Nothing is kept of it; the list is one press away; and the leader is reminded as always."""
    await publish(world)
    await through(world, date(2026, 12, 7))
    kari = await open_ping(world, "kari", "ask")
    await kari.press(said("fine.press"))
    assert said("fine.body") in kari.words()
    await kari.press(said("all.back"))
    assert said("muted.this") in kari.words()
    await kari.close()
    await through(world, JULEBORD)
    assert await prompts(world, "kari", "note") == []
    assert len(await prompts(world, "jonas", "raise")) == 1


async def test_before_days_away_there_is_something_else_to_tick(world: World) -> None:
    """Nobody is seated at a table in the Easter holidays."""
    await publish(world, kind=Kind.FESTIVAL)
    await world.kari.go_home()
    await my_page(world.kari)
    await world.kari.press(said("prepare"))
    assert said("ask.days") in world.kari.words()
    assert said("part.something_else") in world.kari.words()
    assert SEAT not in world.kari.words()
    await world.kari.close()


async def test_what_the_leader_holds_and_what_is_muted_can_be_taken_out(world: World) -> None:
    """As it stood when it was opened, also when the own words are others by now; and erasing lets every ping come again."""
    await publish(world)
    await prepare(world.kari, words=WORDS)
    await share(world.kari, said("name.words"))
    await world.kari.close()
    assert WORDS in await led(world.jonas)
    await own(world.kari)
    await world.kari.press(said("change"))
    world.kari.fill(said("part.words"), "Noe annet")
    await world.kari.submit()
    await world.kari.close()
    await own(world.kari)
    await world.kari.press(said("hush.title"))
    world.kari.choose(said("hush.much"), said("hush.sort", occasion="Julebord"))
    await world.kari.submit()
    await world.kari.close()
    kept, kari = KeptPreparations(), world.people["kari"]
    async with world.parts.store.transaction() as work:
        before = await kept.export(work, kari)
        assert await kept.count(work, kari) == len(before) == 3
        await kept.erase(work, kari)
        (after,) = await kept.export(work, kari)
    assert before[0]["words"] == "Noe annet"
    assert [each["text"] for each in before[0]["shared"]] == [WORDS]
    assert before[1:] == [{"not_reminded_of": "Julebord"}] * 2  # this one, and all of its sort
    assert [each["text"] for each in after["shared"]] == [WORDS]
    assert "words" not in after
