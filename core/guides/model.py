"""A guide: chapters of a few kinds of parts and, in some, turns to rehearse with."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from core.content.files import Origin, Words


class Kind(StrEnum):
    """What a part is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    NOTE = "note"
    POINT = "point"
    STEP = "step"
    SAY = "say"
    PAIR = "pair"
    FACT = "fact"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Line:
    """One text. A POINT is one of several in any order, a STEP one of several in this order; SAY can be said aloud."""

    kind: Kind
    words: Words


@dataclass(frozen=True, slots=True)
class Pair:
    """Support, and the clear frame that belongs to it (S77)."""

    support: Words
    frame: Words


@dataclass(frozen=True, slots=True)
class Named:
    """A name, and a value that is the same in every language: a phone number or, as a LINK, an address."""

    kind: Kind
    name: Words
    value: str


Part: TypeAlias = Line | Pair | Named


@dataclass(frozen=True, slots=True)
class Chapter:
    """What stands on one page. `key` is its place in the address of a press."""

    key: str
    title: Words
    parts: Sequence[Part]


@dataclass(frozen=True, slots=True)
class Answer:
    """What one could say, and one kind line about it."""

    say: Words
    line: Words


@dataclass(frozen=True, slots=True)
class Turn:
    """What the other might say, and the answers to choose among."""

    said: Words
    answers: Sequence[Answer]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """One file. `whom` it is for, in one line."""

    name: str
    title: Words
    whom: Words
    origin: Origin
    chapters: Sequence[Chapter]
    turns: Sequence[Turn] = ()
