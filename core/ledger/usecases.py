"""Owing something, being through with it, and coming back to it at a chosen time."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from core import workdays
from core.errors import Refused
from core.ledger.model import Promise, PromiseId, Reason, Standing
from core.ledger.ports import Work
from core.people import Person, PersonId

TIDY = "ping.tidy"
KEPT_IN_CHAT = timedelta(days=7)
READ_AGAIN = timedelta(hours=1)
BLUR = 180
"""Minutes over which the going of used pings is spread."""
KEPT = timedelta(days=14)
"""How long ended promises are kept, so that a person can see what was stopped (security.md d: delivery logs 14 days)."""


async def owe(  # noqa: PLR0913  a promise has that many parts, and most callers name four
    work: Work,
    to: Person,
    kind: str,
    ref: str,
    due: datetime,
    *,
    once: str = "",
    chosen: bool = False,
    bulk: bool = False,
    reason: Reason = Reason.NONE,
) -> PromiseId:
    """
    Write a promise unless its occasion is written already; `once` defaults to kind and reference.

    `bulk` as its kind has it; `reason` is why it waits.
    """
    promise = Promise(
        id=PromiseId(work.new_id()),
        workplace=to.workplace,
        to=to.id,
        kind=kind,
        ref=ref,
        due=due,
        once=once or occasion(kind, ref),
        chosen=chosen,
        bulk=bulk,
        reason=reason,
    )
    if await work.ledger.owe(promise):
        return promise.id
    written = await work.ledger.for_occasion(promise.once)
    return written.id if written else promise.id


def slot(work: Work, day: date, person: Person) -> datetime:
    """A moment in the person's hours that day, at random, so that the minute tells nothing."""
    start, end = person.hours.start, person.hours.end
    minutes = (end.hour * 60 + end.minute) - (start.hour * 60 + start.minute)
    return workdays.at(day, start, person.zone) + timedelta(minutes=work.chance(max(1, minutes // 2)))


def occasion(kind: str, ref: str) -> str:
    """The name of the one time that this kind is owed for this thing."""
    return f"{kind}:{ref}"


async def come_back(work: Work, to: Person, kind: str, ref: str, at: datetime) -> PromiseId:
    """The person chose a time: exactly then, outside cap and hours. A time chosen before for the same thing is off."""
    for earlier in await work.ledger.of(to.id):
        if (earlier.kind, earlier.ref, earlier.chosen) == (kind, ref, True):
            await used_up(work, earlier)
    return await owe(work, to, kind, ref, at, once=f"{kind}:{ref}:{work.new_id()}", chosen=True)


async def rings(work: Work, to: PersonId, kind: str, ref: str) -> bool:
    """Whether a ping of this kind about this is on its way, or lies in the chat unopened: another would add nothing."""
    for each in await work.ledger.of(to):
        if (each.kind, each.ref) != (kind, ref) or each.reason is Reason.USED:
            continue
        lies = each.standing is Standing.SENT and each.sent_at and work.now < each.sent_at + KEPT_IN_CHAT
        if lies or each.standing in {Standing.WAITING, Standing.CLAIMED, Standing.SENDING}:
            return True
    return False


async def not_often(work: Work, name: str, most: int, within: timedelta) -> None:
    """
    Count one more time of what rings on somebody else's phone. Raises Refused when there were `most` already.

    Asking and taking back, again and again, would else be a way to plague somebody and leave no trace. What is kept
    is a number, under a name that only who asks the same again can find; it goes when the time is out.
    """
    said = await work.marks.get(name) or {"times": 0, "until": (work.now + within).isoformat()}
    if said["times"] >= most:
        raise Refused("refused.often")
    await work.marks.take(name)
    counted = {**said, "times": said["times"] + 1}
    await work.marks.put(name, counted, datetime.fromisoformat(said["until"]))


async def owe_tidying(work: Work, ping: Promise) -> None:
    """A ping is taken out of the chat after a week at the latest."""
    tidying = Promise(
        id=PromiseId(work.new_id()),
        workplace=ping.workplace,
        to=ping.to,
        kind=TIDY,
        ref=ping.id,
        due=work.now + KEPT_IN_CHAT,
        once=occasion(TIDY, f"{ping.id}:{ping.attempt}"),
        bulk=ping.bulk,
    )
    if ping.kind != TIDY:
        await work.ledger.owe(tidying)


async def used_up(work: Work, promise: Promise) -> None:
    """
    The person is through with it; one that was not sent yet is dropped.

    When they are through with all that its ping carries, the ping goes. It stays for a while, and not for a time that can be counted back: what was opened may not have
    reached the screen, and when a ping goes must not tell an export when somebody answered.
    """
    if promise.standing is Standing.WAITING:
        await work.ledger.save(promise.ended(Standing.DROPPED, Reason.NOT_NEEDED))
    if promise.standing is not Standing.SENT or promise.reason is Reason.USED:
        return
    await work.ledger.save(replace(promise, reason=Reason.USED))
    ping = promise.carrier or promise.id
    carried = {p.id: p for p in await work.ledger.carried_by(ping)}
    if all(p.reason is Reason.USED for p in carried.values()):
        await _tidy(work, carried[ping], work.now + READ_AGAIN + timedelta(minutes=work.chance(BLUR)))


async def _tidy(work: Work, ping: Promise, at: datetime) -> None:
    tidying = await work.ledger.for_occasion(occasion(TIDY, f"{ping.id}:{ping.attempt}"))
    if tidying is not None and tidying.standing is Standing.WAITING:
        await work.ledger.save(replace(tidying, due=min(at, tidying.due)))
