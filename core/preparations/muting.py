"""What the employee wants no pings about: one occasion, a sort, or all."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from core.agreements.model import AgreementId, Route
from core.agreements.usecases import sight_of
from core.errors import NotFound
from core.occasions.model import Occasion
from core.people import Person
from core.preparations.ports import Work
from core.preparations.usecases import At
from core.sight import Role

EVERY: Final = "all"
MUCH: Final = ("one", "sort", EVERY)


def names(occasion: Occasion) -> Mapping[str, str]:
    """By how much is muted, what stands in the route for it."""
    return {"one": f"one {occasion.id}", "sort": f"sort {occasion.sort()}", EVERY: EVERY}


def muted(route: Route, occasion: Occasion) -> bool:
    """Whether the employee wants no pings about it."""
    return bool(by(route, occasion))


def by(route: Route, occasion: Occasion) -> str:
    """By the widest of what mutes it: all, its sort, or it alone; empty if nothing does."""
    return next((much for much in reversed(MUCH) if names(occasion)[much] in route.mutes), "")


async def mute(work: Work, at: At, person: Person, much: str) -> None:
    """
    This one, all of its sort, or all. The leader cannot see it, and is reminded all the same: a silence would tell.

    Of a sort also each of those there are by itself: under another name it would else be told of again.
    """
    if much not in MUCH:
        raise NotFound
    route = await _route(work, at.agreement, person)
    met = await _of_the_sort(work, at) if much == "sort" else frozenset()
    await _save(work, route, person, route.mutes | met | {names(at.occasion)[much]})


async def remind_again(work: Work, at: At, person: Person) -> None:
    """What muted this one, or all of its sort, is off; what still makes sense comes on one of the next working days."""
    route = await _route(work, at.agreement, person)
    mine = frozenset(names(at.occasion).values())
    met = await _of_the_sort(work, at) if names(at.occasion)["sort"] in route.mutes else frozenset()
    await _save(work, route, person, route.mutes - mine - met)


async def _of_the_sort(work: Work, at: At) -> frozenset[str]:
    """What stands in the route for each of this sort that comes."""
    coming = await work.occasions.between(at.occasion.workplace, at.when[1], date.max)
    return frozenset(names(each)["one"] for each in coming if each.sort() == at.occasion.sort())


async def remind_of_all(work: Work, id: AgreementId, person: Person) -> None:
    """Nothing is muted any more."""
    await _save(work, await _route(work, id, person), person, frozenset())


async def _route(work: Work, id: AgreementId, person: Person) -> Route:
    return await work.agreements.route(id, sight_of(person.id, Role.EMPLOYEE))


async def _save(work: Work, route: Route, person: Person, mutes: frozenset[str]) -> None:
    if mutes != route.mutes:
        changed = replace(route, mutes=mutes, version=route.version + 1)
        await work.agreements.save_route(changed, sight_of(person.id, Role.EMPLOYEE))
