"""Environment and file, read once into one frozen object; a bad value is one line that names the setting and the cure."""

import os
import re
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Final, TypeVar, get_args

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bots.spelling import PREFIX, BadSetting, check_environment, check_file
from core.directory.reading import is_zone
from core.people import Language
from core.plan.model import DAYS, read_days

__all__ = ["PREFIX", "BadSetting", "Settings", "at_port", "named", "read", "settled_on_a_platform"]

LEVELS: Final = ("DEBUG", "INFO", "WARNING", "ERROR")
DATABASES: Final = ("sqlite+aiosqlite:///", "postgresql+asyncpg://")
LOOPBACK: Final = "teams_loopback_without_tokens"


T = TypeVar("T")


def _fits(true: Callable[[T], bool]) -> AfterValidator:
    def checked(value: T) -> T:
        if not true(value):
            raise ValueError
        return value

    return AfterValidator(checked)


SERVER: Final = re.compile(
    r"([^@/?]+(:[^/?]*)?@)?(\[[^\]@/?]+\]|[^:@/?\[\]]*)(:\d{1,5})?/[^/?]+(\?((ssl|host)=[^&]+&?)+)?"
)
"""USER:PASSWORD@HOST:PORT/NAME. What a driver does not know would end in its words, not in one line of ours."""


def _is_database(url: str) -> bool:
    file, server = url.removeprefix(DATABASES[0]), url.removeprefix(DATABASES[1])
    return ("" != file != url and "?" not in file) or (server != url and SERVER.fullmatch(server) is not None)


Url = Annotated[
    str,
    _fits(lambda url: re.fullmatch(r"https?://[^\s/]+(/\S*)?", url) is not None),
    Field(description="an address that begins with https://"),
]
PublicUrl = Annotated[
    str,
    _fits(lambda url: not url or PUBLIC.fullmatch(url) is not None),
    Field(
        description="an address that begins with https://, without ? and # (http:// for this computer only)"
    ),
]
PUBLIC: Final = re.compile(
    r"(https://[^\s/?#@]+|http://(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?)(/[^\s?#]*)?", re.IGNORECASE
)
"""A ticket comes back to it in a body, which nobody on the way may read."""
Seconds = Annotated[
    float, Field(gt=0, le=3600, description="a number of seconds, more than 0 and at most 3600")
]


def _are_days(text: str) -> bool:
    try:
        read_days(text)
    except ValueError:
        return False
    return True


