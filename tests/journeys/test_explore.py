"""What is read before there is anything leaves nothing behind, and is the same for everybody."""

import json
import logging

import aiohttp
import pytest

from bots.demo.far.phone import Phone
from core.explore.cards import ANSWERS
from core.pages.usecases import PATH
from tests.journeys.acts import press, rows, submit, without_ids, word
from tests.journeys.test_invitations import led
from tests.journeys.test_pages import LINK, fetched
from tests.journeys.world import World, pings

READ = ("start", *ANSWERS, "about", "questions")


async def metrics(world: World) -> str:
    async with aiohttp.ClientSession() as http, http.get(f"{world.far.bot_url}/metrics") as answer:
        assert answer.status == 200
        return await answer.text()


async def go(phone: Phone, *labels: str) -> None:
    await phone.go_home()
    await phone.press(word("menu", "read"))
    await phone.press(word("guides", "where"))
    for label in labels:
        await phone.press(word("explore", label))


async def test_reading_leaves_no_more_than_opening_the_menu(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    """No row, no line in the log, no figure: only the menu was opened, as far as anybody can tell."""
    caplog.set_level(logging.DEBUG, "innsjekk")
    await world.ola.go_home()
    before, counted, logged = await rows(world), await metrics(world), len(caplog.records)

    for label in ANSWERS:
        await go(world.ola, label, "back", label)
    await go(world.ola, "about", "questions", "back", "talk")
    for action in READ:
        await press(world, world.ola, f"explore.{action}")
        await press(world, world.ola, f"explore.{action}")
    await go(world.ola, "questions")
    async with aiohttp.ClientSession() as http:
        for link in sheets(world.ola):
            assert (await fetched(http, link))[0] == 200

    assert await rows(world) == before
    assert await metrics(world) == counted
    assert [r.getMessage() for r in caplog.records[logged:] if r.name.startswith("innsjekk")] == []
    await world.run()
    assert pings(world.jonas) == 0


def sheets(phone: Phone) -> list[tuple[str, str]]:
    """The two on the page: to bring to a therapist, and for the therapist."""
    links = LINK.findall(json.dumps(phone.form.body if phone.form else {}))
    assert len(links) == 2
    return links


async def test_it_is_the_same_with_and_without_an_agreement(world: World) -> None:
    """Kari has one and Ola has none; whoever looks over a shoulder learns nothing."""
    for action in READ:
        seen = [
            without_ids(await press(world, each, f"explore.{action}")) for each in (world.kari, world.ola)
        ]
        assert seen[0] == seen[1], action


async def test_wanting_an_agreement_offers_the_request_and_begins_nothing(world: World) -> None:
    """The page says what the leader would learn; only that form's own button sends (S112)."""
    await led(world, "ola", "jonas")
    await go(world.ola, "yes", "on_yes.ask")
    assert world.ola.form is not None
    assert word("invitations", "ask.nobody_else") in json.dumps(world.ola.form.body, ensure_ascii=False)
    await world.ola.close()
    await world.run()
    assert pings(world.jonas) == 0


async def test_the_sheet_can_be_fetched_again_and_by_anybody(world: World) -> None:
    """Each is the same for everybody, so nothing needs to be remembered of it."""
    await go(world.kari, "questions")
    async with aiohttp.ClientSession() as http:
        for link in sheets(world.kari):
            assert link[0].endswith(PATH)
            first, second = await fetched(http, link), await fetched(http, link)
            assert (first[0], first[1], second[0]) == (200, "application/pdf", 200)
            assert first[2].startswith(b"%PDF")


async def test_submitting_what_only_reads_changes_nothing(world: World) -> None:
    """Somebody writes the name of a reading press into a form of their own."""
    await world.ola.go_home()
    before = await rows(world)
    await submit(world, world.ola, "explore.start", "x", {"words": "hei"})
    assert await rows(world) == before
