"""The make-believe Teams, tried with a real little bot behind botbuilder's own token validation."""

# One long file, because one bot and one far side serve every test in it.

import asyncio
import json
from bisect import bisect_left
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

import aiohttp
import msal
import pytest
import requests
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

from bots.demo.far.faults import Answer, DropAfter, DropBefore, Slow, Truncated, too_many
from bots.demo.far.phone import FormRefused, NotOnScreen, Phone
from bots.demo.far.teams import FarTeams
from bots.demo.far.teams_limits import CARD, SENDS, Rates

APP, SECRET, TENANT = (
    "6f1c0d5e-0000-4000-8000-00000000000a",
    "hemmelig",
    "7a000000-0000-4000-8000-000000000001",
)
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
        return (
            web.json_response(done.body, status=done.status)
            if done.body
            else web.Response(status=done.status)
        )

    def _on_turn(self, body: Json) -> Callable[[TurnContext], Awaitable[None]]:
        async def run(context: TurnContext) -> None:
            self.heard.append(body)
            answer = await self.turn(self, body) if self.turn else None
            if body["type"] == "invoke":
                value = InvokeResponse(status=200, body=answer)
                context.turn_state[CloudAdapterBase._INVOKE_RESPONSE_KEY] = Activity(
                    type="invokeResponse", value=value
                )

        return run

    async def token(self, **change: str) -> Json:
        form = {
            "grant_type": "client_credentials",
            "client_id": APP,
            "client_secret": SECRET,
            "scope": "https://api.botframework.com/.default",
            **change,
        }
        tenant = form.pop("tenant", TENANT)
        async with self.session.post(f"{self.far.login_url}/{tenant}/oauth2/v2.0/token", data=form) as got:
            return {"status": got.status, **await got.json()}

    async def call(
        self, method: str, path: str, body: object = None, *, token: str | None = None
    ) -> tuple[int, Json]:
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
    value = {
        "title": title,
        "width": "medium",
        "height": "medium",
        "card": {"contentType": CARD, "content": content},
    }
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
    await bot.send(KARI, PING)
    await phone.write("takk")
    words = phone.words()
    assert words.index("hei & hå") < words.index("Du har noe") < words.index("takk")


@pytest.mark.parametrize(
    "kind",
    [
        "wrong audience",
        "no audience",
        "wrong issuer",
        "no issuer",
        "unknown key",
        "someone else's signature",
        "unsigned",
        "public key as shared secret",
        "expired",
        "not valid yet",
        "foreign service address",
        "no service address",
        "garbage",
        "two dots",
        "empty",
    ],
)
async def test_production_validation_refuses_every_bad_token(place: tuple[FarTeams, Bot], kind: str) -> None:
    """The same activity with a good token is heard; with a bad one it is not."""
    far, bot = place
    await far.phone(KARI).write("hei")
    assert set(far.bad_tokens()) >= {kind}
    answered = await far.post(far.delivered[-1], token=far.bad_tokens()[kind])
    assert answered.status == 401
    assert len(bot.heard) == 1


async def test_the_login_endpoint_gives_tokens_to_the_app_alone(place: tuple[FarTeams, Bot]) -> None:
    """Wrong secret, app, tenant, scope and grant are each refused in Microsoft's words."""
    far, bot = place
    good = await bot.token()
    assert (good["status"], good["token_type"], good["expires_in"]) == (200, "Bearer", 3599)
    assert (await bot.token(client_secret="feil"))["error"] == "invalid_client"
    assert (await bot.token(client_id="feil"))["error"] == "unauthorized_client"
    assert (await bot.token(tenant="feil"))["status"] == 400
    assert (await bot.token(scope="https://graph.microsoft.com/.default"))["error"] == "invalid_scope"
    assert (await bot.token(grant_type="password"))["error"] == "unsupported_grant_type"
    assert far.tokens.issued == 1


