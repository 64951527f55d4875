"""What is due is decided about again, in a short transaction: sent with what rides along, put off, or dropped."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Generic, TypeVar

from core import workdays
from core.errors import NotFound, Outdated
from core.ledger import aboard
from core.ledger.model import Drop, Promise, Reason, Say, Standing, Unsay, Verdict, Wait
from core.ledger.pace import LONG_PAUSE, Lanes
from core.ledger.ports import Kind, Work
from core.ledger.settling import Load, Settling, by_matter
from core.people import Account, Person
from core.ports import Store

log = logging.getLogger("innsjekk.ledger")

MOST_A_WEEK = 3
WEEK = timedelta(days=7)

W = TypeVar("W", bound=Work)


class Loading(Generic[W]):
    """Asks each kind whether it still stands, and keeps hours and the weekly cap."""

    def __init__(
        self, store: Store[W], kinds: Mapping[str, Kind[W]], lanes: Lanes, settling: Settling[W]
    ) -> None:
        """`lanes` are looked at, and stood in by nobody here."""
        self._store = store
        self._kinds = kinds
        self._lanes = lanes
        self._settling = settling

    async def prepare(self, promise: Promise) -> Load | None:
        async with self._store.transaction() as work:
            await work.ledger.alone(promise.to)
            if promise.standing is Standing.SENDING or self._in_doubt(promise):
                if stopped := self.doubted(promise):
                    await self._settling.settle(work, stopped)
                    return None
                promise = replace(promise, doubted=True)
            elif self._kinds[promise.kind].bulk and not promise.bulk:
                await work.ledger.save(replace(promise, standing=Standing.WAITING, bulk=True))
                return None
            try:
                person = await work.people.get(promise.to)
            except NotFound:
                await self._settling.settle(work, promise.ended(Standing.DROPPED, Reason.NO_ACCOUNT))
                return None
            verdict = await self.decide(work, promise, person)
            match verdict:
                case Say():
                    return await self._loaded(work, promise, person)
                case Unsay(message):
                    sending = replace(promise, standing=Standing.SENDING)
                    await work.ledger.save(sending)
                    return Load(person=person, promises=(sending,), unsay=message)
                case Wait(until, reason):
                    await work.ledger.save(promise.put_off(until, reason))
                case Drop(reason):
                    await self._settling.settle(work, promise.ended(Standing.DROPPED, reason))
        return None

    def _in_doubt(self, promise: Promise) -> bool:
        """It may have been sent, and whoever found that out died before writing it down: it must not come twice."""
        return promise.doubted and not self._kinds[promise.kind].again_if_unsure

    def doubted(self, promise: Promise) -> Promise | None:
        """A promise found in SENDING may have been sent: what it becomes if it is not to be sent again."""
        if promise.doubted or not self._kinds[promise.kind].again_if_unsure:
            return promise.ended(Standing.UNSURE, Reason.FAULT)
        return None

    async def decide(self, work: W, promise: Promise, person: Person) -> Verdict:
        kind = self._kinds[promise.kind]
        verdict = await kind.decide(work, promise)
        if not isinstance(verdict, Say) or promise.chosen:
            return verdict
        if kind.in_hours:
            opens = workdays.next_open(work.now, person.hours, person.zone)
            if opens > work.now:
                return Wait(opens, Reason.HOURS)
        if kind.capped:
            counted = await work.ledger.counted_since(person.id, work.now - WEEK)
            sent = [at for at in counted if at <= work.now]  # a clock that was ahead holds nothing back
            if len(sent) >= MOST_A_WEEK:
                free = sent[-MOST_A_WEEK] + WEEK + timedelta(minutes=1 + work.chance(30))
                return Wait(workdays.next_open(free, person.hours, person.zone), Reason.CAP)
        return verdict

    async def _loaded(self, work: W, promise: Promise, person: Person) -> Load | None:
        """Gather what can ride along, up to what one ping can show, and mark it all as being sent."""
        if not person.active or not person.accounts:
            await self._settling.settle(work, promise.ended(Standing.GAVE_UP, Reason.NO_ACCOUNT))
            return None
        if pause := self._pause(person, person.reached_at()[0]):
            await work.ledger.save(promise.put_off(work.now + timedelta(seconds=pause), Reason.BUSY))
            return None
        first = replace(promise, standing=Standing.SENDING, carrier=None, reason=Reason.NONE)
        await work.ledger.save(first)
        return Load(person=person, promises=(first, *await self._aboard(work, first, person)))

    async def _aboard(self, work: W, first: Promise, person: Person) -> Sequence[Promise]:
        """Whom this ping takes along. What is dropped or in doubt instead is settled last, in the order of all."""
        riding, dropped = list[Promise](), list[Promise]()
        riders = [each for each in await work.ledger.riders(person.id, work.now) if each.id != first.id]
        doubted = [each for each in riders if each.kind in self._kinds and self._in_doubt(each)]
        dropped += [each.ended(Standing.UNSURE, Reason.FAULT) for each in doubted]
        for rider in aboard.in_turn([each for each in riders if each not in doubted], self._kinds):
            if len(riding) + 1 >= aboard.MOST:
                await work.ledger.save(aboard.left_behind(rider, self._kinds, person, work.now))
                continue
            match await self._rides(work, rider):
                case Say():
                    rides = replace(rider, standing=Standing.SENDING, carrier=first.id, reason=Reason.NONE)
                    await work.ledger.save(rides)
                    riding.append(rides)
                case Drop(reason):
                    dropped.append(rider.ended(Standing.DROPPED, reason))
                case Wait(until, reason):
                    await work.ledger.save(rider.put_off(until, reason))
                case Unsay():
                    await work.ledger.save(replace(rider, standing=Standing.WAITING))
        for rider in by_matter(dropped):
            await self._settling.settle(work, rider)
        return riding

    async def _rides(self, work: W, rider: Promise) -> Verdict:
        """A rider that cannot be decided about stays behind, and does not stop the ping."""
        try:
            return await self._kinds[rider.kind].decide(work, rider)
        except Outdated:
            raise
        except Exception as fault:  # noqa: BLE001  the driver has nothing to do with it
            log.error("a rider failed: %s", type(fault).__name__)
            return Wait(work.now + timedelta(minutes=5), Reason.FAULT)

    def _pause(self, person: Person, account: Account) -> float:
        pause = self._lanes.pause(person.workplace, account.platform)
        return pause if pause > LONG_PAUSE else 0.0
