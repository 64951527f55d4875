"""
Slack's published limits in one table, and how a text is made to fit without losing a word.

Sources: docs.slack.dev (reference/block-kit, reference/views, apis/web-api/rate-limits) and the models of
slack_sdk 3.47, which the tests use as an oracle.
"""

from collections.abc import Iterator
from typing import Final

from core.ports import Rate

# A message
MESSAGE_BLOCKS: Final = 50
MESSAGE_TEXT: Final = 4000  # `text`, which is the notification; chat.update refuses more
MESSAGE_ALL_TEXT: Final = (
    13_200  # all blocks together; measured by others (msg_blocks_too_long), not published
)

# A modal or the home
VIEW_BLOCKS: Final = 100
VIEW_TITLE: Final = 24  # title, submit and close of a modal
VIEW_METADATA: Final = 3000
VIEW_BYTES: Final = 250_000

# Blocks
HEADER: Final = 150
SECTION: Final = 3000
CONTEXT: Final = 2000
ACTIONS: Final = 25
BLOCK_ID: Final = 255

# Elements
BUTTON: Final = 75
PLACEHOLDER: Final = 150
BUTTON_VALUE: Final = 2000
ALT: Final = 2000  # alt_text of an image
LABEL: Final = 2000
HINT: Final = 2000
INPUT: Final = 3000  # characters in a plain_text_input
OPTION: Final = 75  # its text, and again its description
OPTION_VALUE: Final = 150
CHOICES: Final = 10  # radio buttons and checkboxes
LISTED: Final = 100  # options in a select, or in one group of it

# Traffic
PACE: Final = 3.0  # messages a second; "several hundred a minute" for a workspace is all that is published
DELETES: Final = Rate(
    2 / 3, burst=10
)  # chat.delete and chat.update are Tier 3: 50 in any minute, bursts and all
BODY_BYTES: Final = 1_000_000  # ours: no request of Slack's comes near
SKEW: Final = 300  # seconds that a signature may be old, or early


class Unfit(ValueError):
    """Core made something that Slack cannot show; a fault of ours, found by the tests of the texts."""


def units(text: str) -> int:
    """The length in UTF-16 units, which is the longest that Slack's clients may count."""
    return len(text) + sum(sign > "\uffff" for sign in text)


def pieces(text: str, most: int) -> Iterator[str]:
    """The whole text in pieces of at most `most`, parted between words; a longer word is parted itself."""
    rest = text.strip()
    while units(rest) > most:
        fits = _fits(rest, most)
        gap = max(rest.rfind(" ", 0, fits + 1), rest.rfind("\n", 0, fits + 1))
        end = gap if gap > 0 else fits
        yield rest[:end].rstrip()
        rest = rest[end:].lstrip()
    if rest:
        yield rest


def short(text: str, most: int) -> str:
    """The text, or its beginning with an ellipsis where only so much can stand."""
    if units(text) <= most:
        return text
    return text[: _fits(text, most - 1)].rstrip() + "…"


def _fits(text: str, most: int) -> int:
    """How many characters of the text stay within `most`."""
    used = 0
    for count, sign in enumerate(text):
        used += units(sign)
        if used > most:
            return count
    return len(text)
