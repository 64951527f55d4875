"""The six pings about an occasion: decided about again when they are due, and what is behind each."""

from datetime import datetime

from core import workdays
from core.chat.flows import Then, Turn
from core.drafting.refs import joined
from core.errors import NotFound, Refused
from core.evaluations.usecases import A_WHILE, RHYTHM, ringing
from core.ledger import usecases as ledger
from core.ledger.model import FINAL, Drop, Promise, Reason, Say, Standing, Verdict, Wait
from core.occasions.naming import named
from core.people import Person
from core.preparations import prompts, sets, sharing, usecases
from core.preparations.ports import Work
from core.preparations.prompts import AFTER, AFTER_LEADER, ASK, MORE, NOTE, RAISE, Prompt
from core.preparations.texts import TEXTS
from core.preparations.whether import said_instead, why_not
from core.sight import WORKER, Role

VIEWS = {ASK: "form", NOTE: "note", AFTER: "after", RAISE: "lead", MORE: "lead", AFTER_LEADER: "lead"}
LATE = frozenset({Reason.CAP, Reason.TOO_LATE})
"""What came to nothing for good; whatever else was dropped may be owed anew."""


class Word:
    """One class for all six: what differs is whom it goes to, when, and the page. `ref` is the occasion in the agreement."""

    capped = True
    in_hours = True
    again_if_unsure = True
    bulk = False

    def __init__(self, prompt: Prompt) -> None:
        """Take which."""
        self.name, self._prompt = prompt.name, prompt

    async def decide(self, work: Work, promise: Promise) -> Verdict:
        """As long as the occasion is on that day, for this person; on its day, or with an ordinary check-in near it."""
        id, which, on = prompts.meant(promise.ref)
        try:
            route = await work.agreements.route(id, WORKER)
        except NotFound:
            return Drop(Reason.ENDED)
        try:
            occasion = await work.occasions.get(which)
        except NotFound:
            return Drop(Reason.NOT_NEEDED)
        if occasion.on != on:
            return Drop(Reason.NOT_NEEDED)
        if reason := await why_not(work, self._prompt, route, occasion, promise.to):
            return Drop(reason)
        person = await work.people.get(promise.to)
        today = workdays.local_date(work.now, person.zone)
        if today > (self._prompt.chosen_last(on) if promise.chosen else self._prompt.last(on)):
            return Drop(Reason.CAP if promise.reason is Reason.CAP else Reason.TOO_LATE)
        if promise.chosen:
            return Say()
        # Asked whether it may ride along on an earlier day, it is still judged by its own.
        day = max(today, workdays.local_date(promise.due, person.zone))
        if await said_instead(work, self._prompt, person, promise.ref, day):
            return Drop(Reason.NOT_NEEDED)
        return await self._together(work, promise, person)

    async def _together(self, work: Work, promise: Promise, person: Person) -> Verdict:
        """With an ordinary check-in that is near, rather than alone; alone, if there is none or it never rings."""
        _, _, on = prompts.meant(promise.ref)
        today = workdays.local_date(work.now, person.zone)
        if work.now < promise.due:  # something else rings, and this may ride along
            near = self._prompt.near(on, today) and await ringing(work, person.id)
            in_hours = workdays.next_open(work.now, person.hours, person.zone) == work.now
            rides = near or (today >= self._prompt.own(on) and in_hours)
            return Say() if rides else Wait(promise.due, promise.reason)
        if await ringing(work, person.id):
            return Say()
        # One that is late already, or has waited once, waits no longer.
        until = await self._soon(work, person) if today <= self._prompt.own(on) else None
        if until is None:
            return Say()
        alone_then = workdays.next_open(until, person.hours, person.zone)
        in_time = workdays.local_date(alone_then, person.zone) <= self._prompt.last(on)
        return Wait(until, Reason.TOGETHER) if in_time else Say()

    async def _soon(self, work: Work, person: Person) -> datetime | None:
        """Until when to wait for a ping of the rhythm within two working days; afterwards also for one that comes before."""
        waits_for = RHYTHM if self._prompt.before else RHYTHM | {ASK.name, RAISE.name, NOTE.name, MORE.name}
        today = workdays.local_date(work.now, person.zone)
        last = workdays.shifted(today, prompts.NEAR)
        dues = [
            each.due + A_WHILE
            for each in await work.ledger.of(person.id)
            if each.kind in waits_for and each.standing not in FINAL and not each.chosen
        ]
        # One that should have rung an hour ago is held up by something: nothing waits for it.
        near = [due for due in dues if due > work.now and workdays.local_date(due, person.zone) <= last]
        return min(near, default=None)

    async def ended(self, work: Work, promise: Promise, how: Standing) -> None:
        """One that fell away in a pause, in quiet or with a move is owed anew, should it make sense again."""
        if how is Standing.DROPPED and promise.reason not in LATE:
            await sets.came_to_nothing(work, self._prompt, promise.ref, promise.to)

    async def opened(self, work: Work, turn: Turn, promise: Promise) -> Then | None:
        """The page; for the leader, opening it is what the employee cannot undo."""
        await ledger.used_up(work, promise)
        try:
            at = await self._at(work, turn, promise)
        except Refused:
            return None
        if self._prompt.to is Role.LEADER:
            await sharing.read_by_leader(work, at)
        return Then(f"preparations.{VIEWS[self._prompt]}", at.ref)

    async def label(self, work: Work, turn: Turn, promise: Promise) -> str | None:
        """For the person's own list: no name of anybody in it."""
        try:
            at = await self._at(work, turn, promise)
        except Refused:
            return None
        texts = turn.texts.other(TEXTS)
        return texts(f"list.{self.name.partition('.')[2]}", occasion=named(texts, at.occasion))

    async def _at(self, work: Work, turn: Turn, promise: Promise) -> usecases.At:
        """As it stands now, on whatever day. Raises NotFound for what makes no sense any more."""
        id, which, _ = prompts.meant(promise.ref)
        at = await usecases.at(work, joined(id, which), turn.person, self._prompt.to)
        if not (at.ahead if self._prompt.before else at.over):
            raise NotFound
        return at

    async def put_off(self, work: Work, promise: Promise, until: datetime) -> bool:
        """As long as it makes sense then."""
        _, _, on = prompts.meant(promise.ref)
        person = await work.people.get(promise.to)
        return workdays.local_date(until, person.zone) <= self._prompt.chosen_last(on)
