"""«Jeg trenger en prat»: the phone first, then one person; said before what they will know and when; and never silence."""

from datetime import datetime, timedelta

import pytest
import pytest_asyncio

from bots.demo.far.phone import Phone
from core.ledger.model import Standing
from core.people import Position
from core.sight import Role
from core.talks.usecases import ANSWERED, CALLED, WAITING
from tests.journeys.acts import my_page, press, rows, submit, without_ids, word
from tests.journeys.colleagues import hire
from tests.journeys.test_around import changed
from tests.journeys.world import World, pings

pytestmark = pytest.mark.every_pair

RITA, JONAS = "Rita Oppdiktet", "Jonas Oppdiktet"
EVENING = datetime.fromisoformat("2026-11-24T19:00:00+00:00")


def said(key: str) -> str:
    return word("talks", key)


@pytest_asyncio.fixture
async def rita(world: World) -> Phone:
    """A resource person."""
    phone = await hire(world, "rita", RITA)
    await changed(world, "rita", positions=frozenset({Position.RESOURCE_PERSON}))
    return phone


async def ask(phone: Phone, name: str, as_: str, soon: str = "today") -> None:
    """From the menu to the last page before it is sent."""
    await phone.go_home()
    await phone.press(word("menu", "to_talk"))
    await phone.press(word("contacts", "ask"))
    phone.choose(said("whom"), f"{name} ({said(f'part.{as_}')})")
    phone.choose(said("how_soon"), said(f"soon.{soon}"))
    await phone.submit()


async def kinds(world: World, key: str) -> dict[str, Standing]:
    async with world.parts.store.reading() as work:
        return {each.kind: each.standing for each in await work.ledger.of(world.people[key].id)}


async def wish(world: World, key: str) -> str:
    async with world.parts.store.reading() as work:
        return (await work.talks.of(world.people[key].id, Role.HELPER))[-1].id


async def test_somebody_without_an_agreement_asks_and_is_told_who_comes(world: World, rita: Phone) -> None:
    """The numbers stand first; nothing is sent before the yes; and the answer comes to the one who asked."""
    await world.wind(datetime.fromisoformat("2026-11-24T09:00:00+00:00"))
    before = await rows(world)
    await ask(world.ola, RITA, "resource_person")
    words = world.ola.words()
    assert said("hears_now").format(name=RITA) in words
    assert said("reads.today") in words
    assert said("told").partition("{day}")[0].format(name=RITA) in words
    after = await rows(world, but=("presses",))
    assert after == {name: found for name, found in before.items() if name != "presses"}
    await world.ola.submit()
    assert said("phone.akan") in world.ola.words()
    await world.ola.close()
    await world.run()
    assert pings(rita) == 1
    await rita.press("Åpne")
    assert "Ola Utenavtale" in rita.words()
    assert said("first.other").format(name="Ola") in rita.words()
    await rita.submit()
    assert said("thanks.coming") in rita.words()
    await rita.close()
    owed = pings(world.ola)
    await world.run()
    assert pings(world.ola) == owed + 1
    await world.ola.press("Åpne")
    assert said("comes").format(name=RITA) in world.ola.words()
    assert (await kinds(world, "ola"))[WAITING] is Standing.DROPPED


async def test_in_the_evening_it_is_said_that_they_hear_of_it_in_the_morning(
    world: World, rita: Phone
) -> None:
    """With the numbers once more, and without a «today» that will be over by then; and it is so."""
    await world.wind(EVENING)
    await ask(world.ola, RITA, "resource_person")
    words = world.ola.words()
    assert "onsdag 25. november kl. 09:00" in words
    assert words.count("22 40 28 00") >= 1
    assert said("before_that") in words
    assert said("reads.that_day") in words
    assert said("reads.today") not in words
    await world.ola.submit()
    await world.ola.close()
    await world.run()
    assert pings(rita) == 0
    await world.until_ping(rita, timedelta(hours=13))
    assert world.clock.at == datetime.fromisoformat("2026-11-25T08:00:00+00:00")


async def test_whoever_opens_it_on_another_day_does_not_read_of_today(world: World, rita: Phone) -> None:
    """«Today» is over by then, and it is said on which day it came."""
    await world.wind(datetime.fromisoformat("2026-11-24T09:00:00+00:00"))
    await ask(world.ola, RITA, "resource_person")
    await world.ola.submit()
    await world.until_ping(rita, timedelta(hours=1))
    await rita.press("Åpne")
    assert said("reads.today") in rita.words()
    await rita.close()
    await world.wind_by(days=1)

    await rita.press("Åpne")

    assert said("reads.today") not in rita.words()
    assert said("reads.that_day") in rita.words()


