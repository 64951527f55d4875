"""
A campaign to very many, at the platforms' real limits and by a wound clock; the full 10,000 are `make bench ARGS=campaign`.

The real campaigns, ledger, adapters and far side over HTTP. Seconds are those of the wound clock, never the machine's.
"""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bots.demo.far.faults import Answer, NotOk, too_many
from bots.demo.far.slack import FarSlack
from core.campaigns.model import Fate, State
from core.ledger.model import Reason, Standing
from core.ledger.usecases import KEPT_IN_CHAT
from core.people import Platform
from tests.scale.crowd import LATENCY, Crowd, crowd

SIZE = 400
SMALL = 150
PROMPT = 2.0
"""Seconds within which a ping that is due now is there, whatever else is going on."""
SENDS = {Platform.SLACK: "chat.postMessage", Platform.TEAMS: "activities.send"}


@pytest.fixture(params=list(Platform), ids=str)
def platform(request: pytest.FixtureRequest) -> Platform:
    return Platform(request.param)


@pytest.fixture
def gone() -> frozenset[int]:
    return frozenset()


@pytest.fixture
def size() -> int:
    return SMALL


@pytest.fixture
async def everybody(
    platform: Platform, database_url: str, tmp_path: Path, size: int, gone: frozenset[int]
) -> AsyncIterator[Crowd]:
    async with crowd(platform, database_url, tmp_path, size, gone=gone) as made:
        yield made


@pytest.mark.parametrize("size", [SIZE])
async def test_it_takes_as_long_as_the_limits_ask_and_hardly_longer(everybody: Crowd) -> None:
    """At most a twentieth more; each person once, and the platform had to refuse nothing."""
    await everybody.finish()
    floor = SIZE / everybody.messenger.pace
    assert everybody.wound.seconds() <= floor * 1.05
    assert everybody.wound.seconds() >= floor * 0.99, "faster than the pace: it was not kept"
    assert set(everybody.pings().values()) == {1}
    assert await everybody.standings() == {Standing.SENT: SIZE}
    assert await everybody.fates() == {Fate.DELIVERED: SIZE}
    assert (await everybody.now()).state is State.SENT
    assert everybody.far.complaints == []


@pytest.mark.parametrize("size", [400])
async def test_what_is_due_now_is_there_within_two_seconds(everybody: Crowd) -> None:
    """To twenty people, one after the other, while the news is going out."""
    waits: list[float] = []
    await everybody.spread()
    news = asyncio.create_task(everybody.finish())
    for number, person in enumerate(reversed(everybody.people[-20:])):
        await everybody.wound.sleep(0.31)
        before, due = everybody.pings()[person.accounts[0].id], everybody.wound.seconds()
        await everybody.prompt(person, number)
        await everybody.delivery.run_prompt()
        assert everybody.pings()[person.accounts[0].id] == before + 1
        waits.append(everybody.wound.seconds() - due - LATENCY)
    assert not news.done(), "the news was over before the last: nothing was held up, nothing was tried"
    assert max(waits) <= PROMPT
    await news
    assert everybody.refused("429") + everybody.refused("ratelimited") == []


@pytest.mark.parametrize("gone", [frozenset(range(0, SMALL, 33))])
async def test_three_in_a_hundred_are_gone(everybody: Crowd, gone: frozenset[int]) -> None:
    """Each of them is given up with a reason, once; all others have it, and it takes no longer."""
    await everybody.finish()
    assert set(everybody.pings().values()) == {1}
    assert len(everybody.pings()) == SMALL - len(gone)
    lost = [await everybody.of(everybody.people[number]) for number in gone]
    assert {promise.standing for promise in lost} == {Standing.GAVE_UP}
    assert await everybody.fates() == {Fate.DELIVERED: SMALL - len(gone), Fate.UNREACHABLE: len(gone)}
    assert {promise.reason for promise in lost} <= {Reason.NO_ACCOUNT, Reason.NOT_INSTALLED, Reason.REFUSED}
    assert everybody.wound.seconds() <= SMALL / everybody.messenger.pace * 1.05 + 1


async def test_the_platform_refuses_for_ten_minutes(everybody: Crowd) -> None:
    """It is left in peace as long as it asks each time; afterwards everybody has it, once, and nobody is given up."""
    far, sends = everybody.far, SENDS[everybody.platform]
    news = asyncio.create_task(everybody.finish())
    await everybody.wound.sleep(SMALL / everybody.messenger.pace / 2)
    reached, called = sum(everybody.pings().values()), len(far.calls)
    far.faults.add(sends, too_many("60"), times=10**6)
    await everybody.wound.sleep(600)
    assert sum(everybody.pings().values()) == reached
    # In each minute what was on its way when the answer came, and on Teams the chat that is opened first.
    at_once = everybody.messenger.pace * LATENCY * 2 + 2
    assert len(far.calls) - called <= 11 * 2 * at_once
    far.faults.clear()
    await news
    assert set(everybody.pings().values()) == {1}
    assert await everybody.standings() == {Standing.SENT: SMALL}


async def test_a_token_is_revoked_half_way(everybody: Crowd, caplog: pytest.LogCaptureFixture) -> None:
    """The log names the setting to look at, everything waits, and with a token that is taken all is sent, once."""
    far, sends = everybody.far, SENDS[everybody.platform]
    news = asyncio.create_task(everybody.finish())
    await everybody.wound.sleep(SMALL / everybody.messenger.pace / 2)
    revoked = NotOk("token_revoked") if isinstance(far, FarSlack) else Answer(401)
    far.faults.add(sends, revoked, times=10**6)
    await everybody.wound.sleep(3600)
    told = "INNSJEKK_SLACK_BOT_TOKEN" if isinstance(far, FarSlack) else "INNSJEKK_TEAMS_APP_SECRET"
    assert told in caplog.text
    standing = await everybody.standings()
    assert set(standing) <= {Standing.SENT, Standing.WAITING}
    assert standing[Standing.WAITING] > SMALL / 3
    far.faults.clear()
    await news
    assert set(everybody.pings().values()) == {1}
    assert await everybody.standings() == {Standing.SENT: SMALL}


@pytest.mark.parametrize("platform", [Platform.SLACK], ids=str)
async def test_a_week_later_slack_is_asked_to_delete_no_faster_than_it_lets_and_no_ping_is_held_up(
    everybody: Crowd,
) -> None:
    """Fifty a minute (Tier 3): no refusal, everything gone in the end, and meanwhile somebody's ping goes at once."""
    await everybody.finish()
    await everybody.wound.sleep(KEPT_IN_CHAT.total_seconds())
    taking = asyncio.create_task(everybody.finish(days=9))
    await everybody.wound.sleep(20)
    person, due = everybody.people[-1], everybody.wound.seconds()
    before = everybody.pings()[person.accounts[0].id]
    await everybody.prompt(person, 0)
    await everybody.delivery.run_prompt()
    assert everybody.pings()[person.accounts[0].id] == before + 1
    assert everybody.wound.seconds() - due - LATENCY <= PROMPT
    assert not taking.done(), "all was gone before: nothing was held up, nothing was tried"
    await taking
    assert everybody.refused("ratelimited") + everybody.refused("429") == []
    assert sum("chat.delete" in str(call) for call in everybody.far.calls) == SMALL
