"""Journeys run on Slack and on Teams, on SQLite and on PostgreSQL, and some with both platforms at once."""

import os
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from pathlib import Path

import pytest
import pytest_asyncio

from adapters.slack.messenger import SlackMessenger
from core.checkins import usecases as checkins
from core.people import Platform
from tests.databases import Cluster
from tests.journeys import world as worlds
from tests.ready import lent


@pytest.fixture(params=list(Platform), ids=str)
def platform(request: pytest.FixtureRequest) -> Platform:
    return Platform(request.param)


EVERY_PAIR = "INNSJEKK_TEST_EVERY_PAIR"
"""In the environment: not empty, and nothing is left out."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """
    Which pairs are tried. A database hears nothing of the platform, and a platform nothing of the database.

    So each of the two is tried once: Slack with PostgreSQL, Teams with SQLite. The journeys that the whole stands on
    (`every_pair`), and those of one platform or one database alone, are tried with all there are. With two platforms at
    once, and where a test says so, SQLite is enough; a leader on the other platform is another way out, both ways where
    every pair is tried and one way elsewhere.
    """
    if os.environ.get(EVERY_PAIR):
        return
    platforms, urls = _given(items, "platform"), _given(items, "database_url")
    one = {test for test in platforms if len(platforms[test]) == 1 or len(urls[test]) == 1}
    left = [each for each in items if _is_tried(each, alone=_test(each) in one)]
    if len(left) < len(items):
        kept = set(left)
        config.hook.pytest_deselected(items=[each for each in items if each not in kept])
        items[:] = left


def _given(items: Sequence[pytest.Item], name: str) -> Mapping[str, set[object]]:
    """With what each test is to be tried, of what has this name."""
    found: dict[str, set[object]] = defaultdict(set)
    for each in items:
        if name in _params(each):
            found[_test(each)].add(_params(each)[name])
    return found


def _test(item: pytest.Item) -> str:
    return item.nodeid.partition("[")[0]


def _params(item: pytest.Item) -> Mapping[str, object]:
    callspec = getattr(item, "callspec", None)
    return callspec.params if callspec is not None else {}


def _is_tried(item: pytest.Item, *, alone: bool) -> bool:
    given = _params(item)
    database, platform = given.get("database_url"), given.get("platform")
    if database is None or item.path.parent != HERE:
        return True
    every = alone or item.get_closest_marker("every_pair") is not None
    if given.get("mixed", False):
        return database == "sqlite" and (every or platform is Platform.SLACK)
    if item.get_closest_marker("sqlite_is_enough"):
        return database == "sqlite"
    return every or platform is None or (database == "postgresql") == (platform is Platform.SLACK)


HERE = Path(__file__).parent
OTHER = {Platform.SLACK: Platform.TEAMS, Platform.TEAMS: Platform.SLACK}


@pytest.fixture
def mixed(request: pytest.FixtureRequest) -> bool:
    """Whether the leader is on the other platform than the employees; see colleagues.PAIRS."""
    return bool(getattr(request, "param", False))


@pytest.fixture(autouse=True)
def called_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """A leader's call comes on one of four days, by chance; a journey that is about something else wants to know which."""
    monkeypatch.setattr(checkins, "FOLLOW_UP_ON", (3,))


@pytest.fixture
def postgresql_url(postgres: Cluster) -> Iterator[str]:
    """Up to date already: what the migrations do is tried elsewhere, and what a journey does is the same."""
    with lent(postgres) as url:
        yield url


@pytest.fixture
def clock() -> worlds.WoundClock:
    return worlds.WoundClock()


@pytest_asyncio.fixture
async def world(
    platform: Platform,
    database_url: str,
    tmp_path: Path,
    clock: worlds.WoundClock,
    monkeypatch: pytest.MonkeyPatch,
    *,
    mixed: bool,
) -> AsyncIterator[worlds.World]:
    monkeypatch.setattr(
        SlackMessenger, "pace", 1000.0
    )  # weeks pass in seconds here, and its pace is real time
    monkeypatch.setattr(SlackMessenger, "withdrawing", None)
    leader = OTHER[platform] if mixed else platform
    async with worlds.world(platform, database_url, tmp_path, clock, leader=leader) as whole:
        yield whole
        assert not [far.complaints for far in whole.fars.values() if far.complaints]
