"""Where concrete parts meet: the store, the subjects, the platforms."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

import aiohttp
from aiohttp import web

from adapters.pages.app import PagesApp
from adapters.pages.codes import CodesApp
from adapters.pages.pictures import PicturesApp
from adapters.slack.app import SlackApp
from adapters.slack.messenger import SlackMessenger
from adapters.teams.app import TeamsApp
from adapters.teams.messenger import TeamsMessenger
from bots.settings import Settings, settled_on_a_platform
from bots.subjects import CONTENT, Cards, flows, kinds, leaflets, ours, printed
from core.agreements.model import AgreementId
from core.around import leavers, recovery
from core.campaigns import spreading as campaigns
from core.campaigns.ports import Channels
from core.campaigns.posting import Posting
from core.committee import kinds as committee_kinds
from core.committee import usecases as committee
from core.competence import kinds as competence_kinds
from core.content.files import Shelf
from core.conversation import Conversation
from core.evaluations import usecases as evaluations
from core.followups import usecases as followups
from core.group import guests
from core.ledger.delivery import Delivery
from core.ledger.pace import Lanes
from core.ledger.usecases import KEPT
from core.life import usecases as life_usecases
from core.meetings import usecases as meetings
from core.occasions import season
from core.occasions import usecases as occasions
from core.pages.model import File, Leaflet
from core.pages.usecases import Desk, leaflet, redeem
from core.people import Platform, Workplace, WorkplaceId
from core.plan import kinds as plan_kinds
from core.plan import usecases as plan
from core.plan.model import read_days
from core.policy import rounds as policy
from core.ports import Clock, Messenger, again
from core.preparations import sweeping as preparations
from core.returns import usecases as returns
from core.tips import usecases as tips
from storage.keyring import Keyring, RootSecret
from storage.store import SqlStore, SqlWork

log = logging.getLogger("innsjekk.wiring")
T = TypeVar("T")

PRESSES_KEPT = timedelta(days=7)
POLICY_PAGES, TIPS_PAGES = 40, 10
"""A day; 10,000 and 2,500 people."""
CALENDAR = (occasions.sweep, season.sweep)
AGREEMENT = (
    leavers.sweep, guests.sweep, followups.sweep, meetings.sweep, evaluations.sweep, returns.sweep, preparations.sweep,
    life_usecases.sweep,  # last: it may erase the whole
)  # fmt: skip
"""What the clock looks at every day, of the workplace's calendar and of each agreement."""
TIMEOUT = aiohttp.ClientTimeout(total=20, connect=5)


