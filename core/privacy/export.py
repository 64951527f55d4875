"""Everything that is kept about a person, to take out: as data for machines, and as a sheet to read."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final, Generic, TypeVar

from core.chat.texts import Texts, load
from core.chat.views import Divider, Fact, Heading, Note, Paragraph
from core.pages.model import Data, Document, Part
from core.people import Person
from core.ports import Work
from core.privacy.registry import Json, Registry

TEXTS = load(__package__)
DATA: Final = "privacy.data"
SHEET: Final = "privacy.sheet"
DAYS: Final = frozenset({"from", "to", "on", "closes", "signed_on_paper", "since"})
WORDS_OF_SOMEBODY: Final = frozenset({"measures"})
"""Fields that are a table with a person's words as its names; elsewhere the names are ours."""
MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d.*[+-]\d\d:\d\d")
W = TypeVar("W", bound=Work)


class ExportedData(Generic[W]):
    """All of it, as it is kept (art. 20)."""

    name = DATA

    def __init__(self, registry: Registry[W]) -> None:
        self._registry = registry

    async def build(self, work: W, person: Person, ref: str) -> Data:
        del ref
        content = {"made": work.now.isoformat(), **await self._registry.export(work, person)}
        return Data(content=content, language=person.language)


class ExportedSheet(Generic[W]):
    """All of it, in words (art. 15)."""

    name = SHEET

    def __init__(self, registry: Registry[W]) -> None:
        self._registry = registry

    async def build(self, work: W, person: Person, ref: str) -> Document:
        del ref
        texts = Texts(TEXTS, person.language, person.zone)
        parts: list[Part] = [Note(texts("made", name=person.name, day=texts.dated(work.now)))]
        for name, entries in (await self._registry.export(work, person)).items():
            parts += [Heading(texts(f"kept.{name}")), Note(texts(f"how_long.{name}"))]
            parts += _subject(texts, entries) or [Paragraph(texts("nothing"))]
        parts += [Heading(texts("others")), Paragraph(texts("platform")), Paragraph(texts("operator"))]
        return Document(title=texts("title"), language=person.language, parts=tuple(parts))


def _subject(texts: Texts, entries: Sequence[Json]) -> list[Part]:
    parts: list[Part] = []
    for entry in entries:
        parts += [Divider()] if parts else []
        for key, value in entry.items():
            if said := _value(texts, key, value):
                parts.append(Fact(_word(texts, key), said))
    return parts


def _value(texts: Texts, key: str, value: Any) -> str:  # noqa: ANN401  whatever a subject exports
    """One value in words; several on lines of their own. What a person typed stays as typed."""
    match value:
        case None | "" | [] | ():
            return ""
        case bool():
            return texts("yes" if value else "no_word")
        case Mapping():
            named = key not in WORDS_OF_SOMEBODY
            return "\n".join(
                f"{_word(texts, name) if named else name}: {_one(texts, key, said)}"
                for name, said in value.items()
            )
        case list() | tuple():
            return "\n".join(_line(texts, key, each) for each in value)
        case _:
            return _one(texts, key, value)


def _line(texts: Texts, key: str, value: Any) -> str:  # noqa: ANN401  the same
    if not isinstance(value, Mapping):
        return _one(texts, key, value)
    said = ((name, _value(texts, name, each)) for name, each in value.items())
    return " · ".join(f"{_word(texts, n)} {s}" if n == "opened" else s for n, s in said if s)


def _one(texts: Texts, key: str, value: Any) -> str:  # noqa: ANN401  the same
    text = str(value)
    if key in {"about", "shown"}:
        return _word(texts, text)
    if key in DAYS:
        return texts.dated(date.fromisoformat(text))
    if MOMENT.fullmatch(text):
        return texts.dated(datetime.fromisoformat(text))
    code = f"said.{key}_{text}"
    return texts(code) if code in texts.catalogue else text


def _word(texts: Texts, key: str) -> str:
    """What a field is called; one that has no word yet keeps its own name, so that nothing is left out."""
    word = f"word.{key}"
    return texts(word) if word in texts.catalogue else key
