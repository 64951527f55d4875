"""
Files of words that a workplace may replace: understood whole, or refused by name with all that is wrong (S108).

A subject says which files it has (`File`), and asks the shelf for what they say. All of them are read once, at
start; a file of the same name in the workplace's own folder takes the place of ours.
"""

import os
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from importlib import resources
from pathlib import Path
from typing import Any, Final, Generic, TypeVar, cast

from core.content.told import BadContent, Told, Words

__all__ = ["ORIGIN", "BadContent", "File", "Origin", "Shelf", "Told", "Words", "opened", "origin", "ours"]

LARGEST: Final = 1_000_000
"""Bytes in a file; ours have some ten thousand."""
ENDING: Final = ".toml"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Origin:
    """What a reader may want to know before they trust it (S108)."""

    version: str
    checked: date
    owner: Words
    source: Words


ORIGIN: Final = ("version", "checked", "owner", "source")


def origin(told: Told) -> Origin:
    """Which version this is, when somebody last saw that it holds, who answers for it and what it is built on."""
    return Origin(
        version=told.text("version", most=30),
        checked=told.day("checked"),
        owner=told.words("owner", most=100),
        source=told.words("source", most=500),
    )


@dataclass(frozen=True, slots=True)
class File(Generic[T]):
    """`name`.toml in `package`. `read` takes out what it says, and notes in what it is given all that is wrong."""

    package: str
    name: str
    read: Callable[[Told], T]

    def load(self, own: Path | None = None) -> T:
        """What it says, from the workplace's folder `own` or from ours. Raises BadContent."""
        told = opened(self.package, self.name, own)
        said = self.read(told)
        told.done()
        return said


class Shelf:
    """What all files say. Raises BadContent with every fault in every file, and every name that is none of theirs."""

    def __init__(self, files: Sequence[File[Any]], own: Path | None = None) -> None:
        wrong = [] if own is None else list(_strangers(own, [file.name for file in files]))
        self._said: dict[str, object] = {}
        for file in files:
            try:
                self._said[file.name] = file.load(own)
            except BadContent as fault:
                wrong += fault.lines
        if wrong:
            raise BadContent(tuple(wrong))

    def __getitem__(self, file: File[T]) -> T:
        """What this one says."""
        return cast("T", self._said[file.name])


def opened(package: str, name: str, own: Path | None = None) -> Told:
    """
    The file `name`.toml: the workplace's, if there is one in the folder `own`, else the one that comes with `package`.

    Raises BadContent if it cannot be read, or is no TOML.
    """
    theirs = own / f"{name}{ENDING}" if own is not None else None
    try:
        if theirs is None or not os.path.lexists(theirs):  # a link that leads nowhere is a fault, not a lack
            where, raw = f"{name}{ENDING}", ours(package, name)
        else:
            where = str(theirs)
            with theirs.open("rb") as file:
                raw = file.read(LARGEST + 1)
    except OSError:
        raise BadContent(
            (f"{theirs}: cannot be read; see that it is a file that this user may read",)
        ) from None
    if len(raw) > LARGEST:
        raise BadContent((f"{where}: is larger than {LARGEST} bytes; make it shorter",))
    try:
        # Notepad puts a mark of its own at the beginning, which is no part of the text.
        return Told(tomllib.loads(raw.decode("utf-8-sig")), where)
    except UnicodeDecodeError:
        raise BadContent((f"{where}: is not in UTF-8; save it as that",)) from None
    except (ValueError, RecursionError) as fault:
        why = str(fault) if isinstance(fault, tomllib.TOMLDecodeError) else "a number or a list without end"
        raise BadContent((f"{where}: is not well-formed TOML: {why}",)) from None


def ours(package: str, name: str) -> bytes:
    """The file that comes with us, as it is."""
    return (resources.files(package) / f"{name}{ENDING}").read_bytes()


def _strangers(own: Path, names: Iterable[str]) -> Iterator[str]:
    """What lies in the folder and is none of the files; names that begin with a dot are other programs'."""
    stems = list(names)
    known = {f"{name}{ENDING}" for name in stems}
    try:
        found = sorted(each.name for each in own.iterdir() if not each.name.startswith("."))
    except OSError:
        yield f"{own}: cannot be read; give a folder that is there and that this user may read"
        return
    for name in found:
        if name not in known:
            # By what stands before the ending alone: that is the same in all of them, and makes strangers look alike.
            nearest = get_close_matches(Path(name).stem.lower(), stems, n=1, cutoff=0.6)
            cure = (
                f"the nearest is {nearest[0]}{ENDING}"
                if nearest
                else f"the names are: {', '.join(sorted(known))}"
            )
            shown = "".join(sign if sign.isprintable() else "?" for sign in name[:60])
            yield f"{own / shown}: not known here; {cure}"
