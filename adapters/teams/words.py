"""Words that stay plain: nothing that somebody typed comes alive as markup in a card."""

import re
from typing import Final

_NOTHING: Final = "\u200b"
"""Zero width: reads as nothing, and is neither white space nor punctuation to a Markdown parser."""

_HOLE: Final = re.compile(r"\{(?=\{)")
_LONE: Final = re.compile("[\ud800-\udfff\x00]")
_LINE_START: Final = re.compile(r"^(\s*)(?=[-+>#=|]|\d+[.)])", re.MULTILINE)
_BEFORE: Final = re.compile(r"(?<=[\\\]<&~!])(?=[^\s])")
_TWINS: Final = str.maketrans({"*": "\u2217", "`": "\u02cb"})
_OUTSIDE: Final = re.compile(r"(?<![^\W_])_|_(?![^\W_])")


def plain(text: str) -> str:
    """
    For a `TextRun`, where no Markdown is read: the words as written.

    `{{DATE(…)}}` and `{{TIME(…)}}` are read even there, so braces that stand together are parted by nothing visible.
    """
    return _HOLE.sub(f"{{{_NOTHING}", _LONE.sub("\ufffd", text))


def inert(text: str) -> str:
    """
    For labels, choices and headings, where one client reads Markdown and the next does not.

    A backslash would show where Markdown is not read, so signs get a twin that looks the same but means
    nothing, and what only means something in company is parted by nothing visible.
    """
    twins = _OUTSIDE.sub("\u02cd", plain(text).translate(_TWINS))
    parted = _BEFORE.sub(_NOTHING, twins)
    return _LINE_START.sub(rf"\1{_NOTHING}", parted)


def cut(text: str, most: int) -> str:
    """At most so many characters, with a sign that something is missing."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
