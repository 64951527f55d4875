"""`innsjekk serve` as an operator runs it: a process of its own, told to stop by a signal."""

import asyncio
import time
from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families

from bots.demo.far.faults import Slow, too_many
from bots.demo.far.slack import FarSlack
from core.ledger import usecases as ledger
from core.people import Platform
from tests.bots.office import Server
from tests.bots.town import PEOPLE, answered, ask_to_stop, get, town, until

CANARY = "kanarifugl-i-loggen"
HOW = {"lost", "busy", "unsure", "gave_up", "fault"}


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
        place.far.faults.add("chat.postMessage", Slow(3))
        place.far.faults.add("views.open", Slow(1.5))
        before = len(place.far.calls)
        await place.snooze_ends()
        await until(lambda: len(place.far.faults) == 1)
        pressing = asyncio.create_task(place.kari.press("Åpne"))
        await until(lambda: len(place.far.faults) == 0)

        asked = ask_to_stop(server)

        assert await server.ended(15) == 0
        assert 1.5 <= time.monotonic() - asked < 9
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
    async with town(tmp_path, sqlite_url, Platform.TEAMS) as place:
        place.far.faults.add("", Slow(3), times=200, after=1)  # the token comes at once
        crowd = await place.hire(40)
        async with place.store() as store, store.transaction() as work:
            for person in crowd:
                await ledger.owe(work, person, "settings.test", person.id, work.now)
        async with place.office.serving() as server:
            await until(lambda: len(place.far.calls) > 0)
            asked = ask_to_stop(server)
            assert await server.ended(30) == 0
            assert time.monotonic() - asked < 9
        async with place.store() as store, store.reading() as work:
            found = [
                p.standing.value
                for person in crowd
                for p in await work.ledger.of(person.id)
                if p.kind == "settings.test"
            ]
        assert set(found) == {"sent", "waiting"}
        assert found.count("waiting") > 20
