"""The server: platform routes, health, metrics, and the worker beside them; drains on SIGTERM."""

import asyncio
import errno
import logging
import signal
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager, nullcontext
from enum import StrEnum

from aiohttp import web
from aiohttp.typedefs import Handler
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, generate_latest

from bots.fetching import in_the_background
from bots.logs import http_log, name_of
from bots.settings import BadSetting, Settings, at_port, named, settled_on_a_platform
from bots.wiring import Parts, open_keyring, running
from bots.worker import Worker
from core.ports import Clock
from storage.sole import Taken, sole

log = logging.getLogger("innsjekk.serve")
BODY = 1024 * 1024
"""Bytes; no request of either platform comes near it."""
READY = 3.0
"""Seconds the database may take to answer."""
DRAIN = 20.0
"""Seconds for what is under way; a send takes ten at most, and whoever sends SIGTERM waits for thirty."""


class Role(StrEnum):
    """What this process does. On SQLite one process does everything."""

    ALL = "all"
    WEB = "web"
    WORKER = "worker"


TROUBLE = frozenset({"lost", "busy", "unsure", "gave_up", "fault"})


class Metrics:
    """Counts of what went wrong, as what goes well tells when people are pinged. No label names anybody or anything."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._promises = Counter(
            "innsjekk_promises", "Promises that met with trouble, by which", ["how"], registry=self._registry
        )

    def told(self, how: str) -> None:
        if how in TROUBLE:
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
        try:
            async with asyncio.timeout(READY):
                fine = await parts.store.ping()
        except TimeoutError:
            fine = False
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
        log.error("a request failed: %s", name_of(fault))
        return web.json_response({"error": "fault"}, status=500)


@asynccontextmanager
async def serving(
    settings: Settings, clock: Clock, role: Role = Role.ALL, *, worker: bool = True
) -> AsyncIterator[tuple[Parts, int]]:
    """
    Serve until the block ends; yields the parts and the port (asked of the system if the setting is 0).

    Without `worker` whoever holds the clock empties the ledger: the demo and the tests do. All that can be
    wrong with the settings is found before anything is written.
    """
    if settings.on_sqlite and role is not Role.ALL:
        raise BadSetting("--role needs PostgreSQL: with SQLite one process does everything")
    keyring = open_keyring(settled_on_a_platform(settings))
    metrics = Metrics()
    with closing(_bound(settings)) as port, _alone(settings):
        settings = at_port(settings, port.getsockname()[1])
        async with running(settings, clock, told=metrics.told, keyring=keyring) as parts:
            runner = web.AppRunner(
                application(parts, metrics, role),
                access_log=None,
                handle_signals=False,
                logger=http_log,
                shutdown_timeout=DRAIN,
            )
            await runner.setup()
            await web.SockSite(runner, port).start()
            ticking, works = Worker(parts), worker and role is not Role.WEB
            task = asyncio.create_task(ticking.run()) if works else None
            try:
                async with in_the_background(parts.store, settings) if works else nullcontext():
                    yield parts, port.getsockname()[1]
            finally:
                ticking.stop()
                await runner.cleanup()
                if task is not None:
                    await _drained(task)


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
    log.info("drained")


async def _drained(task: asyncio.Task[None]) -> None:
    _, left = await asyncio.wait([task], timeout=DRAIN)
    if left:  # what it was sending is in doubt now, and is decided on again by the next that starts
        log.warning("the worker did not finish in %s seconds", DRAIN)
        task.cancel()
        await asyncio.wait([task])


def _bound(settings: Settings) -> socket.socket:
    """Before anything is opened or written: a port that is taken is found at once."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        return socket.create_server((settings.host, settings.port), family=family, backlog=128)
    except OSError as no:
        match no.errno:
            case errno.EADDRINUSE:
                wrong = f"{named('port')}: port {settings.port} is taken; end what listens there, or choose another"
            case errno.EACCES:
                wrong = f"{named('port')}: port {settings.port} is not for this user; choose one above 1023"
            case _:
                wrong = f"{named('host')}: cannot listen there; give an address of this machine, such as 127.0.0.1"
        raise BadSetting(wrong) from None


@contextmanager
def _alone(settings: Settings) -> Iterator[None]:
    try:
        with sole(settings.database_url):
            yield
    except Taken:
        raise BadSetting(
            f"{named('database_url')}: another innsjekk serves this SQLite database; end it, or use PostgreSQL"
        ) from None
