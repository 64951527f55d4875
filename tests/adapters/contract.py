"""
What every messenger promises, as a table: what the wire does, what the messenger says, and who got the ping.

A platform joins with one line in `test_contract.py`.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Final

from bots.demo.far.faults import Answer, DropAfter, DropBefore, Fault, Faults, Slow, Truncated, too_many
from bots.demo.far.phone import Phone
from core.chat.views import Button, Buttons, Card, Paragraph
from core.errors import TryLater, Unreachable, Unsure
from core.people import Account
from core.ports import Messenger

CANARY: Final = "kanarifugl"
PING: Final = Card(
    hint="Du har noe å se på.",
    title="Innsjekk",
    blocks=(
        Paragraph(f"Du har noe å se på, {CANARY}."),
        Buttons((Button(label="Åpne", action="ping.open", ref="r1"),)),
    ),
)
MENU: Final = Card(
    hint="Menyen.", title="Meny", blocks=(Buttons((Button(label="Hjelp", action="menu.help"),)),)
)


@dataclass(frozen=True, kw_only=True)
class Sending:
    """
    One platform's messenger and its far side, running.

    `send`, `delete` and `edit` are what `Faults` calls those calls; `hurried` is the same messenger with a
    fraction of a second's patience, `nowhere` one whose far side does not answer the door.
    """

    messenger: Messenger
    hurried: Messenger
    nowhere: Messenger
    to: Account
    phone: Phone
    faults: Faults
    calls: Callable[[], int]
    send: str
    delete: str
    edit: str
    forbids_deletion: Fault
    forget: Callable[[], Awaitable[None]]
    """The person takes the ping out of the chat, or Slack does: it is no longer there."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """One fault, the error it must come out as, and how many pings the person then has."""

    fault: Fault
    error: type[TryLater | Unsure | Unreachable]
    arrived: int = 0
    seconds: Sequence[float] | None = None
    """The least and the most that `TryLater` may ask for; None where the platform said nothing usable."""
    whole_lane: bool = False


def _in(hours: float) -> str:
    return format_datetime(datetime.now(UTC) + timedelta(hours=hours), usegmt=True)


def _busy(retry_after: str | None, *seconds: float) -> Case:
    return Case(fault=too_many(retry_after), error=TryLater, seconds=seconds or None, whole_lane=True)


CASES: Final[Mapping[str, Case]] = {
    "429_seconds": _busy("7", 7, 7),
    "429_zero": _busy("0", 0, 0),
    "429_negative": _busy("-5", 0, 0),
    "429_fraction": _busy("1.5", 1.5, 1.5),
    "429_hour": _busy("3600", 3600, 3600),
    # The date is written when the tests are gathered, and may come to be used a good while after.
    "429_date": _busy(_in(hours=20), 18 * 3600, 20 * 3600),
    "429_past_date": _busy("Wed, 21 Oct 2015 07:28:00 GMT", 0, 0),
    "429_garbage": _busy("soon"),
    "429_infinite": _busy("inf"),
    "429_not_a_number": _busy("nan"),
    "429_empty": _busy(""),
    "429_silent": _busy(None),
    "408": Case(fault=Answer(408), error=Unsure),
    "412": Case(fault=Answer(412), error=TryLater),
    "500": Case(fault=Answer(500), error=Unsure),
    "502_html": Case(fault=Answer(502, "<html>Bad Gateway</html>"), error=Unsure),
    "503": Case(fault=Answer(503), error=Unsure),
    "504": Case(fault=Answer(504, ""), error=Unsure),
    "dropped_before": Case(fault=DropBefore(), error=Unsure),
    "dropped_after": Case(fault=DropAfter(), error=Unsure, arrived=1),
    "half_an_answer": Case(fault=Truncated(), error=Unsure, arrived=1),
    "half_an_answer_and_cut": Case(fault=Truncated(cut=True), error=Unsure, arrived=1),
    "no_json": Case(fault=Answer(200, "ok"), error=Unsure),
    "json_of_another_shape": Case(fault=Answer(200, "[1, 2]"), error=Unsure),
    "nothing": Case(fault=Answer(200, ""), error=Unsure),
    "five_megabytes": Case(fault=Answer(200, "x" * 5_000_000), error=Unsure),
}
SLOW: Final = Case(fault=Slow(1.0), error=Unsure)
