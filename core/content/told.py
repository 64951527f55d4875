"""What a table of such a file says, taken out piece by piece; everything that is wrong in it is noted by its place."""

import re
import string
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, TypeAlias

from core.chat.room import signs
from core.content.links import is_safe
from core.people import Language

Words: TypeAlias = Mapping[Language, str]
"""One text in every language."""

_MARK: Final = re.compile(r"[a-z][a-z0-9-]{0,30}")
_SEEN: Final = "\n\t\N{ZERO WIDTH JOINER}\N{SOFT HYPHEN}"
"""Signs without a shape that words and faces are written with; others hide something, or turn what is around them."""


class BadContent(Exception):
    """A file cannot be used. Each line names the file, the place in it and the cure."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        """Take the lines, in the order of the file."""
        super().__init__(f"{len(lines)} to mend")
        self.lines = lines


@dataclass(frozen=True, slots=True)
class Told:
    """
    A table of a file, and where it stands. What is asked for and is wrong is noted in `wrong`, and something that
    fits is answered instead, so that all of a file's faults are named at once; call `done` before using any of it.
    """

    told: Mapping[str, Any]
    file: str
    place: str = ""
    wrong: list[str] = field(default_factory=list)

    def refuse(self, key: str, cure: str) -> None:
        """Note that `key` of this table is wrong, and what to do about it."""
        where = ".".join(each for each in (self.place, key) if each)
        self.wrong.append(f"{self.file}: {where}: {cure}" if where else f"{self.file}: {cure}")

    def words(self, key: str = "", holes: frozenset[str] = frozenset(), most: int = 0) -> Words:
        """
        One text in all three languages, under `key` or in this table itself.

        `holes` are the {names} that must be in each of them, and no others. A text without holes is ready to be
        shown; one with holes is ready for `format`. `most` is how many signs there is room for; 0 is any number.
        """
        table = self.told.get(key, {}) if key else self.told
        if key and isinstance(table, Mapping):
            Told(table, self.file, self._under(key), self.wrong).only(*Language)
        said = {}
        for language in Language:
            text = table.get(language.value) if isinstance(table, Mapping) else None
            ready, cure = _ready(text, holes, most)
            if cure:
                self.refuse(f"{key}.{language}" if key else language.value, cure)
            said[language] = ready
        return said

    def text(self, key: str, *, needed: bool = True, most: int = 0) -> str:
        """A word that is the same in every language."""
        text = self.told.get(key, "")
        if not isinstance(text, str):
            self.refuse(key, "write a text, in quotation marks")
            return ""
        cure = _unreadable(text, most) if text.strip() else needed and "write it; it is missing or empty"
        if cure:
            self.refuse(key, cure)
        return text.strip()

    def mark(self, key: str) -> str:
        """A short name that is never shown."""
        mark = self.told.get(key)
        if not isinstance(mark, str) or _MARK.fullmatch(mark) is None:
            self.refuse(key, "write a short name in small letters a to z, such as opening")
            return ""
        return mark

    def choice(self, key: str, options: Iterable[str]) -> str:
        """One of these; an empty text, if it is none of them."""
        known = [str(option) for option in options]
        chosen = self.told.get(key)
        if chosen not in known:
            self.refuse(key, f"write one of: {', '.join(known)}")
            return ""
        return str(chosen)

    def address(self, key: str) -> str:
        """A public page, at an address that leads where it says."""
        address = self.told.get(key)
        if not isinstance(address, str) or not is_safe(address):
            self.refuse(
                key, "write an address that begins with https://, in plain letters and without a port"
            )
            return ""
        return address

    def day(self, key: str) -> date:
        """A date."""
        day = self.told.get(key)
        if type(day) is not date:
            self.refuse(key, "write a date without quotation marks, as 2026-11-23")
            return date(2000, 1, 1)
        return day

    def tables(self, key: str, *, needed: bool = True) -> Iterator["Told"]:
        """Each table of a list, in order; an empty or missing list is wrong if one is needed."""
        tables = self.told.get(key, [])
        if not isinstance(tables, list) or not all(isinstance(each, Mapping) for each in tables):
            self.refuse(key, f"write it as [[{key}]]")
            return
        if needed and not tables:
            self.refuse(key, f"write at least one [[{key}]]")
        for number, table in enumerate(tables, start=1):
            yield Told(table, self.file, self._under(f"{key}[{number}]"), self.wrong)

    def only(self, *keys: str) -> None:
        """Whatever else stands in this table is wrong: most likely a word that was misspelled."""
        for key in self.told:
            if key not in keys:
                self.refuse(_shown(key), f"not known here; the names are: {', '.join(keys)}")

    def done(self) -> None:
        """Raises BadContent with everything that was found wrong."""
        if self.wrong:
            raise BadContent(tuple(self.wrong))

    def _under(self, key: str) -> str:
        return f"{self.place}.{key}" if self.place else key


def _ready(text: object, holes: frozenset[str], most: int) -> tuple[str, str]:
    """The text as it is used, and what to do about it, if anything."""
    if not isinstance(text, str) or not text.strip():
        return "", "write it; it is missing or empty"
    if cure := _mended(text, holes):
        return "", cure
    ready = text.strip() if holes else text.strip().format()
    return ready, _unreadable(ready, most)


def _unreadable(text: str, most: int) -> str:
    if any(unicodedata.category(sign) in {"Cc", "Cf"} and sign not in _SEEN for sign in text):
        return "take out the signs that cannot be seen"
    if most and signs(text.strip()) > most:
        return f"write it shorter; there is room for {most} signs, and it has {signs(text.strip())}"
    return ""


def _mended(text: str, wanted: frozenset[str]) -> str:
    """What to do about the {names} in it; nothing, if they are those that are wanted."""
    found = set()
    try:
        for _, name, form, conversion in string.Formatter().parse(text):
            if name is not None:
                found.add(name + (f"!{conversion}" if conversion else "") + (f":{form}" if form else ""))
    except ValueError:
        return "a brace stands alone; write {{ for { and }} for }"
    missing, unknown = sorted(wanted - found), sorted(found - wanted)
    said = [f"{{{name}}} is missing; put it in" for name in missing]
    said += [f"{{{_shown(name)}}} is not known here; take it out" for name in unknown]
    return ", and ".join(said)


def _shown(key: str) -> str:
    """A name that somebody wrote, as it can stand in one line."""
    return "".join(sign if sign.isprintable() else "?" for sign in key[:40])
