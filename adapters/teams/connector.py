"""A thin client for the Bot Connector's REST interface, on one shared session."""

import asyncio
import json
import logging
import re
from dataclasses import dataclass
from typing import Any, Final, TypeAlias
from urllib.parse import quote

import aiohttp
from yarl import URL

from adapters.teams import limits
from adapters.teams.tokens import Tokens, wrong_secret
from adapters.teams.waiting import seconds_asked
from core.errors import TryLater, Unreachable, Unsure

Json: TypeAlias = dict[str, Any]

log = logging.getLogger("innsjekk.teams")

SECONDS: Final = 10.0
_NEVER_DONE: Final = 501
_BLOCKED: Final = frozenset({"ConversationBlockedByUser", "MessageWritesBlocked"})
_NOT_THERE: Final = frozenset({"BotNotInConversationRoster"})
_CODE: Final = re.compile(r"[A-Za-z ]{1,60}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the connector said; `code` is its own word for a refusal."""

    status: int
    body: Json
    code: str = ""
    wait: float | None = None
    whole: bool = True

    @property
    def went_well(self) -> bool:
        """Whether it was done, and the answer came whole."""
        return 200 <= self.status < 300 and self.whole


class Connector:
    """
    Sends one request and says what came of it. `trust` are service addresses beyond Microsoft's own.

    Without `tokens` nothing is signed: for the official playground on this machine only.
    """

    def __init__(
        self,
        session: aiohttp.ClientSession,
        tokens: Tokens | None,
        *,
        trust: frozenset[str] = frozenset(),
        seconds: float = SECONDS,
    ) -> None:
        self._session = session
        self._limit = aiohttp.ClientTimeout(total=seconds, sock_connect=min(seconds, 5.0))
        self._tokens = tokens
        self._trust = trust

    async def call(
        self, method: str, service: str, *path: str, body: Json | None = None, query: str = ""
    ) -> Answer:
        """
        The answer, refusals included.

        Raises:
            TryLater: it did not get through, or Microsoft refuses us altogether, or asks us to wait.
            Unsure: it was sent, and no answer can be trusted.
            Unreachable: this address may not have our token.

        """
        if not limits.trusted(service, self._trust):
            log.error("a service address that is not Microsoft's; nothing was sent")
            raise Unreachable("refused")
        address = "/".join([f"{service.rstrip('/')}/v3", *(quote(part, safe="") for part in path)])
        address += f"?{query}" if query else ""
        answer = await self._signed(method, address, body)
        match answer.status:
            case 429:
                raise TryLater(answer.wait, whole_lane=True)
            case 412:
                raise TryLater(None)
            case status if _in_doubt(status) or (200 <= status < 300 and not answer.whole):
                log.warning("the connector left a %s in doubt: %d", method, status)
                raise Unsure
        return answer

    async def _signed(self, method: str, address: str, body: Json | None) -> Answer:
        """A token that is no longer taken is fetched anew, once."""
        if self._tokens is None:
            return await self._once(method, address, "", body)
        for _ in range(2):
            token = await self._tokens.get()
            answer = await self._once(method, address, token, body)
            if answer.status != 401:
                return answer
            self._tokens.drop(token)
        raise wrong_secret()

    async def _once(self, method: str, address: str, token: str, body: Json | None) -> Answer:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        try:
            async with self._session.request(
                method,
                URL(address, encoded=True),
                json=body,
                headers=headers,
                timeout=self._limit,
                allow_redirects=False,
            ) as got:
                return await _read(got)
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as lost:
            log.warning("no connection for a %s: %s", method, type(lost).__name__)
            raise TryLater(None) from None
        except (aiohttp.ClientError, TimeoutError, asyncio.IncompleteReadError) as lost:
            log.warning("a %s broke off: %s", method, type(lost).__name__)
            raise Unsure from None


def unreachable(answer: Answer) -> Unreachable:
    """Why this person cannot be reached, for a refusal that will not change by trying again."""
    code = answer.code if _CODE.fullmatch(answer.code) else "?"
    log.warning("refused: %d %s", answer.status, code)
    if answer.status == 404 or code in _NOT_THERE:
        return Unreachable("not_installed")
    return Unreachable("blocked" if code in _BLOCKED else "refused")


def _in_doubt(status: int) -> bool:
    return status == 408 or (status >= 500 and status != _NEVER_DONE)


async def _read(got: aiohttp.ClientResponse) -> Answer:
    raw = await got.read()
    whole, body = _json(raw)
    error = body.get("error")
    code = error.get("code") if isinstance(error, dict) else None
    return Answer(
        status=got.status,
        body=body,
        code=code if isinstance(code, str) else "",
        wait=seconds_asked(got.headers.get("Retry-After")),
        whole=whole,
    )


def _json(raw: bytes) -> tuple[bool, Json]:
    if not raw.strip():
        return True, {}
    try:
        body = json.loads(raw)
    except (ValueError, RecursionError):
        return False, {}
    return isinstance(body, dict), body if isinstance(body, dict) else {}
