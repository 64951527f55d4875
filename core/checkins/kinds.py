"""The promises that check-ins make: to ask, to remind once, to call the leader, and to pass on a thank you."""

from dataclasses import replace
from datetime import date, datetime

from core import workdays
from core.agreements.model import AgreementId, Route
from core.agreements.usecases import ASK_AGAIN, may_think_again, terms_for_leader
from core.chat.flows import Then, Turn
from core.checkins import usecases
from core.checkins.model import CheckIn, CheckInId, ShareId, State
from core.checkins.ports import Work
from core.checkins.texts import TEXTS
from core.errors import NotFound, Refused
from core.ledger import usecases as ledger
from core.ledger.model import Drop, Promise, Reason, Say, Standing, Verdict, Wait
from core.ledger.once import Once
from core.sight import WORKER


class Ask:
    """Ask the employee. `ref` is the check-in."""

    name = usecases.ASK
    capped = True
    in_hours = True
    again_if_unsure = True
    bulk = False

    async def decide(self, work: Work, promise: Promise) -> Verdict:
        """While the agreement asks and the check-in is open. However late: one ping then stands for the heap."""
        try:
            checkin, stands = await _standing(work, promise)
        except NotFound:
            return Drop(Reason.ENDED)
        if not stands:
            return Drop(Reason.PAUSED)
        # In doubt, and meanwhile put off from the ping that came after all.
        if checkin.later is not None and not promise.chosen:
            return Drop(Reason.NOT_NEEDED)
        return Say() if checkin.open else Drop(Reason.NOT_NEEDED)

    async def ended(self, work: Work, promise: Promise, how: Standing) -> None:
        """Mark it asked, remind once, and owe the next occurrence: on every ending."""
        try:
            checkin = await work.checkins.get(CheckInId(promise.ref), WORKER)
            route = await work.agreements.route(checkin.agreement, WORKER)
        except NotFound:
            return
        if how is not Standing.DROPPED and checkin.open:
            # Unsure or given up, it can still be answered: from the ping that came after all, or from the own page.
            person = await work.people.get(promise.to)
            # Its five working days count from the ping, which cap, hours or an outage may have moved.
            checkin = replace(checkin.moved(State.ASKED), due=work.now)
            await work.checkins.save(checkin, WORKER)
            if how is not Standing.GAVE_UP and not promise.chosen:
                day = workdays.shifted(workdays.local_date(work.now, person.zone), usecases.REMIND_AFTER)
                await ledger.owe(work, person, usecases.REMIND, checkin.id, usecases.slot(work, day, person))
        elif checkin.state is State.PLANNED:
            await work.checkins.save(checkin.moved(State.CANCELLED), WORKER)
        if not promise.chosen:
            await usecases.plan_next(work, route)

    async def opened(self, work: Work, turn: Turn, promise: Promise) -> Then | None:
        """The form, as long as there is something to answer; late is fine."""
        checkin = await usecases.of_employee(work, CheckInId(promise.ref), turn.person)
        if not checkin.open or not await usecases.in_force(work, checkin.agreement, turn.person):
            return None
        await usecases.opened(work, checkin, turn.person)
        return Then("checkins.form", checkin.id)

    async def label(self, work: Work, turn: Turn, promise: Promise) -> str | None:
        """For the person's own list."""
        checkin = await usecases.of_employee(work, CheckInId(promise.ref), turn.person)
        stands = checkin.open and await usecases.in_force(work, checkin.agreement, turn.person)
        return turn.texts.other(TEXTS)("list.ask") if stands else None

    async def put_off(self, work: Work, promise: Promise, until: datetime) -> bool:
        """Noted on the check-in, and every other ping about it is off; not if nobody would be asked then."""
        try:
            checkin = await work.checkins.get(CheckInId(promise.ref), WORKER)
            person = await work.people.get(promise.to)
            if not await usecases.asked_on(work, checkin, person, until):
                return False
            await work.checkins.save(checkin.put_off(until), WORKER)
        except Refused:
            return False
        await usecases.through(work, checkin, person)
        return True


class Remind(Ask):
    """One reminder of a check-in that nobody opened (S101: never more)."""

    name = usecases.REMIND

    async def decide(self, work: Work, promise: Promise) -> Verdict:
        """Only while it lies untouched and is not put off."""
        try:
            checkin, stands = await _standing(work, promise)
        except NotFound:
            return Drop(Reason.ENDED)
        person = await work.people.get(promise.to)
        if promise.chosen:
            return Say() if stands and checkin.open else Drop(Reason.NOT_NEEDED)
        untouched = checkin.state is State.ASKED and checkin.later is None
        if not stands or not untouched or checkin.expired(work.now, person.zone):
            return Drop(Reason.NOT_NEEDED)
        return Say()

    async def ended(self, work: Work, promise: Promise, how: Standing) -> None:
        """Nothing follows: there is one reminder."""