@dataclass(frozen=True, kw_only=True)
class Parts:
    """The running whole, without a server or a clock that ticks."""

    settings: Settings
    store: SqlStore
    conversation: Conversation[SqlWork]
    delivery: Delivery[SqlWork]
    posting: Posting[SqlWork]
    routes: Sequence[web.RouteDef]
    clock: Clock

    async def upkeep(self, over: Callable[[], bool] = lambda: False) -> None:
        """
        The daily sweep: mend broken chains, forget what is over. One that is damaged does not stop the others.

        Many short transactions, so that delivery can go on between them; once it is `over`, none more is begun.
        """
        async with self.store.transaction() as work:
            await work.ledger.forget_before(work.now - KEPT)
            await work.presses.forget_before(work.now - PRESSES_KEPT)
            await work.marks.forget()
            await work.invitations.forget()
            await work.talks.forget()
            await work.meetings.forget()
            await work.evaluations.forget()
            await work.preparations.forget()
            workplaces = await work.people.workplaces()
            ids = await work.agreements.for_the_clock()
        for workplace in workplaces:
            await self._see_to_the_calendar(workplace)
            await self._see_to_the_committee(workplace)
            await self._see_to_campaigns(workplace)
        for id in ids:
            if over():
                return
            await self._sweep(id)
        here, weeks = WorkplaceId(self.settings.workplace), self.settings.tips_weeks
        await self._paged(POLICY_PAGES, over, lambda work: policy.step(work, here))
        await self._paged(TIPS_PAGES if weeks else 0, over, lambda work: tips.step(work, here, weeks))
        await self.store.checkpoint()

    async def _paged(
        self, most: int, over: Callable[[], bool], step: Callable[[SqlWork], Awaitable[bool]]
    ) -> None:
        """Through everybody, a page in each transaction, at most so many a day; the next look goes on from there."""

        async def once() -> bool:
            async with self.store.transaction() as work:
                return await step(work)

        try:
            for _ in range(most):
                if over() or not await again(once):
                    return
        except Exception as fault:  # noqa: BLE001  what concerns everybody does not stop what concerns somebody
            log.error("a page was passed over: %s", type(fault).__name__)

    async def _see_to_campaigns(self, workplace: Workplace) -> None:
        async def once() -> None:
            async with self.store.transaction() as work:
                await campaigns.sweep(work, workplace.id)

        try:
            await again(once)
        except Exception as fault:  # noqa: BLE001  what is told to all does not stop what is promised to people
            log.error("the sweep passed campaigns over: %s", type(fault).__name__)

    async def _see_to_the_calendar(self, workplace: Workplace) -> None:
        for look in CALENDAR:
            await self._looked(look, workplace)

    async def _see_to_the_committee(self, workplace: Workplace) -> None:
        async def once() -> None:
            async with self.store.transaction() as work:
                await committee.sweep(work, workplace)
                await committee_kinds.sweep(work, workplace)
                await plan.forget_old(work, workplace)
                await plan_kinds.sweep(work, workplace, read_days(self.settings.plan_days))
                await competence_kinds.sweep(work, workplace)

        try:
            await again(once)
        except Exception as fault:  # noqa: BLE001  the committee does not stop what is promised to people
            log.error("the sweep passed the committee over: %s", type(fault).__name__)

    async def _sweep(self, id: AgreementId) -> None:
        for look in AGREEMENT:
            await self._looked(look, id)

    async def _looked(self, look: Callable[[SqlWork, T], Awaitable[None]], at: T) -> None:
        """One subject's look in its own transaction: what it cannot do takes back nothing that another has done."""

        async def once() -> None:
            async with self.store.transaction() as work:
                await look(work, at)

        try:
            await again(once)
        except Exception as fault:  # noqa: BLE001  what is damaged is named by its fault, and the sweep goes on
            log.error("the sweep passed one over in %s: %s", look.__module__, type(fault).__name__)


def open_keyring(settings: Settings) -> Keyring:
    """The operator's keys. Raises BadKey with one line."""
    root = RootSecret.read(
        file=settings.root_secret_file,
        value=settings.root_secret.get_secret_value() if settings.root_secret else "",
    )
    return Keyring.load(settings.keyring_file, root, tenant=settings.workplace)


def open_content(settings: Settings) -> Shelf:
    """The words that a workplace may replace. Raises BadContent with a line for each that is wrong."""
    return Shelf(CONTENT, settings.content_dir) if settings.content_dir else ours()


@asynccontextmanager
async def running(
    settings: Settings,
    clock: Clock,
    *,
    told: Callable[[str], None] = lambda _: None,
    keyring: Keyring | None = None,
) -> AsyncIterator[Parts]:
    """Open everything, and close it again at the end of the block."""
    settled_on_a_platform(settings)
    keyring = keyring or open_keyring(settings)
    shelf = open_content(settings)
    async with SqlStore.open(settings.database_url, keyring, clock) as store:
        await settle_workplace(store, settings)
        conversation = Conversation(store, flows(Desk(settings.public_url), shelf, settings.plan_days))
        async with aiohttp.ClientSession(timeout=TIMEOUT) as session:
            messengers, channels, routes = await _platforms(settings, session, conversation)
            routes += _private_page(settings, store, leaflets(shelf))
            delivery = Delivery(
                store,
                messengers,
                kinds(settings.tips_weeks),
                Cards(),
                Lanes(asyncio.sleep, time.monotonic),
                lease=settings.lease_seconds,
                told=told,
            )
            yield Parts(
                settings=settings,
                store=store,
                conversation=conversation,
                delivery=delivery,
                posting=Posting(store, channels, settings.public_url),
                routes=routes,
                clock=clock,
            )


