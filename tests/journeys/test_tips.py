"""Tips: the same card and words for everybody, alone or with another ping, and none for whoever wants none."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bots.demo.far.phone import Phone
from core.checkins.usecases import ASK
from core.ledger.model import FINAL, Promise, Standing
from core.people import Language
from core.settings.keeps import KeptDirectory
from core.tips.model import TIPS, monday_of, of_week
from core.tips.usecases import TIP
from tests.journeys import world as worlds
from tests.journeys.acts import press, word
from tests.journeys.test_around import changed
from tests.journeys.test_own_things import settle
from tests.journeys.test_privacy import _sent
from tests.journeys.world import World, pings

LONG = 45
"""Days: to the week that chance gave, through it, and to the ping that it may have to wait for."""


@pytest.fixture(autouse=True)
def every_four_weeks(monkeypatch: pytest.MonkeyPatch) -> None:
    """As it is where nobody has chosen otherwise."""
    monkeypatch.setattr(worlds, "TIPS_WEEKS", 4)


def said(key: str) -> str:
    return word("tips", key)


async def owed(world: World, key: str, kind: str = TIP) -> list[Promise]:
    async with world.parts.store.reading() as work:
        return [each for each in await work.ledger.of(world.people[key].id) if each.kind == kind]


async def until_tip(world: World, phone: Phone, key: str) -> Promise:
    """Day by day, with the daily look, until this person has one."""
    for _ in range(LONG):
        await world.parts.upkeep()
        await world.wind_by(days=1)
        if sent := [each for each in await owed(world, key) if each.standing is Standing.SENT]:
            assert pings(phone) > 0
            return sent[0]
    raise AssertionError("no tip has come")


async def test_everybody_gets_the_same_card_and_the_tip_of_those_weeks(world: World) -> None:
    """Opened, it has its words and the way to have no more; the next is owed four weeks on."""
    tip = await until_tip(world, world.ola, "ola")
    assert pings(world.ola) == 1
    card = _sent(world, world.ola, "chat.postMessage")
    await press(world, world.ola, "settings.test")
    await world.run()
    assert _sent(world, world.ola, "chat.postMessage") == card
    monday = date.fromisoformat(tip.ref)
    words = of_week(TIPS, monday)
    shown = await press(world, world.ola, "ping.open", tip.id)
    assert words.title[Language.NB] in shown
    assert said("everybody") in shown
    [following] = [each for each in await owed(world, "ola") if each.standing not in FINAL]
    assert date.fromisoformat(following.ref) == monday + timedelta(weeks=4)
    assert monday_of(following.due.date()) == monday + timedelta(weeks=4)


async def test_with_an_agreement_it_comes_with_a_ping_that_comes_anyway(world: World) -> None:
    """It rings no more often; in the list there is one line more, and the check-in has come when it was to come."""
    tip = await until_tip(world, world.kari, "kari")
    assert tip.carrier is not None
    async with world.parts.store.reading() as work:
        driver = await work.ledger.get(tip.carrier)
    assert driver.kind.startswith(("checkins.", "followups."))
    asked = [each for each in await owed(world, "kari", ASK) if each.sent_at is not None]
    assert all(each.sent_at == each.due for each in asked)
    assert said("title") in await press(world, world.kari, "ping.open", driver.id)
    assert said("everybody") in await press(world, world.kari, "ping.one", tip.id)


async def test_whoever_wants_none_gets_none_and_whoever_wants_them_again_does(world: World) -> None:
    """Chosen in the settings and kept with the person; the choice is in what they can take out."""
    await settle(world.ola, want_tips=word("settings", "tips.no"))
    for _ in range(LONG):
        await world.parts.upkeep()
        await world.wind_by(days=1)
    assert pings(world.ola) == 0
    async with world.parts.store.reading() as work:
        person = await work.people.get(world.people["ola"].id)
        assert not person.tips
        [entry] = await KeptDirectory().export(work, person)
        assert entry["tips"] is False
    await settle(world.ola, want_tips=word("settings", "tips.yes"))
    await until_tip(world, world.ola, "ola")


async def test_one_that_was_put_off_comes_back_and_the_chain_stays_one(world: World) -> None:
    """Tomorrow at this hour; and the next of the chain is owed once."""
    await until_tip(world, world.ola, "ola")
    world.clock.at += timedelta(minutes=1)
    await world.ola.press(word("ledger", "tomorrow"))
    before = pings(world.ola)
    await world.wind_by(days=1, minutes=1)
    assert pings(world.ola) == before + 1
    await world.parts.upkeep()
    assert len([each for each in await owed(world, "ola") if each.standing not in FINAL]) == 1


async def test_whoever_has_left_gets_none(world: World) -> None:
    """What was owed is dropped, and nothing follows; whoever comes back begins again."""
    await world.parts.upkeep()
    await changed(world, "ola", active=False)
    await world.wind(datetime(2027, 1, 11, tzinfo=UTC))
    assert pings(world.ola) == 0
    assert {each.standing for each in await owed(world, "ola")} == {Standing.DROPPED}
    await world.parts.upkeep()
    assert [each for each in await owed(world, "ola") if each.standing not in FINAL] == []
    await changed(world, "ola", active=True)
    await world.parts.upkeep()
    assert len([each for each in await owed(world, "ola") if each.standing not in FINAL]) == 1
