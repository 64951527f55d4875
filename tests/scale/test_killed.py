"""The process is really killed three times while a campaign goes out to very many, and started again each time."""

import asyncio
import os
import signal
from pathlib import Path

import pytest

from bots.demo.far.faults import Slow
from bots.demo.far.slack import FarSlack
from bots.demo.far.teams import FarTeams
from core.campaigns.model import CampaignId, Fate, State
from core.campaigns.spreading import occasion
from core.ledger.model import Standing
from core.people import Person, Platform
from storage.keyring import Keyring, RootSecret, new_root_secret
from storage.store import SqlStore
from tests.faults.victims import Victim, zygote
from tests.journeys import world as worlds
from tests.ready import up_to_date
from tests.scale.crowd import BEGINS, person, settle, standings
from tests.scale.quick import PACE

SIZE = 100
KILLED_AT = (0.2, 0.5, 0.99)
SLOW = 0.2
"""Seconds that the platform takes, so that some are on their way whenever the process dies."""
IN_FLIGHT = int(PACE * SLOW * 6)
"""On their way at once, with room for a machine that is busy; without the care that is tried it is a batch and a half."""
FATES = {Standing.SENT: Fate.DELIVERED, Standing.UNSURE: Fate.DOUBT}
LEASE = 5.0
PATIENCE = 120
SENDS = {Platform.SLACK: "chat.postMessage", Platform.TEAMS: "activities.send"}


async def _until(share: float, far: FarSlack | FarTeams, victim: Victim, url: str) -> None:
    """So much of it is over: they have it, or it is known that nobody knows."""
    async with asyncio.timeout(PATIENCE):
        while True:
            await victim.ensure()
            ended = await standings(url)
            if max(_reached(far), ended[Standing.SENT] + ended[Standing.UNSURE]) >= SIZE * share:
                return
            await asyncio.sleep(0.02)


@pytest.mark.parametrize("platform", list(Platform), ids=str)
async def test_killed_three_times_nobody_is_missed_and_nobody_has_it_twice(
    platform: Platform, database_url: str, tmp_path: Path
) -> None:
    """Except who was being written to at that very moment: they are marked unsure, and are not written to again."""
    far = worlds.far_side(platform, worlds.WoundClock())
    people = [person(platform, number) for number in range(SIZE)]
    await up_to_date(database_url)
    new_root_secret(tmp_path / "root")
    secret = RootSecret.read(file=tmp_path / "root", value="")
    Keyring.create(tmp_path / "keyring", secret, tenant=worlds.WORKPLACE)
    keyring = Keyring.load(tmp_path / "keyring", secret, tenant=worlds.WORKPLACE)
    async with SqlStore.open(database_url, keyring, worlds.WoundClock(BEGINS)) as store:
        campaign = await settle(store, people, BEGINS)
    (tmp_path / "clock").write_text(BEGINS.isoformat(), encoding="utf-8")
    async with worlds._running(far), zygote() as spawn:
        for number, each in enumerate(people):
            worlds.phone(far, f"n{number}", each.name)
        far.faults.add(SENDS[platform], Slow(SLOW), times=10**6)
        settings = worlds.plain_settings(platform, far, database_url, tmp_path)
        settings |= {"lease_seconds": LEASE, "poll_seconds": 0.2}
        victim = Victim(spawn, settings, tmp_path, None, prepared_by="tests.scale.quick")
        in_flight: list[int] = []
        try:
            for share in KILLED_AT:
                await _until(share, far, victim, database_url)
                in_flight.append(await _kill(victim, database_url))
            async with asyncio.timeout(PATIENCE):
                while set(await standings(database_url)) - {Standing.SENT, Standing.UNSURE}:
                    await victim.ensure()
                    await asyncio.sleep(0.3)
        finally:
            victim.end()
        unsure = await _compare(platform, far, people, database_url, keyring, campaign)
        assert unsure <= min(sum(in_flight), IN_FLIGHT * len(KILLED_AT)), (
            "what was not on its way is in doubt"
        )


async def _kill(victim: Victim, url: str) -> int:
    """How many were on their way when it died."""
    os.kill(victim.pid, signal.SIGKILL)
    while victim.lives:  # noqa: ASYNC110  it is a process that we wait for
        await asyncio.sleep(0.01)
    return (await standings(url))[Standing.SENDING]


def _reached(far: FarSlack | FarTeams) -> int:
    return sum(len(phone.lock_screen) for phone in far.phones.values())


async def _compare(
    platform: Platform,
    far: FarSlack | FarTeams,
    people: list[Person],
    url: str,
    keyring: Keyring,
    campaign: CampaignId,
) -> int:
    """What each has on their screen, and what ledger and campaign say of it: of how many they do not know."""
    ended: dict[int, Standing] = {}
    async with (
        SqlStore.open(url, keyring, worlds.WoundClock(BEGINS)) as store,
        store.transaction() as work,
    ):
        for number, each in enumerate(people):
            promise = await work.ledger.for_occasion(occasion(campaign, each.id))
            assert promise is not None
            ended[number] = promise.standing
        fates = await work.campaigns.fates(campaign, [each.id for each in people])
        state = (await work.campaigns.get(campaign)).state
    seen = {number: len(far.phone(each.accounts[0].id).lock_screen) for number, each in enumerate(people)}
    unsure = [number for number, how in ended.items() if how is Standing.UNSURE]
    print(f"\n{platform}: killed at {KILLED_AT}; unsure: {len(unsure)} of {SIZE}")
    assert set(ended.values()) <= {Standing.SENT, Standing.UNSURE}
    assert [fates.get(each.id) for each in people] == [FATES[how] for how in ended.values()]
    assert state is State.SENT
    assert max(seen.values()) == 1, "somebody has it twice"
    assert [number for number, times in seen.items() if not times and number not in unsure] == []
    return len(unsure)
