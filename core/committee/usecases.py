"""Setting the body up, filling its seats, and who may do what in it."""

# Over the usual length: who may do what stands beside what is done, so that nobody has to look elsewhere for it.

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from core import workdays
from core.committee.model import (
    FURTHEST,
    MOST_SEATS,
    Body,
    Party,
    Side,
    State,
    Term,
    TermId,
    last_day,
    missing,
)
from core.committee.ports import Work
from core.committee.year import Composition, SeatIn
from core.errors import NotFound, Refused
from core.people import Person, PersonId, Position, Workplace, WorkplaceId

SETS_UP: Final = frozenset({Position.HR, Position.COMMITTEE})
"""Who sets the body up for the first time, and fills the seats of a side that nobody sits there for."""
BOTH: Final = frozenset({Side.EMPLOYER, Side.EMPLOYEES})
KEPT: Final = timedelta(days=3 * 365 + 1)
"""After a term is over: long enough for the reports that it belongs in."""


class Meanwhile(Exception):
    """Somebody else has changed it since it was shown."""


class Seated(Exception):
    """This person has a seat in that time already."""


class Full(Exception):
    """There is no room for more seats."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a person is to the committee. `arranges`: they may set it up and fill seats, as a side has nobody there."""

    member: bool = False
    party: Party | None = None
    arranges: bool = False


def today_of(work: Work, person: Person) -> date:
    """Where this person is."""
    return workdays.local_date(work.now, person.zone)


async def party_of(work: Work, workplace: WorkplaceId, person: PersonId) -> Party | None:
    """Whom this person sits in the committee for today; None for whoever has no seat or works here no more, and where the body is no more."""
    if not (await work.people.get(person)).active:
        return None
    zone = (await work.people.workplace(workplace)).zone
    return await work.committee.party_of(workplace, person, workdays.local_date(work.now, zone))


async def sides(work: Work, workplace: WorkplaceId) -> set[Side]:
    """Those that somebody sits there for today."""
    return {each.party.side for each in await running(work, workplace)}


async def standing(work: Work, person: Person) -> Standing:
    """
    Whoever has a seat is a member, and whoever the directory calls one. Former members and strangers are neither.

    As long as one of the two sides has nobody there, HR arranges things.
    """
    if not person.active:
        return Standing()
    party = await party_of(work, person.workplace, person.id)
    member = party is not None or Position.COMMITTEE in person.positions
    arranges = bool(person.positions & SETS_UP) and not (await sides(work, person.workplace)) >= BOTH
    return Standing(member=member, party=party, arranges=arranges)


async def running(work: Work, workplace: WorkplaceId) -> list[Term]:
    """The seats that are taken today."""
    zone = (await work.people.workplace(workplace)).zone
    today = workdays.local_date(work.now, zone)
    return [each for each in await manned(work, workplace, today) if each.runs(today)]


async def manned(work: Work, workplace: WorkplaceId, today: date) -> list[Term]:
    """All terms, but for what goes on or is to come of somebody who works here no more: nobody sits there."""
    terms = await work.committee.terms(workplace)
    ahead = {each.person for each in terms if each.person is not None and not each.over(today)}
    here = {each.id for each in await work.people.some(ahead) if each.active}
    return [each for each in terms if each.over(today) or each.person in here]


async def members(work: Work, workplace: WorkplaceId) -> Sequence[Person]:
    """Everybody active who has a seat today, or is called a member by the directory; by name."""
    named = await work.people.with_positions(workplace)
    found = {each.id: each for each in named if Position.COMMITTEE in each.positions}
    seated = {each.person for each in await running(work, workplace) if each.person is not None}
    for person in await work.people.some(seated - found.keys()):
        found[person.id] = person
    return sorted(found.values(), key=lambda each: (each.name, each.id))


async def is_member(work: Work, person: Person) -> bool:
    """Whether this person takes part in the committee's work."""
    return (await standing(work, person)).member


async def member(work: Work, person: Person) -> Standing:
    """For members only. Raises NotFound, as for what is not there."""
    stands = await standing(work, person)
    if not stands.member:
        raise NotFound
    return stands


