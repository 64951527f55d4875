"""What Slack sends, as replies. Sans I/O: payloads in, what was done out, and anything else is `Malformed`."""

import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from adapters.slack.inputs import MARK
from adapters.slack.payload import Malformed, Payload, a_map, a_ref, a_text, an_id, blocks, some_json, values
from adapters.slack.render import FORM
from core.chat.flows import Reply
from core.chat.views import Values
from core.people import Account, Platform

MENU: Final = "menu.home"
COMMAND: Final = "/innsjekk"
_ACTION: Final = re.compile(r"[a-z_]{1,64}\.[a-z_]{1,64}")
_PRESSED: Final = re.compile(rf"({_ACTION.pattern})(?:{MARK}[0-9]{{1,4}})?")


@dataclass(frozen=True, slots=True)
class InMessage:
    """On a message of ours in the chat."""

    channel: str
    ts: str


@dataclass(frozen=True, slots=True)
class InHome:
    """On the home."""


@dataclass(frozen=True, slots=True)
class InModal:
    """In an open modal; `hash` is the state of it that was pressed."""

    view: str
    hash: str


Surface: TypeAlias = InMessage | InHome | InModal


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """A button; `trigger` opens one modal within three seconds."""

    reply: Reply
    trigger: str
    surface: Surface


@dataclass(frozen=True, slots=True, kw_only=True)
class Submit:
    """A form sent in; `blocks` is where the error of which field is shown."""

    reply: Reply
    blocks: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """The slash command, wherever it was written; what was written after it is not read."""

    reply: Reply
    trigger: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """The home was opened."""

    reply: Reply


@dataclass(frozen=True, slots=True)
class Gone:
    """The app was taken out of the workspace, or its token made void; `how` is Slack's name for it."""

    how: str


def event(payload: Payload) -> Visit | Gone | None:
    """An event; None for all that we have no use for, such as the messages tab of the home."""
    inner = a_map(payload, "event")
    match an_id(inner, "type"):
        case "app_home_opened" if inner.get("tab") == "home":
            key = f"slack:event:{an_id(payload, 'event_id')}"
            by = _account(tenant=an_id(payload, "team_id"), id=an_id(inner, "user"))
            return Visit(reply=Reply(key=key, by=by, action=MENU))
        case "app_uninstalled" | "tokens_revoked" as how:
            return Gone(how)
        case _:
            return None


def command(payload: Payload) -> Command:
    """A slash command."""
    if payload.get("command") != COMMAND:
        raise Malformed
    trigger = an_id(payload, "trigger_id")
    by = _account(tenant=an_id(payload, "team_id"), id=an_id(payload, "user_id"))
    return Command(reply=Reply(key=f"slack:command:{trigger}", by=by, action=MENU), trigger=trigger)


def interaction(payload: Payload, secret: str) -> Press | Submit | None:
    """
    A press or a submit; None for a form that was closed, and for a link that was followed.

    `secret` goes into the key of a submit: nobody who reads the key can try out which answers gave it.
    """
    match payload.get("type"):
        case "block_actions":
            return _press(payload)
        case "view_submission":
            return _submit(payload, secret)
        case "view_closed":
            return None
        case _:
            raise Malformed


def _press(payload: Payload) -> Press | None:
    match payload.get("actions"):
        case [{"type": "button"} as action]:
            pass
        case [{"type": str()}]:
            return None  # a choice made in a field: it counts when the form is sent in
        case _:
            raise Malformed
    by = _person(payload)
    pressed = _PRESSED.fullmatch(a_text(action, "action_id"))
    if pressed is None:
        raise Malformed
    moment = an_id(action, "action_ts")
    view = a_map(payload, "view") if payload.get("view") is not None else None
    reply = Reply(
        key=f"slack:press:{by.tenant}:{by.id}:{moment}:{pressed[0]}",
        by=by,
        action=pressed[1],
        ref=a_ref(action.get("value", "")),
        values=values(view) if view is not None and "state" in view else {},
    )
    return Press(reply=reply, trigger=an_id(payload, "trigger_id"), surface=_surface(payload, view))


def _surface(payload: Payload, view: Payload | None) -> Surface:
    if view is None:
        where = a_map(payload, "container")
        return InMessage(channel=an_id(where, "channel_id"), ts=an_id(where, "message_ts"))
    match view.get("type"):
        case "home":
            return InHome()
        case "modal":
            return InModal(view=an_id(view, "id"), hash=an_id(view, "hash"))
        case _:
            raise Malformed


def _submit(payload: Payload, secret: str) -> Submit:
    view = a_map(payload, "view")
    if view.get("type") != "modal" or view.get("callback_id") != FORM:
        raise Malformed
    by = _person(payload)
    match some_json(a_text(view, "private_metadata")):
        case {"a": str(action), "r": str(ref), "n": str(nonce)} if _ACTION.fullmatch(action):
            pass
        case _:
            raise Malformed
    typed = values(view)
    key = f"slack:submit:{a_ref(nonce)}:{_digest(by, typed, secret)}"
    return Submit(
        reply=Reply(key=key, by=by, action=action, ref=a_ref(ref), values=typed), blocks=blocks(view)
    )


def _digest(by: Account, values: Values, secret: str) -> str:
    said = json.dumps([by.tenant, by.id, sorted(values.items())]).encode()
    return hmac.new(secret.encode(), said, hashlib.sha256).hexdigest()[:32]


def _person(payload: Payload) -> Account:
    """Who did it; a stranger in a shared channel carries the team they come from."""
    user = a_map(payload, "user")
    tenant = an_id(user, "team_id") if user.get("team_id") else an_id(a_map(payload, "team"), "id")
    return _account(tenant=tenant, id=an_id(user, "id"))


def _account(*, tenant: str, id: str) -> Account:
    return Account(platform=Platform.SLACK, tenant=tenant, id=id)
