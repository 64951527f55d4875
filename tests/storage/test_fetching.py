"""
A platform's list of people, page by page, on both databases, against the make-believe platform with its real limits.

Over 200 lines: each promise has its own sentence, and both platforms are tried by the same ones.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest

from adapters.slack import roster as slack_roster
from adapters.slack.roster import SlackRoster
from bots.demo.far.faults import Answer, DropBefore, Fault, NotOk, Truncated
from bots.demo.far.slack import FarSlack
from bots.fetching import Fetching, in_the_background
from bots.settings import Settings
from core.directory.fetching import FIRST, Member, Page, begins_at, take_page
from core.errors import Outdated, TryLater, Unsure
from core.people import Account, Person, Platform
from storage.store import SqlStore
from tests.builders import WORKPLACE, StoppedClock, a_person, a_workplace, an_account

TOKEN, TEAM = "xoxb-fetching", "T1"


@pytest.fixture
async def far(clock: StoppedClock) -> AsyncIterator[FarSlack]:
    slack = FarSlack(bot_url="", signing_secret="s", bot_token=TOKEN, clock=clock.now, team_id=TEAM)
    slack.limit_pace(one_a_second=True, ceiling_a_minute=200)
    async with slack.running():
        yield slack


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as opened:
        yield opened


@pytest.fixture
def fetching(
    store: SqlStore,
    far: FarSlack,
    session: aiohttp.ClientSession,
    clock: StoppedClock,
    monkeypatch: pytest.MonkeyPatch,
) -> Fetching:
    """Ten to a page; it waits by the wound clock."""
    monkeypatch.setattr(slack_roster, "A_PAGE", 10)
    made = SlackRoster(session, bot_token=TOKEN, team_id=TEAM, base_url=far.base_url)
    return Fetching(store, WORKPLACE, made, sleeping(clock))


def sleeping(clock: StoppedClock) -> Callable[[float], Awaitable[None]]:
    async def sleep(seconds: float) -> None:
        clock.wind(seconds=seconds)

    return sleep


def hire(far: FarSlack, number: int) -> None:
    for n in range(number):
        far.add_person(f"U{n:04}", f"Ansatt {n} Oppdiktet", tz="Europe/London")


async def everybody(store: SqlStore) -> dict[str, Person]:
    async with store.reading() as work:
        return {each.accounts[0].id: each for each in await work.people.everybody(WORKPLACE) if each.accounts}


def pages(far: FarSlack) -> list[datetime]:
    return [call.at for call in far.calls if call.method == "users.list"]


async def test_everybody_is_found_once_with_what_the_platform_knows(
    fetching: Fetching, far: FarSlack, store: SqlStore
) -> None:
    """Name and zone; the language is the workplace's, and nobody is written to."""
    hire(far, 35)
    taken = await fetching.through()
    assert taken is not None
    assert taken.new == 35
    found = await everybody(store)
    assert set(found) == {f"U{n:04}" for n in range(35)}
    one = found["U0007"]
    assert (one.name, one.zone, one.language) == (
        "Ansatt 7 Oppdiktet",
        "Europe/London",
        a_workplace().language,
    )
    assert [call.method for call in far.calls if call.method.startswith("chat.")] == []
    async with store.reading() as work:
        assert [await work.ledger.of(each.id) for each in found.values()] == [[]] * 35


async def test_bots_guests_strangers_and_who_has_left_are_left_out(
    fetching: Fetching, far: FarSlack, store: SqlStore
) -> None:
    """Slack's own bot too, which is not marked as one; and somebody of another workspace."""
    hire(far, 2)
    far.add_person("U9BOT", "Bot", is_bot=True)
    far.add_person("U9GUEST", "Gjest", guest=True)
    far.add_person("U9STRANGE", "Fremmed", stranger=True)
    far.add_person("U9OTHER", "Annen", team_id="T2")
    far.add_person("U9GONE", "Sluttet", deleted=True)
    far.add_person("USLACKBOT", "Slackbot")
    await fetching.through()
    assert set(await everybody(store)) == {"U0000", "U0001"}