async def test_msal_gets_a_token_after_its_own_discovery(place: tuple[FarTeams, Bot]) -> None:
    """Msal insists on https, so its transport is led here; what it asks and reads is its own."""
    far, _ = place

    def ask() -> Json:
        class Led(requests.Session):
            def request(self, method: str, url: str, **more: Any) -> requests.Response:  # type: ignore[override]
                host, _, path = url.partition("://")[2].partition("/")
                self.headers.update({"Host": host, "X-Forwarded-Proto": "https"})
                return super().request(method, f"{far.login_url}/{path}", **more)

        with Led() as led:
            app = msal.ConfidentialClientApplication(
                APP,
                client_credential=SECRET,
                authority=f"https://login.example/{TENANT}",
                http_client=led,
                instance_discovery=False,
            )
            return dict(app.acquire_token_for_client(["https://api.botframework.com/.default"]))

    assert far.tokens.accepts(f"Bearer {(await asyncio.to_thread(ask))['access_token']}")


async def test_the_connector_wants_a_token_of_its_own(place: tuple[FarTeams, Bot]) -> None:
    """No token, garbage, a token meant for the bot, and one withdrawn: 401, and nothing is shown."""
    far, bot = place
    for token in ("", "garbage", far.token(), far.token(aud="https://api.botframework.com")):
        status, body = await bot.call("POST", f"/{chat_of(far, KARI)}/activities", PING, token=token)
        assert (status, body["error"]["code"]) == (401, "BotNotRegistered")
    assert (await bot.send(KARI, PING))[0] == 201
    far.tokens.revoke()
    assert (await bot.send(KARI, PING))[0] == 401
    assert len(far.phone(KARI).chat) == 1


async def test_a_message_is_shown_announced_and_kept(place: tuple[FarTeams, Bot]) -> None:
    """The lock screen has the summary alone; the employer's copy has the card, and every change of it."""
    far, bot = place
    changes: list[None] = []
    far.on_change = lambda: changes.append(None)
    status, body = await bot.send(KARI, PING)
    phone = far.phone(KARI)
    assert status == 201
    assert [sent.id for sent in phone.chat] == [body["id"]]
    assert phone.lock_screen == ["Innsjekk: Du har en melding"]
    assert "Du har noe å se på." in phone.words()
    assert phone.buttons() == ["Åpne"]
    path = f"/{chat_of(far, KARI)}/activities/{body['id']}"
    assert (await bot.call("PUT", path, message(card(text("Takk.")))))[0] == 200
    assert "Takk." in phone.words()
    assert "Du har noe" not in phone.words()
    assert (await bot.call("DELETE", path))[0] == 200
    assert phone.chat == []
    assert [kept.what for kept in phone.export] == ["sent", "edited", "deleted"]
    assert "Du har noe å se på." in phone.export[0].text
    assert phone.lock_screen == ["Innsjekk: Du har en melding"]
    assert len(changes) == 3
    assert far.phone(OLA).words() == ""
    assert far.complaints == []


async def test_only_the_bots_own_standing_messages_can_be_changed(place: tuple[FarTeams, Bot]) -> None:
    """An unknown conversation, an unknown or deleted activity, and the person's own words."""
    far, bot = place
    chat = chat_of(far, KARI)
    assert await code(bot.call("POST", "/a:1nowhere/activities", PING)) == (404, "ConversationNotFound")
    assert await code(bot.call("PUT", f"/{chat}/activities/1", PING)) == (
        404,
        "ActivityNotFoundInConversation",
    )
    id_ = (await bot.send(KARI, PING))[1]["id"]
    await bot.call("DELETE", f"/{chat}/activities/{id_}")
    again = bot.call("DELETE", f"/{chat}/activities/{id_}")
    assert await code(again) == (404, "ActivityNotFoundInConversation")
    await far.phone(KARI).write("hei")
    theirs = bot.call("DELETE", f"/{chat}/activities/{far.delivered[-1]['id']}")
    assert await code(theirs) == (403, "NotEnoughPermissions")


async def code(call: Awaitable[tuple[int, Json]]) -> tuple[int, str]:
    status, body = await call
    return status, body["error"]["code"]


