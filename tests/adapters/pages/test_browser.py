"""The page in a real browser: one press and the file is there, with script and without, by keyboard, in any size."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.async_api import BrowserContext, Page, async_playwright, expect

from adapters.pages.sheet import TEXTS
from core.people import Language
from tests.adapters.pages.desk import TOKEN, Desk
from tests.demo.screen import ARGS, PATIENCE

pytestmark = pytest.mark.browser

FETCH, CODE, REFUSED = (TEXTS[key][Language.NB] for key in ("fetch", "code", "refused_title"))


@dataclass
class Browser:
    """One page, every address that was asked for, and what went wrong on it."""

    page: Page
    context: BrowserContext
    asked: list[tuple[str, str]] = field(default_factory=list)
    trouble: list[str] = field(default_factory=list)


@asynccontextmanager
async def browsing(chromium: Path, **look: Any) -> AsyncIterator[Browser]:
    expect.set_options(timeout=PATIENCE)
    async with async_playwright() as play:
        browser = await play.chromium.launch(executable_path=chromium, args=ARGS)
        context = await browser.new_context(**{"locale": "nb-NO", **look})
        seen = Browser(await context.new_page(), context)
        seen.page.set_default_timeout(PATIENCE)
        seen.page.on(
            "console",
            lambda said: seen.trouble.append(said.text) if said.type in {"error", "warning"} else None,
        )
        seen.page.on("pageerror", lambda fault: seen.trouble.append(str(fault)))
        seen.page.on("request", lambda request: seen.asked.append((request.method, request.url)))
        try:
            yield seen
        finally:
            await browser.close()


async def fetched(page: Page) -> tuple[str, Any]:
    """The name and content of what one press downloads."""
    async with page.expect_download() as download:
        await page.get_by_role("button", name=FETCH).click()
    file = await download.value
    content = await asyncio.to_thread((await file.path()).read_bytes)
    return file.suggested_filename, json.loads(content)


async def test_one_press_fetches_the_file(desk: Desk, chromium_path: Path) -> None:
    """From the link in the chat to the file, and then the page says that it is used."""
    async with browsing(chromium_path) as seen:
        page = seen.page
        await page.goto(f"{desk.address}/private#{TOKEN}")
        await expect(page.get_by_label(CODE)).to_be_hidden()
        await expect(page.get_by_text(TEXTS["no_script"][Language.NB])).to_have_count(0)
        assert await fetched(page) == ("dokument.json", {"ord": "Blåbær «😀»"})
        await expect(page.get_by_role("status")).to_have_text(TEXTS["sent"][Language.NB])
        await expect(page.get_by_role("button", name=FETCH)).to_be_disabled()
        assert seen.trouble == []


async def test_the_code_leaves_the_browser_only_in_the_body(desk: Desk, chromium_path: Path) -> None:
    """Not in an address, not in the history, not in a referrer; and nobody else is asked for anything."""
    async with browsing(chromium_path) as seen:
        await seen.page.goto(f"{desk.address}/private#{TOKEN}")
        assert seen.page.url == f"{desk.address}/private"
        await fetched(seen.page)
        assert {urlsplit(url).netloc for _, url in seen.asked} == {desk.address.removeprefix("http://")}
        sent = [(method, urlsplit(url).path, urlsplit(url).query) for method, url in seen.asked]
        assert ("POST", "/private", "") in sent
        assert all(query == "" for _, _, query in sent)
        await seen.page.reload()
        await expect(seen.page.get_by_label(CODE)).to_have_value("")


async def test_a_used_link_says_so_kindly(desk: Desk, chromium_path: Path) -> None:
    """The same press a second time, in another tab."""
    desk.files.clear()
    async with browsing(chromium_path) as seen:
        await seen.page.goto(f"{desk.address}/private#{TOKEN}")
        await seen.page.get_by_role("button", name=FETCH).click()
        await expect(seen.page.get_by_role("heading", name=REFUSED)).to_be_visible()
        assert "404" in " ".join(seen.trouble)  # the browser's own line about the status, and no other
        assert len(seen.trouble) == 1


async def test_without_script_the_code_is_pasted(desk: Desk, chromium_path: Path) -> None:
    """And the page says how."""
    async with browsing(chromium_path, java_script_enabled=False) as seen:
        await seen.page.goto(f"{desk.address}/private#{TOKEN}")
        await expect(seen.page.get_by_text(TEXTS["no_script"][Language.NB])).to_be_visible()
        await seen.page.get_by_label(CODE).fill(TOKEN)
        assert (await fetched(seen.page))[0] == "dokument.json"


async def test_another_sites_page_cannot_press_the_button(desk: Desk, chromium_path: Path) -> None:
    """Nor show ours in a frame of its own: a real browser says whose page it was, and keeps to what ours allows."""
    evil = f"""<form method="post" action="{desk.address}/private"><input name="token" value="{TOKEN}">
        <button>x</button></form><iframe src="{desk.address}/private"></iframe>"""
    async with browsing(chromium_path) as seen:
        await seen.context.route(
            "http://evil.example/", lambda route: route.fulfill(body=evil, content_type="text/html")
        )
        await seen.page.goto("http://evil.example/")
        assert await seen.page.frame_locator("iframe").get_by_role("button", name=FETCH).count() == 0
        await seen.page.get_by_role("button", name="x").click()
        await expect(seen.page.get_by_role("heading", name=REFUSED)).to_be_visible()
        assert desk.tried == []


async def test_the_keyboard_is_enough_and_what_has_focus_is_seen(desk: Desk, chromium_path: Path) -> None:
    """Tab to the button, Enter, and the file comes."""
    async with browsing(chromium_path) as seen:
        page = seen.page
        await page.goto(f"{desk.address}/private#{TOKEN}")
        button = page.get_by_role("button", name=FETCH)
        for _ in range(6):
            await page.keyboard.press("Tab")
            if await button.evaluate("it => it === document.activeElement"):
                break
        assert await button.evaluate("it => parseFloat(getComputedStyle(it).outlineWidth)") >= 2
        async with page.expect_download():
            await page.keyboard.press("Enter")


RATIO = """it => {
  const parts = c => c.match(/[\\d.]+/g).slice(0, 3).map(n => n / 255).map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4);
  const light = c => { const [r, g, b] = parts(c); return .2126 * r + .7152 * g + .0722 * b; };
  let back = it; while (getComputedStyle(back).backgroundColor === "rgba(0, 0, 0, 0)") back = back.parentElement;
  const [a, b] = [light(getComputedStyle(it).color), light(getComputedStyle(back).backgroundColor)].sort();
  return (b + .05) / (a + .05);
}"""


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("contrast", [False, True])
@pytest.mark.parametrize("refused", [False, True])
async def test_three_sizes_and_high_contrast(
    desk: Desk, chromium_path: Path, width: int, *, contrast: bool, refused: bool
) -> None:
    """Each larger than the one before, nothing beside the screen, and words that stand out (7:1; 15:1 if asked)."""
    async with browsing(chromium_path, viewport={"width": width, "height": 740}) as seen:
        page, heights = seen.page, list[float]()
        await page.goto(f"{desk.address}/private#{'x' * 43 if refused else ''}")
        if refused:
            await page.get_by_role("button", name=FETCH).click()
        if contrast:
            await page.get_by_label(TEXTS["contrast"][Language.NB]).check()
        for size in ("plain", "large", "largest"):
            await page.get_by_label(TEXTS[size][Language.NB], exact=True).check()
            heights.append(
                await page.locator("h1").evaluate("it => parseFloat(getComputedStyle(it).fontSize)")
            )
            assert await page.evaluate("document.documentElement.scrollWidth") <= width
            for each in await page.locator("h1, p:not(:empty), label, legend, button").all():
                if await each.is_visible():
                    assert await each.evaluate(RATIO) >= (15 if contrast else 7)
        assert heights == sorted(set(heights))


async def test_the_chosen_size_is_the_sheets_too(desk: Desk, chromium_path: Path) -> None:
    """It is sent along with the code."""
    async with browsing(chromium_path) as seen:
        await seen.page.goto(f"{desk.address}/private#{TOKEN}")
        await seen.page.get_by_label(TEXTS["largest"][Language.NB], exact=True).check()
        async with seen.page.expect_request(lambda request: request.method == "POST") as asked:
            await fetched(seen.page)
        assert "size=largest" in (await asked.value).post_data_buffer.decode()  # type: ignore[union-attr]
