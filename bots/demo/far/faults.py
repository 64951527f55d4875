"""What the far side can be told to do wrong, and the queue that says when."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, Protocol, TypeAlias, assert_never

from aiohttp import web

from bots.demo.far.phone import Json

_NO_HEADERS: Final[Mapping[str, str]] = {}


@dataclass(frozen=True, slots=True)
class Answer:
    """
    Do nothing and answer this status.

    `body` as JSON (a dict), as it is (a string), or the platform's own words for that status (None).
    """

    status: int
    body: Json | str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NotOk:
    """Do nothing and answer 200 with `ok: false` and this error, as Slack does."""

    error: str


@dataclass(frozen=True, slots=True)
class DropBefore:
    """Cut the connection without doing anything."""


@dataclass(frozen=True, slots=True)
class DropAfter:
    """Do it, then cut the connection without answering."""


@dataclass(frozen=True, slots=True)
class Truncated:
    """Do it, then answer the first half of the JSON; `cut` says that the connection breaks there as well."""

    cut: bool = False


@dataclass(frozen=True, slots=True)
class Slow:
    """Wait so many seconds, then do it."""

    seconds: float


Fault: TypeAlias = Answer | NotOk | DropBefore | DropAfter | Truncated | Slow


def too_many(retry_after: str | None = None) -> Answer:
    """429 with this text as Retry-After: a number, a date, garbage, or no such header at all."""
    return Answer(429, headers=_NO_HEADERS if retry_after is None else {"Retry-After": retry_after})


@dataclass(slots=True)
class _Rule:
    prefix: str
    fault: Fault
    times: int
    after: int


class Faults:
    """
    Faults that wait for a call.

    A rule counts the calls whose name begins with its prefix: the first `after` of them go by, then it
    is good for `times` calls. Of several that are ready, the one added first answers.
    """

    def __init__(self) -> None:
        self._rules: list[_Rule] = []

    def add(self, method_or_path_prefix: str, fault: Fault, times: int = 1, after: int = 0) -> None:
        if times > 0:
            self._rules.append(_Rule(method_or_path_prefix, fault, times, after))

    def take(self, method: str) -> Fault | None:
        """Count this call; what it meets, if anything."""
        ready: _Rule | None = None
        for rule in self._rules:
            if not method.startswith(rule.prefix):
                continue
            if rule.after > 0:
                rule.after -= 1
            elif ready is None:
                ready = rule
        if ready is None:
            return None
        ready.times -= 1
        if ready.times <= 0:
            self._rules.remove(ready)
        return ready.fault

    def clear(self) -> None:
        self._rules.clear()

    def __len__(self) -> int:
        return len(self._rules)


class Words(Protocol):
    """How a platform words an error that stands for itself."""

    def __call__(self, status: int) -> Json: ...


async def suffer(
    fault: Fault | None,
    request: web.Request,
    do: Callable[[], Awaitable[web.Response]],
    words: Words,
) -> web.StreamResponse:
    """Answer a request under a fault; `do` is the real handler, and is called at most once."""
    match fault:
        case None:
            return await do()
        case Answer(status=status, body=str() as text, headers=headers):
            return web.Response(status=status, text=text, headers=headers)
        case Answer(status=status, body=body, headers=headers):
            return web.json_response(words(status) if body is None else body, status=status, headers=headers)
        case NotOk(error=error):
            return web.json_response({"ok": False, "error": error})
        case DropBefore():
            return _cut(request)
        case DropAfter():
            await do()
            return _cut(request)
        case Truncated(cut=cut):
            return await _half(request, await do(), cut=cut)
        case Slow(seconds=seconds):
            await asyncio.sleep(seconds)
            return await do()
        case _:
            assert_never(fault)


def _cut(request: web.Request) -> web.Response:
    """Close the socket; what aiohttp then tries to write goes nowhere."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


async def _half(request: web.Request, whole: web.Response, *, cut: bool) -> web.StreamResponse:
    body = whole.body if isinstance(whole.body, bytes) else b""
    half = body[: len(body) // 2]
    if not cut:
        return web.Response(body=half, status=whole.status, content_type=whole.content_type)
    response = web.StreamResponse(status=whole.status, headers={"Content-Length": str(len(body))})
    response.content_type = whole.content_type
    await response.prepare(request)
    await response.write(half)
    if request.transport is not None:
        request.transport.close()
    return response
