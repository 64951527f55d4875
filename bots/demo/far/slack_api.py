"""The Web API: authorization, arguments in every form Slack takes, answers in Slack's own form."""

import json
from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import parse_qsl

from aiohttp import web

from bots.demo.far import slack_messages, slack_people, slack_views
from bots.demo.far.faults import suffer
from bots.demo.far.phone import Json
from bots.demo.far.slack_limits import Refusal, Refused
from bots.demo.far.slack_messages import TooMany
from bots.demo.far.slack_records import Call
from bots.demo.far.slack_state import State

Method = Callable[[State, Json], Json]

_AS_JSON: Final = ("blocks", "view", "metadata", "attachments")
_SCOPES: Final = "chat:write,im:write,users:read,commands"


def _view(method: Method) -> Method:
    return lambda state, args: {"view": method(state, args)}


READING: Final[Mapping[str, Method]] = {
    "auth.test": slack_people.auth_test,
    "team.info": slack_people.team_info,
    "users.info": slack_people.users_info,
    "users.list": slack_people.users_list,
    "conversations.open": slack_people.open_conversation,
}
WRITING: Final[Mapping[str, Method]] = {
    "chat.postMessage": slack_messages.post_message,
    "chat.update": slack_messages.update_message,
    "chat.delete": slack_messages.delete_message,
    "views.open": _view(slack_views.open_view),
    "views.push": _view(slack_views.push_view),
    "views.update": _view(slack_views.update_view),
    "views.publish": _view(slack_views.publish_view),
}
METHODS: Final[Mapping[str, Method]] = {**READING, **WRITING}


async def answer(state: State, request: web.Request) -> web.StreamResponse:
    """Answer one call, under whatever fault waits for it."""
    method = request.match_info["method"]
    try:
        args = await _arguments(request)
    except ValueError:
        args = {}
        refused: web.Response | None = _refuse(
            state, method, Refusal("invalid_json", ["body is not readable"])
        )
    else:
        refused = None
    token = _token(request, args)
    state.calls.append(Call(method, state.clock(), args))

    async def do() -> web.Response:
        return refused if refused is not None else _do(state, method, token, args)

    return await suffer(state.faults.take(method), request, do, in_slack_words)


def _unknown(_: State, __: Json) -> Json:
    raise Refused("unknown_method", "not played here")


def in_slack_words(status: int) -> Json:
    """How Slack words an error that comes as an HTTP status."""
    known = {429: "ratelimited", 408: "request_timeout", 503: "service_unavailable"}
    return {"ok": False, "error": known.get(status, "internal_error")}


def _do(state: State, method: str, token: str, args: Json) -> web.Response:
    try:
        _authorize(state, token)
        answered = METHODS.get(method, _unknown)(state, args)
    except Refused as refused:
        return _refuse(state, method, refused.refusal)
    except TooMany as many:
        state.complain(f"{method}: ratelimited: asked to wait {many.seconds} s")
        return web.json_response(
            in_slack_words(429), status=429, headers={"Retry-After": str(many.seconds)},
        )  # fmt: skip
    if method in WRITING:
        state.changed()
    return web.json_response({"ok": True, **answered}, headers={"X-OAuth-Scopes": _SCOPES})


def _refuse(state: State, method: str, refusal: Refusal) -> web.Response:
    state.complain(": ".join([method, refusal.error, *refusal.why]))
    body: Json = {"ok": False, "error": refusal.error}
    if refusal.error == "invalid_blocks":
        body["errors"] = list(refusal.why)
    if refusal.error in {"invalid_blocks", "invalid_arguments", "invalid_blocks_format"}:
        body["response_metadata"] = {"messages": [f"[ERROR] {line}" for line in refusal.why]}
    return web.json_response(body, headers={"X-OAuth-Scopes": _SCOPES})


def _authorize(state: State, token: str) -> None:
    if not token:
        raise Refused("not_authed", "no token")
    if token != state.workplace.bot_token:
        raise Refused("invalid_auth", "not the token of this app")


def _token(request: web.Request, args: Json) -> str:
    """The token, taken out of the arguments so that no record of a call holds it."""
    in_body = args.pop("token", "")
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme == "Bearer" else str(in_body or "")


async def _arguments(request: web.Request) -> Json:
    """Query, form or JSON; `blocks` and `view` may be JSON in a string."""
    args: Json = dict(request.query)
    if request.content_type == "application/json":
        inside = json.loads(await request.text() or "{}")
        if not isinstance(inside, dict):
            raise ValueError("not an object")
        args |= inside
    elif request.content_type == "multipart/form-data":
        args |= {name: value for name, value in (await request.post()).items() if isinstance(value, str)}
    else:
        args |= dict(parse_qsl(await request.text(), keep_blank_values=True))
    for name in _AS_JSON:
        if isinstance(args.get(name), str):
            args[name] = json.loads(args[name])
    return args
