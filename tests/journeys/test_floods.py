"""Somebody makes very much be owed, or enters very much: everything can still be opened, and one's own is still found."""

from dataclasses import replace
from datetime import date, timedelta

from bots.demo.far.phone import Phone
from core.ledger import aboard
from core.ledger import usecases as ledger
from core.ledger.model import Promise, Standing
from core.occasions import limits
from core.occasions.advice import ADVICE, ref_of
from core.occasions.model import Kind, OccasionId
from core.people import Platform, Position
from tests.builders import an_occasion
from tests.journeys.acts import my_page, press, submit, word
from tests.journeys.calendar import listed
from tests.journeys.calendar import said as calendar
from tests.journeys.colleagues import hire
from tests.journeys.prompted import prepare, publish, said
from tests.journeys.test_around import changed
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


async def crowded(world: World) -> None:
    """Kari has prepared for the julebord; then somebody enters very much that comes before it."""
    await publish(world)
    await prepare(world.kari, words="Et kanarigult bord")
    await world.kari.close()
    async with world.parts.store.transaction() as work:
        for n in range(MANY):
            party = an_occasion(
                id=f"o{n:03}", workplace=WORKPLACE, kind=Kind.OTHER, name=f"Pils {n:03} på den lange brygga nederst i byen",
                on=date(2026, 12, 1 + n % 14),
            )  # fmt: skip
            await work.occasions.add(party)


async def leafed(phone: Phone) -> list[str]:
    """Every page from this one on."""
    seen = [phone.words()]
    while said("page.next") in {each.split(":")[0] for each in phone.buttons()}:
        await phone.press(said("page.next"))
        seen.append(phone.words())
    return seen


async def test_what_one_has_prepared_is_first_however_much_anybody_enters(world: World) -> None:
    """On the own page too; and everything is on one of the pages."""
    await crowded(world)
    julebord = said("which", occasion="Julebord", day="fredag 18. desember")
    await world.kari.go_home()
    await my_page(world.kari)
    assert julebord in world.kari.words()
    await world.kari.press(said("all.show"))
    seen = await leafed(world.kari)
    assert len(seen) == 5
    assert [julebord in words for words in seen] == [True, False, False, False, False]
    assert [n for n in range(MANY) if sum(f"Pils {n:03}" in words for words in seen) != 1] == []
    await world.kari.press(said("page.previous"))
    assert world.kari.words() == seen[-2]
    assert julebord in await press(world, world.kari, "preparations.all", f"{world.agreement}:0")
    refused = word("conversation", "refused.not_here")
    assert refused in await press(world, world.ola, "preparations.all", f"{world.agreement}:1")


async def test_the_leaders_list_can_be_opened_however_much_anybody_enters(world: World) -> None:
    """Page by page, by day."""
    await crowded(world)
    await world.jonas.go_home()
    await my_page(world.jonas)
    await world.jonas.press(said("led.show"))
    seen = await leafed(world.jonas)
    assert len(seen) == 5
    assert [n for n in range(MANY) if sum(f"Pils {n:03}" in words for words in seen) != 1] == []
    assert "Julebord" in seen[-1]
    await world.jonas.press(said("page.previous"))
    assert world.jonas.words() == seen[-2]


WANTED = {"kind": "other", "day": "2026-12-18", "place": "", "department": ""}


async def entered(world: World, phone: Phone, name: str) -> str:
    """The form, sent in with this name; what came back."""
    return await submit(world, phone, "occasions.enter", "", {**WANTED, "name": name})


async def test_what_is_near_is_entered_and_changed_five_times_a_week(world: World) -> None:
    """By anybody, whatever their task: nobody tries out whose telephone rings. Nothing typed is lost, and names are free."""
    hr = await hire(world, "ida", "Ida Oppdiktet")
    await changed(world, "ida", positions=frozenset({Position.HR}))
    soon = {**WANTED, "day": "2026-12-04"}
    for n in range(limits.MOST_NEAR - 1):
        await submit(world, hr, "occasions.enter", "", {**soon, "name": f"Pils {n}"})
    first, second, *_ = await listed(world)

    async def now(id: str) -> str:
        async with world.parts.store.reading() as work:
            return f"{id}:{(await work.occasions.get(OccasionId(id))).version}"

    await submit(
        world, hr, "occasions.change", await now(first.id), {**soon, "day": "2027-03-05", "name": first.name}
    )
    await submit(world, hr, "occasions.call_off", await now(second.id), {})
    before = await listed(world)
    told = calendar("wrong.near", most=limits.MOST_NEAR)
    name = "Det sjette"
    seen = await submit(world, hr, "occasions.enter", "", {**soon, "name": name})
    assert told in seen
    assert name in seen or world.platform is Platform.SLACK
    third = next(each for each in before if each.on == date(2026, 12, 4) and not each.cancelled)
    moved = {**soon, "day": "2027-03-05", "name": third.name}
    assert told in await submit(world, hr, "occasions.change", await now(third.id), moved)
    assert told in await submit(
        world, hr, "occasions.change", await now(first.id), {**soon, "name": first.name}
    )
    assert told in await press(world, hr, "occasions.on_again", second.id)
    assert await listed(world) == before
    # What rings nobody, and what is far, is as free as ever.
    assert told not in await submit(
        world, hr, "occasions.change", await now(third.id), {**soon, "name": "Øl"}
    )
    far = {**WANTED, "day": "2026-12-15", "name": name}
    assert told not in await submit(world, hr, "occasions.enter", "", far)
    assert len(await listed(world)) == len(before) + 1
    await submit(world, hr, "occasions.call_off", await now(third.id), {})
    assert [each.cancelled for each in await listed(world) if each.id == third.id] == [True]
    world.clock.at += timedelta(weeks=1, minutes=1)
    assert told not in await press(world, hr, "occasions.on_again", second.id)
    assert [each.cancelled for each in await listed(world) if each.id == second.id] == [False]


async def test_one_leader_fills_nobodys_calendar(world: World) -> None:
    """Ten a day and twenty to come, called off or not; nothing typed is lost, and whose task it is enters more."""
    await changed(world, "jonas", positions=frozenset({Position.LEADER}))
    hr = await hire(world, "ida", "Ida Oppdiktet")
    await changed(world, "ida", positions=frozenset({Position.HR}))
    for n in range(limits.MOST_A_DAY):
        await entered(world, world.jonas, f"Pils {n}")
    await entered(world, world.jonas, "Pils 0")  # it is there already, and is no new one
    seen = await entered(world, world.jonas, "Den ellevte")
    assert calendar("wrong.often", most=limits.MOST_A_DAY) in seen
    assert (
        "Den ellevte" in seen or world.platform is Platform.SLACK
    )  # there the form stays as it was filled in
    assert len(await listed(world)) == limits.MOST_A_DAY
    world.clock.at += timedelta(days=1, minutes=1)
    for n in range(limits.MOST_A_DAY):
        await entered(world, world.jonas, f"Pub {n}")
    world.clock.at += timedelta(days=1, minutes=1)
    seen = await entered(world, world.jonas, "Den som ble for mye")
    assert calendar("wrong.own", most=limits.MOST_OWN) in seen
    assert len(await listed(world)) == limits.MOST_OWN
    for n in range(limits.MOST_OWN + 1):
        await entered(world, hr, f"Kurs {n}")
    assert len(await listed(world)) == 2 * limits.MOST_OWN + 1
