"""
Slack as the bot meets it: the people, the requests it gets and the Web API it calls.

A little long, because a test finds every knob here.
"""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Final

import aiohttp
from aiohttp import web

from bots.demo.far import slack_api, slack_respond
from bots.demo.far.faults import Faults
from bots.demo.far.phone import Json
from bots.demo.far.slack_payloads import event_callback
from bots.demo.far.slack_phone import SlackPhone
from bots.demo.far.slack_records import Account, Asked, Call, Workplace
from bots.demo.far.slack_state import State
from bots.demo.far.slack_wire import EVENTS, Answered, Wire

_LARGEST: Final = 4 * 1024 * 1024


class FarSlack:
    """
    The far side of the wire for one bot in one workspace.

    `clock` dates messages; signatures, triggers and pace are in real time, as they are for the bot.
    Serve it with `running()`, or mount `routes()` and set `url` and, unless one was given, `session`.
    """

    def __init__(  # noqa: PLR0913 - what a workspace and an app in it are made of
        self,
        *,
        bot_url: str,
        signing_secret: str,
        bot_token: str,
        clock: Callable[[], datetime],
        app_name: str = "Innsjekk",
        team_id: str = "T0EKSEMPEL",
        team_name: str = "Eksempel AS",
        session: aiohttp.ClientSession | None = None,
    ) -> None:
        workplace = Workplace(
            bot_token=bot_token,
            signing_secret=signing_secret,
            app_name=app_name,
            team_id=team_id,
            team_name=team_name,
        )
        self.workplace = workplace
        self.state = State(workplace=workplace, clock=clock)
        self.wire = Wire(self.state, bot_url, session)
        self._phones: dict[str, SlackPhone] = {}

    @property
    def url(self) -> str:
        """Where this Slack is, without a path; the client's base_url is `base_url`."""
        return self.state.url

    @url.setter
    def url(self, url: str) -> None:
        self.state.url = url

    @property
    def base_url(self) -> str:
        return f"{self.state.url}/api/"

    @property
    def bot_url(self) -> str:
        return self.wire.bot_url

    @bot_url.setter
    def bot_url(self, url: str) -> None:
        self.wire.bot_url = url

    @property
    def session(self) -> aiohttp.ClientSession | None:
        return self.wire.session

    @session.setter
    def session(self, session: aiohttp.ClientSession | None) -> None:
        self.wire.session = session

    @property
    def ack_seconds(self) -> float:
        """How long the bot may take to answer: three seconds, unless a test is in a hurry."""
        return self.wire.ack_seconds

    @ack_seconds.setter
    def ack_seconds(self, seconds: float) -> None:
        self.wire.ack_seconds = seconds

    def be_patient(self, seconds: float) -> None:
        """For a busy machine, where what is tried is not how fast the bot is."""
        self.wire.ack_seconds = self.state.trigger_seconds = seconds

    @property
    def faults(self) -> Faults:
        """What is going to fail; named by Web API method."""
        return self.state.faults

    @property
    def complaints(self) -> list[str]:
        """Every refusal with its reason, and everything accepted that this project must not do."""
        return self.state.complaints

    @property
    def calls(self) -> list[Call]:
        """Every call of the Web API, also those that met a fault; no token is kept."""
        return self.state.calls

    @property
    def recorded(self) -> list[Asked]:
        """Every request to the bot, in order; see `replay`."""
        return self.state.recorded

    @property
    def on_change(self) -> Callable[[], None] | None:
        return self.state.on_change

    @on_change.setter
    def on_change(self, call: Callable[[], None] | None) -> None:
        self.state.on_change = call

    def limit_pace(self, *, one_a_second: bool = True, ceiling_a_minute: int | None = None) -> None:
        """Enforce one message a second in a conversation, and a ceiling for the workspace."""
        self.state.one_a_second = one_a_second
        self.state.ceiling_a_minute = ceiling_a_minute

    def add_channel(self, id: str, name: str, *, let_in: bool = True) -> Account:
        """A channel, with or without the bot in it."""
        room = Account(
            id=id,
            name=name,
            tz="Europe/Oslo",
            team_id=self.workplace.team_id,
            channel=id,
            stranger=not let_in,
        )
        self.state.rooms[id] = room
        return room

    def add_person(  # noqa: PLR0913 - all that Slack tells of a person
        self,
        id: str,
        name: str,
        *,
        tz: str = "Europe/Oslo",
        deleted: bool = False,
        guest: bool = False,
        stranger: bool = False,
        is_bot: bool = False,
        team_id: str | None = None,
    ) -> SlackPhone:
        """Let a person in; their conversation with the bot is there from the start, and empty."""
        account = Account(
            id=id,
            name=name,
            tz=tz,
            team_id=team_id or self.workplace.team_id,
            channel=f"D{id[1:]}",
            deleted=deleted,
            guest=guest,
            stranger=stranger,
            is_bot=is_bot,
        )
        self.state.people[id] = account
        phone = self._phones[id] = SlackPhone(self.state, self.wire, account)
        return phone

    def phone(self, id: str) -> SlackPhone:
        return self._phones[id]

    @property
    def phones(self) -> Mapping[str, SlackPhone]:
        """Everybody, by user id."""
        return dict(self._phones)

    def routes(self) -> Sequence[web.RouteDef]:
        """The Web API at /api/, and response_url at /response/."""
        return [
            web.post("/api/{method}", self._api),
            web.get("/api/{method}", self._api),
            web.post("/response/{name}", self._response),
        ]

    @property
    def app(self) -> web.Application:
        """A new application with these routes."""
        app = web.Application(client_max_size=_LARGEST)
        app.add_routes(self.routes())
        return app

    @asynccontextmanager
    async def running(self, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator["FarSlack"]:
        """Serve until the block is left."""
        runner = web.AppRunner(self.app, access_log=None)
        await runner.setup()
        given = self.session
        try:
            await web.TCPSite(runner, host, port).start()
            self.url = f"http://{host}:{runner.addresses[0][1]}"
            if given is not None:
                yield self
            else:
                async with aiohttp.ClientSession() as self.session:
                    yield self
        finally:
            self.session = given
            await runner.cleanup()

    async def send_event(self, event: Json, *, retries: int = 0, event_id: str | None = None) -> Answered:
        """
        Tell the bot of an event; one that is not answered with 200 comes again, up to `retries` times.

        Slack tries three times more, over minutes; here at once. The same `event_id` makes a duplicate.
        """
        asked = Asked(
            str(event.get("user", "")), EVENTS, "event", event_callback(self.state, event, event_id)
        )
        answered = await self.wire.ask(asked)
        for number in range(1, retries + 1):
            if answered.status == 200 or "X-Slack-No-Retry" in answered.headers:
                break
            reason = "http_error" if answered.status else "http_timeout"
            again = {"X-Slack-Retry-Num": str(number), "X-Slack-Retry-Reason": reason}
            answered = await self.wire.send(asked, again)
        return answered

    async def resend_last(self, person: str) -> Answered:
        """Ask the bot again what this person's Slack asked last, signed anew; the screen is left alone."""
        return await self.replay([asked for asked in self.recorded if asked.person == person][-1])

    async def replay(self, asked: Asked, headers: Mapping[str, str] | None = None) -> Answered:
        """Ask something again, or something that was never asked; `headers` may spoil the signature."""
        return await self.wire.send(asked, headers)

    async def _api(self, request: web.Request) -> web.StreamResponse:
        return await slack_api.answer(self.state, request)

    async def _response(self, request: web.Request) -> web.Response:
        return await slack_respond.answer(self.state, request)
