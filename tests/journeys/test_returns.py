"""Coming back after a long absence: what each of the two reads, when, and who is told nothing (S27)."""

from datetime import date, datetime, timedelta

from bots.demo.far.phone import Phone
from core import workdays
from core.ledger.model import Standing
from core.returns.usecases import BACK, FIRST_DAY
from tests.journeys.acts import press, word
from tests.journeys.colleagues import PAIRS
from tests.journeys.test_life import does
from tests.journeys.world import World

pytestmark = PAIRS

OSLO = "Europe/Oslo"
AWAY_UNTIL = date(2027, 1, 11)
"""A Monday, seven weeks from the day on which these stories begin."""
EARLY = workdays.shifted(AWAY_UNTIL, -6)
"""Before either word can have come."""


async def pause(phone: Phone, until: date) -> None:
    await does(phone, "pause")
    phone.fill(word("life", "pause.until"), until.isoformat())
    await phone.submit()
    await phone.close()


async def through(world: World, day: date) -> None:
    """Live until the evening of that day, with the clock's look each morning, as in a running service."""
    while world.clock.at.date() <= day:
        await world.parts.upkeep()
        await world.wind_by(days=1)


async def words_of(world: World, key: str, kind: str) -> list[tuple[date, str]]:
    """When this person got the word, and what stood behind it."""
    async with world.parts.store.reading() as work:
        owed = [each for each in await work.ledger.of(world.people[key].id) if each.kind == kind]
    phone, found = getattr(world, key), []
    for each in owed:
        if each.standing is Standing.SENT:
            seen = await press(world, phone, "ping.one" if each.carrier else "ping.open", each.id)
            found.append((workdays.local_date(each.due, OSLO), seen))
    return found


async def test_the_leader_reads_it_in_the_days_before_and_the_employee_on_the_day(world: World) -> None:
    """One word each; a greeting before anything else, and nothing of where somebody has been."""
    await pause(world.kari, AWAY_UNTIL)
    await through(world, AWAY_UNTIL + timedelta(days=1))
    ((told, to_leader),) = await words_of(world, "jonas", BACK)
    assert workdays.shifted(AWAY_UNTIL, -4) <= told < AWAY_UNTIL
    assert word("returns", "leader.first").format(employee="Kari Oppdiktet") in to_leader
    ((told, to_employee),) = await words_of(world, "kari", FIRST_DAY)
    assert told == AWAY_UNTIL
    assert word("returns", "employee.leader").format(leader=world.people["jonas"].name) in to_employee
    assert await words_of(world, "kari", BACK) == []


async def test_a_holiday_brings_neither_word(world: World) -> None:
    """Three weeks away are no return."""
    await pause(world.kari, date(2026, 12, 14))
    await through(world, date(2026, 12, 15))
    assert await words_of(world, "jonas", BACK) == await words_of(world, "kari", FIRST_DAY) == []


async def test_whoever_comes_back_before_the_day_is_not_welcomed_on_it(world: World) -> None:
    """Neither are words that were owed already sent."""
    await pause(world.jonas, AWAY_UNTIL)
    await through(world, EARLY)
    await does(world.kari, "resume")
    await world.kari.close()
    await through(world, AWAY_UNTIL + timedelta(days=1))
    assert await words_of(world, "jonas", BACK) == await words_of(world, "kari", FIRST_DAY) == []


async def test_in_quiet_the_employee_is_left_alone_and_the_leader_reads_it_all_the_same(world: World) -> None:
    """Quiet cannot be seen from outside."""
    await does(world.kari, "quiet")
    await world.kari.submit()
    await world.kari.close()
    await pause(world.kari, AWAY_UNTIL)
    await through(world, AWAY_UNTIL + timedelta(days=1))
    assert await words_of(world, "kari", FIRST_DAY) == []
    assert len(await words_of(world, "jonas", BACK)) == 1


async def test_after_an_outage_over_the_day_nobody_is_welcomed_late(world: World) -> None:
    """What was owed for a day long past is dropped."""
    await pause(world.kari, AWAY_UNTIL)
    await through(world, EARLY)
    world.clock.at = datetime.fromisoformat("2027-01-20T12:00:00+00:00")
    await world.run()
    assert await words_of(world, "jonas", BACK) == await words_of(world, "kari", FIRST_DAY) == []


async def test_a_word_that_was_read_does_not_come_again(world: World) -> None:
    """The clock looks each day until the first day."""
    await pause(world.kari, AWAY_UNTIL)
    await through(world, workdays.shifted(AWAY_UNTIL, -1))
    ((told, _),) = await words_of(world, "jonas", BACK)
    await through(world, AWAY_UNTIL)
    async with world.parts.store.reading() as work:
        owed = [each for each in await work.ledger.of(world.people["jonas"].id) if each.kind == BACK]
    assert {workdays.local_date(each.due, OSLO) for each in owed} <= {told}
