"""Who is with the two in an agreement: its resource group (S71), let in by the employee alone."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, NewType

from core.people import PersonId

SeatId = NewType("SeatId", str)
MOST_MEMBERS: Final = 8


class Part(StrEnum):
    """What somebody is in the group. It follows the agreement and not the position at the workplace (S190)."""

    SUPPORT_CONTACT = "support_contact"
    ADVISER = "adviser"
    OCCUPATIONAL_HEALTH = "occupational_health_service"
    UNION_REPRESENTATIVE = "union_representative"
    THERAPIST = "therapist"
    GP = "gp"


OUTSIDE: Final = (Part.THERAPIST, Part.GP)
"""Helpers who are not at the workplace: a part, a name if the employee likes, and a sheet to bring (S13, S76)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """
    One member, as both parties see it.

    `person` is None for a helper outside the workplace, and then `name` is what the employee calls them, if
    anything, and `parts` what stands on their sheet. What a person at the workplace may read is theirs and the
    employee's to know: see core.group.model.Seat, which has the same `id`.
    """

    id: SeatId
    part: Part
    since: date
    person: PersonId | None = None
    name: str = ""
    parts: tuple[str, ...] = ()
