"""What somebody who was asked into a group can do, and when it is over for them."""

from dataclasses import replace
from typing import Final

from core import workdays
from core.agreements.members import SeatId
from core.agreements.model import AgreementId, State
from core.agreements.usecases import may_think_again
from core.errors import NotFound
from core.group import model
from core.group.model import Answer, Seat
from core.group.ports import Work
from core.group.usecases import ANSWERED, ASKED, guest, owe, used
from core.ledger import usecases as ledger
from core.people import Person
from core.sight import WORKER

MOST_SAID: Final = 2000


async def seat_of(work: Work, id: SeatId, person: Person) -> Seat:
    """
    As the one who was asked has it. Raises NotFound for everybody else, and when the agreement is over.

    It opens nothing of the agreement's own: whether it still goes on is the clock's to know.
    """
    seat = await work.seats.get(id, guest(person.id))
    if not await goes_on(work, seat.agreement) or seat.answer in {Answer.NO, Answer.LEFT}:
        raise NotFound
    return seat


async def goes_on(work: Work, id: AgreementId) -> bool:
    """Whether there is still something to be with in. Raises NotFound if it is deleted."""
    route = await work.agreements.route(id, WORKER)
    employee = await work.people.get(route.employee)
    today = workdays.local_date(work.now, employee.zone)
    written = route.state in {State.DRAFTING, State.SIGNING}
    return employee.active and route.left_on is None and (written or route.in_force(today))


async def enter(work: Work, id: SeatId, person: Person) -> None:
    """A yes. Once it is given it is given."""
    seat = await seat_of(work, id, person)
    if seat.answer is Answer.NONE:
        await _answered(work, replace(seat, answer=Answer.YES))


async def cannot(work: Work, id: SeatId, person: Person) -> None:
    """A no, or no longer; no reason is asked for, and nothing can be read from now on."""
    await out(work, await seat_of(work, id, person))


async def out(work: Work, seat: Seat) -> None:
    """Out of it, whether or not it goes on: what was chosen for them, and their words, are not in the seat any more."""
    answer = Answer.LEFT if seat.answer is Answer.YES else Answer.NO
    wording = model.only(seat.wording, ())
    await _answered(work, replace(seat, answer=answer, wording=wording, parts=(), said="", said_on=None))
    await work.seats.shut(seat.id, guest(seat.person))


async def say(work: Work, id: SeatId, person: Person, text: str) -> None:
    """What somebody who is in has to say about the text, to the employee alone (S166); the last of it is kept."""
    seat = await seat_of(work, id, person)
    if seat.answer is not Answer.YES:
        raise NotFound
    employee = await work.people.get(seat.employee)
    today = workdays.local_date(work.now, employee.zone)
    await _answered(work, replace(seat, said=text.strip()[:MOST_SAID], said_on=today))


async def _answered(work: Work, seat: Seat) -> None:
    await work.seats.save(replace(seat, version=seat.version + 1), guest(seat.person))
    await used(work, seat.person, ASKED, seat.id)
    employee = await work.people.get(seat.employee)
    if not await ledger.rings(work, employee.id, ANSWERED, seat.id):
        await owe(work, employee, ANSWERED, seat.id)


async def sweep(work: Work, id: AgreementId) -> None:
    """The clock's daily look: when it is over, nobody is with in it, and no copy stays."""
    if not await goes_on(work, id) and not await may_think_again(
        work, await work.agreements.route(id, WORKER)
    ):
        await work.seats.erase_all(id)
