"""Whom one can talk to: telephones first, then people at the workplace, the own place before the rest."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

from core.chat.texts import Texts, load
from core.chat.views import Button, Buttons, Divider, Fact, Form, FormBlock, Heading, Link, Note, Paragraph
from core.contacts.helplines import NAMELESS, Helpline
from core.people import Person, Position

TEXTS = load(__package__)
SHOWN: Final = 12
"""People on a page; a page must fit a form on each platform."""
ROLES: Final = (
    Position.AKAN_CONTACT,
    Position.RESOURCE_PERSON,
    Position.OCCUPATIONAL_HEALTH,
    Position.UNION_REPRESENTATIVE,
    Position.SAFETY_REPRESENTATIVE,
    Position.COMMITTEE,
    Position.HR,
)
"""Whom anybody may turn to (S155-S192), in this order; whoever is several of them stands once, by the first."""


def page(texts: Texts, reader: Person, people: Iterable[Person], lines: Sequence[Helpline], at: int) -> Form:
    """`at` is the page, from 0. But for the reader's own place being first, the same for everybody."""
    listed = _in_order(reader, people)
    last = max(0, -(-len(listed) // SHOWN) - 1)
    here = min(at, last)
    body: list[FormBlock] = [] if here else [*_outside(texts, lines), Divider(), *_wish(texts), Divider()]
    body += _at_work(texts, reader, listed[here * SHOWN : (here + 1) * SHOWN])
    if not listed:
        body.append(Paragraph(texts("nobody")))
    turns = [("earlier", here - 1)] * (here > 0) + [("later", here + 1)] * (here < last)
    if turns:
        body.append(
            Buttons(tuple(Button(label=texts(key), action="contacts.show", ref=str(n)) for key, n in turns))
        )
    back = Buttons((Button(label=texts("overview"), action="guides.start"),))
    return Form(title=texts("title"), body=(*body, Note(texts("nobody_is_told")), back), close=texts("close"))


def _outside(texts: Texts, lines: Sequence[Helpline]) -> list[FormBlock]:
    # Of no others on the list is it promised: a doctor has to ask, and so may whoever a workplace puts there.
    nameless = {each.id: each.name[texts.language] for each in lines if each.id in NAMELESS}
    body: list[FormBlock] = [Paragraph(texts("outside", **nameless))]
    for line in lines:
        name = line.name[texts.language]
        body.append(Fact(name, _joined(line.phone, line.what[texts.language])))
        body += [
            Link(texts(key, name=name), url) for key, url in (("chat", line.chat), ("site", line.site)) if url
        ]
    # The year alone: a day would sound as if somebody had called on it.
    years = ", ".join(f"{line.name[texts.language]} {line.checked.year}" for line in lines if line.phone)
    return [*body, Note(texts("own_telephone")), Note(texts("checked", years=years))]


def _wish(texts: Texts) -> list[FormBlock]:
    return [
        Heading(texts("at_work")),
        Paragraph(texts("ask_body")),
        Buttons((Button(label=texts("ask"), action="talks.ask"),)),
    ]


def _at_work(texts: Texts, reader: Person, people: Sequence[Person]) -> list[FormBlock]:
    body: list[FormBlock] = [Paragraph(texts("directly"))] if people else []
    for (near, role), some in groupby(people, lambda each: (_near(reader, each), _role(each))):
        where = (reader.place if near else texts("elsewhere")) if reader.place else ""
        body += [Heading(_joined(texts(f"role.{role}"), where)), Note(texts(f"helps.{role}"))]
        body += [Fact(each.name, _reached(texts, each, role, near=near)) for each in some]
    return body


def _in_order(reader: Person, people: Iterable[Person]) -> list[Person]:
    listed = [each for each in people if each.positions & frozenset(ROLES)]
    return sorted(
        listed, key=lambda each: (not _near(reader, each), ROLES.index(_role(each)), each.name, each.id)
    )


def _near(reader: Person, other: Person) -> bool:
    return bool(reader.place) and other.place.casefold() == reader.place.casefold()


def _role(person: Person) -> Position:
    return next(role for role in ROLES if role in person.positions)


def _reached(texts: Texts, person: Person, role: Position, *, near: bool) -> str:
    roles = ", ".join(texts(f"role.{each}") for each in ROLES if each in person.positions - {role})
    also = texts("also", roles=roles) if roles else ""
    place = "" if near else person.place  # else it stands in the heading
    return _joined(person.contact or texts("no_number"), person.department, place, also)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
