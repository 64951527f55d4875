"""What a process that is going to be killed is given: small pages, and platforms that take much a second."""

from adapters.slack.messenger import SlackMessenger
from adapters.teams.messenger import TeamsMessenger
from core.campaigns import spreading

PACE = 20.0
"""Messages a second, for it is the machine's own time that passes there."""
PAGE = 30


def install() -> None:
    spreading.__dict__["PAGE"] = PAGE
    SlackMessenger.pace = PACE
    TeamsMessenger.pace = PACE
