"""Every sample, drawn in Chromium by renderers that others made, and what a person could read there."""

import base64
import json
import os
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from playwright.sync_api import CDPSession, Page, sync_playwright

from bots.preview import drawn
from bots.samples import every
from core.chat.views import Card, Form
from core.people import Language, Platform
from tests.pictures import nasty

HERE = Path(__file__).parent
WHOLE = frozenset({"StaticText", "button", "link", "heading"})
"""Read as one, whatever is inside."""

Key: TypeAlias = tuple[Platform, Language, str]


OWN = "https://innsjekk.example.org/campaign/"
"""Where a campaign's picture lies; of the view's own, nobody outside is asked."""
DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="


@dataclass(frozen=True, slots=True)
class Heard:
    """One stop of a screen reader: what kind of thing it says it is, its name, and what is said after that."""

    role: str
    name: str
    more: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What stands on the page, as far as a person can see it or hear it read."""

    view: Card | Form
    text: str
    inputs: tuple[Mapping[str, Any], ...]
    buttons: tuple[str, ...]
    headings: tuple[str, ...]
    choices: tuple[str, ...]
    tags: tuple[tuple[str, str], ...]
    faults: tuple[str, ...]
    heard: tuple[Heard, ...]


Check: TypeAlias = Callable[[Picture, Key], None]
"""Raises AssertionError with what is wrong."""


def views() -> Iterator[tuple[Language, str, Card | Form]]:
    """Every sample in every language, and the nasty ones, which have none."""
    for language in Language:
        for name, view in every(language):
            yield language, name, view
    yield Language.NB, "nasty_card", nasty.CARD
    yield Language.NB, "nasty_form", nasty.FORM


def bundle(tools: Path, folder: Path) -> tuple[Path, Path]:
    """The renderers in one script and one style sheet, so that the page asks nobody for anything."""
    script = folder / "draw.js"
    esbuild = tools / "node_modules" / ".bin" / "esbuild"
    options = [
        "--bundle",
        "--log-level=warning",
        "--charset=utf8",
        '--define:process.env.NODE_ENV="production"',
    ]
    subprocess.run(
        [esbuild, HERE / "draw.jsx", f"--outfile={script}", *options],
        env=os.environ | {"NODE_PATH": str(tools / "node_modules")},
        check=True,
        timeout=60,
    )
    return script, script.with_suffix(".css")


def photograph_path(folder: Path, key: Key) -> Path:
    """Where the photograph of this one lies."""
    platform, language, name = key
    return folder / f"{name}.{language}.{platform}.png"


def take(
    chromium: Path,
    script: Path,
    style: Path,
    wanted: Iterable[tuple[Language, str, Card | Form]],
    *,
    into: Path | None = None,
) -> dict[Key, Picture]:
    """Each drawn on both platforms in one browser, and read; photographed `into` a folder only if eyes are to see it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 600, "height": 800}, locale="nb-NO")
        faults: list[str] = []
        page.on("console", lambda said: faults.append(f"console: {said.text}"))
        page.on("pageerror", lambda error: faults.append(f"error: {error}"))
        page.route(
            f"{OWN}**", lambda route: route.fulfill(body=base64.b64decode(DOT), content_type="image/png")
        )
        page.on(
            "request",
            lambda request: None if request.url.startswith(OWN) else faults.append(f"request: {request.url}"),
        )
        page.set_content('<!doctype html><meta charset="utf-8"><div id="at"></div>')
        page.add_style_tag(content=style.read_text(encoding="utf-8"))
        page.add_script_tag(content=script.read_text(encoding="utf-8"))
        reader = page.context.new_cdp_session(page)
        taken: dict[Key, Picture] = {}
        for language, name, view in wanted:
            for platform in Platform:
                key = (platform, language, name)
                taken[key] = _taken((reader, page), key, view, faults)
                if into is not None:
                    page.locator("#at").screenshot(path=photograph_path(into, key))
        browser.close()
    return taken


def _taken(on: tuple[CDPSession, Page], key: Key, view: Card | Form, faults: list[str]) -> Picture:
    platform, language, _ = key
    reader, page = on
    faults += page.evaluate(f"view => {platform}(view)", drawn(platform, language, view))
    read = json.loads(page.evaluate(f"JSON.stringify(read({json.dumps(platform)}))"))
    heard = tuple(_heard(reader))
    found, faults[:] = tuple(faults), []
    return Picture(
        view=view,
        text=read["text"],
        inputs=tuple(read["inputs"]),
        buttons=tuple(read["buttons"]),
        headings=tuple(read["headings"]),
        choices=tuple(read["choices"]),
        tags=tuple((tag, text) for tag, text in read["tags"]),
        faults=found,
        heard=heard,
    )


def _heard(reader: CDPSession) -> Iterator[Heard]:
    """The page as the browser hands it to a screen reader, in the order in which it is gone through."""
    nodes = {node["nodeId"]: node for node in reader.send("Accessibility.getFullAXTree")["nodes"]}

    def walk(node: Mapping[str, Any]) -> Iterator[Heard]:
        role = node.get("role", {}).get("value", "")
        if not node["ignored"]:
            yield Heard(role, *(node.get(each, {}).get("value", "") for each in ("name", "description")))
        if role not in WHOLE:
            for child in node.get("childIds", ()):
                yield from walk(nodes[child])

    yield from walk(next(node for node in nodes.values() if "parentId" not in node))
