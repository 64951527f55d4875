"""A workplace with people in it, on a real clock, for a server in a process of its own."""

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp

from bots.clock import RealClock
from bots.demo.far.phone import Phone
from bots.demo.far.slack import FarSlack
from bots.demo.far.teams import FarTeams
from core.agreements.usecases import Content, take_in
from core.checkins.usecases import ASK, begin
from core.ledger import usecases as ledger
from core.people import Account, Person, PersonId, Platform, Workplace, WorkplaceId
from core.sight import WORKER
from storage.keyring import Keyring, RootSecret
from storage.store import SqlStore
from tests.bots.office import WORKPLACE, Office, Server
from tests.journeys import world as worlds
from tests.ready import up_to_date

PROMPT = 5.0
"""Seconds; the poll interval on PostgreSQL is five minutes here."""
PEOPLE = {"kari": "Kari Oppdiktet", "jonas": "Jonas Oppdiktet"}


@dataclass(kw_only=True)
class Town:
    """Kari, her leader Jonas, an agreement between them, and both far sides or one of them."""

    office: Office
    far: FarSlack | FarTeams
    kari: Phone
    people: dict[str, Person]

    @asynccontextmanager
    async def store(self) -> AsyncIterator[SqlStore]:
        """The same database, from another process than the server's."""
        ring = Keyring.load(self.office.keyring, RootSecret.read(file=self.office.root))
        url = self.office.env["INNSJEKK_DATABASE_URL"]
        async with SqlStore.open(url, ring, RealClock()) as store:
            yield store

    async def snooze_ends(self, times: int = 1) -> None:
        """The check-in that she put off for an hour comes back now: exactly then, whatever the hour of the day."""
        async with self.store() as store, store.transaction() as work:
            [agreement] = await work.agreements.for_the_clock()
            checkin = next(c for c in await work.checkins.of(agreement, WORKER) if c.open)
            for number in range(times):
                at = work.now - timedelta(milliseconds=number)
                await ledger.come_back(work, self.people["kari"], ASK, checkin.id, at)

    async def hire(self, number: int) -> list[Person]:
        """So many more, each with a chat of their own."""
        assert isinstance(self.far, FarTeams)
        hired = [
            _person(f"new{n}", Platform.TEAMS, worlds.TENANT, f"{n:08}-0000-4000-8000-000000000000")
            for n in range(number)
        ]
        for person in hired:
            await self.far.add_person(person.accounts[0].id, person.name).install()
        async with self.store() as store, store.transaction() as work:
            for person in hired:
                await work.people.add(person)
        return hired

    def pings(self) -> int:
        return worlds.pings(self.kari)


@asynccontextmanager
async def town(folder: Path, database_url: str, platform: Platform = Platform.SLACK) -> AsyncIterator[Town]:
    """Everything but the server."""
    office = Office(folder=folder)
    office.settle(database_url)
    far = worlds.far_side(platform, worlds.WoundClock(datetime.now(UTC)))
    async with far.running():
        if isinstance(far, FarTeams):
            far.rate_limited = False
        settings = worlds.plain_settings(platform, far, database_url, folder)
        given = {f"INNSJEKK_{name.upper()}": str(value) for name, value in settings.items()}
        office.env = {n: v for n, v in office.env.items() if "SLACK" not in n} | given
        # On SQLite nobody hears another process; on PostgreSQL nothing here may be the poll's merit.
        poll = "0.5" if database_url.startswith("sqlite") else "300"
        office.env |= {"INNSJEKK_WORKPLACE": WORKPLACE, "INNSJEKK_POLL_SECONDS": poll}
        await up_to_date(database_url)
        phones = {key: worlds.phone(far, key, name) for key, name in PEOPLE.items()}
        tenant = worlds.TEAM if platform is Platform.SLACK else worlds.TENANT
        people = {key: _person(key, platform, tenant, phones[key].person) for key in PEOPLE}
        made = Town(office=office, far=far, kari=phones["kari"], people=people)
        async with made.store() as store:
            await _settle(store, people)
        yield made


async def _settle(store: SqlStore, people: dict[str, Person]) -> None:
    async with store.transaction() as work:
        await work.people.put_workplace(Workplace(id=WorkplaceId(WORKPLACE), name="Fjellbruket", tenants={}))
        for person in people.values():
            await work.people.add(person)
        today = work.now.date()
        content = Content(starts_on=today, ends_on=today + timedelta(days=700), measures=worlds.MEASURES)
        agreement = await take_in(work, people["kari"], people["jonas"], content)
        await begin(work, await work.agreements.route(agreement, WORKER))


def _person(key: str, platform: Platform, tenant: str, id: str) -> Person:
    account = Account(platform=platform, tenant=tenant, id=id)
    return Person(
        id=PersonId(f"person-{key}"),
        workplace=WorkplaceId(WORKPLACE),
        name=PEOPLE.get(key, key),
        accounts=(account,),
        channel=platform,
    )


async def until(true: Callable[[], bool], seconds: float = PROMPT) -> None:
    """Raises TimeoutError."""
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110  what is waited for happens in another process
            await asyncio.sleep(0.02)


async def get(server: Server, path: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(f"{server.url}{path}") as answer:
        return answer.status, await answer.text()


async def ready(server: Server, status: int) -> None:
    """Wait until it says so."""
    async with asyncio.timeout(20):
        while (await get(server, "/readyz"))[0] != status:  # noqa: ASYNC110  another process
            await asyncio.sleep(0.1)


async def answered(place: Town, *, words: str) -> None:
    """She opens what the ping is about and answers."""
    await place.kari.press("Åpne")
    place.kari.choose("Hvordan går det?", "Litt tungt")
    place.kari.fill("Hva er vanskelig akkurat nå?", words)
    await place.kari.submit()
    assert "bare du kan lese dem" in place.kari.words()


def ask_to_stop(server: Server) -> float:
    """SIGTERM, as systemd and Kubernetes send it; says when."""
    assert server.process.pid is not None
    os.kill(server.process.pid, signal.SIGTERM)
    return time.monotonic()
