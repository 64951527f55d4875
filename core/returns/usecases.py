"""When a word before and on the first day is owed."""

from datetime import date, timedelta
from typing import Final

from core import workdays
from core.agreements.model import AgreementId, Route
from core.checkins import usecases as checkins
from core.drafting.ports import Work
from core.drafting.refs import joined
from core.ledger import usecases as ledger
from core.people import PersonId
from core.sight import WORKER

BACK: Final = "returns.back"
"""To the leader, before the day."""
FIRST_DAY: Final = "returns.first_day"
"""To the employee."""
BEFORE: Final = 4
"""
Working days: the leader's word comes on one of these before the day, by chance, as the leader's other calls do. Whoever
has an export of the pings and knows when somebody comes back must not find one always on the day before.
"""
AFTERWARDS: Final = timedelta(days=3)
"""For as long a word about the first day still makes sense."""


async def sweep(work: Work, id: AgreementId) -> None:
    """The clock's daily look. A pause that is ended early, or is no long absence, brings neither word."""
    route = await work.agreements.route(id, WORKER)
    back = route.back_on
    if back is None:
        return
    employee = await work.people.get(route.employee)
    today = workdays.local_date(work.now, employee.zone)
    if not workdays.shifted(back, -BEFORE - 1) <= today <= back or not returns(route, back, today):
        return
    await _owe(work, route, FIRST_DAY, route.employee, workdays.on_or_after(back))
    if route.led:
        await _owe(work, route, BACK, route.leader, workdays.shifted(back, -1 - work.chance(BEFORE)))


async def _owe(work: Work, route: Route, kind: str, to: PersonId, day: date) -> None:
    """Once, however often the clock looks: the ledger remembers for longer than this window is."""
    ref, person = joined(route.id, route.back_on), await work.people.get(to)
    await ledger.owe(work, person, kind, ref, checkins.slot(work, day, person), once=f"{kind}:{ref}:{to}")


def returns(route: Route, back: date, today: date) -> bool:
    """Whether this is still the day on which a long absence ends, and not long past."""
    return (
        route.back_on == route.paused_until == back and route.in_force(today) and today <= back + AFTERWARDS
    )
