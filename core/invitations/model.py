"""An invitation, and what the one who got it thinks of it: two records, for two pairs of eyes (domain.md 5.1)."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NewType, Self

from core.agreements.model import AgreementId
from core.errors import Refused
from core.people import PersonId, WorkplaceId
from core.sight import Role

InvitationId = NewType("InvitationId", str)

OFFER_STANDS = timedelta(days=60)
REQUEST_STANDS = timedelta(days=30)
KEPT_AFTER = timedelta(days=30)
"""How long it is kept after its closing date (domain.md 5.8)."""
AGAIN_AFTER = timedelta(days=365)
"""One offer a year from one leader to one employee (S101)."""


class Kind(StrEnum):
    """Who begins: the employee requests, the leader offers."""

    REQUEST = "request"
    OFFER = "offer"


class State(StrEnum):
    """What both may know. A no to an offer is none of these."""

    SENT = "sent"
    TAKEN_BACK = "taken_back"
    ACCEPTED = "accepted"
    CANNOT = "cannot"
    """A leader cannot go on with a request, and has said who can be talked to instead."""


class Stage(StrEnum):
    """How it looks to one of the two, on a day."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    NOT_MADE = "not_made"
    TAKEN_BACK = "taken_back"
    CANNOT = "cannot"


class Pointer(StrEnum):
    """Whom a leader points to who cannot go on with a request: never a bare refusal (domain.md 5.1)."""

    OTHER_LEADER = "other_leader"
    RESOURCE_PERSON = "resource_person"
    BHT = "bht"
    AKAN = "akan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """
    What both may read. `shown_from` is when the other gets to know of it; until then it can be undone.

    `closes_on` is fixed when it is sent and is the one date at which it looks ended to whoever sent it, whether
    it was declined, never opened or left lying.
    """

    id: InvitationId
    workplace: WorkplaceId
    kind: Kind
    inviter: PersonId
    invitee: PersonId
    sent_at: datetime
    shown_from: datetime
    closes_on: date
    state: State = State.SENT
    agreement: AgreementId | None = None
    pointer: Pointer | None = None
    version: int = 0

    @property
    def employee(self) -> PersonId:
        return self.inviter if self.kind is Kind.REQUEST else self.invitee

    @property
    def leader(self) -> PersonId:
        return self.invitee if self.kind is Kind.REQUEST else self.inviter

    def role_of(self, person: PersonId) -> Role:
        """INVITER or INVITEE. Raises Refused."""
        match person:
            case self.inviter:
                return Role.INVITER
            case self.invitee:
                return Role.INVITEE
            case _:
                raise Refused

    def stage(self, today: date) -> Stage:
        """As whoever sent it sees it: one date decides, and nothing that the other did or left undone."""
        match self.state:
            case State.ACCEPTED:
                return Stage.ACCEPTED
            case State.CANNOT:
                return Stage.CANNOT
            case State.TAKEN_BACK:
                return Stage.TAKEN_BACK
            case State.SENT:
                return Stage.WAITING if today <= self.closes_on else Stage.NOT_MADE

    def expires(self) -> date:
        """When it is deleted."""
        return self.closes_on + KEPT_AFTER

    def accepted(self, agreement: AgreementId) -> Self:
        """The yes, which both may know."""
        return replace(self, state=State.ACCEPTED, agreement=agreement, version=self.version + 1)

    def moved(self, state: State, pointer: Pointer | None = None) -> Self:
        """Taken back by the sender, or a leader's "I cannot" with somebody to turn to."""
        return replace(self, state=state, pointer=pointer, version=self.version + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Thoughts:
    """The invitee's own: read by nobody else. A no can be thought over until the closing date."""

    invitation: InvitationId
    thinking: bool = False
    declined: bool = False
    version: int = 0

    def become(self, *, thinking: bool = False, declined: bool = False) -> Self:
        """Another mind."""
        return replace(self, thinking=thinking, declined=declined, version=self.version + 1)
