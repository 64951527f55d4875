"""Pings about who leads an agreement: the same neutral card as all else."""

from core.agreements.model import AgreementId
from core.agreements.usecases import ASK_AGAIN, may_think_again
from core.around import leavers, usecases
from core.around.texts import TEXTS
from core.chat.flows import Then, Turn
from core.drafting.ports import Work
from core.errors import NotFound, Refused
from core.golive.flow import gate
from core.ledger import usecases as ledger
from core.ledger.model import Drop, Promise, Reason, Say, Verdict, Wait
from core.ledger.once import Once
from core.sight import WORKER


class See(Once):
    """Tell the employee that the directory has another leader. `ref` is the agreement."""

    name = leavers.SEE
    capped = False
    in_hours = True

    async def decide(self, work: Work, promise: Promise) -> Verdict:
        """As long as it is in force and the two still differ."""
        try:
            route = await work.agreements.route(AgreementId(promise.ref), WORKER)
        except NotFound:
            return Drop(Reason.ENDED)
        if route.employee != promise.to or not route.in_force(work.now.date()):
            return Drop(Reason.ENDED)
        return Say() if route.led and await leavers.differs(work, route) else Drop(Reason.NOT_NEEDED)

    async def opened(self, work: Work, turn: Turn, promise: Promise) -> Then | None:
        """The choice; leaving it as it is, is one too."""
        await ledger.used_up(work, promise)
        return Then("around.choose", promise.ref) if await self.label(work, turn, promise) else None

    async def label(self, work: Work, turn: Turn, promise: Promise) -> str | None:
        """For the person's own list: no name in it."""
        try:
            await usecases.own(work, AgreementId(promise.ref), turn.person)
        except Refused:
            return None
        return turn.texts.other(TEXTS)("list.see")


class Asked(See):
    """Tell the one who was chosen. `ref` is the agreement."""

    name = usecases.ASKED

    async def decide(self, work: Work, promise: Promise) -> Verdict:
        """As long as it is they who are asked."""
        try:
            route = await work.agreements.route(AgreementId(promise.ref), WORKER)
        except NotFound:
            return Drop(Reason.ENDED)
        here = (await work.people.get(route.employee)).active
        asked = route.leader == promise.to and not route.led and here
        if asked and await may_think_again(work, route):
            return Wait(work.now + ASK_AGAIN, Reason.HOURS)
        return Say() if asked and route.in_force(work.now.date()) else Drop(Reason.ENDED)

    async def opened(self, work: Work, turn: Turn, promise: Promise) -> Then | None:
        """The text, with both answers; before it, once, the notice."""
        if await self.label(work, turn, promise) is None:
            await ledger.used_up(work, promise)
            return None
        return await gate(work, turn, "asked", promise.ref) or Then("around.asked", promise.ref)

    async def label(self, work: Work, turn: Turn, promise: Promise) -> str | None:
        """For the person's own list: no name in it."""
        try:
            await usecases.asked(work, AgreementId(promise.ref), turn.person)
        except Refused:
            return None
        return turn.texts.other(TEXTS)("list.asked")
