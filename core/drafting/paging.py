"""A long text on several pages, so that every platform can show each of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.chat.room import BLOCKS, BYTES, size
from core.chat.views import Block


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
        needs = sum(map(size, chunk.blocks))
        if page and (needs > room or len(chunk.blocks) > left):
            done.append(tuple(page))
            page, room, left = [], BYTES, BLOCKS
        page.append(chunk)
        room, left = room - needs, left - len(chunk.blocks)
    return [*done, tuple(page)]


def place(pages: Sequence[Page], at: str) -> int:
    """Which page is meant by its number from 0, or by a part that begins there; the first if by nothing."""
    if at.isascii() and at.isdigit() and len(at) < len(str(BYTES)):
        return min(int(at), len(pages) - 1)
    return next((n for n, page in enumerate(pages) if any(chunk.part == at for chunk in page)), 0)
