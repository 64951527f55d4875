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
    WRITER = "writer"
    """A resource person, who writes a campaign and proposes it."""
    EMPLOYER = "employer"
    """Sits in the committee for the employer's side."""
    UNION = "union"
    """Sits in the committee for the employees' side."""
    SAME_SIDE = "same_side"
    """Sits there for the employer's side as well."""


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
    """The three people on the screens of one platform's story: most are about two and a third; places, not tasks."""

    employee: Actor
    leader: Actor
    other: Actor

    @property
    def all(self) -> tuple[Actor, Actor, Actor]:
        """The three of them."""
        return self.employee, self.leader, self.other

    @property
    def named(self) -> dict[str, Actor]:
        """Each by place, and by what they are in this story."""
        by_place = {"employee": self.employee, "leader": self.leader, "other": self.other}
        return {**{each.part.value: each for each in self.all}, **by_place}


PARTS: Final = {
    "1": ("kari", Part.EMPLOYEE),
    "2": ("jonas", Part.LEADER),
    "3": ("ola", Part.OTHER),
    "4": ("ida", Part.EMPLOYEE),
    "5": ("per", Part.LEADER),
    "6": ("eva", Part.OTHER),
    "7": ("liv", Part.ORGANISER),
    "8": ("aase", Part.ORGANISER),
    "19": ("ragna", Part.WRITER),
    "20": ("henrik", Part.EMPLOYER),
    "21": ("tuva", Part.UNION),
    "22": ("hege", Part.SAME_SIDE),
    "23": ("sunniva", Part.WRITER),
    "24": ("mikkel", Part.EMPLOYER),
    "25": ("tora", Part.UNION),
    "26": ("vilde", Part.SAME_SIDE),
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


def colleagues() -> list[tuple[Platform, str, str]]:
    """All others, whom the platforms know and who never open the app: where, their user id there, and their name."""
    others = [row for row in rows(Language.NB) if row.ref not in PARTS]
    return [
        (Platform.SLACK, row.slack, row.name) if row.slack else (Platform.TEAMS, row.teams, row.name)
        for row in others
    ]


def _actor(row: Row) -> Actor | None:
    if row.ref not in PARTS:
        return None
    key, part = PARTS[row.ref]
    platform = Platform.SLACK if row.slack else Platform.TEAMS
    return Actor(key=key, name=row.name, platform=platform, part=part, id=row.slack or row.teams)


def playing(platform: Platform) -> dict[Part, Actor]:
    """Everybody with a phone on this platform, by what they are."""
    return {actor.part: actor for actor in actors().values() if actor.platform is platform}


TWO_AND: Final = (Part.EMPLOYEE, Part.LEADER)
COMMITTEE: Final = (Part.WRITER, Part.EMPLOYER, Part.UNION)


def trio(platform: Platform, parts: tuple[Part, Part, Part] = (*TWO_AND, Part.OTHER)) -> Trio:
    """The people of this platform's story; who they are depends on which."""
    first, second, third = (playing(platform)[part] for part in parts)
    return Trio(first, second, third)