async def test_a_chat_is_opened_with_tenant_and_member(place: tuple[FarTeams, Bot]) -> None:
    """The same chat each time, by either id of the person; members can be read."""
    far, bot = place
    tenant = {"tenant": {"id": TENANT}}
    account = far.phone(KARI).account
    for member in (KARI, account.user_id):
        body = {"bot": {"id": f"28:{APP}"}, "members": [{"id": member}], "channelData": tenant}
        assert await bot.call("POST", "", body) == (201, {"id": account.personal})
    for wrong in (
        {"members": [{"id": KARI}]},
        {"members": [{"id": KARI}], "channelData": {"tenant": {"id": "another"}}},
        {"members": [{"id": "nobody"}], "channelData": tenant},
        {"members": [{"id": KARI}, {"id": OLA}], "channelData": tenant},
        {"channelData": tenant},
    ):
        assert await code(bot.call("POST", "", wrong)) == (400, "Bad Argument")
    status, one = await bot.call("GET", f"/{chat_of(far, KARI)}/members/{KARI}")
    assert (status, one["aadObjectId"], one["userRole"], one["tenantId"]) == (200, KARI, "user", TENANT)
    _, paged = await bot.call("GET", f"/{chat_of(far, KARI)}/pagedmembers")
    assert paged["members"] == [one]


async def test_who_removed_blocked_or_was_forbidden_the_app_is_not_reached(
    place: tuple[FarTeams, Bot],
) -> None:
    """Each has its own code; writing lifts a block, and installing again brings the bot back."""
    far, bot = place
    phone = far.phone(KARI)
    await phone.uninstall()
    assert (bot.heard[-1]["type"], bot.heard[-1]["action"]) == ("installationUpdate", "remove")
    assert await code(bot.send(KARI, PING)) == (403, "BotNotInConversationRoster")
    with pytest.raises(NotOnScreen):
        await phone.write("hei")
    await phone.install()
    assert [(each["type"], each.get("action")) for each in bot.heard[-2:]] == [
        ("installationUpdate", "add"),
        ("conversationUpdate", None),
    ]
    assert bot.heard[-1]["membersAdded"] == [{"id": f"28:{APP}", "name": "Innsjekk"}]
    phone.block()
    assert await code(bot.send(KARI, PING)) == (403, "ConversationBlockedByUser")
    await phone.write("hei")
    assert (await bot.send(KARI, PING))[0] == 201
    phone.disable()
    assert await code(bot.send(KARI, PING)) == (403, "BotDisabledByAdmin")
    assert len(far.complaints) == 3
    assert (await bot.send(OLA, PING))[0] == 201


@pytest.mark.parametrize(
    ("activity", "said"),
    [
        ({"type": "message"}, "text or an attachment"),
        ({"no": "type"}, "no type"),
        (message(card(text("x"), version="1.6")), "version"),
        (message(card({"type": "TextBlock", "text": "x", "colour": "red"})), "no such property"),
        (message(card({"type": "Input.Text", "label": "uten id"})), "id is missing"),
        (
            {"type": "message", "summary": "s", "attachments": [{"contentType": "application/x"}]},
            "attachment type",
        ),
        ([], "not an object"),
    ],
)
async def test_what_teams_could_not_show_is_refused(
    place: tuple[FarTeams, Bot], activity: Any, said: str
) -> None:
    """400 with Microsoft's code, a complaint that says which, and nothing on the screen."""
    far, bot = place
    assert await code(bot.send(KARI, activity)) == (400, "Bad Argument")
    assert said in far.complaints[-1]
    assert far.phone(KARI).chat == []


async def test_sizes_are_enforced(place: tuple[FarTeams, Bot]) -> None:
    """Over 25 kB a card is shown with a complaint; over 100 kB nothing is."""
    far, bot = place
    assert (await bot.send(KARI, message(card(text("x" * 26_000)))))[0] == 201
    assert "the budget" in far.complaints[-1]
    assert await code(bot.send(KARI, message(card(text("x" * 60_000))))) == (413, "MessageSizeTooBig")
    assert len(far.phone(KARI).chat) == 1


async def test_text_and_card_in_one_lose_the_id(place: tuple[FarTeams, Bot]) -> None:
    """Teams makes two messages of it and names neither."""
    far, bot = place
    assert await bot.send(KARI, {**PING, "text": "Hei"}) == (201, {})
    assert len(far.phone(KARI).chat) == 2
    assert "no id comes back" in far.complaints[-1]


