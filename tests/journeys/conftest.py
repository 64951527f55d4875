"""Every journey runs on Slack and on Teams, each on SQLite and on PostgreSQL."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from core.people import Platform
from tests.journeys import world as worlds


@pytest.fixture(params=list(Platform), ids=str)
def platform(request: pytest.FixtureRequest) -> Platform:
    return Platform(request.param)


@pytest.fixture
def clock() -> worlds.WoundClock:
    return worlds.WoundClock()


@pytest_asyncio.fixture
async def world(
    platform: Platform, database_url: str, tmp_path: Path, clock: worlds.WoundClock
) -> AsyncIterator[worlds.World]:
    async with worlds.world(platform, database_url, tmp_path, clock) as whole:
        yield whole
        assert whole.far.complaints == []
