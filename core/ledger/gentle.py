"""Pings that everybody gets: they make room for what somebody waits for, and come at a time that tells nothing."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Final

from core import workdays
from core.ledger.model import FINAL, Promise, Reason, Say, Standing, Verdict, Wait
from core.ledger.ports import Work
from core.ledger.usecases import slot
from core.people import Person, PersonId

WEEK: Final = timedelta(days=7)
A_WHILE: Final = timedelta(hours=1)
"""After the ping that was to carry it: should that one be dropped or put off, another is waited for."""


async def in_turn(work: Work, promise: Promise, before: Collection[str]) -> Verdict:
    """
    Say, with a ping that is on its way to this person or alone; or wait, and ride with what comes first.

    `before` are the kinds that go first. It rings alone only in a week in which nothing that counts has come and none
    of them is to come. So it takes one of the three places of a week at most, and never one that they would have needed.
    """
    owed = [each for each in await work.ledger.of(promise.to) if each.id != promise.id]
    coming = [each for each in owed if each.kind in before and each.standing not in FINAL]
    if any(each.standing is Standing.SENDING for each in coming):
        return Say()
    soon = [each.due for each in coming if each.due <= work.now + WEEK]
    if soon:
        return Wait(max(min(soon), work.now) + A_WHILE, Reason.TOGETHER)
    rang = [each.sent_at for each in owed if each.counted and each.sent_at is not None]
    lately = [at for at in rang if work.now - WEEK < at <= work.now]
    return Wait(max(lately) + WEEK, Reason.TOGETHER) if lately else Say()


def drawn(work: Work, day: date, person: Person) -> datetime:
    """
    A moment in the person's hours that day, by chance; on a day that is none, the next working day.

    Drawn as for what concerns an agreement: a ping of the afternoon would else be known to be about something else.
    """
    return slot(work, workdays.on_or_after(day), person)


async def is_owed(work: Work, to: PersonId, kind: str) -> bool:
    """Whether one of this kind is on its way to this person, but for those that the person put off."""
    owed = await work.ledger.of(to)
    return any(each.kind == kind and not each.chosen and each.standing not in FINAL for each in owed)
