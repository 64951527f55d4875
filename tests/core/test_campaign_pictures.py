"""What is taken for a picture, by what is in it; and what is taken out."""

import struct
import zlib

import pytest

from core.campaigns.pictures import MOST, PNG, WIDEST, BadPicture, read


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png(width: int = 2, height: int = 2, *more: bytes) -> bytes:
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    drawn = chunk(b"IDAT", zlib.compress(b"\0\0\0" * 2))
    return PNG + header + b"".join(more) + drawn + chunk(b"IEND", b"")


def segment(marker: int, content: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(content) + 2) + content


def jpeg(width: int = 2, height: int = 2, *more: bytes) -> bytes:
    frame = segment(0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\1\x11\0")
    scan = segment(0xDA, b"\1\1\0\0\x3f\0") + b"\x12\xff\x00\x34\xff\xd0\x56"
    return b"\xff\xd8" + b"".join(more) + frame + scan + b"\xff\xd9"


JFIF = segment(0xE0, b"JFIF\0\1\2\1\0\x48\0\x48\0\0")
ADOBE = segment(0xEE, b"Adobe\0\x64\0\0\0\0\1")


@pytest.mark.parametrize(("raw", "form"), [(png(), "image/png"), (jpeg(), "image/jpeg")])
def test_a_picture_is_kept_as_it_is(raw: bytes, form: str) -> None:
    """By its content, whatever its file is called."""
    found = read(raw)
    assert (found.form, found.content) == (form, raw)


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        (png(2, 2, chunk(b"tEXt", b"Author\0Kari"), chunk(b"eXIf", b"MM59.91N")), png()),
        (png() + b"<script>alert(1)</script>", png()),
        (jpeg(2, 2, segment(0xE1, b"Exif\0\0 59.91N"), segment(0xFE, b"<script>")), jpeg()),
        (jpeg() + b"PK\3\4 a whole archive", jpeg()),
        (jpeg(2, 2, JFIF, ADOBE), jpeg(2, 2, JFIF, ADOBE)),
        (
            jpeg(
                2,
                2,
                segment(0xE0, JFIF[4:16] + b"\4\4" + b"uncut" * 9),
                segment(0xEE, ADOBE[4:] + b"<script>"),
            ),
            jpeg(2, 2, JFIF, ADOBE),
        ),
        (jpeg(2, 2, segment(0xE0, b"JFXX\0\x10\xff\xd8 uncut"), segment(0xEE, b"Ducky 59.91N")), jpeg()),
        (jpeg(2, 2, segment(0xE0, b"JFIF\0\1"), segment(0xEE, b"Adobe\0")), jpeg()),
    ],
)
def test_all_but_the_picture_is_taken_out(raw: bytes, plain: bytes) -> None:
    """Where and by whom it was taken, what was written in it, and what was hung on behind it."""
    assert read(raw).content == plain


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        b"GIF89a",
        b"%PDF-1.7",
        PNG,
        png()[:-5],
        png().replace(b"IDAT", b"IDAX"),
        PNG + chunk(b"IDAT", b"") + chunk(b"IEND", b""),
        b"\xff\xd8",
        b"\xff\xd8\xff",
        b"\xff\xd8\xff\xd9",
        jpeg()[:-2],
        b"\xff\xd8" + b"\xff\xe1\0\0" + jpeg()[2:],
        png(WIDEST + 1, 2),
        png(0, 2),
        jpeg(2, WIDEST + 1),
        png() + b"\0" * MOST,
    ],
)
def test_what_is_none_is_refused_with_the_cure(raw: bytes) -> None:
    """Another format, a damaged one, one that is too large in bytes or in pixels; never a fault of ours."""
    with pytest.raises(BadPicture, match=r"save it|make it|most"):
        read(raw)


@pytest.mark.parametrize("whole", [png(), jpeg()])
def test_cut_anywhere_it_is_refused_and_never_hangs(whole: bytes) -> None:
    """Every beginning of one."""
    for end in range(len(whole)):
        with pytest.raises(BadPicture):
            read(whole[:end])
