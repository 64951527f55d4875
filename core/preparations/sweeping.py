"""The clock's daily look: what is owed about the occasions that come; and why something is not to be said after all."""

from datetime import date

from core import workdays
from core.agreements.model import RUNNING, AgreementId, Route, State
from core.checkins.usecases import slot
from core.ledger import usecases as ledger
from core.ledger.model import FINAL, Reason
from core.occasions.model import Kind, Occasion
from core.people import Person, PersonId
from core.preparations import prompts
from core.preparations.muting import muted
from core.preparations.ports import Work
from core.preparations.prompts import ASK, NOTE, PROMPTS, Prompt
from core.preparations.usecases import concerns
from core.sight import WORKER, Role


async def sweep(work: Work, id: AgreementId) -> None:
    """
    Owe to each of the two what comes before and after an occasion, once, however often the clock looks.

    All of it is owed as soon as the occasion comes into view, and asked about again when it is due. So of what was
    entered when it had been already nothing is owed; and what is owed anew, after a pause or a move, comes late.
    """
    route = await work.agreements.route(id, WORKER)
    if route.state not in RUNNING or route.left_on is not None:
        return
    employee = await work.people.get(route.employee)
    today = workdays.local_date(work.now, employee.zone)
    last = workdays.shifted(today, prompts.LOOK_AHEAD)
    for occasion in await work.occasions.between(route.workplace, today, last):
        for prompt in PROMPTS:
            await _owe(work, route, occasion, prompt)


async def _owe(work: Work, route: Route, occasion: Occasion, prompt: Prompt) -> None:
    person = await work.people.get(route.employee if prompt.to is Role.EMPLOYEE else route.leader)
    day = prompt.day(occasion.on, prompts.soonest(work.now, person))
    ref = prompts.ref(route.id, occasion.id, occasion.on)
    mark = prompts.once(prompt, ref, person.id)
    if day is None or await work.marks.get(mark) is not None:
        return
    if await why_not(work, prompt, route, occasion, person.id) is not None:
        return
    if prompt is NOTE and await asked_on(work, person, ref, day):
        return
    if await work.marks.put(mark, {}, prompts.remembered(occasion.on)):
        # At random in the person's hours; it may ride on another ping of that day, and is one with others of ours.
        due = slot(work, day, person)
        # Named anew each time: what was dropped in a pause keeps its name in the ledger for two weeks.
        once = f"{mark}:{work.new_id()}"
        await ledger.owe(work, person, prompt.name, ref, due, once=once, reason=Reason.TOGETHER)


async def asked_on(work: Work, person: Person, ref: str, day: date) -> bool:
    """Whether the employee is asked that day, or has been: then the note has nothing to add."""
    for promise in await work.ledger.of(person.id):
        if (promise.kind, promise.ref) != (ASK.name, ref):
            continue
        at = promise.due if promise.standing not in FINAL else promise.sent_at
        if at is not None and workdays.local_date(at, person.zone) == day:
            return True
    return False


async def why_not(
    work: Work, prompt: Prompt, route: Route, occasion: Occasion, to: PersonId
) -> Reason | None:
    """
    Why this is not to be said to this person now; None if it is.

    What the leader is told hangs on nothing that the employee has done but a pause or an end, which the leader knows.
    """
    employee = await work.people.get(route.employee)
    today = workdays.local_date(work.now, employee.zone)
    mine = prompt.to is Role.EMPLOYEE
    if to != (route.employee if mine else route.leader) or not employee.active or not (mine or route.led):
        return Reason.ENDED
    if not (route.asks_on(today) if mine else route.runs_on(today)) or _rested(route, occasion.on):
        return Reason.PAUSED
    if not route.starts_on <= occasion.on <= route.ends_on or not _agreed(route, occasion):
        return Reason.NOT_NEEDED
    if mine and muted(route, occasion):
        return Reason.PAUSED
    if prompt is ASK and await work.marks.get(prompts.prepared(route.id, occasion.id)) is not None:
        return Reason.NOT_NEEDED
    return None if await concerns(work, occasion, employee) else Reason.NOT_NEEDED


def _rested(route: Route, on: date) -> bool:
    """Whether it lies in a pause, as far as can be known: nobody looks back on it afterwards."""
    return route.state is State.PAUSED and route.paused_until is not None and on < route.paused_until


def _agreed(route: Route, occasion: Occasion) -> bool:
    """What the workplace has named itself the two could not choose from a list: it is asked about."""
    return not route.occasions or occasion.kind is Kind.OTHER or occasion.kind in route.occasions
