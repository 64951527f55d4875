"""
The advice that every organiser gets, the same for everybody.

Nothing here can reach an agreement: what an organiser gets, and when, says nothing of anybody.
"""

from datetime import date, datetime, timedelta
from typing import Final

from core import workdays
from core.chat.flows import Then, Turn
from core.errors import NotFound
from core.ledger import usecases as ledger
from core.ledger.model import Drop, Promise, Reason, Say, Standing, Verdict
from core.occasions.model import FURTHEST, GAMBLING, YEAR, Occasion, OccasionId
from core.occasions.ports import Work
from core.occasions.texts import TEXTS
from core.people import Person, Position, Workplace

ADVICE: Final = "occasions.advice"
AHEAD: Final = 10
"""Working days before."""
ASKED_AHEAD: Final = 30
"""Working days before the day that the app itself has entered: time enough to put it right, and to tell people."""
SELDOM: Final = timedelta(days=60)
"""Of what nobody takes care of, as all that came from a file: there may be many of them, and the advice is the same."""
UNDER_WAY: Final = frozenset({Standing.WAITING, Standing.CLAIMED, Standing.SENDING})


def ref_of(occasion: Occasion, *, same_weekday: bool = False) -> str:
    """What a promise is about: the clock sees by it whether the day is still that one."""
    return f"{occasion.id} {occasion.on.isoformat()}{' again' if same_weekday else ''}"


def meant(ref: str) -> tuple[OccasionId, bool]:
    """Which occasion, and whether the app has entered its day. Raises NotFound."""
    match ref.split(" "):
        case [id, _]:
            return OccasionId(id), False
        case [id, _, "again"]:
            return OccasionId(id), True
        case _:
            raise NotFound


async def keeper(work: Work, occasion: Occasion) -> Person | None:
    """Who takes care of it, if they still work here."""
    if occasion.organiser is None:
        return None
    person = await work.people.get(occasion.organiser)
    return person if person.active else None


async def owe(work: Work, occasion: Occasion, *, same_weekday: bool = False) -> None:
    """
    Owe it to whoever takes care of it, unless they have it, or have read it before it was moved.

    Ten working days before; when that has been, the next working day, and no later than the day itself.
    """
    if person := await keeper(work, occasion):
        await _owe(work, occasion, person, same_weekday=same_weekday)


async def _owe(work: Work, occasion: Occasion, person: Person, *, same_weekday: bool = False) -> None:
    today = workdays.local_date(work.now, person.zone)
    if occasion.cancelled or occasion.on < today or await _has(work, occasion, person):
        return
    await work.ledger.alone(person.id)  # two workers may both find that nothing is owed
    theirs = [each for each in await work.ledger.of(person.id) if each.kind == ADVICE]
    waiting = [each for each in theirs if each.standing in UNDER_WAY]
    if any(_is_for(each.ref, occasion) or occasion.organiser != person.id for each in waiting):
        return
    due = _moment(work, occasion.on, ASKED_AHEAD if same_weekday else AHEAD, today, person)
    once = f"{ADVICE}:{work.new_id()}"
    await ledger.owe(work, person, ADVICE, ref_of(occasion, same_weekday=same_weekday), due, once=once)


def _moment(work: Work, on: date, ahead: int, today: date, person: Person) -> datetime:
    day = workdays.shifted(on, -ahead)
    if day <= today:
        day = workdays.shifted(today, 1)
    if day > on:
        return work.now  # the ledger waits for hours; if they come after the day, it is dropped
    return ledger.slot(work, day, person)


async def _has(work: Work, occasion: Occasion, person: Person) -> bool:
    names = [_read(occasion.id, person), _said(occasion, person)]
    if occasion.organiser != person.id:
        names.append(_lately(occasion, person))
    return any([await work.marks.get(name) is not None for name in names])


def _read(id: OccasionId, person: Person) -> str:
    return f"{ADVICE}:read:{id}:{person.id}"


def _said(occasion: Occasion, person: Person) -> str:
    return f"{ADVICE}:said:{occasion.id}:{occasion.on.isoformat()}:{person.id}"