async def test_it_keeps_the_platforms_pace_without_being_told(fetching: Fetching, far: FarSlack) -> None:
    """Sixty pages: no more than twenty in any minute, and no 429."""
    hire(far, 600)
    await fetching.through()
    asked = pages(far)
    assert len(asked) == 60
    assert all(b - a >= timedelta(minutes=1) for a, b in zip(asked, asked[20:], strict=False))
    assert not any("ratelimited" in line for line in far.complaints)


@pytest.mark.parametrize(
    "fault",
    [Answer(429, headers={"Retry-After": "90"}), Answer(503), DropBefore(), Truncated(), NotOk("internal_error"), NotOk("ratelimited")],
)  # fmt: skip
async def test_a_page_that_fails_in_the_middle_is_asked_for_again(
    fetching: Fetching, far: FarSlack, store: SqlStore, clock: StoppedClock, fault: Fault
) -> None:
    """As long after as the platform says; nobody is missed, nobody is there twice and nobody is shut out."""
    hire(far, 35)
    await _one_page(fetching)
    began = clock.now()
    far.faults.add("users.list", fault)
    await fetching.through()
    assert len(await everybody(store)) == 35
    assert all(each.active for each in (await everybody(store)).values())
    assert clock.now() - began >= timedelta(seconds=60)


async def _one_page(fetching: Fetching) -> None:
    """The first page and no more, as if it was killed then."""
    after = await fetching._begins_at()
    assert after is not None
    await fetching._take(after, await fetching._roster.page(after))


async def test_after_a_restart_it_goes_on_where_it_was(
    fetching: Fetching, far: FarSlack, store: SqlStore
) -> None:
    """No page is asked for again; and what was gone through today is not gone through twice."""
    hire(far, 35)
    await _one_page(fetching)
    again = Fetching(store, WORKPLACE, fetching._roster, fetching._sleep)
    taken = await again.through()
    assert taken is not None
    assert (taken.new, len(pages(far))) == (25, 4)
    assert await again.through() is None
    assert len(pages(far)) == 4


async def test_the_next_day_it_is_gone_through_again_and_nobody_is_new(
    fetching: Fetching, far: FarSlack, clock: StoppedClock
) -> None:
    """But for those who are."""
    hire(far, 5)
    await fetching.through()
    far.add_person("U5555", "Ny Oppdiktet")
    clock.wind(days=1)
    taken = await fetching.through()
    assert taken is not None
    assert taken.new == 1


async def test_a_place_that_slack_has_forgotten_begins_the_list_anew(
    fetching: Fetching, far: FarSlack, store: SqlStore
) -> None:
    """Whoever was found before is known again."""
    hire(far, 35)
    await _one_page(fetching)
    far.faults.add("users.list", NotOk("invalid_cursor"))
    await fetching.through()
    assert len(await everybody(store)) == 35


async def test_a_list_that_never_comes_gives_up_on_the_command_line_and_shuts_nobody_out(
    fetching: Fetching, far: FarSlack, store: SqlStore
) -> None:
    """It says so; what is known stays as it is."""
    hire(far, 5)
    await fetching.through()
    for _ in range(10):
        far.faults.add("users.list", Answer(503))
    async with store.transaction() as work:
        await work.marks.take(f"directory:fetch:{WORKPLACE}:slack")
    with pytest.raises((TryLater, Unsure)):
        await fetching.through(tries=3)
    assert all(each.active for each in (await everybody(store)).values())


async def test_who_is_missing_from_the_list_stays(
    fetching: Fetching, far: FarSlack, store: SqlStore, clock: StoppedClock
) -> None:
    """A page that is not whole, day after day, is no word of anybody's leaving."""
    hire(far, 12)
    await fetching.through()
    del far.state.people["U0003"]
    for _ in range(4):
        clock.wind(days=1)
        await fetching.through()
    assert (await everybody(store))["U0003"].active


async def test_only_the_platforms_own_word_on_two_days_makes_somebody_one_who_has_left(
    fetching: Fetching, far: FarSlack, store: SqlStore, clock: StoppedClock
) -> None:
    """Not on the first day, not twice on one day; and a word taken back in between counts for nothing."""
    hire(far, 3)
    await fetching.through()
    gone = [True, False, True, True]
    seen = []
    for deleted in gone:
        clock.wind(days=1)
        account = far.state.people["U0001"]
        far.state.people["U0001"] = replace(account, deleted=deleted)
        taken = await fetching.through()
        seen.append((await everybody(store))["U0001"].active)
        assert taken is not None
    assert seen == [True, True, True, False]
    assert (await everybody(store))["U0002"].active


