"""What everybody gets makes room: it rides with what goes first, waits for it, and rings alone in a quiet week only."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import cast
from zoneinfo import ZoneInfo

import pytest

from core import workdays
from core.ledger.gentle import A_WHILE, WEEK, drawn, in_turn, is_owed
from core.ledger.model import Promise, Reason, Say, Standing, Verdict, Wait
from core.ledger.ports import Work
from core.ledger.usecases import slot
from core.people import Hours
from tests.builders import KARI, MONDAY, StoppedClock, a_person, a_promise
from tests.core.memory import MemoryStore, MemoryWork

FIRST, OTHER, GENTLE = "first.kind", "other.kind", "gentle.kind"
DAY = timedelta(days=1)


async def verdict(*others: Promise, clock: StoppedClock | None = None) -> Verdict:
    """Of one gentle promise that is due now, with these beside it."""
    store, mine = MemoryStore(clock or StoppedClock()), a_promise(kind=GENTLE)
    async with store.transaction() as work:
        for each in (mine, *others):
            work.ledger._rows[each.id] = each
        return await in_turn(cast(Work, work), mine, {FIRST})


def sent(kind: str, at: datetime, *, counted: bool = True) -> Promise:
    return a_promise(kind=kind, standing=Standing.SENT, sent_at=at, counted=counted)


async def test_in_a_quiet_week_it_rings_alone() -> None:
    """Nothing has come, nothing is to come; what is further away than a week is no reason to wait."""
    assert await verdict() == Say()
    assert await verdict(a_promise(kind=FIRST, due=MONDAY + WEEK + timedelta(minutes=1))) == Say()
    assert await verdict(a_promise(kind=OTHER, due=MONDAY + DAY)) == Say()
    assert await verdict(a_promise(kind=FIRST, to="oda", due=MONDAY + DAY)) == Say()
    assert await verdict(a_promise(kind=FIRST, due=MONDAY, standing=Standing.DROPPED)) == Say()


async def test_it_waits_for_what_goes_first_and_can_ride_with_it() -> None:
    """For the nearest of them; a while after it, should that one come to nothing."""
    near, far = (a_promise(kind=FIRST, due=MONDAY + n * DAY) for n in (2, 4))
    assert await verdict(far, near) == Wait(MONDAY + 2 * DAY + A_WHILE, Reason.TOGETHER)
    late = a_promise(kind=FIRST, due=MONDAY - DAY)
    assert await verdict(late, near) == Wait(MONDAY + A_WHILE, Reason.TOGETHER)


async def test_it_rides_with_a_ping_that_is_on_its_way() -> None:
    """Then it adds nothing to the week, whatever else has come in it."""
    going = a_promise(kind=FIRST, standing=Standing.SENDING)
    assert await verdict(going, sent(FIRST, MONDAY - DAY), a_promise(kind=FIRST, due=MONDAY + DAY)) == Say()
    tidying = a_promise(kind=OTHER, standing=Standing.SENDING)
    assert await verdict(tidying, sent(FIRST, MONDAY - DAY)) == Wait(MONDAY - DAY + WEEK, Reason.TOGETHER)


@pytest.mark.parametrize("kind", [FIRST, OTHER, GENTLE])
async def test_it_does_not_ring_in_a_week_in_which_something_has_counted(kind: str) -> None:
    """Whatever it was, another gentle one too: one of three at most. What did not count is no reason."""
    last, before = sent(kind, MONDAY - 2 * DAY), sent(kind, MONDAY - 5 * DAY)
    assert await verdict(before, last) == Wait(MONDAY + 5 * DAY, Reason.TOGETHER)
    assert await verdict(sent(kind, MONDAY - DAY, counted=False)) == Say()
    assert await verdict(sent(kind, MONDAY - WEEK)) == Say()
    assert await verdict(sent(kind, MONDAY + DAY)) == Say()  # of a clock that was ahead


def _chances(work: MemoryWork, numbers: Sequence[int]) -> Work:
    left = iter(numbers)
    work.chance = lambda below: min(next(left), below - 1)  # type: ignore[method-assign]
    return cast(Work, work)


async def test_a_drawn_moment_lies_in_the_hours_of_a_working_day() -> None:
    """In the first half, as for all else, so that no minute tells what it is about; a weekend and a red day are moved on."""
    person = a_person(zone="America/New_York", hours=Hours(start=time(8, 30), end=time(11)))
    async with MemoryStore(StoppedClock()).transaction() as work:
        first = drawn(_chances(work, [0]), date(2026, 11, 24), person)
        last = drawn(_chances(work, [10_000]), date(2026, 12, 25), person)  # a Friday, and Christmas
    local = [moment.astimezone(ZoneInfo(person.zone)) for moment in (first, last)]
    assert (local[0].date(), local[0].time()) == (date(2026, 11, 24), time(8, 30))
    assert (local[1].date(), local[1].time()) == (date(2026, 12, 28), time(9, 44))
    async with MemoryStore(StoppedClock()).transaction() as work:
        for chance in range(0, 80, 7):
            mine = drawn(_chances(work, [chance]), date(2026, 11, 24), person)
            assert mine == slot(_chances(work, [chance]), date(2026, 11, 24), person)
    assert all(workdays.next_open(m, person.hours, person.zone) == m for m in (first, last))


async def test_what_a_person_put_off_is_no_link_of_the_chain() -> None:
    """Nor is what has ended, or another kind, or somebody else's."""
    owed = a_promise(kind=GENTLE)
    for rows, there in (
        ([owed], True),
        ([replace(owed, standing=Standing.SENDING)], True),
        ([replace(owed, chosen=True)], False),
        ([replace(owed, standing=Standing.SENT)], False),
        ([replace(owed, kind=OTHER)], False),
        ([replace(owed, to=a_person("oda").id)], False),
    ):
        async with MemoryStore(StoppedClock()).transaction() as work:
            for each in rows:
                work.ledger._rows[each.id] = each
            assert await is_owed(cast(Work, work), KARI, GENTLE) is there, rows
