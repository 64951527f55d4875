"""The forms of asking and offering, and of every answer."""

from collections.abc import Sequence

from core.chat.texts import Texts
from core.chat.views import (
    Block,
    Button,
    Buttons,
    Field,
    Form,
    Note,
    OneOf,
    Option,
    Paragraph,
    PersonPick,
    SomeOf,
)
from core.invitations.model import Invitation, Kind, Pointer, Stage, Thoughts
from core.people import Person

TALKED = "talked"


def ask(texts: Texts, ref: str, leader: Person, *, night: bool) -> Form:
    """
    What is sent, to whom, and that it cannot be unseen; then sending or not are equal answers.

    `ref` carries what is promised here.
    """
    body = [
        Paragraph(texts("ask.body", leader=leader.name)),
        Paragraph(texts("ask.once", leader=leader.name)),
        Paragraph(texts("ask.nobody_else")),
    ]
    if night:
        body.append(Paragraph(texts("ask.night", leader=leader.name)))
    return Form(
        title=texts("title"),
        body=(*body, Note(texts("ask.talk"))),
        action="invitations.request",
        submit=texts("ask.submit"),
        ref=ref,
        close=texts("ask.cancel"),
        even=True,
    )


def offer(texts: Texts, led: Sequence[Person]) -> Form:
    """Whom, and that they have talked. There is no field for words about the employee."""
    return Form(
        title=texts("title"),
        body=(
            Paragraph(texts("offer.body", count=texts("offer.count"))),
            Note(texts("offer.voluntary")),
            PersonPick(
                name="to",
                label=texts("offer.to"),
                options=tuple(Option(value=each.id, label=each.name) for each in led),
            ),
            SomeOf(
                name=TALKED,
                label=texts("offer.talked"),
                options=(Option(value="yes", label=texts("offer.talked_yes")),),
            ),
        ),
        action="invitations.offer",
        submit=texts("offer.submit"),
        close=texts("ask.cancel"),
    )


def stage_words(texts: Texts, invitation: Invitation, stage: Stage) -> str:
    """The one line that whoever sent it sees."""
    return texts(
        f"stage.{stage}", **({"day": texts.day(invitation.closes_on)} if stage is Stage.WAITING else {})
    )


def sent(texts: Texts, invitation: Invitation, stage: Stage, to: Person, *, night: bool) -> Form:
    """For whoever sent it: the same until one date, whatever the other does or leaves undone."""
    body: list[Block | Field] = [
        Paragraph(texts("page.sent", name=to.name)),
        Paragraph(stage_words(texts, invitation, stage)),
    ]
    if stage is Stage.WAITING:
        if night:
            body.append(Paragraph(texts("sent.night")))
        words = "sent.request" if invitation.kind is Kind.REQUEST else "sent.offer"
        body.append(Note(texts(words, **({"name": to.name} if invitation.kind is Kind.REQUEST else {}))))
        back = Button(label=texts("sent.take_back"), action="invitations.take_back", ref=invitation.id)
        body.append(Buttons((back,)))
    if stage is Stage.NOT_MADE and invitation.kind is Kind.REQUEST:
        body.append(Note(texts("sent.instead")))
    return Form(title=texts("sent.title"), body=tuple(body), close=texts("close"))


def got(texts: Texts, invitation: Invitation, thoughts: Thoughts, by: Person) -> Form:
    """What has come, with answers of equal weight (S16)."""
    if invitation.kind is Kind.REQUEST:
        return _got_request(texts, invitation, by)
    body: list[Block | Field] = [
        Paragraph(texts("got.offer", leader=by.name)),
        Paragraph(texts("got.binding")),
        Paragraph(texts("got.free")),
    ]
    if thoughts.declined:
        body.append(Paragraph(texts("got.declined", day=texts.day(invitation.closes_on))))
    body += [
        _answers(texts, invitation, ("yes", "no", "think")),
        Note(texts("got.talk")),
        Buttons((Button(label=texts("got.no_more"), action="invitations.no_more"),)),
    ]
    return Form(title=texts("got.offer_title"), body=tuple(body), close=texts("close"))


def _got_request(texts: Texts, invitation: Invitation, by: Person) -> Form:
    answers = (
        Button(label=texts("got.begin"), action="invitations.yes", ref=invitation.id),
        Button(label=texts("got.cannot"), action="invitations.unable", ref=invitation.id),
        Button(label=texts("got.think"), action="invitations.think", ref=invitation.id),
    )
    return Form(
        title=texts("got.request_title"),
        body=(
            Paragraph(texts("got.request", employee=by.name)),
            Paragraph(texts("got.request_next")),
            Note(texts("leader.boundary")),
            Buttons(answers),
        ),
        close=texts("close"),
    )


def _answers(texts: Texts, invitation: Invitation, verbs: Sequence[str]) -> Buttons:
    return Buttons(
        tuple(
            Button(label=texts(f"got.{verb}"), action=f"invitations.{verb}", ref=invitation.id)
            for verb in verbs
        )
    )


def unable(texts: Texts, invitation: Invitation, employee: Person) -> Form:
    """Never a bare refusal: somebody to turn to comes with it (domain.md 5.1)."""
    return Form(
        title=texts("title"),
        body=(
            Paragraph(texts("cannot.body", employee=employee.name)),
            OneOf(
                name="pointer",
                label=texts("cannot.pointer"),
                options=tuple(Option(value=each, label=texts(f"pointer.{each}")) for each in Pointer),
                required=True,
            ),
        ),
        action="invitations.cannot",
        submit=texts("cannot.submit"),
        ref=invitation.id,
        close=texts("ask.cancel"),
    )


def begun(texts: Texts, words: str, agreement: str) -> Form:
    """Both have said yes: on to the draft."""
    return Form(
        title=texts("title"),
        body=(
            Paragraph(words),
            Buttons((Button(label=texts("to_draft"), action="drafting.page", ref=agreement),)),
        ),
        close=texts("close"),
    )
