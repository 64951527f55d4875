"""A guide's file, understood whole; what would not fit a page on every platform is wrong, too."""

from collections.abc import Iterator, Mapping
from typing import Final

from core.chat.room import TITLE, fits
from core.chat.texts import Texts
from core.chat.views import FIELDS, Form, OneTimeLink
from core.content.files import ORIGIN, File, Told, origin
from core.guides import cards
from core.guides.model import Answer, Chapter, Guide, Kind, Line, Named, Pair, Part, Turn
from core.people import Language

NAMES: Final = tuple(name for shelf in cards.SHELVES.values() for name in shelf)
MOST_CHAPTERS: Final = 20
MOST_TURNS: Final = 20


def guide(name: str, told: Told) -> Guide:
    """What the file says; anything wrong is noted in `told`."""
    told.only(*ORIGIN, "title", "for", "chapter", "turn")
    read = Guide(
        name=name,
        title=told.words("title", most=TITLE),
        whom=told.words("for", most=300),
        origin=origin(told),
        chapters=tuple(_chapters(told)),
        turns=tuple(map(_turn, told.tables("turn", needed=False))),
    )
    if len(read.chapters) > MOST_CHAPTERS:
        told.refuse("chapter", f"there is room for {MOST_CHAPTERS}; put some together")
    if len(read.turns) > MOST_TURNS:
        told.refuse("turn", f"there is room for {MOST_TURNS}; take some out")
    if not told.wrong:
        for language in Language:
            _fit(read, told, Texts(cards.TEXTS, language))
    return read


def _chapters(told: Told) -> Iterator[Chapter]:
    keys = set[str]()
    for table in told.tables("chapter"):
        table.only("key", "title", "part")
        key = table.mark("key")
        if key and key in keys:
            table.refuse("key", "another chapter has this name; write a new one")
        keys.add(key)
        yield Chapter(key, table.words("title", most=TITLE), tuple(map(_part, table.tables("part"))))


def _part(told: Told) -> Part:
    kind = told.choice("kind", Kind)
    match kind:
        case Kind.PAIR:
            told.only("kind", "support", "frame")
            return Pair(told.words("support"), told.words("frame"))
        case Kind.FACT | Kind.LINK:
            told.only("kind", "name", "value")
            value = told.address("value") if kind == Kind.LINK else told.text("value")
            return Named(Kind(kind), told.words("name"), value)
        case "":
            return Line(Kind.NOTE, {})
        case _:
            told.only("kind", *Language)
            return Line(Kind(kind), told.words())


def _turn(told: Told) -> Turn:
    told.only("said", "answer")
    answers = []
    for table in told.tables("answer"):
        table.only("say", "line")
        answers.append(Answer(table.words("say"), table.words("line")))
    if len(answers) > len(cards.LETTERS):
        told.refuse("answer", f"there is room for {len(cards.LETTERS)}; take some out")
    return Turn(told.words("said"), tuple(answers))


def _fit(read: Guide, told: Told, texts: Texts) -> None:
    """Each page is built as it will be shown. Slack's buttons and Teams' cards have the least room."""
    for at, chapter in enumerate(read.chapters):
        alone = len(read.chapters) == 1
        page = cards.contents(texts, read, ()) if alone else cards.chapter(texts, read, at)
        if not _fits(page):
            told.refuse(
                f"chapter[{at + 1}]",
                f"{chapter.key} is too long for one page in {texts.language}; make two of it",
            )
    for number, turn in enumerate(read.turns, start=1):
        pages = [cards.turn(texts, read, number, turn)]
        pages += [cards.answered(texts, read, number, turn, answer) for answer in turn.answers]
        if not all(map(_fits, pages)):
            told.refuse(f"turn[{number}]", f"is too long for one page in {texts.language}; make it shorter")


def _fits(page: Form) -> bool:
    return fits(part for part in page.body if not isinstance(part, (*FIELDS, OneTimeLink)))


def _file(name: str) -> File[Guide]:
    return File("core.guides.content", name, lambda told: guide(name, told))


FILES: Final[Mapping[str, File[Guide]]] = {name: _file(name) for name in NAMES}
"""Every guide there is, in the overview's order."""
