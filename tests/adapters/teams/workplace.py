"""A far side, the adapter in front of it, and a small door that answers as it is told."""

import socket
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import aiohttp
from aiohttp import web

from adapters.teams.app import TeamsApp
from adapters.teams.messenger import TeamsMessenger
from bots.demo.far.faults import Answer
from bots.demo.far.teams import FarTeams
from bots.demo.far.teams_phone import TeamsPhone
from core.chat.flows import Reply
from core.chat.views import Outcome, Stay
from core.people import Account
from core.ports import MessageRef
from tests.adapters.contract import MENU, Sending

APP = "6f1c0d5e-0000-4000-8000-00000000000b"
SECRET = "hemmelig"
TENANT = "7a000000-0000-4000-8000-000000000001"
KARI = "aaaaaaaa-0000-4000-8000-000000000001"
OLA = "aaaaaaaa-0000-4000-8000-000000000002"
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@dataclass
class ScriptedDoor:
    """Says what a test told it to say to an action, and remembers what it heard."""

    says: dict[str, Outcome | Callable[[Reply], Outcome]] = field(default_factory=dict)
    heard: list[Reply] = field(default_factory=list)
    known: set[str] = field(default_factory=lambda: {KARI, OLA})

    async def knows(self, account: Account) -> bool:
        return account.id in self.known

    async def hear(self, reply: Reply) -> Outcome:
        self.heard.append(reply)
        said = self.says.get(reply.action, Stay(text="Det finnes ikke her."))
        return said(reply) if callable(said) else said


@dataclass
class Workplace:
    """What a test has at hand."""

    far: FarTeams
    door: ScriptedDoor
    messenger: TeamsMessenger
    session: aiohttp.ClientSession
    app: TeamsApp

    @property
    def kari(self) -> TeamsPhone:
        return self.far.phone(KARI)

    def account(self, person: str = KARI, *, known: bool = True) -> Account:
        """The person's account, as it is after they wrote once; or as an import gives it."""
        phone = self.far.phone(person)
        if not known:
            return Account(platform=self.messenger.platform, tenant=TENANT, id=person)
        return Account(
            platform=self.messenger.platform,
            tenant=TENANT,
            id=person,
            conversation=phone.account.personal,
            service=self.far.service_url,
        )


@asynccontextmanager
async def a_workplace(
    *, secret: str = SECRET, tenants: frozenset[str] = frozenset({TENANT})
) -> AsyncIterator[Workplace]:
    far = FarTeams(bot_url="", app_id=APP, app_secret=SECRET, tenant_id=TENANT, clock=lambda: NOW)
    async with far.running(), aiohttp.ClientSession() as session:
        far.add_person(KARI, "Kari Prøve")
        far.add_person(OLA, "Ola Prøve")
        messenger = TeamsMessenger(
            session,
            app_id=APP,
            app_secret=secret,
            tenant_id=TENANT,
            login_url=far.login_url,
            service_url=far.service_url,
        )
        door = ScriptedDoor()
        app = TeamsApp(
            door=door,
            app_id=APP,
            app_secret=secret,
            tenant_ids=tenants,
            session=session,
            messenger=messenger,
            issuer=far.issuer,
            metadata_url=far.metadata_url,
            login_url=far.login_url,
        )
        async with served(app.routes()) as address:
            far.bot_url = address
            yield Workplace(far=far, door=door, messenger=messenger, session=session, app=app)


@asynccontextmanager
async def sending() -> AsyncIterator[Sending]:
    """This platform, as the contract wants it."""
    async with a_workplace() as here:
        here.far.rate_limited = False
        nowhere = f"http://127.0.0.1:{a_free_port()}/emea/"

        def messenger(service: str, seconds: float) -> TeamsMessenger:
            return TeamsMessenger(
                here.session,
                app_id=APP,
                app_secret=SECRET,
                tenant_id=TENANT,
                login_url=here.far.login_url,
                service_url=service,
                seconds=seconds,
            )

        async def forget() -> None:
            for message in list(here.kari.chat):
                await here.messenger.withdraw(MessageRef(account=here.account(), message=message.id), MENU)

        yield Sending(
            messenger=here.messenger,
            hurried=messenger(here.far.service_url, 0.2),
            nowhere=messenger(nowhere, 1.0),
            to=replace(here.account(), service=""),
            phone=here.kari,
            faults=here.far.faults,
            calls=lambda: len(here.far.calls),
            send="activities.send",
            delete="activities.delete",
            edit="activities.update",
            forbids_deletion=Answer(403),
            forget=forget,
        )


def a_free_port() -> int:
    """A port that nobody listens on, as far as one can know."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@asynccontextmanager
async def served(routes: Sequence[web.RouteDef]) -> AsyncIterator[str]:
    site = web.Application()
    site.add_routes(routes)
    runner = web.AppRunner(site, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
