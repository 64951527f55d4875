"""What each of the two reads about a first day."""

from datetime import date

from core.agreements.model import AgreementId
from core.chat.texts import Texts
from core.chat.views import Button, Buttons, Form, FormBlock, Note, Paragraph


def employee(texts: Texts, id: AgreementId, leader: str) -> Form:
    """On the day itself; nothing to answer. `leader` is empty where none is in the agreement."""
    talk = Button(label=texts("employee.talk"), action="talks.ask")
    told: list[FormBlock] = [Note(texts("employee.leader", leader=leader))] if leader else []
    return Form(
        title=texts("employee.title"),
        body=(
            Paragraph(texts("employee.body")),
            Paragraph(texts("employee.rhythm")),
            *told,
            Buttons((talk, _agreement(texts, id))),
        ),
        close=texts("close"),
    )


def leader(texts: Texts, id: AgreementId, employee: str, day: date) -> Form:
    """Before it: what to say first, what to ask, and what not to."""
    meeting = Button(label=texts("meeting"), action="meetings.page", ref=id)
    return Form(
        title=texts("leader.title"),
        body=(
            Paragraph(texts("leader.body", employee=employee, day=texts.day(day))),
            Paragraph(texts("leader.first", employee=employee)),
            Paragraph(texts("leader.ask")),
            Paragraph(texts("leader.not", employee=employee)),
            Note(texts("leader.read", employee=employee)),
            Buttons((meeting, _agreement(texts, id))),
        ),
        close=texts("close"),
    )


def _agreement(texts: Texts, id: AgreementId) -> Button:
    return Button(label=texts("agreement"), action="life.show", ref=id)
