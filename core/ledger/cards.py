"""The one card that every ping is, whatever it is about and whoever gets it (architecture, decision B)."""

from collections.abc import Sequence

from core.chat.leaves import leaf
from core.chat.texts import Texts, load
from core.chat.views import Button, Buttons, Card, Form, Heading, Note, Paragraph, Style
from core.ledger.model import PromiseId
from core.people import Person

TEXTS = load(__package__)


def ping(person: Person, promise: PromiseId) -> Card:
    """Byte for byte the same for everybody with the same language, but for the opaque id."""
    texts = Texts(TEXTS, person.language)
    return Card(
        hint=texts("hint"),
        title=texts("title"),
        blocks=(
            Paragraph(texts("body")),
            Buttons(
                (
                    Button(label=texts("open"), action="ping.open", ref=promise, style=Style.FIRST),
                    Button(label=texts("hour"), action="ping.hour", ref=promise, opens=False),
                    Button(label=texts("tomorrow"), action="ping.tomorrow", ref=promise, opens=False),
                )
            ),
        ),
    )


def several(texts: Texts, ping: str, lines: Sequence[tuple[PromiseId, str]], at: int = 0) -> Form:
    """What waits behind one ping when it carries more than one thing; page `at` of it."""
    here, turns = leaf(lines, at)
    there = [Button(label=texts(f"list.{way}"), action="ping.page", ref=f"{ping}:{n}") for way, n in turns]
    return Form(
        title=texts("list.title"),
        body=(
            Paragraph(texts("list.body")),
            *(
                part
                for id, line in here
                for part in (
                    Heading(line),
                    Buttons((Button(label=texts("open"), action="ping.one", ref=id, about=line),)),
                )
            ),
            *((Buttons(tuple(there)),) if there else ()),
            Note(texts("list.later")),
        ),
        close=texts("close"),
    )
