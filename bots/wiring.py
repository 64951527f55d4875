"""Where concrete parts meet: the store, the subjects, the platforms."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

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
from bots.upkeep import look_after
from core.around import recovery
from core.campaigns.ports import Channels
from core.campaigns.posting import Posting
from core.content.files import Shelf
from core.conversation import Conversation
from core.ledger.delivery import Delivery
from core.ledger.pace import Lanes
from core.pages.model import File, Leaflet
from core.pages.usecases import Desk, leaflet, redeem
from core.people import Platform, Workplace, WorkplaceId
from core.ports import Clock, Messenger
from storage.keyring import Keyring, RootSecret
from storage.store import SqlStore, SqlWork

log = logging.getLogger("innsjekk.wiring")

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
        """The daily look; once it is `over`, nothing more is begun. See `bots.upkeep`."""
        await look_after(self.store, self.settings, over)


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
