"""Small makers of calendar files, as others' calendars write them."""

from collections.abc import Sequence
from datetime import date

from adapters.calendar.reading import read
from core.occasions.calendar import Calendar, Entry

TODAY = date(2026, 11, 23)
"""A Monday."""
OSLO = "Europe/Oslo"


def event(**lines: str) -> str:
    """One event, plain but for these lines; `_` in a name is `-`, and `;` stands for what comes after the name."""
    plain = {"UID": "uid-1", "SUMMARY": "Julebord", "DTSTART": ":20261211T180000"} | lines
    said = (
        f"{name.replace('_', '-')}{value if value[:1] in ':;' else f':{value}'}"
        for name, value in plain.items()
        if value
    )
    return "\r\n".join(("BEGIN:VEVENT", *said, "END:VEVENT"))


def file(*events: str, **head: str) -> bytes:
    """A calendar with these in it."""
    lines = [f"{name}:{value}" for name, value in head.items()]
    whole = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Made up//EN", *lines, *events, "END:VCALENDAR")
    return ("\r\n".join(whole) + "\r\n").encode()


def taken(*events: str, zone: str = OSLO, today: date = TODAY, **head: str) -> Calendar:
    """What is read of it."""
    return read(file(*events, **head), zone, today)


def entries(*events: str, zone: str = OSLO, today: date = TODAY) -> Sequence[Entry]:
    """In order of their days."""
    return sorted(taken(*events, zone=zone, today=today).entries, key=lambda entry: entry.on)


def days(*events: str, zone: str = OSLO, today: date = TODAY) -> list[str]:
    """The days that are on."""
    return [entry.on.isoformat() for entry in entries(*events, zone=zone, today=today) if not entry.off]