async def in_force(work: Work, workplace: WorkplaceId) -> Body | None:
    """The body, unless it is dissolved."""
    body = await work.committee.body(workplace)
    return None if body is None or body.dissolved_on is not None else body


async def set_up(work: Work, person: Person, wanted: Body, seen: int | None) -> Body:
    """
    As filled in: a new body, or the same one changed by somebody who saw its version `seen`.

    Members may, and HR as long as a side has nobody there. Raises Meanwhile, and NotFound for those who may not.
    """
    stands = await standing(work, person)
    if not (stands.member or stands.arranges):
        raise NotFound
    there = await work.committee.body(person.workplace)
    now = None if there is None or there.dissolved_on is not None else there.version
    if now != seen:
        raise Meanwhile
    if there is None:
        body = replace(wanted, version=0)
    elif now is None:
        body = replace(wanted, version=there.version + 1)
    else:
        body = replace(wanted, version=there.version + 1, set_up_on=there.set_up_on, months=wanted.months)
    await work.committee.put(body)
    return body


async def may_fill(work: Work, person: Person, party: Party) -> bool:
    """
    Whether this person may say who sits there for that party.

    Each side says so for itself, either for occupational health; where nobody speaks for a side, whoever is a member
    or may set the body up. So no side can take the other's seats.
    """
    stands = await standing(work, person)
    if not stands.member and not person.positions & SETS_UP:
        return False
    if party.side is not Side.NEITHER and party.side not in await sides(work, person.workplace):
        return True
    if stands.party is None:
        return False
    return party.side in {Side.NEITHER, stands.party.side}


async def fill(work: Work, by: Person, whom: Person, party: Party, starts_on: date) -> Term:
    """
    Somebody gets a seat from that day on, for as long as terms are here.

    Raises Seated, Full, NotFound where there is no body or the person is no colleague, Refused for those who may not.
    """
    body = await in_force(work, by.workplace)
    if body is None or whom.workplace != by.workplace or not whom.active:
        raise NotFound
    if not await may_fill(work, by, party):
        raise Refused("refused.other_side")
    today = today_of(work, by)
    if not body.set_up_on - FURTHEST <= starts_on <= today + FURTHEST:
        raise Refused("refused.past")
    ends_on = last_day(starts_on, body.months)
    await work.ledger.alone(PersonId(by.workplace))  # two may give one person a seat at once
    there = [each for each in await work.committee.terms(by.workplace) if not each.over(today)]
    if any(each.person == whom.id and each.starts_on <= ends_on and starts_on <= each.last for each in there):
        raise Seated
    if len(there) >= MOST_SEATS:
        raise Full
    term = Term(
        id=TermId(work.new_id()), workplace=by.workplace, person=whom.id, party=party, starts_on=starts_on,
        ends_on=ends_on,
    )  # fmt: skip
    await work.committee.add(term)
    return term


async def find(work: Work, id: TermId, person: Person) -> Term:
    """One of this workplace. Raises NotFound."""
    term = await work.committee.term(id)
    if term.workplace != person.workplace:
        raise NotFound
    return term


async def _theirs(work: Work, id: TermId, person: Person) -> Term:
    """One that this person may say something about. Raises NotFound, and Refused for the other side's."""
    term, stands = await find(work, id, person), await standing(work, person)
    if not (stands.member or stands.arranges):
        raise NotFound
    if term.person != person.id and not await may_fill(work, person, term.party):
        raise Refused("refused.other_side")
    return term


async def as_seen(work: Work, id: TermId, by: Person, seen: int) -> None:
    """Raises Refused when it has changed since this person saw it, and NotFound."""
    if (await find(work, id, by)).version != seen:
        raise Refused("refused.moved_on")


