"""A workplace with a calendar around the two of chains_world, and what came of it day by day."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from core import workdays
from core.agreements.model import Route
from core.ledger.model import Promise, PromiseId, Standing
from core.occasions.model import Occasion
from core.people import Person, PersonId
from core.preparations.prompts import MORE, NAMES, PROMPTS
from core.sight import WORKER
from tests.builders import KARI, LEIF, a_person, an_occasion
from tests.core.chains_world import Chains, Site

SWEEP_AT = time(3)
DAY = timedelta(days=1)
COLLEAGUES = 9


@dataclass(frozen=True, order=True, kw_only=True)
class Came:
    """A prompt: its day and hour on the person's own wall, who got it, and whether it rang by itself."""

    day: date
    at: time
    who: str
    kind: str
    alone: bool


@dataclass
class Prompted:
    """Days pass, with the clock's look at three in the night; what was sent is written down before it is forgotten."""

    chains: Chains
    seen: dict[PromiseId, Promise] = field(default_factory=dict)
    rung: list[Came] = field(default_factory=list)

    async def until(self, day: date) -> None:
        """Live until that day begins, UTC; its look is still to come."""
        end = datetime.combine(day, time(), UTC)
        while (look := self._look()) < end:
            await self.chains.wind(look)
            await self.chains.parts.upkeep()
            await self._note()
        await self.chains.wind(end)
        await self._note()

    def _look(self) -> datetime:
        now = self.chains.clock.at
        day = now.date() if now.time() < SWEEP_AT else now.date() + DAY
        return datetime.combine(day, SWEEP_AT, UTC)

    async def _note(self) -> None:
        for who in (KARI, LEIF):
            self.seen |= {each.id: each for each in await self.chains.owed(who)}

    async def came(self, kind: str = "") -> list[Came]:
        """Every prompt of an occasion that a telephone has shown; the leader's second, whose day is drawn, only by name."""
        await self._note()
        found = []
        for each in self.seen.values():
            name = each.kind.partition(".")[2]
            if (
                each.kind in NAMES
                and each.sent_at is not None
                and (kind == name or not (kind or name == "more"))
            ):
                wall = each.sent_at.astimezone(ZoneInfo((await self.person(each.to)).zone))
                found.append(
                    Came(
                        day=wall.date(),
                        at=wall.time(),
                        who=each.to,
                        kind=each.kind.partition(".")[2],
                        alone=each.carrier is None,
                    )
                )
        return sorted(found)

    async def since(self, day: date, *, at: int = 12) -> None:
        """Live until that hour, UTC, of that day, its look included."""
        await self.until(day)
        await self.chains.wind(datetime.combine(day, SWEEP_AT, UTC))
        await self.chains.parts.upkeep()
        await self.chains.wind(datetime.combine(day, time(at), UTC))
        await self._note()

    async def days(self, kind: str = "") -> list[tuple[str, date]]:
        """By day; of one day in the order of the five."""
        order = [prompt.name.partition(".")[2] for prompt in PROMPTS]
        found = [(each.kind, each.day) for each in await self.came(kind)]
        return sorted(found, key=lambda one: (one[1], order.index(one[0])))

    def stopped(self) -> list[tuple[str, str]]:
        """What was dropped, and why."""
        dropped = [each for each in self.seen.values() if each.standing is Standing.DROPPED]
        return sorted((each.kind.partition(".")[2], each.reason) for each in dropped if each.kind in NAMES)

    # ---- what can be done

    async def publish(self, *some: Occasion) -> None:
        async with self.chains.store.transaction() as work:
            for each in some:
                await work.occasions.add(each)

    async def change(self, occasion: Occasion, **new: Any) -> Occasion:
        changed = occasion.changed(**new)
        async with self.chains.store.transaction() as work:
            await work.occasions.save(changed)
        return changed

    async def route(self, **new: Any) -> Route:
        """The agreement's route, with these changed."""
        async with self.chains.store.transaction() as work:
            route = await work.agreements.route(self.chains.agreement, WORKER)
            route = replace(route, version=route.version + 1, **new)
            await work.agreements.save_route(route, WORKER)
            return route

    async def person(self, id: str, **new: Any) -> Person:
        async with self.chains.store.transaction() as work:
            person = await work.people.get(PersonId(id))
            if new:
                person = replace(person, version=person.version + 1, **new)
                await work.people.save(person)
            return person

    def ref(self, occasion: Occasion) -> str:
        return f"{self.chains.agreement}:{occasion.id}"


@asynccontextmanager
async def prompted(site: Site, folder: Path, at: datetime | None = None) -> AsyncIterator[Prompted]:
    """The two, and enough colleagues for an occasion to be for many."""
    async with site.opened(folder) as chains:
        if at is not None:
            chains.clock.at = at
        async with chains.store.transaction() as work:
            for n in range(COLLEAGUES):
                await work.people.add(a_person(f"colleague-{n}"))
        yield Prompted(chains)


def own_days(on: date) -> Mapping[str, date]:
    """When each of the five is to come, counted in working days."""
    return {
        prompt.name.partition(".")[2]: workdays.shifted(on, prompt.offset)
        for prompt in PROMPTS
        if prompt is not MORE
    }


def julebord(on: date, **given: Any) -> Occasion:
    return an_occasion(on=on, **given)
