"""Pings about an agreement: the other party did something, or its end is near."""

from core.agreements.model import AgreementId
from core.agreements.usecases import ASK_AGAIN, NEWS, may_think_again
from core.chat.flows import Then, Turn
from core.drafting.ports import Work
from core.drafting.usecases import standing
from core.errors import NotFound, Refused
from core.ledger import usecases as ledger
from core.ledger.model import Drop, Promise, Reason, Say, Standing, Verdict, Wait
from core.life.texts import TEXTS
from core.life.usecases import LAST_TALK
from core.sight import WORKER


class News:
    """Call one of the two. `ref` is the agreement; which news it is lies behind the button."""

    capped = False
    in_hours = True
    again_if_unsure = True
    bulk = False

    def __init__(self, name: str = NEWS) -> None:
        """One class for both: what is opened is the same page."""
        self.name = name

    async def decide(self, work: Work, promise: Promise) -> Verdict:
        """As long as this person is a party of it; of a last talk, as long as it is in force."""
        try:
            route = await work.agreements.route(AgreementId(promise.ref), WORKER)
        except NotFound:
            return Drop(Reason.ENDED)
        led = route.led and (await work.people.get(route.employee)).active
        if promise.to not in ({route.employee, route.leader} if led else {route.employee}):
            return Drop(Reason.ENDED)
        if self.name == LAST_TALK and not route.in_force(work.now.date()):
            again = await may_think_again(work, route)
            return Wait(work.now + ASK_AGAIN, Reason.HOURS) if again else Drop(Reason.ENDED)
        return Say()

    async def ended(self, work: Work, promise: Promise, how: Standing) -> None:
        """Nothing follows."""

    async def opened(self, work: Work, turn: Turn, promise: Promise) -> Then | None:
        """The agreement's page."""
        id = AgreementId(promise.ref)
        await standing(work, id, turn.person)
        await ledger.used_up(work, promise)
        return Then("life.page", id)

    async def label(self, work: Work, turn: Turn, promise: Promise) -> str | None:
        """For the person's own list: no name in it."""
        try:
            await standing(work, AgreementId(promise.ref), turn.person)
        except Refused:
            return None
        return turn.texts.other(TEXTS)(f"list.{self.name.partition('.')[2]}")

    async def put_off(self, work: Work, promise: Promise, until: object) -> bool:  # noqa: ARG002
        """Gladly."""
        return True
