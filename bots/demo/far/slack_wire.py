"""The wire to the bot: signed requests, three seconds of patience, and a record of all that was asked."""

import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

import aiohttp

from bots.demo.far.phone import Json
from bots.demo.far.slack_records import Asked
from bots.demo.far.slack_state import State

EVENTS: Final = "/slack/events"
INTERACTIONS: Final = "/slack/interactions"
COMMANDS: Final = "/slack/commands"
TIMED_OUT: Final = "operation_timeout"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """How the bot answered; status 0 and a reason when it did not."""

    status: int = 0
    body: Json | None = None
    text: str = ""
    headers: Mapping[str, str]
    why: str = ""

    @property
    def trouble(self) -> str:
        """What a person is told about it; empty when all went well."""
        if self.why:
            return self.why
        return "" if self.status == 200 else f"http_error {self.status}"


class Wire:
    """Slack's outgoing side."""

    def __init__(self, state: State, bot_url: str, session: aiohttp.ClientSession | None) -> None:
        self.bot_url = bot_url
        self.session = session
        self.ack_seconds = 3.0
        self._state = state

    async def ask(self, asked: Asked) -> Answered:
        """Ask the bot, and remember it."""
        self._state.recorded.append(asked)
        return await self.send(asked)

    async def send(self, asked: Asked, extra: Mapping[str, str] | None = None) -> Answered:
        """Ask, signed anew and not remembered; `extra` headers win over what is right."""
        if asked.path == EVENTS:
            kind, body = "application/json", json.dumps(asked.payload, ensure_ascii=False).encode()
        else:
            form = asked.payload if asked.path == COMMANDS else {"payload": json.dumps(asked.payload)}
            kind, body = "application/x-www-form-urlencoded", urlencode(form).encode()
        headers = {"Content-Type": kind, "User-Agent": "Slackbot 1.0", **self._signed(body), **(extra or {})}
        if self.session is None:
            raise RuntimeError("the far side is not running")
        limit = aiohttp.ClientTimeout(total=self.ack_seconds)
        url = f"{self.bot_url.rstrip('/')}{asked.path}"
        try:
            async with self.session.post(url, data=body, headers=headers, timeout=limit) as got:
                return _read(got.status, got.headers, await got.text())
        except TimeoutError:
            return Answered(headers={}, why=TIMED_OUT)
        except aiohttp.ClientError as lost:
            return Answered(headers={}, why=f"connection_failed {type(lost).__name__}")

    def _signed(self, body: bytes) -> Mapping[str, str]:
        """Slack's v0 signature; its time is real time, whatever the demo's clock says."""
        stamp = str(int(time.time()))
        secret = self._state.workplace.signing_secret.encode()
        digest = hmac.new(secret, b"v0:%s:%s" % (stamp.encode(), body), hashlib.sha256).hexdigest()
        return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}


def _read(status: int, headers: Mapping[str, str], text: str) -> Answered:
    body = None
    if text.strip():
        try:
            body = json.loads(text)
        except ValueError:
            body = None
    return Answered(
        status=status, body=body if isinstance(body, dict) else None, text=text, headers=dict(headers)
    )
