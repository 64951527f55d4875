"""The pings about the policy: news for everybody, the leaders' task, and the revision."""

from abc import ABC, abstractmethod
from collections.abc import Collection

from core.chat.flows import Then, Turn
from core.directory.ports import Work
from core.ledger import usecases as ledger
from core.ledger.gentle import in_turn
from core.ledger.model import Drop, Promise, Reason, Say, Verdict
from core.ledger.once import Once
from core.people import Person
from core.policy import cards, team
from core.policy.cards import TEXTS
from core.policy.model import Policy
from core.policy.rounds import REVISE
from core.policy.usecases import COUNTS_FOR, NEWS, current, has_read


class _OfPolicy(Once, ABC):
    """What the three have in common: said while it stands, and when nothing is kept waiting by it."""

    capped = True
    in_hours = True
    view = ""

    def __init__(self, before: Collection[str]) -> None:
        """`before` are the kinds that go first (see core.ledger.gentle)."""
        self._before = before

    @abstractmethod
    async def stands(self, work: Work, policy: Policy, person: Person, promise: Promise) -> bool:
        """Whether there is still something to say."""

    async def decide(self, work: Work, promise: Promise) -> Verdict:
        """In turn; at once if the person chose the time."""
        person = await work.people.get(promise.to)
        policy = await current(work, person.workplace)
        if policy is None or not person.active or not await self.stands(work, policy, person, promise):
            return Drop(Reason.NOT_NEEDED)
        return Say() if promise.chosen else await in_turn(work, promise, self._before)

    async def opened(self, work: Work, turn: Turn, promise: Promise) -> Then | None:
        """What it is about, as it is now."""
        if await self.label(work, turn, promise) is None:
            return None
        await ledger.used_up(work, promise)
        return Then(self.view)

    async def label(self, work: Work, turn: Turn, promise: Promise) -> str | None:
        """For the person's own list."""
        policy = await current(work, turn.person.workplace)
        if policy is None or not await self.stands(work, policy, turn.person, promise):
            return None
        return cards.line(turn.texts.other(TEXTS), promise.kind, policy)


class News(_OfPolicy):
    """A new version. `ref` is its number: of two that come close, the later is told of."""

    name = NEWS
    view = "policy.page"

    async def stands(self, work: Work, policy: Policy, person: Person, promise: Promise) -> bool:
        known = await has_read(work, person.id, policy.number)
        return promise.ref == str(policy.number) and known is None


class Team(_OfPolicy):
    """The leaders' task, for one reason or for several."""

    name = team.TEAM
    view = "policy.team"

    async def stands(self, work: Work, policy: Policy, person: Person, promise: Promise) -> bool:  # noqa: ARG002
        return await team.reasons(work, person.id) is not None and await team.leads(work, person)


class Revise(_OfPolicy):
    """The day of the revision comes nearer. `ref` is that day."""

    name = REVISE
    view = "policy.revise"

    async def stands(self, work: Work, policy: Policy, person: Person, promise: Promise) -> bool:  # noqa: ARG002
        return promise.ref == policy.revise_on.isoformat() and bool(person.positions & COUNTS_FOR)
