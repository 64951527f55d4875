"""The worker itself sends a campaign to three hundred, and a check-in that falls due meanwhile is nobody's to wait for."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from adapters.slack.messenger import SlackMessenger
from adapters.teams.messenger import TeamsMessenger
from core.campaigns.model import CampaignId, Fate, State
from core.people import Platform
from tests.journeys import world as worlds
from tests.journeys.test_around import changed
from tests.journeys.world import World, pings
from tests.scale import campaign as campaigns
from tests.scale.crowd import person
from tests.scale.test_worker import until, working

SIZE = 300
PATIENCE = 120
"""Seconds of the machine's own time, after which a thing is said not to happen."""
PACE = 50.0
"""Messages a second of the machine's own time, so that the trial is over in a few seconds."""
WITHIN = 2.0
"""Seconds within which a ping that is due now is on its way. Counted in messages of this pace, never by a watch."""


@pytest_asyncio.fixture(params=list(Platform), ids=str)
async def busy(
    request: pytest.FixtureRequest, sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[World]:
    """Kari, who has an agreement, and three hundred colleagues; it is half past nine on the day of her check-in."""
    for messenger in (SlackMessenger, TeamsMessenger):
        monkeypatch.setattr(messenger, "pace", PACE)
    monkeypatch.setattr("tests.scale.test_worker.PATIENCE", PATIENCE)
    # A machine so busy that a lease ran out under a worker that lives would leave some in doubt, as it should.
    plain = worlds.plain_settings
    monkeypatch.setattr(worlds, "plain_settings", lambda *of: {**plain(*of), "lease_seconds": 120.0})
    async with worlds.world(request.param, sqlite_url, tmp_path, worlds.WoundClock()) as world:
        people = [person(world.platform, number) for number in range(SIZE)]
        for number, each in enumerate(people):
            worlds.phone(world.far, f"n{number}", each.name)
        async with world.parts.store.transaction() as work:
            await work.people.add_all([*campaigns.seated(), *people])
        for key in ("kari", "jonas", "ola"):
            await changed(world, key, campaigns=False)  # what rings on their phones is something else
        yield world


async def test_a_check_in_that_falls_due_waits_for_no_campaign(busy: World) -> None:
    """
    Between its falling due and its arrival go no more of the campaign's than go in two seconds.

    A slow machine sends both later: what is counted is who went before whom.
    """
    async with busy.parts.store.transaction() as work:
        [asked] = [
            each for each in await work.ledger.of(busy.people["kari"].id) if each.kind == "checkins.ask"
        ]
    busy.clock.at = asked.due - timedelta(seconds=1)
    id = await campaigns.begun(busy.parts.store, busy.clock.at)
    before = pings(busy.kari)

    def reached() -> int:
        return sum(bool(phone.lock_screen) for key, phone in busy.far.phones.items() if key not in theirs)

    theirs = {busy.kari.person, busy.jonas.person, busy.ola.person}
    async with working(busy.parts):
        await until(lambda: reached() > SIZE / 10)
        assert pings(busy.kari) == before, "it is not due yet"
        busy.clock.at += timedelta(seconds=2)
        due_at = reached()
        await until(lambda: pings(busy.kari) > before)
        went = reached() - due_at
        assert reached() < SIZE, "the campaign was over: nothing was held up, nothing was tried"
        assert went <= PACE * WITHIN
        await until(lambda: reached() == SIZE)
        # Who wants none takes a turn like everybody else, and may be last.
        async with asyncio.timeout(PATIENCE):
            while await outcome(busy, id) != (State.SENT, {Fate.DELIVERED: SIZE, Fate.OPTED_OUT: 3}):  # noqa: ASYNC110
                await asyncio.sleep(0.05)  # it is another's work that we wait for


async def outcome(world: World, id: CampaignId) -> tuple[State, Mapping[Fate, int]]:
    async with world.parts.store.transaction() as work:
        return (await work.campaigns.get(id)).state, await work.campaigns.tally(id)
