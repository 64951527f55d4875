"""More people in a world, more agreements, and a person with both platforms."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from bots.demo.far.phone import Phone
from bots.demo.far.slack import FarSlack
from bots.demo.far.slack_phone import SlackPhone
from bots.demo.far.teams import FarTeams
from bots.demo.far.teams_phone import TeamsPhone
from bots.serve import serving
from bots.settings import Settings
from bots.wiring import Parts
from core.agreements.model import AgreementId
from core.agreements.usecases import Content, take_in
from core.checkins.usecases import begin
from core.people import Account, Person, PersonId, Platform
from core.sight import WORKER
from storage.keyring import Keyring, RootSecret, new_root_secret
from tests.golive import have_read
from tests.journeys import world as worlds
from tests.journeys.world import MEASURES, TEAM, TENANT, WORKPLACE, World, WoundClock
from tests.ready import up_to_date

PAIRS = pytest.mark.parametrize("mixed", [False, True], ids=["alike", "mixed"], indirect=True)
"""For journeys that are taken also with the leader on the other platform than the employees."""


async def hire(world: World, key: str, name: str) -> Phone:
    """One more colleague, on the platform and in the directory."""
    phone = worlds.phone(world.far, key, name)
    tenant = TEAM if world.platform is Platform.SLACK else TENANT
    account = Account(platform=world.platform, tenant=tenant, id=phone.person)
    world.people[key] = Person(
        id=PersonId(f"person-{key}"),
        workplace=WORKPLACE,
        name=name,
        accounts=(account,),
        channel=world.platform,
    )
    async with world.parts.store.transaction() as work:
        await work.people.add(world.people[key])
        await have_read(work, world.people[key])
    if isinstance(phone, TeamsPhone):
        await phone.install()
    return phone


async def agree(
    world: World, employee: str, leader: str, starts_on: date = date(2026, 11, 16), *, planned: bool = True
) -> AgreementId:
    """One more agreement; with `planned` its first check-in is owed."""
    content = Content(starts_on=starts_on, ends_on=date(2028, 11, 15), measures=MEASURES)
    async with world.parts.store.transaction() as work:
        id = await take_in(work, world.people[employee], world.people[leader], content)
        if planned:
            await begin(work, await work.agreements.route(id, WORKER))
    return id


@dataclass(frozen=True, kw_only=True)
class Both:
    """Kari, with a Slack and a Teams."""

    parts: Parts
    slack: SlackPhone
    teams: TeamsPhone
    kari: PersonId


@asynccontextmanager
async def on_both(url: str, folder: Path, clock: WoundClock) -> AsyncIterator[Both]:
    """One workplace on both platforms, and one person in it."""
    slack = worlds.far_side(Platform.SLACK, clock)
    teams = worlds.far_side(Platform.TEAMS, clock)
    assert isinstance(slack, FarSlack)
    assert isinstance(teams, FarTeams)
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(slack.running())
        await stack.enter_async_context(teams.running())
        settings = worlds.plain_settings(Platform.SLACK, slack, url, folder)
        settings |= worlds.plain_settings(Platform.TEAMS, teams, url, folder)
        await up_to_date(url)
        new_root_secret(folder / "root")
        Keyring.create(folder / "keyring", RootSecret.read(file=folder / "root", value=""), tenant=WORKPLACE)
        parts, port = await stack.enter_async_context(serving(Settings(**settings), clock, worker=False))
        slack.bot_url = teams.bot_url = f"http://127.0.0.1:{port}"
        on_slack = slack.add_person("U0KARI", "Kari Oppdiktet")
        on_teams = teams.add_person(f"{1:0>8}-0000-4000-8000-000000000000", "Kari Oppdiktet")
        person = Person(
            id=PersonId("person-kari"),
            workplace=WORKPLACE,
            name="Kari Oppdiktet",
            accounts=(
                Account(platform=Platform.SLACK, tenant=TEAM, id=on_slack.person),
                Account(platform=Platform.TEAMS, tenant=TENANT, id=on_teams.person),
            ),
        )
        async with parts.store.transaction() as work:
            await work.people.add(person)
        await on_teams.install()
        yield Both(parts=parts, slack=on_slack, teams=on_teams, kari=person.id)
