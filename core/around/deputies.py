"""A deputy while the leader is away: proposed by either, agreed by the employee, and over by the date."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from core import workdays
from core.agreements import course as moves
from core.agreements import leading
from core.agreements.course import Course, Lead
from core.agreements.model import RUNNING, AgreementId, Deputy, Terms
from core.agreements.usecases import NOT_BEFORE, SPREAD, sight_of, tell
from core.around.usecases import can_be_chosen
from core.checkins import usecases as checkins
from core.checkins.model import Share
from core.drafting.ports import Work
from core.drafting.usecases import standing, when_of
from core.errors import NotFound, Refused
from core.ledger import usecases as ledger
from core.people import Person, PersonId
from core.sight import WORKER, Role, Sight

DEPUTY = "around.deputy"
"""To the deputy, on the first day and then once a week."""
A_WEEK = timedelta(weeks=1)


def deputy(person: PersonId) -> Sight:
    """This person as a deputy."""
    return sight_of(person, Role.DEPUTY)


async def candidates(work: Work, course: Course) -> Sequence[Person]:
    """Registered leaders, but for the two; by name."""
    return sorted(await can_be_chosen(work, course), key=lambda each: each.name)


async def propose(work: Work, id: AgreementId, person: Person, wanted: Deputy) -> None:
    """
    From the leader a proposal, of which the employee is told; from the employee it holds at once.

    Raises Refused for whom the list does not have, and for dates that are reversed or past.
    """
    course, sight = await as_it_stands(work, id, person)
    await _can_be(work, course, wanted)
    when = await when_of(work, course)
    if course.deputy is not None and course.deputy.agreed and when[1] <= course.deputy.until:
        raise Refused("refused.moved_on")  # an agreed one is ended first, even before the first day
    # A leader gets no other answer while a withdrawal waits for the morning.
    known = replace(course, leaving_at=None) if sight.role is Role.LEADER else course
    proposed = leading.deputy_proposed(known, wanted, sight.role, when)
    proposed = replace(proposed, leaving_at=course.leaving_at)
    if sight.role is Role.EMPLOYEE:
        # One transaction, one new version and one step, however many moves were made in it.
        await _agreed(work, replace(proposed, version=course.version, steps=course.steps), wanted, sight)
    else:
        await work.agreements.save_course(proposed, sight)
        await tell(work, course, to=Role.EMPLOYEE)


async def as_it_stands(work: Work, id: AgreementId, person: Person) -> tuple[Course, Sight]:
    """As it stands; for an employee who had left and came back without a leader, who gets no key by another's name."""
    course, sight = await standing(work, id, person)
    if sight.role is Role.EMPLOYEE and course.lead is Lead.IN:
        led = (await work.agreements.route(id, sight)).led
        course = course if led else leading.alone(course)
    return course, sight


async def _can_be(work: Work, course: Course, deputy: Deputy) -> None:
    if deputy.person not in {each.id for each in await candidates(work, course)}:
        raise Refused("refused.moved_on")


async def agree(work: Work, id: AgreementId, person: Person, seen: Deputy) -> None:
    """
    The employee's yes to the one who was on the screen.

    Raises Refused if it is another by now, or one who cannot be a deputy any more; NotFound for others.
    """
    course, sight = await as_it_stands(work, id, person)
    if sight.role is not Role.EMPLOYEE:
        raise NotFound
    await _can_be(work, course, seen)
    await _agreed(work, course, seen, sight)


async def _agreed(work: Work, course: Course, seen: Deputy, sight: Sight) -> None:
    """
    A new generation of the joint key, for the three: what was shared before lies under the old one.

    What is shared from now on and before the first day is held back by the date, see `stands_in`.
    """
    id = course.agreement
    moved = leading.deputy_agreed(course, seen, await when_of(work, course))
    route = await work.agreements.route(id, sight)
    if route.deputy is not None:
        await work.agreements.dismiss(id, deputy(route.deputy.person))
    await work.agreements.renew(id, sight, (sight_of(course.leader, Role.LEADER),))
    await work.agreements.admit(id, sight, deputy(seen.person))
    await work.agreements.save_course(moved, sight)
    await work.agreements.put_terms(await work.agreements.terms(id, sight), sight)
    route = replace(route, deputy=moved.deputy, version=route.version + 1)
    await work.agreements.save_route(route, sight)
    await _call(work, id, await work.people.get(seen.person), seen.since)
    await tell(work, moved, to=Role.LEADER)


async def _call(work: Work, id: AgreementId, person: Person, day: date) -> None:
    if day > workdays.local_date(work.now, person.zone):
        due = checkins.slot(work, workdays.on_or_after(day), person)
    else:
        due = work.now + NOT_BEFORE + timedelta(minutes=work.chance(SPREAD))
    await ledger.owe(work, person, DEPUTY, id, due, once=f"{DEPUTY}:{work.new_id()}")


async def call_again(work: Work, id: AgreementId, person: PersonId) -> None:
    """A week after the last call, as long as it goes on."""
    route = await work.agreements.route(id, WORKER)
    to = await work.people.get(person)
    day = workdays.on_or_after(workdays.local_date(work.now, to.zone) + A_WEEK)
    if route.deputy is not None and route.deputy.person == person and route.deputy.on(day):
        await _call(work, id, to, day)


async def end(work: Work, id: AgreementId, person: Person) -> None:
    """Either says no to a proposal, or that the deputy's time is over: no key from now on."""
    course, sight = await standing(work, id, person)
    moved = leading.without_deputy(course, sight.role, await when_of(work, course))
    await work.agreements.save_course(moved, sight)
    route = await work.agreements.route(id, WORKER)
    if route.deputy is not None:
        await work.agreements.dismiss(id, deputy(route.deputy.person))
        for promise in await work.ledger.of(route.deputy.person):
            if promise.kind == DEPUTY and promise.ref == id:
                await ledger.used_up(work, promise)
        await work.agreements.save_route(replace(route, deputy=None, version=route.version + 1), WORKER)
    await tell(work, moved, to=moves.other(sight.role))


async def stands_in(work: Work, id: AgreementId, person: Person) -> tuple[Course, Terms, Sequence[Share]]:
    """
    What a deputy reads: the text, and what was shared in that time.

    Raises NotFound for everybody else, before the first day and after the last, whether or not the key is gone yet.
    """
    sight = deputy(person.id)
    course = await work.agreements.course(id, sight)
    when = await when_of(work, course)
    own = course.deputy
    if own is None or own.person != person.id or not own.on(when[1]):
        raise NotFound
    here = (await work.people.get(course.employee)).active and course.lead is Lead.IN
    if not here or course.state_at(*when) not in RUNNING:
        raise NotFound
    zone = (await work.people.get(course.employee)).zone
    shares = [
        share
        for share in await work.checkins.shares(id, sight)
        if share.shown_from <= work.now and own.on(_shared_on(share, zone))
    ]
    return course, await work.agreements.terms(id, sight), shares


def _shared_on(share: Share, zone: str) -> date:
    """What waited for the morning counts with the evening before, when it may have been shared."""
    shown = share.shown_from.astimezone(ZoneInfo(zone))
    return shown.date() - timedelta(days=1 if shown.time() == checkins.MORNING else 0)


async def read(work: Work, id: AgreementId, person: Person) -> None:
    """The deputy opens: from now on what is seen cannot be taken back."""
    for share in (await stands_in(work, id, person))[2]:
        if share.opened_at is None:
            await work.checkins.save_share(share.opened(work.now), deputy(person.id))
