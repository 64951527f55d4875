"""The clock's daily look: what is owed about the occasions that come; and why something is not to be said after all."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from core import workdays
from core.agreements.model import RUNNING, AgreementId, Route, State
from core.checkins.usecases import slot
from core.errors import NotFound
from core.ledger import usecases as ledger
from core.ledger.model import FINAL, Promise, Reason, Standing
from core.occasions.model import Kind, Occasion
from core.occasions.subtraction import tells_nobody_apart
from core.people import Person, PersonId
from core.preparations import prompts, sets
from core.preparations.muting import muted
from core.preparations.ports import Work
from core.preparations.prompts import ASK, MORE, PROMPTS, Prompt
from core.preparations.sets import Given
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
    if coming := await work.occasions.between(route.workplace, today, last):
        await sets.alone(work, id)
        known = list(await sets.read(work, id))
        before = list(known)
        for occasion in coming:
            await _owe_all(work, route, occasion, known, today)
        if known != before:
            await sets.save(work, id, known, today)


async def _owe_all(work: Work, route: Route, occasion: Occasion, known: list[Given], today: date) -> None:
    """Of one occasion, unless another of its sort has them; `known` is brought up to date."""
    mine = next((each for each in known if each.holder == occasion.id and each.covers(occasion)), None)
    mine = mine or next((each for each in known if each.covers(occasion)), None)
    before = mine
    if mine is None:
        mine = Given(sort=occasion.sort(), on=occasion.on, holder=occasion.id)
    elif mine.holder != occasion.id:
        if occasion.cancelled or await _is_on(work, mine):
            return
        mine = replace(mine, holder=occasion.id)
    late = today if sets.may_be_late(known, before, today) else None
    for prompt in PROMPTS:
        if owed := await _owe(work, route, occasion, prompt, mine, late=late):
            mine = mine.owed(prompt, *owed)
    if before is not None:
        known[known.index(before)] = mine
    elif mine.given:
        known.append(mine)


async def _is_on(work: Work, mine: Given) -> bool:
    """Whether the one that these prompts are about is still to be, or was, in these weeks."""
    try:
        holder = await work.occasions.get(mine.holder)
    except NotFound:
        return False
    return not holder.cancelled and mine.covers(holder)


async def _owe(
    work: Work, route: Route, occasion: Occasion, prompt: Prompt, mine: Given, *, late: date | None
) -> tuple[PersonId, str, date | None] | None:
    """
    Once: to whom, about what, and `late` if it comes late; None if it is not to be, or was before.

    What was owed for another day, or about one that is called off, and was not said yet goes with it.
    """
    person = await work.people.get(route.employee if prompt.to is Role.EMPLOYEE else route.leader)
    ref, soonest = prompts.ref(route.id, occasion.id, occasion.on), prompts.soonest(work.now, person)
    had = mine.given.get(sets.key(prompt, person.id))
    if had == ref or (had and not (await _waiting(work, person, prompt, had))):
        return None
    is_late = prompt.own(occasion.on) < soonest
    day = prompt.day(occasion.on, soonest, work.chance)
    if day is None or (is_late and late is None):
        return None
    if await why_not(work, prompt, route, occasion, person.id) is not None:
        return None
    if await said_instead(work, prompt, person, ref, day):
        return None
    for old in await _waiting(work, person, prompt, had or ""):
        await ledger.used_up(work, old)
    # At random in the person's hours; it may ride on another ping of that day, and is one with others of ours.
    due = slot(work, day, person)
    # Named anew each time: what was dropped in a pause keeps its name in the ledger for two weeks.
    once = f"{prompt.name}:{ref}:{person.id}:{work.new_id()}"
    await ledger.owe(work, person, prompt.name, ref, due, once=once, reason=Reason.TOGETHER)
    return person.id, ref, late if is_late else None


async def _waiting(work: Work, person: Person, prompt: Prompt, ref: str) -> Sequence[Promise]:
    """What of this is owed and not said yet; what somebody has put off was said to them."""
    owed = await work.ledger.of(person.id) if ref else ()
    return [
        each
        for each in owed
        if (each.kind, each.ref, each.standing) == (prompt.name, ref, Standing.WAITING) and not each.chosen
    ]


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
    if not await concerns(work, occasion, employee) or not await tells_nobody_apart(work, occasion):
        return Reason.NOT_NEEDED
    return None


def _rested(route: Route, on: date) -> bool:
    """Whether it lies in a pause, as far as can be known: nobody looks back on it afterwards."""
    return route.state is State.PAUSED and route.paused_until is not None and on < route.paused_until


def _agreed(route: Route, occasion: Occasion) -> bool:
    """Those that the two have chosen, or all; but not what a calendar had and nobody has said what it is."""
    return occasion.kind is not Kind.UNSAID and (not route.occasions or occasion.kind in route.occasions)
