"""From the button in the chat to the file in the person's hands, and all that may come between."""

import json
import logging
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_asyncio

from adapters.pages.sheet import TEXTS as PAGE
from bots.demo.far.phone import Phone
from bots.subjects import printed, registry
from core.pages.usecases import LASTS
from core.people import Language, Platform
from tests.adapters.pages.sheets import bare, catalogue, words
from tests.journeys import world as worlds
from tests.journeys.acts import my_page, press, replayed, rows, submit, without_ids, word
from tests.journeys.world import MEASURES, World, WoundClock

LINK = re.compile(r"(http://127\.0\.0\.1:\d+/private)#([\w-]{43})")
REFUSED = PAGE["refused"][Language.NB]
TYPED = "kanarifugl <b>*x*</b> #panic() 😀"


@pytest_asyncio.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


async def asked(phone: Phone) -> list[tuple[str, str]]:
    """The person goes to what is kept and asks for it; the addresses and tickets of the links."""
    await phone.go_home()
    await my_page(phone)
    await phone.press(word("menu", "page.data"))
    await phone.press(word("privacy", "download"))
    assert phone.form is not None
    return LINK.findall(json.dumps(phone.form.body))


async def fetched(http: aiohttp.ClientSession, link: tuple[str, str]) -> tuple[int, str, bytes]:
    """Status, kind and content, as the button on the page asks for it."""
    async with http.post(link[0], data={"token": link[1], "size": "plain"}) as response:
        return response.status, response.content_type, await response.read()


async def tell(world: World, phone: Phone, text: str) -> None:
    await submit(
        world,
        phone,
        "reminders.set",
        "",
        {"text": text, "day": "2027-01-04", "time": "09:00", "repeat": "weekly"},
    )


async def checked_in(world: World) -> None:
    """Kari answers all that can be answered, and shares some."""
    await world.until_ping(world.kari)
    await world.kari.press(word("ledger", "open"))
    world.kari.choose(word("checkins", "q1"), word("checkins", "mood.heavy"))
    world.kari.fill(word("checkins", "q2"), f"{TYPED} vanskelig")
    world.kari.choose(MEASURES[0].text, word("checkins", "feels.helps"))
    world.kari.fill(word("checkins", "q4"), f"{TYPED} behov")
    await world.kari.submit()
    world.kari.tick(word("checkins", "which"), word("checkins", "part.needs"))
    await world.kari.submit()
    await world.kari.close()


async def test_everything_kept_can_be_taken_out_as_a_sheet_and_as_data(
    world: World, http: aiohttp.ClientSession
) -> None:
    """Every word typed, in the person's hands alone, and none of anybody else's."""
    await checked_in(world)
    await tell(world, world.kari, f"{TYPED} karis")
    await tell(world, world.ola, "kanarifugl olas")
    sheet, data = await asked(world.kari)
    status, kind, made = await fetched(http, sheet)
    assert (status, kind) == (200, "application/pdf")
    seen = words(made)
    for said in (f"{TYPED} vanskelig", f"{TYPED} behov", f"{TYPED} karis", MEASURES[0].text, "Litt tungt"):
        assert bare(said) in seen
    assert "olas" not in seen
    status, kind, made = await fetched(http, data)
    assert (status, kind) == (200, "application/json")
    async with world.parts.store.transaction() as work:
        kept = await registry().export(work, await work.people.get(world.people["kari"].id))
    given = json.loads(made)
    assert given.pop("made")
    assert given == json.loads(json.dumps(kept, default=str))
    assert f"{TYPED} vanskelig" in made.decode()
    assert b"olas" not in made


async def test_every_field_of_the_sheet_has_a_name_in_the_persons_language(
    world: World, http: aiohttp.ClientSession
) -> None:
    """Not the one it has in the code; and the sheet says which language it is in."""
    await checked_in(world)
    await tell(world, world.kari, "x")
    async with world.parts.store.transaction() as work:
        kari = await work.people.get(world.people["kari"].id)
        await work.people.save(replace(kari, language=Language.EN, version=kari.version + 1))
        kept = await registry().export(work, kari)
        build = printed()["privacy.sheet"].build
        document: Any = await build(work, replace(kari, language=Language.EN), "")
    names = {part.name for part in document.parts if hasattr(part, "name")}
    codes = {key for entries in kept.values() for entry in entries for key in entry}
    assert names & codes == set()
    links = await _asked_in_english(world.kari)
    _, _, made = await fetched(http, links[0])
    assert catalogue(made)["/Lang"].startswith("en")
    assert "Whatiskeptaboutme" in words(made)


async def _asked_in_english(phone: Phone) -> list[tuple[str, str]]:
    await phone.go_home()
    for label in ("My page", "Show the content", "What is kept about me", "Download everything"):
        await phone.press(label)
    assert phone.form is not None
    return LINK.findall(json.dumps(phone.form.body))


