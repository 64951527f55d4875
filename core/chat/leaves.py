"""A list that may be long, a page at a time: whoever makes it longer takes no form away from anybody."""

from collections.abc import Sequence
from typing import Final, TypeVar

T = TypeVar("T")
SHOWN: Final = 12
"""Rows on a page, each of at most three blocks: both platforms have room for twice as many."""


def leaf(rows: Sequence[T], at: int) -> tuple[Sequence[T], Sequence[tuple[str, int]]]:
    """
    The rows of page `at`, counted from 0, and the turns there are from it: "previous" and "next", each with its page.

    A page that there is not is the last one.
    """
    pages = max(1, -(-len(rows) // SHOWN))
    here = min(at, pages - 1)
    turns = [("previous", here - 1)] * (here > 0) + [("next", here + 1)] * (here < pages - 1)
    return rows[here * SHOWN : (here + 1) * SHOWN], turns


def numbered(said: str) -> int:
    """The page that a button says; the first one where it says none."""
    return int(said) if said.isascii() and said.isdigit() and len(said) < 5 else 0
