"""The make-believe workplace: both far sides, the real application between them, and a clock to wind."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bots.demo.cast import Actor, actors, colleagues
from bots.demo.far.phone import Phone
from bots.demo.far.slack import FarSlack
from bots.demo.far.slack_phone import SlackPhone
from bots.demo.far.teams import FarTeams
from bots.demo.far.teams_phone import TeamsPhone
from bots.demo.words import labels
from bots.wiring import Parts
from core.people import Language, Platform

ZONE: Final = ZoneInfo("Europe/Oslo")
APP: Final = "Innsjekk"
FAR: Final = timedelta(days=60)
DAWN: Final = time(5)
ATTEMPTS: Final = 200


class NothingComing(Exception):
    """Nothing more is owed to anybody in the time looked at."""


class DemoClock:
    """Stands still until it is wound; never goes back."""

    def __init__(self, at: datetime) -> None:
        self._at = at

    def now(self) -> datetime:
        return self._at

    def wind(self, to: datetime) -> None:
        self._at = max(self._at, to)


@dataclass(frozen=True, slots=True)
class Person:
    """A made-up person and what they hold in their hand."""

    actor: Actor
    phone: SlackPhone | TeamsPhone


class Workplace:
    """Everything running; whoever holds it winds the clock and lets people act, one thing at a time."""

    def __init__(
        self, parts: Parts, clock: DemoClock, far: tuple[FarSlack, FarTeams], written: Language
    ) -> None:
        """`written` is the language that the agreements were written in."""
        self.parts = parts
        self.written = written
        self.clock = clock
        self.slack, self.teams = far
        self.people: Mapping[str, Person] = {
            key: Person(actor, _add(actor.platform, actor.id, actor.name, *far))
            for key, actor in actors().items()
        }
        for platform, id, name in colleagues():
            _add(platform, id, name, *far)
        self.on_change: Callable[[], None] | None = None
        self.noticed: dict[str, list[datetime]] = {key: [] for key in self.people}
        for side in far:
            side.on_change = self._changed

    def phone(self, actor: Actor) -> Phone:
        return self.people[actor.key].phone

    def hints(self, actor: Actor) -> int:
        """How many of them were the neutral ping; Teams notifies of the menu as well."""
        said = {f"{APP}: {labels(language).hint}" for language in Language}
        return sum(line in said for line in self.phone(actor).lock_screen)

    @property
    def complaints(self) -> list[str]:
        """What either platform refused, or would advise against."""
        return [*self.slack.complaints, *self.teams.complaints]

    async def languages(self) -> dict[str, Language]:
        """What each person reads, by key, as they have set it themselves."""
        async with self.parts.store.reading() as work:
            found = {key: await work.people.at(each.actor.account) for key, each in self.people.items()}
        return {key: person.language for key, person in found.items() if person is not None}

    async def next_due(self) -> datetime | None:
        """When the ledger has something to do next."""
        async with self.parts.store.reading() as work:
            return await work.ledger.next_due()

    async def wind(self, until: datetime) -> None:
        """From due time to due time, and at each everything that is due, until then."""
        while (moment := await self._next()) <= until:
            await self._at(moment)
        await self._at(until)

    async def wind_by(self, by: timedelta) -> None:
        await self.wind(self.clock.now() + by)

    async def wind_until(self, happened: Callable[[], bool], most: timedelta = FAR) -> None:
        """From due time to due time, until it has happened. Raises NothingComing."""
        end = self.clock.now() + most
        while not happened():
            moment = await self._next()
            if moment > end:
                raise NothingComing
            await self._at(moment)

    async def wind_to_ping(self, *actors: Actor) -> None:
        """Until one of these people gets a notification. Raises NothingComing."""
        before = {actor.key: self.hints(actor) for actor in actors}
        await self.wind_until(lambda: any(self.hints(actor) > before[actor.key] for actor in actors))

    async def settle(self) -> None:
        """Carry out what is due at this very moment."""
        await self._at(self.clock.now())

    async def _next(self) -> datetime:
        """Whatever is due first, and each new day at dawn: the daily look does not wait for something to be due."""
        today = self.clock.now().astimezone(ZONE).date()
        dawn = datetime.combine(today + timedelta(days=1), DAWN, ZONE)
        due = await self.next_due()
        return dawn if due is None else min(due, dawn)

    async def _at(self, moment: datetime) -> None:
        day = self.clock.now().astimezone(ZONE).date()
        self.clock.wind(moment)
        if self.clock.now().astimezone(ZONE).date() != day:
            await self.parts.upkeep()
        for _ in range(ATTEMPTS):
            if await self.parts.delivery.run_due():
                continue
            due = await self.next_due()
            if due is None or due > self.clock.now():
                break
            await asyncio.sleep(0.05)  # held by a lease that runs out in real time
        else:
            raise NothingComing
        self._changed()

    def _changed(self) -> None:
        for key, each in self.people.items():
            new = len(each.phone.lock_screen) - len(self.noticed[key])
            self.noticed[key] += [self.clock.now()] * new
        if self.on_change is not None:
            self.on_change()


def _add(platform: Platform, id: str, name: str, slack: FarSlack, teams: FarTeams) -> SlackPhone | TeamsPhone:
    return slack.add_person(id, name) if platform is Platform.SLACK else teams.add_person(id, name)
