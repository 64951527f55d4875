"""One of the two is on Slack and the other on Teams: the whole life of an agreement, and which way a ping goes."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from adapters.slack.messenger import SlackMessenger
from bots.demo.far.phone import Phone
from bots.demo.far.teams_phone import TeamsPhone
from core.agreements.model import AgreementId, State
from core.agreements.usecases import sight_of
from core.people import Account, Platform
from core.sight import Role
from tests.journeys import world as worlds
from tests.journeys.acts import word
from tests.journeys.test_drafting import GOAL, PLAN, enough, open_draft
from tests.journeys.test_invitations import ask, led, offer, opened, own_page
from tests.journeys.test_invitations import state as states
from tests.journeys.test_life import does, seen_by
from tests.journeys.test_own_things import settle
from tests.journeys.world import TEAM, TENANT, World, pings

THANKS = "Takk for at du sier fra"
OTHER = {Platform.SLACK: Platform.TEAMS, Platform.TEAMS: Platform.SLACK}


@pytest_asyncio.fixture
async def world(
    platform: Platform,
    database_url: str,
    tmp_path: Path,
    clock: worlds.WoundClock,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[World]:
    """`platform` is the employees'; the leader is on the other. Jonas leads Ola, and has no agreement yet."""
    monkeypatch.setattr(SlackMessenger, "pace", 1000.0)
    monkeypatch.setattr(SlackMessenger, "withdrawing", None)
    async with worlds.world(platform, database_url, tmp_path, clock, leader=OTHER[platform]) as whole:
        async with whole.parts.store.transaction() as work:
            await work.agreements.erase(whole.agreement)
        await led(whole, "ola", "jonas")
        yield whole
        assert [far.complaints for far in whole.fars.values()] == [[], []]


async def agreed(world: World) -> None:
    """Ola asks, Jonas says yes, both write, both sign."""
    await ask(world.ola)
    await opened(world, world.jonas)
    await world.jonas.press(word("invitations", "got.begin"))
    await opened(world, world.ola)
    assert "Jonas Oppdiktet" in world.ola.words()
    await enough(world)
    await world.ola.press("Klar til å signere")
    await world.ola.press("Signér")
    await open_draft(world.jonas)
    assert GOAL in world.jonas.words()
    assert PLAN in world.jonas.words()
    await world.jonas.press("Signér")
    assert "dette er avtalen som gjelder" in world.jonas.words()
    for phone in (world.ola, world.jonas):
        await phone.close()


async def course_state(world: World) -> State:
    """As the leader is to see it now."""
    jonas = world.people["jonas"].id
    async with world.parts.store.reading() as work:
        (id,) = await work.agreements.of(jonas, Role.LEADER)
        course = await work.agreements.course(AgreementId(id), sight_of(jonas, Role.LEADER))
        return course.state_at(work.now, work.now.date())


async def until_opened(world: World, phone: Phone, words: str) -> None:
    """The next ping that carries these words, opened; those about other things are opened on the way."""
    for _ in range(6):
        await world.until_ping(phone)
        await phone.press("Åpne")
        if words in phone.words():
            return
        await phone.close()
    pytest.fail(f"no ping opened “{words}”")


async def test_from_the_first_word_to_the_last_day(world: World) -> None:
    """Asked for, written and signed by both, checked in, shared, read and thanked for; a pause; and completed."""
    ola, jonas = world.ola, world.jonas
    await agreed(world)

    await until_opened(world, ola, "Hvordan går det?")
    ola.choose("Hvordan går det?", "Litt tungt")
    await ola.submit()
    ola.tick("Dette vil jeg dele", "Hvordan det går")
    await ola.submit()
    await ola.close()
    await until_opened(world, jonas, "Litt tungt")
    jonas.fill("En hilsen med egne ord, om du vil", THANKS)
    await jonas.submit()
    await jonas.close()
    await until_opened(world, ola, THANKS)
    await ola.close()

    await does(jonas, "pause")
    jonas.fill(word("life", "pause.until"), (world.clock.at + timedelta(days=30)).date().isoformat())
    await jonas.submit()
    await jonas.close()
    assert word("life", "state.paused").partition("{")[0] in await seen_by(ola)
    await does(ola, "resume")
    await ola.close()
    assert await course_state(world) is State.ACTIVE

    world.clock.at = datetime.fromisoformat("2028-10-30T05:00:00+00:00")
    await world.run()
    await world.parts.upkeep()
    for phone in (ola, jonas):
        await world.until_ping(phone)
        assert word("life", "last_talk") in await seen_by(phone)
    world.clock.at = datetime.fromisoformat("2028-12-04T09:00:00+00:00")
    assert word("life", "state.completed") in await seen_by(ola)
    assert await course_state(world) is State.COMPLETED


async def both_platforms(world: World, key: str) -> Phone:
    """This person gets an account on the other platform as well, as the list of people would give it; the new phone."""
    person = world.people[key]
    other = OTHER[person.accounts[0].platform]
    phone = worlds.phone(world.fars[other], f"{key}2", person.name)
    account = Account(platform=other, tenant=TEAM if other is Platform.SLACK else TENANT, id=phone.person)
    async with world.parts.store.transaction() as work:
        now = await work.people.get(person.id)
        await work.people.save(replace(now, accounts=(*now.accounts, account), version=now.version + 1))
    if isinstance(phone, TeamsPhone):
        await phone.install()
    return phone


async def test_a_leader_on_both_is_reached_where_they_chose_and_can_go_on_where_they_like(
    world: World,
) -> None:
    """The ping comes to the chosen one alone; what it is about can be opened, and answered, on either."""
    first = world.jonas
    second = await both_platforms(world, "jonas")
    names = {Platform.SLACK: "Slack", Platform.TEAMS: "Microsoft Teams"}
    await settle(first, channel=names[world.platform])
    await first.close()
    await ask(world.ola)
    await world.until_ping(second, timedelta(days=4))
    assert pings(first) == 0
    await second.press("Åpne")
    assert "Ola Utenavtale" in second.words()
    await second.close()

    await own_page(first)
    await first.press(word("invitations", "look"))
    await first.press(word("invitations", "got.begin"))
    assert await states(world, "ola") == [State.DRAFTING]
    await first.close()

    # Back to where they were: from now on it is there that they are reached.
    await settle(second, channel=names[OTHER[world.platform]])
    await second.close()
    await opened(world, world.ola)
    before = pings(second)
    await enough(world)
    await world.ola.press("Klar til å signere")
    await world.until_ping(first, timedelta(days=4))
    assert pings(second) == before


async def test_from_an_offer_to_a_withdrawal(world: World) -> None:
    """The leader offers over on the other platform; the employee says yes, and later steps out."""
    ola, jonas = world.ola, world.jonas
    await offer(jonas, "Ola Utenavtale")
    await opened(world, ola)
    assert "Jonas Oppdiktet" in ola.words()
    await ola.press(word("invitations", "got.yes"))
    await ola.close()
    assert await states(world, "ola") == [State.DRAFTING]
    await opened(world, jonas)
    await jonas.close()
    await enough(world)
    await ola.press("Klar til å signere")
    await ola.press("Signér")
    await open_draft(jonas)
    await jonas.press("Signér")
    await jonas.close()
    await does(ola, "withdraw")
    await ola.submit()
    await ola.close()
    await until_opened(world, jonas, word("life", "state.withdrawn"))
    assert await course_state(world) is State.WITHDRAWN
