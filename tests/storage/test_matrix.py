"""The visibility matrix (domain.md 5.6) tried whole: every person in every role on every datum, against a table written by hand."""

from collections.abc import Awaitable, Callable, Mapping

import pytest

from core.agreements.model import AgreementId
from core.errors import NotFound
from core.people import PersonId
from core.sight import WORKER, Datum, Role, Sight
from storage.store import SqlStore, SqlWork
from tests.builders import (
    KARI,
    LEIF,
    ODA,
    a_checkin,
    a_draft,
    a_meeting,
    a_preparation,
    a_reminder,
    a_route,
    a_seat,
    a_share,
    a_shared_part,
    a_talk,
    an_evaluation,
    an_invitation,
    begin,
    sight,
    some_answers,
)

IDA = PersonId("ida")
"""Employee and leader elsewhere are Oda and Ida: the same roles, another agreement."""

MAY: Mapping[Datum, frozenset[tuple[str, str]]] = {
    Datum.TERMS: frozenset({("kari", "employee"), ("leif", "leader")}),
    Datum.COURSE: frozenset({("kari", "employee"), ("leif", "leader")}),
    Datum.DRAFT: frozenset({("kari", "employee"), ("leif", "leader")}),
    Datum.SEAT: frozenset({("kari", "host"), ("helper of kari", "invited")}),
    Datum.TALK: frozenset({("kari", "asker"), ("helper of kari", "helper")}),
    Datum.ROUTE: frozenset({("kari", "employee"), ("worker", "worker")}),
    Datum.CHECKIN_STATUS: frozenset({("kari", "employee"), ("worker", "worker")}),
    Datum.ANSWERS: frozenset({("kari", "employee")}),
    Datum.SHARED_ANSWERS: frozenset({("kari", "employee"), ("leif", "leader")}),
    Datum.REMINDER: frozenset({("kari", "author")}),
    Datum.INVITATION: frozenset({("leif", "inviter"), ("kari", "invitee")}),
    Datum.REPLY: frozenset({("kari", "invitee")}),
    Datum.MEETING: frozenset({("kari", "employee"), ("leif", "leader")}),
    Datum.EVALUATION: frozenset({("kari", "employee")}),
    Datum.SHARED_EVALUATION: frozenset({("kari", "employee"), ("leif", "leader")}),
    Datum.PREPARATION: frozenset({("kari", "employee")}),
    Datum.SHARED_PREPARATION: frozenset({("kari", "employee"), ("leif", "leader")}),
}
Reads = Mapping[Datum, Callable[[SqlWork, Sight], Awaitable[object]]]


async def _lives(store: SqlStore, employee: PersonId, leader: PersonId) -> Reads:
    """One agreement with everything in it, between these two; how each datum of it is read."""
    route = a_route(employee=employee, leader=leader)
    checkin = a_checkin(route.id)
    share = a_share(checkin)
    reminder = a_reminder(person=employee)
    seat = a_seat(route, person=PersonId(f"helper of {employee}"))
    talk = a_talk(asker=employee, helper=seat.person)
    meeting = a_meeting(route)
    own_word, shared_word = an_evaluation(route), an_evaluation(route, joint=True)
    preparation, shared_part = a_preparation(route), a_shared_part(route)
    invitation = an_invitation(inviter=leader, invitee=employee)
    own = sight(employee, Role.EMPLOYEE)
    async with store.transaction() as work:
        await begin(work, route)
        await work.drafts.add(a_draft(route), own)
        await work.checkins.add(checkin, WORKER)
        await work.checkins.keep_answers(some_answers(checkin), own)
        await work.checkins.share(share, own)
        await work.reminders.add(reminder, sight(employee, Role.AUTHOR))
        await work.invitations.add(invitation)
        await work.seats.add(seat)
        await work.talks.add(talk)
        await work.meetings.add(meeting, own)
        for each in (own_word, shared_word):
            await work.evaluations.add(each, own)
        await work.preparations.keep(preparation, own)
        await work.preparations.share(shared_part, own)
    id = AgreementId(route.id)
    return {
        Datum.TERMS: lambda work, by: work.agreements.terms(id, by),
        Datum.COURSE: lambda work, by: work.agreements.course(id, by),
        Datum.DRAFT: lambda work, by: work.drafts.get(id, 1, by),
        Datum.SEAT: lambda work, by: work.seats.get(seat.id, by),
        Datum.MEETING: lambda work, by: work.meetings.get(meeting.id, by),
        Datum.EVALUATION: lambda work, by: work.evaluations.get(own_word.id, by),
        Datum.SHARED_EVALUATION: lambda work, by: work.evaluations.get(shared_word.id, by),
        Datum.PREPARATION: lambda work, by: work.preparations.own(id, by),
        Datum.SHARED_PREPARATION: lambda work, by: work.preparations.shared(id, by),
        Datum.TALK: lambda work, by: work.talks.get(talk.id, by),
        Datum.ROUTE: lambda work, by: work.agreements.route(id, by),
        Datum.CHECKIN_STATUS: lambda work, by: work.checkins.get(checkin.id, by),
        Datum.ANSWERS: lambda work, by: work.checkins.answers(checkin.id, by),
        Datum.SHARED_ANSWERS: lambda work, by: work.checkins.shares(id, by),
        Datum.REMINDER: lambda work, by: work.reminders.get(reminder.id, by),
        Datum.INVITATION: lambda work, by: work.invitations.get(invitation.id, by),
        Datum.REPLY: lambda work, by: work.invitations.thoughts(invitation.id, by),
    }


async def test_everybody_in_every_role_opens_what_the_matrix_grants_and_nothing_else(store: SqlStore) -> None:
    """Whoever may not is refused in the same words as for what is not there at all."""
    reads = await _lives(store, KARI, LEIF)
    helpers = [PersonId(f"helper of {each}") for each in (KARI, ODA)]
    await _lives(store, ODA, IDA)
    await _lives(store, LEIF, ODA)
    assert set(MAY) == set(Datum)
    async with store.reading() as work:
        for datum, read in reads.items():
            for person in (KARI, LEIF, ODA, IDA, *helpers, WORKER.person, PersonId("nobody")):
                for role in Role:
                    by = Sight(person=person, role=role)
                    granted = (person, role.value) in MAY[datum]
                    assert await _opens(read, work, by) is granted, (datum, person, role)


async def _opens(read: Callable[[SqlWork, Sight], Awaitable[object]], work: SqlWork, by: Sight) -> bool:
    try:
        await read(work, by)
    except NotFound as refused:
        return refused.key != NotFound().key
    return True


async def test_a_person_with_every_position_opens_nothing_by_it(store: SqlStore) -> None:
    """There is no role for committee, HR or administrator to ask in."""
    assert {role.value for role in Role} & {"committee", "hr", "administrator", "invited_all"} == set()
    reads = await _lives(store, KARI, LEIF)
    async with store.reading() as work:
        for read in reads.values():
            for role in Role:
                with pytest.raises(NotFound):
                    await read(work, Sight(person=PersonId("committee"), role=role))
