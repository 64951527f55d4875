"""
The make-believe Slack, tried with a real little bot over HTTP and the official SDK as its client.

One long file, because one bot and a handful of forms serve all of it.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bots.demo.far.faults import Answer, DropAfter, DropBefore, Fault, NotOk, Slow, Truncated, too_many
from bots.demo.far.phone import FormRefused, NotOnScreen, Phone
from bots.demo.far.slack import FarSlack
from bots.demo.far.slack_phone import SlackPhone

Json = dict[str, Any]
Turn = Callable[["Bot", Json], Awaitable[Json | None]]
TOKEN, SECRET, KARI = "xoxb-made-up", "hemmelig", "U0KARI"
QUIET: dict[str, Any] = {"unfurl_links": False, "unfurl_media": False}


def text(words: str) -> Json:
    return {"type": "plain_text", "text": words}


def button(label: str, **more: object) -> Json:
    return {
        "type": "actions",
        "elements": [{"type": "button", "action_id": "go", "text": text(label), **more}],
    }


def section(words: str, **more: object) -> Json:
    return {"type": "section", "text": text(words), **more}


def asks(label: str, element: Json, **more: object) -> Json:
    return {
        "type": "input",
        "block_id": label,
        "label": text(label),
        "element": {"action_id": "v", **element},
        **more,
    }


def modal(*blocks: Json, title: str = "Innsjekk", **more: object) -> Json:
    view: Json = {"type": "modal", "title": text(title), "submit": text("Lagre"), "close": text("Lukk")}
    return {**view, "blocks": list(blocks), **more}


OPTIONS = [{"text": text("Bra"), "value": "good"}, {"text": text("Tungt"), "value": "hard"}]
LONG = asks("Hva hjelper?", {"type": "plain_text_input", "multiline": True, "max_length": 20})


@dataclass
class Bot:
    """The smallest bot there is: answers as the test says, and calls Slack with the official client."""

    far: FarSlack
    client: AsyncWebClient
    turn: Turn | None = None
    status: int = 200
    raw: str | None = None
    headers: dict[str, str] = field(default_factory=dict)
    heard: list[Json] = field(default_factory=list)
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    async def receive(self, request: web.Request) -> web.Response:
        self.requests.append((request.path, dict(request.headers)))
        if request.content_type == "application/json":
            said = await request.json()
        else:
            form = dict(await request.post())
            said = json.loads(str(form["payload"])) if "payload" in form else form
        self.heard.append(said)
        body = await self.turn(self, said) if self.turn else None
        if self.raw is not None:
            return web.Response(status=self.status, text=self.raw)
        answer = "" if body is None else json.dumps(body)
        return web.Response(status=self.status, text=answer, headers=self.headers)

    async def ping(self, *blocks: Json, hint: str = "Du har en innsjekk", to: str = KARI) -> str:
        shown = list(blocks) or [button("Åpne")]
        return str((await self.client.chat_postMessage(channel=to, text=hint, blocks=shown, **QUIET))["ts"])


@asynccontextmanager
async def serving(handler: Callable[[web.Request], Awaitable[web.StreamResponse]]) -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_post("/slack/{part}", handler)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


@pytest.fixture
async def far() -> AsyncIterator[FarSlack]:
    now = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    slack = FarSlack(bot_url="", signing_secret=SECRET, bot_token=TOKEN, clock=lambda: now)
    async with slack.running():
        yield slack


@pytest.fixture
async def bot(far: FarSlack) -> AsyncIterator[Bot]:
    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient(token=TOKEN, base_url=far.base_url, session=session, retry_handlers=[])
        made = Bot(far, client)
        async with serving(made.receive) as far.bot_url:
            yield made


@pytest.fixture
def kari(far: FarSlack) -> SlackPhone:
    phone = far.add_person(KARI, "Kari Eksempel")
    same: Phone = phone
    assert same is phone
    return phone


def opening(view: Json) -> Turn:
    async def turn(bot: Bot, said: Json) -> Json | None:
        if said["type"] == "block_actions" and not bot.far.phone(KARI).account.stack:
            await bot.client.views_open(trigger_id=said["trigger_id"], view=view)
        return None

    return turn


def answering(view: Json, answer: Json | None) -> Turn:
    async def turn(bot: Bot, said: Json) -> Json | None:
        await opening(view)(bot, said)
        return answer if said["type"] == "view_submission" else None

    return turn


async def opened(bot: Bot, view: Json) -> None:
    """Send Kari a ping, and let her open this form with it."""
    bot.turn = bot.turn or opening(view)
    await bot.ping()
    await bot.far.phone(KARI).press("Åpne")
    assert bot.far.phone(KARI).form is not None, bot.far.complaints


async def refused(call: Awaitable[Any]) -> str:
    with pytest.raises(SlackApiError) as caught:
        await call
    assert caught.value.response["ok"] is False
    return str(caught.value.response["error"])


# ------------------------------------------------------------------------------------- the bot's requests


async def test_bolt_takes_every_request_for_slacks_own(far: FarSlack, kari: SlackPhone) -> None:
    """Bolt, with its own verification on, hears press, submit, command and event, and no spoiled one."""
    client = AsyncWebClient(token=TOKEN, base_url=far.base_url)
    app = AsyncApp(client=client, signing_secret=SECRET, process_before_response=True)
    heard: list[str] = []

    @app.action("go")
    async def _press(ack: Any, body: Json, client: AsyncWebClient) -> None:
        await ack()
        heard.append(body["container"]["type"])
        await client.views_open(trigger_id=body["trigger_id"], view=modal(LONG, callback_id="c"))

    @app.view("c")
    async def _submit(ack: Any, view: Json) -> None:
        heard.append(view["state"]["values"]["Hva hjelper?"]["v"]["value"])
        await ack(response_action="errors", errors={"Hva hjelper?": "Litt til"})

    @app.command("/innsjekk")
    async def _command(ack: Any, command: Json) -> None:
        heard.append(command["text"])
        await ack("Bare du ser dette")

    @app.event("app_home_opened")
    async def _home(event: Json, client: AsyncWebClient) -> None:
        heard.append(event["tab"])
        await client.views_publish(
            user_id=event["user"], view={"type": "home", "blocks": [section("Hjemme")]}
        )

    async def receive(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(request)))

    async with serving(receive) as far.bot_url:
        await client.chat_postMessage(channel=KARI, text="Hei", blocks=[button("Åpne")], **QUIET)
        await kari.press("Åpne")
        kari.fill("Hva hjelper?", "ro")
        await kari.submit()
        await kari.command("/innsjekk", "meny")
        await kari.go_home()
        assert heard == ["message", "ro", "meny", "home"]
        assert {"Litt til", "ro", "Bare du ser dette", "Hjemme"} <= set(kari.words().splitlines())
        assert (await far.replay(far.recorded[0], {"X-Slack-Signature": "v0=00"})).status == 401
        assert (await far.replay(far.recorded[0], {"X-Slack-Request-Timestamp": "1"})).status == 401
    assert far.complaints == []


async def test_a_press_says_where_it_was_and_what_it_was(bot: Bot, kari: SlackPhone) -> None:
    """Message, container, channel, state and action are there as Slack sends them."""
    ts = await bot.ping(
        button("Åpne", value="ref-1"), asks("Valg", {"type": "static_select", "options": OPTIONS})
    )
    await kari.press("Åpne", message=ts)
    (said,) = bot.heard
    (acted,) = said["actions"]
    assert said["container"] == {
        "type": "message", "message_ts": ts, "channel_id": "D0KARI", "is_ephemeral": False,
    }  # fmt: skip
    assert (said["user"]["id"], said["team"]["id"], said["api_app_id"]) == (KARI, "T0EKSEMPEL", "A0INNSJEKK")
    assert (acted["action_id"], acted["value"], acted["text"]["text"]) == ("go", "ref-1", "Åpne")
    assert float(acted["action_ts"]) > float(ts)
    assert said["state"]["values"]["Valg"]["v"] == {"type": "static_select", "selected_option": None}
    assert said["message"]["blocks"][0]["elements"][0]["value"] == "ref-1"
    assert said["response_url"].startswith(bot.far.url)


async def test_a_bot_that_says_nothing_for_three_seconds_has_failed(bot: Bot, kari: SlackPhone) -> None:
    """The person sees operation_timeout; with nobody listening, that the connection failed."""

    async def slow(_: Bot, __: Json) -> None:
        await asyncio.sleep(0.2)

    assert bot.far.ack_seconds == 3.0
    bot.turn, bot.far.ack_seconds = slow, 0.05
    await bot.ping()
    await kari.press("Åpne")
    assert "operation_timeout" in kari.words()
    await kari.command("/innsjekk")
    assert kari.trouble == '/innsjekk failed with the error "operation_timeout"'
    bot.far.bot_url = "http://127.0.0.1:1"
    await kari.press("Åpne")
    assert "connection_failed" in kari.words()


async def test_events_come_again_until_they_are_taken(bot: Bot) -> None:
    """Three retries with number and reason and one event_id; a 200 or X-Slack-No-Retry ends them."""
    bot.status = 500
    await bot.far.send_event({"type": "user_change", "user": KARI}, retries=3)
    numbers = [headers.get("X-Slack-Retry-Num") for _, headers in bot.requests]
    assert numbers == [None, "1", "2", "3"]
    assert {headers.get("X-Slack-Retry-Reason") for _, headers in bot.requests[1:]} == {"http_error"}
    assert len({said["event_id"] for said in bot.heard}) == 1
    bot.headers = {"X-Slack-No-Retry": "1"}
    await bot.far.send_event({"type": "user_change"}, retries=3)
    assert len(bot.requests) == 5
    bot.status = 200
    assert (await bot.far.send_event({"type": "tokens_revoked"}, retries=3, event_id="Ev1")).status == 200
    assert (len(bot.requests), bot.heard[-1]["event_id"]) == (6, "Ev1")


async def test_the_same_request_can_come_twice_and_in_another_order(bot: Bot, kari: SlackPhone) -> None:
    """What is sent again is the same payload, signed anew; the screen is left alone."""
    await opened(bot, modal(LONG, LONG | {"block_id": "b"}))
    kari.fill("Hva hjelper?", "ro")
    bot.far.phone(KARI).account.stack[-1].body["blocks"][1]["optional"] = True
    await kari.submit()
    assert (await bot.far.resend_last(KARI)).status == 200
    assert bot.heard[-1] == bot.heard[-2]
    assert bot.heard[-1]["type"] == "view_submission"
    press, submit = bot.far.recorded
    bot.turn = None
    await bot.far.replay(submit)
    await bot.far.replay(press)
    assert [said["type"] for said in bot.heard[-2:]] == ["view_submission", "block_actions"]
    assert kari.form is None


# ------------------------------------------------------------------------------------------------ messages


async def test_a_message_is_in_the_chat_and_its_text_on_the_lock_screen(bot: Bot, kari: SlackPhone) -> None:
    """By user id or conversation id; the blocks are read, the text is notified."""
    ts = await bot.ping(section("Åpne når du vil"), button("Åpne"), hint="Du har &lt;noe&gt;")
    again = await bot.client.chat_postMessage(channel="D0KARI", text="Bare tekst", **QUIET)
    assert (again["channel"], again["message"]["text"]) == ("D0KARI", "Bare tekst")
    assert [message.id for message in kari.chat] == [ts, again["ts"]]
    assert kari.words().splitlines() == ["Åpne når du vil", "Åpne", "Bare tekst"]
    assert kari.lock_screen == ["Innsjekk: Du har <noe>", "Innsjekk: Bare tekst"]
    assert kari.buttons() == ["Åpne"]
    assert bot.far.complaints == []


async def test_what_was_changed_or_deleted_is_still_in_the_export(bot: Bot, kari: SlackPhone) -> None:
    """Edits and deletions are kept with their words; neither is notified."""
    ts = await bot.ping(section("Først"))
    await bot.client.chat_update(channel="D0KARI", ts=ts, text="Ny", blocks=[section("Så")])
    assert kari.words() == "Så"
    await bot.client.chat_update(channel="D0KARI", ts=ts, text="Ny igjen")
    assert kari.words() == "Så"  # blocks not named are retained
    await bot.client.chat_delete(channel="D0KARI", ts=ts)
    assert kari.chat == []
    kept = [(line.what, line.text) for line in kari.export]
    assert kept[0] == ("sent", "Du har en innsjekk\nFørst")
    assert kept[1:] == [("edited", "Ny\nSå"), ("edited", "Ny igjen\nSå"), ("deleted", "Ny igjen\nSå")]
    assert kari.exported[0]["blocks"][0]["type"] == "section"
    assert len(kari.lock_screen) == 1
    assert bot.far.complaints == []
    assert await refused(bot.client.chat_delete(channel="D0KARI", ts=ts)) == "message_not_found"
    assert await refused(bot.client.chat_update(channel=KARI, ts=ts, text="x")) == "channel_not_found"


async def test_what_is_written_in_a_form_is_never_in_the_export(bot: Bot, kari: SlackPhone) -> None:
    """Forms are no messages."""
    await opened(bot, modal(LONG))
    kari.fill("Hva hjelper?", "kanarifugl")
    await kari.submit()
    assert "kanarifugl" in json.dumps(bot.heard)
    assert "kanarifugl" not in json.dumps(kari.exported)
    assert [line.text for line in kari.export] == ["Du har en innsjekk\nÅpne"]


async def test_what_must_never_be_sent_is_a_complaint(bot: Bot, kari: SlackPhone) -> None:
    """Metadata, links that unfold, and blocks without a text of their own are accepted and complained of."""
    meta = {"event_type": "x", "event_payload": {}}
    await bot.client.chat_postMessage(channel=KARI, text="Hei", metadata=meta, **QUIET)
    await bot.client.chat_postMessage(channel=KARI, text="Hei")
    await bot.client.api_call(
        "chat.postMessage", json={"channel": KARI, "blocks": [section("Hemmelig")], **QUIET}
    )
    first, links, media, no_text = bot.far.complaints
    assert "metadata" in first
    assert "unfurl_links" in links
    assert "unfurl_media" in media
    assert "no text" in no_text
    assert kari.lock_screen[-1] == "Innsjekk: Hemmelig"


async def test_people_one_cannot_write_to(bot: Bot, kari: SlackPhone) -> None:
    """Unknown, bot and stranger are refused; one who has left gets it without a word, as in real Slack."""
    bot.far.add_person("U0BOT", "Bot", is_bot=True)
    bot.far.add_person("U0FAR", "Fremmed", stranger=True)
    gone = bot.far.add_person("U0GONE", "Borte", deleted=True)
    assert await refused(bot.ping(to="U0NOBODY")) == "channel_not_found"
    assert await refused(bot.ping(to="U0BOT")) == "cannot_dm_bot"
    assert await refused(bot.ping(to="U0FAR")) == "invalid_user_combination"
    assert await bot.ping(to="U0GONE")
    assert (len(gone.export), gone.lock_screen) == (1, [])
    assert len(bot.far.complaints) == 3


async def test_pace_is_enforced_when_asked_for(bot: Bot, kari: SlackPhone) -> None:
    """One message a second in a conversation, and so many a minute in the workspace: 429 and Retry-After."""
    bot.far.add_person("U0OLA", "Ola")
    bot.far.limit_pace(ceiling_a_minute=2)
    await bot.ping()
    for to, wait in ((KARI, {"1"}), ("U0OLA", None), ("U0OLA", {"60", "1"})):
        if wait is None:
            await bot.ping(to=to)
            continue
        with pytest.raises(SlackApiError) as caught:
            await bot.ping(to=to)
        assert (caught.value.response.status_code, caught.value.response["error"]) == (429, "ratelimited")
        assert caught.value.response.headers["Retry-After"] in wait
    bot.far.limit_pace(one_a_second=False, ceiling_a_minute=None)
    await bot.ping()


async def test_fifty_a_minute_are_deleted_when_pace_is_enforced(bot: Bot, kari: SlackPhone) -> None:
    """And fifty are changed: each method is counted by itself (Tier 3)."""
    bot.far.limit_pace(one_a_second=False, ceiling_a_minute=1000)
    sent = [await bot.ping() for _ in range(51)]
    for each in sent[:50]:
        await bot.client.chat_delete(channel="D0KARI", ts=each)
    with pytest.raises(SlackApiError) as caught:
        await bot.client.chat_delete(channel="D0KARI", ts=sent[50])
    assert caught.value.response["error"] == "ratelimited"
    assert int(caught.value.response.headers["Retry-After"]) in range(30, 61)
    await bot.client.chat_update(channel="D0KARI", ts=sent[50], text="Innsjekk", blocks=[])


async def test_a_response_url_works_five_times(bot: Bot, kari: SlackPhone) -> None:
    """It replaces, whispers and deletes; the sixth answer is refused."""
    await bot.ping()
    await kari.press("Åpne")
    url = bot.heard[0]["response_url"]
    assert bot.client.session is not None

    async def say(**body: object) -> int:
        async with bot.client.session.post(url, json=body) as got:  # type: ignore[union-attr]
            return got.status

    assert await say(replace_original=True, text="Takk", blocks=[section("Takk skal du ha")]) == 200
    assert kari.words() == "Takk skal du ha"
    assert await say(text="Bare du ser dette") == 200
    assert "Bare du ser dette" in kari.words()
    assert await say(text="x", blocks=[{"type": "nonsense"}]) == 404
    assert await say(delete_original=True) == 200
    assert (kari.chat, [line.what for line in kari.export]) == ([], ["sent", "edited", "deleted"])
    assert [await say(text="fem"), await say(text="seks")] == [200, 404]
    await bot.ping()
    await kari.press("Åpne")
    url = bot.heard[-1]["response_url"]
    bot.far.state.response_urls[url.rpartition("/")[2]].issued -= 1801
    assert await say(text="en halv time etterpå") == 404
    assert [line.partition(": ")[2] for line in bot.far.complaints[1:]] == ["used_url", "expired_url"]


# --------------------------------------------------------------------------------------------------- forms


FIELDS = modal(
    asks("Tekst", {"type": "plain_text_input", "initial_value": "før"}, hint=text("Hint")),
    asks("Humør", {"type": "radio_buttons", "options": OPTIONS}),
    asks("Tiltak", {"type": "checkboxes", "options": OPTIONS, "initial_options": OPTIONS[:1]}),
    asks("Liste", {"type": "static_select", "options": OPTIONS, "initial_option": OPTIONS[1]}),
    asks(
        "Flere", {"type": "multi_static_select", "option_groups": [{"label": text("A"), "options": OPTIONS}]}
    ),
    asks("Dag", {"type": "datepicker", "initial_date": "2026-12-01"}),
    asks("Tid", {"type": "timepicker"}),
)


async def test_every_field_is_filled_by_its_label_and_sent_as_slack_sends_it(
    bot: Bot, kari: SlackPhone
) -> None:
    """Initial values are there; what is filled in takes their place; all is in state.values."""
    await opened(bot, FIELDS)
    assert kari.form is not None
    assert kari.form.values == {
        "Tekst": "før", "Humør": None, "Tiltak": ["good"], "Liste": "hard", "Flere": [], "Dag": "2026-12-01",
        "Tid": None,
    }  # fmt: skip
    assert {"Innsjekk", "Tekst", "Hint", "før", "Bra", "Tungt", "2026-12-01", "Lagre", "Lukk"} <= set(
        kari.words().splitlines()
    )
    kari.fill("Tekst", "etter")
    kari.choose("Humør", "Tungt")
    kari.tick("Tiltak", "Tungt", "Bra")
    kari.choose("Liste", "Bra")
    kari.tick("Flere", "Bra")
    kari.fill("Tid", "09:05")
    await kari.press("Lagre")
    view = bot.heard[-1]["view"]
    values = {label: said["v"] for label, said in view["state"]["values"].items()}
    assert values["Tekst"] == {"type": "plain_text_input", "value": "etter"}
    assert values["Humør"] == {"type": "radio_buttons", "selected_option": OPTIONS[1]}
    assert values["Tiltak"] == {"type": "checkboxes", "selected_options": OPTIONS}
    assert values["Liste"] == {"type": "static_select", "selected_option": OPTIONS[0]}
    assert values["Flere"] == {"type": "multi_static_select", "selected_options": OPTIONS[:1]}
    assert values["Dag"] == {"type": "datepicker", "selected_date": "2026-12-01"}
    assert values["Tid"] == {"type": "timepicker", "selected_time": "09:05"}
    assert view["id"] == view["root_view_id"]
    assert kari.form is None
    assert bot.far.complaints == []


async def test_only_what_is_on_the_screen_can_be_used(bot: Bot, kari: SlackPhone) -> None:
    """Labels that are not there, options that are not offered, and the chat itself, which is read-only."""
    await opened(bot, FIELDS)
    acts: list[Callable[[], object]] = [
        lambda: kari.fill("Ukjent", "x"),
        lambda: kari.fill("Humør", "x"),
        lambda: kari.choose("Humør", "Ukjent"),
        lambda: kari.tick("Humør", "Bra"),
    ]
    for act in acts:
        with pytest.raises(NotOnScreen):
            act()
    with pytest.raises(NotOnScreen):
        await kari.press("Ukjent")
    with pytest.raises(NotOnScreen):
        await kari.write("jeg har det vondt")
    await kari.close()
    with pytest.raises(NotOnScreen):
        await kari.submit()
    with pytest.raises(NotOnScreen):
        await kari.close()


async def test_slack_itself_checks_a_form_before_it_sends_anything(bot: Bot, kari: SlackPhone) -> None:
    """Required, too long and too short are said in the form; forced, it is sent all the same."""
    short = asks("Kort", {"type": "plain_text_input", "min_length": 3}, optional=True)
    await opened(bot, modal(LONG, short))
    await kari.submit()
    assert kari.form is not None
    assert kari.form.errors == {"Hva hjelper?": "Please complete this required field."}
    kari.fill("Hva hjelper?", "a" * 19 + "🙂")
    kari.fill("Kort", "ab")
    await kari.submit()
    assert kari.form is not None
    assert set(kari.form.errors) == {"Hva hjelper?", "Kort"}
    assert "1 too many" in kari.words()
    assert len(bot.heard) == 1
    await kari.submit(force=True)
    assert len(bot.heard) == 2
    assert kari.form is None


async def test_an_empty_answer_closes_the_form_on_top_and_no_other(bot: Bot, kari: SlackPhone) -> None:
    """The form below comes into sight again."""
    first, second = modal(LONG, title="En"), modal(section("Lest"), title="To")
    bot.turn = answering(first, {"response_action": "push", "view": second})
    await opened(bot, first)
    kari.fill("Hva hjelper?", "ro")
    await kari.submit()
    assert kari.form is not None
    assert kari.form.body["title"]["text"] == "To"
    assert kari.form.body["previous_view_id"] == kari.form.body["root_view_id"] != kari.form.id
    bot.turn = None
    await kari.submit()
    assert kari.form.body["title"]["text"] == "En"
    assert kari.form.values == {"Hva hjelper?": "ro"}


async def test_the_other_answers_to_a_submit_are_followed(bot: Bot, kari: SlackPhone) -> None:
    """Errors leave the form open with all that was typed; update puts another in its place; clear closes all."""
    view = modal(LONG, title="En")
    bot.turn = answering(view, {"response_action": "errors", "errors": {"Hva hjelper?": "Litt til"}})
    await opened(bot, view)
    kari.fill("Hva hjelper?", "ro")
    await kari.submit()
    assert kari.form is not None
    assert (kari.form.errors, kari.form.values) == ({"Hva hjelper?": "Litt til"}, {"Hva hjelper?": "ro"})
    assert "Litt til" in kari.words()
    id = kari.form.id
    bot.turn = answering(view, {"response_action": "update", "view": modal(LONG, section("Mer"), title="To")})
    await kari.submit()
    assert (kari.form.id, kari.form.body["title"]["text"]) == (id, "To")
    assert (kari.form.errors, kari.form.values) == ({}, {"Hva hjelper?": "ro"})
    bot.turn = answering(view, {"response_action": "push", "view": view})
    await kari.submit()
    bot.turn = answering(view, {"response_action": "clear"})
    kari.fill("Hva hjelper?", "ro")
    await kari.submit()
    assert kari.form is None
    assert bot.far.complaints == []


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"ukjent": "x"}},
        {"response_action": "errors", "errors": {}},
        {"response_action": "update", "view": modal(section("x" * 3001))},
        {"response_action": "update", "view": modal(section("x"), title="x" * 25)},
        {"response_action": "dance"},
    ],
)
async def test_an_answer_slack_cannot_follow_is_refused(bot: Bot, kari: SlackPhone, answer: Json) -> None:
    """The form stays, an error line is seen, the reason is a complaint, and the test that did it fails."""
    bot.turn = answering(modal(LONG), answer)
    await opened(bot, modal(LONG))
    kari.fill("Hva hjelper?", "ro")
    with pytest.raises(FormRefused):
        await kari.submit()
    assert kari.form is not None
    assert kari.form.values == {"Hva hjelper?": "ro"}
    assert kari.trouble
    assert len(bot.far.complaints) == 1


@pytest.mark.parametrize("how", ["status", "slow", "nobody"])
async def test_a_failed_submit_leaves_the_form_open_with_its_text(
    bot: Bot, kari: SlackPhone, how: str
) -> None:
    """500, silence or no connection: nothing typed is lost, an error is seen, and it can be sent again."""
    await opened(bot, modal(LONG))
    kari.fill("Hva hjelper?", "ro")
    url = bot.far.bot_url
    bot.status = 500 if how == "status" else 200
    bot.far.ack_seconds = 0.0001 if how == "slow" else 3.0
    bot.far.bot_url = "http://127.0.0.1:1" if how == "nobody" else url
    await kari.submit()
    assert kari.form is not None
    assert kari.form.values == {"Hva hjelper?": "ro"}
    wanted = {"status": "http_error 500", "slow": "operation_timeout", "nobody": "connection_failed"}[how]
    assert wanted in kari.words()
    bot.status, bot.far.ack_seconds, bot.far.bot_url = 200, 3.0, url
    await kari.submit()
    assert kari.trouble == ""
    assert not kari.account.stack


async def test_an_answer_that_is_no_json_is_refused(bot: Bot, kari: SlackPhone) -> None:
    """Neither empty nor an object."""
    await opened(bot, modal(LONG))
    kari.fill("Hva hjelper?", "ro")
    bot.raw = "ok"
    with pytest.raises(FormRefused):
        await kari.submit()


async def test_closing_is_told_when_asked_for(bot: Bot, kari: SlackPhone) -> None:
    """One view with notify_on_close, all of them with clear_on_close; what was typed is not in it."""
    await opened(bot, modal(LONG))
    await kari.press("Lukk")
    assert (kari.form, len(bot.heard)) == (None, 1)
    noisy = modal(LONG, notify_on_close=True, clear_on_close=True, private_metadata="m")
    bot.turn = answering(noisy, {"response_action": "push", "view": noisy})
    await kari.press("Åpne")
    kari.fill("Hva hjelper?", "ro")
    await kari.submit()
    await kari.close()
    assert kari.form is None
    assert [said["type"] for said in bot.heard[-2:]] == ["view_closed", "view_closed"]
    last = bot.heard[-1]
    assert (last["is_cleared"], last["view"]["private_metadata"]) == (True, "m")
    assert last["view"]["state"]["values"] == {}


# --------------------------------------------------------------------------------------------------- views


async def test_a_trigger_is_good_once_and_for_three_seconds(bot: Bot, kari: SlackPhone) -> None:
    """Used, old and unknown triggers each have their own error; a refused view does not use one up."""
    await bot.ping()
    await kari.press("Åpne")
    trigger = bot.heard[-1]["trigger_id"]
    bad = await refused(bot.client.views_open(trigger_id=trigger, view=modal(section("x" * 3001))))
    assert bad == "invalid_arguments"
    assert (await bot.client.views_open(trigger_id=trigger, view=modal(LONG)))["view"]["state"]["values"]
    assert (
        await refused(bot.client.views_open(trigger_id=trigger, view=modal(LONG))) == "exchanged_trigger_id"
    )
    await kari.press("Åpne")
    late = bot.heard[-1]["trigger_id"]
    bot.far.state.triggers[late].issued -= 3.01
    assert await refused(bot.client.views_open(trigger_id=late, view=modal(LONG))) == "expired_trigger_id"
    assert await refused(bot.client.views_open(trigger_id="1.2", view=modal(LONG))) == "invalid_arguments"
    assert len(bot.far.complaints) == 4


async def test_three_views_and_no_fourth(bot: Bot, kari: SlackPhone) -> None:
    """Pushing from inside a form stacks; opening from a message begins anew."""
    view = modal(button("Mer"))
    await opened(bot, view)
    for _ in range(2):
        await kari.press("Mer")
        await bot.client.views_push(trigger_id=bot.heard[-1]["trigger_id"], view=view)
    await kari.press("Mer")
    trigger = bot.heard[-1]["trigger_id"]
    assert await refused(bot.client.views_push(trigger_id=trigger, view=view)) == "push_limit_reached"
    assert len(kari.account.stack) == 3
    await kari.press("Åpne")
    await bot.client.views_open(trigger_id=bot.heard[-1]["trigger_id"], view=view)
    assert len(kari.account.stack) == 1


async def test_an_update_keeps_what_was_typed_where_the_ids_are_the_same(bot: Bot, kari: SlackPhone) -> None:
    """Same block_id and action_id: the typed value stays, whatever the new initial value; else it is gone."""
    await opened(
        bot, modal(LONG, asks("Humør", {"type": "radio_buttons", "options": OPTIONS}), button("Mer"))
    )
    kari.fill("Hva hjelper?", "ro")
    kari.choose("Humør", "Tungt")
    await kari.press("Mer")
    said = bot.heard[-1]["view"]
    assert said["state"]["values"]["Hva hjelper?"]["v"]["value"] == "ro"
    new = LONG | {"element": {"type": "plain_text_input", "action_id": "v", "initial_value": "annet"}}
    gone = asks("Humør", {"type": "radio_buttons", "options": OPTIONS[:1]})
    view = modal(new, gone, new | {"block_id": "ny", "label": text("Ny")})
    await bot.client.views_update(view_id=said["id"], hash=said["hash"], view=view)
    assert kari.form is not None
    assert kari.form.values == {"Hva hjelper?": "ro", "Humør": None, "ny": "annet"}
    late = bot.client.views_update(view_id=said["id"], hash=said["hash"], view=view)
    assert await refused(late) == "hash_conflict"
    await kari.close()
    assert await refused(bot.client.views_update(view_id=said["id"], view=view)) == "not_found"


async def test_an_external_id_names_one_view(bot: Bot, kari: SlackPhone) -> None:
    """It finds the view, and no second view may have it while that one is open."""
    view = modal(button("Mer"), external_id="en")
    await opened(bot, view)
    await kari.press("Mer")
    trigger = bot.heard[-1]["trigger_id"]
    assert await refused(bot.client.views_push(trigger_id=trigger, view=view)) == "duplicate_external_id"
    await bot.client.views_update(external_id="en", view=modal(section("Ny"), external_id="en"))
    assert "Ny" in kari.words()


async def test_an_empty_field_is_sent_as_nothing(bot: Bot, kari: SlackPhone) -> None:
    """Slack says null, and never an empty string."""
    await opened(bot, modal(LONG | {"optional": True}))
    kari.fill("Hva hjelper?", "")
    await kari.submit()
    assert bot.heard[-1]["view"]["state"]["values"]["Hva hjelper?"]["v"]["value"] is None


async def test_the_home_is_what_was_published_last(bot: Bot, kari: SlackPhone) -> None:
    """Opening it is an event; pressing in it has no response_url; publishing with an old hash is refused."""

    async def turn(bot: Bot, said: Json) -> None:
        if said["type"] == "event_callback":
            view = {"type": "home", "blocks": [section("Hei"), button("Start")]}
            await bot.client.views_publish(user_id=said["event"]["user"], view=view)

    bot.turn = turn
    assert kari.home is None
    await kari.go_home()
    assert kari.home is not None
    assert (bot.requests[0][0], bot.heard[0]["event"]["tab"]) == ("/slack/events", "home")
    assert bot.heard[0]["event_id"].startswith("Ev")
    assert kari.buttons() == ["Start"]
    await kari.press("Start")
    assert bot.heard[-1]["container"] == {"type": "view", "view_id": kari.home["id"]}
    assert "response_url" not in bot.heard[-1]
    old, blocks = kari.home["hash"], [section("Nytt")]
    await kari.go_to_messages()
    assert bot.heard[-1]["event"]["tab"] == "messages"
    publish = bot.client.views_publish(user_id=KARI, hash=old, view={"type": "home", "blocks": blocks})
    assert await refused(publish) == "hash_conflict"
    publish = bot.client.views_publish(user_id="U0NOBODY", view={"type": "home", "blocks": blocks})
    assert await refused(publish) == "user_not_found"


async def test_a_select_outside_an_input_reports_before_the_next_act(bot: Bot, kari: SlackPhone) -> None:
    """As in Slack it sends block_actions of its own, with the choice in it."""
    select = {"type": "static_select", "action_id": "pick", "options": OPTIONS}
    await opened(bot, modal(section("Velg", accessory=select), LONG))
    kari.choose("Velg", "Tungt")
    kari.fill("Hva hjelper?", "ro")
    assert kari.form is not None
    assert kari.form.values["pick"] == "hard"
    await kari.submit()
    picked, submitted = bot.heard[-2:]
    assert picked["actions"][0]["selected_option"] == OPTIONS[1]
    assert (picked["type"], submitted["type"]) == ("block_actions", "view_submission")


async def test_everything_seen_to_change_is_told_to_whoever_shows_it(bot: Bot, kari: SlackPhone) -> None:
    """The page that shows the phones is told after each change."""
    times: list[int] = []
    bot.far.on_change = lambda: times.append(1)
    await bot.ping()
    seen = len(times)
    assert seen
    await bot.client.auth_test()
    assert len(times) == seen
    bot.turn = opening(modal(LONG))
    await kari.press("Åpne")
    opened_at = len(times)
    assert opened_at > seen
    kari.fill("Hva hjelper?", "ro")
    assert len(times) == opened_at + 1


# ----------------------------------------------------------------------------------------- the Web API


async def test_reading_methods_answer_as_slack_does(bot: Bot, kari: SlackPhone) -> None:
    """auth.test, team.info, users.info and conversations.open, through the official client."""
    bot.far.add_person("U0GJEST", "Gjest", guest=True, team_id="T0ANNEN", tz="Asia/Tokyo")
    who = await bot.client.auth_test()
    assert (who["team_id"], who["bot_id"], who["user_id"]) == ("T0EKSEMPEL", "B0INNSJEKK", "U0INNSJEKK")
    assert "chat:write" in who.headers["X-OAuth-Scopes"]
    assert (await bot.client.team_info())["team"]["id"] == "T0EKSEMPEL"
    user = (await bot.client.users_info(user=KARI))["user"]
    assert (user["tz"], user["tz_offset"], user["deleted"], user["is_restricted"]) == (
        "Europe/Oslo", 3600, False, False,
    )  # fmt: skip
    guest = (await bot.client.users_info(user="U0GJEST", include_locale=True))["user"]
    assert (guest["is_restricted"], guest["team_id"], guest["locale"]) == (True, "T0ANNEN", "en-GB")
    assert await refused(bot.client.users_info(user="U0NOBODY")) == "user_not_found"
    opened = await bot.client.conversations_open(users=KARI, return_im=True)
    assert (opened["channel"]["id"], opened["channel"]["user"]) == ("D0KARI", KARI)
    assert await refused(bot.client.conversations_open(users="U0NOBODY")) == "user_not_found"
    bot.far.add_person("U0GONE", "Borte", deleted=True)
    assert await refused(bot.client.conversations_open(users="U0GONE")) == "user_disabled"
    assert "tz" not in (await bot.client.users_info(user="U0GONE"))["user"]
    assert await refused(bot.client.api_call("chat.scheduleMessage")) == "unknown_method"


async def test_only_the_apps_own_token_opens_anything(bot: Bot, kari: SlackPhone) -> None:
    """No token, a wrong one, and one in the body; no record of a call holds it."""
    other = AsyncWebClient(token="xoxb-other", base_url=bot.far.base_url)
    assert await refused(other.auth_test()) == "invalid_auth"
    assert bot.client.session is not None
    async with bot.client.session.post(f"{bot.far.base_url}auth.test") as got:
        assert await got.json() == {"ok": False, "error": "not_authed"}
    async with bot.client.session.post(f"{bot.far.base_url}auth.test", data={"token": TOKEN}) as got:
        assert (await got.json())["ok"] is True
    assert [call.method for call in bot.far.calls] == ["auth.test"] * 3
    assert TOKEN not in repr(bot.far.calls)


async def test_bodies_may_be_forms_or_json(bot: Bot, kari: SlackPhone) -> None:
    """Blocks as a string in a form, as a list in JSON; unreadable JSON is said to be so."""
    assert bot.client.session is not None
    headers, url = {"Authorization": f"Bearer {TOKEN}"}, f"{bot.far.base_url}chat.postMessage"
    form = {"channel": KARI, "text": "Hei", "unfurl_links": "false", "unfurl_media": "0"}
    form["blocks"] = json.dumps([section("Skjema")])
    async with bot.client.session.post(url, data=form, headers=headers) as got:
        assert (await got.json())["ok"] is True
    async with bot.client.session.post(
        url, data="{", headers={**headers, "Content-Type": "application/json"}
    ) as got:
        assert (await got.json())["error"] == "invalid_json"
    assert kari.words() == "Skjema"
    assert bot.far.complaints == ["chat.postMessage: invalid_json: body is not readable"]


@pytest.mark.parametrize("wait", [None, "0", "1", "3600", "snart", "Wed, 21 Oct 2026 07:28:00 GMT"])
async def test_429_comes_with_every_kind_of_retry_after(bot: Bot, kari: SlackPhone, wait: str | None) -> None:
    """The header is sent as it was given, or not at all; nothing was posted; it is over after one call."""
    bot.far.faults.add("chat.postMessage", too_many(wait))
    with pytest.raises(SlackApiError) as caught:
        await bot.ping()
    response = caught.value.response
    assert (response.status_code, response["error"], response.headers.get("Retry-After")) == (
        429, "ratelimited", wait,
    )  # fmt: skip
    assert kari.chat == []
    await bot.ping()
    assert (len(kari.chat), bot.far.complaints) == (1, [])


@pytest.mark.parametrize(
    ("fault", "posted"),
    [
        (Answer(408), 0),
        (Answer(412, "Precondition Failed"), 0),
        (Answer(500), 0),
        (Answer(502, "<html>bad gateway</html>"), 0),
        (Answer(503, {"ok": False, "error": "service_unavailable"}), 0),
        (NotOk("internal_error"), 0),
        (DropBefore(), 0),
        (DropAfter(), 1),
        (Truncated(), 1),
        (Truncated(cut=True), 1),
    ],
)
async def test_a_fault_is_seen_by_the_bot_and_done_or_not_as_it_says(
    bot: Bot, kari: SlackPhone, fault: Fault, posted: int
) -> None:
    """Whether the message is there is known here, and not to whoever sent it."""
    bot.far.faults.add("chat.", fault)
    with pytest.raises((SlackApiError, aiohttp.ClientError, ValueError)) as caught:
        await bot.ping()
    if isinstance(fault, Answer) and not isinstance(fault.body, str):
        assert isinstance(caught.value, SlackApiError)
        assert caught.value.response.status_code == fault.status
    if isinstance(fault, DropBefore | DropAfter):
        assert isinstance(caught.value, aiohttp.ServerDisconnectedError | aiohttp.ClientOSError)
    assert len(kari.chat) == posted
    assert len(bot.far.faults) == 0
    await bot.ping()
    assert len(kari.chat) == posted + 1


async def test_a_slow_answer_is_done_late(bot: Bot, kari: SlackPhone) -> None:
    """And may well come when nobody waits for it any more."""
    bot.far.faults.add("chat.postMessage", Slow(0.1))
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(bot.ping(), 0.02)
    assert kari.chat == []
    await asyncio.sleep(0.2)
    assert len(kari.chat) == 1


async def test_faults_wait_for_their_call(bot: Bot, kari: SlackPhone) -> None:
    """`after` lets so many go by, `times` says how many it meets, a prefix says which; the rest is untouched."""
    faults = bot.far.faults
    faults.add("chat.postMessage", NotOk("second"), after=1)
    faults.add("chat.", NotOk("third"), times=2, after=2)
    faults.add("views.", NotOk("never"))
    faults.add("chat.", NotOk("none"), times=0)
    said = [
        "ok" if fault is None else str(fault) for fault in (faults.take("chat.postMessage") for _ in range(6))
    ]
    assert said == ["ok", str(NotOk("second")), str(NotOk("third")), str(NotOk("third")), "ok", "ok"]
    assert len(faults) == 1
    faults.clear()
    assert faults.take("views.open") is None
