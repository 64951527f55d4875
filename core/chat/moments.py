"""Asking for a day and a time, and reading what was chosen."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from core import workdays
from core.chat.texts import Texts, load
from core.chat.views import DatePick, TimePick, Values

TEXTS = load(__package__)


def fields(texts: Texts, suggestion: datetime, zone: str) -> tuple[DatePick, TimePick]:
    """The two fields, with a suggestion that can be changed."""
    words, local = texts.other(TEXTS), suggestion.astimezone(ZoneInfo(zone))
    return (
        DatePick(name="day", label=words("moment.day"), value=local.date().isoformat()),
        TimePick(name="time", label=words("moment.time"), value=local.strftime("%H:%M")),
    )


def read(values: Values, zone: str, now: datetime, texts: Texts) -> datetime | dict[str, str]:
    """The moment chosen, in UTC, or what to mend, by field name."""
    words = texts.other(TEXTS)
    try:
        day = date.fromisoformat(str(values.get("day", "")))
    except ValueError:
        return {"day": words("moment.no_day")}
    try:
        clock = time.fromisoformat(str(values.get("time", "")))
    except ValueError:
        return {"time": words("moment.no_time")}
    if clock.tzinfo is not None or not now.year <= day.year <= now.year + 10:
        return {"day": words("moment.no_day")}
    moment = workdays.at(day, clock, zone)
    return moment if moment > now else {"time": words("moment.past")}
