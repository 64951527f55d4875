"""
An iCalendar file (RFC 5545), read to the days on which something is arranged, and nothing more of it.

What may name people (where, a description, who comes, who invites, and the numbers that calendars give, which can be
made of addresses) stays here. `python -m adapters.calendar.reading` reads it in a process of its own: see `file`.
"""

import json
import resource
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any, Final
from zoneinfo import ZoneInfo

from icalendar import Calendar as Parsed
from icalendar.parser import Contentline

from adapters.calendar.event import Event, Unreadable
from adapters.calendar.recurring import AHEAD, days
from core.occasions.calendar import Calendar, Entry
from core.occasions.model import FURTHEST, MOST_COMING

LARGEST: Final = 2_000_000
"""Bytes; ten thousand events fit in it."""
MEMORY: Final = 1 << 30
"""Bytes that the reading process may have; the largest file takes some hundred million."""
PARTED: Final[Any] = Contentline
BEGINS, ENDS = "BEGIN:VCALENDAR", "END:VCALENDAR"
ANSWERS: Final = frozenset({"REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH"})
"""What people send about an invitation; no calendar."""


def read(raw: bytes, zone: str, today: date) -> Calendar:
    """
    What is to come. A time without a zone is in `zone`; what takes several days is on its first.

    Raises Unreadable.
    """
    events, whole = list[Event](), True
    for calendar in _parsed(_lines(raw)):
        method = str(calendar.get("METHOD", "")).upper()
        if method in ANSWERS:
            continue
        whole = whole and method != "CANCEL"
        for part in calendar.walk("VEVENT"):
            event = Event.of(part, len(events) + 1, ZoneInfo(zone))
            events.append(event.called_off() if method == "CANCEL" else event)
    if not events:
        raise Unreadable("there are no events in it; export the calendar that has them")
    return _calendar(_newest(events), today, whole=whole)


def _calendar(events: Mapping[str, Sequence[Event]], today: date, *, whole: bool) -> Calendar:
    entries: list[Entry] = []
    past = far = private = 0
    for series in events.values():
        if any(event.private for event in series):
            private += 1
            continue
        found = list(days(series, today))
        furthest = today + (AHEAD if series[0].repeats else FURTHEST)
        near = [entry for entry in found if today <= entry.on <= furthest]
        past += not near and not any(entry.on > furthest for entry in found)
        far += not near and any(entry.on > furthest for entry in found)
        entries += near
        if len([entry for entry in entries if not entry.off]) > MOST_COMING:
            raise Unreadable(
                f"it has more than {MOST_COMING} occasions to come; export a calendar with only what is arranged for many"
            )
    uids = frozenset(event.key() for series in events.values() for event in series)
    return Calendar(entries=tuple(entries), uids=uids, whole=whole, past=past, far=far, private=private)


def _newest(events: Sequence[Event]) -> Mapping[str, Sequence[Event]]:
    """By what they are called, each with the days that it has otherwise; of two versions of the same the later."""
    found: dict[str, dict[date | None, Event]] = {}
    for event in events:
        same = found.setdefault(event.uid, {})
        before = same.get(event.instead_of)
        if before is None or event.sequence >= before.sequence:
            same[event.instead_of] = event
    # The series itself comes first, where it is there.
    return {
        uid: sorted(same.values(), key=lambda event: event.instead_of or date.min)
        for uid, same in found.items()
    }


def _lines(raw: bytes) -> list[tuple[int, str]]:
    """Whole lines, each with the number of the one in the file that it begins on."""
    if len(raw) > LARGEST:
        raise Unreadable(
            "it is larger than 2 MB; export a shorter time, or a calendar with only what is arranged"
        )
    whole: list[tuple[int, bytes]] = []
    for number, line in enumerate(raw.removeprefix(b"\xef\xbb\xbf").splitlines(), start=1):
        if line[:1] in {b" ", b"\t"} and whole:  # goes on, in the middle of a sign too
            whole[-1] = (whole[-1][0], whole[-1][1] + line[1:])
        elif line.strip():
            whole.append((number, line))
    if not whole:
        raise Unreadable("it is empty; export the calendar again")
    try:
        return [(number, line.decode("utf-8")) for number, line in whole]
    except UnicodeDecodeError:
        raise Unreadable("it is not in UTF-8; export it again, or save it as UTF-8") from None


def _parsed(lines: Sequence[tuple[int, str]]) -> Iterator[Any]:
    """Each calendar. The library passes over one that ends too early, so they are counted."""
    said = [line.strip().upper() for _, line in lines]
    if said[0] != BEGINS:
        raise Unreadable(
            f"it is no iCalendar file: it does not begin with {BEGINS}; export the calendar as .ics"
        )
    try:
        found = Parsed.from_ical("\r\n".join(line for _, line in lines), multiple=True)
    except Exception:  # noqa: BLE001  whatever it is, the words of it may quote the file
        raise Unreadable(f"{_broken(lines)} cannot be understood; export the calendar again") from None
    calendars = [each for each in found if each.name == "VCALENDAR"]
    if len(calendars) != said.count(BEGINS) or said[-1] != ENDS:
        raise Unreadable("it ends in the middle; fetch or export it again")
    yield from calendars


def _broken(lines: Sequence[tuple[int, str]]) -> str:
    for number, line in lines:
        try:
            PARTED(line).parts()
        except ValueError:
            return f"line {number}"
    return "it"


def main() -> None:
    """From standard input a line of JSON and then the file; to standard output what was read, or why it was not."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    asked, _, raw = sys.stdin.buffer.read().partition(b"\n")
    given = json.loads(asked)
    try:
        calendar = read(raw, given["zone"], date.fromisoformat(given["today"]))
    except Unreadable as no:
        sys.stdout.write(json.dumps({"refused": str(no)}))
    else:
        sys.stdout.write(json.dumps(asdict(calendar), default=_written))


def _written(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else sorted(value)  # type: ignore[call-overload]  # or a set


if __name__ == "__main__":
    main()
