"""The clock's daily look: what is owed about the occasions that come."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from core import workdays
from core.agreements.model import RUNNING, AgreementId, Route
from core.checkins.usecases import slot
from core.errors import NotFound
from core.ledger import usecases as ledger
from core.ledger.model import Promise, Reason, Standing
from core.occasions.model import NAMED, Occasion
from core.occasions.subtraction import tells_nobody_apart
from core.people import PersonId
from core.preparations import prompts, sets, usecases
from core.preparations.ports import Work
from core.preparations.prompts import ASK, Prompt
from core.preparations.sets import Given
from core.preparations.whether import is_about, is_meant, said_instead, why_not_now
from core.sight import WORKER, Role


async def sweep(work: Work, id: AgreementId) -> None:
    """
    Owe to each of the two what comes before and after an occasion, once, however often the clock looks.

    All of it is owed as soon as the occasion comes into view, and asked about again when it is due. So of what was
    entered when it had been already nothing is owed; and what is owed anew, after a pause or a move, comes late.
    """
    route = await work.agreements.route(id, WORKER)
    if route.state not in RUNNING or route.left_on is not None:
        return
    employee = await work.people.get(route.employee)
    today = workdays.local_date(work.now, employee.zone)
    last = workdays.shifted(today, prompts.LOOK_AHEAD)
    if coming := await usecases.coming(work, employee, today, last):
        await sets.alone(work, id)
        look = _Look(work, route, today, list(await sets.read(work, id)))
        before = list(look.known)
        for occasion in coming:
            await look.at(occasion)
        if look.known != before:
            await sets.save(work, id, look.known, today)


class _Look:
    """One agreement's occasions, one after the other; `known` is brought up to date."""

    def __init__(self, work: Work, route: Route, today: date, known: list[Given]) -> None:
        self._work, self._route, self._today = work, route, today
        self.known = known

    async def at(self, occasion: Occasion) -> None:
        """Owe all that there is to be owed about it, unless another of its sort has it."""
        if not is_meant(self._route, occasion) or not await tells_nobody_apart(self._work, occasion):
            return
        if (before := await self._set(occasion)) is None:
            return
        # Nobody is asked how it was who could not be asked before: one that is invented, or moved to tomorrow, is no question.
        if occasion.on not in before.given.values() and workdays.shifted(self._today, 1) > ASK.last(
            occasion.on
        ):
            return
        mine = before
        for prompt in mine.prompts:
            if (to := await self._owe(occasion, prompt, mine)) is not None:
                mine = mine.owed(prompt, to, occasion.on)
        if before in self.known:
            self.known[self.known.index(before)] = mine
        elif mine.given:
            self.known.append(mine)

    async def _set(self, occasion: Occasion) -> Given | None:
        """The prompts about it: what there are already, those of one that is not to be any more, or new ones."""
        there = [each for each in self.known if each.covers(occasion)]
        mine = next((each for each in there if each.holder == occasion.id), None)
        if mine is None or mine.second:
            for each in there:
                if each is not mine and not (mine and each.second) and not await self._is_held(each):
                    return await self._handed_over(each, mine, occasion)
        return mine if mine is not None else self._new(occasion, there)

    def _new(self, occasion: Occasion, there: Sequence[Given]) -> Given | None:
        """The first of its kind in these weeks, or the second if it is there in time; None if there is to be none."""
        late = occasion.on < workdays.shifted(self._today, prompts.IN_TIME)
        if there and (late or len(there) > 1 or occasion.kind in NAMED):
            return None
        if late and not sets.may_be_late(self.known, self._today):
            return None
        if not sets.has_room(self.known, occasion):
            return None
        return sets.made(occasion, late=self._today if late else None, second=bool(there))

    async def _is_held(self, mine: Given) -> bool:
        """Whether the one that these prompts are about is still to be, or was, as it was and for this employee."""
        try:
            holder = await self._work.occasions.get(mine.holder)
        except NotFound:
            return False
        same = bool(mine.given) and holder.sort() == mine.sort and mine.near(holder)
        return same and await is_about(self._work, self._route, holder)

    async def _handed_over(self, theirs: Given, mine: Given | None, occasion: Occasion) -> Given:
        """What has been said of the other is not said again; what has not goes with it."""
        given = dict(theirs.given)
        for name, on in theirs.given.items():
            kind, _, who = name.partition(":")
            ref = prompts.ref(self._route.id, theirs.holder, on)
            for old in await _waiting(self._work, PersonId(who), kind, ref):
                await ledger.used_up(self._work, old)
                given.pop(name, None)
        new = replace(theirs, holder=occasion.id, given={**given, **(mine.given if mine else {})})
        self.known = [new if each is theirs else each for each in self.known if each is not mine]
        return new

    async def _owe(self, occasion: Occasion, prompt: Prompt, mine: Given) -> PersonId | None:
        """
        Once: to whom; None if it is not to be, or was before.

        What was owed for another day, and was not said yet, goes with it.
        """
        work, route, id = self._work, self._route, self._route.id
        person = await work.people.get(route.employee if prompt.to is Role.EMPLOYEE else route.leader)
        soonest, had = prompts.soonest(work.now, person), mine.given.get(sets.key(prompt, person.id))
        waiting: Sequence[Promise] = ()
        if had is not None:
            waiting = await _waiting(work, person.id, prompt.name, prompts.ref(id, occasion.id, had))
            if had == occasion.on or not waiting:
                return None
        day = prompt.day(occasion.on, soonest, work.chance, late=mine.late is not None)
        if day is None:
            return None
        ref = prompts.ref(id, occasion.id, occasion.on)
        if await why_not_now(work, prompt, route, occasion, person.id) is not None:
            return None
        if await said_instead(work, prompt, person, ref, day):
            return None
        for old in waiting:
            await ledger.used_up(work, old)
        # At random in the person's hours; it may ride on another ping of that day, and is one with others of ours.
        due = slot(work, day, person)
        # Named anew each time: what was dropped in a pause keeps its name in the ledger for two weeks.
        once = f"{prompt.name}:{ref}:{person.id}:{work.new_id()}"
        await ledger.owe(work, person, prompt.name, ref, due, once=once, reason=Reason.TOGETHER)
        return person.id


async def _waiting(work: Work, who: PersonId, kind: str, ref: str) -> Sequence[Promise]:
    """What of this is owed and not said yet; what somebody has put off was said to them."""
    return [
        each
        for each in await work.ledger.of(who)
        if (each.kind, each.ref, each.standing) == (kind, ref, Standing.WAITING) and not each.chosen
    ]
