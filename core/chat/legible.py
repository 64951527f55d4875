"""Words from elsewhere as they are read."""

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

MOST_MARKS: Final = 3
"""Above and below one letter: Burmese and pointed Hebrew have so many, and a heap of them covers the lines around it."""


def legible(words: str) -> str:
    """On one line, and no signs that cannot be seen or that turn or cover the words around them."""
    signs = (
        " " if sign.isspace() else sign
        for sign in unicodedata.normalize("NFC", words)
        if sign.isspace() or unicodedata.category(sign)[0] not in "CZ"
    )
    return " ".join("".join(_few_marks(signs)).split())


def typed(words: str) -> str:
    """As it was written, without the signs that nobody can type: some cannot be stored, and some fill a form six times over."""
    return "".join(sign for sign in words if sign in "\n\t" or unicodedata.category(sign) not in {"Cc", "Cs"})


def _few_marks(signs: Iterable[str]) -> Iterator[str]:
    """Of the marks that take no room of their own, no more than some in a row."""
    row = 0
    for sign in signs:
        row = row + 1 if unicodedata.category(sign) in {"Mn", "Me"} else 0
        if row <= MOST_MARKS:
            yield sign
