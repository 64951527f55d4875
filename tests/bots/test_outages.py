"""A server whose database goes away, whose place is taken, and what it writes in its log meanwhile."""

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path

import aiohttp

from core.people import Platform
from tests.bots.office import Server
from tests.bots.town import PEOPLE, answered, ask_to_stop, get, ready, town, until
from tests.databases import Cluster

CANARY = "kanarifugl-i-loggen"
HOW = {"lost", "busy", "unsure", "gave_up", "fault"}


async def test_a_database_that_goes_and_comes_back(
    tmp_path: Path, postgres: Cluster, postgresql_url: str
) -> None:
    """Not ready while it is gone, ready again afterwards; the worker says what it met, by name, and goes on."""
    name = postgresql_url.rsplit("/", 1)[1]
    async with AsyncExitStack() as stack:
        place = await stack.enter_async_context(town(tmp_path, postgresql_url))
        place.office.env["INNSJEKK_POLL_SECONDS"] = "0.5"  # so that the worker looks while it is gone
        server = await stack.enter_async_context(place.office.serving())
        place.far.bot_url = server.url
        await ready(server, 200)
        await _ask(postgres, f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        await _ask(
            postgres, f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
        )

        await ready(server, 503)
        assert (await get(server, "/healthz"))[0] == 200
        await server.until("the worker rests after a fault: StorageFault")

        await _ask(postgres, f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')
        await ready(server, 200)
        await place.snooze_ends()
        await until(lambda: place.pings() == 1, 15)
        ask_to_stop(server)
        assert await server.ended(10) == 0
        assert str(postgres.url.password) not in server.log.read_text()
        assert {line["logger"].partition(".")[0] for line in server.lines()} <= {"innsjekk", "sqlalchemy"}


async def test_a_second_server_on_one_sqlite_file_is_refused(tmp_path: Path, sqlite_url: str) -> None:
    """One process has it to itself: one line; when the first is gone, killed even, the second may start."""
    async with town(tmp_path, sqlite_url) as place:
        async with place.office.serving() as first:
            second = await asyncio.to_thread(place.office.run, "serve")
            assert (second.code, second.err.count("\n")) == (2, 1)
            assert "INNSJEKK_DATABASE_URL" in second.err
            assert "another innsjekk serves" in second.err
            listed = tmp_path / "people.csv"
            listed.write_text("ref,name,slack\n1,Ny,U0NY\n", encoding="utf-8")
            assert (await asyncio.to_thread(place.office.run, "people", "import", listed)).code == 0
            first.process.kill()
            await first.ended()
        async with place.office.serving(name="again") as third:
            assert (await get(third, "/readyz"))[0] == 200


async def test_nothing_that_people_write_is_in_the_log_at_debug(tmp_path: Path, sqlite_url: str) -> None:
    """Teams, with a fault on the way, typed text and junk from the network: every line is JSON, and wordless."""
    async with town(tmp_path, sqlite_url, Platform.TEAMS) as place:
        place.office.env["INNSJEKK_LOG_LEVEL"] = "DEBUG"
        async with place.office.serving() as server:
            place.far.bot_url = server.url
            await place.kari.install()  # type: ignore[attr-defined]
            await place.snooze_ends()
            await until(lambda: place.pings() == 1)
            await answered(place, words=CANARY)
            await place.kari.write(f"Hei {CANARY}")
            await _junk(server)
            ask_to_stop(server)
            assert await server.ended(10) == 0
            logged = server.log.read_text()
            lines = server.lines()
        assert CANARY not in logged
        assert PEOPLE["kari"] not in logged
        assert "Traceback" not in logged
        assert {line["logger"].partition(".")[0] for line in lines} == {"innsjekk"}
        assert all({"event", "level", "timestamp"} <= set(line) for line in lines)


async def _junk(server: Server) -> None:
    headers = {"Authorization": f"Bearer {CANARY}", "Content-Type": "application/json"}
    async with aiohttp.ClientSession() as session:
        for path in ("/api/messages", "/slack/events", f"/{CANARY}"):
            async with session.post(
                f"{server.url}{path}", data=f'{{"text": "{CANARY}', headers=headers
            ) as no:
                assert 400 <= no.status < 500
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(f"GET /{CANARY} HTTP/9.9 {CANARY}\r\n\r\n".encode())
    await writer.drain()
    await reader.read()
    writer.close()
    await writer.wait_closed()


async def _ask(postgres: Cluster, statement: str) -> None:
    """Not in this loop: the cluster has one of its own."""
    await asyncio.to_thread(postgres.ask, statement)
