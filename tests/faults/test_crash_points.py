"""
The process is really killed at every commit and every HTTP call of a check-in, and started again.

Nothing may be lost, at most one ping may come twice, and nobody else may get one.
"""

import asyncio
import shutil
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from bots.settings import Settings
from bots.wiring import open_keyring
from core.checkins.model import Part
from core.checkins.usecases import employee
from core.ledger.model import Standing
from core.people import PersonId, Platform
from storage.store import SqlStore
from tests.databases import Cluster, sqlite
from tests.faults.trial import HARD, LEASE, WORDS, Stuck, Times, Trial
from tests.faults.victims import Victim, Zygote, zygote
from tests.journeys import world as worlds

TOGETHER = 4
TURN = threading.Lock()
"""The cluster's own loop serves one statement at a time."""
ATTEMPTS = 3
"""A life in which what is due comes in another order may have a boundary less, and end before it was killed."""
SAMPLE = 5
"""On Teams every fifth boundary is tried, on Slack all."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of the table."""

    boundary: str
    lost: str
    duplicates: int
    strangers: int


UNHARMED = Row(boundary="-", lost="0", duplicates=0, strangers=0)
"""Nobody was killed, and nothing was amiss."""


class Template:
    """A workplace at the moment before the first ping, to begin every trial with."""

    def __init__(self, folder: Path, url: str, cluster: Cluster | None) -> None:
        self._folder = folder
        self._url = url
        self._cluster = cluster

    @asynccontextmanager
    async def copy(self, folder: Path) -> AsyncIterator[str]:
        for name in ("root", "keyring"):
            shutil.copy2(self._folder / name, folder / name)
        if self._cluster is None:
            shutil.copy2(self._folder / "innsjekk.sqlite", folder / "innsjekk.sqlite")
            yield sqlite(folder)
            return
        name, base = f"innsjekk_{uuid4().hex}", self._url.rsplit("/", 1)
        await asyncio.to_thread(self._ask, f'CREATE DATABASE "{name}" TEMPLATE "{base[1]}"')
        try:
            yield f"{base[0]}/{name}"
        finally:
            await asyncio.to_thread(self._ask, f'DROP DATABASE "{name}" WITH (FORCE)')

    def _ask(self, statement: str) -> None:
        assert self._cluster is not None
        with TURN:
            self._cluster.ask(statement)


async def _prepare(platform: Platform, url: str, folder: Path) -> Times:
    clock = worlds.WoundClock()
    async with worlds.world(platform, url, folder, clock, met=False) as world:
        async with world.parts.store.transaction() as work:
            ask = next(p for p in await work.ledger.of(world.people["kari"].id) if p.kind == "checkins.ask")
            # On a Thursday, so that the thanks come on a working day with nothing else on it.
            follow_up = next(p for p in await work.ledger.of(world.people["jonas"].id))
            follow_up = replace(follow_up, due=datetime(2026, 11, 26, 9, 30, tzinfo=UTC))
            await work.ledger.save(follow_up)
        await world.parts.store.checkpoint()
    return Times(ask=ask.due, follow_up=follow_up.due)


@asynccontextmanager
async def _trial(
    template: Template, platform: Platform, spawn: Zygote, folder: Path, times: Times, kill_at: int | None
) -> AsyncIterator[tuple[Trial, Victim, dict[str, Any]]]:
    folder.mkdir()  # noqa: ASYNC240  a folder of the test's own
    far = worlds.far_side(platform, worlds.WoundClock())
    async with template.copy(folder) as url, far.running():
        for key, name in worlds.NAMES.items():
            worlds.phone(far, key, name)
        settings = worlds.plain_settings(platform, far, url, folder) | {
            "lease_seconds": LEASE,
            "poll_seconds": 0.1,
        }
        victim = Victim(spawn, settings, folder, kill_at)
        try:
            trial = Trial(far, victim, folder, times)
            trial.wind(worlds.MONDAY)
            yield trial, victim, settings
        finally:
            victim.end()


