"""An occasion as each of the two has it; and what the employee keeps about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from core.agreements.course import Course, Lead, Moment
from core.agreements.model import RUNNING, AgreementId
from core.drafting.refs import joined, parted
from core.drafting.usecases import standing, when_of
from core.errors import NotFound, Refused
from core.ledger import usecases as ledger
from core.occasions.model import FEWEST, Kind, Occasion, OccasionId
from core.people import Person
from core.preparations import prompts
from core.preparations.model import (
    BEFORE,
    Part,
    Preparation,
    PreparationId,
    Shared,
    expires,
)
from core.preparations.ports import Work
from core.preparations.prompts import Prompt
from core.sight import WORKER, Role, Sight


@dataclass(frozen=True, slots=True, kw_only=True)
class At:
    """One occasion as one of the two has it. `is_on`: it stands in the calendar, and the employee is among those it is for."""

    course: Course
    sight: Sight
    when: Moment
    occasion: Occasion
    is_on: bool
    running: bool
    led: bool

    @property
    def agreement(self) -> AgreementId:
        return self.course.agreement

    @property
    def ref(self) -> str:
        """For the buttons."""
        return joined(self.agreement, self.occasion.id)

    @property
    def ahead(self) -> bool:
        """Whether it can still be prepared for: the day itself included."""
        return self.is_on and self.running and self.when[1] <= self.occasion.on

    @property
    def over(self) -> bool:
        """Whether one can look back on it: from the evening of the day on."""
        return self.is_on and self.running and self.when[1] >= self.occasion.on


async def at(work: Work, ref: str, person: Person, role: Role) -> At:
    """
    An occasion in an agreement. Raises NotFound, the same for everybody but who has this part in it.

    One that is called off, or is gone from the calendar, is there for as long as something is kept about it.
    """
    match parted(ref, most=2):
        case (id, (occasion,)):
            course, sight = await standing(work, id, person)
            if sight.role is not role:
                raise NotFound
            return await _at(work, course, sight, OccasionId(occasion))
        case _:
            raise NotFound


async def _at(work: Work, course: Course, sight: Sight, id: OccasionId) -> At:
    employee = await work.people.get(course.employee)
    when = await when_of(work, course)
    kept = (await kept_on(work, course.agreement, sight)).get(id)
    occasion = await in_calendar(work, id, employee, kept or date.min)
    is_on = await concerns(work, occasion, employee)
    if not is_on and kept is None:
        raise NotFound
    route = await work.agreements.route(course.agreement, WORKER)
    return At(
        course=course, sight=sight, when=when, occasion=occasion, is_on=is_on,
        running=runs(course, sight, when), led=course.lead is Lead.IN and route.led,
    )  # fmt: skip


def runs(course: Course, sight: Sight, when: Moment) -> bool:
    """Whether anything new can be kept or shared: not when it is over, and not by who is withdrawing from it."""
    leaving = sight.role is Role.EMPLOYEE and course.leaving_at is not None
    return course.state_at(*when) in RUNNING and not leaving


async def in_calendar(work: Work, id: OccasionId, employee: Person, on: date) -> Occasion:
    """As the calendar has it; of one that is gone from there, that it was, on that day."""
    try:
        return await work.occasions.get(id)
    except NotFound:
        return Occasion(id=id, workplace=employee.workplace, kind=Kind.UNSAID, on=on, cancelled=True)


async def kept_on(work: Work, id: AgreementId, sight: Sight) -> dict[OccasionId, date]:
    """Of which occasions this one finds anything, and under which day; by day."""
    mine = await work.preparations.own(id, sight) if sight.role is Role.EMPLOYEE else ()
    days = [(each.on, each.occasion) for each in mine]
    days += [(each.on, each.occasion) for each in await readable(work, id, sight)]
    return {occasion: on for on, occasion in sorted(days)}


async def concerns(work: Work, occasion: Occasion, employee: Person) -> bool:
    """Whether it is on, and for this person among others enough: of one for fewer nothing is said to anybody."""
    return bool(await _concerning(work, [occasion], employee))


async def coming(work: Work, employee: Person, first: date, last: date) -> Sequence[Occasion]:
    """Those that are on and for this employee, by day."""
    found = await work.occasions.between(employee.workplace, first, last)
    return await _concerning(work, found, employee)


async def _concerning(work: Work, some: Sequence[Occasion], employee: Person) -> Sequence[Occasion]:
    mine = [
        each
        for each in some
        if not each.cancelled and each.workplace == employee.workplace and each.audience.includes(employee)
    ]
    # The directory may be very long: it is counted, once, and only when there is something to count for.
    crowds = await work.people.crowds(employee.workplace) if mine else {}
    return [each for each in mine if each.audience.size(crowds) >= FEWEST]


async def readable(work: Work, id: AgreementId, sight: Sight) -> Sequence[Shared]:
    """What this side can read now. A leader reads what was shared with them, and nothing that waits for the morning."""
    found = await work.preparations.shared(id, sight)
    if sight.role is Role.EMPLOYEE:
        return [each for each in found if each.by is Role.EMPLOYEE or each.shown_from <= work.now]
    mine = [each for each in found if each.leader == sight.person]
    return [each for each in mine if each.by is Role.LEADER or each.shown_from <= work.now]


async def shared(work: Work, at: At) -> Sequence[Shared]:
    """What of it this side can read now."""
    return [each for each in await readable(work, at.agreement, at.sight) if each.occasion == at.occasion.id]


async def own(work: Work, at: At) -> Preparation | None:
    """What the employee has ticked and written about it."""
    mine = await work.preparations.own(at.agreement, at.sight)
    return next((each for each in mine if each.occasion == at.occasion.id), None)


async def keep(work: Work, at: At, person: Person, among: frozenset[Part], new: Mapping[Part, str]) -> bool:
    """
    Store for the employee alone, in the place of all there was of these parts.

    A copy that the leader has not opened goes when it does not say the same any more: it is shared anew, or not at all;
    says whether one went. Raises Refused when it is too late, or too early.
    """
    if not (at.ahead if among == BEFORE else at.over):
        raise Refused("refused.over")
    # A second form sent at the same time must find what the first has written.
    await work.ledger.alone(person.id)
    before = await own(work, at)
    if before is None:
        made = Preparation(
            id=PreparationId(work.new_id()), agreement=at.agreement, occasion=at.occasion.id, on=at.occasion.on, parts=new
        )  # fmt: skip
    else:
        made = before.said(among, new, at.occasion.on)
    await work.preparations.keep(made, at.sight)
    copies = [each for each in await shared(work, at) if each.by is Role.EMPLOYEE and not each.opened_at]
    outdated = [each for each in copies if made.parts.get(each.part) != each.text]
    for each in outdated:
        await work.preparations.take_back(each, at.sight)
    if among == BEFORE:
        await work.marks.take(prompts.prepared(at.agreement, at.occasion.id))
        until = expires(at.occasion.on)
        await work.marks.put(prompts.prepared(at.agreement, at.occasion.id), {}, until)
    await through(work, person, at, prompts.ASK if among == BEFORE else prompts.AFTER)
    return bool(outdated)


async def through(work: Work, person: Person, at: At, prompt: Prompt) -> None:
    """Every ping of this kind about it has done its work, sent or not."""
    for promise in await work.ledger.of(person.id):
        if promise.kind == prompt.name and prompts.meant(promise.ref)[:2] == (at.agreement, at.occasion.id):
            await ledger.used_up(work, promise)


async def erase(work: Work, at: At) -> None:
    """The employee's own goes now, and every copy that the leader has not opened. What was read stays read."""
    await work.ledger.alone(at.sight.person)
    if (there := await own(work, at)) is not None:
        await work.preparations.erase(there, at.sight)
    for each in await shared(work, at):
        if each.by is Role.EMPLOYEE and not each.opened_at:
            await work.preparations.take_back(each, at.sight)
    await work.marks.take(prompts.prepared(at.agreement, at.occasion.id))
