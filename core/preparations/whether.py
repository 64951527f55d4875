"""Why something about an occasion is not to be said: asked when it is owed, and again when it is due."""

from datetime import date

from core import workdays
from core.agreements.model import Route, State
from core.ledger.model import FINAL, Reason
from core.occasions.model import Kind, Occasion
from core.occasions.subtraction import tells_nobody_apart
from core.people import Person, PersonId
from core.preparations import prompts
from core.preparations.muting import muted
from core.preparations.ports import Work
from core.preparations.prompts import ASK, MORE, Prompt
from core.preparations.usecases import concerns
from core.sight import Role


async def said_instead(work: Work, prompt: Prompt, person: Person, ref: str, day: date) -> bool:
    """
    Whether the first word comes that day, or has come: then the second has nothing to add.

    For the leader also when the first comes later still, or came the day before.
    """
    first = prompts.FIRST.get(prompt.name)
    for promise in await work.ledger.of(person.id) if first else ():
        if first is None or (promise.kind, promise.ref) != (first.name, ref):
            continue
        at = promise.due if promise.standing not in FINAL else promise.sent_at
        if at is None:
            continue
        said = workdays.local_date(at, person.zone)
        if said == day or (prompt is MORE and said > workdays.shifted(day, -2)):
            return True
    return False


async def why_not(
    work: Work, prompt: Prompt, route: Route, occasion: Occasion, to: PersonId
) -> Reason | None:
    """
    Why this is not to be said to this person now; None if it is.

    What the leader is told hangs on nothing that the employee has done but a pause or an end, which the leader knows.
    """
    if reason := await why_not_now(work, prompt, route, occasion, to):
        return reason
    return None if await is_about(work, route, occasion) else Reason.NOT_NEEDED


async def is_about(work: Work, route: Route, occasion: Occasion) -> bool:
    """Whether it is on, in the time of this agreement, for its employee, and of what the two want to be asked about."""
    if not is_meant(route, occasion):
        return False
    employee = await work.people.get(route.employee)
    return await concerns(work, occasion, employee) and await tells_nobody_apart(work, occasion)


async def why_not_now(
    work: Work, prompt: Prompt, route: Route, occasion: Occasion, to: PersonId
) -> Reason | None:
    employee = await work.people.get(route.employee)
    today = workdays.local_date(work.now, employee.zone)
    mine = prompt.to is Role.EMPLOYEE
    if to != (route.employee if mine else route.leader) or not employee.active or not (mine or route.led):
        return Reason.ENDED
    if not (route.asks_on(today) if mine else route.runs_on(today)) or _rested(route, occasion.on):
        return Reason.PAUSED
    if mine and muted(route, occasion):
        return Reason.PAUSED
    if prompt is ASK and await work.marks.get(prompts.prepared(route.id, occasion.id)) is not None:
        return Reason.NOT_NEEDED
    return None


def _rested(route: Route, on: date) -> bool:
    """Whether it lies in a pause, as far as can be known: nobody looks back on it afterwards."""
    return route.state is State.PAUSED and route.paused_until is not None and on < route.paused_until


def is_meant(route: Route, occasion: Occasion) -> bool:
    """
    Whether it lies in the time of this agreement, and is among those that the two have chosen, or all.

    But not what a calendar had and nobody has said what it is.
    """
    chosen = not route.occasions or occasion.kind in route.occasions
    return route.starts_on <= occasion.on <= route.ends_on and occasion.kind is not Kind.UNSAID and chosen
