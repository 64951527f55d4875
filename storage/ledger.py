"""The table of promises: leases by the database's clock, fences against late writers, one writer per person."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    cast,
    delete,
    func,
    literal,
    or_,
    select,
    true,
    update,
)

from core.errors import NotFound
from core.ledger.model import EARLY, FINAL, Lost, Promise, PromiseId, Standing
from core.people import PersonId
from storage import ledger_written as written
from storage.keyring import Keyring
from storage.moments import DatabaseSeconds, Moment
from storage.statements import Sql
from storage.tables import promises, turns

WAITING, CLAIMED, SENDING = Standing.WAITING.value, Standing.CLAIMED.value, Standing.SENDING.value
OVER = [standing.value for standing in FINAL]
BULK = "bulk"
"""The turn that one process at a time has."""
SOON = timedelta(minutes=5)
"""What falls due later than this, the worker finds by itself: it looks more often."""


@dataclass(slots=True)
class Pulse:
    """What a process knows of its worker: how long it leases for, in seconds, and the name it has taken."""

    lease: float = 30.0
    name: str = field(default_factory=lambda: uuid4().hex)


class SqlLedger:
    """A row holds no id of a person or an agreement; `soon` says whether something was owed that is due soon."""

    def __init__(self, sql: Sql, keyring: Keyring, now: datetime, pulse: Pulse) -> None:
        self._sql = sql
        self._keyring = keyring
        self._now = now
        self._pulse = pulse
        self.soon = False

    async def owe(self, promise: Promise) -> bool:
        fresh = await self._sql.add_unless(promises, written.new(self._keyring, promise), "once_idx")
        if fresh:
            self._note(promise)
        return fresh

    async def claim(self, most: int, lease: float, *, bulk: bool = False) -> Sequence[Promise]:
        self._pulse.lease = lease
        left_behind = promises.c.standing.in_([CLAIMED, SENDING]) & (
            promises.c.lease_until < DatabaseSeconds()
        )
        waiting = (promises.c.standing == WAITING) & (promises.c.due <= self._now)
        sort = promises.c.bulk == literal(bulk)
        # Two questions, so that each is answered from its index: a tick costs what is taken, not what is due.
        questions = (left_behind & sort, waiting & sort)
        if bulk and not (await self._any(*questions) and await self._our_turn(lease)):
            return []
        taken: list[Promise] = []
        for question in questions:
            taken += await self._first(question, most - len(taken))
        return sorted(taken, key=lambda promise: (promise.due, promise.id))

    async def save(self, promise: Promise) -> None:
        mine = (promises.c.id == promise.id) & (promises.c.fence == promise.fence)
        held = promise.standing in {Standing.CLAIMED, Standing.SENDING}
        new = {
            **written.state(self._keyring, promise),
            "lease_until": self._leased() if held else None,
            "ended_at": func.coalesce(promises.c.ended_at, literal(self._now, Moment))
            if promise.standing in FINAL
            else None,
        }
        if await self._sql.run(update(promises).where(mine).values(new)) != 1:
            raise Lost
        self._note(promise)

    async def get(self, id: PromiseId) -> Promise:
        found = await self._found(select(promises).where(promises.c.id == id))
        if not found:
            raise NotFound
        return found[0]

    async def for_occasion(self, once: str) -> Promise | None:
        named = promises.c.once_idx == written.once_index(self._keyring, once)
        found = await self._found(select(promises).where(named))
        return found[0] if found else None

    async def riders(self, to: PersonId, now: datetime) -> Sequence[Promise]:
        live = promises.c.standing.in_([WAITING, CLAIMED])
        # Why one waits lies under its seal, so the person's few are opened first.
        ready = [
            each.id
            for each in await self._found(select(promises).where(self._owed(to), live))
            if each.standing is Standing.CLAIMED or each.due <= now or each.reason in EARLY
        ]
        if not ready:
            return []  # asked for none of all, SQLite looks through all that wait
        # Here we do wait: whoever is claiming one of them now shall lose it to this ping.
        rows = select(promises).where(promises.c.id.in_(ready), live)
        return await self._taken(rows.order_by(promises.c.due, promises.c.id).with_for_update())

    async def carried_by(self, id: PromiseId) -> Sequence[Promise]:
        aboard = (promises.c.id == id) | (promises.c.carrier == id)
        return await self._found(select(promises).where(aboard).order_by(promises.c.due, promises.c.id))

    async def counted_since(self, to: PersonId, since: datetime) -> Sequence[datetime]:
        over = self._owed(to) & (promises.c.standing == Standing.SENT.value)
        sent = [each.sent_at for each in await self._found(select(promises).where(over)) if each.counted]
        return sorted(at for at in sent if at is not None and at >= since)

    async def of(self, to: PersonId) -> Sequence[Promise]:
        mine = select(promises).where(self._owed(to))
        return await self._found(mine.order_by(promises.c.due, promises.c.id))

    async def alone(self, to: PersonId) -> None:
        if self._sql.on_postgresql:
            key = int.from_bytes(written.person_index(self._keyring, to)[:8], signed=True)
            await self._sql.value(select(func.pg_advisory_xact_lock(cast(key, BigInteger))))

    async def next_due(self, *, bulk: bool | None = None) -> datetime | None:
        # One look for each sort, so that each is answered from the index.
        found = [await self._first_due(bulk=each) for each in (False, True) if bulk in {None, each}]
        return min((due for due in found if due is not None), default=None)

    async def forget_before(self, moment: datetime) -> int:
        over = promises.c.standing.in_(OVER) & (promises.c.ended_at < moment)
        return await self._sql.run(delete(promises).where(over))

    async def _first_due(self, *, bulk: bool) -> datetime | None:
        waiting = (promises.c.bulk == literal(bulk)) & (promises.c.standing == WAITING)
        row = await self._sql.row(select(promises.c.due).where(waiting).order_by(promises.c.due).limit(1))
        return None if row is None else row["due"]

    async def _any(self, *questions: ColumnElement[bool]) -> bool:
        for question in questions:
            if await self._sql.row(select(promises.c.id).where(question).limit(1)) is not None:
                return True
        return False

    async def _our_turn(self, lease: float) -> bool:
        """
        Whether this process is the one that sends what is bulk; on SQLite there is no other, and it waits for nobody.

        A row under a lease, as a promise is: who died is followed when it has run out, and no connection is held
        for it, as a lock of PostgreSQL's own would ask for.
        """
        held = {"holder": self._pulse.name, "until": DatabaseSeconds() + lease}
        ours = (turns.c.holder == self._pulse.name) | (turns.c.until < DatabaseSeconds())
        free = ours if self._sql.on_postgresql else true()
        if await self._sql.run(update(turns).where(turns.c.id == BULK, free).values(held)):
            return True
        return await self._sql.add_unless(turns, {"id": BULK, **held}, "id")

    async def _first(self, which: ColumnElement[bool], most: int) -> list[Promise]:
        # Two workers never wait for each other's rows. SQLite has one writer, and leaves the clause out.
        oldest = select(promises).where(which).order_by(promises.c.due).limit(most)
        return await self._taken(oldest.with_for_update(skip_locked=True)) if most else []

    async def _taken(self, which: Select[tuple[object, ...]]) -> list[Promise]:
        """Lease these rows under a new fence; they come as they stood before."""
        taken = []
        for row in await self._sql.rows(which):
            try:
                promise = written.promise(self._keyring, row)
            except NotFound:
                await self._put_aside(row["id"])
            else:
                taken.append(replace(promise, fence=promise.fence + 1))
        if taken:
            ids = [promise.id for promise in taken]
            new = {
                "standing": CLAIMED,
                # It may have been sent: whoever has it next, as a rider or after a crash, must know.
                "doubted": or_(promises.c.doubted, promises.c.standing == SENDING),
                "fence": promises.c.fence + 1,
                "lease_until": self._leased(),
            }
            await self._sql.run(update(promises).where(promises.c.id.in_(ids)).values(new))
        return taken

    async def _found(self, which: Select[tuple[object, ...]]) -> Sequence[Promise]:
        found = []
        for row in await self._sql.rows(which):
            with suppress(NotFound):
                found.append(written.promise(self._keyring, row))
        return found

    async def _put_aside(self, id: str) -> None:
        """Its seal does not open, so nobody can say whose it is: it must not stop the others for ever."""
        live = promises.c.standing.not_in(OVER)
        over = {"standing": Standing.GAVE_UP.value, "lease_until": None}
        ended = {**over, "ended_at": self._now, "fence": promises.c.fence + 1}
        await self._sql.run(update(promises).where(promises.c.id == id, live).values(ended))

    def _owed(self, to: PersonId) -> ColumnElement[bool]:
        return promises.c.person_idx == written.person_index(self._keyring, to)

    def _leased(self) -> ColumnElement[float]:
        return DatabaseSeconds() + self._pulse.lease

    def _note(self, promise: Promise) -> None:
        waiting = promise.standing is Standing.WAITING
        self.soon = self.soon or (waiting and promise.due <= self._now + SOON)
