"""The forms of a change of leader: the employee's choice in two steps, and what the chosen one reads."""

from collections.abc import Sequence

from core.agreements.model import AgreementId, Terms
from core.chat.texts import Texts
from core.chat.views import (
    Block,
    Button,
    Buttons,
    Divider,
    Form,
    Note,
    Option,
    Paragraph,
    PersonPick,
    SomeOf,
)
from core.drafting import paging
from core.drafting.model import digest, wording_of
from core.life.sheet import Names, chunks, document
from core.life.texts import TEXTS as LIFE
from core.people import Person, Position
from core.sight import Role

SHARED = "shared"


def choose(texts: Texts, id: AgreementId, leaders: Sequence[Person]) -> Form:
    """Who, and whether what was shared before goes along. Nobody is chosen beforehand, and nothing is ticked."""
    if not leaders:
        return Form(title=texts("title"), body=(Paragraph(texts("choose.nobody")),), close=texts("close"))
    return Form(
        title=texts("title"),
        body=(
            Paragraph(texts("choose.body")),
            PersonPick(
                name="to",
                label=texts("choose.who"),
                options=tuple(Option(value=each.id, label=each.name) for each in leaders),
            ),
            SomeOf(
                name=SHARED,
                label=texts("choose.shared"),
                options=(Option(value="yes", label=texts("choose.shared_too")),),
            ),
            Note(texts("choose.talk")),
        ),
        action="around.chosen",
        submit=texts("next"),
        ref=id,
        close=texts("close"),
    )


def confirm(texts: Texts, ref: str, to: Person, former: str, *, shared_too: bool) -> Form:
    """What it means, by name; then yes or not are equal answers."""
    leader = to.name
    body: list[Block] = [
        Paragraph(texts("confirm.reads", leader=leader)),
        Paragraph(texts("confirm.shared" if shared_too else "confirm.not_shared", leader=leader)),
        Paragraph(texts("confirm.until", leader=leader)),
    ]
    if former:
        body.insert(2, Paragraph(texts("confirm.former", former=former)))
    body += sits(texts, [to])
    body.append(Note(texts("confirm.begins", leader=leader)))
    return Form(
        title=texts("title"),
        body=tuple(body),
        action="around.yes",
        submit=texts("confirm.yes"),
        ref=ref,
        close=texts("confirm.no"),
        even=True,
    )


def sits(texts: Texts, people: Sequence[Person]) -> list[Block]:
    """Who of these is on the committee, which has no part in any agreement (S154); said before the employee's yes."""
    return [Paragraph(texts("committee", name=e.name)) for e in people if Position.COMMITTEE in e.positions]


def you_sit(texts: Texts, reader: Person) -> list[Block]:
    """The same, to the one who sits there."""
    return [Note(texts("committee_you"))] if Position.COMMITTEE in reader.positions else []


def asked(texts: Texts, terms: Terms, names: Names, reader: Person, at: str) -> Form:
    """The whole text, on as many pages as it takes; both answers come after the last word of it."""
    id, employee = terms.agreement, names[Role.EMPLOYEE]
    pages = paging.pages(text_pages(texts, terms, names))
    here = paging.place(pages, at)
    body: list[Block] = []
    if here == 0:
        body += [Paragraph(texts("asked.body", employee=employee)), Paragraph(texts("asked.free"))]
        body += [Note(texts("asked.secret", employee=employee)), *you_sit(texts, reader), Divider()]
    if len(pages) > 1:
        body.append(Note(texts("asked.pages", n=here + 1, of=len(pages))))
    body += [block for chunk in pages[here] for block in chunk.blocks]
    there = [("asked.back", here - 1)] * (here > 0) + [("asked.on", here + 1)] * (here < len(pages) - 1)
    if there:
        body.append(
            Buttons(tuple(Button(label=texts(k), action="around.asked", ref=f"{id}:{n}") for k, n in there))
        )
    if here < len(pages) - 1:
        return Form(title=texts("asked.title"), body=tuple(body), close=texts("close"))
    no = Button(label=texts("asked.no"), action="around.cannot", ref=id)
    body += [Divider(), Paragraph(texts("asked.means", employee=employee)), Buttons((no,))]
    return Form(
        title=texts("asked.title"),
        body=tuple(body),
        action="around.enter",
        submit=texts("asked.yes"),
        ref=f"{id}:{digest(id, wording_of(terms))}",
        close=texts("close"),
        even=True,
    )


def text_pages(texts: Texts, terms: Terms, names: Names) -> list[paging.Chunk]:
    """As it stands on paper, without who signed it: that is between the employee and another."""
    words = texts.other(LIFE)
    return chunks(words, document(words, terms, names), signed=False)
