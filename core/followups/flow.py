"""What can be pressed about the short talks, and the ping to an employee who has been left alone with it."""

from datetime import date
from typing import Final

from core import workdays
from core.agreements.model import AgreementId
from core.agreements.usecases import sight_of
from core.chat.flows import Flow, Then, Turn
from core.chat.views import Done, Mend, Next, Open, Outcome
from core.drafting.usecases import standing
from core.errors import NotFound, Refused
from core.evaluations.ports import Work
from core.followups import cards, usecases
from core.followups.texts import TEXTS
from core.golive.usecases import current
from core.ledger import usecases as ledger
from core.ledger.model import Drop, Promise, Reason, Say, Verdict
from core.ledger.once import Once
from core.sight import WORKER, Role

SUGGESTED: Final = 2
"""Working days."""


def flow() -> Flow[Work]:
    """The subject's side of the conversation."""
    return Flow(
        name="followups",
        texts=TEXTS,
        answers={"held": _held, "move": _move, "moved": _moved},
        views={"held": _was_held, "move": _move_page, "moved": _was_moved, "away": _away},
    )


async def _held(work: Work, turn: Turn) -> Outcome | Then:
    await usecases.held(work, AgreementId(turn.ref), turn.person)
    return Then("followups.held", turn.ref)


async def _was_held(work: Work, turn: Turn) -> Outcome:
    return Next(form=cards.held(turn.texts, await _leader(work, turn)))


async def _move(work: Work, turn: Turn) -> Outcome | Then:
    await _leader(work, turn)
    return Then("followups.move", turn.ref)


async def _leader(work: Work, turn: Turn) -> AgreementId:
    course, sight = await standing(work, AgreementId(turn.ref), turn.person)
    if sight.role is not Role.LEADER:
        raise NotFound
    return course.agreement


async def _move_page(work: Work, turn: Turn) -> Outcome:
    id = await _leader(work, turn)
    today = workdays.local_date(work.now, turn.person.zone)
    return Next(form=cards.move(turn.texts, id, workdays.shifted(today, SUGGESTED)))


async def _moved(work: Work, turn: Turn) -> Outcome | Then:
    id = await _leader(work, turn)
    try:
        day = date.fromisoformat(str(turn.values.get("day") or ""))
        await usecases.move(work, id, turn.person, day)
    except (ValueError, Refused) as fault:
        if isinstance(fault, Refused) and fault.key != "refused.past":
            raise
        today = workdays.local_date(work.now, turn.person.zone)
        form = cards.move(turn.texts, id, workdays.shifted(today, SUGGESTED)).filled(turn.values)
        return Mend(form=form, errors={"day": turn.texts("move.not_then")})
    return Then("followups.moved", f"{day}")


async def _was_moved(work: Work, turn: Turn) -> Outcome:
    del work
    words = turn.texts("moved", day=turn.texts.day(date.fromisoformat(turn.ref)))
    return Done(text=words, title=turn.texts("title"), close=turn.texts("close"))


async def _away(work: Work, turn: Turn) -> Outcome:
    route = await work.agreements.route(AgreementId(turn.ref), sight_of(turn.person.id, Role.EMPLOYEE))
    golive = await current(work, turn.person.workplace)
    leader = (await work.people.get(route.leader)).name
    return Open(form=cards.away(turn.texts, route.id, leader, golive.complaints if golive else ""))


class Away(Once):
    """Tell the employee what they can do. `ref` is the agreement."""

    name = usecases.AWAY
    capped = True
    in_hours = True

    async def decide(self, work: Work, promise: Promise) -> Verdict:
        """As long as there has still been no talk."""
        try:
            route = await work.agreements.route(AgreementId(promise.ref), WORKER)
        except NotFound:
            return Drop(Reason.ENDED)
        employee = await work.people.get(promise.to)
        still = usecases.away(route, workdays.local_date(work.now, employee.zone))
        return Say() if still else Drop(Reason.NOT_NEEDED)

    async def opened(self, work: Work, turn: Turn, promise: Promise) -> Then | None:
        """What they can do."""
        await ledger.used_up(work, promise)
        return Then("followups.away", promise.ref) if await self.label(work, turn, promise) else None

    async def label(self, work: Work, turn: Turn, promise: Promise) -> str | None:
        """For the person's own list: no name in it."""
        try:
            await work.agreements.route(AgreementId(promise.ref), sight_of(turn.person.id, Role.EMPLOYEE))
        except Refused:
            return None
        return turn.texts.other(TEXTS)("list.away")
