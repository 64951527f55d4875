"""What comes to a response_url: the answer to a press or a command, later, and seen by one person only."""

import json
import time
from typing import Final

from aiohttp import web

from bots.demo.far import slack_messages
from bots.demo.far.phone import Json
from bots.demo.far.slack_limits import Refused, check_message
from bots.demo.far.slack_records import Account, Sent
from bots.demo.far.slack_state import State

_SECONDS: Final = 30 * 60
_USES: Final = 5


async def answer(state: State, request: web.Request) -> web.Response:
    """Take five answers in half an hour."""
    given = state.response_urls.get(request.match_info["name"])
    if given is None or given.uses >= _USES:
        return _refused(state, "used_url")
    if time.monotonic() - given.issued > _SECONDS:
        return _refused(state, "expired_url")
    given.uses += 1
    account = state.people[given.person]
    try:
        _do(state, account, account.messages.get(given.ts or ""), _object(await request.text()))
    except Refused as refused:
        return _refused(state, ": ".join([refused.refusal.error, *refused.refusal.why]))
    state.changed()
    return web.Response(text="ok")


def _do(state: State, account: Account, sent: Sent | None, body: Json) -> None:
    if body.get("delete_original") and sent is not None:
        slack_messages.remove(state, account, sent)
    elif body.get("replace_original") and sent is not None:
        check_message(body.get("text"), body.get("blocks"))
        slack_messages.change(state, account, sent, body)
    elif body.get("response_type") == "in_channel":
        check_message(body.get("text"), body.get("blocks"))
        slack_messages.deliver(state, account, body)
    else:
        slack_messages.whisper(state, account, body)


def _object(text: str) -> Json:
    try:
        body = json.loads(text)
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise Refused("invalid_payload", "not a JSON object")
    return body


def _refused(state: State, why: str) -> web.Response:
    state.complain(f"response_url: {why}")
    return web.json_response({"ok": False, "error": why.partition(":")[0]}, status=404)
