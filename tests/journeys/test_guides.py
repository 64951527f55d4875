"""Guides are read to the end and rehearsed with, on both platforms, and nothing of it stays anywhere."""

import json
import logging
from collections.abc import Mapping
from pathlib import Path

import aiohttp
import pytest

from bots.demo.far.phone import Phone
from bots.subjects import ours
from core.guides.model import Guide
from core.guides.reading import FILES
from core.people import Language, Position
from tests.adapters.pages.sheets import bare, words
from tests.core.test_content import SMALL
from tests.journeys.acts import press, rows, submit, without_ids, word
from tests.journeys.test_explore import metrics
from tests.journeys.test_pages import LINK, fetched
from tests.journeys.test_visibility import _changed as changed
from tests.journeys.world import World

LIBRARY: Mapping[str, Guide] = {name: ours()[file] for name, file in FILES.items()}
CONVERSATION = LIBRARY["conversation"]
FORWARD, BACK, UP = (word("guides", key) for key in ("forward", "back", "overview"))
NB = Language.NB


async def overview(phone: Phone) -> None:
    await phone.go_home()
    await phone.press(word("menu", "read"))


def every_press() -> list[tuple[str, str]]:
    """All that can be opened, and a few that cannot."""
    found = [("guides.start", "")]
    for name, each in LIBRARY.items():
        found += [("guides.read", name), *(("guides.read", f"{name}:{c.key}") for c in each.chapters)]
        for number, turn in enumerate(each.turns, start=1):
            found.append(("guides.rehearse", f"{name}:{number}"))
            found += [
                ("guides.rehearse", f"{name}:{number}:{n}") for n, _ in enumerate(turn.answers, start=1)
            ]
    return [*found, ("guides.read", "nothing"), ("guides.read", "signs:x"), ("guides.rehearse", "signs:1")]


async def test_a_guide_is_read_to_its_end_and_the_talk_rehearsed(world: World) -> None:
    """From the menu, page by page; back, up, and through every turn, with a second try at one of them."""
    jonas = world.jonas
    await overview(jonas)
    await jonas.press(CONVERSATION.title[NB])
    await jonas.press(CONVERSATION.chapters[0].title[NB])
    for number, chapter in enumerate(CONVERSATION.chapters, start=1):
        seen = jonas.words()
        place = word("guides", "place").format(
            title=CONVERSATION.title[NB], number=number, among=len(CONVERSATION.chapters)
        )
        assert place in seen
        assert chapter.title[NB] in seen
        if number < len(CONVERSATION.chapters):
            await jonas.press(FORWARD)
    assert FORWARD not in jonas.buttons()
    await jonas.press(BACK)
    assert CONVERSATION.chapters[-2].title[NB] in jonas.words()
    await jonas.press(UP)

    await jonas.press(word("guides", "rehearse_start"))
    for number, turn in enumerate(CONVERSATION.turns, start=1):
        assert turn.said[NB] in jonas.words()
        first, *_, last = turn.answers
        await jonas.press(word("guides", "answer").format(letter="A"))
        assert first.line[NB] in jonas.words()
        await jonas.press(word("guides", "once_more"))
        await jonas.press(word("guides", "answer").format(letter="ABC"[len(turn.answers) - 1]))
        assert last.line[NB] in jonas.words()
        if number < len(CONVERSATION.turns):
            await jonas.press(FORWARD)
    assert word("guides", "rehearse_end") in jonas.words()
    await jonas.press(UP)
    await jonas.press(UP)
    assert word("guides", "intro") in jonas.words()


async def test_reading_leaves_no_more_than_opening_the_menu(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    """No row, no line in the log, no figure, whatever is opened, rehearsed, asked for in vain or fetched to print."""
    caplog.set_level(logging.DEBUG, "innsjekk")
    await world.ola.go_home()
    before, counted, logged = await rows(world), await metrics(world), len(caplog.records)

    await overview(world.ola)
    for action, ref in every_press():
        await press(world, world.ola, action, ref)
    for name in ("conversation", "cards", "employee"):
        await overview(world.ola)
        await world.ola.press(LIBRARY[name].title[NB])
        async with aiohttp.ClientSession() as http:
            assert (await fetched(http, sheet(world.ola)))[0] == 200
    await submit(world, world.ola, "guides.start", "x", {"words": "hei"})

    assert await rows(world) == before
    assert await metrics(world) == counted
    assert [r.getMessage() for r in caplog.records[logged:] if r.name.startswith("innsjekk")] == []


def sheet(phone: Phone) -> tuple[str, str]:
    """The address and the token of the one link on the page."""
    ((address, token),) = LINK.findall(json.dumps(phone.form.body if phone.form else {}))
    return address, token


async def test_everybody_reads_the_same(world: World) -> None:
    """With and without an agreement, leader or not, committee or not: byte for byte, refusals too."""
    await changed(world, "ola", positions=frozenset({Position.LEADER, Position.COMMITTEE, Position.HR}))
    for action, ref in every_press():
        seen = {without_ids(await press(world, each, action, ref)) for each in (world.kari, world.ola)}
        assert len(seen) == 1, (action, ref)


async def test_a_sheet_holds_the_guide_and_is_the_same_for_everybody(world: World) -> None:
    """Again and again, and by one link: nothing needs to be remembered of it."""
    links = []
    for phone in (world.kari, world.jonas):
        await overview(phone)
        await phone.press(LIBRARY["cards"].title[NB])
        links.append(sheet(phone))
    assert links[0] == links[1]
    async with aiohttp.ClientSession() as http:
        (status, kind, made), again = await fetched(http, links[0]), await fetched(http, links[0])
    assert (status, kind, again[0]) == (200, "application/pdf", 200)
    for chapter in LIBRARY["cards"].chapters:
        assert bare(chapter.title[NB]) in words(made)


@pytest.fixture
def replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The workplace's own samtalekort, and nothing else."""
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "cards.toml").write_text(SMALL, encoding="utf-8")
    monkeypatch.setenv("INNSJEKK_CONTENT_DIR", str(folder))
    return folder


async def test_a_workplace_reads_and_prints_its_own_words_in_place_of_ours(
    replaced: Path, world: World
) -> None:
    """One chapter is one page; a place that only ours has is not found; the other guides are as before."""
    await overview(world.kari)
    await world.kari.press("Prat")
    assert "Hei" in world.kari.words()
    assert "Versjon 2, sist sett over 1. november 2026" in world.kari.words()
    async with aiohttp.ClientSession() as http:
        status, _, made = await fetched(http, sheet(world.kari))
    assert (status, words(made).startswith("PratTilalleEnHei")) == (200, True)
    assert word("conversation", "refused.not_here") in await press(
        world, world.kari, "guides.read", "cards:parties"
    )
    assert LIBRARY["signs"].chapters[0].title[NB] in await press(world, world.kari, "guides.read", "signs")
