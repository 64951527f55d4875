"""
Entering, changing and calling off what the workplace arranges, and what comes again next year.

A little over 200 lines: who may do what is read in one place.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from core import workdays
from core.errors import NotFound, Refused
from core.occasions import advice, limits, subtraction, years
from core.occasions.model import (
    CHANGE,
    FEWEST,
    FURTHEST,
    KEPT,
    OFF_KEPT,
    Audience,
    Kind,
    Occasion,
    OccasionId,
)
from core.occasions.ports import Work
from core.people import Person, PersonId, Position, Workplace

ENTER: Final = frozenset({Position.LEADER, Position.HR, Position.COMMITTEE, Position.ORGANISER})
"""Whoever leads somebody in the directory may, too, whatever it calls them."""
ARRANGES: Final = (Position.ORGANISER, Position.HR, Position.COMMITTEE)
"""Who takes care of what nobody else does: those of the first of these that somebody holds."""
SHOWN: Final = timedelta(days=365)


class Meanwhile(Exception):
    """Somebody else has changed it since it was shown; `now` is how it stands."""

    def __init__(self, now: Occasion) -> None:
        """Remember it."""
        super().__init__("changed meanwhile")
        self.now = now


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody has filled in."""

    kind: Kind
    name: str
    on: date
    audience: Audience
    yearly: bool


def today_of(work: Work, person: Person) -> date:
    """Where this person is."""
    return workdays.local_date(work.now, person.zone)


async def may_enter(work: Work, person: Person) -> bool:
    """Whether this person may enter something."""
    return bool(person.positions & ENTER) or await work.people.leads(person.id)


async def may_change(work: Work, occasion: Occasion, person: Person) -> bool:
    """Whoever entered it, while they may enter something; and HR, the committee and whoever arranges things."""
    if person.positions & CHANGE:
        return True
    return occasion.organiser == person.id and await may_enter(work, person)


async def arrangers(work: Work, workplace: Workplace) -> Sequence[Person]:
    """Those who arrange things, else HR, else the committee; by name, and perhaps nobody."""
    people = await work.people.with_positions(workplace.id)
    for position in ARRANGES:
        if found := [each for each in people if position in each.positions]:
            return found
    return []


async def coming(work: Work, person: Person) -> Sequence[Occasion]:
    """What everybody at the workplace reads: a year ahead, by day, with what is called off."""
    today = today_of(work, person)
    return await work.occasions.between(person.workplace, today, today + SHOWN)


async def find(work: Work, id: OccasionId, person: Person) -> Occasion:
    """One of this workplace. Raises NotFound."""
    found = await work.occasions.get(id)
    if found.workplace != person.workplace:
        raise NotFound
    return found


async def rings(work: Work, occasion: Occasion) -> bool:
    """Whether people may be reminded of it: it is for ten at least, and beside no other does it tell anybody apart."""
    if occasion.audience.size(await work.people.crowds(occasion.workplace)) < FEWEST:
        return False
    return await subtraction.tells_nobody_apart(work, occasion)


def standing(occasion: Occasion, today: date) -> Occasion:
    """Raises Refused for what has been, or is called off."""
    if occasion.on < today:
        raise Refused("refused.over")
    if occasion.cancelled:
        raise Refused("refused.moved_on")
    return occasion


async def enter(work: Work, person: Person, wanted: Wanted) -> Occasion:
    """
    A new one, or the one that is there already, word for word. The day is one from today to two years ahead.

    Whoever enters it gets the advice. Of those whose task it is not, nobody enters so many that others find nothing
    else. Raises Full, and Refused for those who may not.
    """
    if not await may_enter(work, person):
        raise Refused
    today = today_of(work, person)
    if not today <= wanted.on <= today + FURTHEST:
        raise Refused("refused.past")
    await work.ledger.alone(PersonId(person.workplace))  # two may enter the same at once
    ahead = await work.occasions.between(person.workplace, today, date.max)
    if there := next((each for each in ahead if not each.cancelled and _says(each, wanted)), None):
        return there
    await limits.must_have_room(work, person, ahead, free=bool(person.positions & CHANGE))
    await limits.not_often_near(work, person, today, wanted.on)
    occasion = Occasion(
        id=OccasionId(work.new_id()), workplace=person.workplace, kind=wanted.kind, on=wanted.on, name=wanted.name,
        audience=wanted.audience, yearly=wanted.yearly, organiser=person.id,
    )  # fmt: skip
    await work.occasions.add(occasion)
    await advice.owe(work, occasion)
    return occasion


def _says(there: Occasion, wanted: Wanted) -> bool:
    same = (there.kind, there.on, there.audience) == (wanted.kind, wanted.on, wanted.audience)
    return same and there.name.casefold() == wanted.name.casefold()


async def change(work: Work, id: OccasionId, person: Person, seen: int, wanted: Wanted) -> Occasion:
    """
    As filled in by somebody who saw its version `seen`.

    What came from a file, or whose organiser has left, is from then on this person's to take care of. Raises
    Meanwhile, TooNear, and Refused for those who may not and for what is over.
    """
    await work.ledger.alone(PersonId(person.workplace))
    before = await _theirs(work, id, person)
    if before.version != seen:
        raise Meanwhile(before)
    new = {
        "kind": wanted.kind, "name": wanted.name, "on": wanted.on, "audience": wanted.audience, "yearly": wanted.yearly,
    }  # fmt: skip
    if (before.kind, before.on, before.audience) != (wanted.kind, wanted.on, wanted.audience):
        await limits.not_often_near(work, person, today_of(work, person), before.on, wanted.on)
    keeper = await advice.keeper(work, before) or person
    after = before.taken_over(keeper.id, **new)
    await work.occasions.save(after)
    if (before.audience, before.on) != (after.audience, after.on):
        await subtraction.remember(work, before)
    await advice.settle(work, before, after)
    return after


async def call_off(work: Work, id: OccasionId, person: Person, seen: int, *, again: bool) -> None:
    """For everybody. `again`: next year's comes all the same. Raises Meanwhile and Refused as `change` does."""
    await work.ledger.alone(PersonId(person.workplace))
    before = await _theirs(work, id, person)
    if before.version != seen:
        raise Meanwhile(before)
    after = before.called_off(again=again)
    await work.occasions.save(after)
    await subtraction.remember(work, before)
    await advice.settle(work, before, after)


async def _theirs(work: Work, id: OccasionId, person: Person) -> Occasion:
    occasion = await find(work, id, person)
    if not await may_change(work, occasion, person):
        raise Refused
    return standing(occasion, today_of(work, person))


async def sweep(work: Work, workplace: Workplace) -> None:
    """The clock's daily look: what has been comes again next year, the advice is owed, and what is long past goes."""
    today = workdays.local_date(work.now, workplace.zone)
    for each in await work.occasions.between(workplace.id, date.min, today - timedelta(days=1)):
        if each.yearly:
            await years.again(work, each, today)
    await advice.sweep(work, workplace, today)
    await work.occasions.forget_called_off(today - OFF_KEPT)
    await work.occasions.forget_before(today - KEPT)
