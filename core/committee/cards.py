"""What is read about the committee: by everybody, and by its members."""

# Over the usual length: one short function for each page.

from collections.abc import Mapping, Sequence
from typing import Final

from core.chat.texts import Texts
from core.chat.views import (
    Block,
    Button,
    Buttons,
    Divider,
    Done,
    Fact,
    Form,
    Heading,
    Link,
    Note,
    Paragraph,
    Style,
)
from core.committee.model import Body, Next, Party, State, Term
from core.people import PersonId

HAND_OVER: Final = ("actions", "contacts", "documents", "learnt", "newcomer", "access")
"""What is handed over at the end of a term, in this order (S145)."""
PAGE: Final = 10
"""Terms on a page."""

Names = Mapping[PersonId, str]


def party(texts: Texts, one: Party) -> str:
    """Whom somebody sits there for."""
    return texts(f"party.{one}")


def name_of(texts: Texts, term: Term, names: Names) -> str:
    """Of whoever has the seat; a word for a name that was taken out."""
    return names.get(term.person, texts("no_name")) if term.person is not None else texts("no_name")


def none(texts: Texts, *, may: bool) -> Form:
    """No body is set up."""
    begin = (Buttons((Button(label=texts("body.new"), action="committee.edit", style=Style.FIRST),)),)
    return Form(
        title=texts("title"),
        body=(Paragraph(texts("none")), Paragraph(texts("about")), *(begin if may else ())),
        close=texts("close"),
    )


def about(texts: Texts, body: Body, seated: Sequence[Term], names: Names) -> list[Block]:
    """For everybody: what it is, who sits there and for whom, and what its mandate is."""
    blocks: list[Block] = [
        Heading(body.name),
        Fact(texts("kind.name"), texts(f"kind.{body.kind}")),
        Paragraph(texts("about")),
        *(
            Fact(
                name_of(texts, each, names),
                texts("seat.name", party=party(texts, each.party), day=texts.dated(each.last)),
            )
            for each in seated
        ),
    ]
    if not seated:
        blocks.append(Paragraph(texts("nobody")))
    if body.mandate:
        blocks.append(Fact(texts("mandate"), body.mandate))
    if body.mandate_link:
        blocks.append(Link(texts("mandate_link"), body.mandate_link))
    return blocks


def page(
    texts: Texts, owed: Sequence[Block] | None, about_it: Sequence[Block], more: Sequence[Block]
) -> Form:
    """The one page: what waits for members first, then the same as everybody reads. `owed` is None for all but members."""
    first: list[Block] = []
    if owed is not None:
        first = [Heading(texts("owed.name")), *(owed or [Paragraph(texts("owed.nothing"))])]
        first += [
            Buttons(
                (
                    Button(label=texts("to.plan"), action="plan.show"),
                    Button(label=texts("to.competence"), action="competence.show"),
                    Button(label=texts("to.seats"), action="committee.seats"),
                    Button(label=texts("to.report"), action="report.show"),
                )
            ),
            Divider(),
        ]
    talk = Buttons((Button(label=texts("talk"), action="menu.talk"),))
    return Form(title=texts("title"), body=(*first, *about_it, *more, Divider(), talk), close=texts("close"))


def lacking(texts: Texts, missing: Sequence[Party]) -> list[Block]:
    """Parties that nobody sits there for (S143)."""
    return [Paragraph(texts("lacks", party=party(texts, each))) for each in missing]


def ending(texts: Texts, terms: Sequence[Term], names: Names) -> list[Block]:
    """Terms of which nobody has said what follows."""
    return [
        Fact(texts.dated(each.last), texts("owed.term", name=name_of(texts, each, names))) for each in terms
    ]


