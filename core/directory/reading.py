"""Reading the list: every line is either understood or named with what is wrong in it."""

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from core.people import Language, Position

COLUMNS = (
    "ref", "name", "slack", "teams", "leader", "positions", "language", "zone", "active",
    "place", "department", "contact",
)  # fmt: skip
ACTIVE = {"": True, "yes": True, "no": False}
NEEDED = ("ref", "name")
MOST_NAME = 100
"""Characters in a name, and in any other cell."""
TURNING = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""They turn the direction of what stands after them, in other people's sentences too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """
    One person on the list.

    `ref` is the workplace's own reference (an employee number, say); it ties a leader to their people
    within the list and is not stored. `slack` and `teams` are user ids on the platforms. A `leader`,
    `positions`, `place`, `department` or `contact` of None is a column that the list does not have: it says
    nothing of them. Somebody who is not `active` has left: their accounts open nothing any more.
    """

    line: int
    ref: str
    name: str
    slack: str = ""
    teams: str = ""
    leader: str | None = None
    positions: frozenset[Position] | None = None
    language: Language | None = None
    zone: str = ""
    active: bool = True
    place: str | None = None
    department: str | None = None
    contact: str | None = None


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong, and where; line 1 is the heading. It never repeats what the line says of a person."""

    line: int
    what: str


def read(text: str) -> tuple[Sequence[Row], Sequence[Wrong]]:
    """All rows and all that is wrong; with anything wrong nothing should be taken in. Never raises."""
    text = text.removeprefix("\ufeff")
    heading = text.partition("\n")[0]
    separator = ";" if heading.count(";") > heading.count(",") else ","
    records = _records(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    rows, wrong = list[Row](), list[Wrong]()
    try:
        _, cells = next(records, (1, []))
        names = [name.strip().lower() for name in cells]
        if wrong := _heading(names):
            return (), wrong
        for line, cells in records:
            row, faults = _row(line, names, cells)
            wrong += [Wrong(line, fault) for fault in faults]
            if row is not None:
                rows.append(row)
    except _NoCsv as broken:
        wrong.append(
            Wrong(
                broken.line,
                "this is not well-formed CSV (a quotation mark that is not doubled, or never closed?)",
            )
        )
    if not rows and not wrong:
        wrong.append(Wrong(1, "there is nobody on the list"))
    return rows, sorted([*wrong, *_across(rows)], key=lambda w: w.line)


class _NoCsv(Exception):
    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def _records(reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line that it begins on; a cell may go over several."""
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise _NoCsv(line) from None
        if any(cell.strip() for cell in cells):
            yield line, cells
        line = reader.line_num + 1  # type: ignore[attr-defined]  # every csv.reader has it


def _heading(names: Sequence[str]) -> list[Wrong]:
    if not any(names):
        return [Wrong(1, f"the file is empty; its first line must name the columns: {', '.join(COLUMNS)}")]
    missing = [f"the column “{name}” is missing" for name in NEEDED if name not in names]
    unknown = [
        f"column {n} is not one of: {', '.join(COLUMNS)}"
        for n, name in enumerate(names, 1)
        if name not in COLUMNS
    ]
    twice = [f"the column “{name}” is there twice" for name in COLUMNS if names.count(name) > 1]
    return [Wrong(1, what) for what in (*missing, *unknown, *twice)]


def _row(line: int, names: Sequence[str], cells: Sequence[str]) -> tuple[Row | None, list[str]]:
    if len(cells) != len(names):
        return None, ["this line has more or fewer columns than the first line"]
    cell = {name: " ".join(value.split()) for name, value in zip(names, cells, strict=True)}
    if faults := _faults(cell):
        return None, faults
    language = cell.get("language", "")
    return Row(
        line=line,
        ref=cell["ref"],
        name=cell["name"],
        slack=cell.get("slack", ""),
        teams=cell.get("teams", ""),
        leader=cell.get("leader"),
        positions=frozenset(map(Position, _words(cell["positions"]))) if "positions" in cell else None,
        language=Language(language) if language else None,
        zone=cell.get("zone", ""),
        active=ACTIVE[cell.get("active", "").lower()],
        place=cell.get("place"),
        department=cell.get("department"),
        contact=cell.get("contact"),
    ), []


def _faults(cell: Mapping[str, str]) -> list[str]:
    faults = [f"“{name}” is empty" for name in NEEDED if not cell[name]]
    faults += [
        f"“{name}” is longer than {MOST_NAME} characters" for name in cell if len(cell[name]) > MOST_NAME
    ]
    faults += [f"“{name}” has characters that cannot be shown" for name in cell if not shows(cell[name])]
    if not cell.get("slack") and not cell.get("teams"):
        faults.append("there is neither a “slack” nor a “teams” id, so this person could not be reached")
    if any(word not in list(Position) for word in _words(cell.get("positions", ""))):
        faults.append(f"“positions” must be among: {', '.join(Position)} (with | between them)")
    if cell.get("language") and cell["language"] not in list(Language):
        faults.append(f"“language” must be one of: {', '.join(Language)}")
    if cell.get("zone") and not is_zone(cell["zone"]):
        faults.append("“zone” is not a time zone such as Europe/Oslo")
    if cell.get("active", "").lower() not in ACTIVE:
        faults.append("“active” must be yes or no (empty is yes)")
    return faults


def _words(cell: str) -> Sequence[str]:
    return cell.replace("|", " ").split()


def shows(value: str) -> bool:
    """Whether every sign of it can be shown, and none turns what stands around it."""
    return not any(
        unicodedata.category(sign) in {"Cc", "Cs", "Cn", "Co"} or sign in TURNING for sign in value
    )


def is_zone(name: str) -> bool:
    """Whether there is a time zone of this name, such as Europe/Oslo."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _across(rows: Iterable[Row]) -> list[Wrong]:
    """What only shows when lines are held together."""
    wrong, seen = list[Wrong](), dict[tuple[str, str], int]()
    rows = list(rows)
    for row in rows:
        for column in ("ref", "slack", "teams"):
            value = getattr(row, column)
            if value and (first := seen.setdefault((column, value), row.line)) != row.line:
                wrong.append(Wrong(row.line, f"“{column}” is the same as on line {first}"))
    refs = {row.ref for row in rows}
    for row in rows:
        if row.leader and row.leader not in refs:
            wrong.append(Wrong(row.line, "“leader” is not the “ref” of anybody on this list"))
        if row.leader and row.leader == row.ref:
            wrong.append(Wrong(row.line, "“leader” is this person’s own “ref”"))
    return wrong