class Settings(BaseSettings):
    """All that can be set, each an environment variable with INNSJEKK_ in front; a description says what fits."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid", env_ignore_empty=True)

    database_url: Annotated[
        str,
        _fits(_is_database),
        Field(description=f"{DATABASES[0]}FILE or {DATABASES[1]}USER:PASSWORD@HOST/NAME"),
    ] = "sqlite+aiosqlite:///innsjekk.db"
    root_secret_file: Path | None = None
    root_secret: SecretStr | None = None
    keyring_file: Path = Path("innsjekk.keyring")

    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535, description="a number from 0 to 65535")] = 8080
    public_url: PublicUrl = ""
    log_level: Annotated[
        str,
        AfterValidator(str.upper),
        _fits(LEVELS.__contains__),
        Field(description=f"one of: {', '.join(LEVELS)}"),
    ] = "INFO"

    workplace: str = "workplace"
    workplace_name: str = ""
    language: Annotated[Language, Field(description=f"one of: {', '.join(Language)}")] = Language.NB
    zone: Annotated[str, _fits(is_zone), Field(description="a time zone such as Europe/Oslo")] = "Europe/Oslo"
    content_dir: Path | None = None

    slack_bot_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    slack_team_id: str = ""
    slack_api_url: Annotated[Url, AfterValidator(lambda url: f"{url.rstrip('/')}/")] = (
        "https://slack.com/api/"
    )

    teams_app_id: str = ""
    teams_app_secret: SecretStr | None = None
    teams_tenant_id: str = ""
    teams_issuer: Url = "https://api.botframework.com"
    teams_metadata_url: Url = "https://login.botframework.com/v1/.well-known/openidconfiguration"
    teams_login_url: Url = "https://login.microsoftonline.com"
    teams_service_url: Url = "https://smba.trafficmanager.net/teams/"
    teams_loopback_without_tokens: Annotated[bool, Field(description="true or false")] = False

    people_fetch: Annotated[bool, Field(description="true or false")] = False
    teams_conversations: str = ""

    tips_weeks: Annotated[
        int,
        _fits(lambda weeks: weeks == 0 or 4 <= weeks <= 52),
        Field(description="a number of weeks from 4 to 52, or 0"),
    ] = 4

    plan_days: Annotated[
        str,
        _fits(_are_days),
        Field(description="four days, month first, such as 10-01 12-15 06-15 01-15"),
    ] = DAYS

    lease_seconds: Seconds = 30.0
    poll_seconds: Seconds = 15.0

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


SLACK: Final = ("slack_bot_token", "slack_signing_secret", "slack_team_id")
TEAMS: Final = ("teams_app_id", "teams_app_secret", "teams_tenant_id")


def named(field: str) -> str:
    """A field as the person who runs this knows it."""
    return f"{PREFIX}{field.upper()}"


NAMES: Final = tuple(map(named, Settings.model_fields))
SECRETS: Final = tuple(
    named(name) for name, field in Settings.model_fields.items() if SecretStr in get_args(field.annotation)
)


def read(file: Path | None = None, **given: Any) -> Settings:  # noqa: ANN401  whatever a setting's type is
    """
    Read the environment, and `file` (NAME=value lines) beneath it.

    Raises:
        BadSetting: one line, naming the setting and what to do.

    """
    check_environment(os.environ, NAMES)
    if file is not None:
        check_file(file, NAMES, SECRETS)
    try:
        settings = Settings(_env_file=file, _env_file_encoding="utf-8", **given)  # type: ignore[call-arg]  # pydantic-settings' own
    except ValidationError as wrong:
        first = wrong.errors(include_input=False, include_url=False, include_context=False)[0]
        field = str(first["loc"][0])
        raise BadSetting(f"{named(field)} must be {Settings.model_fields[field].description}") from None
    _check_platforms(settings)
    return settings


def settled_on_a_platform(settings: Settings) -> Settings:
    """For what needs a workplace. Raises BadSetting if neither platform is set up."""
    if settings.on_slack or settings.on_teams:
        return settings
    either = f"{named(SLACK[0])} or {named(TEAMS[0])}"
    raise BadSetting(f"no platform is set up; set {either}, and what goes with it (docs/settings.md)")


def at_port(settings: Settings, port: int) -> Settings:
    """With the port that the system gave, in the public address too where that ends with :0."""
    public = settings.public_url
    if not public.endswith(":0"):
        return settings
    return settings.model_copy(update={"public_url": f"{public.removesuffix(':0')}:{port}"})


def _check_platforms(settings: Settings) -> None:
    """A platform is set up whole or not at all."""
    unchecked = settings.teams_loopback_without_tokens
    if unchecked and (settings.teams_app_id or settings.teams_app_secret):
        raise BadSetting(
            f"{named(LOOPBACK)} goes without {named(TEAMS[0])} and {named(TEAMS[1])}; unset it, or them"
        )
    if unchecked and not _is_loopback(settings.host):
        raise BadSetting(
            f"{named(LOOPBACK)} needs {named('host')} to be 127.0.0.1; else anybody could speak as Teams"
        )
    for fields in (SLACK, TEAMS):
        needed = fields[2:] if unchecked and fields is TEAMS else fields
        missing = [named(field) for field in needed if not getattr(settings, field)]
        begun = len(missing) < len(needed) or (unchecked and fields is TEAMS)
        if begun and missing:
            raise BadSetting(f"{missing[0]} is missing; {', '.join(map(named, needed))} go together")


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
