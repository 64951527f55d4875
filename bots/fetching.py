"""
Going through the platforms' own lists of people, once a day, beside all else and never in its way.

Each page is fetched outside any transaction and taken in by one of its own, which also notes where to go on: after a
restart it goes on from there. What a platform does not answer changes nothing and is asked again later.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

import aiohttp

from adapters.slack.roster import SlackRoster
from adapters.teams.connector import Connector
from adapters.teams.roster import TeamsRoster
from adapters.teams.tokens import Tokens
from bots.clock import RealClock
from bots.logs import name_of
from bots.settings import BadSetting, Settings, read, settled_on_a_platform
from bots.wiring import TIMEOUT, open_keyring, settled
from core.directory.fetching import Page, Roster, Stale, Taken, begin_anew, begins_at, take_page
from core.errors import Outdated, TryLater, Unreachable, Unsure
from core.people import WorkplaceId
from storage.store import SqlStore

log = logging.getLogger("innsjekk.fetching")
AGAIN: Final = 60.0
"""Seconds before a page that did not come is asked for again, where the platform does not say."""
LOOK: Final = 3600.0
"""Seconds between two looks at whether a new day's list is to be gone through."""
TRIES: Final = 5
"""For one page on the command line, before it gives up for now."""

Sleep = Callable[[float], Awaitable[None]]


def rosters(settings: Settings, session: aiohttp.ClientSession) -> Sequence[Roster]:
    """Those of the platforms that are set up."""
    found = list[Roster]()
    if settings.slack_bot_token:
        token = settings.slack_bot_token.get_secret_value()
        found.append(
            SlackRoster(
                session, bot_token=token, team_id=settings.slack_team_id, base_url=settings.slack_api_url
            )
        )
    if settings.on_teams and (conversations := settings.teams_conversations.split()):
        secret = settings.teams_app_secret.get_secret_value() if settings.teams_app_secret else ""
        tokens = Tokens(
            session,
            app_id=settings.teams_app_id,
            app_secret=secret,
            tenant=settings.teams_tenant_id,
            login_url=settings.teams_login_url,
        )
        service = settings.teams_service_url
        connector = Connector(session, tokens if settings.teams_app_id else None, trust=frozenset({service}))
        found.append(
            TeamsRoster(
                connector, tenant=settings.teams_tenant_id, service=service, conversations=conversations
            )
        )
    return found


class Fetching:
    """One platform's list. `sleep` is how it waits."""

    def __init__(
        self, store: SqlStore, workplace: WorkplaceId, roster: Roster, sleep: Sleep = asyncio.sleep
    ) -> None:
        self._store = store
        self._workplace = workplace
        self._roster = roster
        self._sleep = sleep

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            try:
                await self.through(tries=0)
            except Exception as fault:  # noqa: BLE001  a list of people stops nothing that is promised to somebody
                log.error("the list of people waits: %s", name_of(fault))
            await self._sleep(LOOK)

    async def through(self, *, tries: int = TRIES) -> Taken | None:
        """
        All that is left of today's list, page by page; None where it has been gone through today.

        Of `tries` (0 is without end) in a row that fail the last one's error is raised.
        """
        total, failed, began = Taken(), 0, False
        while (after := await self._begins_at()) is not None:
            began = True
            try:
                page = await self._roster.page(after)
            except Stale:
                await self._anew()
                failed, wait = failed + 1, self._roster.pause
                if tries and failed >= tries:
                    raise Unsure from None
            except (TryLater, Unsure, Unreachable) as no:
                failed += 1
                if tries and failed >= tries:
                    raise
                asked = no.seconds if isinstance(no, TryLater) else None
                wait = max(self._roster.pause, AGAIN if asked is None else asked)
            else:
                failed, wait = 0, self._roster.pause
                taken = await self._take(after, page)
                total = Taken(total.new + taken.new, total.left + taken.left)
            await self._sleep(wait)
        return total if began else None

    async def _begins_at(self) -> str | None:
        async with self._store.reading() as work:
            workplace = await work.people.workplace(self._workplace)
            return await begins_at(work, workplace, self._roster.platform)

    async def _take(self, after: str, page: Page) -> Taken:
        """Once: if somebody was there first, the place is read anew and what is left is taken from there."""
        try:
            async with self._store.transaction() as work:
                workplace = await work.people.workplace(self._workplace)
                return await take_page(work, workplace, self._roster.platform, after, page)
        except Outdated:
            return Taken()

    async def _anew(self) -> None:
        async with self._store.transaction() as work:
            await begin_anew(work, self._workplace, self._roster.platform)


@asynccontextmanager
async def in_the_background(store: SqlStore, settings: Settings) -> AsyncIterator[None]:
    """Once a day while the block lasts, where the settings ask for it; it ends at once, for a page lost is no loss."""
    if not settings.people_fetch:
        yield
        return
    async with aiohttp.ClientSession(timeout=TIMEOUT) as session:
        here = WorkplaceId(settings.workplace)
        tasks = [
            asyncio.create_task(Fetching(store, here, roster).run()) for roster in rosters(settings, session)
        ]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


async def fetch(config: Path | None, say: Callable[[str], None]) -> None:
    """Go through the lists now, on from where it was left. Raises BadSetting."""
    settings = read(config)
    settled_on_a_platform(settings)
    store = SqlStore.open(settings.database_url, open_keyring(settings), RealClock())
    async with store as opened, aiohttp.ClientSession(timeout=TIMEOUT) as session:
        async with opened.transaction() as work:
            await settled(work, settings)
        found = rosters(settings, session)
        if not found:
            raise BadSetting(
                "there is no platform here whose list of people can be fetched; use people import"
            )
        for roster in found:
            try:
                taken = await Fetching(opened, WorkplaceId(settings.workplace), roster).through()
            except (TryLater, Unsure, Unreachable):
                raise BadSetting(
                    f"{roster.platform} does not give its list of people now; nothing is lost, run it again later"
                ) from None
            say(_said(roster, taken))


def _said(roster: Roster, taken: Taken | None) -> str:
    if taken is None:
        return f"{roster.platform}: gone through today already."
    return f"{roster.platform}: {taken.new} new, {taken.left} deactivated there. Nobody was written to."
