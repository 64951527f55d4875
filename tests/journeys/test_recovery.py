"""A code made while one works here, and fetching what is one's own after one has left."""

import json
import logging
import re
from collections.abc import AsyncIterator

import aiohttp
import pytest
import pytest_asyncio

from adapters.pages.sheet import TEXTS as PAGE
from core.people import Language
from tests.journeys.acts import press, rows, without_ids, word
from tests.journeys.test_around import changed, said, tell
from tests.journeys.test_life import does
from tests.journeys.world import World

CODE = re.compile(r"(?:[0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}")
REFUSED = PAGE["code_refused"][Language.NB]
MINE = "Kanarigul hemmelighet"


@pytest_asyncio.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


async def made(world: World) -> str:
    """From the agreement's page to the code, as it stands on the screen."""
    await does(world.kari, "code")
    await world.kari.press(said("code.make"), nth=0)
    assert world.kari.form is not None
    [code] = set(CODE.findall(json.dumps(world.kari.form.body)))
    await world.kari.close()
    return str(code)


async def fetched(
    world: World, http: aiohttp.ClientSession, code: str, file: str = "data"
) -> tuple[int, str, bytes]:
    """Status, kind and content, as the page asks for it."""
    address = f"{world.far.bot_url}/private/code"
    async with http.post(address, data={"token": code, "size": "plain", "file": file}) as response:
        return response.status, response.content_type, await response.read()


async def test_whoever_has_left_fetches_all_that_is_theirs(
    world: World, http: aiohttp.ClientSession, caplog: pytest.LogCaptureFixture
) -> None:
    """As data and as a sheet, for thirty days and from the moment of leaving; the leader's export has none of it."""
    caplog.set_level(logging.DEBUG)
    await tell(world, MINE)
    code = await made(world)
    assert code not in json.dumps(await rows(world))
    assert code.replace("-", "") not in json.dumps(await rows(world))
    before = await fetched(world, http, code)
    assert before[0] == 404
    assert REFUSED in before[2].decode()
    await changed(world, "kari", active=False)
    for _ in range(2):
        status, kind, content = await fetched(world, http, f" {code.lower().replace('-', ' ')}")
        assert (status, kind) == (200, "application/json")
        given = json.loads(content)
        assert MINE in content.decode()
        assert given["agreements"][0]["as"] == "employee"
        await world.parts.upkeep()
    status, kind, content = await fetched(world, http, code, "sheet")
    assert (status, kind) == (200, "application/pdf")
    assert content.startswith(b"%PDF")
    await world.wind_by(days=29)
    await world.parts.upkeep()
    assert (await fetched(world, http, code))[0] == 200
    await world.wind_by(days=1)
    assert await fetched(world, http, code) == before
    await world.parts.upkeep()
    assert await fetched(world, http, code) == before
    assert code not in caplog.text
    assert MINE not in caplog.text


async def test_every_refusal_is_the_same(world: World, http: aiohttp.ClientSession) -> None:
    """Wrong, voided, empty, too long, of an unknown kind, of somebody who works here, and from another site."""
    old = await made(world)
    await world.wind_by(minutes=2)
    await does(world.kari, "code")
    await world.kari.press(said("code.again"))
    await world.kari.close()
    await changed(world, "kari", active=False)
    wrong = await fetched(world, http, "0" * 28)
    assert (wrong[0], REFUSED in wrong[2].decode()) == (404, True)
    for code, file in ((old, "data"), ("", "data"), ("x" * 500, "data"), (old, "all"), ("æøå", "sheet")):
        assert await fetched(world, http, code, file) == wrong
    address = f"{world.far.bot_url}/private/code"
    async with http.post(
        address,
        data={"token": old, "size": "plain", "file": "data"},
        headers={"Sec-Fetch-Site": "cross-site"},
    ) as response:
        assert (response.status, await response.read()) == (wrong[0], wrong[2])


async def test_a_new_code_voids_the_old_and_a_repeated_press_voids_nothing(
    world: World, http: aiohttp.ClientSession
) -> None:
    """What stands on the screen works, whatever the network did."""
    first = await made(world)
    again = await press(world, world.kari, "around.code", world.agreement)
    assert CODE.search(again) is None
    assert said("code.shown")[:25] in again
    await world.wind_by(minutes=2)
    await does(world.kari, "code")
    assert said("code.made") in world.kari.words()
    await world.kari.press(said("code.again"))
    assert world.kari.form is not None
    [second] = set(CODE.findall(json.dumps(world.kari.form.body)))
    await world.kari.close()
    await changed(world, "kari", active=False)
    assert (await fetched(world, http, first))[0] == 404
    assert (await fetched(world, http, second))[0] == 200


async def test_somebody_who_tries_many_codes_is_held_up(world: World, http: aiohttp.ClientSession) -> None:
    """With the same words; even the right one that begins alike, for the rest of that minute."""
    code = await made(world)
    await changed(world, "kari", active=False)
    wrong = [await fetched(world, http, f"{code[:4]}{n:024}") for n in range(20)]
    assert {each[0] for each in wrong} == {404}
    assert await fetched(world, http, code.lower()) == wrong[0]


async def test_nobody_holds_up_somebody_elses_code(world: World, http: aiohttp.ClientSession) -> None:
    """However many are tried, and however alike; or whoever likes could keep Kari from what is hers for thirty days."""
    code = await made(world)
    await changed(world, "kari", active=False)
    other = "0000" if code[:4] != "0000" else "1111"
    for n in range(40):
        assert (await fetched(world, http, f"{other}{n:024}"))[0] == 404
    assert (await fetched(world, http, code))[0] == 200


async def test_nobody_else_makes_a_code_for_it(world: World, http: aiohttp.ClientSession) -> None:
    """The leader and a stranger are refused like whoever asks for nothing."""
    for phone in (world.jonas, world.ola):
        for action in ("around.recovery", "around.code"):
            theirs = without_ids(await press(world, phone, action, world.agreement))
            assert theirs == without_ids(await press(world, phone, action, "no-such-thing"))


async def test_the_code_is_not_put_into_the_chat(world: World, http: aiohttp.ClientSession) -> None:
    """It stands in the form and nowhere else; the page is the same for everybody."""
    code = await made(world)
    await world.wind_by(days=2)
    assert code not in "\n".join(world.kari.lock_screen)
    assert code not in world.kari.words()
    async with http.get(f"{world.far.bot_url}/private/code") as response:
        assert response.status == 200
        assert PAGE["code_title"][Language.NB] in await response.text()
    assert word("life", "press.code") == said("code.title")
