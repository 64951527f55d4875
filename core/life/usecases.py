"""What the two can do with an agreement in force; each move is told to the other with the neutral ping."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from core import workdays
from core.agreements import course as moves
from core.agreements.course import Course, Lead
from core.agreements.leading import alone
from core.agreements.model import LONG_AWAY, RUNNING, AgreementId, Cadence, Route, State
from core.agreements.usecases import NEWS, SPREAD, tell
from core.checkins import usecases as checkins
from core.drafting.ports import Work
from core.drafting.usecases import standing, when_of
from core.errors import Refused
from core.ledger import usecases as ledger
from core.people import Person
from core.sight import WORKER, Role, Sight

LAST_TALK = "life.last_talk"
A_WEEKEND = timedelta(days=3)
LAST_TALKS = (30, 7)
FOUND_DUE = timedelta(days=30)
"""Days before the end (domain.md 5.1)."""


async def _save(work: Work, course: Course, sight: Sight, route: Route) -> None:
    """A withdrawal that the leader is not told of yet stays in the route, whatever the leader does meanwhile."""
    await work.agreements.save_course(course, sight)
    if course.leaving_at is None or route.state not in RUNNING:
        await work.agreements.save_route(route, WORKER)


async def pause(work: Work, id: AgreementId, person: Person, until: date) -> None:
    """Either, with a day on which it goes on by itself, or another day for that; the other is told."""
    course, sight = await standing(work, id, person)
    when = await when_of(work, course)
    if course.state_at(*when) is State.PAUSED and course.paused_until == until:
        return
    moved = moves.paused(course, sight.role, until, when)
    route = _resting(await work.agreements.route(id, WORKER), until, when[1])
    await _save(work, moved, sight, route.moved(State.PAUSED, paused_until=until))
    await tell(work, course, to=moves.other(sight.role))


def _resting(route: Route, until: date, today: date) -> Route:
    since = _away_since(route, today)
    back_on = until if _long(since, until) else _last_return(route, today)
    return replace(route, away_since=since, went_on=None, back_on=back_on)


def _as_paused(route: Route, course: Course, today: date) -> Route:
    """A pause that the leader has set while the employee was leaving did not reach the route."""
    until = course.paused_until
    if until is None or until == route.paused_until or until <= today:
        return route
    return _resting(route, until, today)


def _away_since(route: Route, today: date) -> date:
    """A pause that follows upon another, a weekend between them at most, goes on with the same absence."""
    rested_until = route.paused_until or route.went_on
    goes_on = rested_until is not None and rested_until + A_WEEKEND >= today
    return route.away_since if goes_on and route.away_since else today


def _last_return(route: Route, today: date) -> date | None:
    """The last one that has been: one that lies ahead belongs to a pause that is now another."""
    return route.back_on if route.back_on is not None and route.back_on <= today else None


def _long(since: date, until: date) -> bool:
    return until - since >= LONG_AWAY


async def resume(work: Work, id: AgreementId, person: Person) -> None:
    """Either, before that day."""
    course, sight = await standing(work, id, person)
    when = await when_of(work, course)
    await _go_on(work, moves.resumed(course, sight.role, when), sight, partial(_gone_on, today=when[1]))
    await tell(work, course, to=moves.other(sight.role))


def _gone_on(route: Route, today: date) -> Route:
    """Out of a pause, on its day or before; it may have been a long absence all the same."""
    if route.paused_until is None:
        return route
    day = min(today, route.paused_until)
    long = route.away_since is not None and _long(route.away_since, day)
    return replace(route, went_on=day, back_on=day if long else _last_return(route, day))


async def _go_on(
    work: Work, course: Course, sight: Sight, also: Callable[[Route], Route] = lambda route: route
) -> None:
    route = also(await work.agreements.route(course.agreement, WORKER))
    await _save(work, course, sight, route.moved(course.state, paused_until=course.paused_until))
    await checkins.plan_next(work, await work.agreements.route(course.agreement, WORKER))


async def quieten(
    work: Work, id: AgreementId, person: Person, *, quiet: bool, until: date | None = None
) -> None:
    """
    No pings of the rhythm to the employee, for as long as they wish or until a day, when it goes on by itself.

    The leader cannot see it: their own pings go on. Raises Refused for a day that has been, or is after the end.
    """
    sight = checkins.employee(person)
    route = await work.agreements.route(id, sight)
    if until is not None and not workdays.local_date(work.now, person.zone) < until <= route.ends_on:
        raise Refused("refused.past")
    if (route.quiet, route.quiet_until) == (quiet, until):
        return
    hushed = replace(route, quiet=quiet, quiet_until=until, version=route.version + 1)
    await work.agreements.save_route(hushed, sight)
    if not quiet:
        await checkins.plan_next(work, await work.agreements.route(id, WORKER))


async def slow_down(work: Work, id: AgreementId, person: Person, every: int) -> None:
    """
    The employee lowers the rhythm alone, to a check-in every `every` weeks (S22, S43).

    Raises Refused if that is quicker than agreed, or slower than the agreed floor: both are amendments.
    """
    sight = checkins.employee(person)
    terms = await work.agreements.terms(id, sight)
    if not 1 <= every <= terms.slowest:
        raise Refused("refused.amendment")
    route = await work.agreements.route(id, sight)
    cadence = terms.cadence if every == 1 else Cadence(weekly_for=0, then_every=every)
    await work.agreements.save_route(replace(route, cadence=cadence, version=route.version + 1), sight)


async def open_plan(work: Work, id: AgreementId, person: Person) -> None:
    """The employee takes up the plan; from the leader it is a proposal, for the employee to confirm (S88)."""
    course, sight = await standing(work, id, person)
    when = await when_of(work, course)
    moved = moves.plan_opened(course, sight.role, when)
    if moved is course:
        return
    if moved.state is State.RELAPSE_PLAN:
        await _go_on(work, moved, sight, partial(_gone_on, today=when[1]))
    else:
        await work.agreements.save_course(moved, sight)
    await tell(work, course, to=moves.other(sight.role))


async def settle(work: Work, id: AgreementId, person: Person) -> bool:
    """
    Back to the everyday, when both say so; says whether both have.

    The employee's word is enough while nobody leads, and when whoever does has left the workplace.
    """
    course, sight = await standing(work, id, person)
    led = (await work.agreements.route(id, WORKER)).led
    here = (await work.people.get(course.leader)).active
    now = course if (led and here) or course.lead is not Lead.IN else alone(course)
    moved = moves.settled(now, sight.role, await when_of(work, course))
    if moved is now:
        return False
    moved = replace(moved, lead=course.lead) if led else moved
    if moved.state is State.ACTIVE:
        await _go_on(work, moved, sight)
    else:
        await work.agreements.save_course(moved, sight)
    await tell(work, course, to=moves.other(sight.role))
    return moved.state is State.ACTIVE


async def withdraw(work: Work, id: AgreementId, person: Person, said: str = "") -> None:
    """
    The employee steps out; no reason. Pings to the employee stop at once.

    Between 22 and 06 the leader is told the next morning, and it can be undone until then; `said` is the moment that
    the form promised.
    """
    course, sight = await standing(work, id, person)
    if sight.role is not Role.EMPLOYEE:
        raise Refused
    when = await when_of(work, course)
    at = checkins.kept(work.now, person.zone, said)
    moved = moves.withdrawn(course, at, when)
    if moved is course:
        return
    route = await work.agreements.route(id, WORKER)
    # Until the leader is told, nothing that the leader reads may change by it: the pause it stands in stays.
    left = route.moved(State.WITHDRAWN, paused_until=route.paused_until, over_on=when[1])
    await _save(work, moved, sight, left)
    if at <= work.now:
        await tell(work, moved, to=Role.LEADER)
    else:
        await tell_in_the_morning(work, moved)


async def tell_in_the_morning(work: Work, course: Course) -> None:
    """A withdrawal that the leader is not told of yet; also for one who goes in that night."""
    if course.lead is Lead.IN and course.leaving_at is not None and course.leaving_at > work.now:
        to = await work.people.get(course.leader)
        due = course.leaving_at + timedelta(minutes=work.chance(SPREAD))
        once = f"{_leaving(course.agreement)}{work.new_id()}"
        await ledger.owe(work, to, NEWS, course.agreement, due, once=once)


def _leaving(id: AgreementId) -> str:
    """What the news of a withdrawal at night is known by: alone among all news it can be called off."""
    return f"{NEWS}:{id}:leaving:"


async def stay(work: Work, id: AgreementId, person: Person) -> None:
    """Second thoughts, before the leader was told; a ping with nothing new behind it would tell, so it is off."""
    course, sight = await standing(work, id, person)
    if sight.role is not Role.EMPLOYEE:
        raise Refused
    when = await when_of(work, course)
    await _go_on(work, moves.stayed(course, when), sight, partial(_as_paused, course=course, today=when[1]))
    for promise in await work.ledger.of(course.leader):
        if promise.once.startswith(_leaving(id)):
            await ledger.used_up(work, promise)


async def end(work: Work, id: AgreementId, person: Person, *, talked: bool) -> None:
    """The leader ends it, only after a conversation that was held; no reason is written (domain.md 5.1)."""
    course, sight = await standing(work, id, person)
    if sight.role is not Role.LEADER:
        raise Refused
    if not talked:
        raise Refused("refused.talk_first")
    when = await when_of(work, course)
    route = await work.agreements.route(id, WORKER)
    await _save(work, moves.ended(course, when), sight, route.moved(State.ENDED, over_on=when[1]))
    await tell(work, course, to=Role.EMPLOYEE)


async def let_copy(work: Work, id: AgreementId, person: Person, *, may: bool) -> None:
    """The employee's yes or no to a copy for the leader, who is not told of either. Raises Refused for the leader."""
    course, sight = await standing(work, id, person)
    if sight.role is not Role.EMPLOYEE:
        raise Refused
    if course.leader_may_copy is not may:
        await work.agreements.save_course(moves.copying(course, may=may), sight)


