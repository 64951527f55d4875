"""A whole workplace for a journey: the real application over real HTTP, against the far side of one platform or of both."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from bots.demo.far.phone import Phone
from bots.demo.far.slack import FarSlack
from bots.demo.far.teams import FarTeams
from bots.demo.far.teams_phone import TeamsPhone
from bots.serve import serving
from bots.settings import Settings
from bots.wiring import Parts
from core.agreements.model import AgreementId, Measure, MeasureId, MeasureKind, Owner
from core.agreements.usecases import Content, take_in
from core.checkins.usecases import begin
from core.people import Account, Person, PersonId, Platform, WorkplaceId
from core.sight import WORKER
from storage.keyring import Keyring, RootSecret, new_root_secret
from tests.golive import gone_live, have_read
from tests.ready import up_to_date

TEAM, TENANT = "T0EKSEMPEL", "7d3e0000-0000-4000-8000-00000000abcd"
SECRET, TOKEN = "signing-secret-for-tests", "xoxb-token-for-tests"
APP, APP_SECRET = "aaaa0000-0000-4000-8000-000000000001", "app-secret-for-tests"
PATIENCE = 30.0
"""Seconds of the machine's own time."""
MONDAY = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
WORKPLACE = WorkplaceId("workplace")
TIPS_WEEKS = 0
"""Pings to everybody would get in the way of journeys that are about something else; one that is about them sets it."""


@dataclass
class WoundClock:
    """A clock that a test winds."""

    at: datetime = MONDAY

    def now(self) -> datetime:
        return self.at


@dataclass
class World:
    """The people of a journey, and time. `platform` and `far` are the employees'; the leader's may be another."""

    platform: Platform
    far: FarSlack | FarTeams
    fars: Mapping[Platform, FarSlack | FarTeams]
    clock: WoundClock
    parts: Parts
    kari: Phone
    jonas: Phone
    ola: Phone
    agreement: AgreementId
    people: dict[str, Person] = field(default_factory=dict)

    async def run(self) -> int:
        """Carry out all that is due now."""
        done = 0
        while count := await self.parts.delivery.run_due():
            done += count
        return done

    async def wind(self, until: datetime) -> None:
        """From due time to due time, until then."""
        while (due := await self.next_due()) is not None and due <= until:
            self.clock.at = max(self.clock.at, due)
            await self.run()
        self.clock.at = until
        await self.run()

    async def wind_by(self, **by: float) -> None:
        await self.wind(self.clock.at + timedelta(**by))

    async def next_due(self) -> datetime | None:
        async with self.parts.store.transaction() as work:
            return await work.ledger.next_due()

    async def until_ping(self, phone: Phone, most: timedelta = timedelta(days=40)) -> None:
        """Wind until this person has one notification more."""
        before, end = pings(phone), self.clock.at + most
        while pings(phone) == before:
            due = await self.next_due()
            assert due is not None, "nothing is owed to anybody"
            assert due <= end, f"no ping until {end}"
            self.clock.at = max(self.clock.at, due)
            await self.run()


HINT = "Innsjekk: Du har en påminnelse."


def pings(phone: Phone) -> int:
    """How many pings this person's lock screen has shown."""
    return list(phone.lock_screen).count(HINT)


NAMES = {"kari": "Kari Oppdiktet", "jonas": "Jonas Oppdiktet", "ola": "Ola Utenavtale"}

MEASURES = (
    Measure(id=MeasureId("m1"), kind=MeasureKind.SUPPORT, text="En kort prat hver mandag", owner=Owner.BOTH),
    Measure(
        id=MeasureId("m2"),
        kind=MeasureKind.ACCOMMODATION,
        text="Fri til avtaler på dagtid",
        owner=Owner.LEADER,
    ),
    Measure(
        id=MeasureId("m3"), kind=MeasureKind.EXPECTATION, text="Sier fra ved fravær", owner=Owner.EMPLOYEE
    ),
)