def seats(texts: Texts, body: Body, terms: Sequence[tuple[Term, State]], names: Names, at: int) -> Form:
    """For members: every term that runs, is to come, or has just ended, and what can be done."""
    last = max(0, -(-len(terms) // PAGE) - 1)
    here = min(at, last)
    blocks: list[Block] = [Note(texts("seats.body", months=body.months))]
    blocks.append(
        Buttons(
            (
                Button(label=texts("seats.new"), action="committee.new_seat"),
                Button(label=texts("body.edit"), action="committee.edit"),
            )
        )
    )
    for term, state in terms[here * PAGE : (here + 1) * PAGE]:
        name = name_of(texts, term, names)
        blocks.append(Fact(name, _line(texts, term, state)))
        look = Button(label=texts("seats.look"), action="committee.term", ref=term.id, about=name)
        blocks.append(Buttons((look,)))
    turns = [("earlier", here - 1)] * (here > 0) + [("later", here + 1)] * (here < last)
    if turns:
        blocks.append(
            Buttons(tuple(Button(label=texts(key), action="committee.seats", ref=str(n)) for key, n in turns))
        )
    blocks += [Divider(), Buttons((_back(texts),))]
    return Form(title=texts("to.seats"), body=tuple(blocks), close=texts("close"))


def _line(texts: Texts, term: Term, state: State) -> str:
    days = texts(
        "days", party=party(texts, term.party), first=texts.dated(term.starts_on), last=texts.dated(term.last)
    )
    follows = f" {texts(f'next.{term.next}')}" if term.next in {Next.RENEWED, Next.LEAVES} else ""
    return f"{days} {texts(f'state.{state}')}{follows}"


def _back(texts: Texts) -> Button:
    return Button(label=texts("back"), action="committee.show")


def term(texts: Texts, one: Term, state: State, names: Names, *, may: bool) -> Form:
    """One term, and what follows it. `may`: this member may say so."""
    blocks: list[Block] = [Fact(name_of(texts, one, names), _line(texts, one, state))]
    acts: list[Button] = []
    running = state in {State.ACTIVE, State.EXPIRING}
    if may and one.next is Next.OPEN and (running or state is State.ENDED):
        acts.append(Button(label=texts("again"), action="committee.again", ref=f"{one.id}:{one.version}"))
        if running:
            acts.append(
                Button(label=texts("as_planned"), action="committee.ends", ref=f"{one.id}:{one.version}")
            )
    if acts:
        blocks += [Paragraph(texts("follows")), Buttons(tuple(acts))]
    if may and state not in {State.ENDED, State.DISSOLVED}:
        leave = Button(label=texts("leave.name"), action="committee.ask_leave", ref=one.id, style=Style.GRAVE)
        blocks.append(Buttons((leave,)))
    if not may and state not in {State.ENDED, State.DISSOLVED}:
        blocks.append(Note(texts("others_side")))
    blocks += [
        Divider(),
        Buttons(
            (
                Button(label=texts("hand_over.name"), action="committee.hand_over", ref=one.id),
                Button(label=texts("to.seats"), action="committee.seats"),
            )
        ),
    ]
    return Form(title=texts("term"), body=tuple(blocks), close=texts("close"))


def ask_leave(texts: Texts, one: Term, names: Names) -> Form:
    """No reason is asked for."""
    return Form(
        title=texts("leave.name"),
        body=(
            Fact(name_of(texts, one, names), party(texts, one.party)),
            Paragraph(texts("leave.body")),
        ),
        action="committee.leave",
        submit=texts("leave.name"),
        ref=f"{one.id}:{one.version}",
        close=texts("keep"),
        even=True,
    )


def hand_over(texts: Texts, one: Term, names: Names) -> Form:
    """So that what was learnt stays (S145): a list to go through together; nothing is ticked, and nothing is kept."""
    return Form(
        title=texts("hand_over.name"),
        body=(
            Paragraph(texts("hand_over.body", name=name_of(texts, one, names), day=texts.dated(one.last))),
            *(Paragraph(texts("hand_over.point", point=texts(f"hand_over.{each}"))) for each in HAND_OVER),
            Buttons(
                (
                    Button(label=texts("to.plan"), action="plan.show"),
                    Button(label=texts("to.seats"), action="committee.seats"),
                    Button(label=texts("to.report"), action="report.show"),
                )
            ),
        ),
        close=texts("close"),
    )


def told(texts: Texts, key: str) -> Done:
    """It is done."""
    return Done(text=texts(key), title=texts("title"), close=texts("close"))
