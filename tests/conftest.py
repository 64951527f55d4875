"""Fixtures that more than one folder of tests asks for."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests import databases, provision, ready

# A property is about what is true, not about how busy the machine is.
settings.register_profile("calm", deadline=None)
settings.load_profile("calm")

pytest_plugins = ["tests.skips", "tests.golden"]


@pytest.fixture(scope="session")
def postgres() -> Iterator[databases.Cluster]:
    """One PostgreSQL for the whole run, started by the first test that asks."""
    with databases.cluster() as cluster:
        yield cluster
        ready.drop_all(cluster)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return databases.sqlite(tmp_path)


@pytest.fixture
def postgresql_url(postgres: databases.Cluster) -> Iterator[str]:
    with postgres.database() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """An empty database: each test that asks runs once on SQLite and once on PostgreSQL, but see tests/journeys."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
def postgres_data_dir(postgres: databases.Cluster) -> Path:
    """Every file that PostgreSQL writes, its log too. CHECKPOINT first, so that what it holds is there."""
    if postgres.server is None:
        pytest.skip(f"its files are out of reach; to get them: unset {databases.ENVIRONMENT}")
    return postgres.server.data


@pytest.fixture
def chromium_path() -> Path:
    return provision.chromium() or pytest.skip(provision.NO_CHROMIUM)


@pytest.fixture
def node_path() -> Path:
    return provision.node() or pytest.skip(provision.NO_NODE)


@pytest.fixture
def node_tools(node_path: Path) -> Path:
    """The folder with node_modules in it."""
    return provision.node_tools() or pytest.skip(provision.NO_NODE_TOOLS)
