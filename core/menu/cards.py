"""The menu card and the private page."""

from collections.abc import Sequence

from core.chat.texts import Texts, load
from core.chat.views import Block, Button, Buttons, Card, Divider, Fact, Form, Heading, Note, Paragraph
from core.people import Person

TEXTS = load(__package__)


def menu(person: Person) -> Card:
    """Byte for byte the same for everybody with the same language, with and without an agreement (domain.md 5.7)."""
    texts = Texts(TEXTS, person.language)
    return Card(
        hint=texts("hint"),
        title=texts("title"),
        blocks=(
            Paragraph(texts("body")),
            Buttons(
                (
                    Button(label=texts("my_page"), action="menu.page"),
                    Button(label=texts("read"), action="guides.start"),
                    Button(label=texts("reminder"), action="reminders.new"),
                    Button(label=texts("settings"), action="settings.show"),
                    Button(label=texts("to_talk"), action="menu.talk"),
                )
            ),
            Note(texts("others")),
        ),
    )


def ask(texts: Texts) -> Form:
    """Before anything private stands on the screen; the same for everybody."""
    return Form(
        title=texts("my_page"),
        body=(
            Heading(texts("ask.title")),
            Paragraph(texts("page.body")),
            Buttons((Button(label=texts("ask.show"), action="menu.shown"),)),
        ),
        close=texts("close"),
    )


def page(texts: Texts, sections: Sequence[tuple[Block, ...]], stopped: Sequence[tuple[str, str]]) -> Form:
    """What only this person sees; empty sections take no room."""
    parts: list[Block] = []
    for section in sections:
        parts += [*section, Divider()]
    if not parts:
        parts += [Paragraph(texts("page.nothing")), Divider()]
    if stopped:
        parts.append(Paragraph(texts("page.stopped")))
        parts += [Fact(when, why) for when, why in stopped]
    parts += [
        Buttons((Button(label=texts("page.data"), action="privacy.show"),)),
    ]
    return Form(title=texts("my_page"), body=tuple(parts), close=texts("close"))
