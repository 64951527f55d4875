"""News that comes to the page while somebody is just doing something on it."""

import asyncio

import pytest
from playwright.async_api import Route, expect

from bots.demo.past import remind_oneself
from core.people import Language
from tests.demo.screen import Shown

pytestmark = pytest.mark.browser

SOON = ("2026-11-09", "14:30")
DRAWN = 1500
"""Milliseconds in which what has been fetched would be drawn."""


async def at_home(shown: Shown) -> None:
    """Ola looks at the home tab, where the next news to him draws every button anew; something else has the focus."""
    ola = shown.stage.workplace.people["ola"]
    async with shown.stage.turn:
        await remind_oneself(ola.phone, Language.NB, SOON)
    await shown.person("ola").get_by_role("button", name="Hjem").click()
    await shown.settled()


async def ring(shown: Shown) -> None:
    """A ping comes to Ola, and the page has fetched the picture of it."""
    workplace = shown.stage.workplace
    async with shown.page.expect_response("**/api/state"), shown.stage.turn:
        await workplace.wind_to_ping(workplace.people["ola"].actor)
    await shown.page.wait_for_timeout(DRAWN)


@pytest.mark.parametrize("how", ["mouse", "keyboard"])
async def test_a_button_that_is_held_down_is_pressed_though_news_came(shown: Shown, how: str) -> None:
    """However slowly somebody presses."""
    await at_home(shown)
    button = shown.person("ola").get_by_role("button", name="Snakk med noen")
    if how == "mouse":
        await button.hover()
        await shown.page.mouse.down()
    else:
        await button.focus()
        await shown.page.keyboard.down("Space")

    await ring(shown)
    await (shown.page.mouse.up() if how == "mouse" else shown.page.keyboard.up("Space"))

    await expect(shown.dialog("ola")).to_contain_text("22 40 28 00")


async def test_news_is_drawn_though_nobody_said_that_the_button_was_let_go(shown: Shown) -> None:
    """As when a menu of the browser's own took the end of it."""
    await at_home(shown)
    unseen = shown.person("ola").get_by_text("(nytt varsel)")
    await expect(unseen).to_have_count(0)
    await shown.page.evaluate(
        "dispatchEvent(new PointerEvent('pointerdown', { isPrimary: true, button: 0 }))"
    )

    await ring(shown)

    await expect(unseen).to_have_count(1)


async def test_a_picture_from_before_an_act_is_not_drawn_after_it(shown: Shown) -> None:
    """Begun anew, the page does not show the workplace that is gone."""
    fetched, late, again = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def held(route: Route) -> None:
        answer = await route.fetch()
        fetched.set()
        await late.wait()
        await route.fulfill(response=answer)

    async def slow(route: Route) -> None:
        await again.wait()
        await route.continue_()

    await shown.page.route("**/api/state", held)
    await shown.page.route("**/api/again", slow)
    await shown.stage.follow()
    await fetched.wait()
    await shown.page.get_by_role("button", name="Start på nytt").click()
    late.set()
    await shown.page.wait_for_timeout(DRAWN)

    await expect(shown.page.locator(".person")).to_have_count(0)

    again.set()
    await expect(shown.page.locator(".person")).to_have_count(3)
    await shown.settled()
