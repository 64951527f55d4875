"""A document as PDF (PDF/UA-1): set off the event loop, by a process that is ended if it takes too long."""

import asyncio
import json
import os
import sys
from contextlib import suppress
from typing import Any, Final, assert_never

from core.chat.texts import Texts, load
from core.chat.views import Divider, Fact, Heading, Link, Note, Paragraph, Quote
from core.pages.model import Chapter, Chart, Document, Drawing, Part, Room, Signature, Table

TEXTS: Final = load(__package__)
SIZES: Final = {"plain": 11, "large": 14, "largest": 18}
"""Points, by what is chosen on the page (S120)."""
SECONDS: Final = 15.0
COMMAND: Final = (sys.executable, "-m", "adapters.pages.press")


class NotSet(Exception):
    """It could not be set, or not in time; why is not said, since it may quote the text."""


async def pdf(
    document: Document, size: str = "plain", *, seconds: float = SECONDS, command: tuple[str, ...] = COMMAND
) -> bytes:
    """Raises NotSet."""
    press = await asyncio.create_subprocess_exec(
        *command,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={"PYTHONPATH": _path()},  # and none of ours: it needs no secret
    )
    try:
        async with asyncio.timeout(seconds):
            made, _ = await press.communicate(json.dumps(_content(document, size)).encode())
    except TimeoutError:
        raise NotSet from None
    finally:
        if press.returncode is None:
            with suppress(ProcessLookupError):
                press.kill()
            await press.wait()
    if press.returncode != 0 or not made.startswith(b"%PDF"):
        raise NotSet
    return made


def _path() -> str:
    """What this process imports from, so that the other finds the same."""
    return os.pathsep.join(each for each in sys.path if each)


def _content(document: Document, size: str) -> dict[str, Any]:
    return {
        "name": Texts(TEXTS, document.language)("document"),
        "language": document.language.value,
        "size": SIZES[size],
        "title": document.title,
        "parts": [_part(part) for part in document.parts],
    }


def _part(part: Part) -> list[Any]:  # noqa: C901, PLR0911, PLR0912  one arm for each kind
    match part:
        case Chapter(title):
            return ["chapter", title]
        case Heading(text):
            return ["heading", text]
        case Paragraph(text):
            return ["paragraph", text]
        case Note(text):
            return ["note", text]
        case Quote(text):
            return ["quote", text]
        case Fact(name, value):
            return ["fact", name, value or "–"]
        case Link(label, url):
            return ["fact", label, url]
        case Divider():
            return ["divider"]
        case Signature(role=role, name=name, when=when):
            return ["signature", role, name, when]
        case Room(lines):
            return ["room", str(lines)]
        case Table(caption=caption, columns=columns, rows=rows, figures=figures):
            return ["table", caption, columns, rows, figures]
        case Chart(caption=caption, words=words):
            bars = {"labels": part.labels, "marks": part.marks}
            series = [{"name": each.name, "values": each.values, "said": each.said} for each in part.series]
            return ["chart", caption, words, bars | {"series": series}]
        case Drawing(svg=svg, said=said):
            return ["drawing", svg, said]
        case _:
            assert_never(part)
