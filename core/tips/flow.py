"""A tip, opened; and the ping that brings it."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Final

from core.chat.flows import Flow, Then, Turn
from core.chat.texts import Texts, load
from core.chat.views import Button, Buttons, Form, FormBlock, Heading, Note, Open, Outcome, Paragraph
from core.directory.ports import Work
from core.errors import NotFound
from core.ledger import usecases as ledger
from core.ledger.gentle import in_turn
from core.ledger.model import Drop, Promise, Reason, Say, Standing, Verdict
from core.tips import usecases
from core.tips.model import TIPS, Tip, To, of_week

TEXTS = load(__package__)
ACTIONS: Final = {To.TALK: "menu.talk", To.REMINDER: "reminders.new", To.POLICY: "policy.show"}


def flow(tips: Sequence[Tip] = TIPS) -> Flow[Work]:
    """The subject's side of the conversation."""

    async def one(work: Work, turn: Turn) -> Outcome:
        del work
        return Open(form=form(turn.texts, of_week(tips, date.fromisoformat(turn.ref))))

    return Flow(name="tips", texts=TEXTS, answers={}, views={"one": one})


def form(texts: Texts, tip: Tip) -> Form:
    """Its words, where it leads, and how to have no more of them."""
    body: list[FormBlock] = [Heading(tip.title[texts.language])]
    body += [Paragraph(each) for each in tip.body[texts.language].split("\n") if each.strip()]
    if tip.to is not None:
        body.append(Buttons((Button(label=texts(f"to.{tip.to}"), action=ACTIONS[tip.to]),)))
    return Form(title=texts("title"), body=(*body, Note(texts("everybody"))), close=texts("close"))


class TipPing:
    """Every `weeks` weeks; 0 is never."""

    name = usecases.TIP
    capped = True
    in_hours = True
    again_if_unsure = True
    bulk = False

    def __init__(self, before: Collection[str], weeks: int) -> None:
        """`before` are the kinds that go first (see core.ledger.gentle)."""
        self._before = before
        self._weeks = weeks

    async def decide(self, work: Work, promise: Promise) -> Verdict:
        """In turn, to whoever wants them. One that was put off comes as it was chosen."""
        person = await work.people.get(promise.to)
        if not person.active:
            return Drop(Reason.ENDED)
        if promise.chosen:
            return Say()
        if not person.tips or not self._weeks:
            return Drop(Reason.NOT_NEEDED)
        return await in_turn(work, promise, self._before)

    async def ended(self, work: Work, promise: Promise, how: Standing) -> None:  # noqa: ARG002
        """The next is owed also to whoever wants none: then their no need not be remembered anywhere else."""
        try:
            person = await work.people.get(promise.to)
        except NotFound:
            return
        if person.active and self._weeks and not promise.chosen:
            await usecases.plan_next(work, person, date.fromisoformat(promise.ref), self._weeks)

    async def opened(self, work: Work, turn: Turn, promise: Promise) -> Then | None:  # noqa: ARG002
        """The tip."""
        await ledger.used_up(work, promise)
        return Then("tips.one", promise.ref)

    async def label(self, work: Work, turn: Turn, promise: Promise) -> str | None:  # noqa: ARG002
        """For the person's own list."""
        return turn.texts.other(TEXTS)("title")

    async def put_off(self, work: Work, promise: Promise, until: datetime) -> bool:  # noqa: ARG002
        """Gladly."""
        return True
