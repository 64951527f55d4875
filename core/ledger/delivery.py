"""Carrying out what is due: decide again, send, settle. One API call, outside any transaction."""

import asyncio
import logging
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import Generic, Protocol, TypeVar

from core import workdays
from core.chat.views import Card
from core.errors import NotFound, Outdated, TryLater, Unreachable, Unsure
from core.ledger import aboard, patience
from core.ledger.model import (
    Drop,
    Lost,
    Promise,
    PromiseId,
    Reason,
    Say,
    Standing,
    Unsay,
    Verdict,
    Wait,
)
from core.ledger.pace import LONG_PAUSE, Lanes
from core.ledger.ports import Kind, Work
from core.ledger.usecases import owe_tidying
from core.people import Account, Person, Platform
from core.ports import MessageRef, Messenger, Store, again

log = logging.getLogger("innsjekk.ledger")

MOST_A_WEEK = 3
WEEK = timedelta(days=7)
TOGETHER = 8
"""How many sends are under way at once; the platforms' pace is kept by the lanes."""
AHEAD = 3
"""For how many seconds of bulk there is room at once: in line for a turn, and waiting for a slow platform's answer."""

W = TypeVar("W", bound=Work)


class Cards(Protocol):
    """The two cards that the ledger puts in a chat, the same for every kind and every person."""

    def ping(self, person: Person, promise: PromiseId) -> Card:
        """The neutral ping."""
        ...

    def menu(self, person: Person) -> Card:
        """The ordinary menu."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What one API call is to carry."""

    person: Person
    promises: tuple[Promise, ...]
    unsay: MessageRef | None = None

    @property
    def first(self) -> Promise:
        """The promise whose ping it is."""
        return self.promises[0]

    @property
    def bulk(self) -> bool:
        """Whether it can wait: nothing in it is owed to this person alone."""
        return all(promise.bulk for promise in self.promises)


def by_matter(promises: Iterable[Promise]) -> Sequence[Promise]:
    """
    In the order in which they are settled, the same for every person.

    Of what very many are told, whoever settles one looks whether it was the last, and waits there for whoever is looking.
    With an order of their own, two who have the same two things to settle would each wait for the other.
    """
    return sorted(promises, key=lambda promise: (promise.kind, promise.ref))