async def test_the_platform_lets_nobody_in_again_whom_the_list_has_shut_out(
    fetching: Fetching, far: FarSlack, store: SqlStore
) -> None:
    """The workplace's own list holds; nor is a name changed, or a second person made."""
    await known(store, a_person("kari", name="Kari på lista", active=False, accounts=(an_account("U0000"),)))
    hire(far, 1)
    await fetching.through()
    kari = (await everybody(store))["U0000"]
    assert (kari.active, kari.name) == (False, "Kari på lista")


async def known(store: SqlStore, person: Person) -> None:
    async with store.transaction() as work:
        await work.people.add(person)


def page(*members: Member, following: str = FIRST) -> Page:
    return Page(members, following)


def a_member(id: str, **given: object) -> Member:
    account = Account(platform=Platform.SLACK, tenant=TEAM, id=id)
    return Member(**({"account": account, "name": "Ola Oppdiktet"} | given))  # type: ignore[arg-type]  # by name


async def take(store: SqlStore, after: str, given: Page) -> None:
    async with store.transaction() as work:
        await take_page(work, a_workplace(), Platform.SLACK, after, given)


async def test_who_can_be_reached_elsewhere_has_not_left(store: SqlStore, clock: StoppedClock) -> None:
    """The company may have moved from one platform to the other."""
    both = (an_account("U1"), an_account("E1", Platform.TEAMS))
    await known(store, a_person("kari", accounts=both))
    for _ in range(3):
        await take(store, FIRST, page(a_member("U1", gone=True)))
        clock.wind(days=1)
    async with store.reading() as work:
        [kari] = await work.people.everybody(WORKPLACE)
    assert kari.active


@pytest.mark.parametrize(
    ("said", "kept"),
    [("  Ola \n Oppdiktet ", "Ola Oppdiktet"), ("Ola\u202e\x00", "Ola"), ("x" * 300, "x" * 100), ("\u200f \x07", None)],
)  # fmt: skip
async def test_a_name_is_as_it_can_be_shown(store: SqlStore, said: str, kept: str | None) -> None:
    """Whoever has none that can be is waited for: a name comes with the first press."""
    await take(store, FIRST, page(a_member("U1", name=said, zone="Mars/Olympus")))
    async with store.reading() as work:
        found = [(each.name, each.zone) for each in await work.people.everybody(WORKPLACE)]
    assert found == ([(kept, "Europe/Oslo")] if kept else [])


async def test_two_who_fetch_at_once_take_each_page_once(store: SqlStore) -> None:
    """The one who comes second finds that the place has moved on."""
    await take(store, FIRST, page(a_member("U1"), a_member("U1"), following="next"))
    with pytest.raises(Outdated):
        await take(store, FIRST, page(a_member("U2"), following="next"))
    async with store.reading() as work:
        assert [each.accounts[0].id for each in await work.people.everybody(WORKPLACE)] == ["U1"]
        assert await begins_at(work, a_workplace(), Platform.SLACK) == "next"


def test_the_clock_is_in_utc(clock: StoppedClock) -> None:
    """What the pages are counted by."""
    assert clock.now().tzinfo is UTC


def settings_for(far: FarSlack, **more: Any) -> Settings:
    given: dict[str, Any] = {
        "workplace": WORKPLACE,
        "slack_bot_token": TOKEN,
        "slack_signing_secret": "s",
        "slack_team_id": TEAM,
        "slack_api_url": far.base_url,
    }
    return Settings(**given, **more)


async def test_in_the_background_only_where_the_settings_say_so(far: FarSlack, store: SqlStore) -> None:
    """Beside all else, while the server runs; and it ends with it."""
    hire(far, 3)
    async with in_the_background(store, settings_for(far)):
        await asyncio.sleep(0.3)
    assert pages(far) == []
    async with in_the_background(store, settings_for(far, people_fetch=True)):
        for _ in range(500):
            if await everybody(store):
                break
            await asyncio.sleep(0.02)
    assert len(await everybody(store)) == 3
    assert [task for task in asyncio.all_tasks() if "Fetching" in str(task.get_coro())] == []