async def test_a_card_without_a_summary_is_complained_about(place: tuple[FarTeams, Bot]) -> None:
    """The lock screen then says only that there is a card."""
    far, bot = place
    await bot.send(KARI, message(card(text("x")), summary=""))
    assert far.phone(KARI).lock_screen == ["Innsjekk sent a card"]
    assert "no summary" in far.complaints[-1]


async def test_the_pace_is_enforced_for_each_conversation(place: tuple[FarTeams, Bot]) -> None:
    """Seven a second, then 429 with Retry-After; another person's chat is not slowed, and it can be off."""
    far, bot = place
    statuses = [(await bot.send(KARI, PING))[0] for _ in range(8)]
    assert statuses == [201] * 7 + [429]
    assert int(bot.last_headers["Retry-After"]) >= 1
    assert (await bot.send(OLA, PING))[0] == 201
    far.rate_limited = False
    assert (await bot.send(KARI, PING))[0] == 201


def test_the_windows_are_the_published_ones() -> None:
    """7 in a second, 8 in two, 60 in thirty, 1,800 in an hour; refused requests do not count."""
    rates = Rates()
    went = [at / 10 for at in range(40_000) if rates.wait("send", "a", SENDS, at / 10) == 0]
    for span, most in SENDS:
        fullest = max(bisect_left(went, start + span - 1e-9) - index for index, start in enumerate(went))
        assert fullest == most


async def test_two_writes_at_once_in_one_chat_collide(place: tuple[FarTeams, Bot]) -> None:
    """One goes through, the other is told to come back."""
    far, bot = place
    await bot.token()
    await bot.send(KARI, PING)
    statuses = sorted(
        status for status, _ in await asyncio.gather(bot.send(KARI, PING), bot.send(KARI, PING))
    )
    assert statuses == [201, 412]
    assert len(far.phone(KARI).chat) == 2


async def test_faults_strike_as_told(place: tuple[FarTeams, Bot]) -> None:
    """Refused, dropped before and after, cut short: the screen shows what was done, not what was answered."""
    far, bot = place
    phone = far.phone(KARI)
    far.faults.add("activities.send", too_many("7"))
    assert await code(bot.send(KARI, PING)) == (429, "Throttled")
    assert bot.last_headers["Retry-After"] == "7"
    far.faults.add("activities.", Answer(502))
    assert (await bot.send(KARI, PING))[0] == 502
    assert phone.chat == []
    far.faults.add("activities.", DropBefore())
    with pytest.raises(aiohttp.ClientError):
        await bot.send(KARI, PING)
    assert phone.chat == []
    far.faults.add("activities.", DropAfter())
    with pytest.raises(aiohttp.ClientError):
        await bot.send(KARI, PING)
    assert len(phone.chat) == 1
    far.faults.add("activities.", Truncated())
    with pytest.raises(json.JSONDecodeError):
        await bot.send(KARI, PING)
    assert len(phone.chat) == 2
    far.faults.add("login.token", Answer(503))
    assert (await bot.token())["status"] == 503
    far.faults.add("activities.", Slow(0.05))
    assert (await bot.send(KARI, PING))[0] == 201
    assert [call.fault for call in far.calls] == [
        "Answer",
        "Answer",
        "DropBefore",
        "DropAfter",
        "Truncated",
        "Slow",
    ]


def answering(fetch: Json | None = None, submit: Json | None = None, execute: Json | None = None) -> Turn:
    by_name = {"task/fetch": fetch, "task/submit": submit, "adaptiveCard/action": execute}

    async def turn(_: Bot, body: Json) -> Json | None:
        return by_name.get(body.get("name", ""))

    return turn


