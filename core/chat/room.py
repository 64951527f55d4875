"""How much of a form's room something takes, so that what is long is parted before a platform refuses it."""

import json
from collections.abc import Iterable
from typing import Final

from core.chat.views import Block, Buttons, Divider, Fact, Heading, Link, Note, Paragraph, Picture, Quote

BYTES: Final = 19_000
BLOCKS: Final = 76
"""Of a page's body. The smallest room there is holds 25 KB and 100 blocks (adapters/*/limits.py)."""

TITLE: Final = 24
"""Signs on a button or in a form's title, where they have least room (Slack)."""

_AROUND: Final = 140
"""What a platform's own JSON needs around the words of a block, or of a button."""


def size(block: Block) -> int:
    """Bytes, rather too many than too few."""
    match block:
        case Paragraph(text) | Note(text) | Quote(text):
            return _AROUND + _length(text)
        case Heading(text):
            # Where Markdown may be read, a sign that could mean something gets a longer twin, or is parted from the next.
            return _AROUND + _length(text) + 3 * sum(not (sign.isalnum() or sign.isspace()) for sign in text)
        case Fact(name, value) | Link(name, value):
            return _AROUND + _length(name) + _length(value)
        case Picture(url, says):
            return _AROUND + _length(url) + _length(says)
        case Divider():
            return _AROUND
        case Buttons(items):
            return _AROUND + sum(
                _AROUND + 2 * _length(b.label) + _length(b.about) + _length(b.ref) for b in items
            )


def fits(blocks: Iterable[Block]) -> bool:
    """Whether these fit one page."""
    sizes = [size(each) for each in blocks]
    return sum(sizes) <= BYTES and len(sizes) <= BLOCKS


def signs(text: str) -> int:
    """The length as the strictest of clients counts it: signs beyond the first plane are two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _length(text: str) -> int:
    # Braces are kept apart by something invisible where two of them would be read as a function.
    return len(json.dumps(text, ensure_ascii=False).encode()) + 3 * text.count("{")
