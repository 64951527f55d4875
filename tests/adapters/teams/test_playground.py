"""Microsoft's own Agents Playground in front of the adapter: a client that we did not write."""

import asyncio
import json
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from adapters.teams.app import TeamsApp
from adapters.teams.messenger import TeamsMessenger
from core.chat.views import Done, Open, Show
from tests.adapters.teams.views import FORM, MENU, PING
from tests.adapters.teams.workplace import KARI, TENANT, ScriptedDoor, a_free_port, served

pytestmark = pytest.mark.node

Json = dict[str, Any]
CHAT = "personal-chat-id"
STARTING = 20.0


def person(number: int, aad: str) -> Json:
    mail = f"person{number}@demo.example"
    return {
        "id": f"user-id-{number}",
        "name": f"Person {number}",
        "userPrincipleName": mail,
        "aadObjectId": aad,
        "givenName": "Person",
        "surname": str(number),
        "email": mail,
    }


def config() -> Json:
    """Just as many people as it insists on; with others it leaves without a word."""
    return {
        "version": "0.1.1",
        "tenantId": TENANT,
        "bot": {"id": "bot-id", "name": "Innsjekk"},
        "currentUser": person(0, KARI),
        "users": [person(n, f"aaaaaaaa-0000-4000-8000-0000000001{n}0") for n in range(1, 6)],
        "personalChat": {"id": CHAT},
        "groupChat": {"id": "group-chat-id", "name": "Gruppe"},
        "team": {
            "id": "team-id",
            "name": "Lag",
            "aadGroupId": "aaaaaaaa-0000-4000-8000-000000000200",
            "channels": [{"id": "channel-id", "name": "Kanal"}],
        },
    }


class Playground:
    """The playground's own way of being driven, and what its user sees."""

    def __init__(self, session: aiohttp.ClientSession, base: str) -> None:
        self._session = session
        self._base = base
        self.seen: list[Json] = []

    async def post(self, path: str, body: Json) -> Json:
        async with self._session.post(f"{self._base}{path}", json=body) as got:
            text = await got.text()
            assert got.status < 300, f"{path}: {got.status} {text}"
            return json.loads(text) if text.strip().startswith("{") else {}

    async def write(self, text: str) -> None:
        said = {"from": {"id": "user-id-0"}, "text": text, "textFormat": "plain"}
        await self.post(f"/_conversation/v1/conversations/{CHAT}/messages", said)

    async def watch(self, ready: asyncio.Event) -> None:
        async with self._session.ws_connect(
            f"{self._base}/_ws_conversation/v1/conversations/stream"
        ) as stream:
            ready.set()
            async for message in stream:
                if message.type is aiohttp.WSMsgType.TEXT:
                    self.seen.append(json.loads(message.data))

    async def sees(self, words: str) -> None:
        """Wait until something with these words is on the screen."""
        await until(lambda: words in json.dumps(self.seen, ensure_ascii=False))


async def until(done: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not done():  # noqa: ASYNC110  another process is what is waited for
            await asyncio.sleep(0.02)


@asynccontextmanager
async def started(node: Path, tools: Path, folder: Path, port: int, bot: str) -> AsyncIterator[None]:
    cli = tools / "node_modules" / "@microsoft" / "m365agentsplayground" / "cli.js"
    (folder / ".m365agentsplayground.yml").write_text(json.dumps(config()))
    running = await asyncio.create_subprocess_exec(
        *(str(node), str(cli), "start", "-e", f"{bot}/api/messages", "-c", "msteams", "-p", str(port)),
        "--disable-telemetry",
        cwd=folder,
        env=os.environ | {"TEAMSAPPTESTER_BROWSER": "none"},
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        if running.returncode is None:
            running.terminate()
        await running.wait()


@asynccontextmanager
async def opened(session: aiohttp.ClientSession, base: str) -> AsyncIterator[Playground]:
    async with asyncio.timeout(STARTING):
        while True:
            try:
                async with session.get(f"{base}/_debug/ping") as got:
                    if got.status == 200:
                        break
            except aiohttp.ClientConnectionError:
                await asyncio.sleep(0.1)
    playground, ready = Playground(session, base), asyncio.Event()
    watching = asyncio.create_task(playground.watch(ready))
    await asyncio.wait_for(ready.wait(), 5)
    try:
        yield playground
    finally:
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)


@asynccontextmanager
async def bot(session: aiohttp.ClientSession, door: ScriptedDoor, base: str) -> AsyncIterator[str]:
    """The adapter with nothing checked, for the playground has no keys of Microsoft's."""
    service = f"{base}/_connector"
    messenger = TeamsMessenger(session, app_id="", app_secret="", tenant_id=TENANT, service_url=service)
    app = TeamsApp(
        door=door,
        app_id="",
        app_secret="",
        tenant_ids=frozenset({TENANT}),
        session=session,
        messenger=messenger,
        allow_unauthenticated_loopback=True,
    )
    async with served(app.routes()) as address:
        yield address


async def test_the_playground_shows_the_card_opens_the_form_and_acts(
    node_path: Path, node_tools: Path, tmp_path: Path
) -> None:
    """One start, since it takes seconds: the menu, a dialog by a hand-made invoke, and an act without a form."""
    door = ScriptedDoor(known=set())
    door.says |= {
        "menu.home": Show(card=PING),
        "ping.open": Open(form=FORM),
        "ping.hour": Show(card=MENU),
    }
    port = a_free_port()
    base = f"http://localhost:{port}"
    async with (
        aiohttp.ClientSession() as session,
        bot(session, door, base) as address,
        started(node_path, node_tools, tmp_path, port, address),
        opened(session, base) as playground,
    ):
        await playground.write("meny")
        await playground.sees("Trykk når det passer.")
        first = door.heard[-1]
        assert (first.action, first.by.tenant, first.by.id) == ("menu.home", TENANT, KARI)
        assert first.profile is not None
        assert first.profile.name == "Person 0"
        sent = next(each for each in playground.seen if "Trykk når" in json.dumps(each, ensure_ascii=False))
        press: Json = {
            "conversation": {"id": CHAT},
            "from": {"id": "user-id-0"},
            "replyToId": sent["message"]["messageId"],
        }
        data = {"a": "ping.hour", "r": "r-1"}
        value = {"action": {"type": "Action.Execute", "verb": "a", "data": data}}
        answer = await playground.post(
            "/_conversation/v1/invoke", {"name": "adaptiveCard/action", "value": value, **press}
        )
        assert "Velg noe." in json.dumps(answer, ensure_ascii=False)
        assert (door.heard[-1].action, door.heard[-1].ref) == ("ping.hour", "r-1")

        door.says["ping.hour"] = Done(text="Greit.")
        await playground.post("/_conversation/v1/submit", {"value": data, **press})
        await playground.sees("Greit.")

        asked = {
            "type": "invoke",
            "name": "task/fetch",
            "id": "hand-made",
            "channelId": "msteams",
            "serviceUrl": f"{base}/_connector",
            "from": {"id": "user-id-0", "aadObjectId": KARI},
            "conversation": {"id": CHAT, "conversationType": "personal", "tenantId": TENANT},
            "recipient": {"id": "bot-id"},
            "value": {"data": {"msteams": {"type": "task/fetch"}, "a": "ping.open", "r": "r-2"}},
        }
        await playground.post("/_internal/v1/customActivities", asked)
        await until(lambda: door.heard[-1].ref == "r-2")