async def elect_again(work: Work, id: TermId, by: Person) -> Term:
    """A new term, from the day after this one on (S144). Raises Refused once it is settled or the month after is over."""
    term, body = await _theirs(work, id, by), await in_force(work, by.workplace)
    if body is None or term.person is None:
        raise NotFound
    if not (await work.people.get(term.person)).active:
        raise Refused("refused.over")
    await work.ledger.alone(PersonId(by.workplace))
    before, after = term.elected_again(TermId(work.new_id()), body.months)
    others = [each for each in await work.committee.terms(by.workplace) if each.id != term.id]
    if any(each.person == term.person and each.last >= after.starts_on for each in others):
        raise Refused("refused.moved_on")
    await work.committee.save(before)
    await work.committee.add(after)
    return after


async def ends(work: Work, id: TermId, by: Person) -> None:
    """It is settled that this term ends as planned. Raises as `elect_again`."""
    await work.committee.save((await _theirs(work, id, by)).ends_as_planned())


async def leaves(work: Work, id: TermId, by: Person) -> None:
    """The person leaves the seat today. Raises Refused for what is over."""
    term = await _theirs(work, id, by)
    await work.committee.save(term.goes(today_of(work, by)))


async def employees_sit(work: Work, by: Person) -> bool:
    """Whether somebody sits there for the employees, or is to."""
    today = today_of(work, by)
    terms = await manned(work, by.workplace, today)
    return any(each.party.side is Side.EMPLOYEES and not each.over(today) for each in terms)


async def dissolve(work: Work, by: Person, seen: int) -> None:
    """
    The body does its work no more, and nobody sits in it. What it has done stays to be read.

    The employer's side may, since the mandate is from the leadership (S148), once nobody sits there for the employees:
    else it could set the body up anew and take their seats. They say yes by leaving them.

    Raises Meanwhile, Refused, NotFound.
    """
    stands = await standing(work, by)
    if not (stands.arranges or stands.member):
        raise NotFound
    nobody = stands.arranges and not await running(work, by.workplace)
    theirs = stands.party is not None and stands.party.side is Side.EMPLOYER
    if not (theirs or nobody) or await employees_sit(work, by):
        raise Refused("refused.other_side")
    body, today = await in_force(work, by.workplace), today_of(work, by)
    if body is None:
        raise NotFound
    if body.version != seen:
        raise Meanwhile
    await work.committee.put(body.dissolved(today))
    for term in await work.committee.terms(by.workplace):
        if not term.over(today):
            await work.committee.save(term.dissolved(today))


async def sweep(work: Work, workplace: Workplace) -> None:
    """The clock's daily look: whoever works here no more leaves their seat, and what has long been over goes."""
    today = workdays.local_date(work.now, workplace.zone)
    there = {each.id for each in await manned(work, workplace.id, today)}
    for term in await work.committee.terms(workplace.id):
        if term.id not in there:
            await work.committee.save(term.goes(today))
    await work.committee.forget_before(today - KEPT)


async def composition_in(work: Work, workplace: WorkplaceId, year: int) -> Composition | None:
    """Who sat there in that year, in the order of parties; None where no body has been set up."""
    body = await work.committee.body(workplace)
    if body is None:
        return None
    zone = (await work.people.workplace(workplace)).zone
    today = workdays.local_date(work.now, zone)
    first, last = date(year, 1, 1), min(date(year, 12, 31), today)
    terms = await work.committee.terms(workplace)
    # Of a year that is over the days of each term say who sat there then, whoever has left since.
    sitting = terms if last < today else await manned(work, workplace, today)
    held = [each for each in terms if each.starts_on <= last and each.last >= max(first, each.starts_on)]
    order = list(Party)
    held.sort(key=lambda each: (order.index(each.party), each.starts_on, each.id))
    return Composition(
        kind=body.kind,
        name=body.name,
        mandate=body.mandate,
        mandate_link=body.mandate_link,
        months=body.months,
        seats=tuple([await _seat(work, each, last) for each in held]),
        missing=missing(body, sitting, last) if last >= first else (),
    )


async def _seat(work: Work, term: Term, day: date) -> SeatIn:
    name = (await work.people.get(term.person)).name if term.person is not None else ""
    state: State = term.state(day)
    return SeatIn(name=name, party=term.party, starts_on=term.starts_on, ends_on=term.last, state=state)
