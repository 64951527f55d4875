"""The forms: the body, a seat, and dissolving it all; and what was filled in."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from core.chat.flows import Turn
from core.chat.legible import legible
from core.chat.texts import Texts
from core.chat.views import (
    Button,
    Buttons,
    DatePick,
    Divider,
    Form,
    FormBlock,
    LongText,
    Note,
    OneOf,
    Option,
    Paragraph,
    ShortText,
    SomeOf,
    Style,
)
from core.committee import whom
from core.committee.cards import party
from core.committee.model import (
    FEWEST_MONTHS,
    MONTHS,
    MOST_MANDATE,
    MOST_MONTHS,
    MOST_NAME,
    Body,
    Kind,
    Party,
)
from core.content.links import MOST as MOST_LINK
from core.content.links import is_safe
from core.people import Person

HEALTH: Final = "health"
NUMBER: Final = re.compile(r"[0-9]{1,3}")


def body(texts: Texts, there: Body | None, told: str = "") -> Form:
    """A new one, or the one there is. `told` is what somebody else did meanwhile."""
    off = Button(label=texts("dissolve.name"), action="committee.ask_dissolve", style=Style.GRAVE)
    end: tuple[FormBlock, ...] = (Divider(), Buttons((off,))) if there else ()
    return Form(
        title=texts("body.title"),
        body=(
            *((Paragraph(told),) if told else ()),
            Paragraph(texts("body.body")),
            OneOf(
                name="kind",
                label=texts("body.kind"),
                options=tuple(Option(value=each, label=texts(f"kind.{each}")) for each in Kind),
                value=there.kind if there else Kind.OWN,
                required=True,
            ),
            ShortText(
                name="name",
                label=texts("body.name"),
                most=MOST_NAME,
                value=there.name if there else texts("title"),
            ),
            LongText(
                name="mandate",
                label=texts("mandate"),
                hint=texts("body.mandate_hint"),
                most=MOST_MANDATE,
                value=there.mandate if there else "",
            ),
            ShortText(
                name="link",
                label=texts("body.link"),
                hint=texts("body.link_hint"),
                most=MOST_LINK,
                value=there.mandate_link if there else "",
            ),
            ShortText(
                name="months",
                label=texts("body.months"),
                hint=texts("body.months_hint"),
                most=3,
                value=str(there.months if there else MONTHS),
            ),
            SomeOf(
                name=HEALTH,
                label=texts("body.health"),
                options=(Option(value=HEALTH, label=texts("body.has_health")),),
                value=(HEALTH,) if there is None or there.has_health else (),
            ),
            *end,
        ),
        action="committee.set_up",
        submit=texts("save"),
        ref=str(there.version) if there else "",
        close=texts("close"),
    )


def read_body(turn: Turn, today: date) -> Body | dict[str, str]:
    """As filled in, or what to mend, by field. A mandate is needed, in words or as an address (S148)."""
    texts, errors = turn.texts, dict[str, str]()
    kind = _text(turn, "kind")
    if kind not in list(Kind):
        errors["kind"] = texts("choose")
    name, link = legible(_text(turn, "name")), _text(turn, "link")
    mandate = "\n".join(filter(None, map(legible, _text(turn, "mandate").splitlines())))
    if not name or len(name) > MOST_NAME:
        errors["name"] = texts("wrong.length", most=MOST_NAME)
    if not mandate and not link:
        errors["mandate"] = texts("wrong.mandate")
    elif len(mandate) > MOST_MANDATE:
        errors["mandate"] = texts("wrong.length", most=MOST_MANDATE)
    if link and not is_safe(link):
        errors["link"] = texts("wrong.link")
    months = _text(turn, "months")
    if not NUMBER.fullmatch(months) or not FEWEST_MONTHS <= int(months) <= MOST_MONTHS:
        errors["months"] = texts("wrong.months", fewest=FEWEST_MONTHS, most=MOST_MONTHS)
    if errors:
        return errors
    return Body(
        workplace=turn.person.workplace,
        kind=Kind(kind),
        name=name,
        mandate=mandate,
        mandate_link=link,
        months=int(months),
        has_health=HEALTH in (turn.values.get(HEALTH) or ()),
        set_up_on=today,
    )


def seat(texts: Texts, people: Sequence[Person], day: date, parties: Sequence[Party] = tuple(Party)) -> Form:
    """Who, for whom, and from when."""
    return Form(
        title=texts("seats.new"),
        body=(
            Paragraph(texts("seat.body")),
            *whom.fields(texts, people, texts("seat.who")),
            OneOf(
                name="party",
                label=texts("seat.party"),
                options=tuple(Option(value=each, label=party(texts, each)) for each in parties),
                required=True,
                compact=True,
                prompt=texts("choose"),
            ),
            DatePick(name="day", label=texts("seat.from"), value=day.isoformat()),
            Note(texts("seat.note")),
        ),
        action="committee.fill",
        submit=texts("save"),
        close=texts("close"),
    )


def read_seat(turn: Turn) -> tuple[Party, date] | dict[str, str]:
    """For whom, and from when; or what to mend."""
    errors = dict[str, str]()
    chosen = _text(turn, "party")
    if chosen not in list(Party):
        errors["party"] = turn.texts("choose")
    try:
        day = date.fromisoformat(_text(turn, "day"))
    except ValueError:
        errors["day"] = turn.texts("wrong.day")
    else:
        return errors or (Party(chosen), day)
    return errors


def ask_dissolve(texts: Texts, there: Body) -> Form:
    """What happens and what stays."""
    return Form(
        title=texts("dissolve.name"),
        body=(Paragraph(texts("dissolve.body", name=there.name)),),
        action="committee.dissolve",
        submit=texts("dissolve.name"),
        ref=str(there.version),
        close=texts("keep"),
        even=True,
    )


def _text(turn: Turn, name: str) -> str:
    given = turn.values.get(name) or ""
    return given.strip() if isinstance(given, str) else ""
