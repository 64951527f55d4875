"""Every journey runs on Slack and on Teams, each on SQLite and on PostgreSQL; with both platforms at once on SQLite."""

from collections.abc import AsyncIterator, Iterator
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


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """
    SQLite is enough where another database would try nothing more: with two platforms, and where a test says so.

    A leader on the other platform is another way out.
    """
    named = {each: {*each.name.rstrip("]").rpartition("[")[2].split("-")} for each in items}
    twice = {
        each
        for each, names in named.items()
        if "postgresql" in names and ("mixed" in names or each.get_closest_marker("sqlite_is_enough"))
    }
    if twice:
        config.hook.pytest_deselected(items=list(twice))
        items[:] = [each for each in items if each not in twice]


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
