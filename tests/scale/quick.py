"""What a process that is going to be killed is given: the kind of news, and platforms that take much a second."""

import importlib
from typing import Any

from adapters.slack.messenger import SlackMessenger
from adapters.teams.messenger import TeamsMessenger
from bots import subjects
from tests.scale.crowd import NEWS, News

PACE = 20.0
"""Messages a second, for it is the machine's own time that passes there."""


def install() -> None:
    def with_news(tips_weeks: int = 0) -> dict[str, Any]:
        return {**subjects.kinds(tips_weeks), NEWS: News()}

    importlib.import_module("bots.wiring").__dict__["kinds"] = with_news
    SlackMessenger.pace = PACE
    TeamsMessenger.pace = PACE
