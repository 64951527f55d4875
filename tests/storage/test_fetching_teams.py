"""The members of the teams that the bot is in, page by page, on both databases, against the make-believe Bot Connector."""

from collections.abc import AsyncIterator, Awaitable, Callable

import aiohttp
import pytest

from adapters.teams import roster as teams_roster
from adapters.teams.connector import Connector
from adapters.teams.roster import TeamsRoster
from adapters.teams.tokens import Tokens
from bots.demo.far.faults import Answer, DropBefore, Fault, Truncated
from bots.demo.far.teams import FarTeams
from bots.fetching import Fetching
from core.people import Person, Platform
from storage.store import SqlStore
from tests.builders import WORKPLACE, StoppedClock, a_person, an_account

APP, SECRET, TENANT = "aaaa0000-0000-4000-8000-000000000001", "app-secret", "E1"
FIRST_TEAM, SECOND_TEAM = "19:en@thread.tacv2", "19:to@thread.tacv2"


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as opened:
        yield opened


@pytest.fixture
async def far(clock: StoppedClock) -> AsyncIterator[FarTeams]:
    """Sixty in the first team, twenty in the second, ten of them in both."""
    teams = FarTeams(bot_url="", app_id=APP, app_secret=SECRET, tenant_id=TENANT, clock=clock.now)
    async with teams.running():
        for n in range(70):
            teams.add_person(f"p{n:03}", f"Ansatt {n} Oppdiktet")
        teams.connector.teams[FIRST_TEAM] = [f"p{n:03}" for n in range(60)]
        teams.connector.teams[SECOND_TEAM] = [f"p{n:03}" for n in range(50, 70)]
        yield teams


def at(
    far: FarTeams, store: SqlStore, session: aiohttp.ClientSession, clock: StoppedClock, *teams: str
) -> Fetching:
    tokens = Tokens(session, app_id=APP, app_secret=SECRET, tenant=TENANT, login_url=far.login_url)
    connector = Connector(session, tokens, trust=frozenset({far.service_url}))
    made = TeamsRoster(connector, tenant=TENANT, service=far.service_url, conversations=teams)
    return Fetching(store, WORKPLACE, made, sleeping(clock))


def sleeping(clock: StoppedClock) -> Callable[[float], Awaitable[None]]:
    async def sleep(seconds: float) -> None:
        clock.wind(seconds=seconds)

    return sleep


@pytest.fixture
def fetching(
    far: FarTeams,
    store: SqlStore,
    session: aiohttp.ClientSession,
    clock: StoppedClock,
    monkeypatch: pytest.MonkeyPatch,
) -> Fetching:
    monkeypatch.setattr(teams_roster, "A_PAGE", 50)
    return at(far, store, session, clock, FIRST_TEAM, SECOND_TEAM)


async def everybody(store: SqlStore) -> dict[str, Person]:
    async with store.reading() as work:
        return {each.accounts[0].id: each for each in await work.people.everybody(WORKPLACE)}


async def test_the_members_of_every_team_are_found_once(
    fetching: Fetching, far: FarTeams, store: SqlStore
) -> None:
    """Whoever is in two is one; nobody is written to, and no chat is opened."""
    taken = await fetching.through()
    assert taken is not None
    assert taken.new == 70
    found = await everybody(store)
    assert set(found) == {f"p{n:03}" for n in range(70)}
    assert found["p007"].name == "Ansatt 7 Oppdiktet"
    assert {call.method for call in far.calls} == {"members.paged"}
    assert len(far.calls) == 3


async def test_guests_and_people_of_other_workplaces_are_left_out(
    fetching: Fetching, far: FarTeams, store: SqlStore
) -> None:
    """They are in the team, and do not work here."""
    far.add_person("gjest", "Gjest Oppdiktet", guest=True)
    far.add_person("annen", "Annen Oppdiktet", tenant_id="E2")
    far.connector.teams[SECOND_TEAM] += ["gjest", "annen"]
    await fetching.through()
    assert not {"gjest", "annen"} & set(await everybody(store))


@pytest.mark.parametrize(
    "fault", [Answer(429, headers={"Retry-After": "90"}), Answer(503), DropBefore(), Truncated()]
)
async def test_a_page_that_fails_in_the_middle_is_asked_for_again(
    fetching: Fetching, far: FarTeams, store: SqlStore, fault: Fault
) -> None:
    """Nobody is missed, and nobody is shut out."""
    after = await fetching._begins_at()
    assert after is not None
    await fetching._take(after, await fetching._roster.page(after))
    far.faults.add("members.paged", fault)
    await fetching.through()
    found = await everybody(store)
    assert (len(found), all(each.active for each in found.values())) == (70, True)


async def test_a_team_that_the_bot_was_taken_out_of_is_passed_over(
    far: FarTeams, store: SqlStore, session: aiohttp.ClientSession, clock: StoppedClock
) -> None:
    """The others are gone through."""
    await at(far, store, session, clock, "19:borte@thread.tacv2", SECOND_TEAM).through()
    assert len(await everybody(store)) == 20


async def test_who_is_in_no_team_any_more_stays(
    fetching: Fetching, far: FarTeams, store: SqlStore, clock: StoppedClock
) -> None:
    """Teams says of nobody that they have left, and silence is no word."""
    await fetching.through()
    far.connector.teams[FIRST_TEAM] = []
    for _ in range(3):
        clock.wind(days=1)
        await fetching.through()
    assert all(each.active for each in (await everybody(store)).values())


async def test_who_is_known_keeps_what_is_known(fetching: Fetching, store: SqlStore) -> None:
    """The name of the workplace's list, and the way to write to them."""
    known = an_account("p001", Platform.TEAMS, conversation="a:kjent", service="https://smba.example/")
    async with store.transaction() as work:
        await work.people.add(a_person("kari", name="Kari på lista", accounts=(known,)))
    await fetching.through()
    kari = (await everybody(store))["p001"]
    assert (kari.name, kari.accounts) == ("Kari på lista", (known,))
