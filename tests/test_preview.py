"""`innsjekk preview` writes everything that is ever shown, and a page that asks nobody for anything."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright

from bots.preview import drawings, drawn, lengths, write
from bots.samples import every
from core.chat.views import Card
from core.people import Language, Platform


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "preview")
    return tmp_path / "preview"


def test_every_sample_is_there_for_both_platforms_and_in_three_languages(tmp_path: Path) -> None:
    """And nothing else; the number said is that of cards and forms."""
    names = [name for name, _ in every(Language.NB)]
    assert write(tmp_path) == len(names) == len(set(names))
    expected = {
        Path(platform, language, f"{name}.json")
        for platform in Platform
        for language in Language
        for name in names
    }
    found = {path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()}
    assert found == expected | {Path("index.html")}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("platform", Platform)
def test_the_json_is_what_the_adapter_sends(folder: Path, platform: Platform, language: Language) -> None:
    """Sign for sign, and readable: no letter is written as a code."""
    for name, view in every(language):
        written = (folder / platform / language / f"{name}.json").read_text(encoding="utf-8")
        assert json.loads(written) == drawn(platform, language, view)
        assert "\\u00" not in written


def test_the_page_shows_everything_and_asks_nobody(folder: Path, chromium_path: Path) -> None:
    """In each language both platforms stand side by side, with nothing in the console and no request but for the page."""
    address, said, asked = (folder / "index.html").as_uri(), list[str](), list[str]()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=["--no-sandbox"])
        page = browser.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(address)
        for drawing in drawings():
            page.check(f"input[name=language][value={drawing.language}]")
            for platform in Platform:
                section = f"section#{drawing.name}[lang={drawing.language}]"
                _shows(page, f"{section} .side.{platform}", drawing.view.title, drawing.sent[platform])
                if isinstance(drawing.view, Card):
                    assert page.inner_text(f"{section} .{platform} .hint").endswith(drawing.view.hint)
        browser.close()
    assert said == []
    assert [each for each in asked if not each.startswith("data:")] == [address]


def _shows(page: Page, side: str, title: str, sent: dict[str, Any]) -> None:
    assert page.inner_text(f"{side} h4") == title
    assert json.loads(page.locator(f"{side} pre").text_content() or "") == sent


def test_no_sample_takes_more_room_than_there_is() -> None:
    """What the page would show as too long."""
    over = [
        (drawing.name, drawing.language, each.what)
        for drawing in drawings()
        for each in lengths(drawing)
        if each.is_now > each.most
    ]
    assert over == []
