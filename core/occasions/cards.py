"""The list that everybody reads, and the forms of those who may enter something."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from core.chat.texts import Texts
from core.chat.views import (
    Block,
    Button,
    Buttons,
    DatePick,
    Divider,
    Fact,
    Field,
    Form,
    FormBlock,
    Heading,
    Note,
    OneOf,
    Option,
    Paragraph,
    ShortText,
    SomeOf,
    Style,
)
from core.occasions.model import MOST_NAME, Audience, Kind, Occasion
from core.occasions.naming import invited, named
from core.people import Person

SHOWN: Final = 12
"""On a page."""
MOST_LISTED: Final = 40
"""Places or departments in a list; where there are more, the name is written."""
EVERYBODY: Final = "everybody"
IS: Final = "is:"
"""Before a place or department in a list, so that none can be mistaken for everybody."""
YEARLY, AGAIN = "yearly", "again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """The places and departments that the directory has."""

    places: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Who looks at the list: `enters` something themselves, and `changes` these."""

    enters: bool = False
    changes: frozenset[str] = frozenset()


def line(texts: Texts, occasion: Occasion) -> str:
    """What it is, and for whom."""
    key = "item_off" if occasion.cancelled else "item"
    return texts(key, event=named(texts, occasion), who=invited(texts, occasion.audience))


def page(texts: Texts, coming: Sequence[Occasion], seen: Seen, at: int = 0) -> Form:
    """The same for everybody, but for the buttons of those who may enter or change something."""
    pages = max(1, -(-len(coming) // SHOWN))
    here = min(at, pages - 1)
    body: list[Block] = [Paragraph(texts("list.body"))]
    if seen.enters:
        body.append(Buttons((Button(label=texts("list.new"), action="occasions.new"),)))
    month = ""
    for occasion in coming[here * SHOWN : (here + 1) * SHOWN]:
        if (name := texts.month(occasion.on)) != month:
            month = name
            body.append(Heading(name))
        body.append(Fact(texts.day(occasion.on), line(texts, occasion)))
        if occasion.id in seen.changes and not occasion.cancelled:
            about = f"{line(texts, occasion)}, {texts.day(occasion.on)}"
            edit = Button(label=texts("list.edit"), action="occasions.edit", ref=occasion.id, about=about)
            body.append(Buttons((edit,)))
    if not coming:
        body.append(Paragraph(texts("list.none")))
    there = [("list.sooner", here - 1)] * (here > 0) + [("list.later", here + 1)] * (here < pages - 1)
    if there:
        turns = [Button(label=texts(key), action="occasions.list", ref=str(n)) for key, n in there]
        body.append(Buttons(tuple(turns)))
    body += [Divider(), Note(texts("list.who"))]
    return Form(title=texts("title"), body=tuple(body), close=texts("close"))


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


def edit(texts: Texts, where: Where, occasion: Occasion, told: str = "") -> Form:
    """All of it can be changed; calling it off has a page of its own. `told` is what somebody else did meanwhile."""
    off = Button(label=texts("off.press"), action="occasions.ask_off", ref=occasion.id, style=Style.GRAVE)
    body = _asked(texts, where, occasion.kind, occasion.on, occasion)
    from_file = (Note(texts("form.from_file")),) if occasion.source else ()
    return Form(
        title=texts("form.title"),
        body=(*_first(told), *from_file, *body, Divider(), Buttons((off,))),
        action="occasions.change",
        submit=texts("save"),
        ref=f"{occasion.id}:{occasion.version}",
        close=texts("close"),
    )


def _first(told: str) -> tuple[Block, ...]:
    return (Paragraph(told),) if told else ()


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
            options=tuple(Option(value=each, label=texts(f"kind.{each}")) for each in Kind),
            value=kind or "",
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
    if len(values) > MOST_LISTED:
        return ShortText(name=name, label=label, hint=texts("form.typed_hint"), value=chosen)
    some = tuple(Option(value=f"{IS}{each}", label=each) for each in values)
    options = (Option(value=EVERYBODY, label=texts("form.everybody")), *some)
    value = f"{IS}{chosen}" if chosen else EVERYBODY
    return OneOf(name=name, label=label, options=options, value=value, required=True, compact=True)


def entered(texts: Texts, occasion: Occasion, *, mine: bool) -> Form:
    """How it stands in the list now; `mine`: this person takes care of it, and gets the advice."""
    more = (Button(label=texts("entered.edit"), action="occasions.edit", ref=occasion.id),)
    back = Button(label=texts("list.back"), action="occasions.list")
    return Form(
        title=texts("title"),
        body=(
            Paragraph(texts("entered.body")),
            Fact(texts.day(occasion.on), line(texts, occasion)),
            *((Paragraph(texts("entered.advice")),) if mine else ()),
            Buttons((back, *more)),
        ),
        close=texts("close"),
    )


def ask_off(texts: Texts, occasion: Occasion, told: str = "") -> Form:
    """No reason is asked for. `told` is what somebody else did meanwhile."""
    again = SomeOf(
        name=AGAIN,
        label=texts("off.next_year"),
        options=(Option(value=AGAIN, label=texts("off.again")),),
        value=(AGAIN,),
    )
    return Form(
        title=texts("off.press"),
        body=(
            *_first(told),
            Fact(texts.day(occasion.on), line(texts, occasion)),
            Paragraph(texts("off.body")),
            *((again,) if occasion.yearly else ()),
        ),
        action="occasions.call_off",
        submit=texts("off.press"),
        ref=f"{occasion.id}:{occasion.version}",
        close=texts("off.keep"),
        even=True,
    )


def whom_to_ask(texts: Texts, people: Sequence[Person], key: str) -> str:
    """A kind no, with somebody to turn to."""
    if not people:
        return texts(key, ask=texts("no.leader"))
    return texts(key, ask=texts("no.ask", names=texts("no.or").join(each.name for each in people)))