class Delivery(Generic[W]):
    """Empties the ledger of what is due, for one process."""

    def __init__(  # noqa: PLR0913  each is one part of the world; wiring names them all
        self,
        store: Store[W],
        messengers: Mapping[Platform, Messenger],
        kinds: Mapping[str, Kind[W]],
        cards: Cards,
        lanes: Lanes,
        *,
        lease: float = 30.0,
        batch: int = 50,
        told: Callable[[str], None] = lambda _: None,
    ) -> None:
        """`lease` is in seconds; `told` hears one word of what became of a promise."""
        self._store = store
        self._messengers = messengers
        self._kinds = kinds
        self._cards = cards
        self._lanes = lanes
        self._lease = lease
        self._batch = batch
        self._second = min(batch, math.ceil(max((each.pace for each in messengers.values()), default=1)))
        """How many promises all lanes together cannot send in less than about a second."""
        self._told = told
        self._stopping = False

    def stop(self) -> None:
        """Begin nothing more: what is being sent is finished, and what was only claimed is given back."""
        self._stopping = True

    async def run_due(self) -> int:
        """
        Carry out what is due now, at most one batch; says how many promises it took.

        What is bulk only when nothing else is due, and no more of it than goes in about a second.
        """
        return await self.run_prompt() or await self.run_bulk(self._second)

    async def run_prompt(self) -> int:
        """The same, for what is not bulk."""
        claimed = await self._claim(self._batch, bulk=False)
        gate = asyncio.Semaphore(TOGETHER)

        async def carry(promise: Promise) -> None:
            async with gate:
                await self._carry(promise)

        async with asyncio.TaskGroup() as group:
            for promise in claimed:
                group.create_task(carry(promise))
        return len(claimed)

    async def run_bulk(self, most: int | None = None) -> int:
        """
        The same, for what is bulk: all of it, or about so many.

        Claimed in batches of about a second, each while the one before is still on its way, so that no lane stands
        empty meanwhile, and so that a process that dies leaves little in doubt. May run beside `run_prompt`.
        """
        gate, through = asyncio.Semaphore(self._second * AHEAD), asyncio.Semaphore(0)
        taken = gone = 0
        fault: Exception | None = None
        async with asyncio.TaskGroup() as group:
            while most is None or taken < most:
                try:
                    claimed = await self._claim(self._second, bulk=True)
                except Exception as no:  # noqa: BLE001  raised below: what is being sent is not broken off for it
                    fault = no
                    break
                for promise in claimed:
                    group.create_task(self._carry_bulk(promise, gate, through))
                taken += len(claimed)
                while gone < taken - self._second // 2:
                    await through.acquire()
                    gone += 1
                if not claimed:
                    break
        if fault is not None:
            raise fault
        return taken

    def held(self) -> float:
        """For how many seconds the platforms want nothing at all from us."""
        return min((self._lanes.held(platform) for platform in self._messengers), default=0.0)

    async def _claim(self, most: int, *, bulk: bool) -> Sequence[Promise]:
        if bulk and (self._stopping or self.held() > LONG_PAUSE):
            return ()
        async with self._store.transaction() as work:
            return await work.ledger.claim(most, self._lease, bulk=bulk)

    async def _carry(self, promise: Promise, turn: Messenger | None = None) -> None:
        """`turn` is whose lane has called this one in already."""
        load = None
        try:
            if self._stopping and promise.standing is Standing.WAITING:
                return await self._give_back(promise)
            load = await again(lambda: self._prepare(promise))
            if load is not None:
                await self._send(load, turn)
        except Lost:
            self._told("lost")
        except Exception as fault:  # noqa: BLE001  one bad row must not stop the others
            log.error("a promise failed: %s", type(fault).__name__)  # the message may hold words
            if load is None:
                await self._failed(promise)
            # Else it may have been sent: it stays SENDING, and when its lease runs out it is in doubt.

    async def _carry_bulk(
        self, promise: Promise, gate: asyncio.Semaphore, through: asyncio.Semaphore
    ) -> None:
        """
        First the turn, then the promise: what stands in line is only claimed, and may be sent by whoever comes after.

        Only what is really on its way when the process dies is in doubt.
        """
        async with gate:
            try:
                turn = await again(lambda: self._lane(promise))
                if turn is not None and await self._lanes.turn(promise.workplace, turn, bulk=True):
                    turn = None  # the lane holds still, and that is seen below
            except Exception:  # noqa: BLE001  whatever it is, it is met again below
                turn = None
            finally:
                through.release()
            await self._carry(promise, turn)

    async def _lane(self, promise: Promise) -> Messenger | None:
        """In which line to stand for it; None if nothing will be sent."""
        if promise.standing is Standing.SENDING and self._doubted(promise):
            return None
        async with self._store.transaction() as work:
            person = await work.people.get(promise.to)
            match await self._decide(work, promise, person):
                case Unsay(message):
                    by_itself = self._messengers.get(message.account.platform)
                    return by_itself if by_itself is not None and by_itself.withdrawing is None else None
                case Say() if person.active and person.accounts:
                    account = person.reached_at()[0]
                case _:
                    return None
        return self._messengers.get(account.platform)

    async def _give_back(self, promise: Promise) -> None:
        async with self._store.transaction() as work:
            await work.ledger.save(promise)

    async def _prepare(self, promise: Promise) -> Load | None:
        async with self._store.transaction() as work:
            await work.ledger.alone(promise.to)
            if promise.standing is Standing.SENDING or self._in_doubt(promise):
                if stopped := self._doubted(promise):
                    await self._settle(work, stopped)
                    return None
                promise = replace(promise, doubted=True)
            elif self._kinds[promise.kind].bulk and not promise.bulk:
                await work.ledger.save(replace(promise, standing=Standing.WAITING, bulk=True))
                return None
            try:
                person = await work.people.get(promise.to)
            except NotFound:
                await self._settle(work, promise.ended(Standing.DROPPED, Reason.NO_ACCOUNT))
                return None
            verdict = await self._decide(work, promise, person)
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
                    await self._settle(work, promise.ended(Standing.DROPPED, reason))
        return None

    def _in_doubt(self, promise: Promise) -> bool:
        """It may have been sent, and whoever found that out died before writing it down: it must not come twice."""
        return promise.doubted and not self._kinds[promise.kind].again_if_unsure

    def _doubted(self, promise: Promise) -> Promise | None:
        """A promise found in SENDING may have been sent: what it becomes if it is not to be sent again."""
        if promise.doubted or not self._kinds[promise.kind].again_if_unsure:
            return promise.ended(Standing.UNSURE, Reason.FAULT)
        return None

    async def _decide(self, work: W, promise: Promise, person: Person) -> Verdict:
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
            await self._settle(work, promise.ended(Standing.GAVE_UP, Reason.NO_ACCOUNT))
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
            await self._settle(work, rider)
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

    async def _send(self, load: Load, turn: Messenger | None = None) -> None:
        accounts: Sequence[Account] = [load.unsay.account] if load.unsay else load.person.reached_at()
        reason = Reason.NO_ACCOUNT
        for account in accounts:
            messenger = self._messengers.get(account.platform)
            if messenger is None:
                continue
            called = self._lanes.turn if load.unsay is None else self._lanes.back
            if messenger is not turn and (
                pause := await called(load.person.workplace, messenger, bulk=load.bulk)
            ):
                return await again(partial(self._waited, load, pause))
            turn = None
            try:
                message = await self._call(messenger, account, load)
            except TryLater as busy:
                if busy.whole_lane:
                    hold = self._lanes.hold if load.unsay is None else self._lanes.hold_back
                    hold(load.person.workplace, messenger, busy.seconds)
                asked = busy.seconds
                return await again(partial(self._busy, load, asked))
            except Unsure:
                return await again(lambda: self._unsure(load))
            except Unreachable as no:
                reason = Reason(no.reason) if no.reason in list(Reason) else Reason.REFUSED
                continue
            return await self._sent(load, message)
        return await again(lambda: self._end(load, Standing.GAVE_UP, reason))

    async def _call(self, messenger: Messenger, account: Account, load: Load) -> MessageRef | None:
        if load.unsay is not None:
            await messenger.withdraw(load.unsay, self._cards.menu(load.person))
            return None
        return await messenger.deliver(
            account, self._cards.ping(load.person, load.first.id), once=load.first.id
        )

    async def _sent(self, load: Load, message: MessageRef | None) -> None:
        await again(lambda: self._kept(load, message))
        self._told("sent")

    async def _kept(self, load: Load, message: MessageRef | None) -> None:
        async with self._store.transaction() as work:
            for promise in by_matter(load.promises):
                kind = self._kinds[promise.kind]
                counted = kind.capped and promise is load.first and not promise.chosen
                done = replace(
                    promise.ended(Standing.SENT), sent_at=work.now, message=message, counted=counted
                )
                await self._settle(work, done)
            if message is not None:
                await owe_tidying(work, load.first)

    async def _waited(self, load: Load, pause: float) -> None:
        """The lane holds still for longer than a lease lasts: nothing was tried."""
        async with self._store.transaction() as work:
            for promise in load.promises:
                until = work.now + timedelta(seconds=pause)
                await work.ledger.save(promise.put_off(until, Reason.BUSY))

    async def _busy(self, load: Load, asked: float | None) -> None:
        async with self._store.transaction() as work:
            for promise in by_matter(load.promises):
                tried = replace(promise, attempt=promise.attempt + 1)
                pause = patience.after_busy(tried.attempt, asked)
                if pause is None:
                    await self._settle(work, tried.ended(Standing.GAVE_UP, Reason.BUSY))
                else:
                    await work.ledger.save(tried.put_off(work.now + pause, Reason.BUSY))
        self._told("busy")

    async def _unsure(self, load: Load) -> None:
        async with self._store.transaction() as work:
            for promise in by_matter(load.promises):
                pause = patience.after_doubt(doubted=promise.doubted)
                if pause is None or not self._kinds[promise.kind].again_if_unsure:
                    await self._settle(work, promise.ended(Standing.UNSURE, Reason.FAULT))
                else:
                    twice = replace(promise, doubted=True, attempt=promise.attempt + 1)
                    await work.ledger.save(twice.put_off(work.now + pause, Reason.BUSY))
        self._told("unsure")

    async def _end(self, load: Load, how: Standing, reason: Reason) -> None:
        async with self._store.transaction() as work:
            for promise in by_matter(load.promises):
                await self._settle(work, promise.ended(how, reason))
        if how is Standing.GAVE_UP:
            self._told(how.value)

    async def _settle(self, work: W, promise: Promise) -> None:
        await work.ledger.save(promise)
        await self._kinds[promise.kind].ended(work, promise, promise.standing)

    async def _failed(self, promise: Promise) -> None:
        """A fault of our own: try again with patience, and give up for all to see. Never raises."""
        try:
            await self._put_aside(promise)
        except Lost:
            self._told("lost")
        except Exception as fault:  # noqa: BLE001  the lease runs out, and the promise is taken up again
            log.error("a failed promise could not be put aside: %s", type(fault).__name__)
        self._told("fault")

    async def _put_aside(self, promise: Promise) -> None:
        tried = replace(promise, attempt=promise.attempt + 1)
        pause = patience.after_busy(tried.attempt, None)
        in_doubt = promise.standing is Standing.SENDING
        async with self._store.transaction() as work:
            if pause is None or promise.kind not in self._kinds:
                await work.ledger.save(
                    tried.ended(Standing.UNSURE if in_doubt else Standing.GAVE_UP, Reason.FAULT)
                )
            elif in_doubt:
                # It stays in doubt, and is looked at again when its lease runs out: as WAITING it would be sent anew.
                await work.ledger.save(tried)
            else:
                await work.ledger.save(tried.put_off(work.now + pause, Reason.FAULT))
