"""Opening the make-believe workplace, on 127.0.0.1 and in a temporary folder, and closing it without a trace."""

import secrets
import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from pydantic_settings import BaseSettings, PydanticBaseSettingsSource

from bots.demo import past
from bots.demo.cast import TEAM, TENANT
from bots.demo.far.slack import FarSlack
from bots.demo.far.teams import FarTeams
from bots.demo.workplace import DemoClock, Workplace
from bots.serve import serving
from bots.settings import Settings
from core.people import Language
from storage.keyring import Keyring, RootSecret, new_root_secret
from storage.migrate import migrate

BEFORE: Final = datetime(2026, 11, 5, 9, 0, tzinfo=UTC)
"""The Thursday before, when somebody sets a reminder of their own."""
MONDAY: Final = datetime(2026, 11, 9, 7, 55, tzinfo=UTC)
"""Five to nine in Oslo, where the demo begins."""
WORKPLACE: Final = "eksempel"
PATIENCE: Final = 30.0
"""Seconds that Slack waits here, not its three: what is shown is not how fast a busy computer is."""


@asynccontextmanager
async def opened(
    language: Language = Language.NB, *, agreed: past.Begun | None = past.FRESH
) -> AsyncIterator[Workplace]:
    """
    Everything up, on 127.0.0.1 and in a temporary folder that is gone afterwards; it is Monday, five to nine.

    `agreed`: one agreement on each platform has begun already, then.
    """
    clock = DemoClock(BEFORE)
    secret, token, app, app_secret = (secrets.token_hex(16) for _ in range(4))
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="innsjekk-demo-")))
        slack = FarSlack(
            bot_url="",
            signing_secret=secret,
            bot_token=token,
            clock=clock.now,
            team_id=TEAM,
            team_name="Eksempel AS",
        )
        teams = FarTeams(bot_url="", app_id=app, app_secret=app_secret, tenant_id=TENANT, clock=clock.now)
        slack.be_patient(PATIENCE)
        teams.rate_limited = False  # weeks pass in seconds here, and its pace is kept in real time
        for far in (slack, teams):
            await stack.enter_async_context(far.running())
        settings = _settings(folder, slack, teams, language)
        await migrate(settings.database_url)
        new_root_secret(folder / "root")
        root = RootSecret.read(file=folder / "root", value="")
        Keyring.create(folder / "keyring", root, tenant=WORKPLACE)
        parts, port = await stack.enter_async_context(serving(settings, clock, worker=False))
        slack.bot_url = teams.bot_url = f"http://127.0.0.1:{port}"
        workplace = Workplace(parts, clock, (slack, teams), language)
        await past.happen(parts, workplace.people, language, agreed=agreed)
        await workplace.wind(MONDAY)
        yield workplace


class Alone(Settings):
    """Settings that the environment has no say in: the demo stays on this computer, whatever a real one is told."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (init_settings,)


def _settings(folder: Path, slack: FarSlack, teams: FarTeams, language: Language) -> Settings:
    """As they would stand in the environment; what the environment does say is for a real workplace."""
    return Alone.model_validate(
        {
            "database_url": f"sqlite+aiosqlite:///{folder / 'demo.db'}",
            "root_secret_file": folder / "root",
            "keyring_file": folder / "keyring",
            "host": "127.0.0.1",
            "port": 0,
            "public_url": "http://127.0.0.1:0",
            "workplace": WORKPLACE,
            "workplace_name": "Eksempel AS",
            "language": language,
            "tips_weeks": 0,  # the stories are told ping by ping
            "slack_bot_token": slack.workplace.bot_token,
            "slack_signing_secret": slack.workplace.signing_secret,
            "slack_team_id": TEAM,
            "slack_api_url": slack.base_url,
            "teams_app_id": teams.app_id,
            "teams_app_secret": teams.tokens.app_secret,
            "teams_tenant_id": TENANT,
            "teams_issuer": teams.issuer,
            "teams_metadata_url": teams.metadata_url,
            "teams_login_url": teams.login_url,
            "teams_service_url": teams.service_url,
        }
    )
