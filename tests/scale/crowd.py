"""A campaign to very many people on one make-believe platform with its real limits; all else is the real bot."""

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import aiohttp
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from adapters.slack.messenger import SlackMessenger
from adapters.teams.messenger import TeamsMessenger
from bots.demo.far.slack import FarSlack
from bots.demo.far.teams import FarTeams
from bots.subjects import Cards, kinds
from core.campaigns.model import Campaign, CampaignId, Fate
from core.campaigns.spreading import occasion
from core.ledger import usecases as ledger
from core.ledger.delivery import Delivery
from core.ledger.model import Promise, PromiseId, Standing
from core.ledger.pace import Lanes
from core.people import Account, Person, PersonId, Platform, Workplace
from core.ports import Messenger
from core.settings.flow import TEST
from storage.store import SqlStore, SqlWork
from tests.builders import a_keyring
from tests.journeys import world as worlds
from tests.ready import up_to_date
from tests.scale import campaign as campaigns
from tests.scale.wound import Timed, TimedStore, Wound

LATENCY = 0.3
"""Seconds that a platform takes to answer, of the wound clock."""
BEGINS = datetime.fromisoformat("2026-11-23T08:30:00+00:00")
CEILING = 240
"""Messages a minute; of Slack's «several hundred» for a workspace the least that its own advice comes to."""


@dataclass
class Crowd:
    """Everybody, their platform, and the worker's hands."""

    platform: Platform
    far: FarSlack | FarTeams
    store: TimedStore
    wound: Wound
    delivery: Delivery[SqlWork]
    messenger: Messenger
    people: list[Person]
    url: str
    campaign: CampaignId

    async def prompt(self, person: Person, number: int) -> PromiseId:
        """Something owed to one person, due now."""
        async with self.store.transaction() as work:
            return await ledger.owe(
                work, person, TEST, "", self.wound.now(), once=f"{TEST}:{number}", chosen=True
            )

    async def finish(self, days: int = 1) -> None:
        """As the worker does: the campaign is spread, and sent until nothing of it is left; what was put off is waited for."""
        await self.spread()
        while (due := await self._next_due(days)) is not None:
            if (ahead := (due - self.wound.now()).total_seconds()) > 0:
                await self.wound.sleep(ahead)
            if not await self.delivery.run_bulk():
                await self.wound.sleep(max(0.5, self.delivery.held()))

    async def spread(self) -> None:
        """Go through everybody, page by page."""
        while await self.delivery.run_prompt():
            pass

    async def _next_due(self, days: int) -> datetime | None:
        async with self.store.transaction() as work:
            news = await work.ledger.next_due(bulk=True)
        # Taking pings out of the chat comes a week later, and is else not what is measured.
        return news if news is not None and (news - BEGINS).days < days else None

    def pings(self) -> Counter[str]:
        """How many messages each account was sent."""
        return Counter({id: len(phone.lock_screen) for id, phone in self.far.phones.items()})

    def refused(self, word: str) -> list[str]:
        """What the platform refused with this word in it."""
        return [complaint for complaint in self.far.complaints if word in complaint]

    async def standings(self) -> Counter[str]:
        """How many of the news stand how."""
        with self.wound.busy():
            return await standings(self.url)

    async def fates(self) -> dict[Fate, int]:
        """What became of it, as the committee's figures are made from."""
        async with self.store.transaction() as work:
            return {
                fate: number for fate, number in (await work.campaigns.tally(self.campaign)).items() if number
            }

    async def now(self) -> Campaign:
        async with self.store.transaction() as work:
            found: Campaign = await work.campaigns.get(self.campaign)
            return found

    async def of(self, person: Person) -> Promise:
        async with self.store.transaction() as work:
            found: Promise | None = await work.ledger.for_occasion(occasion(self.campaign, person.id))
        assert found is not None
        return found


async def standings(url: str) -> Counter[str]:
    engine = create_async_engine(url)
    async with engine.connect() as connection:
        found = await connection.execute(
            text("SELECT standing, count(*) FROM promises WHERE bulk AND carrier IS NULL GROUP BY standing")
        )
        counted = Counter({row[0]: row[1] for row in found})
    await engine.dispose()
    counted.subtract({Standing.WAITING.value: await _tidyings(url)})
    return +counted


