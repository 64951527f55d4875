"""What the leader opens and answers about an occasion."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from core import workdays
from core.agreements.usecases import names_of, sight_of
from core.chat.flows import Then, Turn
from core.chat.leaves import numbered
from core.chat.views import Form, Mend, Next, Open, Outcome
from core.checkins.usecases import led_in_order, shown_from
from core.drafting.refs import joined
from core.occasions.model import Occasion
from core.people import Person
from core.preparations import leader_cards, sharing, usecases
from core.preparations.leader_cards import Led
from core.preparations.model import MOST_LINE
from core.preparations.ports import Work
from core.preparations.usecases import At
from core.sight import Role

AHEAD: Final = timedelta(weeks=4)
BEHIND: Final = timedelta(weeks=1)


async def coming(work: Work, person: Person) -> Sequence[tuple[str, Occasion]]:
    """The occasions of those whom this leader leads, by day; of several people at one, who has waited longest first."""
    today = workdays.local_date(work.now, person.zone)
    found: list[tuple[str, Occasion]] = []
    for id in await led_in_order(work, person):
        course = await work.agreements.course(id, sight_of(person.id, Role.LEADER))
        employee = await work.people.get(course.employee)
        some = await usecases.coming(work, employee, today - BEHIND, today + AHEAD)
        found += [(joined(id, each.id), each) for each in some]
    return sorted(found, key=lambda one: one[1].on)


async def _led(work: Work, turn: Turn) -> Outcome | Then:
    del work
    return Then("preparations.led", turn.ref)


async def _led_page(work: Work, turn: Turn) -> Outcome:
    """One line for each occasion, however many of one's own it concerns: names stand on the screen one at a time."""
    rows = {occasion.id: (ref, occasion) for ref, occasion in reversed(await coming(work, turn.person))}
    in_order = sorted(rows.values(), key=lambda row: row[1].on)
    return Open(form=leader_cards.led(turn.texts, in_order, numbered(turn.ref)))


async def _leaders(work: Work, turn: Turn) -> At:
    return await usecases.at(work, turn.ref, turn.person, Role.LEADER)


async def _lead(work: Work, turn: Turn) -> Outcome | Then:
    """Opening is what the employee cannot undo."""
    at = await _leaders(work, turn)
    await sharing.read_by_leader(work, at)
    return Then("preparations.lead", at.ref)


async def _form(work: Work, turn: Turn, at: At) -> Form:
    """Before, or from the evening of the day on after."""
    copies = await usecases.shared(work, at)
    led = Led(
        ref=at.ref,
        agreement=at.agreement,
        occasion=at.occasion,
        employee=(await names_of(work, at.course))[Role.EMPLOYEE],
        copies=[each for each in copies if each.by is Role.EMPLOYEE and each.opened_at],
        line=next((each.text for each in copies if each.by is Role.LEADER), ""),
        following=await _following(work, turn, at),
    )
    past = at.when[1] > at.occasion.on
    return leader_cards.after(turn.texts, led) if past else leader_cards.before(turn.texts, led)


async def _following(work: Work, turn: Turn, at: At) -> str:
    """The next of one's own at the same occasion; nothing of what anybody has done decides the order."""
    of_it = [ref for ref, each in await coming(work, turn.person) if each.id == at.occasion.id]
    return of_it[(of_it.index(at.ref) + 1) % len(of_it)] if at.ref in of_it and len(of_it) > 1 else ""


async def _lead_page(work: Work, turn: Turn) -> Outcome:
    return Open(form=await _form(work, turn, await _leaders(work, turn)))


async def _line(work: Work, turn: Turn) -> Outcome | Then:
    at = await _leaders(work, turn)
    line = " ".join(str(turn.values.get(leader_cards.LINE) or "").split())
    if not line or len(line) > MOST_LINE:
        over = len(line) - MOST_LINE
        error = turn.texts("too_long", most=MOST_LINE, by=over) if line else turn.texts("line.empty")
        form = (await _form(work, turn, at)).filled(turn.values)
        return Mend(form=form, errors={leader_cards.LINE: error})
    await sharing.promise_next_time(work, at, turn.person, line)
    return Then("preparations.lined", at.ref)


async def _lined(work: Work, turn: Turn) -> Outcome:
    at = await _leaders(work, turn)
    employee = (await names_of(work, at.course))[Role.EMPLOYEE]
    night = shown_from(work.now, turn.person.zone) > work.now
    return Next(form=leader_cards.lined(turn.texts, at.agreement, employee, night=night))


ANSWERS = {"led": _led, "lead": _lead, "line": _line}
VIEWS = {"led": _led_page, "lead": _lead_page, "lined": _lined}
