"""The two pings of a return, and what is behind them."""

from datetime import date

from core import workdays
from core.agreements.model import AgreementId
from core.agreements.usecases import ASK_AGAIN, may_think_again, names_of
from core.chat.flows import Flow, Then, Turn
from core.chat.views import Open, Outcome
from core.drafting.ports import Work
from core.drafting.refs import parted
from core.drafting.usecases import standing
from core.errors import NotFound, Refused
from core.ledger import usecases as ledger
from core.ledger.model import Drop, Promise, Reason, Say, Verdict, Wait
from core.ledger.once import Once
from core.returns import cards, usecases
from core.returns.texts import TEXTS
from core.sight import WORKER, Role


def flow() -> Flow[Work]:
    """The subject's side of the conversation: nothing is pressed, it is only read."""
    return Flow(name="returns", texts=TEXTS, answers={}, views={"page": _page})


async def _page(work: Work, turn: Turn) -> Outcome:
    id, day = _meant(turn.ref)
    course, sight = await standing(work, id, turn.person)
    names = await names_of(work, course)
    if sight.role is Role.LEADER:
        return Open(form=cards.leader(turn.texts, id, names[Role.EMPLOYEE], day))
    route = await work.agreements.route(id, sight)
    return Open(form=cards.employee(turn.texts, id, names[Role.LEADER] if route.led else ""))


def _meant(ref: str) -> tuple[AgreementId, date]:
    """Raises NotFound for what we did not write."""
    id, rest = parted(ref, most=2)
    try:
        return id, date.fromisoformat("".join(rest))
    except ValueError:
        raise NotFound from None


class Word(Once):
    """Call one of the two. `ref` is the agreement and the first day; who is called depends on the kind."""

    capped = True
    in_hours = True

    def __init__(self, name: str, role: Role) -> None:
        """One class for both: what differs is who reads it."""
        self.name, self._role = name, role

    async def decide(self, work: Work, promise: Promise) -> Verdict:
        """As long as that is still the day; the employee's not in quiet, the leader's never to a former one."""
        id, day = _meant(promise.ref)
        try:
            route = await work.agreements.route(id, WORKER)
        except NotFound:
            return Drop(Reason.ENDED)
        employee = await work.people.get(route.employee)
        today = workdays.local_date(work.now, employee.zone)
        parties = {Role.EMPLOYEE: route.employee, Role.LEADER: route.leader if route.led else None}
        if promise.to != parties[self._role]:
            return Drop(Reason.ENDED)
        if not route.in_force(today):
            again = await may_think_again(work, route)
            return Wait(work.now + ASK_AGAIN, Reason.HOURS) if again else Drop(Reason.ENDED)
        if self._role is Role.EMPLOYEE and route.quiet_on(today):
            return Drop(Reason.PAUSED)
        return Say() if usecases.returns(route, day, today) else Drop(Reason.NOT_NEEDED)

    async def opened(self, work: Work, turn: Turn, promise: Promise) -> Then | None:
        """The page."""
        await ledger.used_up(work, promise)
        return Then("returns.page", promise.ref) if await self.label(work, turn, promise) else None

    async def label(self, work: Work, turn: Turn, promise: Promise) -> str | None:
        """For the person's own list: no name in it."""
        try:
            _, sight = await standing(work, _meant(promise.ref)[0], turn.person)
        except Refused:
            return None
        return (
            turn.texts.other(TEXTS)(f"list.{self.name.partition('.')[2]}")
            if sight.role is self._role
            else None
        )
