"""What the clock does when somebody has left, or when the directory has another leader."""

from dataclasses import replace
from datetime import UTC, datetime, time

from core import workdays
from core.agreements.model import KEPT, AgreementId, Route
from core.agreements.usecases import sight_of
from core.checkins import usecases as checkins
from core.drafting.ports import Work
from core.ledger import usecases as ledger
from core.people import Person
from core.sight import WORKER, Role

SEE = "around.see"
"""To the employee: look at who leads it."""


async def differs(work: Work, route: Route) -> bool:
    """Whether the directory has it that somebody else leads the employee, or that whoever leads it is gone."""
    employee, leader = await work.people.get(route.employee), await work.people.get(route.leader)
    return not leader.active or employee.leader not in {None, employee.id, leader.id}


async def sweep(work: Work, id: AgreementId) -> None:
    """The clock's daily look at who is still here. Of a leader who is not the registered one the employee is told once."""
    await see_who_left(work, id)
    route = await work.agreements.route(id, WORKER)
    employee = await work.people.get(route.employee)
    today = workdays.local_date(work.now, employee.zone)
    if route.deputy is not None and today > route.deputy.until:
        await work.agreements.dismiss(id, sight_of(route.deputy.person, Role.DEPUTY))
        route = replace(route, deputy=None, version=route.version + 1)
        await work.agreements.save_route(route, WORKER)
    if route.in_force(today) and route.led and await differs(work, route):
        await _tell_once(work, route, employee)


async def see_who_left(work: Work, id: AgreementId) -> None:
    """
    An employee who has left is alone with it from now on; one who came back chooses who is to lead it.

    It opens the route and nothing else.
    """
    route = await work.agreements.route(id, WORKER)
    employee = await work.people.get(route.employee)
    today = workdays.local_date(work.now, employee.zone)
    if not employee.active:
        if route.left_on is None:
            await work.agreements.shut(id, employee.id)
            shut = replace(route, led=False, left_on=today, deputy=None, version=route.version + 1)
            await work.agreements.save_route(shut, WORKER)
        return
    if route.left_on is not None:
        route = replace(route, left_on=None, version=route.version + 1)
        await work.agreements.save_route(route, WORKER)
        await checkins.sweep(work, id)


async def _tell_once(work: Work, route: Route, employee: Person) -> None:
    leader = await work.people.get(route.leader)
    name = f"{SEE}:{route.id}:{leader.id}:{leader.active}:{employee.leader}"
    until = datetime.combine(route.ends_on + KEPT, time(), UTC)
    if await work.marks.put(name, {}, until):
        day = workdays.shifted(workdays.local_date(work.now, employee.zone), 1)
        due = checkins.slot(work, day, employee)
        await ledger.owe(work, employee, SEE, route.id, due, once=f"{SEE}:{work.new_id()}")
