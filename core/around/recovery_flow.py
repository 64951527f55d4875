"""The page of the code, and the one showing of it."""

from core.agreements.model import AgreementId
from core.agreements.usecases import sight_of
from core.around import recovery
from core.chat.flows import Then, Turn
from core.chat.views import Button, Buttons, Fact, Form, FormBlock, Link, Note, Open, Outcome, Paragraph
from core.drafting.ports import Work
from core.pages.usecases import CODE_PATH, Desk
from core.sight import Role


class Recovery:
    """`desk` knows where people reach the private page."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def ask(self, work: Work, turn: Turn) -> Outcome | Then:
        """A press that only shows."""
        del work
        return Then("around.recovery", turn.ref)

    async def page(self, work: Work, turn: Turn) -> Outcome:
        """What it is for, and whether there is one. For the employee of an agreement alone."""
        await work.agreements.route(AgreementId(turn.ref), sight_of(turn.person.id, Role.EMPLOYEE))
        texts, made = turn.texts, await recovery.made_at(work, turn.person)
        body: list[FormBlock] = [Paragraph(texts("code.body")), *self._where(turn)]
        if self._desk.at(CODE_PATH):
            body.append(Note(texts("code.made" if made else "code.none")))
            label = texts("code.again" if made else "code.make")
            body.append(Buttons((Button(label=label, action="around.code", ref=turn.ref),)))
        return Open(form=Form(title=texts("code.title"), body=tuple(body), close=texts("close")))

    def _where(self, turn: Turn) -> list[FormBlock]:
        address = self._desk.at(CODE_PATH)
        if not address:
            return [Paragraph(turn.texts("code.not_set_up"))]
        return [Link(turn.texts("code.page"), address), Fact(turn.texts("code.address"), address)]

    async def make(self, work: Work, turn: Turn) -> Outcome | Then:
        """Shown here and nowhere else: a repeat of this press is answered without it."""
        await work.agreements.route(AgreementId(turn.ref), sight_of(turn.person.id, Role.EMPLOYEE))
        texts, code = turn.texts, await recovery.make(work, turn.person)
        if code is None:
            return Open(
                form=Form(
                    title=texts("code.title"), body=(Paragraph(texts("code.shown")),), close=texts("close")
                )
            )
        body: tuple[FormBlock, ...] = (
            Paragraph(texts("code.once")),
            Fact(texts("code.title"), code),
            *self._where(turn),
            Note(texts("code.keep")),
        )
        return Open(form=Form(title=texts("code.title"), body=body, close=texts("close")))
