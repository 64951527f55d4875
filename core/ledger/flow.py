"""What can be pressed on a ping: open it, or have it come back."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

from core import workdays
from core.chat.flows import Flow, Then, Turn
from core.chat.leaves import numbered
from core.chat.views import Done, Open, Outcome
from core.errors import NotFound
from core.ledger import cards, usecases
from core.ledger.model import Promise, PromiseId
from core.ledger.ports import Kind, Work

W = TypeVar("W", bound=Work)


class Pings(Generic[W]):
    """Answers to presses on a ping; the kinds say what is behind it."""

    def __init__(self, kinds: Mapping[str, Kind[W]]) -> None:
        self._kinds = kinds

    def flow(self) -> Flow[W]:
        return Flow(
            name="ping",
            texts=cards.TEXTS,
            answers={
                "open": self._open,
                "one": self._one,
                "page": self._page,
                "hour": self._hour,
                "tomorrow": self._tomorrow,
            },
            views={"several": self._several, "nothing": self._nothing, "later": self._later},
            reads=frozenset({"page"}),
        )

    async def _mine(self, work: W, turn: Turn) -> Promise:
        promise = await work.ledger.get(PromiseId(turn.ref))
        if promise.to != turn.person.id:
            raise NotFound
        return promise

    async def _live(self, work: W, turn: Turn, ping: Promise) -> Sequence[tuple[Promise, str]]:
        found = []
        for promise in await work.ledger.carried_by(ping.carrier or ping.id):
            try:
                label = await self._kinds[promise.kind].label(work, turn, promise)
            except NotFound:
                continue  # what it was about is gone
            if label is not None:
                found.append((promise, label))
        return found

    async def _open(self, work: W, turn: Turn) -> Outcome | Then:
        live = await self._live(work, turn, await self._mine(work, turn))
        match len(live):
            case 0:
                return Then("ping.nothing")
            case 1:
                return await self._behind(work, turn, live[0][0])
            case _:
                return Then("ping.several", turn.ref)

    async def _one(self, work: W, turn: Turn) -> Outcome | Then:
        return await self._behind(work, turn, await self._mine(work, turn))

    async def _behind(self, work: W, turn: Turn, promise: Promise) -> Then:
        return await self._kinds[promise.kind].opened(work, turn, promise) or Then("ping.nothing")

    async def _hour(self, work: W, turn: Turn) -> Outcome | Then:
        return await self._put_off(work, turn, work.now + timedelta(hours=1))

    async def _tomorrow(self, work: W, turn: Turn) -> Outcome | Then:
        zone = turn.person.zone
        local = work.now.astimezone(ZoneInfo(zone))
        return await self._put_off(
            work, turn, workdays.at(local.date() + timedelta(days=1), local.time(), zone)
        )

    async def _put_off(self, work: W, turn: Turn, until: datetime) -> Then:
        """Each thing behind the ping comes back at exactly that time, on one new ping."""
        ping = await self._mine(work, turn)
        back = None
        for promise, _ in await self._live(work, turn, ping):
            await usecases.used_up(work, promise)
            if await self._kinds[promise.kind].put_off(work, promise, until):
                back = await usecases.come_back(work, turn.person, promise.kind, promise.ref, until)
        return Then("ping.later", back) if back else Then("ping.nothing")

    async def _several(self, work: W, turn: Turn) -> Outcome:
        return await self._listed(work, turn, 0)

    async def _page(self, work: W, turn: Turn) -> Outcome | Then:
        ping, _, at = turn.ref.partition(":")
        return await self._listed(work, replace(turn, ref=ping), numbered(at))

    async def _listed(self, work: W, turn: Turn, at: int) -> Outcome:
        live = await self._live(work, turn, await self._mine(work, turn))
        if not live:
            return await self._nothing(work, turn)
        return Open(form=cards.several(turn.texts, turn.ref, [(p.id, label) for p, label in live], at))

    async def _nothing(self, work: W, turn: Turn) -> Outcome:
        del work
        return Done(text=turn.texts("nothing"), title=turn.texts("title"), close=turn.texts("close"))

    async def _later(self, work: W, turn: Turn) -> Outcome:
        promise = await self._mine(work, turn)
        words = turn.texts("later", day=turn.texts.day(promise.due), time=turn.texts.hour(promise.due))
        return Done(text=words, title=turn.texts("title"), close=turn.texts("close"))
