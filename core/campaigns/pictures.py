"""
A picture for a campaign: PNG or JPEG by what is in it, small enough, and with nothing in it but the picture.

Only the parts that a picture is drawn from are kept, so that neither a place, a name of a camera, nor a script, comes along.
"""

import zlib
from dataclasses import dataclass
from typing import Final

MOST: Final = 1_000_000
"""Bytes."""
WIDEST: Final = 4096
"""Pixels on a side: what a phone can take apart without choking."""
PNG: Final = b"\x89PNG\r\n\x1a\n"
DRAWN: Final = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"sRGB", b"gAMA"})
JPEG: Final = b"\xff\xd8"
FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
DRAWN_BY: Final = FRAMES | {0xC4, 0xDA, 0xDB, 0xDD}
"""Segments that a JPEG is drawn from."""
COLOURS: Final = {0xE0: (b"JFIF\0", 12, b"\0\0"), 0xEE: (b"Adobe", 12, b"")}
"""Segments that say how its colours are meant: how they begin, how far they are kept, and what stands for a small picture in it."""
RESTART: Final = frozenset(range(0xD0, 0xD8))


class BadPicture(Exception):
    """It cannot be used; says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Picture:
    """`form` is its media type, as it was found in it."""

    form: str
    content: bytes


def read(raw: bytes) -> Picture:
    """The picture in these bytes. Raises BadPicture."""
    if len(raw) > MOST:
        raise BadPicture(f"is larger than {MOST} bytes; make it smaller")
    if raw.startswith(PNG):
        return Picture("image/png", _png(raw))
    if raw.startswith(JPEG):
        return Picture("image/jpeg", _jpeg(raw))
    raise BadPicture("is neither PNG nor JPEG; save it as one of them")


def _sized(width: int, height: int) -> None:
    if not (0 < width <= WIDEST and 0 < height <= WIDEST):
        raise BadPicture(f"is {width} by {height}; {WIDEST} on each side is the most")


def _png(raw: bytes) -> bytes:
    kept, at, ended = [PNG], len(PNG), False
    while not ended:
        length, name = int.from_bytes(raw[at : at + 4]), raw[at + 4 : at + 8]
        end = at + 12 + length
        if end > len(raw) or zlib.crc32(raw[at + 4 : end - 4]) != int.from_bytes(raw[end - 4 : end]):
            raise BadPicture("is damaged; save it anew")
        if (at == len(PNG)) != (name == b"IHDR"):
            raise BadPicture("is damaged; save it anew")
        if name == b"IHDR":
            _sized(int.from_bytes(raw[at + 8 : at + 12]), int.from_bytes(raw[at + 12 : at + 16]))
        if name in DRAWN:
            kept.append(raw[at:end])
        at, ended = end, name == b"IEND"
    return b"".join(kept)


def _jpeg(raw: bytes) -> bytes:
    kept, at, framed = [JPEG], len(JPEG), False
    while True:
        if raw[at : at + 1] != b"\xff" or at + 4 > len(raw) + 2:
            raise BadPicture("is damaged; save it anew")
        marker = raw[at + 1] if at + 1 < len(raw) else 0
        if marker == 0xD9:
            if not framed:
                raise BadPicture("is damaged; save it anew")
            return b"".join((*kept, raw[at : at + 2]))
        end = at + 2 + int.from_bytes(raw[at + 2 : at + 4])
        if end < at + 4 or end > len(raw):
            raise BadPicture("is damaged; save it anew")
        if marker in FRAMES:
            _sized(int.from_bytes(raw[at + 7 : at + 9]), int.from_bytes(raw[at + 5 : at + 7]))
            framed = True
        if marker == 0xDA:
            end = _scanned(raw, end)
        kept.append(_kept(marker, raw[at:end]))
        at = end


def _kept(marker: int, segment: bytes) -> bytes:
    """What of it the picture is drawn from: not a smaller picture of what somebody may have cut away."""
    if marker not in COLOURS:
        return segment if marker in DRAWN_BY else b""
    begins, length, ends = COLOURS[marker]
    content = segment[4:]
    if not content.startswith(begins) or len(content) < length + len(ends):
        return b""
    said = content[:length] + ends
    return segment[:2] + (len(said) + 2).to_bytes(2) + said


def _scanned(raw: bytes, at: int) -> int:
    """Where what is drawn ends: at the next marker that is neither a filled-in byte nor a restart."""
    while (at := raw.find(b"\xff", at)) >= 0 and at + 1 < len(raw):
        if raw[at + 1] != 0 and raw[at + 1] not in RESTART:
            return at
        at += 2
    raise BadPicture("is damaged; save it anew")
