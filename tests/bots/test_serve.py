"""`innsjekk serve` as an operator runs it: a process of its own, told to stop by a signal."""

import asyncio
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import aiohttp
from prometheus_client.parser import text_string_to_metric_families

from bots.demo.far.faults import Slow, too_many
from bots.demo.far.slack import FarSlack
from core.ledger import usecases as ledger
from core.people import Platform
from tests.bots.office import Server
from tests.bots.town import PEOPLE, Town, town
from tests.databases import Cluster

CANARY = "kanarifugl-i-loggen"
PROMPT = 5.0
"""Seconds; the poll interval in these tests is five minutes."""
HOW = {"lost", "busy", "unsure", "gave_up", "fault"}


async def until(true: Callable[[], bool], seconds: float = PROMPT) -> None:
    """Raises TimeoutError."""
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110  what is waited for happens in another process
            await asyncio.sleep(0.02)


async def get(server: Server, path: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(f"{server.url}{path}") as answer:
        return answer.status, await answer.text()


async def ready(server: Server, status: int) -> None:
    """Wait until it says so."""
    async with asyncio.timeout(20):
        while (await get(server, "/readyz"))[0] != status:  # noqa: ASYNC110  another process
            await asyncio.sleep(0.1)


async def answered(place: Town, *, words: str) -> None:
    """She opens what the ping is about and answers."""
    await place.kari.press("Åpne")
    place.kari.choose("Hvordan går det?", "Litt tungt")
    place.kari.fill("Hva er vanskelig akkurat nå?", words)
    await place.kari.submit()
    assert "bare du kan lese dem" in place.kari.words()


def ask_to_stop(server: Server) -> float:
    """SIGTERM, as systemd and Kubernetes send it; says when."""
    assert server.process.pid is not None
    os.kill(server.process.pid, signal.SIGTERM)
    return time.monotonic()


async def metrics_count_trouble_and_name_nothing(server: Server) -> None:
    status, page = await get(server, "/metrics")
    families = {family.name: family for family in text_string_to_metric_families(page)}
    assert status == 200
    assert set(families) <= {"innsjekk_promises", "innsjekk_promises_created"}
    samples = [sample for family in families.values() for sample in family.samples]
    assert {name for sample in samples for name in sample.labels} <= {"how"}
    assert {sample.labels["how"] for sample in samples} <= HOW
    assert {s.labels["how"]: s.value for s in samples if s.name.endswith("_total")} == {"busy": 1.0}
    hidden = [*PEOPLE, *PEOPLE.values(), "fjellbruket", "checkin", "slack", "T0"]
    assert [word for word in hidden if word.lower() in page.lower()] == []


async def test_on_sqlite_one_process_does_it_all(tmp_path: Path, sqlite_url: str) -> None:
    """Started as an operator does: healthy, ready, pings, hears, counts without names, and ends with 0 on SIGTERM."""
    async with town(tmp_path, sqlite_url) as place:
        place.office.env["INNSJEKK_LOG_LEVEL"] = "DEBUG"
        await place.snooze_ends()
        assert isinstance(place.far, FarSlack)
        place.far.faults.add("chat.postMessage", too_many("1"))
        async with place.office.serving(real=True) as server:
            place.far.bot_url = server.url
            assert await get(server, "/healthz") == (200, '{"ok": true}')
            assert await get(server, "/readyz") == (200, '{"ok": true}')
            await until(lambda: place.pings() == 1, 15)
            await answered(place, words=CANARY)
            await metrics_count_trouble_and_name_nothing(server)

            asked = ask_to_stop(server)
            assert await server.ended(10) == 0
            assert time.monotonic() - asked < 5
            assert [line["event"] for line in server.lines()][-2:] == ["draining", "drained"]
            assert CANARY not in server.log.read_text()


async def test_on_postgresql_the_web_wakes_the_worker(tmp_path: Path, postgresql_url: str) -> None:
    """Two processes, started as an operator does: what falls due by one is sent by the other, long before it would look."""
    async with (
        town(tmp_path, postgresql_url) as place,
        place.office.serving("--role", "worker", real=True, name="worker") as worker,
        place.office.serving("--role", "web", real=True, name="web") as web,
    ):
        place.far.bot_url = web.url
        await place.kari.go_home()
        await place.kari.press("Innstillinger")
        await place.kari.press("Send en prøve")
        await until(lambda: place.pings() == 1)
        await place.kari.close()
        await place.snooze_ends()
        await until(lambda: place.pings() == 2)
        await answered(place, words=CANARY)

        assert (await get(worker, "/slack/interactions"))[0] == 404
        for server in (web, worker):
            ask_to_stop(server)
        assert [await server.ended(10) for server in (web, worker)] == [0, 0]
        assert CANARY not in web.log.read_text() + worker.log.read_text()


async def test_sigterm_lets_a_send_and_a_request_finish(tmp_path: Path, database_url: str) -> None:
    """Slack is slow when the signal comes: the ping is sent once and noted, the form is stored and answered."""
    async with town(tmp_path, database_url) as place, place.office.serving() as server:
        place.far.bot_url = server.url
        await place.snooze_ends()
        await until(lambda: place.pings() == 1)
        await place.kari.press("Åpne")
        assert isinstance(place.far, FarSlack)
        place.far.faults.add("chat.postMessage", Slow(1.5))
        place.far.faults.add("views.open", Slow(1.5))
        before = len(place.far.calls)
        await place.snooze_ends()
        await until(lambda: len(place.far.faults) == 1)
        pressing = asyncio.create_task(place.kari.press("Åpne"))
        await until(lambda: len(place.far.faults) == 0)

        asked = ask_to_stop(server)

        assert await server.ended(15) == 0
        assert 1 <= time.monotonic() - asked < 8
        await pressing
        assert place.pings() == 2
        assert "to minutter" in place.kari.words()
        sent = [call for call in place.far.calls[before:] if call.method == "chat.postMessage"]
        assert len(sent) == 1
        async with place.store() as store, store.reading() as work:
            owed = await work.ledger.of(place.people["kari"].id)
        assert {p.standing.value for p in owed} <= {"sent", "waiting", "dropped"}


async def test_a_drain_does_not_empty_a_long_queue_first(tmp_path: Path, sqlite_url: str) -> None:
    """A burst is due and the platform is slow: what was not begun goes back, and the next start sends it."""
    async with town(tmp_path, sqlite_url, Platform.SLACK) as place:
        assert isinstance(place.far, FarSlack)
        place.far.faults.add("chat.postMessage", Slow(0.7), times=200)
        async with place.store() as store, store.transaction() as work:
            for n in range(40):
                to = place.people["kari" if n % 2 else "jonas"]
                await ledger.owe(work, to, "settings.test", "", work.now, once=f"p{n}", chosen=False)
        async with place.office.serving() as server:
            await until(lambda: bool(place.far.calls))
            asked = ask_to_stop(server)
            assert await server.ended(20) == 0
            assert time.monotonic() - asked < 8
        async with place.store() as store, store.reading() as work:
            found = [p for key in PEOPLE for p in await work.ledger.of(place.people[key].id)]
        assert {p.standing.value for p in found if p.kind == "settings.test"} <= {"sent", "waiting"}


async def test_a_database_that_goes_and_comes_back(
    tmp_path: Path, postgres: Cluster, postgresql_url: str
) -> None:
    """Not ready while it is gone, ready again afterwards; the worker says what it met, by name, and goes on."""
    name = postgresql_url.rsplit("/", 1)[1]
    async with town(tmp_path, postgresql_url) as place, place.office.serving() as server:
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
