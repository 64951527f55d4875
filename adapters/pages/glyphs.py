"""Which signs the fonts here can show, and what stands for those they cannot: nobody's words make a sheet fail."""

import re
import struct
import unicodedata
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

FAMILY: Final = "Noto Sans"
TURNS: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the words around them; a sheet sets each text on its own and turns it by its letters alone."""
NEW_LINE: Final = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
LINE: Final = "\n"


def folder() -> Traversable:
    """Where the fonts lie."""
    return files(__package__) / "fonts"


def covered() -> frozenset[str]:
    """Every sign that some font here has."""
    fonts = [each for each in folder().iterdir() if each.name.endswith(".ttf")]
    return frozenset(chr(code) for font in fonts for code in _codes(font.read_bytes()))


def shown(text: str, signs: frozenset[str]) -> str:
    """As typed, on the same lines; a sign that no font has stands as its number, and what is no sign is left out."""
    return "".join(_sign(each, signs) for each in NEW_LINE.sub(LINE, text))


def _sign(sign: str, signs: frozenset[str]) -> str:
    if sign == LINE:
        return sign
    if sign == "\t":
        return " "
    if sign in TURNS or sign == "\ufeff" or unicodedata.category(sign) == "Cc":
        return ""
    return sign if sign in signs else f"[U+{ord(sign):04X}]"


def _codes(font: bytes) -> Iterator[int]:
    """The code points of a TrueType font: those of its `cmap`, in the two formats that are in use."""
    (tables,) = struct.unpack_from(">H", font, 4)
    places = (struct.unpack_from(">4sIII", font, 12 + 16 * at) for at in range(tables))
    start = next(offset for tag, _, offset, _ in places if tag == b"cmap")
    (subtables,) = struct.unpack_from(">H", font, start + 2)
    for at in range(subtables):
        _, _, offset = struct.unpack_from(">HHI", font, start + 4 + 8 * at)
        (form,) = struct.unpack_from(">H", font, start + offset)
        if form == 4:
            yield from _four(font, start + offset)
        elif form == 12:
            yield from _twelve(font, start + offset)


def _four(font: bytes, at: int) -> Iterator[int]:
    (doubled,) = struct.unpack_from(">H", font, at + 6)
    shape = f">{doubled // 2}H"
    ends = struct.unpack_from(shape, font, at + 14)
    starts = struct.unpack_from(shape, font, at + 16 + doubled)
    for first, last in zip(starts, ends, strict=True):
        if first != 0xFFFF:
            yield from range(first, last + 1)


def _twelve(font: bytes, at: int) -> Iterator[int]:
    (groups,) = struct.unpack_from(">I", font, at + 12)
    for each in range(groups):
        first, last, _ = struct.unpack_from(">III", font, at + 16 + 12 * each)
        yield from range(first, last + 1)
