"""The server: platform routes, health, metrics, and the worker beside them; drains on SIGTERM."""

import asyncio
import logging
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from enum import StrEnum

from aiohttp import web
from aiohttp.typedefs import Handler
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, generate_latest

from bots.settings import BadSetting, Settings
from bots.wiring import Parts, running
from bots.worker import Worker
from core.ports import Clock

log = logging.getLogger("innsjekk.serve")
BODY = 1024 * 1024
"""Bytes; no request of either platform comes near it."""


def _wordless(record: logging.LogRecord) -> bool:
    """What cannot be read as HTTP is not written to the log either: aiohttp would quote it, headers and all."""
    if record.exc_info:
        kind = record.exc_info[0]
        record.msg, record.args = "a request could not be read: %s", (kind.__name__ if kind else "",)
        record.exc_info = record.exc_text = None
    return True


http_log = logging.getLogger("innsjekk.http")
http_log.addFilter(_wordless)


class Role(StrEnum):
    """What this process does. On SQLite one process does everything."""

    ALL = "all"
    WEB = "web"
    WORKER = "worker"


class Metrics:
    """Counts of what happened. No label names a person, a subject or a workplace."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._promises = Counter(
            "innsjekk_promises", "Promises carried out, by how", ["how"], registry=self._registry
        )

    def told(self, how: str) -> None:
        self._promises.labels(how=how).inc()

    async def page(self, request: web.Request) -> web.Response:
        del request
        return web.Response(
            body=generate_latest(self._registry), headers={"Content-Type": CONTENT_TYPE_LATEST}
        )


def application(parts: Parts, metrics: Metrics, role: Role = Role.ALL) -> web.Application:
    """The aiohttp application."""
    app = web.Application(client_max_size=BODY, middlewares=[quiet])

    async def alive(request: web.Request) -> web.Response:
        del request
        return web.json_response({"ok": True})

    async def ready(request: web.Request) -> web.Response:
        del request
        fine = await parts.store.ping()
        return web.json_response({"ok": fine}, status=200 if fine else 503)

    app.add_routes([web.get("/healthz", alive), web.get("/readyz", ready), web.get("/metrics", metrics.page)])
    if role is not Role.WORKER:
        app.add_routes(parts.routes)
    return app


@web.middleware
async def quiet(request: web.Request, handler: Handler) -> web.StreamResponse:
    """A fault of ours is a plain 500 and a name in the log: never a traceback, never a word of the request."""
    try:
        return await handler(request)
    except (web.HTTPException, asyncio.CancelledError):
        raise
    except Exception as fault:  # noqa: BLE001  the last net
        log.error("a request failed: %s", type(fault).__name__)
        return web.json_response({"error": "fault"}, status=500)


@asynccontextmanager
async def serving(
    settings: Settings, clock: Clock, role: Role = Role.ALL, *, worker: bool = True
) -> AsyncIterator[tuple[Parts, int]]:
    """
    Serve until the block ends; yields the parts and the port (asked of the system if the setting is 0).

    Without `worker` whoever holds the clock empties the ledger: the demo and the tests do.
    """
    if settings.on_sqlite and role is not Role.ALL:
        raise BadSetting("--role needs PostgreSQL: with SQLite one process does everything")
    metrics = Metrics()
    async with running(settings, clock, told=metrics.told) as parts:
        runner = web.AppRunner(
            application(parts, metrics, role), access_log=None, handle_signals=False, logger=http_log
        )
        await runner.setup()
        site = web.TCPSite(runner, settings.host, settings.port)
        await site.start()
        ticking = Worker(parts)
        task = asyncio.create_task(ticking.run()) if worker and role is not Role.WEB else None
        try:
            yield parts, runner.addresses[0][1]
        finally:
            ticking.stop()
            await runner.cleanup()
            if task is not None:
                with suppress(asyncio.CancelledError):
                    await task


async def serve(settings: Settings, clock: Clock, role: Role) -> None:
    """Serve until SIGTERM or SIGINT; requests and sends under way are finished first."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
    async with serving(settings, clock, role) as (_, port):
        log.info("serving on %s:%s as %s", settings.host, port, role.value)
        await stop.wait()
        log.info("draining")
