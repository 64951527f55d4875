"""What everybody has: own reminders and settings; and what many pings at once, a busy month and an outage come to."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bots.demo.far.faults import NotOk
from bots.demo.far.phone import Phone
from bots.demo.far.teams import FarTeams
from core import workdays
from core.chat.texts import load
from core.ledger.model import Standing
from core.people import Language, Platform
from tests.journeys.acts import my_page, press, word
from tests.journeys.colleagues import agree, hire, on_both
from tests.journeys.world import HINT, World, WoundClock, pings

OSLO = ZoneInfo("Europe/Oslo")
SATURDAY = datetime(2027, 3, 20, 9, 15, tzinfo=UTC)
"""A quarter past ten in Oslo; summer time begins eight days later."""


async def remind(phone: Phone, text: str, day: str, clock: str, repeat: str = "once") -> None:
    await phone.go_home()
    await phone.press(word("menu", "reminder"))
    phone.fill(word("reminders", "text"), text)
    phone.fill("Dag", day)
    phone.fill("Klokkeslett", clock)
    phone.choose(word("reminders", "repeat"), word("reminders", f"repeat_{repeat}"))
    await phone.submit()
    assert word("reminders", "was_set").partition("{")[0] in phone.words()
    await phone.close()


async def settle(phone: Phone, **chosen: str) -> None:
    """Open the settings, choose and fill in, and send."""
    await phone.go_home()
    await phone.press(word("menu", "settings"))
    for name, value in chosen.items():
        if name in {"start", "end"}:
            phone.fill(word("settings", name), value)
        else:
            phone.choose(word("settings", name), value)
    await phone.submit()


async def ping_times(world: World, phone: Phone, until: datetime) -> list[datetime]:
    """Wind until then; the moment of every ping to this person."""
    times: list[datetime] = []
    while (due := await world.next_due()) is not None and due <= until:
        before = pings(phone)
        world.clock.at = max(world.clock.at, due)
        await world.run()
        times += [world.clock.at] * (pings(phone) - before)
    world.clock.at = until
    return times


async def test_a_reminder_comes_once_and_exactly_then(world: World) -> None:
    """A Saturday evening of one's own choosing; with one's own words behind the button, and then no more."""
    await remind(world.ola, "Bok på biblioteket", "2026-11-28", "20:30")

    times = await ping_times(world, world.ola, datetime(2026, 12, 20, tzinfo=UTC))

    assert times == [datetime(2026, 11, 28, 19, 30, tzinfo=UTC)]
    assert set(world.ola.lock_screen) <= {HINT, f"Innsjekk: {word('menu', 'hint')}"}
    await world.ola.go_home()
    await my_page(world.ola)
    assert word("menu", "page.stopped") not in world.ola.words()


async def test_a_weekly_reminder_keeps_its_wall_time_over_the_change_of_clocks(world: World) -> None:
    """A quarter past ten before and after; in UTC an hour apart."""
    world.clock.at = SATURDAY - timedelta(days=1)
    await world.run()
    await remind(world.ola, "Vann blomstene", "2027-03-20", "10:15", "weekly")

    times = await ping_times(world, world.ola, SATURDAY + timedelta(days=15))

    assert [time.astimezone(OSLO).strftime("%d %H:%M") for time in times] == [
        "20 10:15",
        "27 10:15",
        "03 10:15",
    ]
    assert times[2] - times[1] == timedelta(days=7, hours=-1)


async def test_signs_that_nobody_can_type_are_left_out_of_what_is_kept(world: World) -> None:
    """Such as fill a form six times over; the words are as they were."""
    await remind(world.ola, "Ring\x01 legen\x07 ❤️", "2026-11-26", "09:00")
    await world.ola.go_home()
    await my_page(world.ola)
    await world.ola.press(word("reminders", "look"))
    assert "Ring legen ❤️" in world.ola.words()


async def test_a_deleted_reminder_does_not_come(world: World) -> None:
    """Found on the private page, deleted there, and gone from it."""
    await remind(world.ola, "Noe jeg ombestemmer meg om", "2026-11-26", "09:00", "weekly")
    await world.ola.go_home()
    await my_page(world.ola)
    await world.ola.press(word("reminders", "look"))
    assert "Noe jeg ombestemmer meg om" in world.ola.words()
    await world.ola.press(word("reminders", "erase"))

    assert await ping_times(world, world.ola, world.clock.at + timedelta(days=15)) == []


async def test_a_reminder_put_off_comes_back_exactly_then(world: World) -> None:
    """An hour after the press, with the same words."""
    await remind(world.ola, "Ring tannlegen", "2026-11-26", "09:00")
    await world.until_ping(world.ola)
    world.clock.at += timedelta(minutes=17)
    back = world.clock.at + timedelta(hours=1)
    await world.ola.press(word("ledger", "hour"))

    assert await ping_times(world, world.ola, back + timedelta(days=10)) == [back]


async def test_language_changes_the_very_next_words(world: World) -> None:
    """The answer to the submit itself, the menu, and the next ping."""
    await settle(world.ola, language="English")
    assert "Saved." in world.ola.words()
    await world.ola.close()
    await world.ola.go_home()
    assert "My page" in world.ola.buttons()

    async with world.parts.store.transaction() as work:
        assert (await work.people.get(world.people["ola"].id)).language is Language.EN
    await world.ola.press("Settings")
    await world.ola.press("Send a test")
    await world.run()
    assert "You have a reminder" in world.ola.lock_screen[-1]


@pytest.mark.every_pair
async def test_an_empty_field_speaks_the_persons_language_where_the_platform_would_not(world: World) -> None:
    """Slack puts English in it where nothing else is said; Teams puts nothing."""
    for language, there in ((Language.NB, "Skriv her"), (Language.EN, "Write here")):
        if language is Language.EN:
            await settle(world.ola, language="English")
            await world.ola.close()
        await world.ola.go_home()
        await world.ola.press(load("core.menu")["reminder"][language])
        assert (there in world.ola.words()) is (world.ola.platform == Platform.SLACK)
        await world.ola.close()


async def test_pings_come_within_ones_own_hours_and_mistaken_hours_are_mended(world: World) -> None:
    """The end before the beginning is said in the form, with what was filled in still there; then they hold."""
    await settle(world.kari, start="13:30", end="09:00")
    assert word("settings", "reversed") in world.kari.words()
    assert "13:30" in str(world.kari.form.values if world.kari.form else "")
    world.kari.fill(word("settings", "end"), "14:00")
    await world.kari.submit()
    assert word("settings", "saved") in world.kari.words()

    times = await ping_times(world, world.kari, world.clock.at + timedelta(days=12))

    assert times
    for time in times:
        assert "13:30" <= time.astimezone(OSLO).strftime("%H:%M") < "14:00", time


async def test_a_test_ping_shows_what_the_lock_screen_shows(world: World) -> None:
    """At once, and it says behind the button that it was only that."""
    await world.ola.go_home()
    await world.ola.press(word("menu", "settings"))
    await world.ola.press(word("settings", "test"))
    await world.run()
    assert world.ola.lock_screen[-1] == HINT

    await world.ola.press(word("ledger", "open"))
    assert word("settings", "was_test") in world.ola.words()


async def test_pings_come_where_one_chose_and_else_where_one_can_be_reached(
    database_url: str, tmp_path: Path
) -> None:
    """A person with both platforms: Teams, then Slack; and blocked there, the other one after all."""
    clock = WoundClock()
    async with on_both(database_url, tmp_path, clock) as both:

        async def tried() -> tuple[int, int]:
            await both.slack.go_home()
            await both.slack.press(word("menu", "settings"))
            await both.slack.press(word("settings", "test"))
            while await both.parts.delivery.run_due():
                pass
            return pings(both.slack), pings(both.teams)

        await settle(both.slack, channel="Microsoft Teams")
        assert await tried() == (0, 1)
        await settle(both.teams, channel="Slack")
        assert await tried() == (1, 1)
        await settle(both.slack, channel="Microsoft Teams")
        both.teams.block()
        assert await tried() == (2, 1)
        async with both.parts.store.transaction() as work:
            assert (await work.people.get(both.kari)).channel is Platform.TEAMS


async def test_three_things_at_once_are_one_ping_with_a_list(world: World) -> None:
    """Each can be opened from it; the ping goes when all are read, and not before."""
    ola = world.ola
    for text in ("Den første", "Den andre", "Den tredje"):
        await remind(ola, text, "2026-11-26", "09:00")
    await world.until_ping(ola)
    await world.run()
    assert pings(ola) == 1
    await ola.press(word("ledger", "open"))
    assert ola.words().count(word("reminders", "list")) == 3

    async with world.parts.store.transaction() as work:
        aboard = [p.id for p in await work.ledger.of(world.people["ola"].id) if p.standing is Standing.SENT]
    assert len(aboard) == 3
    if world.platform is Platform.SLACK:
        await ola.go_home()
    for number, id in enumerate(aboard, start=1):
        seen = await press(world, ola, "ping.one", id)
        assert any(text in seen for text in ("Den første", "Den andre", "Den tredje"))
        await world.wind_by(hours=5)
        assert _pinged(ola) == (number < 3)


def _pinged(phone: Phone) -> bool:
    return any(word("ledger", "body") in str(message.body) for message in phone.chat)


@pytest.mark.parametrize("platform", [Platform.TEAMS], ids=str)
async def test_never_more_than_three_in_a_week_and_none_is_lost(world: World) -> None:
    """A leader of five with a busy December: capped, deferred, merged, seen on the own page; never on a red day."""
    for number, day in enumerate((17, 18, 19, 20)):
        key = f"n{number}"
        await hire(world, key, f"Nr. {number} Oppdiktet")
        await agree(world, key, "jonas", date(2026, 11, day))
    jonas, held = world.jonas, False
    times: list[datetime] = []
    for _ in range(6):
        times += await ping_times(world, jonas, world.clock.at + timedelta(days=4))
        await jonas.go_home()
        await my_page(jonas)
        held = held or word("menu", "stopped.cap") in jonas.words()
        if jonas.form is not None:
            await jonas.close()

    assert held
    assert len(times) >= 8
    for time in times:
        assert len([t for t in times if time <= t < time + timedelta(days=7)]) <= 3
        local = time.astimezone(OSLO)
        assert workdays.is_workday(local.date()), time
        assert 9 <= local.hour < 15, time
    async with world.parts.store.transaction() as work:
        owed = [p for p in await work.ledger.of(world.people["jonas"].id) if p.kind == "checkins.follow_up"]
    late = [p for p in owed if p.standing is not Standing.SENT and p.due < world.clock.at - timedelta(days=7)]
    assert late == []
    assert len([p for p in owed if p.carrier]) >= 3


@pytest.mark.parametrize("hour", [10, 3], ids=["by_day", "by_night"])
async def test_after_an_outage_one_ping_stands_for_the_heap(world: World, hour: int) -> None:
    """Three weeks with nothing running: one ping each, in hours, and then the rhythm as before."""
    await remind(world.kari, "Hver uke", "2026-11-24", "12:00", "weekly")
    world.clock.at = datetime(2026, 12, 14, hour, tzinfo=UTC)
    await world.run()
    if hour < 8:
        assert pings(world.jonas) == 0
        await world.wind(world.clock.at.replace(hour=11))
    assert (pings(world.kari), pings(world.jonas)) in {(1, 1), (2, 1)}
    heap = pings(world.kari)
    assert heap == (
        1 if hour == 10 else 2
    )  # at night the time one chose oneself is overdue, the rest waits for day

    times = await ping_times(world, world.kari, world.clock.at + timedelta(days=9))
    assert 2 <= len(times) <= 5


async def test_what_could_not_be_brought_is_seen_on_the_own_page(world: World) -> None:
    """The app is blocked, or the account closed: given up, and shown with its reason where the person looks."""
    await remind(world.ola, "Ring tannlegen", "2026-11-26", "09:00")
    due = datetime(2026, 11, 26, 8, tzinfo=UTC)
    await world.wind(due - timedelta(seconds=1))
    if isinstance(world.far, FarTeams):
        world.far.phone(world.ola.person).block()
    else:
        world.far.faults.add("chat.postMessage", NotOk("user_disabled"))
    await world.wind(due)
    assert pings(world.ola) == 0

    await world.ola.go_home()
    await my_page(world.ola)

    assert word("menu", "page.stopped") in world.ola.words()
    assert word("menu", "stopped.unreachable") in world.ola.words()
    world.far.complaints.clear()  # a blocked conversation is Microsoft's to complain of