FIELDS = (
    {
        "type": "Input.Text",
        "id": "how",
        "label": "Hvordan går det?",
        "maxLength": 10,
        "regex": "^[a-zæøå ]+$",
        "errorMessage": "Ti små bokstaver.",
    },
    {
        "type": "Input.ChoiceSet",
        "id": "mood",
        "label": "Humør",
        "style": "expanded",
        "isRequired": True,
        "errorMessage": "Velg ett.",
        "choices": [{"title": "Bra", "value": "3"}, {"title": "Dårlig", "value": "1"}],
    },
    {
        "type": "Input.ChoiceSet",
        "id": "help",
        "label": "Hva hjalp?",
        "isMultiSelect": True,
        "choices": [
            {"title": "Tur", "value": "walk"},
            {"title": "Prat", "value": "talk"},
            {"title": "Ro", "value": "calm"},
        ],
    },
    {"type": "Input.Date", "id": "day", "label": "Dag", "value": "2026-12-01", "min": "2026-11-23"},
    {"type": "Input.Time", "id": "time", "label": "Tid"},
    {"type": "Input.Toggle", "id": "again", "title": "Spør igjen", "valueOn": "ja", "valueOff": "nei"},
)
FORM = dialog(
    card(
        *FIELDS,
        actions=(
            button("Hopp over", associatedInputs="none"),
            button("Lagre", style="positive"),
            button("Senere"),
        ),
    )
)


async def test_a_dialog_is_fetched_filled_and_submitted(place: tuple[FarTeams, Bot]) -> None:
    """Initial values are there; what is sent is the button's data and every input, merged as Teams does."""
    far, bot = place
    bot.turn = answering(fetch=FORM)
    sent = (await bot.send(KARI, PING))[1]["id"]
    phone = far.phone(KARI)
    await phone.press("Åpne")
    fetch = bot.heard[-1]
    assert (fetch["type"], fetch["name"], fetch["replyToId"]) == ("invoke", "task/fetch", sent)
    assert fetch["value"]["data"] == {"msteams": {"type": "task/fetch"}, "ref": "r1"}
    assert phone.form is not None
    assert phone.form_title == "Skjema"
    assert phone.form.values["day"] == "2026-12-01"
    assert phone.buttons() == ["Hopp over", "Lagre", "Senere", "Åpne"]
    phone.fill("Hvordan går det?", "helt greit")
    phone.choose("Humør", "Bra")
    phone.tick("Hva hjalp?", "Ro", "Prat", "Tur")
    phone.fill("Tid", "09:30")
    phone.tick("Spør igjen", "Spør igjen")
    assert "helt greit" in phone.words()
    await phone.submit()
    submit = bot.heard[-1]
    assert submit["name"] == "task/submit"
    assert submit["value"]["data"] == {
        "ref": "r1",
        "how": "helt greit",
        "mood": "3",
        "help": "walk,talk,calm",
        "day": "2026-12-01",
        "time": "09:30",
        "again": "ja",
    }
    assert phone.form is None
    assert [kept.what for kept in phone.export] == ["sent"]
    assert far.complaints == []


async def test_the_client_holds_fields_to_their_rules_before_it_sends(place: tuple[FarTeams, Bot]) -> None:
    """Required, longest, pattern and least day; forced, it is sent all the same; a skip asks for nothing."""
    far, bot = place
    bot.turn = answering(fetch=FORM, submit=FORM)
    await bot.send(KARI, PING)
    phone = far.phone(KARI)
    await phone.press("Åpne")
    heard = len(bot.heard)
    phone.fill("Hvordan går det?", "x" * 11)
    phone.fill("Dag", "2026-11-22")
    await phone.submit()
    assert phone.form is not None
    assert phone.form.errors == {"how": "Ti små bokstaver.", "mood": "Velg ett.", "day": ""}
    assert "Velg ett." in phone.words()
    assert len(bot.heard) == heard
    phone.fill("Hvordan går det?", "NEI")
    await phone.press("Senere")
    assert "how" in phone.form.errors
    assert len(bot.heard) == heard
    await phone.press("Hopp over")
    assert bot.heard[-1]["value"]["data"] == {"ref": "r1"}
    await phone.submit(force=True)
    assert bot.heard[-1]["value"]["data"]["mood"] == ""


