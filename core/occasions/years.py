"""What comes again next year."""

from datetime import date, timedelta
from typing import Final

from core.occasions import advice
from core.occasions.model import CHANGE, Occasion, OccasionId
from core.occasions.ports import Work

NEAR: Final = timedelta(days=45)
"""Of the same sort and for the same people that close together is the same one."""


async def again(work: Work, last: Occasion, today: date) -> None:
    """Once, whatever happens: the one that has been hands it on in the same transaction."""
    await work.occasions.save(last.handed_on())
    following = last.next_year(OccasionId(work.new_id()))
    while following.on < today:
        following = following.next_year(following.id)
    near = await work.occasions.between(last.workplace, following.on - NEAR, following.on + NEAR)
    for each in near:
        if (
            (each.sort(), each.audience) == (last.sort(), last.audience)
            and not each.cancelled
            and each.on >= today
            and await _says_when(work, each, last)
        ):
            if not each.yearly:  # entered by hand
                await work.occasions.save(each.changed(yearly=True))
            return
    await work.occasions.add(following)
    await advice.owe(work, following, same_weekday=True)


async def _says_when(work: Work, near: Occasion, last: Occasion) -> bool:
    """Whether it is next year's of `last`: any leader could else enter one, call it off, and so end what is others'."""
    if near.uid or near.organiser is None or near.organiser == last.organiser:
        return True
    return bool((await work.people.get(near.organiser)).positions & CHANGE)
