"""`innsjekk campaign watch`: how far a campaign has come, in the same coarse classes as its page in the chat."""

import asyncio
import sys
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from bots.clock import RealClock
from bots.settings import BadSetting, read
from bots.wiring import open_keyring
from core.campaigns import progress
from core.campaigns.model import Campaign, CampaignId, Fate, State, Whom
from core.errors import NotFound
from storage.store import SqlStore, SqlWork

Say = Callable[[str], None]
Sleep = Callable[[float], Awaitable[None]]
EVERY: Final = 2.0
"""Seconds between two looks; each reads one count that its own index answers."""
GOING: Final = frozenset({State.SCHEDULED, State.SENDING, State.PAUSED})
STANDS_STILL: Final = timedelta(seconds=60)
"""For how long nothing is due before it is said why that can be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What is told of one moment: `tenths` of it are done."""

    line: str
    tenths: int
    over: bool


async def watch(
    name: str,
    config: Path | None,
    say: Say,
    *,
    once: bool = False,
    console: Console | None = None,
    sleep: Sleep = asyncio.sleep,
) -> None:
    """One line, or a bar until it is over; a line for each change where there is no screen. Raises BadSetting."""
    console = console or Console(file=sys.stdout)
    columns = (BarColumn(bar_width=20), TextColumn("{task.description}"))
    settings = read(config)
    async with (
        SqlStore.open(settings.database_url, open_keyring(settings), RealClock()) as store,
        aclosing(_looks(store, CampaignId(name), sleep)) as looks,
    ):
        if once or not console.is_terminal:
            return await _told(looks, say, once=once)
        with Progress(*columns, console=console, auto_refresh=False) as bar:
            task = bar.add_task("", total=progress.TENTHS)
            async for look in looks:
                bar.update(task, completed=look.tenths, description=look.line, refresh=True)
    return None


async def _told(looks: AsyncIterator[Look], say: Say, *, once: bool) -> None:
    before = ""
    async for look in looks:
        if look.line != before:
            say(look.line)
        if once:
            return
        before = look.line


async def _looks(store: SqlStore, id: CampaignId, sleep: Sleep) -> AsyncGenerator[Look, None]:
    while True:
        look = await _look(store, id)
        yield look
        if look.over:
            return
        await sleep(EVERY)


async def _look(store: SqlStore, id: CampaignId) -> Look:
    async with store.reading() as work:
        try:
            campaign = await work.campaigns.get(id)
        except NotFound:
            raise BadSetting(f"there is no campaign {id!r}; see innsjekk campaign list") from None
        far = await progress.progress(work, campaign)
        why = await _why(work, campaign)
    return Look(
        line=f"{campaign.state}: {_said(campaign, far)}{why}",
        tenths=far.tenths,
        over=campaign.state not in GOING and not campaign.errands,
    )


def _said(campaign: Campaign, far: progress.Progress) -> str:
    if campaign.audience.whom is Whom.CHANNEL:
        return "it is posted in a channel, and nobody is counted"
    if campaign.began_at is None:
        return "it has not begun"
    if far.classes is None:
        return "it is for fewer than ten, of whom no figures are given"
    told = (
        ("got it", Fate.DELIVERED),
        ("waiting", Fate.WAITING),
        ("could not be reached", Fate.UNREACHABLE),
        ("not known whether they got it", Fate.DOUBT),
        ("will not get it", Fate.CANCELLED),
    )
    # Always all of them: a class that came and went would say that there is somebody in it.
    parts = [f"{words} {_about(far.classes.get(fate, 0))}" for words, fate in told]
    return f"of {_about(far.total)}: " + ", ".join(parts)


def _about(number: int) -> str:
    return f"{number} or more" if number else "fewer than ten"


async def _why(work: SqlWork, campaign: Campaign) -> str:
    """Why nothing happens, where that can be seen from here: a platform that has asked for a rest, or a token it does not take."""
    if campaign.state is not State.SENDING or campaign.errands:
        return ""
    due = await work.ledger.next_due(bulk=True)
    if due is None or due - work.now < STANDS_STILL:
        return ""
    return (
        f" (nothing more is tried until {_clock(due)}: it is outside people's hours, or the platform wants a pause or"
        " does not take our token; then the log of innsjekk serve names the setting to look at)"
    )


def _clock(at: datetime) -> str:
    return f"{at.astimezone(UTC):%d.%m. %H:%M} UTC"
