"""A chapter's parts as blocks, for the screen and for paper."""

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from core.chat.texts import Texts
from core.chat.views import Divider, Fact, Heading, Link, Note, Paragraph, Quote
from core.content.files import Words
from core.guides.model import Guide, Kind, Line, Named, Pair, Part

Written: TypeAlias = Heading | Paragraph | Note | Quote | Fact | Link | Divider


def on_screen(texts: Texts, parts: Sequence[Part]) -> Iterator[Written]:
    """In order. A line parts one pair from the next, so that each is read as one."""
    before: Part | None = None
    for part, number in _counted(parts):
        if isinstance(part, Pair):
            if isinstance(before, Pair):
                yield Divider()
            yield Fact(texts("support"), aloud(texts, part.support))
            yield Fact(texts("frame"), aloud(texts, part.frame))
        else:
            yield _written(texts, part, number)
        before = part


def on_paper(texts: Texts, parts: Sequence[Part]) -> Iterator[Written]:
    """In order. The two of a pair stand in one block, which no page parts."""
    for part, number in _counted(parts):
        if isinstance(part, Pair):
            both = (("support", part.support), ("frame", part.frame))
            yield Quote("\n".join(f"{texts(key)}: {aloud(texts, words)}" for key, words in both))
        else:
            yield _written(texts, part, number)


def _counted(parts: Sequence[Part]) -> Iterator[tuple[Part, int]]:
    """Each part, and the number it has if it is a step; these are counted from each heading."""
    step = 0
    for part in parts:
        if isinstance(part, Line):
            step = 0 if part.kind is Kind.HEADING else step + (part.kind is Kind.STEP)
        yield part, step


def _written(texts: Texts, part: Line | Named, number: int) -> Written:
    words = (part.words if isinstance(part, Line) else part.name)[texts.language]
    match part:
        case Named(Kind.LINK, _, address):
            return Link(words, address)
        case Named(_, _, value):
            return Fact(words, value)
        case Line(Kind.HEADING):
            return Heading(words)
        case Line(Kind.NOTE):
            return Note(words)
        case Line(Kind.SAY):
            return Quote(aloud(texts, part.words))
        case _:
            marks = {Kind.POINT: "• ", Kind.STEP: f"{number}. "}
            return Paragraph(marks.get(part.kind, "") + words)


def aloud(texts: Texts, words: Words) -> str:
    """What somebody could say, told from what we say."""
    return texts("aloud", words=words[texts.language])


def colophon(texts: Texts, guide: Guide) -> Note:
    """Which version this is, when it was looked over, who answers for it and what it is built on (S108)."""
    said = guide.origin
    return Note(
        texts(
            "colophon",
            version=said.version,
            day=texts.dated(said.checked),
            owner=said.owner[texts.language],
            source=said.source[texts.language],
        )
    )
