"""
The platforms' own lists of people, taken in page by page.

A list of a platform says who has an account there, and little else. So it adds those who are not known, and changes
nothing about those who are: names, leaders, places and positions are the workplace's own list's. Nobody is taken for
gone because a page is missing, or because they are not on one: only the platform's own word that an account is
deactivated counts, on two different days, and only where it is the person's only account. Whoever was shut out by that,
or by the workplace's list, is let in again by the workplace's list alone.

Nothing here owes anybody anything: being found on a list is no reason to be written to.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Protocol

from core import workdays
from core.directory.ports import Work
from core.directory.reading import MOST_NAME, is_zone, shows
from core.errors import Outdated
from core.people import Account, Person, PersonId, Platform, Workplace, WorkplaceId

FIRST: Final = ""
"""Stands for the first page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An account on a platform's list. `outsider`: a guest, a stranger or a bot; `gone`: deactivated, as the platform says."""

    account: Account
    name: str
    zone: str = ""
    outsider: bool = False
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the list, and where the next page begins; FIRST when there is none."""

    members: Sequence[Member]
    following: str = FIRST


class Stale(Exception):
    """The platform no longer knows where that page begins: the list is begun anew."""


class Roster(Protocol):
    """A platform's own list."""

    @property
    def platform(self) -> Platform: ...
    @property
    def pause(self) -> float:
        """Seconds between two pages, so that the platform's limit is kept."""
        ...

    async def page(self, after: str) -> Page:
        """
        One page.

        Raises:
            TryLater, Unsure, Unreachable: nothing is known of that page.
            Stale: it is to be begun anew.

        """
        ...


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a page."""

    new: int = 0
    left: int = 0


async def begins_at(work: Work, workplace: Workplace, platform: Platform) -> str | None:
    """Where to go on with today's list; None when it has been gone through today."""
    held = await work.marks.get(_place(workplace.id, platform))
    if held is None:
        return FIRST
    if held["after"] == FIRST and held["on"] == _today(work, workplace).isoformat():
        return None
    return str(held["after"])


async def take_page(work: Work, workplace: Workplace, platform: Platform, after: str, page: Page) -> Taken:
    """Take it in, and note where the next begins. Raises Outdated if another process has taken it already."""
    name = _place(workplace.id, platform)
    held = await work.marks.take(name)
    if (str(held["after"]) if held else FIRST) != after:
        raise Outdated
    today = _today(work, workplace)
    await work.marks.put(name, {"after": page.following, "on": today.isoformat()}, None)
    here = [each for each in page.members if each.account.platform is platform and not each.outsider]
    new, left = list[Person](), 0
    for member in _once(here):
        known = await work.people.at(member.account)
        if known is None:
            if not member.gone and (name := _name(member.name)):
                new.append(_person(work, workplace, member, name))
        elif member.gone:
            left += await _seen_gone(work, known, today)
        else:
            await work.marks.take(_gone(known.id))
    await work.people.add_all(new)
    return Taken(len(new), left)


async def begin_anew(work: Work, workplace: WorkplaceId, platform: Platform) -> None:
    """The place that was noted is worth nothing any more."""
    await work.marks.take(_place(workplace, platform))


async def _seen_gone(work: Work, person: Person, today: date) -> bool:
    """Whether that makes somebody one who has left: on the second day that it is so, and not the first."""
    if not person.active or len(person.accounts) > 1:
        return False
    held = await work.marks.get(_gone(person.id))
    if held is None:
        await work.marks.put(_gone(person.id), {"on": today.isoformat()}, None)
        return False
    if held["on"] >= today.isoformat():
        return False
    await work.marks.take(_gone(person.id))
    await work.people.save(replace(person, active=False, version=person.version + 1))
    return True


def _person(work: Work, workplace: Workplace, member: Member, name: str) -> Person:
    return Person(
        id=PersonId(work.new_id()),
        workplace=workplace.id,
        name=name,
        language=workplace.language,
        zone=member.zone if member.zone and is_zone(member.zone) else workplace.zone,
        accounts=(member.account,),
        channel=member.account.platform,
    )


def _name(said: str) -> str:
    """As it can be shown; nothing where nothing of it can be."""
    return "".join(sign for sign in " ".join(said.split()) if shows(sign))[:MOST_NAME].strip()


def _once(members: Iterable[Member]) -> Sequence[Member]:
    """A list may have somebody twice where a page ends while it is changed."""
    return list({each.account.id: each for each in members}.values())


def _today(work: Work, workplace: Workplace) -> date:
    return workdays.local_date(work.now, workplace.zone)


def _place(workplace: WorkplaceId, platform: Platform) -> str:
    return f"directory:fetch:{workplace}:{platform}"


def _gone(person: PersonId) -> str:
    return f"directory:gone:{person}"