async def test_a_link_works_once_and_a_preview_does_not_use_it_up(
    world: World, http: aiohttp.ClientSession
) -> None:
    """Whoever only looks, looks at the same page as everybody; the second press gets kind words."""
    sheet, data = await asked(world.kari)
    for method in ("GET", "HEAD"):
        async with http.request(method, f"{sheet[0]}#{sheet[1]}") as looked:
            assert looked.status == 200
            assert sheet[1] not in await looked.text()
    assert (await fetched(http, sheet))[0] == 200
    status, _, page = await fetched(http, sheet)
    assert status == 404
    assert REFUSED in page.decode()
    assert (await fetched(http, data))[0] == 200


async def test_a_link_is_over_after_ten_minutes_and_swept_away(
    world: World, http: aiohttp.ClientSession
) -> None:
    """Nothing is left of it after the daily sweep."""
    before = (await rows(world))["marks"]
    links = await asked(world.kari)
    world.clock.at += LASTS
    for link in links:
        assert (await fetched(http, link))[0] == 404
    assert len((await rows(world))["marks"]) == len(before) + 2
    await world.parts.upkeep()
    assert (await rows(world))["marks"] == before


async def test_what_was_erased_meanwhile_is_not_in_the_file(
    world: World, http: aiohttp.ClientSession
) -> None:
    """The file is made when it is fetched, from what is there then."""
    await tell(world, world.kari, "kanarifugl")
    _, data = await asked(world.kari)
    async with world.parts.store.transaction() as work:
        await registry().erase(work, await work.people.get(world.people["kari"].id))
    status, _, made = await fetched(http, data)
    assert status == 200
    assert b"kanarifugl" not in made


async def test_who_has_left_meanwhile_gets_nothing(world: World, http: aiohttp.ClientSession) -> None:
    """Refused with the words that a used link gets."""
    links = await asked(world.kari)
    async with world.parts.store.transaction() as work:
        kari = await work.people.get(world.people["kari"].id)
        await work.people.save(replace(kari, active=False, version=kari.version + 1))
    for link in links:
        status, _, page = await fetched(http, link)
        assert (status, REFUSED in page.decode()) == (404, True)


async def test_a_repeated_press_is_answered_with_links_that_work(
    world: World, http: aiohttp.ClientSession
) -> None:
    """A platform may send a press twice, and show the second answer."""
    first = await asked(world.kari)
    assert await replayed(world, world.kari) == 200
    # The form has its answer already, and Slack will not change it twice: what was shown first must work.
    world.far.complaints[:] = [each for each in world.far.complaints if "hash_conflict" not in each]
    again = LINK.findall(await press(world, world.kari, "privacy.download"))
    assert len({*first, *again}) == 4
    for link in (*first, *again):
        assert (await fetched(http, link))[0] == 200


async def test_a_ticket_is_in_no_message_no_table_and_no_log(
    world: World, http: aiohttp.ClientSession, caplog: pytest.LogCaptureFixture
) -> None:
    """Only in the form, which lies outside the conversation, and in the body of one request."""
    for name in (None, "aiohttp", "asyncio", "innsjekk"):
        caplog.set_level(logging.DEBUG, logger=name)
    links = await asked(world.kari)
    shown = [*world.kari.lock_screen, *(kept.text for kept in world.kari.export)]
    shown += [json.dumps(message.body) for message in world.kari.chat]
    table = json.dumps(await rows(world))
    for link in links:
        await fetched(http, link)
        await fetched(http, link)
        assert all(link[1] not in each for each in shown)
        assert link[1] not in table
        assert link[1].encode().hex() not in table
        assert link[1] not in caplog.text
    assert "/private" not in json.dumps(shown)


async def test_nobody_has_a_link_that_tells_anything(world: World) -> None:
    """With and without an agreement it is the same form, but for what is random."""
    forms = [
        without_ids(LINK.sub("LINK", await press(world, phone, "privacy.download")))
        for phone in (world.kari, world.ola)
    ]
    assert forms[0].count("LINK") == 2
    assert forms[0] == forms[1]


async def test_without_a_public_address_the_button_says_so(
    platform: Platform,
    database_url: str,
    tmp_path: Path,
    clock: WoundClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One kind sentence, no link, nothing kept, and no page."""
    plain = worlds.plain_settings

    def without(*given: Any) -> dict[str, Any]:
        return plain(*given) | {"public_url": ""}

    monkeypatch.setattr(worlds, "plain_settings", without)
    async with worlds.world(platform, database_url, tmp_path, clock) as world:
        before = (await rows(world))["marks"]
        assert await asked(world.kari) == []
        assert word("pages", "not_set_up") in world.kari.words()
        assert (await rows(world))["marks"] == before
        async with aiohttp.ClientSession() as http, http.get(f"{world.far.bot_url}/private") as answer:
            assert answer.status == 404
