"""Our access token for the Bot Connector: fetched when needed, kept until shortly before it runs out."""

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Any, Final

import aiohttp

from adapters.teams.waiting import seconds_asked
from core.errors import TryLater

log = logging.getLogger("innsjekk.teams")

MICROSOFT: Final = "https://login.microsoftonline.com"
_SCOPE: Final = "https://api.botframework.com/.default"
_EARLY: Final = 300.0
_WRONG_SECRET: Final = 600.0
_LIMIT: Final = aiohttp.ClientTimeout(total=10.0)


class Tokens:
    """
    One application's token.

    A plain POST and not MSAL: MSAL is blocking, so it would need a thread, asks two discovery documents first,
    and what it would give beyond the one field below is a cache.
    """

    def __init__(
        self,
        session: aiohttp.ClientSession,
        *,
        app_id: str,
        app_secret: str,
        tenant: str,
        login_url: str = MICROSOFT,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """`tenant` is where the application is registered; «botframework.com» for an old multi-tenant one."""
        self._session = session
        self._app_id = app_id
        self._secret = app_secret
        self._address = f"{login_url.rstrip('/')}/{tenant}/oauth2/v2.0/token"
        self._monotonic = monotonic
        self._one_at_a_time = asyncio.Lock()
        self._token = ""
        self._until = 0.0

    async def get(self) -> str:
        """A token with at least five minutes left. Raises TryLater."""
        async with self._one_at_a_time:
            if self._monotonic() >= self._until:
                await self._fetch()
            return self._token

    def drop(self, token: str) -> None:
        """Forget this token, which the other side would not take; a newer one is left alone."""
        if token == self._token:
            self._until = 0.0

    async def _fetch(self) -> None:
        form = {
            "grant_type": "client_credentials",
            "client_id": self._app_id,
            "client_secret": self._secret,
            "scope": _SCOPE,
        }
        try:
            async with self._session.post(
                self._address, data=form, timeout=_LIMIT, allow_redirects=False
            ) as answer:
                asked = seconds_asked(answer.headers.get("Retry-After"))
                body = await answer.json(content_type=None) if answer.status == 200 else None
        except (aiohttp.ClientError, TimeoutError, ValueError) as lost:
            log.warning("no access token: the login address gave %s", type(lost).__name__)
            raise TryLater(None, whole_lane=True) from None
        if answer.status in {400, 401}:
            raise wrong_secret()
        token, lasts = _read(body)
        if not token:
            log.warning("no access token: the login address answered %d", answer.status)
            raise TryLater(asked, whole_lane=True)
        self._token, self._until = token, self._monotonic() + max(lasts - _EARLY, lasts / 2)


def wrong_secret() -> TryLater:
    """Microsoft does not know us: say in the log what to look at, and leave everything waiting."""
    log.error("Microsoft refuses this application: check INNSJEKK_TEAMS_APP_ID and INNSJEKK_TEAMS_APP_SECRET")
    return TryLater(_WRONG_SECRET, whole_lane=True)


def _read(body: Any) -> tuple[str, float]:  # noqa: ANN401  it is JSON from elsewhere
    match body:
        case {"access_token": str(token), "expires_in": int() | float() | str() as lasts}:
            return token, seconds_asked(str(lasts)) or 0.0
    return "", 0.0