async def test_labels_that_are_not_there_are_not_found(place: tuple[FarTeams, Bot]) -> None:
    """Buttons, fields and options, and a dialog that is not open."""
    far, bot = place
    bot.turn = answering(fetch=FORM)
    phone = far.phone(KARI)
    with pytest.raises(NotOnScreen):
        await phone.press("Åpne")
    await bot.send(KARI, PING)
    with pytest.raises(NotOnScreen):
        await phone.submit()
    with pytest.raises(NotOnScreen):
        await phone.close()
    await phone.press("Åpne")
    with pytest.raises(NotOnScreen):
        phone.fill("Ukjent", "x")
    with pytest.raises(NotOnScreen):
        phone.choose("Humør", "Ukjent")
    with pytest.raises(NotOnScreen):
        phone.tick("Humør", "Bra", "Dårlig")
    with pytest.raises(NotOnScreen):
        phone.fill("Humør", "Bra")
    await phone.close()
    assert phone.form is None
    assert bot.heard[-1]["name"] == "task/fetch"


async def test_answers_to_a_submit_replace_close_or_tell(place: tuple[FarTeams, Bot]) -> None:
    """A card replaces the dialog, a message is shown until the next act, nothing closes."""
    far, bot = place
    page_two = dialog(card(text("Del noe?"), actions=(button("Del"),)), title="Side to")
    await bot.send(KARI, PING)
    phone = far.phone(KARI)
    bot.turn = answering(fetch=page_two, submit={"task": {"type": "message", "value": "Takk skal du ha."}})
    await phone.press("Åpne")
    assert phone.form_title == "Side to"
    await phone.submit()
    assert phone.form is None
    assert "Takk skal du ha." in phone.words()
    bot.turn = answering(fetch=page_two, submit=page_two)
    await phone.press("Åpne")
    assert "Takk skal du ha." not in phone.words()
    before = phone.form
    await phone.submit()
    assert before is not None
    assert phone.form is not None
    assert phone.form.id != before.id
    bot.turn = answering()
    await phone.submit()
    assert phone.form is None
    bot.turn = answering(fetch={"task": {"type": "message", "value": "Ikke nå."}})
    await phone.press("Åpne")
    assert phone.form is None
    assert phone.notice == "Ikke nå."
    bot.turn = answering()
    await phone.press("Åpne")
    assert phone.last_error == "task/fetch: no task came back"


@pytest.mark.parametrize("status", [400, 401, 500, 503])
async def test_a_failed_submit_leaves_the_form_and_its_text(place: tuple[FarTeams, Bot], status: int) -> None:
    """Something went wrong, and pressing again works."""
    far, bot = place
    bot.turn = answering(fetch=FORM)
    await bot.send(KARI, PING)
    phone = far.phone(KARI)
    await phone.press("Åpne")
    phone.fill("Hvordan går det?", "tja")
    phone.choose("Humør", "Bra")
    bot.status = status
    await phone.submit()
    assert "Something went wrong" in phone.words()
    assert phone.last_error == f"HTTP {status}"
    assert phone.form is not None
    assert phone.form.values["how"] == "tja"
    bot.status = None
    await phone.submit()
    assert phone.form is None
    assert phone.last_error is None


async def test_a_bot_that_is_silent_or_away_is_a_failure(place: tuple[FarTeams, Bot]) -> None:
    """Teams waits so long and no longer; a bot that is down is the same to the person."""
    far, bot = place
    assert far.patience == 10.0
    far.patience = 0.2

    async def sleepy(_: Bot, __: Json) -> Json | None:
        await asyncio.sleep(1)
        return FORM

    bot.turn = sleepy
    await bot.send(KARI, PING)
    phone = far.phone(KARI)
    await phone.press("Åpne")
    assert phone.form is None
    assert phone.last_error == "no answer in 0.2 s"
    far.bot_url = "http://127.0.0.1:9"
    await phone.press("Åpne")
    assert phone.last_error == "ClientConnectorError"
    assert "Something went wrong" in phone.words()


