"""How it went, written down: what was sent, refused, in doubt or given up; and what follows from that."""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Generic, TypeVar

from core.ledger import patience
from core.ledger.model import Lost, Promise, Reason, Standing
from core.ledger.ports import Kind, Work
from core.ledger.usecases import owe_tidying
from core.people import Person
from core.ports import MessageRef, Store, again

log = logging.getLogger("innsjekk.ledger")

W = TypeVar("W", bound=Work)


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


class Settling(Generic[W]):
    """One transaction for each call that was made, or could not be."""

    def __init__(self, store: Store[W], kinds: Mapping[str, Kind[W]], told: Callable[[str], None]) -> None:
        """`told` hears one word of what became of a promise."""
        self._store = store
        self._kinds = kinds
        self._told = told

    async def settle(self, work: W, promise: Promise) -> None:
        await work.ledger.save(promise)
        await self._kinds[promise.kind].ended(work, promise, promise.standing)

    async def write(self, promise: Promise) -> None:
        """As it is now, and nothing follows from it."""
        async with self._store.transaction() as work:
            await work.ledger.save(promise)

    async def sent(self, load: Load, message: MessageRef | None) -> None:
        async with self._store.transaction() as work:
            for promise in by_matter(load.promises):
                kind = self._kinds[promise.kind]
                counted = kind.capped and promise is load.first and not promise.chosen
                done = replace(
                    promise.ended(Standing.SENT), sent_at=work.now, message=message, counted=counted
                )
                await self.settle(work, done)
            if message is not None:
                await owe_tidying(work, load.first)

    async def waited(self, load: Load, pause: float) -> None:
        """The lane holds still for longer than a lease lasts: nothing was tried."""
        async with self._store.transaction() as work:
            for promise in load.promises:
                until = work.now + timedelta(seconds=pause)
                await work.ledger.save(promise.put_off(until, Reason.BUSY))

    async def busy(self, load: Load, asked: float | None) -> None:
        async with self._store.transaction() as work:
            for promise in by_matter(load.promises):
                tried = replace(promise, attempt=promise.attempt + 1)
                pause = patience.after_busy(tried.attempt, asked)
                if pause is None:
                    await self.settle(work, tried.ended(Standing.GAVE_UP, Reason.BUSY))
                else:
                    await work.ledger.save(tried.put_off(work.now + pause, Reason.BUSY))
        self._told("busy")

    async def unsure(self, load: Load) -> None:
        async with self._store.transaction() as work:
            for promise in by_matter(load.promises):
                pause = patience.after_doubt(doubted=promise.doubted)
                if pause is None or not self._kinds[promise.kind].again_if_unsure:
                    await self.settle(work, promise.ended(Standing.UNSURE, Reason.FAULT))
                else:
                    twice = replace(promise, doubted=True, attempt=promise.attempt + 1)
                    await work.ledger.save(twice.put_off(work.now + pause, Reason.BUSY))
        self._told("unsure")

    async def end(self, load: Load, how: Standing, reason: Reason) -> None:
        async with self._store.transaction() as work:
            for promise in by_matter(load.promises):
                await self.settle(work, promise.ended(how, reason))
        if how is Standing.GAVE_UP:
            self._told(how.value)

    async def failed(self, promise: Promise) -> None:
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
        if pause is None or promise.kind not in self._kinds:
            how = Standing.UNSURE if in_doubt else Standing.GAVE_UP
            await self._give_up(tried.ended(how, Reason.FAULT))
        elif in_doubt:
            # It stays in doubt, and is looked at again when its lease runs out: as WAITING it would be sent anew.
            await self.write(tried)
        else:
            async with self._store.transaction() as work:
                await work.ledger.save(tried.put_off(work.now + pause, Reason.FAULT))

    async def _give_up(self, over: Promise) -> None:
        """With what follows from it; where that fails, too, or nobody knows the kind, alone: it must have an end."""
        try:
            await again(lambda: self._settled(over))
        except Lost:
            raise
        except Exception as fault:  # noqa: BLE001  whatever it is, the worker has to be through with it
            log.error("nothing follows from a promise that was given up: %s", type(fault).__name__)
            await self.write(over)

    async def _settled(self, over: Promise) -> None:
        async with self._store.transaction() as work:
            await self.settle(work, over)
