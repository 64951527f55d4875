"""
Slack's Web API on one shared session: a call is tried once, and how it went is told exactly.

Plain aiohttp and not slack_sdk's client, which writes bodies to the log and hides on which side of the
sending a connection broke. Nothing here logs or raises a word of what was sent or answered, save Slack's
own name for an error.
"""

import json
import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final

import aiohttp

_WORD: Final = re.compile(r"[a-z_]{1,64}")
_LARGEST: Final = 1_000_000
_CONNECT: Final = 5.0


class NotSent(Exception):
    """There was no connection to send it on."""


class Unclear(Exception):
    """It was sent, and what became of it cannot be known."""


class NotOk(Exception):
    """Slack did not do it. `word` is its own name for why, `wait` the seconds it asked for."""

    def __init__(self, word: str, wait: float | None = None) -> None:
        super().__init__(word)
        self.word = word
        self.wait = wait


class WebApi:
    """Calls as this app, with its one token."""

    def __init__(self, session: aiohttp.ClientSession, token: str, base_url: str) -> None:
        self._session = session
        self._base = base_url if base_url.endswith("/") else f"{base_url}/"
        self._headers = {"Authorization": f"Bearer {token}"}

    async def write(self, method: str, arguments: Mapping[str, Any], *, seconds: float) -> Mapping[str, Any]:
        """
        Call a method that takes JSON.

        Raises:
            NotSent, Unclear, NotOk: exactly one, and never twice the same call.

        """
        body = aiohttp.JsonPayload(dict(arguments))
        return await self._call(method, body, seconds)

    async def read(self, method: str, arguments: Mapping[str, str], *, seconds: float) -> Mapping[str, Any]:
        """Call a method that takes a form; raises the same."""
        return await self._call(method, aiohttp.FormData(arguments), seconds)

    async def _call(
        self, method: str, body: aiohttp.JsonPayload | aiohttp.FormData, seconds: float
    ) -> Mapping[str, Any]:
        if self._session.closed:
            raise NotSent
        limit = aiohttp.ClientTimeout(total=seconds, connect=min(_CONNECT, seconds))
        try:
            async with self._session.post(
                f"{self._base}{method}",
                data=body,
                headers=self._headers,
                timeout=limit,
                allow_redirects=False,  # the token goes to one host
            ) as answer:
                return _read(answer.status, answer.headers, await _body(answer))
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError):
            raise NotSent from None
        except (TimeoutError, aiohttp.ClientError, OSError):
            raise Unclear from None


async def _body(answer: aiohttp.ClientResponse) -> bytes:
    """All of a short answer; the beginning of one that is too long, which then does not parse."""
    body = bytearray()
    async for chunk in answer.content.iter_any():
        body += chunk
        if len(body) > _LARGEST:
            break
    return bytes(body)


def _read(status: int, headers: Mapping[str, str], body: bytes) -> Mapping[str, Any]:
    if status == 429:
        raise NotOk("ratelimited", retry_after(headers))
    if status == 408 or status >= 500 or 300 <= status < 400:
        raise Unclear
    if status >= 400:
        raise NotOk(f"http_{status}")
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        raise Unclear from None
    match found:
        case {"ok": True}:
            return dict(found)
        case {"ok": False, "error": str(word)}:
            raise NotOk(word if _WORD.fullmatch(word) else "unnamed", retry_after(headers))
        case _:
            raise Unclear


def retry_after(headers: Mapping[str, str]) -> float | None:
    """The seconds that were asked for, as a number or a date; None if that cannot be read."""
    raw = headers.get("Retry-After", "").strip()
    try:
        seconds = float(raw)
    except ValueError:
        try:
            moment = parsedate_to_datetime(raw)
        except (ValueError, OverflowError):
            return None
        seconds = (_aware(moment) - datetime.now(UTC)).total_seconds()
    return max(0.0, seconds) if math.isfinite(seconds) else None


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
