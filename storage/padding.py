"""Lengths that tell nothing: length-prefixed fields to authenticate, and plaintexts filled up to one of five sizes."""

import struct
from collections.abc import Iterable

BUCKETS = (256, 1024, 4096, 16384, 65536)
PREFIX = 4
LONGEST = BUCKETS[-1] - PREFIX


class TooLong(ValueError):  # nothing is ever cut to fit: what is too long is said to be so
    """The plaintext does not fit the largest bucket."""

    def __str__(self) -> str:
        """Without a word of what was too long."""
        return f"More than {LONGEST} bytes cannot be sealed in one piece."


def fields(*values: str | bytes | int) -> bytes:
    """
    One byte string from which the values could be read back, so that no two different lists make the same one.

    `fields("ab", "c") != fields("a", "bc")`, `fields("1") != fields(1)`, `fields("") != fields()`.
    """
    return b"".join(struct.pack(">I", len(part)) + part for part in _encoded(values))


def _encoded(values: Iterable[str | bytes | int]) -> Iterable[bytes]:
    for value in values:
        match value:
            case str():
                # Half a surrogate pair is no text, but must not make two contexts alike, nor raise.
                yield b"s" + value.encode("utf-8", "surrogatepass")
            case bytes():
                yield b"b" + value
            case int():
                yield b"i" + struct.pack(">q", value)


def pad(plaintext: bytes) -> bytes:
    """Length, text, zeros; raises TooLong."""
    needed = PREFIX + len(plaintext)
    size = next((bucket for bucket in BUCKETS if bucket >= needed), None)
    if size is None:
        raise TooLong
    return (struct.pack(">I", len(plaintext)) + plaintext).ljust(size, b"\0")


def unpad(padded: bytes) -> bytes:
    """What `pad` was given; ValueError if this is nothing that `pad` makes."""
    plaintext = padded[PREFIX : PREFIX + int.from_bytes(padded[:PREFIX])]
    if pad(plaintext) != padded:
        raise ValueError
    return plaintext