async def test_whoever_has_agreed_to_it_is_told_at_any_time(world: World, rita: Phone) -> None:
    """By the setting that everybody has."""
    await rita.go_home()
    await rita.press(word("menu", "settings"))
    rita.choose(word("settings", "whom_talks"), word("settings", "talks.anytime"))
    await rita.submit()
    await rita.close()
    await world.wind(EVENING)
    await ask(world.ola, RITA, "resource_person")
    assert said("hears_now").format(name=RITA) in world.ola.words()
    await world.ola.submit()
    await world.ola.close()
    await world.run()
    assert pings(rita) == 1


async def test_no_answer_is_said_and_somebody_else_is_a_press_away(world: World, rita: Phone) -> None:
    """An hour after the other has heard of it."""
    await world.wind(datetime.fromisoformat("2026-11-24T09:00:00+00:00"))
    await ask(world.ola, RITA, "resource_person")
    await world.ola.submit()
    await world.ola.close()
    before = pings(world.ola)
    await world.wind_by(minutes=61)
    assert pings(rita) == 1
    assert pings(world.ola) == before + 1
    await world.ola.press("Åpne")
    assert said("silence").format(name=RITA) in world.ola.words()
    await world.ola.press(said("somebody_else"))
    assert said("whom") in world.ola.words()


async def test_who_cannot_says_so_and_may_change_their_mind(world: World, rita: Phone) -> None:
    """The one who asked is told each time, and it does not sound like a no to them."""
    await world.wind(datetime.fromisoformat("2026-11-24T09:00:00+00:00"))
    await ask(world.ola, RITA, "resource_person", "days")
    await world.ola.submit()
    await world.ola.close()
    await world.run()
    await rita.press("Åpne")
    await rita.press(said("cannot"))
    assert said("thanks.cannot") in rita.words()
    await rita.close()
    await world.run()
    await world.ola.press("Åpne")
    assert said("cannot_now").format(name=RITA) in world.ola.words()
    await world.ola.close()
    again = await press(world, rita, "talks.look", await wish(world, "rita"))
    assert said("said.cannot") in again
    await submit(world, rita, "talks.coming", await wish(world, "rita"))
    await world.run()
    async with world.parts.store.reading() as work:
        (talk,) = await work.talks.of(world.people["ola"].id, Role.ASKER)
    assert talk.answer == "coming"


async def test_what_is_taken_back_before_it_was_sent_nobody_hears_of(world: World, rita: Phone) -> None:
    """The row is gone, and so is the ping."""
    await world.wind(EVENING)
    await ask(world.ola, RITA, "resource_person")
    await world.ola.submit()
    await world.ola.press(said("take_back"))
    await world.ola.close()
    await world.wind_by(days=2)
    assert pings(rita) == 0
    assert (await kinds(world, "rita"))[CALLED] is Standing.DROPPED
    assert (await rows(world))["talks"] == []


async def test_the_employee_finds_their_leader_on_the_list_and_nobody_who_is_not_with_them(
    world: World,
) -> None:
    """With an agreement and nobody registered: the leader, and no colleague."""
    await ask(world.kari, JONAS, "leader")
    assert JONAS in world.kari.words()
    refused = word("conversation", "refused.moved_on")
    ref = f"{world.people['ola'].id}:today:{int(world.clock.at.timestamp())}"
    assert refused in await submit(world, world.kari, "talks.send", ref)


async def test_nobody_else_gets_at_a_wish(world: World, rita: Phone) -> None:
    """The same words for one that is there and for one that is not."""
    await ask(world.ola, RITA, "resource_person")
    await world.ola.submit()
    await world.ola.close()
    id = await wish(world, "rita")
    invented = "00000000-0000-4000-8000-000000000000"
    for phone in (world.kari, world.jonas):
        for action in ("talks.look", "talks.take_back", "talks.cannot"):
            true = without_ids(await press(world, phone, action, id))
            assert true == without_ids(await press(world, phone, action, invented)), action
    assert pings(rita) == 0


async def test_two_weeks_later_nothing_of_it_is_left(world: World, rita: Phone) -> None:
    """Whatever came of it."""
    await ask(world.ola, RITA, "resource_person")
    await world.ola.submit()
    await world.ola.close()
    await world.wind_by(days=15)
    await world.parts.upkeep()
    left = await rows(world)
    assert left["talks"] == []
    assert pings(rita) == 1
    await rita.go_home()
    await my_page(rita)
    assert said("page.got") not in rita.words()
    assert ANSWERED not in await kinds(world, "ola")
