"""A wish for a talk: who asks whom, and how soon. Not what about: that is said in the talk."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, NewType, Self

from core.people import PersonId

TalkId = NewType("TalkId", str)
KEPT: Final = timedelta(days=14)
"""After it was asked for; then it is deleted, whatever came of it."""
MOST_OPEN: Final = 3


class Soon(StrEnum):
    """How soon."""

    TODAY = "today"
    DAYS = "days"


class Answer(StrEnum):
    """What the one who was asked has said."""

    NONE = "none"
    COMING = "coming"
    CANNOT = "cannot"


class Part(StrEnum):
    """As what somebody is asked; for the one who asks, so that they see whom they choose."""

    LEADER = "leader"
    SUPPORT_CONTACT = "support_contact"
    ADVISER = "adviser"
    OCCUPATIONAL_HEALTH = "occupational_health_service"
    UNION_REPRESENTATIVE = "union_representative"
    RESOURCE_PERSON = "resource_person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """Sealed for the two; `heard_at` is when the other gets the ping, as it was said before it was sent."""

    id: TalkId
    asker: PersonId
    helper: PersonId
    part: Part
    soon: Soon
    asked_at: datetime
    heard_at: datetime
    answer: Answer = Answer.NONE
    version: int = 0

    def answered(self, answer: Answer) -> Self:
        """The same wish, with an answer; another one later replaces it."""
        return replace(self, answer=answer, version=self.version + 1)

    def expires(self) -> datetime:
        """When it is deleted."""
        return self.asked_at + KEPT
