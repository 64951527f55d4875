"""What every request to the make-believe Bot Connector passes: the token, told-off faults, and the pace."""

import json
import math
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from aiohttp import web

from bots.demo.far.faults import Faults, suffer
from bots.demo.far.phone import Json
from bots.demo.far.teams_limits import TENANT, Rates, Refusal
from bots.demo.far.teams_tokens import Tokens

Handler = Callable[[web.Request, Json], Awaitable[web.Response]]
_UNREGISTERED: Final = Refusal(status=401, code="BotNotRegistered", why="Authorization has been denied.")
_CODES: Final[Mapping[int, str]] = {
    400: "Bad Argument",
    401: "BotNotRegistered",
    403: "NotEnoughPermissions",
    404: "ConversationNotFound",
    412: "PreconditionFailed",
    413: "MessageSizeTooBig",
    429: "Throttled",
    500: "ServiceError",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One authorised request of the bot's as it came in, with the fault it met, if any."""

    at: datetime
    method: str
    conversation: str
    activity: str
    body: Json
    fault: str


class Refused(Exception):  # the house names errors by what happened
    """The connector says no."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


class Gate:
    """Guards handlers; `complaints` has every refusal and every bad habit, without content."""

    def __init__(self, tokens: Tokens, faults: Faults, clock: Callable[[], datetime]) -> None:
        self.calls: list[Call] = []
        self.complaints: list[str] = []
        self.rate_limited = True
        self.monotonic: Callable[[], float] = time.monotonic
        """What the pace is measured by; a test may wind it."""
        self._faults = faults
        self._tokens = tokens
        self._clock = clock
        self._rates = Rates()

    def guarded(
        self, method: str, handler: Handler
    ) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        """Give the handler that the server calls; faults and `calls` know it by `method`."""

        async def answer(request: web.Request) -> web.StreamResponse:
            try:
                body = await self._admitted(request)
            except Refused as no:
                return self._no(method, no.refusal)
            fault = self._faults.take(method)
            named = request.match_info
            self.calls.append(
                Call(
                    at=self._clock(),
                    method=method,
                    conversation=named.get("conversation", ""),
                    activity=named.get("activity", ""),
                    body=body,
                    fault="" if fault is None else type(fault).__name__,
                )
            )

            async def do() -> web.Response:
                try:
                    self.pace("tenant", self._tokens.tenant_id, TENANT)
                    return await handler(request, body)
                except Refused as no:
                    return self._no(method, no.refusal)

            return await suffer(fault, request, do, worded)

        return answer

    def pace(self, kind: str, key: str, windows: tuple[tuple[float, int], ...]) -> None:
        """Count this request against the windows, in real time; refused with 429 when they are full."""
        if not self.rate_limited:
            return
        if wait := self._rates.wait(kind, key, windows, self.monotonic()):
            headers = (("Retry-After", str(math.ceil(wait))),)
            raise Refused(Refusal(status=429, code="Throttled", why="Too many requests.", headers=headers))

    async def _admitted(self, request: web.Request) -> Json:
        if not self._tokens.accepts(request.headers.get("Authorization", "")):
            raise Refused(_UNREGISTERED)
        try:
            body = json.loads(await request.read() or b"{}")
        except ValueError:
            raise Refused(bad("The body is not JSON.")) from None
        if not isinstance(body, dict):
            raise Refused(bad("The body is not an object."))
        return body

    def _no(self, method: str, refusal: Refusal) -> web.Response:
        self.complaints.append(f"{method}: {refusal.status} {refusal.code}: {refusal.why}")
        return web.json_response(refusal.body(), status=refusal.status, headers=dict(refusal.headers))


def worded(status: int) -> Json:
    """Give the published error body for a status; a gateway in front of the service has no code."""
    code = _CODES.get(status)
    return {} if code is None else {"error": {"code": code, "message": "This was asked for."}}


def bad(why: str) -> Refusal:
    """Give the refusal of a request that can never succeed."""
    return Refusal(status=400, code="Bad Argument", why=why)
