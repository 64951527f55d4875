"""
What comes from Teams: let in, heard by core, and answered.

The only module that knows the Bot Framework SDK, which here checks tokens and nothing else: it is shown the
envelope of an activity and never its contents, does no sending, and does not have our secret.
"""

import json
import logging
from collections.abc import Mapping
from typing import Any, Final, TypeAlias

import aiohttp
from aiohttp import web
from botbuilder.core import TurnContext
from botbuilder.core.cloud_adapter_base import CloudAdapterBase
from botbuilder.schema import Activity
from botframework.connector.auth import (
    AuthenticationConfiguration,
    BotFrameworkAuthenticationFactory,
    PasswordServiceClientCredentialFactory,
)
from botframework.connector.auth.jwt_token_extractor import JwtTokenExtractor
from msrest.universal_http.requests import ClientRetryPolicy

from adapters.teams import limits, parse
from adapters.teams.keys import KeySet, NoKeys
from adapters.teams.messenger import TeamsMessenger
from adapters.teams.talk import Talk
from adapters.teams.tokens import MICROSOFT
from adapters.teams.visitors import from_here, issued_by
from core.chat.flows import Door

Json: TypeAlias = dict[str, Any]

log = logging.getLogger("innsjekk.teams")

ISSUER: Final = "https://api.botframework.com"
METADATA: Final = "https://login.botframework.com/v1/.well-known/openidconfiguration"
_ENVELOPE: Final[Mapping[str, Mapping[str, Any]]] = {
    **{key: {} for key in ("type", "id", "name", "channelId", "serviceUrl")},
    **{key: {"id": {}, "aadObjectId": {}} for key in ("from", "recipient")},
    "conversation": {"id": {}, "tenantId": {}, "conversationType": {}},
}
"""What the SDK is shown: short words by name. It reads them before it has looked at the signature."""
_UNAVAILABLE: Final = 503

# Its constructor looks 999 codes up in a list of 500, twice for every request; in a set that takes no time.
ClientRetryPolicy.safe_codes = frozenset(ClientRetryPolicy.safe_codes)  # type: ignore[assignment]


class Refused(Exception):  # an answer, not a fault
    """Not let in; `status` says how, and nothing says why to whoever it is."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


class TeamsApp:
    """One application in one or more tenants. `session` is shared and outlives this."""

    def __init__(  # noqa: PLR0913  what a registration consists of, and the door
        self,
        *,
        door: Door,
        app_id: str,
        app_secret: str,
        tenant_ids: frozenset[str],
        session: aiohttp.ClientSession,
        messenger: TeamsMessenger,
        issuer: str = ISSUER,
        metadata_url: str = METADATA,
        login_url: str = MICROSOFT,
        name: str = "Innsjekk",
        allow_unauthenticated_loopback: bool = False,
    ) -> None:
        """
        `allow_unauthenticated_loopback` takes the place of `app_id`, for the official playground: nothing is
        checked but that the request comes from this machine.
        """
        if app_id and not app_secret:
            raise ValueError("no application secret: nothing could be answered")
        if not app_id and not allow_unauthenticated_loopback:
            raise ValueError("no application id: anybody could speak as Teams")
        if app_id and allow_unauthenticated_loopback:
            raise ValueError("an application id, and nothing checked: choose one")
        if not any(tenant_ids):
            raise ValueError("no tenant: nobody could be let in")
        self._tenants = tenant_ids
        self._secret = app_secret
        self._messenger = messenger
        self._issuer = issuer
        self._unchecked = allow_unauthenticated_loopback
        self._talk = Talk(door, messenger, name)
        self._sdk = CloudAdapterBase(_validation(app_id, issuer, login_url, KeySet(session, metadata_url)))

    def routes(self) -> list[web.RouteDef]:
        """The one address in the bot's registration."""
        return [web.post("/api/messages", self._receive)]

    async def _receive(self, request: web.Request) -> web.Response:
        """Nothing of a body is read, logged or stored before the sender could be Microsoft."""
        header = request.headers.get("Authorization", "")
        try:
            self._could_be(request, header)
            activity = _activity(await _body(request))
            envelope = _envelope(activity)
            identity = await self._identity(envelope, header)
            self._at_home(activity)
            heard = parse.heard(activity, self._secret)
        except parse.Malformed as wrong:
            log.info("not something that Teams sends: %s", wrong)
            return web.Response(status=400)
        except Refused as no:
            log.info("not let in: %s", no)
            return web.Response(status=no.status)
        if heard is None:
            return web.Response(status=501 if activity["type"] == "invoke" else 200)
        answers: list[Json | None] = []

        async def turn(_: TurnContext) -> None:
            answers.append(await self._talk.answer(heard))

        await self._sdk.process_activity(identity, envelope, turn)
        # Written by ourselves: the SDK fails at every answer to an invoke that has a body.
        return web.json_response(answers[0]) if answers[0] is not None else web.Response()

    def _could_be(self, request: web.Request, header: str) -> None:
        if self._unchecked:
            if not from_here(request):
                raise Refused(403, "not from this machine")
        elif not issued_by(self._issuer, header):
            raise Refused(401, "no token of the issuer's")

    async def _identity(self, envelope: Any, header: str) -> Any:  # noqa: ANN401  the SDK's own
        """What the SDK makes of the token. Raises Refused, whatever the SDK raises."""
        checking = self._sdk.bot_framework_authentication
        try:
            return await checking.authenticate_request(envelope, None if self._unchecked else header)
        except NoKeys:
            log.error("no key set to be had from Microsoft: nobody can be let in")
            raise Refused(_UNAVAILABLE, "no key set") from None
        except Exception as wrong:  # noqa: BLE001  the SDK has many ways of saying no, some of them by accident
            raise Refused(401, type(wrong).__name__) from None

    def _at_home(self, activity: Json) -> None:
        """Before anything is sent anywhere: is this our tenant, and may that address have our access token."""
        if parse.tenant(activity) not in self._tenants:
            raise Refused(403, "another tenant")
        if not self._messenger.trusts(activity["serviceUrl"]):
            raise Refused(403, "a service address that is not Microsoft's")


