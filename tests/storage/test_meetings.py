"""Meetings in the database: whose key opens which, who is second, what a new leader finds, and what goes."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta

import pytest

from core.agreements.model import Route
from core.errors import NotFound, Outdated
from core.meetings.model import Line, LineId, Meeting, MeetingId, Slot
from core.people import PersonId
from core.sight import WORKER, Role, Sight
from storage.store import SqlStore, SqlWork
from tests.builders import (
    KARI,
    KARIS,
    LEIF,
    LEIFS,
    MONDAY,
    ODA,
    StoppedClock,
    a_meeting,
    a_person,
    a_route,
    begin,
    sight,
)

Ask = Callable[[str], Awaitable[Sequence[tuple[object, ...]]]]
IDA = PersonId("ida")


async def begun(store: SqlStore) -> tuple[Route, Meeting, Meeting]:
    """Kari and Leif have two; Oda and Ida one of their own."""
    route, others = a_route(), a_route(employee=ODA, leader=IDA)
    line = Line(id=LineId("line"), who=Role.EMPLOYEE, text="Hjemmekontor", shown_from=MONDAY)
    late = a_meeting(
        route, proposed=Slot(at=MONDAY + timedelta(days=9), minutes=45, place="Rom 4"), lines=(line,)
    )
    soon = a_meeting(route)
    async with store.transaction() as work:
        for id in (KARI, LEIF, ODA, IDA):
            await work.people.add(a_person(id))
        await begin(work, route)
        await begin(work, others)
        await work.meetings.add(late, LEIFS)
        await work.meetings.add(soon, KARIS)
        await work.meetings.add(a_meeting(others), sight(ODA, Role.EMPLOYEE))
    return route, soon, late


async def opens(work: SqlWork, id: MeetingId, by: Sight) -> bool:
    try:
        await work.meetings.get(id, by)
    except NotFound:
        return False
    return True


async def test_a_meeting_opens_for_the_two_and_nobody_else(store: SqlStore) -> None:
    """No other role of theirs, nobody else's leader, and not the clock, which knows only with which agreement it goes."""
    route, soon, late = await begun(store)
    everybody = [Sight(person=id, role=role) for id in (KARI, LEIF, ODA, IDA) for role in Role]
    async with store.reading() as work:
        assert [by for by in (*everybody, WORKER) if await opens(work, soon.id, by)] == [KARIS, LEIFS]
        assert await work.meetings.of(route.id, LEIFS) == [soon, late]
        assert await work.meetings.agreement(late.id) == route.id
        for ask in (work.meetings.of(route.id, WORKER), work.meetings.agreement(MeetingId("none"))):
            with pytest.raises(NotFound):
                await ask


async def test_of_two_changes_at_once_the_second_is_told(store: SqlStore) -> None:
    """And what is not one's own is not written in at all."""
    _, soon, _ = await begun(store)
    agreed = soon.accepted(Role.EMPLOYEE, 1)
    async with store.transaction() as work:
        with pytest.raises(NotFound):
            await work.meetings.save(agreed, sight(IDA, Role.LEADER))
        await work.meetings.save(agreed, KARIS)
    with pytest.raises(Outdated):
        async with store.transaction() as work:
            await work.meetings.save(soon.called_off(Role.LEADER), LEIFS)
    async with store.reading() as work:
        assert await work.meetings.get(soon.id, LEIFS) == agreed


async def test_a_new_leader_finds_none_from_before(store: SqlStore) -> None:
    """The employee still has them all; the new one what is made from now on."""
    route, soon, late = await begun(store)
    new = sight(IDA, Role.SUCCESSOR)
    fresh = a_meeting(route, leader=IDA, proposed=Slot(at=MONDAY + timedelta(days=20), minutes=30))
    async with store.transaction() as work:
        await work.agreements.dismiss(route.id, LEIFS)
        await work.agreements.renew(route.id, KARIS, [new])
        await work.meetings.add(fresh, KARIS)
    async with store.reading() as work:
        assert await work.meetings.of(route.id, new) == [fresh]
        assert not await opens(work, soon.id, new)
        assert not await opens(work, soon.id, LEIFS)
        assert await work.meetings.of(route.id, KARIS) == [soon, late, fresh]


async def test_a_meeting_goes_a_quarter_after_it_with_the_month(
    store: SqlStore, clock: StoppedClock, ask: Ask
) -> None:
    """On the first of a month, so that the day does not tell when the two met; and with its agreement at once."""
    route, soon, late = await begun(store)
    assert {soon.expires().isoformat(), late.expires().isoformat()} == {"2027-03-01", "2027-04-01"}
    for at, left in ((datetime(2027, 2, 28, 23, 59, tzinfo=UTC), 3), (datetime(2027, 3, 1, tzinfo=UTC), 1)):
        clock.at = at
        async with store.transaction() as work:
            await work.meetings.forget()
        assert len(await ask("SELECT id FROM meetings")) == left
    async with store.transaction() as work:
        await work.agreements.erase(route.id)
    assert await ask("SELECT id FROM meetings") == []
