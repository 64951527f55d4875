"""A campaign: what is told, to whom, let through by whom, and how far it has come. Over 200 lines with its small types."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Final, NewType, Self

from core.campaigns.moves import MOVES, SYSTEM, Can, Move, State, Verb
from core.errors import Refused
from core.people import Language, PersonId, Position, WorkplaceId

__all__ = ["MOVES", "SYSTEM", "Can", "State", "Verb"]

CampaignId = NewType("CampaignId", str)
MOST_TITLE: Final = 80
MOST_BODY: Final = 2000
MOST_QUESTION: Final = 150
MOST_OPTION: Final = 70
"""Signs. Slack's choices have room for 75; a title and a body fit one card on each platform with all that is around them."""
OPTIONS: Final = range(2, 6)
"""How many answers a question may have."""
FEWEST: Final = 10
"""No figure for fewer people (architecture, defaults)."""
OTHERWISE: Final = (Language.NB, Language.EN, Language.NN)
"""Where a language is missing: the first of these that is written."""


class Level(StrEnum):
    """Whom it concerns (S200). The third, *indicated*, is a single person's, and the committee may not have it (S154)."""

    UNIVERSAL = "universal"
    SELECTIVE = "selective"


INDICATED: Final = "indicated"


class Indicated(Refused):
    """A campaign towards single persons: the core knows none, whoever asks."""

    def __init__(self) -> None:
        super().__init__("refused.not_here")


def level_of(name: str) -> Level:
    """The level of this name. Raises Indicated for the one that is refused, and Refused for what is none."""
    if name == INDICATED:
        raise Indicated
    if name not in list(Level):
        raise Refused
    return Level(name)


class Whom(StrEnum):
    """By what an audience is chosen; there is none that could be drawn from agreements."""

    EVERYBODY = "everybody"
    PLACE = "place"
    DEPARTMENT = "department"
    ROLE = "role"
    CHANNEL = "channel"


@dataclass(frozen=True, slots=True)
class Audience:
    """Everybody, or those of one place, department or position; or a channel, where it is posted for all to see."""

    whom: Whom = Whom.EVERYBODY
    name: str = ""

    @property
    def level(self) -> Level:
        """Towards everybody, or towards a group or a situation."""
        return Level.UNIVERSAL if self.whom is Whom.EVERYBODY else Level.SELECTIVE

    @property
    def position(self) -> Position | None:
        """For a role group, which."""
        return Position(self.name) if self.whom is Whom.ROLE else None


@dataclass(frozen=True, slots=True)
class Words:
    """What it says in one language; with a `question` there are two to five answers to choose among."""

    title: str
    body: str
    question: str = ""
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """Other words for what was sent, proposed by one; they hold when somebody of another party says yes."""

    words: Mapping[Language, Words]
    link: str
    by: PersonId


class Errand(StrEnum):
    """What is done for everybody, page by page, in the background."""

    SPREAD = "spread"
    WAKE = "wake"
    RETRY = "retry"
    LOST = "lost"
    """Whoever waits for a promise that is no more is noted as in doubt."""


class Fate(StrEnum):
    """What became of it for one recipient; all that is kept of them."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    OPTED_OUT = "opted_out"
    UNREACHABLE = "unreachable"
    DOUBT = "doubt"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """
    One campaign. `edition` counts the words that were sent: a correction is a new one.

    `right` is the number, from 0, of a quiz's right answer; a poll has none. `writers` are all who have written in it, the author first: none of them can let it through.
    `approvals` are who has said yes; for which party it counts, if for any, is asked anew each time.
    `errands` are what is under way, in order, each with the last person it has been through with; `rounds` counts how
    often the failed were tried again, and `tried_at` when they last were. When somebody gets it is the ledger's to know, and not here.
    `tally` is how many of each fate there were, once it is not kept any more what became of it for each.
    """

    id: CampaignId
    workplace: WorkplaceId
    author: PersonId
    made_at: datetime
    writers: tuple[PersonId, ...] = ()
    audience: Audience = Audience()
    words: Mapping[Language, Words] = field(default_factory=dict)
    link: str = ""
    picture: str = ""
    picture_says: str = ""
    right: int | None = None
    state: State = State.DRAFT
    approvals: tuple[PersonId, ...] = ()
    proposed_by: PersonId | None = None
    starts_at: datetime | None = None
    started_by: PersonId | None = None
    began_at: datetime | None = None
    recalled: bool = False
    edition: int = 1
    correction: Correction | None = None
    errands: tuple[tuple[Errand, str], ...] = ()
    rounds: int = 0
    paused_at: datetime | None = None
    tried_at: datetime | None = None
    learned: str = ""
    tally: Mapping[Fate, int] = field(default_factory=dict)
    version: int = 0

    def says(self, language: Language) -> Words | None:
        """In this language, or in the first of the others that is written; None while nothing is."""
        return next((self.words[each] for each in (language, *OTHERWISE) if each in self.words), None)

    @property
    def newest_words(self) -> Mapping[Language, Words]:
        """As they would be with the correction that waits for a yes, if one does."""
        return self.correction.words if self.correction else self.words

    @property
    def newest_link(self) -> str:
        """The same of its link."""
        return self.correction.link if self.correction else self.link

    def changed(self, **new: object) -> Self:
        """The next version of it."""
        return replace(self, version=self.version + 1, **new)  # type: ignore[arg-type]

    def rewritten(self, **new: object) -> Self:
        """Other words, audience, link or question. Raises Refused when it is no draft any more."""
        if self.state is not State.DRAFT:
            raise Refused("refused.moved_on")
        return self.changed(**new)

    def moved(self, verb: Verb, can: frozenset[Can], **new: object) -> Self:
        """Through the table of moves. Raises Refused where there is no such move from here, or not for this person."""
        move = self._move(verb)
        if move is None:
            raise Refused("refused.moved_on")
        if not move.by & can:
            raise Refused
        return self.changed(state=move.to, **new)

    def may(self, verb: Verb, can: frozenset[Can]) -> bool:
        """Whether this person could do that now."""
        move = self._move(verb)
        return move is not None and bool(move.by & can)

    def _move(self, verb: Verb) -> Move | None:
        """What was recalled, and archived after that, is not recalled again; nor what nobody ever got."""
        nothing = verb is Verb.RECALL and (self.recalled or self.began_at is None)
        return None if nothing else MOVES.get((self.state, verb))

    @property
    def is_ready(self) -> bool:
        """Whether there is something to say, each language has as many answers, or none, and people could answer."""
        alike = len({len(said.options) for said in self.words.values()}) == 1
        return alike and not self.asks_a_channel

    @property
    def asks_a_channel(self) -> bool:
        """A post is for all to see: nobody could answer there without their name beside it."""
        return self.audience.whom is Whom.CHANNEL and self.options > 0

    @property
    def options(self) -> int:
        """How many answers its question has; 0 where it asks none."""
        return max((len(said.options) for said in self.words.values()), default=0)

    @property
    def is_shown(self) -> bool:
        """Whether whoever got it may read it: from the start on, and never again once it was recalled."""
        return self.began_at is not None and not self.recalled

    def next_errand(self, cursor: str | None) -> tuple[tuple[Errand, str], ...]:
        """The errands when a page of the first is done: on from `cursor`, or None when that one is through."""
        first, *rest = self.errands
        return tuple(rest) if cursor is None else ((first[0], cursor), *rest)