def _validation(app_id: str, issuer: str, login_url: str, keys: KeySet) -> Any:  # noqa: ANN401  the SDK's own
    # The SDK looks key sets up by address, in one dictionary for the process; ours has a name of its own there.
    name = f"{keys.address}#{id(keys)}"
    JwtTokenExtractor.metadataCache[name] = keys
    return BotFrameworkAuthenticationFactory.create(
        validate_authority=True,
        to_channel_from_bot_login_url=login_url,
        to_channel_from_bot_oauth_scope=ISSUER,
        to_bot_from_channel_token_issuer=issuer,
        oauth_url=ISSUER,
        to_bot_from_channel_open_id_metadata_url=name,
        to_bot_from_emulator_open_id_metadata_url=name,
        caller_id="",
        credential_factory=PasswordServiceClientCredentialFactory(app_id, ""),
        auth_configuration=AuthenticationConfiguration(required_endorsements=[limits.PLATFORM]),
    )


async def _body(request: web.Request) -> bytes:
    body = bytearray()
    async for chunk in request.content.iter_chunked(64 * 1024):
        body += chunk
        if len(body) > limits.BODY_BYTES:
            raise Refused(413, "too much")
    return bytes(body)


def _activity(body: bytes) -> Json:
    try:
        activity = json.loads(body)
    except (ValueError, RecursionError):
        raise parse.Malformed("JSON") from None
    if not isinstance(activity, dict):
        raise parse.Malformed("activity")
    for name in ("type", "channelId", "serviceUrl"):
        if not isinstance(activity.get(name), str) or not activity[name]:
            raise parse.Malformed(name)
    if activity["channelId"] != limits.PLATFORM:
        raise Refused(403, "another channel")
    return activity


def _known(found: Mapping[str, Any], names: Mapping[str, Mapping[str, Any]]) -> Json:
    kept: Json = {}
    for name, inner in names.items():
        value = found.get(name)
        if inner and isinstance(value, dict):
            kept[name] = _known(value, inner)
        elif not inner and isinstance(value, str):
            kept[name] = value
    return kept


def _envelope(activity: Mapping[str, Any]) -> Any:  # noqa: ANN401  the SDK's own
    try:
        return Activity().deserialize(_known(activity, _ENVELOPE))
    except Exception:  # noqa: BLE001  msrest has many
        raise parse.Malformed("envelope") from None
