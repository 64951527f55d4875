"""Carrying out what is due: decide again, send, settle. One API call, outside any transaction."""

import asyncio
import logging
import math
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Generic, Protocol, TypeVar

from core.chat.views import Card
from core.errors import TryLater, Unreachable, Unsure
from core.ledger.loading import Loading
from core.ledger.model import Lost, Promise, PromiseId, Reason, Say, Standing, Unsay
from core.ledger.pace import LONG_PAUSE, Lanes
from core.ledger.ports import Kind, Work
from core.ledger.settling import Load, Settling
from core.people import Account, Person, Platform
from core.ports import MessageRef, Messenger, Store, again

log = logging.getLogger("innsjekk.ledger")

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
        self._settling = Settling(store, kinds, told)
        self._loading = Loading(store, kinds, lanes, self._settling)
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
                return await self._settling.write(promise)
            load = await again(lambda: self._loading.prepare(promise))
            if load is not None:
                await self._send(load, turn)
        except Lost:
            self._told("lost")
        except Exception as fault:  # noqa: BLE001  one bad row must not stop the others
            log.error("a promise failed: %s", type(fault).__name__)  # the message may hold words
            if load is None:
                await self._settling.failed(promise)
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
        if promise.standing is Standing.SENDING and self._loading.doubted(promise):
            return None
        async with self._store.transaction() as work:
            person = await work.people.get(promise.to)
            match await self._loading.decide(work, promise, person):
                case Unsay(message):
                    by_itself = self._messengers.get(message.account.platform)
                    return by_itself if by_itself is not None and by_itself.withdrawing is None else None
                case Say() if person.active and person.accounts:
                    account = person.reached_at()[0]
                case _:
                    return None
        return self._messengers.get(account.platform)

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
                return await again(partial(self._settling.waited, load, pause))
            turn = None
            try:
                message = await self._call(messenger, account, load)
            except TryLater as busy:
                if busy.whole_lane:
                    hold = self._lanes.hold if load.unsay is None else self._lanes.hold_back
                    hold(load.person.workplace, messenger, busy.seconds)
                asked = busy.seconds
                return await again(partial(self._settling.busy, load, asked))
            except Unsure:
                return await again(lambda: self._settling.unsure(load))
            except Unreachable as no:
                reason = Reason(no.reason) if no.reason in list(Reason) else Reason.REFUSED
                continue
            return await self._sent(load, message)
        return await again(lambda: self._settling.end(load, Standing.GAVE_UP, reason))

    async def _call(self, messenger: Messenger, account: Account, load: Load) -> MessageRef | None:
        if load.unsay is not None:
            await messenger.withdraw(load.unsay, self._cards.menu(load.person))
            return None
        return await messenger.deliver(
            account, self._cards.ping(load.person, load.first.id), once=load.first.id
        )

    async def _sent(self, load: Load, message: MessageRef | None) -> None:
        await again(lambda: self._settling.sent(load, message))
        self._told("sent")