def _private_page(settings: Settings, store: SqlStore, sheets: Sequence[Leaflet]) -> list[web.RouteDef]:
    """Nothing is served where people cannot come."""
    if not settings.public_url:
        return []
    files = printed()

    async def given(token: str) -> File:
        return leaflet(sheets, token) or await redeem(store, files, token)

    async def pictured(name: str) -> tuple[str, bytes]:
        async with store.reading() as work:
            return await work.pictures.get(name)

    async def recovered(code: str, file: str) -> File:
        return await recovery.redeem(store, files, code, file)

    return [
        *PagesApp(given, settings.public_url).routes(),
        *CodesApp(recovered, settings.public_url).routes(),
        *PicturesApp(pictured).routes(),
    ]


async def settle_workplace(store: SqlStore, settings: Settings) -> None:
    """In a transaction of its own."""
    async with store.transaction() as work:
        await settled(work, settings)


async def settled(work: SqlWork, settings: Settings) -> Workplace:
    """The workplace as the settings have it; written only where it was otherwise."""
    tenants = {Platform.SLACK: settings.slack_team_id, Platform.TEAMS: settings.teams_tenant_id}
    workplace = Workplace(
        id=WorkplaceId(settings.workplace),
        name=settings.workplace_name,
        tenants={platform: tenant for platform, tenant in tenants.items() if tenant},
        language=settings.language,
        zone=settings.zone,
    )
    if workplace not in await work.people.workplaces():
        await work.people.put_workplace(workplace)
    return workplace


async def _platforms(
    settings: Settings, session: aiohttp.ClientSession, door: Conversation[SqlWork]
) -> tuple[dict[Platform, Messenger], dict[Platform, Channels], list[web.RouteDef]]:
    messengers: dict[Platform, Messenger] = {}
    channels: dict[Platform, Channels] = {}
    routes: list[web.RouteDef] = []
    if settings.slack_bot_token and settings.slack_signing_secret:
        token = settings.slack_bot_token.get_secret_value()
        slack = SlackApp(
            door=door,
            signing_secret=settings.slack_signing_secret.get_secret_value(),
            bot_token=token,
            team_id=settings.slack_team_id,
            base_url=settings.slack_api_url,
            session=session,
        )
        routes += slack.routes()
        on_slack = SlackMessenger(session=session, bot_token=token, base_url=settings.slack_api_url)
        messengers[Platform.SLACK] = channels[Platform.SLACK] = on_slack
    if settings.on_teams:
        secret = settings.teams_app_secret.get_secret_value() if settings.teams_app_secret else ""
        teams = TeamsMessenger(
            session,
            app_id=settings.teams_app_id,
            app_secret=secret,
            tenant_id=settings.teams_tenant_id,
            login_url=settings.teams_login_url,
            service_url=settings.teams_service_url,
        )
        front = TeamsApp(
            door=door,
            app_id=settings.teams_app_id,
            app_secret=secret,
            tenant_ids=frozenset({settings.teams_tenant_id}),
            session=session,
            messenger=teams,
            issuer=settings.teams_issuer,
            metadata_url=settings.teams_metadata_url,
            login_url=settings.teams_login_url,
            allow_unauthenticated_loopback=settings.teams_loopback_without_tokens,
        )
        routes += front.routes()
        messengers[Platform.TEAMS] = channels[Platform.TEAMS] = teams
    return messengers, channels, routes
