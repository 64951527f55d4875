"""A long text on several pages, so that every platform can show each of them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from core.chat.views import Block, Buttons, Divider, Fact, Heading, Link, Note, Paragraph, Quote

BYTES = 19_000
BLOCKS = 76
"""Of a page's body. The smallest room there is holds 25 KB and 100 blocks (adapters/*/limits.py)."""

_AROUND = 140
"""What a platform's own JSON needs around the words of a block, or of a button."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """Blocks that stay together; `part` is what they are about."""

    part: str
    blocks: tuple[Block, ...]


Page = tuple[Chunk, ...]


def pages(chunks: Sequence[Chunk]) -> Sequence[Page]:
    """All of it, in order, on as few pages as have room."""
    done: list[Page] = []
    page: list[Chunk] = []
    room, left = BYTES, BLOCKS
    for chunk in chunks:
        size = sum(map(_bytes, chunk.blocks))
        if page and (size > room or len(chunk.blocks) > left):
            done.append(tuple(page))
            page, room, left = [], BYTES, BLOCKS
        page.append(chunk)
        room, left = room - size, left - len(chunk.blocks)
    return [*done, tuple(page)]


def place(pages: Sequence[Page], at: str) -> int:
    """Which page is meant by its number from 0, or by a part that begins there; the first if by nothing."""
    if at.isascii() and at.isdigit() and len(at) < len(str(BYTES)):
        return min(int(at), len(pages) - 1)
    return next((n for n, page in enumerate(pages) if any(chunk.part == at for chunk in page)), 0)


def _bytes(block: Block) -> int:
    match block:
        case Paragraph(text) | Heading(text) | Note(text) | Quote(text):
            return _AROUND + _length(text)
        case Fact(name, value) | Link(name, value):
            return _AROUND + _length(name) + _length(value)
        case Divider():
            return _AROUND
        case Buttons(items):
            return _AROUND + sum(
                _AROUND + 2 * _length(b.label) + _length(b.about) + _length(b.ref) for b in items
            )


def _length(text: str) -> int:
    # Braces are kept apart by something invisible where two of them would be read as a function.
    return len(json.dumps(text, ensure_ascii=False).encode()) + 3 * text.count("{")
