"""
The rule of ten, also by subtraction: two occasions must not tell together what neither tells alone.

If eleven work in sales, ten of them in Oslo, and somebody is reminded of what is for all of sales but not of what is for
sales in Oslo, it is the eleventh. So of whom an occasion is for, of those whom it is not for, and of each part that it
has in common with another one or has not, there must be none or ten. Where that is not so, nobody is reminded of
either: whichever came first, what has been said already could be subtracted from what is said next.

It is decided by the calendar and the directory alone, and no agreement.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import combinations
from typing import Final

from core import workdays
from core.occasions.limits import NEAR
from core.occasions.model import FEWEST, Audience, Occasion
from core.occasions.ports import Work
from core.people import WorkplaceId

APART: Final = timedelta(weeks=8)
"""Occasions that are further apart are not held against each other."""
EVERYBODY: Final = Audience()
MOST: Final = 400
"""Audiences that are remembered of what has been changed near its day; each person changes a few a week (`limits`)."""


async def tells_nobody_apart(work: Work, occasion: Occasion) -> bool:
    """
    Whether people may be reminded of it, beside all that there is or was in these weeks.

    What was called off counts if somebody may have been reminded of it: so nobody need fear to put right a slip.
    """
    if occasion.audience == EVERYBODY:
        return True
    first, last = occasion.on - APART, occasion.on + APART
    there = await work.occasions.between(occasion.workplace, first, last)
    used = {occasion.audience} | {each.audience for each in there if not each.cancelled}
    used |= {was for was, on in await _was_for(work, occasion.workplace) if first <= on <= last}
    return occasion.audience in sound(used, await work.people.crowds(occasion.workplace))


def sound(used: Collection[Audience], crowds: Mapping[Audience, int]) -> frozenset[Audience]:
    """Those of them that tell nobody apart, alone and beside each other."""
    return _sound(frozenset(used), frozenset(crowds.items()))


@lru_cache(maxsize=64)  # every agreement asks about the same calendar, every night
def _sound(used: frozenset[Audience], crowds: frozenset[tuple[Audience, int]]) -> frozenset[Audience]:
    some = [(who, many) for who, many in crowds if many]
    many = [count for _, count in some]
    parts = {each: frozenset(n for n, (who, _) in enumerate(some) if each.includes(who)) for each in used}
    alone = [each for each in used if _large([parts[each]], many)]
    pairs = (pair for pair in combinations(alone, 2) if not _large([parts[each] for each in pair], many))
    left = frozenset(alone) - {each for pair in pairs for each in pair}
    # Two and two they may be large enough, and three together not; also with one that has gone out, but may have been said.
    beside: list[list[frozenset[int]]] = [[], *([parts[each]] for each in alone if each not in left)]
    kept = [parts[each] for each in left]
    return left if all(_large([*kept, *each], many) for each in beside) else left & {EVERYBODY}


def _large(some: Iterable[frozenset[int]], many: Sequence[int]) -> bool:
    """Whether the workplace, parted by who belongs to which of these, has no part of one to nine."""
    parts = [frozenset(range(len(many)))]
    for each in some:
        parts = [half for part in parts for half in (part & each, part - each) if half]
    return all(sum(many[n] for n in part) >= FEWEST for part in parts if part)


async def remember(work: Work, occasion: Occasion) -> None:
    """
    It is called off, for others, or on another day: that it was for these must be known as if it still stood there.

    Unless its day was so far off that nobody can have been reminded.
    """
    today = work.now.date()
    if occasion.audience == EVERYBODY or occasion.on >= workdays.shifted(today, NEAR):
        return
    kept = [each for each in await _was_for(work, occasion.workplace) if each[1] + 2 * APART > today]
    kept = list(dict.fromkeys([*kept, (occasion.audience, occasion.on)]))[-MOST:]
    until = datetime.combine(max(on for _, on in kept) + 2 * APART, time(), UTC)
    await work.marks.take(_name(occasion.workplace))
    rows = [[was.place, was.department, on.isoformat()] for was, on in kept]
    await work.marks.put(_name(occasion.workplace), {"were_for": rows}, until)


async def _was_for(work: Work, workplace: WorkplaceId) -> list[tuple[Audience, date]]:
    kept = await work.marks.get(_name(workplace)) or {"were_for": []}
    return [
        (Audience(place, department), date.fromisoformat(on)) for place, department, on in kept["were_for"]
    ]


def _name(workplace: WorkplaceId) -> str:
    return f"occasions.were_for:{workplace}"