@asynccontextmanager
async def world(
    platform: Platform,
    database_url: str,
    folder: Path,
    clock: WoundClock,
    *,
    met: bool = True,
    leader: Platform | None = None,
) -> AsyncIterator[World]:
    """Everything up, with one agreement between Kari and her leader Jonas (on `leader`), and Ola without any."""
    async with AsyncExitStack() as stack:
        on = dict.fromkeys(NAMES, platform) | {"jonas": leader or platform}
        fars = {each: far_side(each, clock) for each in sorted(set(on.values()))}
        plain: dict[str, Any] = {}
        for each, far in fars.items():
            await stack.enter_async_context(_running(far))
            plain |= plain_settings(each, far, database_url, folder)
        await up_to_date(database_url)
        new_root_secret(folder / "root")
        Keyring.create(folder / "keyring", RootSecret.read(file=folder / "root", value=""), tenant=WORKPLACE)
        parts, port = await stack.enter_async_context(serving(Settings(**plain), clock, worker=False))
        for far in fars.values():
            far.bot_url = f"http://127.0.0.1:{port}"
        phones = {key: phone(fars[on[key]], key, name) for key, name in NAMES.items()}
        people = {key: _person(on[key], key, name) for key, name in NAMES.items()}
        async with parts.store.transaction() as work:
            for person in people.values():
                await work.people.add(person)
            await gone_live(work, WORKPLACE)
            await have_read(work, *people.values())
            content = Content(starts_on=date(2026, 11, 16), ends_on=date(2028, 11, 15), measures=MEASURES)
            agreement = await take_in(work, people["kari"], people["jonas"], content)
            await begin(work, await work.agreements.route(agreement, WORKER))
        for teams in (far for far in fars.values() if isinstance(far, FarTeams)):
            teams.rate_limited = False  # weeks pass in seconds here, and its pace is real time
        for teams_phone in (each for each in phones.values() if isinstance(each, TeamsPhone) and met):
            await teams_phone.install()
        yield World(
            platform=platform, far=fars[platform], fars=fars, clock=clock, parts=parts,
            agreement=agreement, people=people, **phones,
        )  # fmt: skip


def _running(far: FarSlack | FarTeams) -> AbstractAsyncContextManager[object]:
    return far.running()


def far_side(platform: Platform, clock: WoundClock) -> FarSlack | FarTeams:
    """With more patience than the real ones, whose seconds are tried in tests/far and tests/adapters."""
    if platform is Platform.SLACK:
        slack = FarSlack(bot_url="", signing_secret=SECRET, bot_token=TOKEN, clock=clock.now, team_id=TEAM)
        slack.be_patient(PATIENCE)
        return slack
    teams = FarTeams(bot_url="", app_id=APP, app_secret=APP_SECRET, tenant_id=TENANT, clock=clock.now)
    teams.patience = PATIENCE
    return teams


def plain_settings(
    platform: Platform, far: FarSlack | FarTeams, database_url: str, folder: Path
) -> dict[str, Any]:
    """As they would stand in the environment."""
    common = {
        "database_url": database_url,
        "root_secret_file": str(folder / "root"),
        "keyring_file": str(folder / "keyring"),
        "port": 0,
        "public_url": "http://127.0.0.1:0",
        "workplace": WORKPLACE,
        "lease_seconds": 2.0,
        "tips_weeks": TIPS_WEEKS,
    }
    if isinstance(far, FarSlack):
        return common | {
            "slack_bot_token": TOKEN,
            "slack_signing_secret": SECRET,
            "slack_team_id": TEAM,
            "slack_api_url": far.base_url,
        }
    return common | {
        "teams_app_id": APP,
        "teams_app_secret": APP_SECRET,
        "teams_tenant_id": TENANT,
        "teams_issuer": far.issuer,
        "teams_metadata_url": far.metadata_url,
        "teams_login_url": far.login_url,
        "teams_service_url": far.service_url,
    }


def _id(platform: Platform, key: str) -> str:
    return (
        f"U0{key.upper()}"
        if platform is Platform.SLACK
        else f"{key.encode().hex():0>8}-0000-4000-8000-000000000000"
    )


def phone(far: FarSlack | FarTeams, key: str, name: str) -> Phone:
    if isinstance(far, FarSlack):
        return far.add_person(_id(Platform.SLACK, key), name)
    return far.add_person(_id(Platform.TEAMS, key), name)


def _person(platform: Platform, key: str, name: str) -> Person:
    tenant = TEAM if platform is Platform.SLACK else TENANT
    account = Account(platform=platform, tenant=tenant, id=_id(platform, key))
    return Person(
        id=PersonId(f"person-{key}"), workplace=WORKPLACE, name=name, accounts=(account,), channel=platform
    )
