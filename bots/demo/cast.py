"""Who is in the make-believe workplace: a few people with phones on each platform, and some colleagues; all made up."""

from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from typing import Final

from core.directory.reading import Row, read
from core.people import Account, Language, Platform

TEAM: Final = "T0EKSEMPEL"
TENANT: Final = "7d3e0000-0000-4000-8000-00000000abcd"


class Part(StrEnum):
    """What somebody is in the story."""

    EMPLOYEE = "employee"
    LEADER = "leader"
    OTHER = "other"
    """Somebody without any agreement, whose screens look just the same."""
    ORGANISER = "organiser"
    """The same, and this person arranges the julebord."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One made-up person; `id` is the user id on their platform."""

    key: str
    name: str
    platform: Platform
    part: Part
    id: str

    @property
    def account(self) -> Account:
        """Where the bot finds this person."""
        tenant = TEAM if self.platform is Platform.SLACK else TENANT
        return Account(platform=self.platform, tenant=tenant, id=self.id)


@dataclass(frozen=True, slots=True)
class Trio:
    """The three people on the screens of one platform's story."""

    employee: Actor
    leader: Actor
    other: Actor

    @property
    def all(self) -> tuple[Actor, Actor, Actor]:
        """The three of them."""
        return self.employee, self.leader, self.other


PARTS: Final = {
    "1": ("kari", Part.EMPLOYEE),
    "2": ("jonas", Part.LEADER),
    "3": ("ola", Part.OTHER),
    "4": ("ida", Part.EMPLOYEE),
    "5": ("per", Part.LEADER),
    "6": ("eva", Part.OTHER),
    "7": ("liv", Part.ORGANISER),
    "8": ("aase", Part.ORGANISER),
}
"""By their reference in people.csv. The others there are only many: an occasion for fewer than ten prompts nobody."""


def rows(language: Language) -> list[Row]:
    """The list of people, read as any workplace's list is; they all start out in this language."""
    listed = files(__package__).joinpath("people.csv").read_text(encoding="utf-8")
    heading, *lines = listed.splitlines()
    found, wrong = read("\n".join([heading, *(f"{line}{language}" for line in lines)]))
    if wrong:
        raise ValueError(f"people.csv, line {wrong[0].line}: {wrong[0].what}")
    return list(found)


def actors() -> dict[str, Actor]:
    """Everybody with a phone, by key, in the order in which they are shown."""
    return {actor.key: actor for actor in map(_actor, rows(Language.NB)) if actor is not None}


def _actor(row: Row) -> Actor | None:
    if row.ref not in PARTS:
        return None
    key, part = PARTS[row.ref]
    platform = Platform.SLACK if row.slack else Platform.TEAMS
    return Actor(key=key, name=row.name, platform=platform, part=part, id=row.slack or row.teams)


def trio(platform: Platform, third: Part = Part.OTHER) -> Trio:
    """The people of this platform's story; who the third is depends on which."""
    by_part = {actor.part: actor for actor in actors().values() if actor.platform is platform}
    return Trio(by_part[Part.EMPLOYEE], by_part[Part.LEADER], by_part[third])
