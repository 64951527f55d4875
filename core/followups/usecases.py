"""Saying that the two have talked, moving a talk, and noticing that there was none for long."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from core import workdays
from core.agreements import course as moves
from core.agreements.course import Move
from core.agreements.model import RUNNING, AgreementId, Route
from core.checkins import usecases as checkins
from core.drafting.usecases import standing, when_of
from core.errors import NotFound, Refused
from core.evaluations import usecases as evaluations
from core.evaluations.ports import Work
from core.ledger import usecases as ledger
from core.ledger.model import Standing
from core.people import Person
from core.sight import WORKER, Role

AWAY: Final = "followups.away"
"""To the employee: there has been no talk for long."""
AWAY_AFTER: Final = timedelta(days=35)
TOLD: Final = timedelta(days=366)
FURTHEST: Final = timedelta(days=21)
"""A talk is moved, and not away."""


async def held(work: Work, id: AgreementId, person: Person) -> None:
    """The leader says that the two have talked: a step that both see, and no nudge. Raises NotFound for others."""
    course, sight = await standing(work, id, person)
    if sight.role is not Role.LEADER:
        raise NotFound
    when = await when_of(work, course)
    moves.must(course, when, RUNNING)
    route = await work.agreements.route(id, WORKER)
    if route.talked_on != when[1]:
        moved = course.stepped(Move.TALKED, Role.LEADER, when[0])
        await work.agreements.save_course(moved, sight)
    await _note(work, replace(route, talked_on=when[1], talk_moved_to=None), person)
    await evaluations.after_talk(work, route)


async def move(work: Work, id: AgreementId, person: Person, day: date) -> None:
    """
    The leader has a better day: the call comes then, in the morning of the leader's hours, and no nudge before.

    Raises Refused for a day that has been, is more than three weeks ahead, or lies after the end.
    """
    course, sight = await standing(work, id, person)
    if sight.role is not Role.LEADER:
        raise NotFound
    moves.must(course, await when_of(work, course), RUNNING)
    route = await work.agreements.route(id, WORKER)
    today = workdays.local_date(work.now, person.zone)
    if not today < day <= min(today + FURTHEST, route.ends_on):
        raise Refused("refused.past")
    await _note(work, replace(route, talk_moved_to=day), person)
    at = workdays.at(day, person.hours.start, person.zone)
    await ledger.come_back(work, person, checkins.FOLLOW_UP, id, at)


async def _note(work: Work, route: Route, leader: Person) -> None:
    await work.agreements.save_route(replace(route, version=route.version + 1), WORKER)
    for promise in await work.ledger.of(leader.id):
        about = promise.kind in {checkins.FOLLOW_UP, checkins.NUDGE} and promise.ref == route.id
        # What is planned for later is looked at when it is due: the next week's call is needed.
        if about and (promise.standing is Standing.SENT or promise.kind == checkins.NUDGE or promise.chosen):
            await ledger.used_up(work, promise)


async def sweep(work: Work, id: AgreementId) -> None:
    """The clock's daily look: the employee is told once for each long silence."""
    route = await work.agreements.route(id, WORKER)
    employee = await work.people.get(route.employee)
    today = workdays.local_date(work.now, employee.zone)
    if _ahead(route, today):
        route = replace(route, talked_on=None, talk_moved_to=None, version=route.version + 1)
        await work.agreements.save_route(route, WORKER)
    if not away(route, today) or not employee.active:
        return
    once = f"{AWAY}:{id}:{route.leader}:{route.last_talk()}"
    # The ledger forgets what it has sent while the silence goes on.
    if await work.marks.put(once, {}, work.now + TOLD):
        due = checkins.slot(work, workdays.shifted(today, 1), employee)
        await ledger.owe(work, employee, AWAY, id, due, once=once)


def _ahead(route: Route, today: date) -> bool:
    """Noted by a clock that was wrong: it would keep the calls away until then."""
    tomorrow = today + timedelta(days=1)  # where the leader is, it may be that
    talked = route.talked_on is not None and route.talked_on > tomorrow
    return talked or (route.talk_moved_to is not None and route.talk_moved_to > tomorrow + FURTHEST)


def away(route: Route, today: date) -> bool:
    """Whether there has been no talk for long, while there should have been: a pause is no neglect."""
    return route.led and route.asks_on(today) and today - route.last_talk() > AWAY_AFTER
