"""What can be pressed about a deputy: proposed, agreed to, ended, and reading as one."""

from datetime import date, timedelta

from core import workdays
from core.agreements.course import Lead
from core.agreements.model import AgreementId, Deputy
from core.agreements.usecases import ASK_AGAIN, may_think_again, names_of
from core.around import deputies, deputy_cards
from core.around.deputies import DEPUTY
from core.around.texts import TEXTS
from core.chat.flows import Then, Turn
from core.chat.views import Mend, Open, Outcome
from core.drafting.ports import Work
from core.drafting.refs import parted
from core.drafting.usecases import standing, when_of
from core.errors import NotFound, Refused
from core.golive.flow import gate
from core.ledger import usecases as ledger
from core.ledger.model import Drop, Promise, Reason, Say, Standing, Verdict, Wait
from core.people import PersonId
from core.sight import WORKER


async def shown(work: Work, turn: Turn) -> Outcome | Then:
    """A press that only shows."""
    del work
    return Then("around.deputy", turn.ref)


async def page(work: Work, turn: Turn) -> Outcome:
    """As it stands: who is proposed or agreed on, or else the form."""
    id = AgreementId(turn.ref)
    course, sight = await deputies.as_it_stands(work, id, turn.person)
    _, today = await when_of(work, course)
    employee = (await work.people.get(course.employee)).name
    if course.deputy is not None and today <= course.deputy.until:
        person = await work.people.get(course.deputy.person)
        return Open(form=deputy_cards.standing(turn.texts, id, sight.role, course.deputy, person, employee))
    if course.lead is not Lead.IN:
        return Open(form=deputy_cards.nobody_leads(turn.texts))
    since = workdays.shifted(today, 1)
    who = await deputies.candidates(work, course)
    until = since + timedelta(weeks=2)
    return Open(form=deputy_cards.propose(turn.texts, id, sight.role, who, employee, (since, until)))


async def proposed(work: Work, turn: Turn) -> Outcome | Then:
    """From a form; dates that cannot be are mended in it."""
    id = AgreementId(turn.ref)
    await standing(work, id, turn.person)
    try:
        days = [date.fromisoformat(str(turn.values.get(name) or "")) for name in ("since", "until")]
        wanted = Deputy(person=PersonId(str(turn.values.get("to") or "")), since=days[0], until=days[1])
        await deputies.propose(work, id, turn.person, wanted)
    except ValueError:
        return await _mend(work, turn)
    except Refused as refusal:
        if refusal.key != "refused.past":
            raise
        return await _mend(work, turn)
    return Then("around.deputy", id)


async def _mend(work: Work, turn: Turn) -> Outcome:
    now = await page(work, turn)
    if not isinstance(now, Open):
        raise NotFound
    return Mend(form=now.form.filled(turn.values), errors={"until": turn.texts("deputy.dates")})


async def agreed(work: Work, turn: Turn) -> Outcome | Then:
    """The yes, to who was on the screen."""
    match parted(turn.ref, most=4):
        case (id, (person, since, until)):
            try:
                days = date.fromisoformat(since), date.fromisoformat(until)
            except ValueError:
                raise NotFound from None
            seen = Deputy(person=PersonId(person), since=days[0], until=days[1])
            await deputies.agree(work, id, turn.person, seen)
            return Then("around.deputy", id)
        case _:
            raise NotFound


async def ended(work: Work, turn: Turn) -> Outcome | Then:
    """No, or no longer."""
    await deputies.end(work, AgreementId(turn.ref), turn.person)
    return Then("around.deputy", turn.ref)


async def stand_in(work: Work, turn: Turn) -> Outcome | Then:
    """Opening is what the employee cannot undo."""
    id, _ = parted(turn.ref, most=2)
    await deputies.stands_in(work, id, turn.person)
    if first := await gate(work, turn, "standin", turn.ref):
        return first
    return Then("around.standin", turn.ref)


async def standing_in(work: Work, turn: Turn) -> Outcome:
    """What a deputy reads."""
    id, rest = parted(turn.ref, most=2)
    await deputies.read(work, id, turn.person)
    course, terms, shares = await deputies.stands_in(work, id, turn.person)
    names = await names_of(work, course)
    until = course.deputy.until if course.deputy else terms.ends_on
    at = rest[0] if rest else ""
    return Open(form=deputy_cards.reading(turn.texts, terms, names, shares, until, at, reader=turn.person))


class Called:
    """Call a deputy, on the first day and once a week. `ref` is the agreement."""

    name = DEPUTY
    capped = True
    in_hours = True
    again_if_unsure = True
    bulk = False

    async def decide(self, work: Work, promise: Promise) -> Verdict:
        """As long as it is their time."""
        try:
            route = await work.agreements.route(AgreementId(promise.ref), WORKER)
        except NotFound:
            return Drop(Reason.ENDED)
        employee = await work.people.get(route.employee)
        today = workdays.local_date(work.now, employee.zone)
        mine = route.deputy is not None and route.deputy.person == promise.to and route.deputy.on(today)
        if not mine or not route.led or not employee.active:
            return Drop(Reason.ENDED)
        if route.runs_on(today):
            return Say()
        again = await may_think_again(work, route)
        return Wait(work.now + ASK_AGAIN, Reason.HOURS) if again else Drop(Reason.ENDED)

    async def ended(self, work: Work, promise: Promise, how: Standing) -> None:
        """The next week's."""
        if how is not Standing.DROPPED and not promise.chosen:
            await deputies.call_again(work, AgreementId(promise.ref), promise.to)

    async def opened(self, work: Work, turn: Turn, promise: Promise) -> Then | None:
        """What there is to read; before it, once, the notice."""
        await ledger.used_up(work, promise)
        if await self.label(work, turn, promise) is None:
            return None
        return await gate(work, turn, "standin", promise.ref) or Then("around.standin", promise.ref)

    async def label(self, work: Work, turn: Turn, promise: Promise) -> str | None:
        """For the person's own list: no name in it."""
        try:
            await deputies.stands_in(work, AgreementId(promise.ref), turn.person)
        except Refused:
            return None
        return turn.texts.other(TEXTS)("list.deputy")

    async def put_off(self, work: Work, promise: Promise, until: object) -> bool:  # noqa: ARG002
        """Gladly."""
        return True
