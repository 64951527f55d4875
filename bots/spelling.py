"""What is set, before any value is read: names that are ours, and a file that its owner alone can read."""

import os
import re
import stat
from collections.abc import Collection, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Final, TextIO

from dotenv.parser import Binding, parse_stream

PREFIX: Final = "INNSJEKK_"
FOR_TESTS: Final = f"{PREFIX}TEST_"
DATABASE: Final = f"{PREFIX}DATABASE_URL"
_LOOKS_LIKE_OURS: Final = re.compile(rf"{PREFIX}[A-Z0-9_]{{1,40}}")
_PASSWORD: Final = re.compile(r"//[^/?:@]*:[^/?]+@")
_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO


class BadSetting(Exception):
    """For the person who runs this. It names settings, files and lines, and never a value."""

    def __str__(self) -> str:
        return " ".join(super().__str__().split())


def check_environment(environment: Mapping[str, str], known: Collection[str]) -> None:
    """A misspelled name would be passed over without a word, and its default used. Raises BadSetting."""
    for name in sorted(environment):
        ours = name.upper()
        if ours.startswith(PREFIX) and not ours.startswith(FOR_TESTS) and ours not in known:
            raise BadSetting(f"the environment: {_unknown(name, known)}")


def check_file(file: Path, known: Collection[str], secrets: Collection[str]) -> None:
    """Each line is a setting, and a file with a secret in it is its owner's alone. Raises BadSetting."""
    try:
        with file.open(encoding="utf-8") as stream:
            shared = _shared(stream)
            lines = list(parse_stream(stream))
    except (OSError, UnicodeDecodeError, ValueError):
        what = f"a file in UTF-8 with {PREFIX}… lines"
        raise BadSetting(f"--config: {file} cannot be read; give the path of {what}") from None
    if shared and _hold_a_secret(lines, secrets):
        raise BadSetting(
            f"--config: others may read or change {file}, which has secrets in it; run: chmod 600 {file}"
        )
    for line in lines:
        blank = len(line.original.string) - len(line.original.string.lstrip("\n"))
        where = f"--config: line {line.original.line + blank} of {file}"
        if line.error or (line.key is not None and line.value is None):
            raise BadSetting(f"{where} is not {PREFIX}NAME=value; mend it or take it out")
        if line.key is not None and line.key.upper() not in known:
            raise BadSetting(f"{where}: {_unknown(line.key, known)}")


def _shared(stream: TextIO) -> bool:
    return bool(os.fstat(stream.fileno()).st_mode & _OTHERS)


def _hold_a_secret(lines: Sequence[Binding], secrets: Collection[str]) -> bool:
    for line in lines:
        name, value = (line.key or "").upper(), line.value or ""
        if (value and name in secrets) or (name == DATABASE and _PASSWORD.search(value)):
            return True
    return False


def _unknown(name: str, known: Collection[str]) -> str:
    """A name is repeated only if it looks like one of ours: it could be a secret on the wrong line."""
    if not _LOOKS_LIKE_OURS.fullmatch(name):
        return "a name there is not a setting; docs/settings.md has the names"
    bare = [each.removeprefix(PREFIX) for each in known]
    (nearest,) = get_close_matches(name.upper().removeprefix(PREFIX), bare, n=1, cutoff=0)
    return f"{name} is not a setting, the nearest is {PREFIX}{nearest}; docs/settings.md has the names"
