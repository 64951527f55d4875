"""What Slack tells the bot: presses, submitted and closed forms, commands and events, in Slack's own words."""

import secrets
import time
from typing import Final

from bots.demo.far.phone import Json
from bots.demo.far.slack_blocks import entries
from bots.demo.far.slack_records import Account, Held, ResponseUrl, Sent
from bots.demo.far.slack_state import State

VERIFICATION_TOKEN: Final = "made-up-verification-token"  # noqa: S105 - long deprecated, and never checked


def _from(state: State, account: Account, kind: str) -> Json:
    place = state.workplace
    name = account.name.lower().replace(" ", ".")
    return {
        "type": kind,
        "team": {"id": place.team_id, "domain": place.domain},
        "user": {"id": account.id, "username": name, "name": name, "team_id": account.team_id},
        "api_app_id": place.app_id,
        "token": VERIFICATION_TOKEN,
        "enterprise": None,
        "is_enterprise_install": False,
    }


def action(state: State, block: Json, element: Json) -> Json:
    """What was pressed or picked, as it stands in `actions`."""
    names = ("action_id", "type", "text", "value", "style", "url", "placeholder")
    pressed = {name: element[name] for name in names if name in element}
    return {"block_id": block["block_id"], "action_ts": state.new_ts(), **pressed}


def pressed_in_message(state: State, account: Account, sent: Sent, acted: Json) -> Json:
    values: Json = {}
    for entry in entries(sent.body["blocks"]):
        values.setdefault(entry.key[0], {})[entry.key[1]] = entry.state(entry.first_value())
    return {
        **_from(state, account, "block_actions"),
        "container": {
            "type": "message", "message_ts": sent.ts, "channel_id": account.channel, "is_ephemeral": False,
        },
        "trigger_id": state.new_trigger(account.id),
        "channel": {"id": account.channel, "name": "directmessage"},
        "message": sent.body,
        "state": {"values": values},
        "response_url": response_url(state, account, sent.ts),
        "actions": [acted],
    }  # fmt: skip


def pressed_in_view(state: State, account: Account, held: Held, acted: Json) -> Json:
    inside = None if held is account.home else held.id
    return {
        **_from(state, account, "block_actions"),
        "container": {"type": "view", "view_id": held.id},
        "trigger_id": state.new_trigger(account.id, inside),
        "view": state.view(held),
        "actions": [acted],
    }


def submitted(state: State, account: Account, held: Held) -> Json:
    return {
        **_from(state, account, "view_submission"),
        "trigger_id": state.new_trigger(account.id, held.id),
        "view": state.view(held),
        "response_urls": [],
    }


def closed(state: State, account: Account, held: Held, *, cleared: bool) -> Json:
    """What was typed is left out: nobody should count on it here."""
    view = {**state.view(held), "state": {"values": {}}}
    return {**_from(state, account, "view_closed"), "view": view, "is_cleared": cleared}


def command(state: State, account: Account, name: str, text: str) -> Json:
    place = state.workplace
    return {
        "token": VERIFICATION_TOKEN, "team_id": place.team_id, "team_domain": place.domain,
        "channel_id": account.channel, "channel_name": "directmessage", "user_id": account.id,
        "user_name": account.name.lower().replace(" ", "."), "command": name, "text": text,
        "api_app_id": place.app_id, "is_enterprise_install": "false",
        "response_url": response_url(state, account, None), "trigger_id": state.new_trigger(account.id),
    }  # fmt: skip


def home_opened(state: State, account: Account, tab: str) -> Json:
    event: Json = {
        "type": "app_home_opened", "user": account.id, "channel": account.channel, "tab": tab,
        "event_ts": state.new_ts(),
    }  # fmt: skip
    if tab == "home" and account.home is not None:
        event["view"] = state.view(account.home)
    return event


def event_callback(state: State, event: Json, event_id: str | None) -> Json:
    """Wrap an event as the Events API does."""
    place = state.workplace
    return {
        "token": VERIFICATION_TOKEN, "team_id": place.team_id, "api_app_id": place.app_id, "event": event,
        "type": "event_callback", "event_id": event_id or state.new_id("Ev"), "event_time": int(time.time()),
        "authorizations": [{
            "enterprise_id": None, "team_id": place.team_id, "user_id": place.bot_user_id, "is_bot": True,
            "is_enterprise_install": False,
        }],
        "is_ext_shared_channel": False,
    }  # fmt: skip


def response_url(state: State, account: Account, ts: str | None) -> str:
    name = secrets.token_hex(12)
    state.response_urls[name] = ResponseUrl(account.id, ts, time.monotonic())
    return f"{state.url}/response/{name}"
