"""A promise: something owed to somebody at a time, and how it stands."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import NewType, Self, TypeAlias

from core.errors import Outdated
from core.people import PersonId, WorkplaceId
from core.ports import MessageRef

PromiseId = NewType("PromiseId", str)


class Standing(StrEnum):
    """Where a promise is on its way."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    SENDING = "sending"
    SENT = "sent"
    UNSURE = "unsure"
    GAVE_UP = "gave_up"
    DROPPED = "dropped"


FINAL = frozenset({Standing.SENT, Standing.UNSURE, Standing.GAVE_UP, Standing.DROPPED})


class Reason(StrEnum):
    """Why something was put off, dropped or given up. Fixed words that name no subject: they stand in the clear."""

    NONE = ""
    HOURS = "hours"
    CAP = "cap"
    TOGETHER = "together"
    """It never rings alone, and waits for another ping to ride on."""
    NOT_NEEDED = "not_needed"
    PAUSED = "paused"
    ENDED = "ended"
    TOO_LATE = "too_late"
    BUSY = "busy"
    BLOCKED = "blocked"
    NOT_INSTALLED = "not_installed"
    NO_ACCOUNT = "no_account"
    REFUSED = "refused"
    FAULT = "fault"
    USED = "used"
    """Sent, and the person is through with it: its ping goes in a while, and can be opened again until then."""


EARLY = frozenset({Reason.CAP, Reason.TOGETHER})
"""What waits for one of these may ride along before it is due."""


class Lost(Outdated):
    """Another worker has this promise now; whatever we were about to write is void."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """
    One row of the ledger.

    `once` names the occasion: a second promise with the same name is not written. `chosen` is a time that
    the person chose and gets exactly, outside hours and cap. `carrier` is the promise whose ping carries
    this one too. `fence` grows with every claim; a write with an old one changes nothing. `bulk` is one of very
    many that are owed to very many: it waits until nothing else is due.
    """

    id: PromiseId
    workplace: WorkplaceId
    to: PersonId
    kind: str
    ref: str
    due: datetime
    once: str
    chosen: bool = False
    bulk: bool = False
    standing: Standing = Standing.WAITING
    reason: Reason = Reason.NONE
    attempt: int = 0
    doubted: bool = False
    counted: bool = False
    fence: int = 0
    carrier: PromiseId | None = None
    sent_at: datetime | None = None
    message: MessageRef | None = None

    def put_off(self, until: datetime, reason: Reason) -> Self:
        """Back to waiting, for a later moment."""
        return replace(self, standing=Standing.WAITING, due=until, reason=reason, carrier=None)

    def ended(self, how: Standing, reason: Reason = Reason.NONE) -> Self:
        """Over, in one of the final ways."""
        return replace(self, standing=how, reason=reason)


@dataclass(frozen=True, slots=True)
class Say:
    """It still stands: ping this person."""


@dataclass(frozen=True, slots=True)
class Unsay:
    """Take a ping of ours out of the chat."""

    message: MessageRef


@dataclass(frozen=True, slots=True)
class Wait:
    """Not yet."""

    until: datetime
    reason: Reason


@dataclass(frozen=True, slots=True)
class Drop:
    """No longer."""

    reason: Reason


Verdict: TypeAlias = Say | Unsay | Wait | Drop
