"""It was called off, and is on after all."""

from datetime import date

from core.errors import Refused
from core.occasions import advice, limits
from core.occasions.model import Occasion, OccasionId
from core.occasions.ports import Work
from core.occasions.usecases import find, may_change, today_of
from core.people import Person, PersonId


async def on_again(work: Work, id: OccasionId, person: Person) -> Occasion:
    """
    It is on after all: the same one, and so nobody is told again what they have been told. One that is on stays as it is.

    From then on it is somebody's in the chat, as when it is changed. Raises Full, and Refused for those who may not and
    for what is over.
    """
    await work.ledger.alone(PersonId(person.workplace))
    before = await find(work, id, person)
    if not await may_change(work, before, person):
        raise Refused
    today = today_of(work, person)
    if before.on < today:
        raise Refused("refused.over")
    if not before.cancelled:
        return before
    if not before.takes_room():
        ahead = await work.occasions.between(person.workplace, today, date.max)
        await limits.must_have_room(work, person, ahead, free=True)
    await limits.not_often_near(work, person, today, before.on)
    keeper = await advice.keeper(work, before) or person
    after = before.on_again(organiser=keeper.id, source="")
    await work.occasions.save(after)
    await advice.settle(work, before, after)
    return after
