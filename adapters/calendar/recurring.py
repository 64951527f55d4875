"""The days of an event that comes again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any, Final

from dateutil.rrule import rrulestr
from icalendar import vRecur

from adapters.calendar.event import Event, Unreadable
from core.occasions.calendar import Entry

AHEAD: Final = timedelta(days=400)
TWICE: Final = timedelta(days=800)
"""Far enough to see two of what comes once a year."""
APART: Final = timedelta(days=300)
"""What is closer together than that comes several times a year."""
SLACK: Final = timedelta(days=2)
"""A day on another clock may be the one before or after."""
BY_DAY: Final = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
BY_HOUR: Final = frozenset({"BYHOUR", "BYMINUTE", "BYSECOND", "UNTIL"})
"""Not handed on: an occasion is a day, and where a rule ends is looked at here."""


def days(series: Sequence[Event], today: date) -> Iterator[Entry]:
    """
    An event, or those of a series that are to come, with the days that are otherwise; `series` has the whole first.

    What comes once a year is one entry that says so; all else is one entry a day. Raises Unreadable.
    """
    first, *others = series
    if first.instead_of is not None:
        yield from [_alone(event) for event in series]  # single days of a series that is not in the file
        return
    if not first.repeats and not others:
        yield _alone(first)
        return
    try:
        found = sorted(_expanded(first, others, today), key=lambda entry: entry.on)
    except Unreadable:
        raise
    except Exception:  # noqa: BLE001  whatever it is, the words of it may quote the file
        raise Unreadable(_again(first, "repeats in a way that cannot be understood")) from None
    yield from _of_the_year(first, found, today)


def _alone(event: Event) -> Entry:
    try:
        return _entry(event, event.key(), event.start)
    except Exception:  # noqa: BLE001  the same
        raise Unreadable(
            f"event {event.number} is on a day that cannot be understood; mend it, and export again"
        ) from None


def _again(event: Event, what: str) -> str:
    return f"event {event.number} {what}; let it repeat by days, weeks, months or years, and export again"


def _entry(event: Event, uid: str, at: datetime) -> Entry:
    return Entry(uid=uid, on=event.day(at), summary=event.summary, categories=event.categories, off=event.off)


def _of_the_year(first: Event, found: Sequence[Entry], today: date) -> Iterator[Entry]:
    coming = [entry for entry in found if entry.on >= today]
    on = [entry for entry in coming if not entry.off]
    apart = all(later.on - sooner.on >= APART for sooner, later in pairwise(on))
    if on and apart and any(rule.get("FREQ", [""])[0] == "YEARLY" for rule in first.rules):
        yield replace(on[0], uid=first.key(), yearly=len(on) > 1 and _interval(first) == 1)
    else:
        yield from coming or found[-1:] or [_entry(first, first.key(), first.start)]


def _interval(event: Event) -> int:
    return min(int(rule.get("INTERVAL", [1])[0]) for rule in event.rules)


def _expanded(first: Event, others: Sequence[Event], today: date) -> Iterator[Entry]:
    """Those of the rule, each as the file has it for its day, and those that the file has besides."""
    otherwise = {event.instead_of: event for event in others}
    for day, at in _base(first, today).items():
        if day in otherwise:
            continue
        event, moved = first, timedelta()
        for other in others:
            if other.onward and other.instead_of is not None and other.instead_of < day:
                event, moved = other, other.start - datetime.combine(other.instead_of, first.start.time())
        yield replace(_entry(event, first.key(day), at + moved), off=event.off or first.off)
    for event in others:
        yield replace(_entry(event, first.key(event.instead_of), event.start), off=event.off or first.off)


def _base(first: Event, today: date) -> Mapping[date, datetime]:
    """What the rules and the dates beside them give, by day."""
    begin = datetime.combine(today - SLACK, time.min)
    found = {first.start.date(): first.start, **{at.date(): at for at in first.more}}
    for rule in first.rules:
        found |= {at.date(): at for at in _ruled(first, rule, begin)}
    return {day: at for day, at in found.items() if day not in first.but}


def _ruled(first: Event, rule: Mapping[str, Any], begin: datetime) -> Iterator[datetime]:
    if str(rule.get("FREQ", [""])[0]).upper() not in BY_DAY:
        raise Unreadable(_again(first, "repeats more often than every day"))
    if int(rule.get("INTERVAL", [1])[0]) < 1:
        raise Unreadable(_again(first, "repeats after no time at all"))
    until = next((_end(first, at) for at in rule.get("UNTIL", [])), None)
    parts: Any = vRecur({name: value for name, value in rule.items() if name not in BY_HOUR})
    for at in rrulestr(parts.to_ical().decode(), dtstart=first.start).xafter(begin, inc=True):
        if at > begin + TWICE or (until is not None and at > until):
            return
        yield at


def _end(first: Event, at: date) -> datetime:
    """The last moment: a day alone is in it whole."""
    return first.wall(at) if isinstance(at, datetime) else datetime.combine(at, time.max)
