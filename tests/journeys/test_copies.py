"""The signed text taken out of the app: by the employee, and by the leader with the employee's yes."""

import json
from collections.abc import AsyncIterator

import aiohttp
import pytest_asyncio

from adapters.pages.sheet import TEXTS as PAGE
from bots.demo.far.phone import Phone
from core.life.sheet import AgreementSheet
from core.pages.usecases import ticket
from core.people import Language
from tests.adapters.pages.sheets import bare, words
from tests.journeys.acts import press, word
from tests.journeys.test_life import does, said
from tests.journeys.test_pages import LINK, fetched
from tests.journeys.world import MEASURES, World

REFUSED = PAGE["refused"][Language.NB]


@pytest_asyncio.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


async def offered(phone: Phone) -> list[tuple[str, str]]:
    """The links on the page for copies."""
    await does(phone, "copy")
    return links(phone)


def links(phone: Phone) -> list[tuple[str, str]]:
    assert phone.form is not None
    return LINK.findall(json.dumps(phone.form.body))


async def test_the_employee_gets_the_text_in_force(world: World, http: aiohttp.ClientSession) -> None:
    """Every measure, and who does it by name: on paper nobody is «du»."""
    (link,) = await offered(world.kari)
    status, kind, content = await fetched(http, link)
    assert (status, kind) == (200, "application/pdf")
    text = words(content)
    for measure in MEASURES:
        assert bare(measure.text) in text
    assert bare("Ansvar: Kari Oppdiktet, Jonas Oppdiktet") in text
    assert (await fetched(http, link))[0] == 404


async def test_the_leader_gets_it_with_the_employees_yes_and_not_after_it_is_taken_back(
    world: World, http: aiohttp.ClientSession
) -> None:
    """The right is looked at again when the file is fetched; the leader is told of neither."""
    assert await offered(world.jonas) == []
    assert said("copy.not_yours") in world.jonas.words()
    await world.jonas.close()

    await does(world.kari, "copy")
    await world.kari.press(word("life", "press.lend"))
    await world.kari.close()
    (link,) = await offered(world.jonas)
    assert (await fetched(http, link))[0] == 200

    (link,) = await offered(world.jonas)
    await does(world.kari, "copy")
    await world.kari.press(word("life", "press.unlend"))
    assert "Jonas Oppdiktet kan lese" in world.kari.words()
    status, _, page = await fetched(http, link)
    assert status == 404
    assert REFUSED in page.decode()
    await world.jonas.close()
    assert await offered(world.jonas) == []


async def test_nobody_gives_the_leader_the_yes_but_the_employee(world: World) -> None:
    """Not the leader, whatever is written into a button, and not a colleague."""
    for phone in (world.jonas, world.ola):
        assert word("conversation", "refused.not_here") in await press(
            world, phone, "life.lend", world.agreement
        )
    assert await offered(world.jonas) == []


async def test_a_ticket_of_somebody_elses_agreement_leads_nowhere(
    world: World, http: aiohttp.ClientSession
) -> None:
    """Had a colleague a ticket, it would be made for what the colleague may see, which is nothing."""
    async with world.parts.store.transaction() as work:
        token = await ticket(work, world.people["ola"], AgreementSheet.name, world.agreement)
    status, _, page = await fetched(http, (f"{world.far.bot_url}/private", token))
    assert status == 404
    assert REFUSED in page.decode()


async def test_after_the_end_the_text_can_still_be_fetched(world: World, http: aiohttp.ClientSession) -> None:
    """For as long as it can be read."""
    await does(world.kari, "withdraw")
    await world.kari.submit()
    await world.kari.close()
    await world.wind_by(days=3)
    (link,) = await offered(world.kari)
    assert (await fetched(http, link))[0] == 200
