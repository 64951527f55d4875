"""What was filled in about an occasion: understood, or what to mend by field."""

from collections.abc import Iterable
from datetime import date, timedelta

from core.chat.flows import Turn
from core.chat.legible import legible
from core.occasions.forms import EVERYBODY, IS, YEARLY, Where
from core.occasions.model import CHOSEN, FURTHEST, MOST_NAME, Audience, Kind
from core.occasions.ports import Work
from core.occasions.usecases import Wanted
from core.people import WorkplaceId


async def where(work: Work, workplace: WorkplaceId) -> Where:
    """Each name that the directory has, once, however it is written there."""
    found = await work.people.works_at(workplace)
    return Where(
        places=_once(each.place for each in found), departments=_once(each.department for each in found)
    )


def _once(names: Iterable[str]) -> tuple[str, ...]:
    kept: dict[str, str] = {}
    for name in sorted(_plain(each) for each in names):
        if name:
            kept.setdefault(name.casefold(), name)
    return tuple(kept.values())


def _plain(name: str) -> str:
    return " ".join(name.split())


def read(turn: Turn, known: Where, today: date, before: Audience | None = None) -> Wanted | dict[str, str]:
    """`before` is whom it was for: that can be kept, also when the directory does not have it any more."""
    errors: dict[str, str] = {}
    given = _text(turn, "kind")
    kind = Kind(given) if given in CHOSEN else None
    if kind is None:
        errors["kind"] = turn.texts("choose")
    name = legible(_text(turn, "name"))
    if len(name) > MOST_NAME:
        errors["name"] = turn.texts("wrong.too_long", most=MOST_NAME, by=len(name) - MOST_NAME)
    if kind is Kind.OTHER and not name:
        errors["name"] = turn.texts("wrong.no_name")
    day = _day(turn, today)
    if isinstance(day, str):
        errors["day"] = day
    before = before or Audience()
    place = _among(_text(turn, "place"), (*known.places, before.place))
    department = _among(_text(turn, "department"), (*known.departments, before.department))
    errors |= {
        field: turn.texts("wrong.nowhere")
        for field, found in (("place", place), ("department", department))
        if found is None
    }
    if errors or kind is None or isinstance(day, str) or place is None or department is None:
        return errors
    audience = Audience(place=place, department=department)
    return Wanted(kind=kind, name=name, on=day, audience=audience, yearly=ticked(turn, YEARLY))


def ticked(turn: Turn, name: str) -> bool:
    """Whether the one choice of this field was made."""
    given = turn.values.get(name) or ()
    return name in ((given,) if isinstance(given, str) else given)


def _text(turn: Turn, name: str) -> str:
    given = turn.values.get(name) or ""
    return given.strip() if isinstance(given, str) else ""


def _day(turn: Turn, today: date) -> date | str:
    try:
        day = date.fromisoformat(_text(turn, "day"))
    except ValueError:
        return turn.texts("wrong.no_day", day=turn.texts.dated(today + timedelta(days=14)))
    if day < today:
        return turn.texts("wrong.past")
    return day if day <= today + FURTHEST else turn.texts("wrong.too_far")


def _among(given: str, names: Iterable[str]) -> str | None:
    """The name as the directory has it; nothing for everybody, and None for what is not there."""
    wanted = _plain(given.removeprefix(IS))
    if given == EVERYBODY or not wanted:
        return ""
    return next((name for name in names if name.casefold() == wanted.casefold()), None)