class FollowUp:
    """Call the leader, in a slot that has nothing to do with what the employee did. `ref` is the agreement."""

    name = usecases.FOLLOW_UP
    capped = True
    in_hours = True
    again_if_unsure = True
    bulk = False

    async def decide(self, work: Work, promise: Promise) -> Verdict:
        """While the agreement asks, and this is still its leader."""
        try:
            route = await work.agreements.route(AgreementId(promise.ref), WORKER)
        except NotFound:
            return Drop(Reason.ENDED)
        employee = await work.people.get(route.employee)
        if route.leader != promise.to or not route.led or not employee.active:
            return Drop(Reason.ENDED)
        person = await work.people.get(promise.to)
        today = workdays.local_date(work.now, person.zone)
        if not self._wanted(route, promise, today):
            return Drop(Reason.NOT_NEEDED)
        if route.followed_up_on(today):
            return Say()
        if await may_think_again(work, route):
            # A time that was promised is kept: not to call would tell of the withdrawal.
            return Say() if promise.chosen else Wait(work.now + ASK_AGAIN, Reason.HOURS)
        return Drop(Reason.PAUSED)

    def _wanted(self, route: Route, promise: Promise, today: date) -> bool:
        """Not when the two have just talked, and not before the day to which the leader has moved the talk."""
        moved = route.talk_moved_to is not None and today < route.talk_moved_to and not promise.chosen
        lately = route.talked_on is not None and today - route.talked_on < usecases.LATELY
        return not (moved or lately)

    async def ended(self, work: Work, promise: Promise, how: Standing) -> None:
        """The next one is owed with the next check-in; before it, one nudge if the two have not talked."""
        if how is Standing.DROPPED:
            return
        to = await work.people.get(promise.to)
        day = workdays.shifted(workdays.local_date(work.now, to.zone), usecases.NUDGE_AFTER)
        once = f"{usecases.NUDGE}:{promise.id}"
        await ledger.owe(work, to, usecases.NUDGE, promise.ref, usecases.slot(work, day, to), once=once)

    async def opened(self, work: Work, turn: Turn, promise: Promise) -> Then | None:
        """What was shared; opening it is what the employee cannot undo."""
        id = AgreementId(promise.ref)
        await terms_for_leader(work, id, turn.person.id)
        await usecases.read_by_leader(work, id, turn.person)
        await ledger.used_up(work, promise)
        return Then("checkins.leader", id)

    async def label(self, work: Work, turn: Turn, promise: Promise) -> str | None:
        """For the leader's own list: no name in it."""
        await terms_for_leader(work, AgreementId(promise.ref), turn.person.id)
        return turn.texts.other(TEXTS)("list.follow_up")

    async def put_off(self, work: Work, promise: Promise, until: datetime) -> bool:
        """As long as it would still be said then, as far as the leader may know."""
        route = await work.agreements.route(AgreementId(promise.ref), WORKER)
        person = await work.people.get(promise.to)
        goes_on = route.followed_up_on(workdays.local_date(until, person.zone))
        return goes_on or await may_think_again(work, route)


class Nudge(FollowUp):
    """Once more, if the leader has not said that the two have talked; and not for ever."""

    name = usecases.NUDGE

    def _wanted(self, route: Route, promise: Promise, today: date) -> bool:
        """Not after a talk since the call, and not when it has been so long that it would be nagging."""
        since = workdays.shifted(today, -usecases.NUDGE_AFTER)
        talked = route.talked_on is not None and route.talked_on >= since
        forgotten = today - route.last_talk() > usecases.FORGOTTEN
        return super()._wanted(route, promise, today) and not talked and not forgotten

    async def ended(self, work: Work, promise: Promise, how: Standing) -> None:
        """Nothing follows."""


class Thanked(Once):
    """Pass on the leader's thanks. `ref` is the first of the shared copies thanked for."""

    name = usecases.THANKED
    capped = False
    in_hours = True

    async def decide(self, work: Work, promise: Promise) -> Verdict:
        """As long as the agreement is there."""
        try:
            await work.checkins.agreement_of_share(ShareId(promise.ref))
        except NotFound:
            return Drop(Reason.ENDED)
        return Say()

    async def opened(self, work: Work, turn: Turn, promise: Promise) -> Then | None:  # noqa: ARG002
        """The thanks, with the leader's own words."""
        await ledger.used_up(work, promise)
        return Then("checkins.thanks", promise.ref)

    async def label(self, work: Work, turn: Turn, promise: Promise) -> str | None:
        """For the person's own list."""
        agreement = await work.checkins.agreement_of_share(ShareId(promise.ref))
        await work.agreements.terms(agreement, usecases.employee(turn.person))
        return turn.texts.other(TEXTS)("list.thanks")


async def _standing(work: Work, promise: Promise) -> tuple[CheckIn, bool]:
    checkin = await work.checkins.get(CheckInId(promise.ref), WORKER)
    route = await work.agreements.route(checkin.agreement, WORKER)
    person = await work.people.get(promise.to)
    today = workdays.local_date(work.now, person.zone)
    return checkin, route.employee == promise.to and route.asks_on(today)
