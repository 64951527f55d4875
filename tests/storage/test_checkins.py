"""Check-ins, answers and shares: each comes back to its readers and to nobody else."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from core.agreements.model import MeasureId, Route
from core.checkins.model import CheckIn, CheckInId, Feels, Mood, Part, ShareId, State
from core.errors import NotFound, Outdated
from core.sight import WORKER, Role
from storage.store import SqlStore
from tests.builders import (
    KARIS,
    LEIFS,
    MONDAY,
    ODA,
    StoppedClock,
    a_checkin,
    a_route,
    a_share,
    begin,
    sight,
    some_answers,
)


@pytest.fixture
async def route(store: SqlStore) -> Route:
    begun = a_route()
    async with store.transaction() as work:
        await begin(work, begun)
    return begun


@pytest.fixture
async def checkin(store: SqlStore, route: Route) -> CheckIn:
    added = a_checkin(route.id, later=MONDAY + timedelta(hours=3))
    async with store.transaction() as work:
        await work.checkins.add(added, WORKER)
    return added


async def test_a_checkin_comes_back_as_it_was(store: SqlStore, route: Route, checkin: CheckIn) -> None:
    """To the employee and the clock."""
    async with store.transaction() as work:
        assert await work.checkins.get(checkin.id, KARIS) == checkin
        assert await work.checkins.get(checkin.id, WORKER) == checkin
        assert await work.checkins.agreement_of(checkin.id) == route.id


async def test_checkins_come_by_due_time(store: SqlStore, route: Route, checkin: CheckIn) -> None:
    """Whenever they were added, and of that agreement alone."""
    before = a_checkin(route.id, due=MONDAY - timedelta(days=7))
    other = a_route()
    async with store.transaction() as work:
        await work.checkins.add(before, KARIS)
        await begin(work, other)
        await work.checkins.add(a_checkin(other.id), KARIS)
        assert await work.checkins.of(route.id, WORKER) == [before, checkin]


async def test_the_second_who_saves_a_checkin_is_told(store: SqlStore, checkin: CheckIn) -> None:
    """And the first one's state holds."""
    async with store.transaction() as work:
        await work.checkins.save(checkin.moved(State.ANSWERED), KARIS)
    with pytest.raises(Outdated):
        async with store.transaction() as work:
            await work.checkins.save(checkin.moved(State.SKIPPED), WORKER)
    async with store.transaction() as work:
        assert (await work.checkins.get(checkin.id, WORKER)).state is State.ANSWERED


async def test_a_checkin_cannot_be_saved_into_another_agreement(store: SqlStore, checkin: CheckIn) -> None:
    """Not even by somebody who reads both."""
    other = a_route()
    async with store.transaction() as work:
        await begin(work, other)
    with pytest.raises(Outdated):
        async with store.transaction() as work:
            await work.checkins.save(replace(checkin, agreement=other.id, version=1), KARIS)


async def test_answers_come_back_as_they_were(store: SqlStore, checkin: CheckIn) -> None:
    """None before there are any, and none when they are erased; the check-in stays."""
    given = some_answers(
        checkin, mood=Mood.HEAVY, measures={MeasureId("m"): Feels.NO_HELP}, needs="Æ ø å \U0001f642"
    )
    async with store.transaction() as work:
        assert await work.checkins.answers(checkin.id, KARIS) is None
        await work.checkins.keep_answers(given, KARIS)
    async with store.transaction() as work:
        assert await work.checkins.answers(checkin.id, KARIS) == given
        changed = replace(given, difficult="Annet", version=1)
        await work.checkins.keep_answers(changed, KARIS)
        assert await work.checkins.answers(checkin.id, KARIS) == changed
        await work.checkins.erase_answers(checkin.id, KARIS)
        await work.checkins.erase_answers(checkin.id, KARIS)
        assert await work.checkins.answers(checkin.id, KARIS) is None
        assert await work.checkins.get(checkin.id, KARIS) == checkin


@pytest.mark.parametrize("version", [0, 1, 3])
async def test_the_second_who_answers_is_told(store: SqlStore, checkin: CheckIn, version: int) -> None:
    """A first answer over a first one, and a later one over what was not read."""
    async with store.transaction() as work:
        await work.checkins.keep_answers(some_answers(checkin), KARIS)
        await work.checkins.keep_answers(some_answers(checkin, version=1), KARIS)
    with pytest.raises(Outdated):
        async with store.transaction() as work:
            await work.checkins.keep_answers(some_answers(checkin, version=version), KARIS)


