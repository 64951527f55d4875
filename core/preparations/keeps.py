"""What preparations keep about a person: the registry's entry."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TypeAlias

from core.agreements.model import Route
from core.agreements.usecases import taking_part
from core.chat.texts import Texts
from core.errors import NotFound
from core.occasions.model import Kind, OccasionId
from core.occasions.naming import named
from core.occasions.texts import TEXTS as OCCASIONS
from core.people import Person
from core.preparations import prompts, usecases
from core.preparations.model import CHOICES, Part, Preparation, Shared
from core.preparations.ports import Work
from core.preparations.texts import TEXTS
from core.privacy.registry import Json
from core.sight import Role, Sight

Kept: TypeAlias = tuple[OccasionId, Preparation | None, Sequence[Shared]]


class KeptPreparations:
    """
    The employee's own with what the leader holds of it, what they want no pings about, and the leader's lines.

    For a leader their own lines: what was shared is the employee's to take out of the app, and the leader reads it
    where it stands.
    """

    name = "preparations"

    async def count(self, work: Work, person: Person) -> int:
        kept = len(await self._own(work, person)) + len(await self._lines(work, person))
        return kept + sum([len(route.mutes) for route, _ in await self._routes(work, person)])

    async def export(self, work: Work, person: Person) -> Sequence[Json]:
        texts, found = Texts(TEXTS, person.language, person.zone), list[Json]()
        for occasion, mine, copies in await self._own(work, person):
            on = max(each.on for each in (*copies, *((mine,) if mine else ())))
            found.append(await _named(work, texts, occasion, on) | _told(texts, mine, copies))
        for line in await self._lines(work, person):
            found.append(await _named(work, texts, line.occasion, line.on) | {"next_time": line.text})
        for route, _ in await self._routes(work, person):
            found += [{"not_reminded_of": await _muted(work, texts, each)} for each in sorted(route.mutes)]
        return found

    async def erase(self, work: Work, person: Person) -> None:
        """One's own, what one wants no pings about, and copies that the leader has not opened: also those of the night."""
        for course, sight in await taking_part(work, person.id, Role.EMPLOYEE):
            for mine in await work.preparations.own(course.agreement, sight):
                await work.preparations.erase(mine, sight)
                await work.marks.take(prompts.prepared(mine.agreement, mine.occasion))
            for copy in await work.preparations.shared(course.agreement, sight):
                if copy.by is Role.EMPLOYEE and copy.opened_at is None:
                    await work.preparations.take_back(copy, sight)
        for route, sight in await self._routes(work, person):
            quiet = replace(route, mutes=frozenset(), version=route.version + 1)
            await work.agreements.save_route(quiet, sight)

    async def _own(self, work: Work, person: Person) -> Sequence[Kept]:
        """By agreement and occasion: what is the employee's own, and the copies; either may be all there is."""
        found = list[Kept]()
        for course, sight in await taking_part(work, person.id, Role.EMPLOYEE):
            mine = {each.occasion: each for each in await work.preparations.own(course.agreement, sight)}
            copies: dict[OccasionId, list[Shared]] = {}
            for each in await usecases.readable(work, course.agreement, sight):
                if each.by is Role.EMPLOYEE:
                    copies.setdefault(each.occasion, []).append(each)
            found += [(id, mine.get(id), copies.get(id, [])) for id in dict.fromkeys([*mine, *copies])]
        return found

    async def _routes(self, work: Work, person: Person) -> Sequence[tuple[Route, Sight]]:
        """Those with anything muted."""
        routes = [
            (await work.agreements.route(course.agreement, sight), sight)
            for course, sight in await taking_part(work, person.id, Role.EMPLOYEE)
        ]
        return [(route, sight) for route, sight in routes if route.mutes]

    async def _lines(self, work: Work, person: Person) -> Sequence[Shared]:
        return [
            each
            for course, sight in await taking_part(work, person.id, Role.EMPLOYEE, Role.LEADER)
            for each in await usecases.readable(work, course.agreement, sight)
            if each.by is Role.LEADER
        ]


async def _named(work: Work, texts: Texts, id: OccasionId, on: date) -> Json:
    return {"occasion": await _name(work, texts, id), "on": on.isoformat()}


async def _name(work: Work, texts: Texts, id: OccasionId) -> str:
    try:
        return named(texts, await work.occasions.get(id))
    except NotFound:
        return texts("forgotten")


async def _muted(work: Work, texts: Texts, mute: str) -> str:
    """One occasion, a sort of them, or all."""
    much, _, which = mute.partition(" ")
    match much:
        case "one":
            return await _name(work, texts, OccasionId(which))
        case "sort" if which in list(Kind):
            return texts.other(OCCASIONS)(f"kind.{which}")
        case "sort":
            return which.partition(" ")[2]
        case _:
            return texts("hush.all")


def _told(texts: Texts, mine: Preparation | None, copies: Sequence[Shared]) -> Json:
    def name(part: Part) -> str:
        return texts(f"part.{part}" if part in CHOICES else f"name.{part}")

    own: Json = {}
    if mine is not None:
        own = {"choices": [name(part) for part in mine.given(CHOICES)]}
        own |= {part.value: mine.parts[part] for part in mine.given() if part not in CHOICES}
    shared = [
        {
            "part": name(each.part),
            "text": each.text or name(each.part),
            "opened": each.opened_at.isoformat() if each.opened_at else None,
        }
        for each in copies
    ]
    return own | {"shared": shared}
