"""Pings to the committee's members: gentle, so that nothing is kept waiting by them, and only while they are needed."""

from abc import ABC, abstractmethod
from collections.abc import Collection
from datetime import timedelta
from typing import Final, Generic, TypeVar

from core import workdays
from core.chat.flows import Then, Turn
from core.committee import usecases
from core.committee.ports import Work
from core.ledger import usecases as ledger
from core.ledger.gentle import drawn, in_turn
from core.ledger.model import Drop, Promise, Reason, Say, Verdict
from core.ledger.once import Once
from core.people import Person, WorkplaceId

REMEMBERED: Final = timedelta(days=400)
"""That somebody has been reminded of one thing; the ledger itself forgets sooner."""
OPEN_FOR: Final = timedelta(days=28)
"""A day that passed while nothing ran, or somebody who came later, is made up for this long."""

W = TypeVar("W", bound=Work)


async def call(work: Work, workplace: WorkplaceId, kind: str, ref: str) -> None:
    """Owe it to each member, once ever, each at a moment left to chance."""
    for person in await usecases.members(work, workplace):
        await remind(work, person, kind, ref)


async def remind(work: Work, person: Person, kind: str, ref: str) -> None:
    """Owe it to this person, once ever: today, or on the next working day, in their hours."""
    name = f"{kind}:{ref}:{person.id}"
    if await work.marks.put(f"reminded:{name}", {}, work.now + REMEMBERED):
        day = workdays.on_or_after(workdays.local_date(work.now, person.zone))
        await ledger.owe(work, person, kind, ref, drawn(work, day, person), once=name)


class Gentle(Once, ABC, Generic[W]):
    """Said while it is needed, in turn; at once if the person chose the time."""

    name = ""
    capped = True
    in_hours = True

    def __init__(self, before: Collection[str]) -> None:
        """`before` are the kinds that go first (see core.ledger.gentle)."""
        self._before = before

    @abstractmethod
    async def needed(self, work: W, person: Person, promise: Promise) -> bool:
        """Whether there is still something to do, and for this person."""

    @abstractmethod
    def line(self, turn: Turn, promise: Promise) -> str:
        """For the person's own list."""

    @abstractmethod
    def view(self, promise: Promise) -> Then:
        """What opens."""

    async def decide(self, work: W, promise: Promise) -> Verdict:
        """In turn, while it is needed."""
        person = await work.people.get(promise.to)
        if not person.active or not await self.needed(work, person, promise):
            return Drop(Reason.NOT_NEEDED)
        return Say() if promise.chosen else await in_turn(work, promise, self._before)

    async def opened(self, work: W, turn: Turn, promise: Promise) -> Then | None:
        """What it is about, as it is now."""
        await ledger.used_up(work, promise)
        return self.view(promise) if await self.needed(work, turn.person, promise) else None

    async def label(self, work: W, turn: Turn, promise: Promise) -> str | None:
        """For the person's own list."""
        return self.line(turn, promise) if await self.needed(work, turn.person, promise) else None


class ForMembers(Gentle[W], ABC):
    """The same, for whoever is a member when it is said."""

    @abstractmethod
    async def stands(self, work: W, person: Person, promise: Promise) -> bool:
        """Whether there is still something to do."""

    async def needed(self, work: W, person: Person, promise: Promise) -> bool:
        """For members only."""
        return await usecases.is_member(work, person) and await self.stands(work, person, promise)
