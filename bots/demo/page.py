"""The demo's page: what it is made of, what it asks for, and what it may do."""

import asyncio
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from importlib.resources import as_file, files
from typing import Any, Final

from aiohttp import web

from bots.demo import hands, shown
from bots.demo.far.phone import FormRefused, Json, NotOnScreen
from bots.demo.guard import HEADERS, guarded
from bots.demo.stage import Stage
from bots.demo.steps import TALES
from bots.demo.story import Astray
from bots.demo.words import for_the_page
from bots.demo.workplace import NothingComing
from bots.logs import quiet_logs
from bots.settings import BadSetting
from core.people import Language, Platform

LARGEST: Final = 64 * 1024
STAGE: Final = web.AppKey("stage", Stage)
QUIET_SECONDS: Final = 15.0
"""After so long without news a stream is given a sign of life, and a browser that is gone is noticed."""


async def _state(request: web.Request) -> web.Response:
    stage = request.app[STAGE]
    async with stage.turn:
        return web.json_response(await shown.everything(stage.workplace, stage.stories, stage.version))


async def _words(request: web.Request) -> web.Response:
    del request
    return web.json_response(for_the_page())


async def _changes(request: web.Request) -> web.StreamResponse:
    """One line for every change, as a browser's EventSource reads it."""
    stage = request.app[STAGE]
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream", **HEADERS})
    await response.prepare(request)
    known = -1
    with suppress(ConnectionError):
        while not stage.over:
            if stage.version == known:
                await response.write(b": still here\n\n")
            known = stage.version
            await response.write(f"data: {known}\n\n".encode())
            await stage.news(known, QUIET_SECONDS)
    return response


async def _given(request: web.Request) -> Json:
    try:
        given = await request.json()
    except (ValueError, UnicodeDecodeError):
        raise web.HTTPBadRequest from None
    if not isinstance(given, dict):
        raise web.HTTPBadRequest
    return given


Deed = Callable[[Stage, Json], Awaitable[None]]


def _doing(deed: Deed) -> Callable[[web.Request], Awaitable[web.Response]]:
    """One deed at a time; what cannot be done is a word that the page has a sentence for."""

    async def handler(request: web.Request) -> web.Response:
        given, stage = await _given(request), request.app[STAGE]
        word = ""
        try:
            async with stage.turn:
                await deed(stage, given)
        except (NotOnScreen, hands.Nonsense):
            word = "gone"
        except Astray:
            word = "astray"
        except NothingComing:
            word = "nothing"
        except FormRefused:
            word = "fault"
        return web.json_response({"says": word, "version": stage.version}, status=409 if word else 200)

    return handler


async def _act(stage: Stage, given: Json) -> None:
    await hands.act(stage.workplace, given)
    await stage.follow()


async def _wind(stage: Stage, given: Json) -> None:
    shown_here = {platform: story.who.all for platform, story in stage.stories.items()}
    await hands.wind(stage.workplace, given, shown_here)
    await stage.follow()


async def _story(stage: Stage, given: Json) -> None:
    """Show the present step (`do` = show), or hear which view was chosen (`do` = look)."""
    platform = given.get("platform")
    if platform not in list(Platform):
        raise hands.Nonsense("platform")
    if given.get("do") == "show":
        await stage.stories[platform].show(stage.workplace)
        await stage.follow()
    else:
        await stage.follow(platform, str(given.get("view", "")))


async def _language(stage: Stage, given: Json) -> None:
    """Before anything has happened everything is simply written anew; later people choose for themselves."""
    language = _one_of(given)
    if stage.untouched:
        await stage.begin_again(language)
    else:
        await hands.speak(stage.workplace, language)
        await stage.follow()


async def _again(stage: Stage, given: Json) -> None:
    tale = given.get("tale", stage.tale.key)
    if tale not in list(TALES):
        raise hands.Nonsense("tale")
    await stage.begin_again(_one_of(given), TALES[tale])


def _one_of(given: Json) -> Language:
    if given.get("language") not in list(Language):
        raise hands.Nonsense("language")
    return Language(given["language"])


def application(stage: Stage, web_files: Any) -> web.Application:  # noqa: ANN401  a path, from importlib
    """The page and what it asks for."""
    app = web.Application(client_max_size=LARGEST, middlewares=[guarded])
    app[STAGE] = stage

    async def index(request: web.Request) -> web.FileResponse:
        del request
        return web.FileResponse(web_files / "index.html")

    app.add_routes(
        [
            web.get("/", index),
            web.get("/api/state", _state),
            web.get("/api/words", _words),
            web.get("/api/changes", _changes),
            web.post("/api/act", _doing(_act)),
            web.post("/api/wind", _doing(_wind)),
            web.post("/api/story", _doing(_story)),
            web.post("/api/language", _doing(_language)),
            web.post("/api/again", _doing(_again)),
            web.static("/", web_files),
        ]
    )
    return app


@asynccontextmanager
async def showing(port: int = 0, language: Language = Language.NB) -> AsyncIterator[tuple[Stage, int]]:
    """The page and the workplace behind it, until the block ends; yields the port it is served on."""
    stage = Stage()
    with as_file(files(__package__) / "web") as web_files:
        async with stage.open(language):
            runner = web.AppRunner(application(stage, web_files), access_log=None, shutdown_timeout=2.0)
            await runner.setup()
            try:
                site = web.TCPSite(runner, "127.0.0.1", port)
                try:
                    await site.start()
                except OSError:
                    raise BadSetting(
                        f"port {port} is taken on this computer; choose another: innsjekk demo --port 9000"
                    ) from None
                yield stage, runner.addresses[0][1]
            finally:
                stage.end()
                await runner.cleanup()


async def serve(port: int) -> None:
    """Serve until Ctrl-C or SIGTERM."""
    quiet_logs("WARNING")
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
    print("The make-believe workplace is opening …", flush=True)  # noqa: T201  said to whoever started it
    async with showing(port) as (_, bound):
        print(f"Open http://127.0.0.1:{bound} in a browser on this computer. Ctrl-C ends it.", flush=True)  # noqa: T201
        await stop.wait()
