"""Whom one can ask for a talk, when they will hear of it, and what happens when they answer or do not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from core import workdays
from core.agreements.model import AgreementId
from core.agreements.usecases import running_as_employee, sight_of
from core.errors import NotFound, Refused
from core.group import usecases as group
from core.group.model import Answer as Seated
from core.ledger import usecases as ledger
from core.people import Person, PersonId, Position
from core.sight import Role, Sight
from core.talks.model import MOST_OPEN, Answer, Part, Soon, Talk, TalkId
from core.talks.ports import Work

CALLED: Final = "talks.called"
"""To the one who was asked."""
ANSWERED: Final = "talks.answered"
"""To the one who asked."""
WAITING: Final = "talks.waiting"
"""To the one who asked, when there is no answer."""
PATIENCE: Final = timedelta(hours=1)
"""For a talk today, from when the other has heard of it."""
SOONER: Final = {Soon.TODAY: 25, Soon.DAYS: 120}
"""Minutes by which that may come before the latest moment."""
MOST_LISTED: Final = 25
MOST_ASKED, WITHIN = 3, timedelta(days=1)
"""Of one person: taken back and sent anew, each of them rings."""
REGISTERED: Final = {
    Position.RESOURCE_PERSON: Part.RESOURCE_PERSON,
    Position.AKAN_CONTACT: Part.RESOURCE_PERSON,
    Position.OCCUPATIONAL_HEALTH: Part.OCCUPATIONAL_HEALTH,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody who can be asked, and as what."""

    person: Person
    part: Part


def asker(person: Person) -> Sight:
    """This person as the one who asked."""
    return sight_of(person.id, Role.ASKER)


def helper(person: Person) -> Sight:
    """This person as the one who was asked."""
    return sight_of(person.id, Role.HELPER)


async def candidates(work: Work, person: Person) -> Sequence[Candidate]:
    """
    One's leader, whoever is with one in an agreement, and whom the workplace has registered; each once.

    The list is for this person's eyes alone: whoever is on it learns nothing of it.
    """
    found: dict[PersonId, Part] = {}
    for route in await running_as_employee(work, person.id):
        if route.led:
            found.setdefault(route.leader, Part.LEADER)
        await _add_group(work, route.id, person, found)
    if person.leader is not None:
        found.setdefault(person.leader, Part.LEADER)
    for each in await work.people.with_positions(person.workplace):
        for position, part in REGISTERED.items():
            if position in each.positions:
                found.setdefault(each.id, part)
    there = {each.id: each for each in await work.people.some(found)}
    here = [Candidate(person=there[id], part=part) for id, part in found.items() if id in there]
    return [each for each in here if _can_be_asked(each.person, person)][:MOST_LISTED]


def _can_be_asked(one: Person, by: Person) -> bool:
    return one.active and one.workplace == by.workplace and one.id != by.id


async def _add_group(work: Work, id: AgreementId, person: Person, found: dict[PersonId, Part]) -> None:
    course = await work.agreements.course(id, sight_of(person.id, Role.EMPLOYEE))
    for member in course.group:
        if member.person is None:
            continue
        try:
            seat = await work.seats.get(member.id, group.host(person.id))
        except NotFound:
            continue
        if seat.answer is Seated.YES:
            found.setdefault(member.person, Part(member.part.value))


def heard_at(now: datetime, to: Person) -> datetime:
    """When they get the ping: at once if it is in their hours or they have agreed to that, else when their hours begin."""
    return now if to.anytime else workdays.next_open(now, to.hours, to.zone)


def told_by(talk_soon: Soon, heard: datetime, person: Person) -> datetime:
    """When the one who asked is told at the latest that there is no answer yet."""
    if talk_soon is Soon.TODAY:
        return heard + PATIENCE
    day = workdays.shifted(workdays.local_date(heard, person.zone), 1)
    # Within the hours: when they end they are over, and it would come a working day later than was said.
    return max(
        workdays.at(day, person.hours.start, person.zone),
        workdays.at(day, person.hours.end, person.zone) - PATIENCE,
    )


async def open_ones(work: Work, person: Person) -> Sequence[Talk]:
    """Those that this person asked for and that are kept, oldest first."""
    return await work.talks.of(person.id, Role.ASKER)


async def ask(work: Work, person: Person, to: PersonId, soon: Soon, seen: datetime) -> TalkId:
    """
    Send it. `seen` is when it was said that the other would hear of it.

    Raises Refused for whom the list does not have, if that moment has become another by more than a few minutes, and
    if too many are open.
    """
    chosen = next((each for each in await candidates(work, person) if each.person.id == to), None)
    waiting = [each for each in await open_ones(work, person) if each.answer is Answer.NONE]
    if chosen is None or any(each.helper == to for each in waiting):
        raise Refused("refused.moved_on")
    if len(waiting) >= MOST_OPEN:
        raise Refused("refused.talks_open")
    heard = heard_at(work.now, chosen.person)
    if heard > max(seen, work.now):
        raise Refused("refused.moved_on")
    await ledger.not_often(work, f"{CALLED}:{person.id}:{to}", MOST_ASKED, WITHIN)
    talk = Talk(
        id=TalkId(work.new_id()), asker=person.id, helper=to, part=chosen.part, soon=soon, asked_at=work.now,
        heard_at=heard,
    )  # fmt: skip
    await work.talks.add(talk)
    await ledger.owe(work, chosen.person, CALLED, talk.id, heard, chosen=chosen.person.anytime)
    # Some minutes before what was said, by chance: an exact hour between two pings would tell who asked whom.
    told = told_by(soon, heard, person) - timedelta(minutes=work.chance(SOONER[soon]))
    await ledger.owe(work, person, WAITING, talk.id, told, chosen=soon is Soon.TODAY)
    return talk.id


async def take_back(work: Work, id: TalkId, person: Person) -> None:
    """The one who asked does not need it any more; if it was not delivered yet, the other never hears of it."""
    talk = await work.talks.get(id, asker(person))
    await used(work, person.id, id, WAITING, ANSWERED)
    await used(work, talk.helper, id, CALLED)
    await work.talks.erase(id)


async def heard_of(work: Work, id: TalkId, person: Person) -> Talk:
    """For the one who was asked, from when it was said that they would hear of it. Raises NotFound for everybody else."""
    talk = await work.talks.get(id, helper(person))
    if talk.heard_at > work.now:
        raise NotFound
    return talk


async def respond(work: Work, id: TalkId, person: Person, answer: Answer) -> None:
    """The one who was asked comes, or cannot; the one who asked is told at once."""
    talk = await heard_of(work, id, person)
    if talk.answer is answer:
        return
    await work.talks.save(talk.answered(answer), helper(person))
    await used(work, person.id, id, CALLED)
    await used(work, talk.asker, id, WAITING)
    if await ledger.rings(work, talk.asker, ANSWERED, id):
        return  # what is opened is how it stands then
    to = await work.people.get(talk.asker)
    # Whoever needs a talk today waits for it, and gets it outside their hours too; else a night is left in peace.
    today = talk.soon is Soon.TODAY
    await ledger.owe(work, to, ANSWERED, id, work.now, once=f"{ANSWERED}:{work.new_id()}", chosen=today)


async def used(work: Work, person: PersonId, id: TalkId, *kinds: str) -> None:
    """Pings of these kinds about it are through with."""
    for promise in await work.ledger.of(person):
        if promise.kind in kinds and promise.ref == id:
            await ledger.used_up(work, promise)