async def test_shares_come_oldest_first(
    store: SqlStore, route: Route, checkin: CheckIn, clock: StoppedClock
) -> None:
    """Those of one moment in the order of the questions, to both parties, and also when changed since."""
    needs = a_share(checkin)
    mood = a_share(checkin, part=Part.MOOD, mood=Mood.OK, text="")
    later = a_share(checkin, part=Part.MEASURES, text="", measures=(("Samtale", Feels.HELPS),))
    async with store.transaction() as work:
        await work.checkins.share(needs, KARIS)
        await work.checkins.share(mood, KARIS)
    clock.wind(hours=1)
    async with store.transaction() as work:
        await work.checkins.share(later, KARIS)
        read = needs.opened(clock.now()).thanked(clock.now(), "Takk")
        await work.checkins.save_share(needs.opened(clock.now()), LEIFS)
        await work.checkins.save_share(read, LEIFS)
    async with store.transaction() as work:
        for reader in (KARIS, LEIFS):
            assert await work.checkins.shares(route.id, reader) == [mood, read, later]
        assert await work.checkins.agreement_of_share(mood.id) == route.id


async def test_taking_back_and_opening_meet(store: SqlStore, route: Route, checkin: CheckIn) -> None:
    """What was opened in between cannot be taken back, and what was taken back cannot be opened."""
    opened, taken = a_share(checkin), a_share(checkin)
    async with store.transaction() as work:
        await work.checkins.share(opened, KARIS)
        await work.checkins.share(taken, KARIS)
        await work.checkins.save_share(opened.opened(MONDAY), LEIFS)
        await work.checkins.take_back(taken, KARIS)
    with pytest.raises(Outdated):
        async with store.transaction() as work:
            await work.checkins.take_back(opened, KARIS)
    with pytest.raises(Outdated):
        async with store.transaction() as work:
            await work.checkins.save_share(taken.opened(MONDAY), LEIFS)
    async with store.transaction() as work:
        assert [share.id for share in await work.checkins.shares(route.id, LEIFS)] == [opened.id]


async def test_the_leader_opens_what_was_shared_and_nothing_else(
    store: SqlStore, route: Route, checkin: CheckIn
) -> None:
    """No unshared answer, no state of a check-in, no route: whether it is there or not."""
    share = a_share(checkin)
    async with store.transaction() as work:
        await work.checkins.keep_answers(some_answers(checkin), KARIS)
        await work.checkins.share(share, KARIS)
    async with store.transaction() as work:
        assert await work.checkins.shares(route.id, LEIFS) == [share]
        attempts: list[Callable[[], Awaitable[object]]] = [
            lambda: work.checkins.answers(checkin.id, LEIFS),
            lambda: work.checkins.erase_answers(checkin.id, LEIFS),
            lambda: work.checkins.get(checkin.id, LEIFS),
            lambda: work.checkins.of(route.id, LEIFS),
            lambda: work.agreements.route(route.id, LEIFS),
        ]
        for attempt in attempts:
            with pytest.raises(NotFound):
                await attempt()


async def test_the_clock_reads_no_words(store: SqlStore, route: Route, checkin: CheckIn) -> None:
    """Neither answers, nor shares, nor the agreement's text."""
    async with store.transaction() as work:
        await work.checkins.keep_answers(some_answers(checkin), KARIS)
        with pytest.raises(NotFound):
            await work.checkins.answers(checkin.id, WORKER)
        with pytest.raises(NotFound):
            await work.checkins.shares(route.id, WORKER)
        with pytest.raises(NotFound):
            await work.agreements.terms(route.id, WORKER)


async def test_what_is_not_there_is_refused_alike(store: SqlStore, checkin: CheckIn) -> None:
    """Nothing, and somebody else's."""
    stranger = sight(ODA, Role.EMPLOYEE)
    async with store.transaction() as work:
        for id in (checkin.id, CheckInId("nothing")):
            with pytest.raises(NotFound):
                await work.checkins.get(id, stranger)
            with pytest.raises(NotFound):
                await work.checkins.answers(id, stranger)
            with pytest.raises(NotFound):
                await work.checkins.keep_answers(some_answers(replace(checkin, id=id)), stranger)
        with pytest.raises(NotFound):
            await work.checkins.share(a_share(checkin), stranger)
        with pytest.raises(NotFound):
            await work.checkins.add(a_checkin("nothing"), WORKER)
        with pytest.raises(NotFound):
            await work.checkins.agreement_of_share(ShareId("nothing"))
