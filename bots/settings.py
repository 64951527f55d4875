"""Environment and file, read once into one frozen object; a bad value is one line that names the setting and the cure."""

from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from core.people import Language

PREFIX = "INNSJEKK_"


class BadSetting(Exception):
    """One line for the person who runs this."""


def _slash(url: str) -> str:
    return url if url.endswith("/") else f"{url}/"


class Settings(BaseSettings):
    """All that can be set. Every name is an environment variable with INNSJEKK_ in front."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid", env_ignore_empty=True)

    database_url: str = "sqlite+aiosqlite:///innsjekk.db"
    root_secret_file: Path | None = None
    root_secret: SecretStr | None = None
    keyring_file: Path = Path("innsjekk.keyring")

    host: str = "127.0.0.1"
    port: int = 8080
    log_level: str = "INFO"

    workplace: str = "workplace"
    workplace_name: str = ""
    language: Language = Language.NB
    zone: str = "Europe/Oslo"

    slack_bot_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    slack_team_id: str = ""
    slack_api_url: Annotated[str, AfterValidator(_slash)] = "https://slack.com/api/"

    teams_app_id: str = ""
    teams_app_secret: SecretStr | None = None
    teams_tenant_id: str = ""
    teams_issuer: str = "https://api.botframework.com"
    teams_metadata_url: str = "https://login.botframework.com/v1/.well-known/openidconfiguration"
    teams_login_url: str = "https://login.microsoftonline.com"
    teams_service_url: str = "https://smba.trafficmanager.net/teams/"
    teams_loopback_without_tokens: bool = False

    lease_seconds: float = 30.0
    poll_seconds: float = 15.0

    @property
    def on_slack(self) -> bool:
        """Whether Slack is set up."""
        return self.slack_bot_token is not None

    @property
    def on_teams(self) -> bool:
        """Whether Teams is set up."""
        return bool(self.teams_app_id) or self.teams_loopback_without_tokens

    @property
    def on_sqlite(self) -> bool:
        """The embedded database, for one process."""
        return self.database_url.startswith("sqlite")


NEEDS = {
    "slack_signing_secret": "slack_bot_token",
    "slack_team_id": "slack_bot_token",
    "teams_app_secret": "teams_app_id",
    "teams_tenant_id": "teams_app_id",
}
"""Right needs left: a platform is set up whole or not at all."""


def read(file: Path | None = None, **given: Any) -> Settings:  # noqa: ANN401  whatever a setting's type is
    """
    Read the environment, and `file` (KEY=value lines) beneath it.

    Raises:
        BadSetting: one line, naming the setting and what to do.

    """
    if file is not None and not file.is_file():
        raise BadSetting(
            f"the settings file {file} is not there; give the path of a file with {PREFIX}… lines"
        )
    try:
        settings = Settings(_env_file=file, **given)  # type: ignore[call-arg]  # pydantic-settings' own argument
    except ValidationError as wrong:
        first = wrong.errors(include_input=False, include_url=False)[0]
        name = PREFIX + "_".join(str(part) for part in first["loc"]).upper().removeprefix(PREFIX)
        if first["type"] == "extra_forbidden":
            raise BadSetting(f"{name} is not a setting; see docs/settings.md for the names") from None
        raise BadSetting(f"{name} cannot be read: {first['msg'].lower()}") from None
    for needed, by in NEEDS.items():
        if getattr(settings, by) and not getattr(settings, needed):
            raise BadSetting(f"{PREFIX}{needed.upper()} is missing; it goes with {PREFIX}{by.upper()}")
    if not settings.on_sqlite and not settings.database_url.startswith("postgresql+asyncpg://"):
        raise BadSetting(
            f"{PREFIX}DATABASE_URL must begin with sqlite+aiosqlite:/// or postgresql+asyncpg://"
        )
    return settings
