"""Microsoft Teams as the bot meets it: the people, the channel that posts to the bot, and the connector it calls."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Final

import aiohttp
from aiohttp import web

from bots.demo.far.faults import Faults
from bots.demo.far.phone import Json
from bots.demo.far.teams_activity import Account, Far
from bots.demo.far.teams_acts import Answered, Wire
from bots.demo.far.teams_connector import Connector
from bots.demo.far.teams_gate import Call, Gate
from bots.demo.far.teams_phone import TeamsPhone
from bots.demo.far.teams_screen import Screen
from bots.demo.far.teams_tokens import Tokens

_REGION: Final = "/emea/"
_LARGEST: Final = 4 * 1024 * 1024


class FarTeams:
    """
    The far side of the wire for one bot in one tenant.

    Serves on the running loop: whoever fetches the key set with a blocking client must do so in a thread.
    """

    def __init__(
        self,
        *,
        bot_url: str,
        app_id: str,
        app_secret: str,
        tenant_id: str,
        clock: Callable[[], datetime],
        app_name: str = "Innsjekk",
    ) -> None:
        self.bot_url = bot_url
        self.app_id = app_id
        self.app_name = app_name
        self.tenant_id = tenant_id
        self.faults = Faults()
        self.tokens = Tokens(app_id=app_id, app_secret=app_secret, tenant_id=tenant_id, faults=self.faults)
        self.gate = Gate(self.tokens, self.faults, clock)
        self.connector = Connector(self.gate)
        self.on_change: Callable[[], None] | None = None
        self.patience = 10.0
        self.delivered: list[Json] = []
        self._clock = clock
        self._phones: dict[str, TeamsPhone] = {}
        self._session: aiohttp.ClientSession | None = None

    @property
    def service_url(self) -> str:
        """Where the bot sends to; in every activity."""
        return self.tokens.service_url

    @property
    def issuer(self) -> str:
        """Who signs what comes to the bot."""
        return self.tokens.issuer

    @property
    def metadata_url(self) -> str:
        """Where the key set is described."""
        return f"{self.tokens.base}/v1/.well-known/openidconfiguration"

    @property
    def login_url(self) -> str:
        """The authority: {login_url}/{tenant}/oauth2/v2.0/token gives access tokens."""
        return self.tokens.base

    @property
    def calls(self) -> list[Call]:
        """Every authorised request of the bot's."""
        return self.gate.calls

    @property
    def complaints(self) -> list[str]:
        """Every refusal, and every habit that a person would suffer from."""
        return self.gate.complaints

    @property
    def rate_limited(self) -> bool:
        """Whether Microsoft's pace is enforced, in real time; on unless switched off."""
        return self.gate.rate_limited

    @rate_limited.setter
    def rate_limited(self, on: bool) -> None:
        self.gate.rate_limited = on

    def add_person(
        self,
        aad_object_id: str,
        name: str,
        *,
        locale: str = "nb-NO",
        timezone: str = "Europe/Oslo",
        tenant_id: str | None = None,
        guest: bool = False,
        installed: bool = True,
    ) -> TeamsPhone:
        """Let a person in; no activity is sent for one who has had the app all along."""
        account = Account(
            aad=aad_object_id,
            name=name,
            tenant=tenant_id or self.tenant_id,
            locale=locale,
            zone=timezone,
            guest=guest,
            installed=installed,
        )
        wire = Wire(far=self._far, clock=self._clock, deliver=self.deliver, complain=self.complaints.append)
        screen = Screen(self.app_name, self._clock, self._changed)
        phone = self._phones[aad_object_id] = TeamsPhone(account, wire, screen)
        self.connector.know(phone)
        return phone

    def phone(self, aad_object_id: str) -> TeamsPhone:
        """Give this person's side."""
        return self._phones[aad_object_id]

    @property
    def phones(self) -> Mapping[str, TeamsPhone]:
        """Everybody, by AAD object id."""
        return dict(self._phones)

    def token(
        self, *, alg: str = "RS256", kid: str | None = None, signer: str = "ours", **claims: object
    ) -> str:
        """Make a token to the bot, right or wrong; see `Tokens.to_bot` and `Tokens.bad`."""
        return self.tokens.to_bot(alg=alg, kid=kid, signer=signer, **claims)

    def bad_tokens(self) -> dict[str, str]:
        """Every kind of token that the bot must refuse, by name."""
        return self.tokens.bad()

    @asynccontextmanager
    async def running(self, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator["FarTeams"]:
        """Serve until the block is left."""
        app = web.Application(client_max_size=_LARGEST)
        app.add_routes([*self.connector.routes(_REGION), *self.tokens.routes()])
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        try:
            site = web.TCPSite(runner, host, port)
            await site.start()
            bound = runner.addresses[0][1]
            self.tokens.base = f"http://{host}:{bound}"
            self.tokens.service_url = f"{self.tokens.base}{_REGION}"
            async with aiohttp.ClientSession() as session:
                self._session = session
                yield self
        finally:
            self._session = None
            await runner.cleanup()

    async def deliver(self, activity: Json, *, token: str | None = None) -> Answered:
        """Post an activity to the bot with a fresh token, or with the one given, and wait for the answer."""
        self.delivered.append(activity)
        return await self.post(activity, token=self.token() if token is None else token)

    async def resend_last(self, person: str) -> Answered:
        """Post again, byte for byte, what this person's Teams posted last; the screen is left alone."""
        mine = [each for each in self.delivered if each["from"]["aadObjectId"] == person]
        return await self.post(mine[-1], token=self.token())

    async def post(self, activity: Json, *, token: str) -> Answered:
        """Post one activity, unrecorded: for replays in any order, and for what no client would send."""
        if self._session is None:
            raise RuntimeError("the far side is not running")
        headers = {"Authorization": f"Bearer {token}"}
        limit = aiohttp.ClientTimeout(total=self.patience)
        try:
            async with self._session.post(
                f"{self.bot_url}/api/messages", json=activity, headers=headers, timeout=limit
            ) as got:
                return Answered(status=got.status, body=await _json(got))
        except TimeoutError:
            return Answered(status=0, why=f"no answer in {self.patience:g} s")
        except (aiohttp.ClientError, ValueError) as lost:
            return Answered(status=0, why=type(lost).__name__)

    def _far(self) -> Far:
        return Far(service_url=self.service_url, app_id=self.app_id, app_name=self.app_name)

    def _changed(self) -> None:
        if self.on_change is not None:
            self.on_change()


async def _json(answer: aiohttp.ClientResponse) -> Json | None:
    """Read the object in the body, if any; what is not JSON counts as no answer at all."""
    raw = await answer.read()
    if not raw.strip() or answer.status >= 400:
        return None
    body = await answer.json(content_type=None)
    if not isinstance(body, dict):
        raise ValueError("the bot's answer is not an object")  # noqa: TRY004 - it is data that is wrong
    return body
