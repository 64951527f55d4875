"""Somebody makes very much be owed, or enters very much: everything can still be opened, and one's own is still found."""

from dataclasses import replace
from datetime import date

from core.ledger import aboard
from core.ledger import usecases as ledger
from core.ledger.model import Promise, Standing
from core.occasions.advice import ADVICE, ref_of
from core.occasions.model import Kind
from tests.builders import an_occasion
from tests.journeys.acts import press, word
from tests.journeys.world import WORKPLACE, World, pings

MANY = 51
OPENED = word("checkins", "list.ask")


async def flood(world: World, key: str = "kari", many: int = MANY) -> None:
    """So much is owed to this person at once, as soon as their next ping is due."""
    due = await world.next_due()
    assert due is not None
    async with world.parts.store.transaction() as work:
        person = await work.people.get(world.people[key].id)
        for n in range(many):
            party = an_occasion(
                id=f"o{n:03}", workplace=WORKPLACE, kind=Kind.OTHER, name=f"Pils {n:03} på den lange brygga nederst i byen",
                organiser=person.id, on=date(2026, 12, 11),
            )  # fmt: skip
            await work.occasions.add(party)
            await ledger.owe(work, person, ADVICE, ref_of(party), due, once=party.id)


async def owed(world: World, key: str = "kari") -> list[Promise]:
    async with world.parts.store.reading() as work:
        return [each for each in await work.ledger.of(world.people[key].id) if each.kind == ADVICE]


async def test_a_ping_carries_no_more_than_can_be_opened_and_the_rest_rides_later(world: World) -> None:
    """The check-in is among what can be opened; nothing else rings that day, and all of it comes in the end."""
    await flood(world)
    await world.until_ping(world.kari)
    assert pings(world.kari) == 1
    sent = [each for each in await owed(world) if each.standing is Standing.SENT]
    assert len(sent) == aboard.MOST - 1
    await world.kari.press("Åpne")
    assert OPENED in world.kari.words()
    await world.kari.close()
    await world.wind_by(hours=12)
    assert pings(world.kari) == 1
    await world.wind_by(days=16)
    assert {each.standing for each in await owed(world)} == {Standing.SENT}


async def test_a_ping_with_fifty_riders_opens_and_is_turned_page_by_page(world: World) -> None:
    """One that was sent so; the check-in is on one of the pages, and can be opened there."""
    await flood(world)
    await world.until_ping(world.kari)
    async with world.parts.store.transaction() as work:
        (ping,) = {
            each.carrier or each.id for each in await work.ledger.of(world.people["kari"].id) if each.message
        }
        for each in await work.ledger.of(world.people["kari"].id):
            if each.kind == ADVICE and each.standing is Standing.WAITING:
                sent = replace(each, standing=Standing.SENT, carrier=ping, sent_at=work.now)
                await work.ledger.save(sent)
        assert len(await work.ledger.carried_by(ping)) == MANY + 1
    await world.kari.press("Åpne")
    seen = [world.kari.words()]
    while any(word("ledger", "list.next") in each for each in world.kari.buttons()):
        await world.kari.press(word("ledger", "list.next"))
        seen.append(world.kari.words())
    assert len(seen) == 5
    assert sum(words.count(OPENED) > 0 for words in seen) == 1
    await world.kari.press(word("ledger", "list.previous"))
    assert world.kari.words() == seen[-2]
    assert word("ledger", "nothing") not in await press(world, world.kari, "ping.page", f"{ping}:999")
    assert word("conversation", "refused.not_here") in await press(world, world.ola, "ping.page", f"{ping}:1")