async def _is_due_to_go(work: Work, route: Route, today: date) -> bool:
    """
    Found so on an earlier day, too: a clock that was ahead for an hour must not delete for good what others need.

    It is looked for from the day before on, so that what goes does so on the day that was promised.
    """
    name = f"due_to_go:{route.id}"
    found = await work.marks.take(name)
    if today < route.erased_on() - timedelta(days=1):
        return False
    since = min(date.fromisoformat(found["on"]), today) if found else today
    await work.marks.put(name, {"on": since.isoformat()}, work.now + FOUND_DUE)
    return since < today and today >= route.erased_on()


async def sweep(work: Work, id: AgreementId) -> None:
    """The daily look at one agreement: rhythm, the last talks, and what is old enough to go."""
    route = await work.agreements.route(id, WORKER)
    employee = await work.people.get(route.employee)
    today = workdays.local_date(work.now, employee.zone)
    if await _is_due_to_go(work, route, today):
        await work.agreements.erase(id)
        return
    await checkins.sweep(work, id)
    left = (route.ends_on - today).days
    due = [days for days in LAST_TALKS if 0 < left <= days]
    if due and route.in_force(today):
        for to in (employee, *([await work.people.get(route.leader)] if route.led else [])):
            once = f"{LAST_TALK}:{id}:{to.id}:{route.ends_on}:{min(due)}"
            # The ledger forgets what it has sent before the end has come.
            if await work.marks.put(once, {}, work.now + 2 * timedelta(days=max(LAST_TALKS))):
                day = workdays.shifted(today, 1)
                await ledger.owe(work, to, LAST_TALK, id, checkins.slot(work, day, to), once=once)
