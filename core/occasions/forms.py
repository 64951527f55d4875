"""The form for entering something and for changing it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from core.chat.texts import Texts
from core.chat.views import (
    Button,
    Buttons,
    DatePick,
    Divider,
    Field,
    Form,
    FormBlock,
    Note,
    OneOf,
    Option,
    Paragraph,
    ShortText,
    SomeOf,
    Style,
)
from core.occasions.cards import first
from core.occasions.model import CHOSEN, MOST_NAME, Audience, Kind, Occasion

MOST_LISTED: Final = 40
ROOM: Final = 4000
"""Places or departments in a list, and bytes of their names; where there are more, the name is written."""
EVERYBODY: Final = "everybody"
IS: Final = "is:"
"""Before a place or department in a list, so that none can be mistaken for everybody."""
YEARLY: Final = "yearly"


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """The places and departments that the directory has."""

    places: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()


def new(texts: Texts, where: Where, day: date | None = None) -> Form:
    """A new one; with a `day`, a julebord on it."""
    kind = Kind.JULEBORD if day else None
    return Form(
        title=texts("list.new"),
        body=_asked(texts, where, kind, day),
        action="occasions.enter",
        submit=texts("save"),
        close=texts("close"),
    )


def edit(texts: Texts, where: Where, occasion: Occasion, told: str = "", *, rings: bool) -> Form:
    """
    All of it can be changed; calling it off has a page of its own. `told` is what somebody else did meanwhile.

    Unless it `rings`, it is for too few, or for nearly the same people as another one.
    """
    off = Button(label=texts("off.press"), action="occasions.ask_off", ref=occasion.id, style=Style.GRAVE)
    body = _asked(texts, where, occasion.kind, occasion.on, occasion)
    from_file = (Note(texts("form.from_file")),) if occasion.source else ()
    silent = () if rings else (Note(texts("silent")),)
    return Form(
        title=texts("form.title"),
        body=(*first(told), *from_file, *silent, *body, Divider(), Buttons((off,))),
        action="occasions.change",
        submit=texts("save"),
        ref=f"{occasion.id}:{occasion.version}",
        close=texts("close"),
    )


def _asked(
    texts: Texts, where: Where, kind: Kind | None, day: date | None, occasion: Occasion | None = None
) -> tuple[FormBlock | Field, ...]:
    audience = occasion.audience if occasion else Audience()
    whom = [
        _among(texts, "place", where.places, audience.place),
        _among(texts, "department", where.departments, audience.department),
    ]
    return (
        Paragraph(texts("form.body")),
        OneOf(
            name="kind",
            label=texts("form.kind"),
            options=tuple(Option(value=each, label=texts(f"kind.{each}")) for each in CHOSEN),
            value=kind if kind in CHOSEN else "",
            required=True,
            compact=True,
            prompt=texts("choose"),
        ),
        ShortText(
            name="name",
            label=texts("form.name"),
            hint=texts("form.name_hint"),
            most=MOST_NAME,
            value=occasion.name if occasion else "",
        ),
        DatePick(name="day", label=texts("form.day"), value=day.isoformat() if day else ""),
        *(field for field in whom if field is not None),
        Note(texts("form.few")),
        SomeOf(
            name=YEARLY,
            label=texts("form.yearly"),
            options=(Option(value=YEARLY, label=texts("form.every_year")),),
            value=(YEARLY,) if occasion and occasion.yearly else (),
        ),
    )


def _among(texts: Texts, name: str, values: Sequence[str], chosen: str) -> Field | None:
    """Nothing to choose where the directory says nothing; what it does not say any more can be kept."""
    if chosen and chosen not in values:
        values = (*values, chosen)
    if not values:
        return None
    label = texts(f"form.{name}")
    if len(values) > MOST_LISTED or len("".join(values).encode()) > ROOM:
        return ShortText(name=name, label=label, hint=texts("form.typed_hint"), value=chosen)
    some = tuple(Option(value=f"{IS}{each}", label=each) for each in values)
    options = (Option(value=EVERYBODY, label=texts("form.everybody")), *some)
    value = f"{IS}{chosen}" if chosen else EVERYBODY
    return OneOf(name=name, label=label, options=options, value=value, required=True, compact=True)
