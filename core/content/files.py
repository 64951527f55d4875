"""Reading such a file: understood whole, or refused by name with everything that is wrong in it (S108)."""

import string
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any, Final

from core.people import Language

LARGEST: Final = 1_000_000
"""Bytes in a file; ours have some ten thousand."""


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
    where: str
    wrong: list[str] = field(default_factory=list)

    def words(self, key: str = "", holes: frozenset[str] = frozenset()) -> Mapping[Language, str]:
        """
        One text in all three languages, under `key` or in this table itself.

        `holes` are the {names} that must be in each of them, and no others.
        """
        table = self.told.get(key, {}) if key else self.told
        where = f"{self.where}.{key}" if key else self.where
        said = {}
        for language in Language:
            text = table.get(language.value) if isinstance(table, Mapping) else None
            if not isinstance(text, str) or not text.strip():
                self.wrong.append(f"{where}.{language.value}: write it; it is missing or empty")
                text = ""
            elif (found := _holes(text)) != holes:
                self.wrong.append(f"{where}.{language.value}: {_mended(found, holes)}")
            said[language] = text.strip()
        return said

    def text(self, key: str, *, needed: bool = True) -> str:
        """A word or an address that is the same in every language."""
        text = self.told.get(key, "")
        if not isinstance(text, str) or (needed and not text.strip()):
            self.wrong.append(f"{self.where}.{key}: write it; it is missing or no text")
            return ""
        return text.strip()

    def day(self, key: str) -> date:
        """A date."""
        day = self.told.get(key)
        if type(day) is not date:
            self.wrong.append(f"{self.where}.{key}: write a date, as 2026-11-23")
            return date(2000, 1, 1)
        return day

    def tables(self, key: str) -> Iterator["Told"]:
        """Each table of a list, in order; an empty or missing list is wrong."""
        tables = self.told.get(key)
        if (
            not isinstance(tables, list)
            or not tables
            or not all(isinstance(each, Mapping) for each in tables)
        ):
            self.wrong.append(f"{self.where}.{key}: write at least one [[{key}]]")
            return
        for number, table in enumerate(tables, start=1):
            yield Told(table, f"{self.where}.{key}[{number}]", self.wrong)

    def only(self, *keys: str) -> None:
        """Whatever else stands in this table is wrong: most likely a word that was misspelled."""
        self.wrong.extend(f"{self.where}.{key}: not known here" for key in self.told if key not in keys)

    def done(self) -> None:
        """Raises BadContent with everything that was found wrong."""
        if self.wrong:
            raise BadContent(tuple(self.wrong))


def opened(package: str, name: str, own: Path | None = None) -> Told:
    """
    The file `name`.toml: the workplace's, if there is one in the folder `own`, else the one that comes with `package`.

    Raises BadContent if it cannot be read, or is no TOML.
    """
    theirs = own / f"{name}.toml" if own is not None else None
    where = name
    try:
        if theirs is not None and theirs.exists():
            where = str(theirs)
            raw = theirs.read_bytes()
        else:
            raw = (resources.files(package) / f"{name}.toml").read_bytes()
    except OSError:
        raise BadContent((f"{where}: cannot be read",)) from None
    if len(raw) > LARGEST:
        raise BadContent((f"{where}: is larger than {LARGEST} bytes",))
    try:
        return Told(tomllib.loads(raw.decode("utf-8")), where)
    except UnicodeDecodeError:
        raise BadContent((f"{where}: is not in UTF-8",)) from None
    except tomllib.TOMLDecodeError as fault:
        raise BadContent((f"{where}: is not well-formed TOML ({fault})",)) from None


def _holes(text: str) -> frozenset[str]:
    """The names in braces; a brace that is none of ours counts as a hole of that name."""
    try:
        return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)
    except ValueError:
        return frozenset({"{"})


def _mended(found: frozenset[str], wanted: frozenset[str]) -> str:
    missing, unknown = sorted(wanted - found), sorted(found - wanted)
    said = [f"{{{name}}} is missing" for name in missing] + [
        f"{{{name}}} is not known here" for name in unknown
    ]
    return "; ".join(said)
