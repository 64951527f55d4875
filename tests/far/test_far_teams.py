"""The make-believe Teams, tried with a real little bot behind botbuilder's own token validation."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from importlib import resources
from typing import Any
from urllib.parse import quote

import aiohttp
import pytest
from aiohttp import web
from botbuilder.core import TurnContext
from botbuilder.core.cloud_adapter_base import CloudAdapterBase
from botbuilder.core.invoke_response import InvokeResponse
from botbuilder.schema import Activity
from botframework.connector.auth import (
    AuthenticationConfiguration,
    BotFrameworkAuthenticationFactory,
    PasswordServiceClientCredentialFactory,
)
from botframework.connector.auth.jwt_token_extractor import JwtTokenExtractor
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft6Validator

from bots.demo.far.phone import FormRefused, NotOnScreen, Phone
from bots.demo.far.teams import FarTeams
from bots.demo.far.teams_limits import CARD
from bots.demo.far.teams_schema import faults_in

APP, SECRET, TENANT = "6f1c0d5e-0000-4000-8000-00000000000a", "hemmelig", "7a000000-0000-4000-8000-000000000001"
KARI, OLA = "aaaaaaaa-0000-4000-8000-000000000001", "aaaaaaaa-0000-4000-8000-000000000002"
Json = dict[str, Any]
Turn = Callable[["Bot", Json], Awaitable[Json | None]]


class Clock:
    """A clock that a test may wind."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Bot:
    """The smallest bot there is: production validation, and a thin client of the connector."""

    far: FarTeams
    session: aiohttp.ClientSession
    turn: Turn | None = None
    heard: list[Json] = field(default_factory=list)
    status: int | None = None
    _token: str = ""

    def __post_init__(self) -> None:
        self.adapter = CloudAdapterBase(
            BotFrameworkAuthenticationFactory.create(
                channel_service="",
                validate_authority=True,
                to_channel_from_bot_login_url=f"{self.far.login_url}/{TENANT}",
                to_channel_from_bot_oauth_scope="https://api.botframework.com",
                to_bot_from_channel_token_issuer=self.far.issuer,
                oauth_url=self.far.login_url,
                to_bot_from_channel_open_id_metadata_url=self.far.metadata_url,
                to_bot_from_emulator_open_id_metadata_url=self.far.metadata_url,
                caller_id="",
                credential_factory=PasswordServiceClientCredentialFactory(APP, SECRET),
                auth_configuration=AuthenticationConfiguration(),
            )
        )

    async def warm(self) -> None:
        """Fetch the key set off the loop: botbuilder asks with a blocking client."""
        metadata = JwtTokenExtractor.get_open_id_metadata(self.far.metadata_url)
        await asyncio.to_thread(asyncio.run, metadata._refresh())

    async def messages(self, request: web.Request) -> web.Response:
        body = await request.json()
        try:
            done = await self.adapter.process_activity(
                request.headers.get("Authorization", ""), Activity().deserialize(body), self._on_turn(body)
            )
        except Exception:  # noqa: BLE001 - botbuilder raises a different thing for each bad token
            return web.Response(status=401)
        if self.status is not None:
            return web.Response(status=self.status)
        if done is None:
            return web.Response(status=200)
        return web.json_response(done.body, status=done.status) if done.body else web.Response(status=done.status)

    def _on_turn(self, body: Json) -> Callable[[TurnContext], Awaitable[None]]:
        async def run(context: TurnContext) -> None:
            self.heard.append(body)
            answer = await self.turn(self, body) if self.turn else None
            if body["type"] == "invoke":
                value = InvokeResponse(status=200, body=answer)
                context.turn_state[CloudAdapterBase._INVOKE_RESPONSE_KEY] = Activity(type="invokeResponse", value=value)

        return run

    async def token(self, **change: str) -> Json:
        form = {
            "grant_type": "client_credentials", "client_id": APP, "client_secret": SECRET,
            "scope": "https://api.botframework.com/.default", **change,
        }
        tenant = form.pop("tenant", TENANT)
        async with self.session.post(f"{self.far.login_url}/{tenant}/oauth2/v2.0/token", data=form) as got:
            return {"status": got.status, **await got.json()}

    async def call(self, method: str, path: str, body: object = None, *, token: str | None = None) -> tuple[int, Json]:
        if token is None:
            self._token = self._token or (await self.token())["access_token"]
            token = self._token
        headers = {"Authorization": f"Bearer {token}"}
        url = f"{self.far.service_url}v3/conversations{path}"
        async with self.session.request(method, url, json=body, headers=headers) as got:
            raw = await got.read()
            self.last_headers = got.headers
            return got.status, json.loads(raw) if raw else {}

    async def send(self, person: str, activity: Json) -> tuple[int, Json]:
        return await self.call("POST", f"/{chat_of(self.far, person)}/activities", activity)


