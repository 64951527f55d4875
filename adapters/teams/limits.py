"""What Microsoft Teams allows, and where that is written."""

import re
from typing import Final
from urllib.parse import urlsplit

PLATFORM: Final = "msteams"
"""The `channelId` of everything that comes from Teams."""

# Adaptive Cards: "Teams is limited to version 1.5" (Copilot Studio, Adaptive Cards overview).
VERSION: Final = "1.5"
# Bots' messages may have 100 KB, and 40 KB on older pages; the smallest figure anywhere is 28 KB for
# webhooks (msteams-docs, cards-format.md and format-your-bot-messages). This holds on every page.
CARD_BYTES: Final = 25 * 1024
# Six actions show; the rest would hide in an overflow menu (msteams-docs, cards-reference.md).
ACTIONS: Final = 6
# The title bar of a dialog (our own measure: what a narrow phone shows of it on two lines).
TITLE: Final = 64

# 50 requests a second for an app in a tenant, 30 on older pages (msteams-docs, rate-limit.md);
# above it the bot may be blocked altogether, so we stay well below.
PACE: Final = 20.0

# Our own measures for what comes in: a form full to the brim has some 60 KB.
BODY_BYTES: Final = 1024 * 1024
NAME: Final = 200
INPUTS: Final = 200

# One host serves all regions, by path (/emea/, /amer/ …). Never a wildcard of trafficmanager.net:
# anybody can have a name there. (Bot Framework REST, connector reference.)
_HOSTS: Final = frozenset({"smba.trafficmanager.net"})
_DOMAIN: Final = ".botframework.com"
_PLAIN: Final = re.compile(r"https://[A-Za-z0-9.-]+(:443)?(/[A-Za-z0-9._/~-]*)?")


def trusted(service: str, also: frozenset[str] = frozenset()) -> bool:
    """Whether our access token may be sent to this `serviceUrl`; `also` are exact addresses from the settings."""
    if service in also:
        return True
    if not _PLAIN.fullmatch(service):
        return False
    host = (urlsplit(service).hostname or "").lower()
    return host in _HOSTS or host.endswith(_DOMAIN)
