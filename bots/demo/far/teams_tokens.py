"""Who is who on the make-believe Microsoft side: signed tokens both ways, the key set and the login endpoint."""

import base64
import time
from collections.abc import Awaitable, Callable
from typing import Final

import jwt
from aiohttp import web

from bots.demo.far.faults import Faults, suffer
from bots.demo.far.phone import Json
from bots.demo.far.teams_keys import OURS, key_set, opened, signed

CONNECTOR: Final = "https://api.botframework.com"
_Handler = Callable[[web.Request], Awaitable[web.Response]]


class Tokens:
    """
    Issues and checks the tokens of one make-believe tenant.

    `addresses` come when the server knows its port. Token times are real time, never the demo's clock.
    """

    def __init__(self, *, app_id: str, app_secret: str, tenant_id: str, faults: Faults) -> None:
        self.app_id = app_id
        self.app_secret = app_secret
        self.tenant_id = tenant_id
        self.base = ""
        self.service_url = ""
        self.lifetime = 3599
        self.issued = 0
        self._generation = 0
        self._faults = faults

    @property
    def issuer(self) -> str:
        """The issuer of what the channel sends to the bot."""
        return CONNECTOR

    def revoke(self) -> None:
        """Refuse every access token handed out so far."""
        self._generation += 1

    def to_bot(
        self, *, alg: str = "RS256", kid: str | None = None, signer: str = OURS, **claims: object
    ) -> str:
        """Make a token as the channel makes it; a claim given as None is left out."""
        now = int(time.time())
        said: Json = {
            "aud": self.app_id,
            "iss": self.issuer,
            "serviceurl": self.service_url,
            "nbf": now - 5,
            "exp": now + 3600,
        }
        said = {name: value for name, value in {**said, **claims}.items() if value is not None}
        return signed(said, alg=alg, kid=kid, signer=signer)

    def bad(self) -> dict[str, str]:
        """Name to token: every kind that a bot must answer with 401."""
        now = int(time.time())
        return {
            "wrong audience": self.to_bot(aud="11111111-1111-4111-8111-111111111111"),
            "no audience": self.to_bot(aud=None),
            "wrong issuer": self.to_bot(iss="https://issuer.example"),
            "no issuer": self.to_bot(iss=None),
            "unknown key": self.to_bot(kid="unknown"),
            "someone else's signature": self.to_bot(signer="foreign"),
            "unsigned": self.to_bot(alg="none"),
            "public key as shared secret": self.to_bot(alg="HS256"),
            "expired": self.to_bot(nbf=now - 9000, exp=now - 3600),
            "not valid yet": self.to_bot(nbf=now + 3600, exp=now + 7200),
            "foreign service address": self.to_bot(serviceurl="https://connector.example/"),
            "no service address": self.to_bot(serviceurl=None),
            "garbage": "not-a-token",
            "two dots": "a.b.c",
            "empty": "",
        }

    def accepts(self, header: str) -> bool:
        """Tell whether this Authorization header is one of our own, for the connector, and still good."""
        scheme, _, token = header.partition(" ")
        if scheme != "Bearer":
            return False
        try:
            claims = opened(token, CONNECTOR)
        except jwt.InvalidTokenError:
            return False
        return claims.get("appid") == self.app_id and claims.get("generation") == self._generation

    def routes(self) -> list[web.RouteDef]:
        """Key set, its description, and the login endpoint with the discovery that clients ask for first."""
        return [
            web.get("/v1/.well-known/openidconfiguration", self._failing("keys.metadata", self._metadata)),
            web.get("/v1/.well-known/keys", self._failing("keys.set", self._keys)),
            web.get("/common/discovery/instance", self._instance),
            web.get("/{tenant}/v2.0/.well-known/openid-configuration", self._authority),
            web.post("/{tenant}/oauth2/v2.0/token", self._failing("login.token", self._login)),
        ]

    def _failing(self, method: str, do: _Handler) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def answer(request: web.Request) -> web.StreamResponse:
            return await suffer(self._faults.take(method), request, lambda: do(request), _worded)

        return answer

    async def _metadata(self, _: web.Request) -> web.Response:
        return web.json_response(
            {
                "issuer": self.issuer,
                "jwks_uri": f"{self.base}/v1/.well-known/keys",
                "id_token_signing_alg_values_supported": ["RS256"],
                "token_endpoint_auth_methods_supported": ["private_key_jwt"],
            }
        )

    async def _keys(self, _: web.Request) -> web.Response:
        return web.json_response(key_set())

    async def _instance(self, request: web.Request) -> web.Response:
        endpoint = f"{self.base}/{self.tenant_id}/v2.0/.well-known/openid-configuration"
        return web.json_response(
            {
                "tenant_discovery_endpoint": endpoint,
                "api-version": "1.1",
                "metadata": [
                    {
                        "preferred_network": request.host,
                        "preferred_cache": request.host,
                        "aliases": [request.host],
                    }
                ],
            }
        )

    async def _authority(self, request: web.Request) -> web.Response:
        tenant = request.match_info["tenant"]
        if tenant not in {self.tenant_id, "botframework.com"}:
            return _refused(400, "invalid_tenant", "AADSTS90002: Tenant not found.")
        # A client that insists on https comes through a front, and is told to come that way again.
        fronted = request.headers.get("X-Forwarded-Proto") == "https"
        root = f"https://{request.host}/{tenant}" if fronted else f"{self.base}/{tenant}"
        return web.json_response(
            {
                "issuer": f"{root}/v2.0",
                "authorization_endpoint": f"{root}/oauth2/v2.0/authorize",
                "token_endpoint": f"{root}/oauth2/v2.0/token",
                "jwks_uri": f"{self.base}/v1/.well-known/keys",
            }
        )

    async def _login(self, request: web.Request) -> web.Response:
        form = await request.post()
        client, secret = _who(request, form.get("client_id"), form.get("client_secret"))
        if request.match_info["tenant"] != self.tenant_id:
            return _refused(400, "invalid_request", "AADSTS90002: Tenant not found.")
        if form.get("grant_type") != "client_credentials":
            return _refused(400, "unsupported_grant_type", "AADSTS70003: The grant type is not supported.")
        if client != self.app_id:
            return _refused(
                400, "unauthorized_client", "AADSTS700016: Application not found in the directory."
            )
        if secret != self.app_secret:
            return _refused(401, "invalid_client", "AADSTS7000215: Invalid client secret provided.")
        if f"{CONNECTOR}/.default" not in str(form.get("scope")).split():
            return _refused(400, "invalid_scope", "AADSTS70011: The provided value for scope is not valid.")
        self.issued += 1
        return web.json_response(
            {
                "token_type": "Bearer",
                "expires_in": self.lifetime,
                "ext_expires_in": self.lifetime,
                "access_token": self._access(),
            }
        )

    def _access(self) -> str:
        now = int(time.time())
        claims = {
            "aud": CONNECTOR,
            "iss": f"https://sts.windows.net/{self.tenant_id}/",
            "iat": now,
            "nbf": now,
            "exp": now + self.lifetime,
            "appid": self.app_id,
            "tid": self.tenant_id,
            "ver": "1.0",
            "generation": self._generation,
            "uti": str(self.issued),
        }
        return signed(claims)


def _worded(status: int) -> Json:
    return {"error": "temporarily_unavailable", "error_description": f"AADSTS90033: status {status}."}


def _who(request: web.Request, client: object, secret: object) -> tuple[str, str]:
    """Read the credentials from the form, or from Basic authentication as some clients send them."""
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    if scheme != "Basic":
        return str(client), str(secret)
    name, _, word = base64.b64decode(given + "==").decode("utf-8", "replace").partition(":")
    return name, word


def _refused(status: int, error: str, description: str) -> web.Response:
    return web.json_response({"error": error, "error_description": description}, status=status)
