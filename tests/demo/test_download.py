"""In the demo a file can really be fetched: from the form, through the page of the bot itself."""

import asyncio

import pytest
from playwright.async_api import Page, expect

from adapters.pages.sheet import TEXTS
from core.people import Language
from tests.adapters.pages.sheets import words
from tests.demo.screen import Shown
from tests.journeys.acts import word

pytestmark = pytest.mark.browser

FETCH = TEXTS["fetch"][Language.NB]
AWAY = "Åpne siden: til å lese eller skrive ut"


async def to_the_link(shown: Shown, who: str) -> Page:
    """Home, the private page, what is kept, and the link, which opens in a tab of its own."""
    person = shown.person(who)
    if who == "kari":
        await person.locator("[data-key=tab-home]").click()
    else:
        await person.locator("[data-key=write]").fill("meny")
        await person.locator("[data-key=send]").click()
    for label in (
        word("menu", "my_page"),
        word("menu", "ask.show"),
        word("menu", "page.data"),
        word("privacy", "download"),
    ):
        await shown.settled()
        await person.get_by_role("button", name=label).last.click()
    async with shown.page.context.expect_page() as opened:
        await shown.dialog(who).get_by_role("link", name=AWAY).click()
    return await opened.value


@pytest.mark.parametrize(("platform", "who"), [("slack", "kari"), ("teams", "ida")])
async def test_the_link_in_the_form_leads_to_the_file(shown: Shown, platform: str, who: str) -> None:
    """On both platforms, and the new page cannot reach back into the demo's."""
    await shown.pick("platform", platform)
    page = await to_the_link(shown, who)
    await expect(page.get_by_role("heading", name=TEXTS["title"][Language.NB])).to_be_visible()
    assert page.url.endswith("/private")
    assert await page.evaluate("window.opener") is None
    async with page.expect_download() as download:
        await page.get_by_role("button", name=FETCH).click()
    file = await download.value
    assert file.suggested_filename == "dokument.pdf"
    assert "Detteerlagretommeg" in words(await asyncio.to_thread((await file.path()).read_bytes))


async def test_a_link_to_elsewhere_is_only_shown(shown: Shown) -> None:
    """The demo asks nobody for anything, whatever is pressed."""
    person = shown.person("kari")
    await person.locator("[data-key=tab-home]").click()
    await shown.settled()
    await person.get_by_role("button", name=word("menu", "to_talk")).last.click()
    dialog = shown.dialog("kari")
    await expect(dialog.get_by_text(word("contacts", "chat").format(name="Akan"))).to_be_visible()
    await expect(dialog.get_by_role("link")).to_have_count(0)
