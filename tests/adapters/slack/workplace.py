"""A far side, the adapter in front of it, and a small door that answers as it is told."""

import socket
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

import aiohttp
from aiohttp import web

from adapters.slack.app import SlackApp
from adapters.slack.messenger import SlackMessenger
from bots.demo.far.faults import NotOk
from bots.demo.far.slack import FarSlack
from bots.demo.far.slack_phone import SlackPhone
from core.chat.flows import Reply
from core.chat.views import Outcome, Stay
from core.people import Account, Platform
from tests.adapters.contract import Sending

TEAM = "T0ARBEID"
TOKEN = "xoxb-made-up"
SECRET = "made-up-signing-secret"
KARI = "U0KARI"
OLA = "U0OLA"
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@dataclass
class ScriptedDoor:
    """Says what a test told it to say to an action, and remembers what it heard."""

    says: dict[str, Outcome | Callable[[Reply], Outcome]] = field(default_factory=dict)
    heard: list[Reply] = field(default_factory=list)
    known: set[str] = field(default_factory=lambda: {KARI, OLA})

    async def knows(self, account: Account) -> bool:
        return account.tenant == TEAM and account.id in self.known

    async def hear(self, reply: Reply) -> Outcome:
        self.heard.append(reply)
        said = self.says.get(reply.action, Stay(text="Det finnes ikke her."))
        return said(reply) if callable(said) else said


@dataclass
class Workplace:
    """What a test has at hand."""

    far: FarSlack
    door: ScriptedDoor
    messenger: SlackMessenger
    session: aiohttp.ClientSession

    @property
    def kari(self) -> SlackPhone:
        return self.far.phone(KARI)

    def account(self, person: str = KARI) -> Account:
        return Account(platform=Platform.SLACK, tenant=TEAM, id=person)


@asynccontextmanager
async def a_workplace() -> AsyncIterator[Workplace]:
    far = FarSlack(bot_url="", signing_secret=SECRET, bot_token=TOKEN, clock=lambda: NOW, team_id=TEAM)
    async with far.running(), aiohttp.ClientSession() as session:
        far.add_person(KARI, "Kari Prøve")
        far.add_person(OLA, "Ola Prøve")
        door = ScriptedDoor()
        app = SlackApp(
            door=door,
            signing_secret=SECRET,
            bot_token=TOKEN,
            team_id=TEAM,
            session=session,
            base_url=far.base_url,
        )
        messenger = SlackMessenger(session, bot_token=TOKEN, base_url=far.base_url)
        async with served(app.routes()) as address:
            far.bot_url = address
            yield Workplace(far=far, door=door, messenger=messenger, session=session)


@asynccontextmanager
async def sending() -> AsyncIterator[Sending]:
    """This platform, as the contract wants it."""
    async with a_workplace() as here:

        async def forget() -> None:
            here.kari.account.messages.clear()

        yield Sending(
            messenger=here.messenger,
            hurried=SlackMessenger(here.session, bot_token=TOKEN, base_url=here.far.base_url, seconds=0.2),
            nowhere=SlackMessenger(
                here.session, bot_token=TOKEN, base_url=f"http://127.0.0.1:{a_free_port()}/api/"
            ),
            to=here.account(),
            phone=here.kari,
            faults=here.far.faults,
            calls=lambda: len(here.far.calls),
            send="chat.postMessage",
            delete="chat.delete",
            edit="chat.update",
            forbids_deletion=NotOk("compliance_exports_prevent_deletion"),
            forget=forget,
        )


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


def a_free_port() -> int:
    """A port that nobody listens on, as far as one can know."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
