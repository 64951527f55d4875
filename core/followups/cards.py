"""After a talk, moving one, and what the employee can do when there has been none for long."""

from datetime import date

from core.agreements.model import AgreementId
from core.chat.texts import Texts
from core.chat.views import Button, Buttons, DatePick, Fact, Form, Note, Paragraph
from core.contacts.helplines import phone


def held(texts: Texts, id: AgreementId) -> Form:
    """It is noted; and while it is fresh, how the measures work, for whoever has a minute (S85)."""
    ask = Button(label=texts("evaluate"), action="evaluations.ask", ref=id)
    return Form(
        title=texts("title"),
        body=(Paragraph(texts("held")), Note(texts("a_minute")), Buttons((ask,))),
        close=texts("close"),
    )


def move(texts: Texts, id: AgreementId, suggestion: date) -> Form:
    """To which day."""
    return Form(
        title=texts("move.title"),
        body=(
            Paragraph(texts("move.body")),
            DatePick(name="day", label=texts("move.day"), value=suggestion.isoformat()),
        ),
        action="followups.moved",
        submit=texts("move.submit"),
        ref=id,
        close=texts("close"),
    )


def away(texts: Texts, id: AgreementId, leader: str, complaints: str) -> Form:
    """Nothing that the employee has done wrong; and four things that they can do, or leave."""
    ask = Button(label=texts("away.talk"), action="talks.ask")
    other = Button(label=texts("away.leader"), action="around.choose", ref=id)
    quiet = Button(label=texts("away.agreement"), action="life.show", ref=id)
    return Form(
        title=texts("away.title"),
        body=(
            Paragraph(texts("away.body", leader=leader)),
            Paragraph(texts("away.not_you", leader=leader)),
            Buttons((ask, other, quiet)),
            *((Fact(texts("away.complaints"), complaints),) if complaints else ()),
            Fact(texts("away.phone"), phone("akan")),
            Note(texts("away.nobody")),
        ),
        close=texts("close"),
    )
