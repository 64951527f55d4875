"""A real browser on the demo's page, that fails a test for any error on the console and any request elsewhere."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import Locator, Page, Request, ViewportSize, async_playwright, expect

from bots.demo.page import showing
from bots.demo.stage import Stage

ARGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
WIDE: ViewportSize = {"width": 1440, "height": 960}
NARROW: ViewportSize = {"width": 360, "height": 740}
PATIENCE = 60_000
"""Milliseconds; the machine may be busy."""


@dataclass
class Shown:
    """The page, the stage behind it, and what went wrong on it."""

    page: Page
    stage: Stage
    trouble: list[str] = field(default_factory=list)

    def person(self, key: str) -> Locator:
        return self.page.locator(f"[data-person={key}]")

    def dialog(self, key: str) -> Locator:
        return self.person(key).get_by_role("dialog")

    async def step(self, nth: int) -> None:
        """Wait until the story has come to this step, and nothing is under way."""
        await expect(self.page.locator(".progress .was")).to_have_count(nth - 1)
        await self.settled()

    async def at(self, nth: int) -> bool:
        """Whether the story has come to this step."""
        return await self.page.locator(".progress .was").count() == nth - 1

    async def settled(self) -> None:
        await expect(self.page.locator("html")).not_to_have_attribute("data-busy", "true")

    async def pick(self, group: str, value: str) -> None:
        await self.page.locator(f'input[name="{group}"][value="{value}"]').check()
        await self.settled()

    async def show_me(self, to: int) -> None:
        """Let the page do the story's steps, until this one."""
        while (at := await self.page.locator(".progress .was").count() + 1) < to:
            await self.page.locator(".show").click()
            await self.step(at + 1)


@asynccontextmanager
async def open_page(chromium: Path, *, size: ViewportSize | None = None, **look: Any) -> AsyncIterator[Shown]:
    """The page on a new workplace, ready to be used; `look` is for the browser's context."""
    expect.set_options(timeout=PATIENCE)
    async with showing() as (stage, port), async_playwright() as play:
        browser = await play.chromium.launch(executable_path=chromium, args=ARGS)
        context = await browser.new_context(viewport=size or WIDE, locale="nb-NO", **look)
        page = await context.new_page()
        page.set_default_timeout(PATIENCE)
        shown = Shown(page, stage)
        page.on("console", lambda said: shown.trouble.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda fault: shown.trouble.append(str(fault)))
        page.on("request", lambda request: _stays_here(request, port, shown.trouble))
        await page.goto(f"http://127.0.0.1:{port}/")
        await expect(page.locator(".person")).to_have_count(3)
        await shown.settled()
        try:
            yield shown
        finally:
            await browser.close()
    assert shown.trouble == []


def _stays_here(request: Request, port: int, trouble: list[str]) -> None:
    if urlsplit(request.url).netloc != f"127.0.0.1:{port}":
        trouble.append(f"a request to {request.url}")
