"""The signed text taken out of the app: by the employee, and by the leader with the employee's yes."""

import json
import re
from collections.abc import AsyncIterator

import aiohttp
import pytest_asyncio

from adapters.pages.glyphs import covered, shown
from adapters.pages.sheet import TEXTS as PAGE
from bots.demo.far.phone import Phone
from core.life.sheet import AgreementSheet
from core.pages.usecases import ticket
from core.people import Language
from tests.adapters.pages.sheets import bare, words
from tests.core.drafted import NASTY
from tests.journeys.acts import press, word
from tests.journeys.test_drafting import add, begun, enough, open_draft, write
from tests.journeys.test_life import does, said
from tests.journeys.test_pages import LINK, fetched
from tests.journeys.world import MEASURES, World

REFUSED = PAGE["refused"][Language.NB]
LABELS = ("strengths", "absence", "hse", "consequences", "who_knows")


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
    assert "kan ikke kalles tilbake" in world.kari.words()
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
    assert (await fetched(http, (link[0], "x" * 43)))[2] == page
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


async def test_a_leader_may_fetch_it_after_the_end_only_with_the_yes(
    world: World, http: aiohttp.ClientSession
) -> None:
    """The end changes nothing in whose choice it is."""
    await does(world.jonas, "end")
    world.jonas.tick(word("life", "end.talked"), word("life", "end.talked_yes"))
    await world.jonas.submit()
    await world.jonas.press(word("life", "press.copy"))
    assert said("copy.not_yours") in world.jonas.words()
    await does(world.kari, "copy")
    await world.kari.press(word("life", "press.lend"))
    assert (await fetched(http, links(world.kari)[0]))[0] == 200
    await press(world, world.jonas, "life.copy", world.agreement)
    async with world.parts.store.transaction() as work:
        token = await ticket(work, world.people["jonas"], AgreementSheet.name, world.agreement)
    assert (await fetched(http, (f"{world.parts.settings.public_url}/private", token)))[0] == 200


async def test_what_looks_like_markup_is_words_from_the_form_to_the_file(
    world: World, http: aiohttp.ClientSession
) -> None:
    """Written in the chat, signed by both on the same code, and fetched with that code: as it was typed."""
    await begun(world)
    await enough(world)
    for label in LABELS:  # the next that is empty, but for the list of occasions
        await write(world.ola, "Skriv", f"{label} {NASTY}", nth=int(label in {"consequences", "who_knows"}))
    await add(world.ola, 0, f"tiltak {NASTY[:250]}", "Jeg")
    await world.ola.press("Klar til å signere")
    code = stamp(world.ola)
    await world.ola.press("Signér")
    await open_draft(world.jonas)
    assert stamp(world.jonas) == code
    await world.jonas.press("Signér")
    (link,) = await offered(world.ola)
    status, _, content = await fetched(http, link)
    assert status == 200
    found, signs = words(content), covered()
    for label in LABELS:
        assert bare(shown(f"{label} {NASTY}", signs)) in found
    assert bare(shown(f"tiltak {NASTY[:250]}", signs)) in found
    assert bare(code) in found
    assert found.endswith(
        bare("23. november 2026 Ola Utenavtale Arbeidstaker 23. november 2026 Jonas Oppdiktet Leder")
    )


def stamp(phone: Phone) -> str:
    """The code of the words before this person."""
    (code,) = set(re.findall(r"\b[0-9a-f]{4} [0-9a-f]{4} [0-9a-f]{4}\b", phone.words()))
    return str(code)


async def test_what_is_in_force_can_be_read_while_a_change_is_written(world: World) -> None:
    """By both, from the agreement's page, and without a word of the change."""
    await does(world.kari, "read")
    await world.kari.press("Foreslå en endring")
    await write(world.kari, "Skriv", "Et nytt mål")
    await world.kari.close()
    for phone in (world.kari, world.jonas):
        await does(phone, "read")
        seen = phone.words()
        assert word("life", "text.title") in seen
        assert all(measure.text in seen for measure in MEASURES)
        assert "Et nytt mål" not in seen
        await phone.press(word("life", "press.page"))
        await phone.press(word("life", "press.draft"))
        assert "Et nytt mål" in phone.words()
        await phone.close()


async def test_nobody_else_reads_what_is_in_force(world: World) -> None:
    """A colleague, and whoever writes something else into the button."""
    refused = word("conversation", "refused.not_here")
    assert refused in await press(world, world.ola, "life.text", world.agreement)
    for ref in ("", "nowhere", f"{world.agreement}:1:1", f"{world.agreement}:<b>"):
        assert refused in await press(world, world.kari, "life.text", ref)
