"""
The rule of ten, also by subtraction: two occasions must not tell together what neither tells alone.

If eleven work in sales, ten of them in Oslo, and somebody is reminded of what is for all of sales but not of what is for
sales in Oslo, it is the eleventh. So of whom an occasion is for, of those whom it is not for, and of each part that it
has in common with another one or has not, there must be none or ten. Where that is not so, nobody is reminded of
either: whichever came first, what has been said already could be subtracted from what is said next.

It is decided by the calendar and the directory alone, and no agreement.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from itertools import combinations
from typing import Final

from core.occasions.model import FEWEST, Audience, Occasion
from core.occasions.ports import Work
from core.people import WorkplaceId

APART: Final = timedelta(weeks=8)
"""Occasions that are further apart are not held against each other."""
EVERYBODY: Final = Audience()


async def tells_nobody_apart(work: Work, occasion: Occasion) -> bool:
    """Whether people may be reminded of it, beside all that there is or was in these weeks, called off or not."""
    if occasion.audience == EVERYBODY:
        return True
    first, last = occasion.on - APART, occasion.on + APART
    there = await work.occasions.between(occasion.workplace, first, last)
    used = {each.audience for each in there}
    used |= {was for was, on in await _was_for(work, occasion.workplace) if first <= on <= last}
    crowds = await work.people.crowds(occasion.workplace)
    return occasion.audience in sound({*used, occasion.audience}, crowds)


def sound(used: Collection[Audience], crowds: Mapping[Audience, int]) -> frozenset[Audience]:
    """Those of them that tell nobody apart, alone and beside each other."""
    alone = [each for each in used if _large([each], crowds)]
    clashing = {each for pair in combinations(alone, 2) if not _large(pair, crowds) for each in pair}
    left = frozenset(alone) - clashing
    # Two and two they may be large enough, and three together not.
    return left if _large(left, crowds) else left & {EVERYBODY}


def _large(some: Iterable[Audience], crowds: Mapping[Audience, int]) -> bool:
    """Whether the workplace, parted by who belongs to which of these, has no part of one to nine."""
    parts: dict[tuple[bool, ...], int] = {}
    known = tuple(some)
    for who, many in crowds.items():
        part = tuple(each.includes(who) for each in known)
        parts[part] = parts.get(part, 0) + many
    return all(many == 0 or many >= FEWEST for many in parts.values())


async def remember(work: Work, before: Occasion, after: Occasion) -> None:
    """It is for others, or on another day: that it was for these must be known as if it still stood there."""
    if before.audience == EVERYBODY or (before.audience, before.on) == (after.audience, after.on):
        return
    today = work.now.date()
    kept = [each for each in await _was_for(work, before.workplace) if each[1] + 2 * APART > today]
    kept = [*kept, (before.audience, before.on)]
    until = datetime.combine(max(on for _, on in kept) + 2 * APART, time(), work.now.tzinfo)
    await work.marks.take(_name(before.workplace))
    rows = [[was.place, was.department, on.isoformat()] for was, on in dict.fromkeys(kept)]
    await work.marks.put(_name(before.workplace), {"were_for": rows}, until)


async def _was_for(work: Work, workplace: WorkplaceId) -> list[tuple[Audience, date]]:
    kept = await work.marks.get(_name(workplace)) or {"were_for": []}
    return [
        (Audience(place, department), date.fromisoformat(on)) for place, department, on in kept["were_for"]
    ]


def _name(workplace: WorkplaceId) -> str:
    return f"occasions.were_for:{workplace}"