@pytest.mark.parametrize(
    "answer",
    [
        dialog(card(text("x")), title="x" * 65),
        dialog(card(text("x")), title=""),
        dialog(card(text("x"), version="1.6")),
        dialog(card(text("x" * 26_000))),
        dialog({"type": "Card"}),
        {"task": {"type": "continue", "value": {"title": "x", "card": card(text("x"))}}},
        {
            "task": {
                "type": "continue",
                "value": {**dialog(card(text("x")))["task"]["value"], "width": "huge"},
            }
        },
        {"task": {"type": "open"}},
        {"task": "x"},
    ],
)
async def test_a_dialog_that_teams_could_not_draw_is_refused(
    place: tuple[FarTeams, Bot], answer: Json
) -> None:
    """It is the bot's fault, so the act itself fails, and loudly."""
    far, bot = place
    bot.turn = answering(fetch=answer)
    await bot.send(KARI, PING)
    with pytest.raises(FormRefused):
        await far.phone(KARI).press("Åpne")
    assert far.phone(KARI).form is None
    assert far.complaints


EXECUTE = message(
    card(
        {"type": "Input.Text", "id": "note", "label": "Merknad"},
        {
            "type": "ActionSet",
            "actions": [{"type": "Action.Execute", "title": "Takk", "verb": "thank", "data": {"ref": "r2"}}],
        },
    )
)


async def test_execute_replaces_the_card_or_tells(place: tuple[FarTeams, Bot]) -> None:
    """Verb and data go with the inputs; a card is put in the message's place, a message is shown in passing."""
    far, bot = place
    sent = (await bot.send(KARI, EXECUTE))[1]["id"]
    phone = far.phone(KARI)
    bot.turn = answering(
        execute={"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": "Sendt."}
    )
    phone.fill("Merknad", "fint")
    await phone.press("Takk")
    value = bot.heard[-1]["value"]
    assert bot.heard[-1]["name"] == "adaptiveCard/action"
    assert (value["trigger"], value["action"]["verb"]) == ("manual", "thank")
    assert value["action"]["data"] == {"ref": "r2", "note": "fint"}
    assert phone.words().endswith("Sendt.")
    bot.turn = answering(execute={"statusCode": 500, "type": "application/vnd.microsoft.error", "value": {}})
    await phone.press("Takk")
    assert "Something went wrong" in phone.words()
    assert "fint" in phone.words()
    bot.turn = answering(execute={"statusCode": 200, "type": CARD, "value": card(text("Ferdig."))})
    await phone.press("Takk", message=sent)
    assert phone.buttons() == []
    assert "Ferdig." in phone.words()
    bot.turn = answering(execute={"statusCode": 200, "type": CARD, "value": {"type": "no"}})
    await bot.send(KARI, EXECUTE)
    with pytest.raises(FormRefused):
        await phone.press("Takk")


async def test_a_plain_submit_sends_a_message_with_a_value(place: tuple[FarTeams, Bot]) -> None:
    """No text, no invoke; opening a link only opens it; the newest message with the button is meant."""
    far, bot = place
    link = {"type": "Action.OpenUrl", "title": "Les", "url": "https://www.akan.example"}
    old = (await bot.send(KARI, message(card(actions=(button("Ja"), link)))))[1]["id"]
    new = (await bot.send(KARI, message(card(actions=(button("Ja"),)))))[1]["id"]
    phone = far.phone(KARI)
    await phone.press("Ja")
    assert (bot.heard[-1]["type"], bot.heard[-1]["value"], bot.heard[-1]["replyToId"]) == (
        "message",
        {"ref": "r1"},
        new,
    )
    assert "text" not in bot.heard[-1]
    await phone.press("Ja", message=old)
    assert bot.heard[-1]["replyToId"] == old
    heard = len(bot.heard)
    await phone.press("Les")
    assert phone.opened_links == ["https://www.akan.example"]
    assert len(bot.heard) == heard


async def test_what_is_hidden_or_folded_is_not_on_the_screen(place: tuple[FarTeams, Bot]) -> None:
    """Until the person shows it; the employer's copy has it all along."""
    far, bot = place
    inner = card(text("innerst"), actions=(button("Velg"),))
    await bot.send(
        KARI,
        message(
            card(
                {**text("skjult"), "id": "h", "isVisible": False},
                actions=(
                    {"type": "Action.ToggleVisibility", "title": "Vis", "targetElements": ["h"]},
                    {"type": "Action.ShowCard", "title": "Mer", "card": inner},
                ),
            )
        ),
    )
    phone = far.phone(KARI)
    assert "skjult" not in phone.words()
    assert phone.buttons() == ["Vis", "Mer"]
    assert "skjult" in phone.export[0].text
    assert "innerst" in phone.export[0].text
    await phone.press("Vis")
    await phone.press("Mer")
    assert "skjult" in phone.words()
    assert phone.buttons() == ["Vis", "Mer", "Velg"]
    await phone.press("Vis")
    assert "skjult" not in phone.words()


