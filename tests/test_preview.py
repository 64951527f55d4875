"""`innsjekk preview` writes everything that is ever shown, and a page that asks nobody for anything."""

import json
import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import sync_playwright

from bots.preview import Drawing, drawings, drawn, lengths, write
from bots.samples import every
from core.chat.views import Card
from core.people import Language, Platform
from tests.provision import ROOT


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


@pytest.mark.parametrize("language", Language)
def test_no_empty_field_is_left_to_slacks_own_words(language: Language) -> None:
    """Where a form has none, Slack puts its own, which are English for whoever reads bokmål or nynorsk."""
    empty = {"static_select", "multi_static_select", "datepicker", "timepicker", "plain_text_input"}
    for name, view in every(language):
        for block in drawn(Platform.SLACK, language, view)["blocks"]:
            element = block.get("element", {})
            assert element.get("type") not in empty or "placeholder" in element, name


@pytest.mark.browser
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
        for language in Language:
            page.check(f"input[name=language][value={language}]")
            shown = page.evaluate(READ, list(Platform))
            mine = [drawing for drawing in drawings() if drawing.language is language]
            assert [(each["name"], each["language"]) for each in shown] == [
                (each.name, language) for each in mine
            ]
            for drawing, each in zip(mine, shown, strict=True):
                for platform in Platform:
                    _shows(each[platform], drawing, platform)
        browser.close()
    assert said == []
    assert [each for each in asked if not each.startswith("data:")] == [address]


READ = """(platforms) => [...document.querySelectorAll("section")].filter((each) => each.checkVisibility()).map((section) => ({
    name: section.id, language: section.lang,
    ...Object.fromEntries(platforms.map((platform) => {
        const side = section.querySelector(`.side.${platform}`);
        const read = (what) => side.querySelector(what)?.innerText ?? "";
        return [platform, { title: read("h4"), sent: side.querySelector("pre").textContent, hint: read(".hint") }];
    })),
}))"""
"""All that can be seen, in one go."""


def _shows(side: dict[str, str], drawing: Drawing, platform: Platform) -> None:
    assert side["title"] == drawing.view.title
    assert json.loads(side["sent"]) == drawing.sent[platform]
    if isinstance(drawing.view, Card):
        assert side["hint"].endswith(drawing.view.hint)


def test_no_sample_takes_more_room_than_there_is() -> None:
    """What the page would show as too long."""
    over = [
        (drawing.name, drawing.language, each.what)
        for drawing in drawings()
        for each in lengths(drawing)
        if each.is_now > each.most
    ]
    assert over == []


def test_it_works_from_the_wheel(tmp_path: Path) -> None:
    """The page and the texts lie in the wheel beside the code, and nothing is read from the checkout."""
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True, timeout=60)
    (wheel,) = tmp_path.glob("*.whl")
    with ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    said = subprocess.run(
        [sys.executable, "-m", "bots", "preview", "shown"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path / "installed"), "PYTHONSAFEPATH": "1"},
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    ).stdout
    count = len([*every(Language.NB)])
    assert said == f"{count} cards and forms in shown; open {Path('shown', 'index.html')}\n"
    assert (tmp_path / "shown" / "index.html").stat().st_size > 10_000
