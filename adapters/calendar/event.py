"""One event of a calendar file: what is asked of it, on the clock by which it was written."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, tzinfo
from typing import Any, Final, Self
from zoneinfo import ZoneInfo

ASKED: Final = (
    "UID",
    "DTSTART",
    "RECURRENCE-ID",
    "RRULE",
    "RDATE",
    "EXDATE",
    "STATUS",
    "CLASS",
    "SEQUENCE",
    "SUMMARY",
)
PUBLIC: Final = frozenset({"", "PUBLIC"})
"""Whatever else it is marked as is private, words that nobody knows too (RFC 5545, 3.8.1.3)."""


class Unreadable(Exception):
    """The file cannot be used; says why in one line, with the cure, and quotes nothing of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """
    An event, a series of them, or (`instead_of` a day) one day of a series that is otherwise than the rest.

    Times are on the event's own clock, without a zone; `day` says which day one is on. `onward`: and those after it.
    """

    number: int
    uid: str
    start: datetime
    own: tzinfo | None
    zone: ZoneInfo
    summary: str = ""
    categories: tuple[str, ...] = ()
    instead_of: date | None = None
    onward: bool = False
    rules: tuple[Mapping[str, Any], ...] = ()
    more: tuple[datetime, ...] = ()
    but: frozenset[date] = frozenset()
    off: bool = False
    private: bool = False
    sequence: int = 0

    @classmethod
    def of(cls, part: Any, number: int, zone: ZoneInfo) -> Self:  # noqa: ANN401  the library's own component
        """Raises Unreadable for one in which something that is asked for cannot be understood."""
        for name, _ in part.errors:
            if name in ASKED:
                raise Unreadable(
                    f"event {number}: {name} cannot be understood; mend that event, and export again"
                )
        try:
            return cls._of(part, number, zone)
        except Unreadable:
            raise
        except Exception:  # noqa: BLE001  whatever it is, the words of it may quote the file
            raise Unreadable(f"event {number} cannot be understood; mend it, and export again") from None

    @classmethod
    def _of(cls, part: Any, number: int, zone: ZoneInfo) -> Self:  # noqa: ANN401  the same
        begins = next((each.dt for each in _all(part, "DTSTART")), None)
        if not isinstance(begins, date):
            raise Unreadable(f"event {number} has no day (DTSTART); give it one, and export again")
        own = begins.tzinfo if isinstance(begins, datetime) else None
        summary = _text(part, "SUMMARY")
        plain = cls(
            number=number, uid=_text(part, "UID") or f"{begins.isoformat()} {summary}", start=_bare(begins), own=own,
            zone=zone, summary=summary, off=_text(part, "STATUS").upper() == "CANCELLED",
            private=_text(part, "CLASS").upper() not in PUBLIC, sequence=int(_text(part, "SEQUENCE") or 0),
            categories=tuple(str(said) for each in _all(part, "CATEGORIES") for said in getattr(each, "cats", ())),
        )  # fmt: skip
        rid = next(iter(_all(part, "RECURRENCE-ID")), None)
        return replace(
            plain,
            instead_of=None if rid is None else plain.wall(rid.dt).date(),
            onward=rid is not None and str(rid.params.get("RANGE", "")).upper() == "THISANDFUTURE",
            rules=tuple(_all(part, "RRULE")),
            more=tuple(plain.wall(at) for at in _listed(part, "RDATE")),
            but=frozenset(plain.wall(at).date() for at in _listed(part, "EXDATE")),
        )

    @property
    def repeats(self) -> bool:
        """Whether there may be more than one day of it."""
        return bool(self.rules or self.more)

    def called_off(self) -> Self:
        return replace(self, off=True)

    def key(self, day: date | None = None) -> str:
        """What it is known by here: the same in every export, and nothing can be read from it."""
        return hashlib.sha256(f"{self.uid}\n{day or self.instead_of or ''}".encode()).hexdigest()[:32]

    def wall(self, at: date) -> datetime:
        """A time in the file on this event's clock; a day alone has this event's hour."""
        if not isinstance(at, datetime):
            return datetime.combine(at, self.start.time())
        return _bare(at if at.tzinfo is None else at.astimezone(self.own or self.zone))

    def day(self, at: datetime) -> date:
        """Which day that is: as written, and what is written in UTC as it is where the workplace is."""
        if self.own is None or self.own.tzname(None) != UTC.tzname(None):
            return at.date()
        return at.replace(tzinfo=UTC).astimezone(self.zone).date()


def _all(part: Any, name: str) -> list[Any]:  # noqa: ANN401  the library's own component
    """Each of this name; the library gives one alone, and several as a list."""
    found = part.get(name, [])
    return found if isinstance(found, list) else [found]


def _text(part: Any, name: str) -> str:  # noqa: ANN401  the same
    return next((str(each).strip() for each in _all(part, name)), "")


def _listed(part: Any, name: str) -> Iterator[date]:  # noqa: ANN401  the same
    """Dates and times, and of a stretch of time where it begins."""
    for several in _all(part, name):
        for each in several.dts:
            yield each.dt[0] if isinstance(each.dt, tuple) else each.dt


def _bare(at: date) -> datetime:
    return at.replace(tzinfo=None) if isinstance(at, datetime) else datetime.combine(at, datetime.min.time())