async def test_the_menu_is_the_card_that_answers_the_word_menu(place: tuple[FarTeams, Bot]) -> None:
    """A ping is no menu; the newest menu counts, until it is taken away."""
    far, bot = place
    far.rate_limited = False

    async def turn(bot: Bot, body: Json) -> Json | None:
        if body.get("text") == "meny" or body["type"] == "installationUpdate":
            path = f"/{chat_of(bot.far, KARI)}/activities/{body['id']}"
            assert (await bot.call("POST", path, message(card(text(f"Meny {len(bot.heard)}")))))[0] == 201
        return None

    bot.turn = turn
    phone = far.phone(KARI)
    await bot.send(KARI, PING)
    await phone.write("hei")
    assert phone.home is None
    await phone.go_home()
    assert phone.home is not None
    assert phone.home["body"][0]["text"] == "Meny 2"
    await phone.install()
    assert phone.home["body"][0]["text"] == "Meny 3"
    await bot.call("DELETE", f"/{chat_of(far, KARI)}/activities/{phone.chat[-1].id}")
    assert phone.home["body"][0]["text"] == "Meny 2"


async def test_a_mention_in_a_channel_is_not_the_private_chat(place: tuple[FarTeams, Bot]) -> None:
    """It names the bot, comes from a channel, and the answer stands there."""
    far, bot = place
    phone = far.phone(KARI)
    await phone.mention_in_channel("hei")
    heard = bot.heard[-1]
    assert heard["conversation"]["conversationType"] == "channel"
    assert heard["text"] == "<at>Innsjekk</at> hei"
    assert [each["type"] for each in heard["entities"]] == ["clientInfo", "mention"]
    assert "team" in heard["channelData"]
    path = f"/{quote(heard['conversation']['id'], safe='')}/activities/{heard['id']}"
    reply = {"type": "message", "text": "Skriv til meg privat.", "summary": "Svar"}
    status, body = await bot.call("POST", path, reply)
    assert (status, len(phone.channel), phone.chat) == (201, 1, [])
    assert (await bot.call("DELETE", f"{path.rpartition('/')[0]}/{body['id']}"))[0] == 200
    assert phone.channel == []


async def test_the_same_activity_can_come_again_and_in_any_order(place: tuple[FarTeams, Bot]) -> None:
    """Same id, same content, a token of its own; a press too, without moving the screen."""
    far, bot = place
    phone = far.phone(KARI)
    bot.turn = answering(fetch=FORM)
    await bot.send(KARI, PING)
    await phone.write("en")
    await phone.press("Åpne")
    await phone.close()
    answered = await far.resend_last(KARI)
    assert (answered.status, answered.body) == (200, FORM)
    assert phone.form is None
    assert bot.heard[-1] == bot.heard[-2]
    await far.post(far.delivered[0], token=far.token())
    assert bot.heard[-1]["text"] == "en"
    assert len(far.delivered) == 2


async def test_strangers_are_told_apart_by_tenant_and_role(place: tuple[FarTeams, Bot]) -> None:
    """A person of another tenant says so in every activity; a guest is one in the list of members."""
    far, bot = place
    stranger = far.add_person(
        "bbbbbbbb-0000-4000-8000-000000000001", "Fremmed", tenant_id="other", locale="en-GB"
    )
    guest = far.add_person("bbbbbbbb-0000-4000-8000-000000000002", "Gjest", guest=True)
    await stranger.write("hello")
    assert bot.heard[-1]["channelData"]["tenant"]["id"] == "other"
    assert bot.heard[-1]["locale"] == "en-GB"
    _, member = await bot.call("GET", f"/{quote(guest.account.personal, safe='')}/members/{guest.person}")
    assert member["userRole"] == "guest"
