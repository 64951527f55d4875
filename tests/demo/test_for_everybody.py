"""The page for those who see little, use no mouse, or have a narrow screen."""

from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import expect

from tests.demo.screen import Shown, open_page

pytestmark = pytest.mark.browser


async def tab_to(shown: Shown, key: str, within: str = "body", most: int = 90) -> None:
    """Press Tab until what has this key has the focus."""
    for _ in range(most):
        await shown.page.keyboard.press("Tab")
        found = shown.page.locator(f'{within} [data-key="{key}"]:focus')
        if await found.count():
            return
    raise AssertionError(f"{key} cannot be reached with Tab")


async def test_the_story_can_be_begun_with_the_keyboard_alone(shown: Shown) -> None:
    """To the clock, into the form, a page on, and out with Escape; the focus goes in and comes back."""
    press = shown.page.keyboard.press
    await tab_to(shown, "wind-next")
    await press("Enter")
    await shown.step(2)
    message = shown.stage.workplace.people["kari"].phone.chat[-1].id
    await tab_to(shown, f"{message}-Åpne", "[data-person=kari]")
    await press("Enter")
    await expect(shown.dialog("kari").get_by_role("heading", name="Sjekk inn")).to_be_focused()
    await expect(shown.dialog("kari")).to_have_attribute("aria-modal", "true")
    await shown.settled()
    await press("Escape")
    await expect(shown.dialog("kari")).to_have_count(0)
    await expect(shown.person("kari").get_by_role("button", name="Åpne")).to_be_focused()
    await shown.settled()
    await press("Enter")
    await expect(shown.dialog("kari")).to_be_visible()
    await shown.settled()
    for _ in range(30):
        await press("Tab")
        if await shown.dialog("kari").locator("input[type=radio]:focus").count():
            break
    await press("Space")
    await tab_to(shown, "form-submit", "[data-person=kari]")
    await press("Enter")
    await shown.step(4)
    await expect(shown.dialog("kari").get_by_role("heading", name="Vil du dele noe?")).to_be_focused()


async def test_what_lies_under_a_form_cannot_be_reached(shown: Shown) -> None:
    """The chat is inert while a form lies on it, and is back afterwards."""
    await shown.show_me(3)
    chat = shown.person("kari").locator(".app")
    assert await chat.evaluate("part => part.inert")
    await shown.dialog("kari").get_by_role("button", name="Lukk vinduet").click()
    await expect(shown.dialog("kari")).to_have_count(0)
    assert not await chat.evaluate("part => part.inert")


async def test_news_is_told_to_whoever_listens(shown: Shown) -> None:
    """A notification, and the time, in a live region."""
    await shown.page.evaluate(
        """() => { window.heard = ""; new MutationObserver((all) => all.forEach((each) =>
        each.addedNodes.forEach((node) => { window.heard += node.textContent + "|"; })))
        .observe(document.getElementById("spoken"), { childList: true }); }"""
    )
    await shown.show_me(2)
    heard = await shown.page.evaluate("window.heard")
    assert "Kari har fått et varsel." in heard
    assert "Klokken er nå mandag 9. november" in heard


async def test_high_contrast_and_text_size_are_remembered(shown: Shown) -> None:
    """Chosen once, and still there after the page is loaded again."""
    before = await shown.page.evaluate("getComputedStyle(document.documentElement).fontSize")
    await shown.page.get_by_role("button", name="Høy kontrast").click()
    await shown.pick("size", "3")
    await shown.page.reload()
    await expect(shown.page.locator("html")).to_have_attribute("data-contrast", "more")
    await expect(shown.page.get_by_role("button", name="Høy kontrast")).to_have_attribute(
        "aria-pressed", "true"
    )
    after = await shown.page.evaluate("getComputedStyle(document.documentElement).fontSize")
    assert float(after[:-2]) > 1.3 * float(before[:-2])
    assert (
        await shown.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    )


@pytest.mark.parametrize("size", ["1", "3"])
async def test_a_narrow_screen_shows_one_person_at_a_time(narrow: Shown, size: str) -> None:
    """360 pixels wide, also with the largest text: a switcher, and nothing to scroll sideways."""
    await narrow.pick("size", size)
    await expect(narrow.person("kari")).to_be_visible()
    await expect(narrow.person("jonas")).to_be_hidden()
    await narrow.pick("who", "leader")
    await expect(narrow.person("jonas")).to_be_visible()
    await expect(narrow.person("kari")).to_be_hidden()
    await narrow.show_me(3)
    await expect(narrow.dialog("kari")).to_be_visible()
    assert await narrow.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def faults(shown: Shown, axe: Path) -> list[str]:
    """What axe finds, one line each."""
    if not await shown.page.evaluate("'axe' in window"):
        await shown.page.add_script_tag(path=axe)
    found: list[dict[str, Any]] = (await shown.page.evaluate("axe.run()"))["violations"]
    return [
        f"{each['id']}: {node['target']} {node['failureSummary']}" for each in found for node in each["nodes"]
    ]


LOOKS = {"light": {}, "dark": {"color_scheme": "dark"}, "contrast": {}}


@pytest.mark.node
@pytest.mark.parametrize(
    ("platform", "look"), [("slack", "light"), ("teams", "light"), ("teams", "dark"), ("slack", "contrast")]
)
async def test_axe_finds_nothing(chromium_path: Path, node_tools: Path, platform: str, look: str) -> None:
    """Roles, names, order, contrast: on the chat, in each form, on the lock screens and in the export."""
    axe = node_tools / "node_modules" / "axe-core" / "axe.min.js"
    still: dict[str, Any] = {"bypass_csp": True, "reduced_motion": "reduce", **LOOKS[look]}
    async with open_page(chromium_path, **still) as shown:
        await shown.pick("platform", platform)
        if look == "contrast":
            await shown.page.get_by_role("button", name="Høy kontrast").click()
        found = await faults(shown, axe)
        for step in (3, 4, 7, 10, 11):
            await shown.show_me(step)
            found += await faults(shown, axe)
    assert found == []


async def test_axe_would_find_something(chromium_path: Path, node_tools: Path) -> None:
    """The check itself: a button without a name is found."""
    async with open_page(chromium_path, bypass_csp=True) as shown:
        await shown.page.evaluate("document.querySelector('.again').textContent = ''")
        assert any(
            line.startswith("button-name")
            for line in await faults(shown, node_tools / "node_modules" / "axe-core" / "axe.min.js")
        )
