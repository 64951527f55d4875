"""A deputy while the leader is away: nothing before the employee's yes, and nothing after the last day."""

from datetime import timedelta

import pytest
import pytest_asyncio

from bots.demo.far.phone import Phone
from core.agreements.model import Deputy
from core.around import deputies
from core.around.deputies import deputy
from core.errors import NotFound
from core.people import Position
from core.sight import Role
from tests.journeys.acts import press, submit, without_ids, word
from tests.journeys.colleagues import hire
from tests.journeys.test_around import IDA, changed, choose, own_page, said, tell
from tests.journeys.test_life import does
from tests.journeys.world import World, pings

BEFORE, MEANWHILE, AFTER = "Kanarigul før", "Kanarigul imens", "Kanarigul etter"


@pytest_asyncio.fixture
async def ida(world: World) -> Phone:
    """One more leader at the workplace."""
    phone = await hire(world, "ida", IDA)
    await changed(world, "ida", positions=frozenset({Position.LEADER}))
    return phone


async def propose(phone: Phone, since: str = "2026-11-25", until: str = "2026-12-08") -> None:
    """Who and when, from the agreement's page; what came of it stays open."""
    await does(phone, "deputy")
    phone.choose(said("choose.who"), IDA)
    phone.fill(said("deputy.since"), since)
    phone.fill(said("deputy.until"), until)
    await phone.submit()


async def reads(world: World, phone: Phone) -> str:
    return await press(world, phone, "around.standin", world.agreement)


async def test_a_deputy_from_the_leaders_proposal_to_the_last_day(  # noqa: PLR0915  one story
    world: World, ida: Phone
) -> None:
    """Reads nothing before the yes, nor before the first day; then what is shared meanwhile; then nothing more."""
    await tell(world, BEFORE)
    refused = without_ids(await reads(world, world.ola))
    await propose(world.jonas)
    await world.jonas.close()
    assert without_ids(await reads(world, ida)) == refused
    await does(world.kari, "deputy")
    assert IDA in world.kari.words()
    await world.kari.submit()
    await world.kari.close()
    assert without_ids(await reads(world, ida)) == refused
    await world.until_ping(ida, timedelta(days=5))
    await ida.press("Åpne")
    assert "En kort prat hver mandag" in ida.words()
    assert BEFORE not in ida.words()
    await ida.close()
    await tell(world, MEANWHILE)
    seen = await reads(world, ida)
    assert MEANWHILE in seen
    assert BEFORE not in seen
    # The leader reads on, old and new.
    theirs = await press(world, world.jonas, "checkins.follow_up", world.agreement)
    assert BEFORE in theirs
    assert MEANWHILE in theirs
    await world.wind_by(days=14)
    assert without_ids(await reads(world, ida)) == refused
    async with world.parts.store.reading() as work:
        still = await work.agreements.terms(world.agreement, deputy(world.people["ida"].id))
    assert still.agreement == world.agreement  # the date refused, and not the key
    await world.parts.upkeep()
    async with world.parts.store.reading() as work:
        with pytest.raises(NotFound):
            await work.agreements.terms(world.agreement, deputy(world.people["ida"].id))
    assert without_ids(await reads(world, ida)) == refused
    await tell(world, AFTER)
    assert AFTER in await press(world, world.jonas, "checkins.follow_up", world.agreement)
    before = pings(ida)
    await world.wind_by(days=21)
    assert pings(ida) == before


async def test_the_employee_can_choose_a_deputy_alone_and_end_it_at_any_time(
    world: World, ida: Phone
) -> None:
    """At the employee's word it holds; at the employee's word it is over, key and all."""
    await propose(world.kari, since="2026-11-23")
    assert IDA in world.kari.words()
    await world.wind_by(minutes=5)  # what is shown from eight on the dot was shared at night
    await tell(world, MEANWHILE)
    assert MEANWHILE in await reads(world, ida)
    await own_page(ida)
    assert said("page.deputy") in ida.words()
    await ida.close()
    await world.kari.press(said("deputy.over"))
    await world.kari.close()
    assert without_ids(await reads(world, ida)) == without_ids(await reads(world, world.ola))
    async with world.parts.store.reading() as work:
        assert await work.agreements.of(world.people["ida"].id, Role.DEPUTY) == []