def chat_of(far: FarTeams, person: str) -> str:
    return quote(far.phone(person).account.personal, safe="")


@asynccontextmanager
async def workplace() -> AsyncIterator[tuple[FarTeams, Bot]]:
    """A far side, two people and a bot, all on one loop."""
    far = FarTeams(bot_url="", app_id=APP, app_secret=SECRET, tenant_id=TENANT, clock=Clock())
    async with far.running(), aiohttp.ClientSession() as session:
        far.add_person(KARI, "Kari Prøve")
        far.add_person(OLA, "Ola Prøve")
        bot = Bot(far=far, session=session)
        await bot.warm()
        app = web.Application()
        app.router.add_post("/api/messages", bot.messages)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        far.bot_url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        try:
            yield far, bot
        finally:
            await runner.cleanup()


@pytest.fixture
async def place() -> AsyncIterator[tuple[FarTeams, Bot]]:
    async with workplace() as both:
        yield both


def card(*body: Json, actions: tuple[Json, ...] = (), version: str = "1.5") -> Json:
    return {"type": "AdaptiveCard", "version": version, "body": list(body), "actions": list(actions)}


def text(words: str) -> Json:
    return {"type": "TextBlock", "text": words, "wrap": True}


def button(title: str, *, fetch: bool = False, **more: Any) -> Json:
    data: Json = {"msteams": {"type": "task/fetch"}, "ref": "r1"} if fetch else {"ref": "r1"}
    return {"type": "Action.Submit", "title": title, "data": data, **more}


def message(content: Json, summary: str = "Du har en melding") -> Json:
    return {"type": "message", "summary": summary, "attachments": [{"contentType": CARD, "content": content}]}


def dialog(content: Json, title: str = "Skjema") -> Json:
    value = {"title": title, "width": "medium", "height": "medium", "card": {"contentType": CARD, "content": content}}
    return {"task": {"type": "continue", "value": value}}


PING = message(card(text("Du har noe å se på."), actions=(button("Åpne", fetch=True),)))


async def test_a_typed_message_arrives_as_teams_sends_it(place: tuple[FarTeams, Bot]) -> None:
    """Locale, zone, tenant and person are where a parser looks for them, and validation was on."""
    far, bot = place
    phone: Phone = far.phone(KARI)
    await phone.write("hei & hå")
    (heard,) = bot.heard
    assert (heard["type"], heard["text"], heard["locale"]) == ("message", "hei & hå", "nb-NO")
    assert heard["localTimezone"] == "Europe/Oslo"
    assert heard["localTimestamp"] == "2026-11-23T10:00:00+01:00"
    assert heard["from"]["aadObjectId"] == KARI
    assert heard["channelData"]["tenant"]["id"] == TENANT
    assert heard["entities"][0]["type"] == "clientInfo"
    assert [(kept.what, kept.text) for kept in phone.export] == [("typed", "hei & hå")]
    assert "hei & hå" in phone.words()


@pytest.mark.parametrize("kind", [
    "wrong audience", "no audience", "wrong issuer", "no issuer", "unknown key", "someone else's signature",
    "unsigned", "public key as shared secret", "expired", "not valid yet", "foreign service address",
    "no service address", "garbage", "two dots", "empty",
])
async def test_production_validation_refuses_every_bad_token(place: tuple[FarTeams, Bot], kind: str) -> None:
    """The same activity with a good token is heard; with a bad one it is not."""
    far, bot = place
    await far.phone(KARI).write("hei")
    assert set(far.tokens.bad()) >= {kind}
    answered = await far.post(far.delivered[-1], token=far.tokens.bad()[kind])
    assert answered.status == 401
    assert len(bot.heard) == 1
