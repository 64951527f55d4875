"""Taking what is called off out of the list for good: nobody can change it any more, and it may be about somebody."""

from dataclasses import replace
from datetime import date

from core.errors import Refused
from core.occasions import years
from core.occasions.model import CHANGE, FURTHEST, YEAR, Occasion, OccasionId
from core.occasions.ports import Work
from core.occasions.usecases import find, today_of
from core.people import Person, PersonId, WorkplaceId


def may_remove(person: Person) -> bool:
    """HR, the committee and whoever arranges things."""
    return bool(person.positions & CHANGE)


async def called_off(work: Work, id: OccasionId, person: Person) -> Occasion:
    """One that this person may remove. Raises NotFound, and Refused for those who may not and for what is on."""
    occasion = await find(work, id, person)
    if not may_remove(person):
        raise Refused
    return _off(occasion)


async def remove(work: Work, id: OccasionId, person: Person) -> None:
    """As `forever`, by somebody who may. Raises as `called_off` does."""
    await work.ledger.alone(PersonId(person.workplace))
    await forever(work, await called_off(work, id, person), today_of(work, person))


async def forever(work: Work, occasion: Occasion, today: date) -> None:
    """
    It is gone with the words that it had, and no file brings back what was called off in the chat.

    Next year's comes all the same where the kind says what it is. Raises Refused for what is on.
    """
    _off(occasion)
    if occasion.outlives_its_words:
        await years.again(work, replace(occasion, name=""), today)
    elif occasion.uid and not occasion.source:
        await work.marks.put(_mark(occasion.workplace, occasion.uid), {}, work.now + FURTHEST + YEAR)
    await work.occasions.remove(occasion.id)


async def is_gone(work: Work, workplace: WorkplaceId, uid: str) -> bool:
    """Whether what a file knows by this has been removed."""
    return await work.marks.get(_mark(workplace, uid)) is not None


def _off(occasion: Occasion) -> Occasion:
    if not occasion.cancelled:
        raise Refused("refused.moved_on")
    return occasion


def _mark(workplace: WorkplaceId, uid: str) -> str:
    return f"occasions.removed:{workplace}:{uid}"
