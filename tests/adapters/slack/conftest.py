"""A workplace for each test, and nothing in it that Slack or we complain of."""

from collections.abc import AsyncIterator

import pytest

from core.chat.views import Open, Show, Stay
from tests.adapters.slack.scenes import FORM, MENU
from tests.adapters.slack.workplace import Workplace, a_workplace


@pytest.fixture
async def here() -> AsyncIterator[Workplace]:
    async with a_workplace() as workplace:
        workplace.door.says |= {
            "menu.home": Show(card=MENU),
            "ping.open": Open(form=FORM),
            "menu.help": Stay(text="Her er hjelpen.", title="Hjelp", close="Lukk"),
        }
        yield workplace
        assert workplace.far.complaints == []
