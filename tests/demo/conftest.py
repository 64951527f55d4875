"""The page in a real browser."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from tests.demo.screen import NARROW, Shown, open_page


@pytest_asyncio.fixture
async def shown(chromium_path: Path) -> AsyncIterator[Shown]:
    async with open_page(chromium_path) as page:
        yield page


@pytest_asyncio.fixture
async def narrow(chromium_path: Path) -> AsyncIterator[Shown]:
    async with open_page(chromium_path, size=NARROW) as page:
        yield page
