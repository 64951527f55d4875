"""The text in force: to read in the chat, and to take out of the app."""

from core.agreements.course import Lead
from core.agreements.model import AgreementId, Terms
from core.chat.texts import Texts
from core.chat.views import Block, Button, Buttons, Form, FormBlock, Heading, Paragraph
from core.drafting import paging
from core.drafting.parts import leafing
from core.drafting.texts import TEXTS as DRAFTING
from core.life.cards import Standing
from core.life.sheet import chunks, document
from core.sight import Role

ACTIONS = {"page": "life.show"}
"""The other buttons do what they are called."""


def text(texts: Texts, at: Standing, terms: Terms, where: str) -> Form:
    """What is in force and who has signed it, on as many pages as it takes; a change being written is not in it."""
    id, sheet = terms.agreement, document(texts, terms, at.names, at.course.lead)
    pages = paging.pages(chunks(texts, sheet, signed=True))
    here = paging.place(pages, where)
    body: list[Block] = [block for chunk in pages[here] for block in chunk.blocks]
    body += leafing(texts.other(DRAFTING), "life.text", id, here, len(pages))
    body.append(Buttons((_press(texts, "page", id),)))
    return Form(title=texts("text.title"), body=tuple(body), close=texts("close"))


def copy(texts: Texts, at: Standing, files: tuple[FormBlock, ...]) -> Form:
    """
    The text to take out of the app. `files` is where it can be fetched, and for a leader without a yes nothing.

    Of a leader who is not in it nothing is said: there is nobody who could read it.
    """
    course, may = at.course, at.course.leader_may_copy
    leader, employee = at.names[Role.LEADER], at.names[Role.EMPLOYEE]
    if at.role is Role.LEADER and not may:
        body: tuple[FormBlock, ...] = (Paragraph(texts("copy.not_yours", employee=employee)),)
    else:
        body = (Paragraph(texts("copy.body")), *files)
    if at.role is Role.EMPLOYEE and course.lead is Lead.IN:
        body += (
            Heading(texts("copy.leader", leader=leader)),
            Paragraph(texts("copy.may" if may else "copy.may_not", leader=leader)),
            Buttons((_press(texts, "unlend" if may else "lend", course.agreement),)),
        )
    back = Buttons((_press(texts, "page", course.agreement),))
    return Form(title=texts("press.copy"), body=(*body, back), close=texts("close"))


def _press(texts: Texts, verb: str, id: AgreementId) -> Button:
    return Button(label=texts(f"press.{verb}"), action=ACTIONS.get(verb, f"life.{verb}"), ref=id)