async def _tidyings(url: str) -> int:
    """What waits for a week is the taking out of the chat."""
    engine = create_async_engine(url)
    async with engine.connect() as connection:
        waits = text("SELECT count(*) FROM promises WHERE bulk AND standing = 'waiting' AND due > :soon")
        count = await connection.scalar(waits, {"soon": _bound(url)})
    await engine.dispose()
    return int(count)


def _bound(url: str) -> object:
    soon = datetime.fromisoformat("2026-11-27T00:00:00+00:00")
    return soon.isoformat(timespec="microseconds") if url.startswith("sqlite") else soon


def account(platform: Platform, number: int) -> Account:
    tenant = worlds.TEAM if platform is Platform.SLACK else worlds.TENANT
    return Account(platform=platform, tenant=tenant, id=worlds._id(platform, f"n{number}"))


def person(platform: Platform, number: int) -> Person:
    return Person(
        id=PersonId(f"person-{number}"),
        workplace=worlds.WORKPLACE,
        name=f"Nr. {number} Oppdiktet",
        accounts=(account(platform, number),),
        channel=platform,
    )


def messenger(platform: Platform, far: FarSlack | FarTeams, session: aiohttp.ClientSession) -> Messenger:
    if isinstance(far, FarSlack):
        token = far.workplace.bot_token
        return SlackMessenger(session, bot_token=token, base_url=far.base_url, seconds=60)
    return TeamsMessenger(
        session,
        app_id=worlds.APP,
        app_secret=worlds.APP_SECRET,
        tenant_id=worlds.TENANT,
        login_url=far.login_url,
        service_url=far.service_url,
        seconds=60,
    )


async def settle(store: SqlStore, people: list[Person], due: datetime) -> CampaignId:
    """The workplace with everybody in it, and a campaign that begins then."""
    async with store.transaction() as work:
        await work.people.put_workplace(
            Workplace(id=worlds.WORKPLACE, name="Eksempel AS", tenants={}, zone="Europe/Oslo")
        )
        await work.people.add_all([*campaigns.seated(), *people])
    return await campaigns.begun(store, due)


def limited(far: FarSlack | FarTeams, wound: Wound) -> None:
    """The platform's own limits, counted by the wound clock."""
    if isinstance(far, FarSlack):
        far.limit_pace(one_a_second=True, ceiling_a_minute=CEILING)
        far.state.monotonic = wound.seconds
    else:
        far.rate_limited = True
        far.gate.monotonic = wound.seconds
        far.connector.latency = 0.0


@asynccontextmanager
async def crowd(
    platform: Platform, url: str, folder: Path, size: int, *, gone: frozenset[int] = frozenset()
) -> AsyncIterator[Crowd]:
    """`gone` are those whom the platform knows no more."""
    wound, store_clock = Wound(BEGINS), worlds.WoundClock()
    far = worlds.far_side(platform, store_clock)
    people = [person(platform, number) for number in range(size)]
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(worlds._running(far))
        for number, each in enumerate(people):
            if number not in gone:
                worlds.phone(far, f"n{number}", each.name)
        limited(far, wound)
        session = await stack.enter_async_context(aiohttp.ClientSession())
        await up_to_date(url)
        store = await stack.enter_async_context(SqlStore.open(url, a_keyring(folder), wound))
        campaign = await settle(store, people, BEGINS)
        sends = Timed(messenger(platform, far, session), wound, LATENCY)
        await stack.enter_async_context(wound.running())
        timed = TimedStore(store, wound)
        made: Delivery[SqlWork] = Delivery(
            timed,
            {platform: sends},
            kinds(),
            Cards(),
            Lanes(wound.sleep, wound.seconds),
            lease=600,
        )
        yield Crowd(
            platform=platform, far=far, store=timed, wound=wound, delivery=made, messenger=sends,
            people=people, url=url, campaign=campaign,
        )  # fmt: skip