def _lately(occasion: Occasion, person: Person) -> str:
    return f"{ADVICE}:lately:{occasion.kind in GAMBLING}:{person.id}"


async def settle(work: Work, before: Occasion, after: Occasion) -> None:
    """It was changed or called off: what is said for another day is dropped, and owed anew for the day that it has now."""
    if before.organiser is not None and (after.cancelled or after.on != before.on):
        for promise in await work.ledger.of(before.organiser):
            if promise.kind == ADVICE and meant(promise.ref)[0] == before.id:
                await ledger.used_up(work, promise)
    if not after.cancelled:
        await owe(work, after)


async def sweep(work: Work, workplace: Workplace, today: date) -> None:
    """
    What is near, and nobody has been told of.

    Of what nobody takes care of, since it came from a file or they have left, one person hears whose task it is here to
    arrange things; and nobody where nobody has that task. HR and the committee would get pings about what others do.
    """
    some = await work.people.with_positions(workplace.id)
    arranger = next((each for each in some if Position.ORGANISER in each.positions), None)
    last = today
    while workdays.shifted(last, -AHEAD) <= today:
        last += timedelta(days=1)
    for occasion in await work.occasions.between(workplace.id, today, last):
        if person := await keeper(work, occasion) or arranger:
            await _owe(work, occasion, person)


class Advice:
    """Give it. `ref` is the occasion and its day, and says whether the app has entered that day."""

    name = ADVICE
    capped = True
    in_hours = True
    again_if_unsure = True
    bulk = False

    async def decide(self, work: Work, promise: Promise) -> Verdict:
        """While it is on and to come, on that day, and this person takes care of it and has not read it."""
        try:
            occasion = await work.occasions.get(meant(promise.ref)[0])
        except NotFound:
            return Drop(Reason.ENDED)
        person = await work.people.get(promise.to)
        if occasion.cancelled or not _is_for(promise.ref, occasion):
            return Drop(Reason.NOT_NEEDED)
        if occasion.on < workdays.local_date(work.now, person.zone):
            return Drop(Reason.TOO_LATE)
        if promise.chosen:
            return Say()
        keeps = await keeper(work, occasion)
        theirs = keeps.id == person.id if keeps else Position.ORGANISER in person.positions
        return Say() if theirs and not await _has(work, occasion, person) else Drop(Reason.NOT_NEEDED)

    async def ended(self, work: Work, promise: Promise, how: Standing) -> None:
        """However it ended but by being dropped, it is not given again for this day, nor soon for what nobody takes care of."""
        if how is Standing.DROPPED:
            return
        try:
            occasion = await work.occasions.get(meant(promise.ref)[0])
            person = await work.people.get(promise.to)
        except NotFound:
            return
        await work.marks.put(_said(occasion, person), {}, work.now + FURTHEST + YEAR)
        if occasion.organiser != person.id:
            await work.marks.put(_lately(occasion, person), {}, work.now + SELDOM)

    async def opened(self, work: Work, turn: Turn, promise: Promise) -> Then | None:
        """The advice, as it is for this kind of occasion."""
        await ledger.used_up(work, promise)
        if await self.label(work, turn, promise) is None:
            return None
        id, _ = meant(promise.ref)
        await work.marks.put(_read(id, turn.person), {}, work.now + FURTHEST + YEAR)
        return Then("occasions.advice", promise.ref)

    async def label(self, work: Work, turn: Turn, promise: Promise) -> str | None:
        """For the person's own list: not which one."""
        try:
            occasion = await work.occasions.get(meant(promise.ref)[0])
        except NotFound:
            return None
        gone = occasion.cancelled or occasion.on < workdays.local_date(work.now, turn.person.zone)
        return None if gone else turn.texts.other(TEXTS)("advice.list")

    async def put_off(self, work: Work, promise: Promise, until: datetime) -> bool:  # noqa: ARG002
        """Gladly."""
        return True


def _is_for(ref: str, occasion: Occasion) -> bool:
    return ref in {ref_of(occasion), ref_of(occasion, same_weekday=True)}
