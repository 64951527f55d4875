"""
What comes from Slack: verified, handed to Bolt, heard by core, and shown.

The only module that knows Bolt, which here parses and dispatches and nothing else: the signature is checked
before it (it would log bodies), no token is tested for each request, and no listener is left running after
the answer. SLACK_* variables in the environment change nothing.
"""

import logging
import re
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final, TypeAlias

import aiohttp
from aiohttp import web
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import limits, parse, verify
from adapters.slack.messenger import BASE
from adapters.slack.payload import Malformed, Payload
from adapters.slack.profile import profile
from adapters.slack.screen import Screen, submitted
from adapters.slack.web import WebApi
from core.chat.flows import Door, Reply
from core.chat.views import Outcome

log = logging.getLogger("innsjekk.slack")

_ANY: Final = re.compile(".*", re.DOTALL)
Listener: TypeAlias = Callable[[Payload], Awaitable[BoltResponse]]


class SlackApp:
    """One workspace's Slack. `session` is shared and outlives this."""

    def __init__(
        self,
        *,
        door: Door,
        signing_secret: str,
        bot_token: str,
        team_id: str,
        session: aiohttp.ClientSession,
        base_url: str = BASE,
    ) -> None:
        if not signing_secret:
            raise ValueError("no signing secret: anybody could speak as Slack")
        self._door = door
        self._secret = signing_secret
        self._team = team_id
        self._api = WebApi(session, bot_token, base_url)
        self._screen = Screen(self._api)
        _quiet("slack_sdk")
        self._bolt = self._listening(AsyncWebClient(base_url=base_url, session=session, retry_handlers=[]))

    def routes(self) -> list[web.RouteDef]:
        """The three addresses in the manifest; Bolt tells by the body what came."""
        return [
            web.post(path, self._receive)
            for path in ("/slack/events", "/slack/interactions", "/slack/commands")
        ]

    async def _receive(self, request: web.Request) -> web.Response:
        """Nothing of a body is read, logged or stored before it is known to be Slack's."""
        now = time.time()
        headers = request.headers
        if len(headers.getall(verify.SIGNATURE, [])) != 1 or not verify.fresh(headers, now):
            return web.Response(status=401)
        body = await _body(request)
        if body is None:
            return web.Response(status=413)
        if not verify.genuine(headers, body, self._secret, now):
            return web.Response(status=401)
        try:
            asked = AsyncBoltRequest(body=body.decode(), headers=_plain(headers))
            if not isinstance(asked.body, dict):
                return web.Response(status=400)
            if asked.body.get("ssl_check") == "1":
                return web.Response()
            answer = await self._bolt.async_dispatch(asked)
        except Exception as wrong:  # noqa: BLE001  Bolt takes apart what may be anything; our listeners raise nothing
            log.info("a body that cannot be read: %s", type(wrong).__name__)
            return web.Response(status=400)
        kind = "application/json" if answer.body.startswith("{") else "text/plain"
        return web.Response(status=answer.status, text=answer.body, content_type=kind)

    def _listening(self, client: AsyncWebClient) -> AsyncApp:
        """One listener for each kind, for Bolt tries them one after the other."""
        bolt = AsyncApp(
            name="innsjekk",
            logger=_quiet("slack_bolt"),
            client=client,
            authorize=_known,
            signing_secret=self._secret,
            process_before_response=True,
            raise_error_for_unhandled_request=True,
            request_verification_enabled=False,
            ignoring_self_events_enabled=False,
            ssl_check_enabled=False,
            attaching_function_token_enabled=False,
        )
        for listen, listener in (
            (bolt.event, self._event),
            (bolt.action, self._interaction),
            (bolt.view_submission, self._interaction),
            (bolt.view_closed, self._interaction),
            (bolt.command, self._command),
        ):
            listen(_ANY)(_guarded(listener))
        bolt.error(_unreadable)
        return bolt

    async def _event(self, body: Payload) -> BoltResponse:
        match parse.event(body):
            case parse.Visit(reply=reply):
                await self._screen.visited(reply.by.id, await self._hear(reply))
            case parse.Gone(how):
                log.warning("Slack says %s: nothing can be sent until the app is installed again", how)
            case None:
                pass
        return BoltResponse(status=200)

    async def _command(self, body: Payload) -> BoltResponse:
        asked = parse.command(body)
        await self._screen.commanded(asked.trigger, await self._hear(asked.reply))
        return BoltResponse(status=200)

    async def _interaction(self, body: Payload) -> BoltResponse:
        match parse.interaction(body, self._secret):
            case parse.Press() as press:
                await self._screen.pressed(press, await self._hear(press.reply))
            case parse.Submit() as submit:
                return BoltResponse(status=200, body=submitted(submit, await self._hear(submit.reply)))
            case None:
                pass
        return BoltResponse(status=200)

    async def _hear(self, reply: Reply) -> Outcome:
        """Who the platform says it is goes along the first time; without that answer nothing is heard at all."""
        if not await self._door.knows(reply.by):
            reply = replace(reply, profile=await profile(self._api, reply.by, self._team))
        return await self._door.hear(reply)


def _guarded(listener: Listener) -> Listener:
    """What is malformed is refused; a fault is told as 500, so that Slack sends an event again and keeps a form open."""

    async def listening(body: Payload) -> BoltResponse:
        try:
            return await listener(body)
        except Malformed:
            return BoltResponse(status=400)
        except Exception as fault:  # noqa: BLE001  the last place that can keep its words out of the log
            log.error("a request failed: %s", type(fault).__name__)
            return BoltResponse(status=500)

    return listening


async def _unreadable(error: Exception) -> BoltResponse:
    """Bolt stumbled before any of us was asked: this is nothing that Slack sends, or nothing we asked for."""
    log.info("nothing that we know: %s", type(error).__name__)
    return BoltResponse(status=400)


async def _known(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
    """Bolt wants a token for each request and would ask Slack about it; ours is used outside of Bolt."""
    return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id, bot_token="unused")  # noqa: S106


def _quiet(name: str) -> logging.Logger:
    """The SDKs write bodies to the log when asked for more than warnings."""
    logger = logging.getLogger(name)
    logger.setLevel(max(logger.level, logging.WARNING))
    return logger


async def _body(request: web.Request) -> bytes | None:
    """The body; None if it is larger than anything Slack sends, which is seen before all of it is read."""
    body = bytearray()
    async for chunk in request.content.iter_any():
        body += chunk
        if len(body) > limits.BODY_BYTES:
            return None
    return bytes(body)


def _plain(headers: Mapping[str, str]) -> dict[str, str | Sequence[str]]:
    return {"content-type": headers.get("Content-Type", "")}
