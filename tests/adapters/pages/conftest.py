"""The page, served."""

from collections.abc import AsyncIterator

import pytest_asyncio

from core.pages.model import Data
from core.people import Language
from tests.adapters.pages.desk import TOKEN, Desk, open_desk


@pytest_asyncio.fixture
async def desk() -> AsyncIterator[Desk]:
    """With one small file at TOKEN."""
    async with open_desk({TOKEN: Data(content={"ord": "Blåbær «😀»"}, language=Language.NN)}) as opened:
        yield opened
