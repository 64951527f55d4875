"""The workplace and the people in it; a person is not an account."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum
from typing import NewType

WorkplaceId = NewType("WorkplaceId", str)
PersonId = NewType("PersonId", str)


class Platform(StrEnum):
    """Where a person can be reached."""

    SLACK = "slack"
    TEAMS = "teams"


class Language(StrEnum):
    """What a person reads; all three are always there."""

    NB = "nb"
    NN = "nn"
    EN = "en"


class Position(StrEnum):
    """What somebody is at the workplace. It never opens an agreement: that takes a role in that agreement."""

    LEADER = "leader"
    HR = "hr"
    HSE = "hse"
    UNION_REPRESENTATIVE = "union_representative"
    SAFETY_REPRESENTATIVE = "safety_representative"
    AKAN_CONTACT = "akan_contact"
    OCCUPATIONAL_HEALTH = "occupational_health_service"
    RESOURCE_PERSON = "resource_person"
    COMMITTEE = "committee"
    ORGANISER = "organiser"
    """Enters what the workplace arranges; leaders, HR and the committee may, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """
    One account on one platform.

    `tenant` is Slack's team id or the Entra tenant id, `id` the user id there (never an address or a name:
    those are reused). `conversation` and `service` are what Teams needs to write first; empty until known.
    """

    platform: Platform
    tenant: str
    id: str
    conversation: str = ""
    service: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """When a person wants pings, in own local time: from `start` until just before `end`, on working days."""

    start: time = time(9)
    end: time = time(15)


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplace:
    """The tenant: one enterprise, on Slack, on Teams, or on both."""

    id: WorkplaceId
    name: str
    tenants: Mapping[Platform, str]
    language: Language = Language.NB
    zone: str = "Europe/Oslo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody at the workplace, with what they have chosen for themselves."""

    id: PersonId
    workplace: WorkplaceId
    name: str
    language: Language = Language.NB
    zone: str = "Europe/Oslo"
    hours: Hours = field(default_factory=Hours)
    accounts: tuple[Account, ...] = ()
    channel: Platform | None = None
    leader: PersonId | None = None
    positions: frozenset[Position] = frozenset()
    active: bool = True
    anytime: bool = False
    """Whether this person has agreed to be called outside their hours when somebody needs a talk."""
    place: str = ""
    department: str = ""
    contact: str = ""
    """A number or an address, in the workplace's own words, for those whom anybody may turn to."""
    tips: bool = True
    """Whether this person wants the tips that everybody gets now and then."""
    campaigns: bool = True
    """Whether this person wants to be told of the committee's campaigns."""
    version: int = 0

    def reached_at(self) -> tuple[Account, ...]:
        """All accounts, the preferred one first."""
        return tuple(sorted(self.accounts, key=lambda account: account.platform != self.channel))


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What a platform says of an account at first contact."""

    name: str
    zone: str = ""
    outsider: bool = False
    """A guest, a stranger from a shared channel, a bot: not somebody who works here."""
