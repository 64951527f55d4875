"""Reading the list: every line is either understood or named with what is wrong in it."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from core.people import Language, Position

COLUMNS = ("ref", "name", "slack", "teams", "leader", "positions", "language", "zone")
NEEDED = ("ref", "name")
MOST_NAME = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """
    One person on the list.

    `ref` is the workplace's own reference (an employee number, say); it ties a leader to their people
    within the list and is not stored. `slack` and `teams` are user ids on the platforms.
    """

    line: int
    ref: str
    name: str
    slack: str = ""
    teams: str = ""
    leader: str = ""
    positions: frozenset[Position] = frozenset()
    language: Language | None = None
    zone: str = ""


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong, and where; line 1 is the heading. It never repeats what the line says of a person."""

    line: int
    what: str


def read(text: str) -> tuple[Sequence[Row], Sequence[Wrong]]:
    """All rows and all that is wrong; with anything wrong nothing should be taken in."""
    lines = text.lstrip("\ufeff").splitlines()
    if not lines:
        return (), (Wrong(1, "the file is empty; its first line must name the columns"),)
    separator = ";" if lines[0].count(";") > lines[0].count(",") else ","
    reader = csv.DictReader(lines, delimiter=separator, strict=True)
    names = [name.strip() for name in reader.fieldnames or ()]
    reader.fieldnames = names
    wrong = [Wrong(1, f"the column “{name}” is missing") for name in NEEDED if name not in names]
    wrong += [
        Wrong(1, f"column {n} is not one of: {', '.join(COLUMNS)}")
        for n, name in enumerate(names, 1)
        if name not in COLUMNS
    ]
    if wrong:
        return (), wrong
    rows: list[Row] = []
    try:
        for record in reader:
            row, faults = _row(reader.line_num, record)
            wrong += faults
            if row is not None:
                rows.append(row)
    except csv.Error:
        wrong.append(
            Wrong(
                reader.line_num, "this line is not well-formed CSV (a quotation mark that is never closed?)"
            )
        )
    return rows, sorted([*wrong, *_across(rows)], key=lambda w: w.line)


def _row(line: int, record: dict[str | None, object]) -> tuple[Row | None, list[Wrong]]:
    if None in record or any(value is None for value in record.values()):
        return None, [Wrong(line, "this line has more or fewer columns than the first line")]
    cell = {str(name): str(value).strip() for name, value in record.items()}
    if not any(cell.values()):
        return None, []
    faults = [f"“{name}” is empty" for name in NEEDED if not cell[name]]
    if len(cell["name"]) > MOST_NAME:
        faults.append(f"“name” is longer than {MOST_NAME} characters")
    if not cell.get("slack") and not cell.get("teams"):
        faults.append("there is neither a “slack” nor a “teams” id, so this person could not be reached")
    positions, unknown = _positions(cell.get("positions", ""))
    if unknown:
        faults.append(f"“positions” must be among: {', '.join(Position)}")
    language = cell.get("language", "")
    if language and language not in list(Language):
        faults.append(f"“language” must be one of: {', '.join(Language)}")
    if cell.get("zone") and not _is_zone(cell["zone"]):
        faults.append("“zone” is not a time zone such as Europe/Oslo")
    if faults:
        return None, [Wrong(line, fault) for fault in faults]
    return Row(
        line=line,
        ref=cell["ref"],
        name=cell["name"],
        slack=cell.get("slack", ""),
        teams=cell.get("teams", ""),
        leader=cell.get("leader", ""),
        positions=positions,
        language=Language(language) if language else None,
        zone=cell.get("zone", ""),
    ), []


def _positions(cell: str) -> tuple[frozenset[Position], bool]:
    words = cell.replace("|", " ").split()
    known = frozenset(Position(word) for word in words if word in list(Position))
    return known, any(word not in list(Position) for word in words)


def _is_zone(name: str) -> bool:
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
