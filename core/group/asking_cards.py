"""The forms in which the employee asks somebody in: as what, who, and what that person will know."""

from collections.abc import Sequence
from typing import Final

from core.agreements.members import OUTSIDE, Part
from core.agreements.model import AgreementId, Wording
from core.chat.texts import Texts
from core.chat.views import (
    Form,
    FormBlock,
    Heading,
    Note,
    OneOf,
    Option,
    Paragraph,
    PersonPick,
    ShortText,
    SomeOf,
)
from core.drafting.refs import joined
from core.drafting.texts import TEXTS as DRAFTING
from core.group.model import offered
from core.people import Person, Position

PARTS: Final = "parts"
MOST_NAME: Final = 100


def ask(texts: Texts, id: AgreementId) -> Form:
    """As what, and who; nobody is proposed."""
    parts = tuple(Option(value=part, label=texts(f"part.{part}")) for part in Part if part not in OUTSIDE)
    return Form(
        title=texts("ask"),
        body=(
            Paragraph(texts("ask_body")),
            OneOf(name="part", label=texts("ask_part"), options=parts, required=True),
            ShortText(name="name", label=texts("ask_name"), hint=texts("ask_hint"), most=MOST_NAME),
        ),
        action="group.find",
        submit=texts("next"),
        ref=id,
        close=texts("close"),
    )


def found(texts: Texts, id: AgreementId, part: Part, people: Sequence[Person]) -> Form:
    """Whom of these."""
    options = tuple(Option(value=each.id, label=each.name) for each in people)
    return Form(
        title=texts("ask"),
        body=(PersonPick(name="to", label=texts("ask_which"), options=options),),
        action="group.chosen",
        submit=texts("next"),
        ref=joined(id, part),
        close=texts("close"),
    )


def confirm(texts: Texts, id: AgreementId, part: Part, to: Person, words: tuple[Wording, bool]) -> Form:
    """
    What that person will know, by name, before the yes; then yes or not are equal answers.

    `words` are the text as it reads now, and whether it is in force.
    """
    wording, signed = words
    holes = {"name": to.name, "day": texts.dated(wording.ends_on)}
    body: list[FormBlock] = [Heading(to.name), Note(texts(f"part.{part}"))]
    body += [Paragraph(texts("knows", **holes)), Paragraph(texts("undone", **holes))]
    if Position.COMMITTEE in to.positions:
        body.append(Paragraph(texts("committee", **holes)))
    body.append(Paragraph(texts("told", **holes)))
    if not signed:
        body.append(Note(texts("draft_now", **holes)))
    return Form(
        title=texts("ask"),
        body=(*body, choice(texts, wording, texts("reads", **holes), ()), Note(texts("never", **holes))),
        action="group.yes",
        submit=texts("yes"),
        ref=joined(id, part, to.id),
        close=texts("no"),
        even=True,
    )


def choice(texts: Texts, wording: Wording, label: str, shown: Sequence[str]) -> SomeOf:
    """The parts of the text that say something; ticked is what was chosen before, and at first nothing."""
    drafting = texts.other(DRAFTING)
    options = tuple(Option(value=part, label=drafting(f"part.{part}")) for part in offered(wording))
    return SomeOf(name=PARTS, label=label, options=options, value=tuple(shown), hint=texts("reads_hint"))


def outside(texts: Texts, id: AgreementId, wording: Wording) -> Form:
    """A helper outside the workplace: a part, a name if one likes, and what stands on the sheet."""
    parts = tuple(Option(value=part, label=texts(f"part.{part}")) for part in OUTSIDE)
    return Form(
        title=texts("outside"),
        body=(
            Paragraph(texts("outside_body")),
            OneOf(name="part", label=texts("outside_part"), options=parts, required=True),
            ShortText(name="name", label=texts("outside_name"), hint=texts("outside_hint"), most=MOST_NAME),
            choice(texts, wording, texts("outside_parts"), ()),
        ),
        action="group.named",
        submit=texts("save"),
        ref=id,
        close=texts("close"),
    )
