"""Words from elsewhere as they are read."""

import unicodedata


def legible(words: str) -> str:
    """On one line, and no signs that cannot be seen or that turn the words around them."""
    signs = (
        " " if sign.isspace() else sign
        for sign in unicodedata.normalize("NFC", words)
        if sign.isspace() or unicodedata.category(sign)[0] not in "CZ"
    )
    return " ".join("".join(signs).split())
