"""Times that a person named, when that person has come to another time zone."""

from dataclasses import replace
from datetime import timedelta
from typing import Final
from zoneinfo import ZoneInfo

from core import workdays
from core.ledger.model import Standing
from core.ledger.ports import Work
from core.people import Person

SOON: Final = timedelta(hours=2)
"""«Om en time» is no time on a wall: what comes as soon as that comes when it was to come."""


async def follow(work: Work, person: Person, before: str) -> None:
    """
    What this person chose for seven o'clock comes at seven o'clock where they are now.

    What they did not choose needs nothing: it waits for their hours when it is due, wherever they are then.
    """
    for promise in await work.ledger.of(person.id):
        waits = promise.standing is Standing.WAITING and promise.due - work.now > SOON
        if promise.chosen and waits:
            wall = promise.due.astimezone(ZoneInfo(before))
            due = workdays.at(wall.date(), wall.time(), person.zone)
            await work.ledger.save(replace(promise, due=due))
