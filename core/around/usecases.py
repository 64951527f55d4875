"""Choosing another leader, and going in as one or not."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from core.agreements import leading
from core.agreements.course import Course, Lead
from core.agreements.model import RUNNING, AgreementId, Route, Signature, Terms
from core.agreements.usecases import NEWS, NOT_BEFORE, SPREAD, sight_of, tell
from core.checkins import usecases as checkins
from core.checkins.model import ShareId
from core.drafting.model import digest, wording_of
from core.drafting.ports import Work
from core.drafting.usecases import when_of
from core.errors import NotFound, Refused
from core.ledger import usecases as ledger
from core.life.usecases import LAST_TALK, tell_in_the_morning
from core.people import Person, PersonId
from core.sight import WORKER, Role, Sight

ASKED = "around.asked"
"""To the one who was chosen."""
TO_LEADER = frozenset({NEWS, LAST_TALK, ASKED, checkins.FOLLOW_UP, checkins.NUDGE})


def successor(person: PersonId) -> Sight:
    """This person as the one who was chosen and has not answered."""
    return sight_of(person, Role.SUCCESSOR)


async def own(work: Work, id: AgreementId, person: Person) -> tuple[Course, Route]:
    """As the employee has it, while it is in force. Raises NotFound for everybody else, and Refused when it is over."""
    sight = sight_of(person.id, Role.EMPLOYEE)
    course, route = await work.agreements.course(id, sight), await work.agreements.route(id, sight)
    if course.state_at(*await when_of(work, course)) not in RUNNING or course.leaving_at is not None:
        raise Refused("refused.moved_on")
    if course.lead is Lead.IN and not route.led:
        course = leading.alone(course)
    return course, route


async def can_be_chosen(work: Work, course: Course) -> Sequence[Person]:
    """Registered leaders, whoever the directory has as the employee's first; not oneself, nor who leads it now."""
    employee = await work.people.get(course.employee)
    out = {employee.id} if course.lead is Lead.NONE else {employee.id, course.leader}
    registered = [each for each in await work.people.leaders(employee.workplace) if each.id not in out]
    return sorted(registered, key=lambda each: each.id != employee.leader)


async def choose(work: Work, id: AgreementId, person: Person, to: PersonId, *, shared_too: bool) -> None:
    """
    The employee's yes to another leader: all of it in this transaction, and nothing of it before.

    Whoever led it, or was asked before, holds no key from now on. What is written from now on lies under a new one,
    which the chosen one gets; what was shared before lies under the old one and stays unread, unless
    `shared_too`. Raises Refused for whom the list does not have, and NotFound for everybody but the employee.
    """
    course, route = await own(work, id, person)
    if to not in {each.id for each in await can_be_chosen(work, course)}:
        raise Refused("refused.moved_on")
    mine = sight_of(person.id, Role.EMPLOYEE)
    moved = leading.handed_over(course, to, await when_of(work, course))
    before = [sight_of(course.leader, Role.LEADER), successor(course.leader)]
    if course.deputy is not None:
        before.append(sight_of(course.deputy.person, Role.DEPUTY))
    await work.agreements.dismiss(id, *before)
    await work.agreements.renew(id, mine, ())
    await work.agreements.admit(id, mine, successor(to))
    await work.agreements.save_course(moved, mine)
    await work.agreements.add_terms(_for(to, await work.agreements.terms(id, mine)), mine)
    if course.open:
        await work.drafts.erase(id, mine)
    if shared_too:
        await work.checkins.seal_anew(id, mine)
    handed = replace(
        route,
        leader=to,
        led=False,
        deputy=None,
        talked_on=None,
        talk_moved_to=None,
        version=route.version + 1,
    )
    await work.agreements.save_route(handed, mine)
    await _take_back_pings(work, id, course.leader)
    await _take_back_thanks(work, id, person)
    due = work.now + NOT_BEFORE + timedelta(minutes=work.chance(SPREAD))
    chosen = await work.people.get(to)
    await ledger.owe(work, chosen, ASKED, id, due, once=f"{ASKED}:{work.new_id()}")


def _for(leader: PersonId, terms: Terms) -> Terms:
    """The same words between the employee and another, who has not signed them."""
    theirs = tuple(each for each in terms.signatures if each.who is Role.EMPLOYEE)
    return replace(terms, number=terms.number + 1, leader=leader, signatures=theirs)


async def _take_back_pings(work: Work, id: AgreementId, person: PersonId) -> None:
    for promise in await work.ledger.of(person):
        if promise.kind in TO_LEADER and promise.ref == id:
            await ledger.used_up(work, promise)


async def _take_back_thanks(work: Work, id: AgreementId, employee: Person) -> None:
    """Thanks on their way are the former leader's, and would come in the new one's name."""
    for promise in await work.ledger.of(employee.id):
        if promise.kind == checkins.THANKED:
            with suppress(NotFound):
                if await work.checkins.agreement_of_share(ShareId(promise.ref)) == id:
                    await ledger.used_up(work, promise)


async def asked(work: Work, id: AgreementId, person: Person) -> tuple[Course, Terms]:
    """What the chosen one reads before answering. Raises NotFound for everybody else, and when it has moved on."""
    sight = successor(person.id)
    course = await work.agreements.course(id, sight)
    here = (await work.people.get(course.employee)).active
    in_force = course.state_at(*await when_of(work, course)) in RUNNING
    if course.leader != person.id or course.lead is not Lead.ASKED or not here or not in_force:
        raise NotFound
    return course, await work.agreements.terms(id, sight)


async def enter(work: Work, id: AgreementId, person: Person, seen: str) -> None:
    """
    The chosen one signs the words whose digest was on the screen, and leads it from now on (S195).

    Raises Refused if it has moved on.
    """
    course, terms = await asked(work, id, person)
    stamp = digest(id, wording_of(terms))
    if stamp != seen:
        raise Refused("refused.moved_on")
    sight = successor(person.id)
    signature = Signature(who=Role.LEADER, number=course.draft, digest=stamp, at=work.now)
    await work.agreements.put_terms(replace(terms, signatures=(*terms.signatures, signature)), sight)
    moved = leading.entered(course, await when_of(work, course))
    await work.agreements.save_course(moved, sight)
    await work.agreements.admit(id, sight, sight_of(person.id, Role.LEADER))
    await work.agreements.dismiss(id, sight)
    route = await work.agreements.route(id, WORKER)
    _, today = await when_of(work, course)
    route = replace(route, led=True, led_since=today, version=route.version + 1)
    await work.agreements.save_route(route, WORKER)
    await _take_back_pings(work, id, person.id)
    await checkins.call_leader(work, route)
    await tell_in_the_morning(work, moved)
    await tell(work, moved, to=Role.EMPLOYEE)


async def cannot(work: Work, id: AgreementId, person: Person) -> None:
    """The chosen one does not go in, and says no reason; the employee is told, and may choose again."""
    course, _ = await asked(work, id, person)
    moved = leading.not_entered(course, await when_of(work, course))
    await work.agreements.save_course(moved, successor(person.id))
    await work.agreements.dismiss(id, successor(person.id))
    await _take_back_pings(work, id, person.id)
    await tell(work, moved, to=Role.EMPLOYEE)
