"""The workplace that the tests of this folder meet Teams in."""

from collections.abc import AsyncIterator

import pytest

from tests.adapters.teams.workplace import Workplace, a_workplace


@pytest.fixture
async def work() -> AsyncIterator[Workplace]:
    async with a_workplace() as workplace:
        yield workplace