async def test_what_is_shared_before_the_first_day_is_not_the_deputys(world: World, ida: Phone) -> None:
    """Though the yes came before it."""
    await propose(world.kari)
    await world.kari.close()
    await tell(world, BEFORE)
    await world.wind_by(days=3)
    assert BEFORE not in await reads(world, ida)
    assert "En kort prat hver mandag" in await reads(world, ida)


@pytest.mark.every_pair
async def test_a_page_that_named_the_leader_alone_is_shown_again_when_a_deputy_reads(
    world: World, ida: Phone
) -> None:
    """With both names, and with what was ticked; sent once more it is shared, and the deputy reads it."""
    kari = world.kari
    await world.until_ping(kari)
    await kari.press("Åpne")
    kari.choose("Hvordan går det?", "Litt tungt")
    kari.fill("Hva er behovene dine for den neste perioden?", MEANWHILE)
    await kari.submit()
    assert IDA not in kari.words()
    async with world.parts.store.transaction() as work:
        today = work.now.date()
        seen = Deputy(person=world.people["ida"].id, since=today, until=today + timedelta(days=9))
        await deputies.propose(work, world.agreement, world.people["kari"], seen)
    kari.tick("Dette vil jeg dele", "Det du trenger fremover")
    await kari.submit()
    assert word("checkins", "readers_changed") in kari.words()
    assert IDA in kari.words()
    assert MEANWHILE not in await reads(world, ida)
    await kari.submit()
    assert word("checkins", "shared") in kari.words()
    await kari.close()
    assert MEANWHILE in await reads(world, ida)


async def test_dates_that_cannot_be_are_mended(world: World, ida: Phone) -> None:
    """Reversed, past, and no dates at all; what was typed is there still."""
    for since, until in (("2026-12-08", "2026-12-07"), ("2026-11-01", "2026-11-02")):
        await propose(world.kari, since, until)
        assert said("deputy.dates") in world.kari.words()
        await world.kari.close()
    await submit(
        world, world.kari, "around.propose", world.agreement, {"to": world.people["ida"].id, "since": "x"}
    )
    assert without_ids(await reads(world, ida)) == without_ids(await reads(world, world.ola))


async def test_only_the_employees_yes_counts_and_only_to_who_was_shown(world: World, ida: Phone) -> None:
    """The leader cannot agree, nor the deputy; another one than on the screen is not agreed to."""
    await propose(world.jonas)
    await world.jonas.close()
    shown = f"{world.agreement}:{world.people['ida'].id}:2026-11-25:2026-12-08"
    for phone in (world.jonas, ida, world.ola):
        await submit(world, phone, "around.agree", shown)
    for other in (
        shown.replace("12-08", "12-31"),
        shown.replace(world.people["ida"].id, world.people["ola"].id),
        shown.replace("2026-12-08", "9"),
    ):
        await submit(world, world.kari, "around.agree", other)
    for key in ("kari", "jonas", "ola"):
        values = {"to": world.people[key].id, "since": "2026-11-25", "until": "2026-12-08"}
        await submit(world, world.kari, "around.propose", world.agreement, values)
    await world.wind_by(days=3)
    assert without_ids(await reads(world, ida)) == without_ids(await reads(world, world.ola))


async def test_with_the_leader_goes_the_deputy(world: World, ida: Phone) -> None:
    """A change of leader ends it, and so does an employee who has left."""
    await propose(world.kari, since="2026-11-23")
    await world.kari.close()
    assert word("checkins", "leader.title") not in await reads(world, ida)
    await changed(world, "kari", active=False)
    refused = without_ids(await reads(world, world.ola))
    assert without_ids(await reads(world, ida)) == refused
    await changed(world, "kari", active=True)
    assert without_ids(await reads(world, ida)) != refused
    await choose(world.kari)
    assert without_ids(await reads(world, ida)) == refused
    async with world.parts.store.reading() as work:
        assert await work.agreements.of(world.people["ida"].id, Role.DEPUTY) == []