async def _try(
    template: Template, platform: Platform, spawn: Zygote, folder: Path, times: Times, kill_at: int | None
) -> tuple[Row, list[str]]:
    async with _trial(template, platform, spawn, folder, times, kill_at) as (trial, victim, settings):
        lost: list[str] = []
        try:
            await trial.play()
        except Stuck as stuck:
            lost.append(f"stuck at {stuck}")
        victim.end()
        lost += await _missing(settings)
        boundaries = victim.boundaries
        row = Row(
            boundary=boundaries[kill_at] if kill_at is not None and kill_at < len(boundaries) else "-",
            lost="; ".join(lost) or "0",
            duplicates=len(trial.kari.lock_screen) - 2 + len(trial.jonas.lock_screen) - 1,
            strangers=len(trial.ola.lock_screen),
        )
        return row, boundaries


async def _missing(settings: dict[str, Any]) -> list[str]:
    """Look into the database itself: the answers, the one share, the thanks, and the next occurrence."""
    whole = Settings(**settings)
    keyring = open_keyring(whole)
    async with (
        SqlStore.open(whole.database_url, keyring, worlds.WoundClock()) as store,
        store.transaction() as work,
    ):
        kari = await work.people.get(PersonId("person-kari"))
        sight = employee(kari)
        (agreement,) = await work.agreements.of(kari.id, sight.role)
        checkins = await work.checkins.of(agreement, sight)
        answers = [a for c in checkins if (a := await work.checkins.answers(c.id, sight))]
        shares = await work.checkins.shares(agreement, sight)
        owed = [p for p in await work.ledger.of(kari.id) if p.kind == "checkins.ask"]
    missing = []
    if [a.difficult for a in answers] != [HARD]:
        missing.append("answers")
    if [s.part for s in shares] != [Part.MOOD]:
        missing.append("share")
    if [s.thanks for s in shares] != [WORDS]:
        missing.append("thanks")
    if [p.standing for p in owed].count(Standing.WAITING) != 1:
        missing.append("next occurrence")
    return missing


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def cluster(request: pytest.FixtureRequest) -> Cluster | None:
    if request.param == "sqlite":
        return None
    found = request.getfixturevalue("postgres")
    assert isinstance(found, Cluster)
    return found


@pytest.fixture
def url(request: pytest.FixtureRequest, cluster: Cluster | None, tmp_path: Path) -> str:
    """Where the workplace lies that every trial begins with."""
    (tmp_path / "template").mkdir()
    return (
        sqlite(tmp_path / "template") if cluster is None else str(request.getfixturevalue("postgresql_url"))
    )


@pytest.mark.parametrize("platform", list(Platform), ids=str)
async def test_nothing_is_lost_wherever_the_process_is_killed(
    platform: Platform, cluster: Cluster | None, tmp_path: Path, url: str
) -> None:
    """A table is printed: the boundary, what was lost, and how many pings came twice."""
    origin = tmp_path / "template"
    times = await _prepare(platform, url, origin)
    template = Template(origin, url, cluster)
    async with zygote() as spawn:
        whole, boundaries = await _try(template, platform, spawn, tmp_path / "whole", times, None)
        assert whole == UNHARMED
        step = 1 if platform is Platform.SLACK else SAMPLE
        gate = asyncio.Semaphore(TOGETHER)

        async def one(number: int) -> Row:
            async with gate:
                row = UNHARMED
                for attempt in range(ATTEMPTS):
                    folder = tmp_path / f"{number}-{attempt}"
                    row, _ = await _try(template, platform, spawn, folder, times, number)
                    if row != UNHARMED:
                        break
                return row

        rows = await asyncio.gather(*(one(n) for n in range(0, len(boundaries), step)))
    _print(platform, "sqlite" if cluster is None else "postgresql", rows)
    assert len(rows) >= 40 // step
    assert [row for row in rows if row.lost != "0"] == []
    assert [row for row in rows if row.duplicates > 1] == []
    assert [row for row in rows if row.strangers] == []
    assert [row for row in rows if row.boundary == "-"] == [], (
        "a boundary was never reached: nothing was killed"
    )


def _print(platform: Platform, database: str, rows: list[Row]) -> None:
    print(f"\n{platform}, {database}: killed at {len(rows)} boundaries")
    print(f"{'lost':>6} {'twice':>6}  boundary")
    for row in rows:
        print(f"{row.lost:>6} {row.duplicates:>6}  {row.boundary}")
    doubled = sum(row.duplicates > 0 for row in rows)
    lost, strangers = sum(row.lost != "0" for row in rows), sum(row.strangers for row in rows)
    print(f"lost: {lost}, a ping twice: {doubled}, strangers pinged: {strangers}")
