"""Where a campaign can be, and who may move it: the whole of it in one table (domain.md 5.4)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class State(StrEnum):
    """Where it is."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    APPROVED = "approved"
    SCHEDULED = "scheduled"
    SENDING = "sending"
    PAUSED = "paused"
    SENT = "sent"
    EVALUATED = "evaluated"
    ARCHIVED = "archived"
    CANCELLED = "cancelled"
    RECALLED = "recalled"


class Verb(StrEnum):
    """What can be done to it."""

    PROPOSE = "propose"
    TAKE_BACK = "take_back"
    APPROVE = "approve"
    LET_THROUGH = "let_through"
    """The second yes, from another party than the first."""
    SCHEDULE = "schedule"
    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    FINISH = "finish"
    CANCEL = "cancel"
    RETRY = "retry"
    CORRECT = "correct"
    RECALL = "recall"
    EVALUATE = "evaluate"
    ARCHIVE = "archive"


class Can(StrEnum):
    """What somebody is to this campaign."""

    AUTHOR = "author"
    COMMITTEE = "committee"
    SEAT = "seat"
    """Has a seat for one of the parties, and has not written in it."""
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class Move:
    """Where it leads, and who may."""

    to: State
    by: frozenset[Can]


def _by(*who: Can) -> frozenset[Can]:
    return frozenset(who)


SYSTEM: Final = _by(Can.CLOCK)
_COMMITTEE: Final = _by(Can.COMMITTEE)
_EITHER: Final = _by(Can.AUTHOR, Can.COMMITTEE)

MOVES: Final = {
    (State.DRAFT, Verb.PROPOSE): Move(State.PROPOSED, _EITHER),
    (State.PROPOSED, Verb.APPROVE): Move(State.PROPOSED, _by(Can.SEAT)),
    (State.PROPOSED, Verb.LET_THROUGH): Move(State.APPROVED, _by(Can.SEAT)),
    (State.PROPOSED, Verb.TAKE_BACK): Move(State.DRAFT, _EITHER),
    (State.APPROVED, Verb.TAKE_BACK): Move(State.DRAFT, _COMMITTEE),
    (State.APPROVED, Verb.SCHEDULE): Move(State.SCHEDULED, _COMMITTEE),
    (State.SCHEDULED, Verb.SCHEDULE): Move(State.SCHEDULED, _COMMITTEE),
    (State.SCHEDULED, Verb.START): Move(State.SENDING, SYSTEM),
    (State.SENDING, Verb.PAUSE): Move(State.PAUSED, _COMMITTEE),
    (State.PAUSED, Verb.RESUME): Move(State.SENDING, _COMMITTEE),
    (State.SENDING, Verb.FINISH): Move(State.SENT, SYSTEM),
    (State.SENT, Verb.RETRY): Move(State.SENDING, _COMMITTEE),
    (State.SENT, Verb.EVALUATE): Move(State.EVALUATED, _COMMITTEE),
    **{
        (state, Verb.CANCEL): Move(State.CANCELLED, _COMMITTEE)
        for state in (State.PROPOSED, State.APPROVED, State.SCHEDULED, State.SENDING, State.PAUSED)
    },
    **{
        (state, Verb.CORRECT): Move(state, _COMMITTEE)
        for state in (State.SENDING, State.PAUSED, State.SENT, State.EVALUATED)
    },
    **{
        (state, Verb.RECALL): Move(State.RECALLED, _COMMITTEE)
        for state in (
            State.SENDING,
            State.PAUSED,
            State.SENT,
            State.EVALUATED,
            State.CANCELLED,
            State.ARCHIVED,
        )
    },
    **{
        (state, Verb.ARCHIVE): Move(State.ARCHIVED, _COMMITTEE)
        for state in (State.EVALUATED, State.CANCELLED, State.RECALLED)
    },
}
