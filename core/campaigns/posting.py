"""
Posting in channels, for all to see: one call at a time, outside any transaction, and how it went noted after it.

A post in doubt is not repeated; a post to be taken away is tried until it is gone, or refused.
"""

import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Final, Generic, TypeVar

from core.campaigns import cards
from core.campaigns.model import Campaign, State, Words
from core.campaigns.ports import Channel, Channels, Post, Stood, Work
from core.campaigns.texts import TEXTS
from core.campaigns.usecases import settled
from core.chat.texts import Texts
from core.chat.views import Card, Paragraph
from core.errors import Outdated, TryLater, Unreachable, Unsure
from core.people import Platform, Workplace
from core.ports import Store, again

log = logging.getLogger("innsjekk.campaigns")

W = TypeVar("W", bound=Work)
LEASE: Final = timedelta(minutes=2)
"""A post that was being made this long ago was cut short: whether it stands there is not known."""
LATER: Final = timedelta(minutes=1)
TRIES: Final = timedelta(hours=6)
"""How long a channel that cannot be written in just now is tried."""


def card(workplace: Workplace, campaign: Campaign, address: str = "") -> Card:
    """What stands in a channel, in the workplace's language; a notification shows nothing of it, nor who sent it."""
    texts = Texts(TEXTS, workplace.language, workplace.zone)
    words = campaign.says(workplace.language) or Words("", "")
    return Card(
        hint=texts("channel.news"),
        title=words.title,
        blocks=(*cards.shown(campaign, address), *cards.told(texts, words, campaign.link)),
    )


def neutral(workplace: Workplace) -> Card:
    """What stands where a post could not be deleted."""
    texts = Texts(TEXTS, workplace.language, workplace.zone)
    return Card(hint=texts("channel.news"), title=texts("read.title"), blocks=(Paragraph(texts("recalled")),))


class Posting(Generic[W]):
    """Carries out what is due in channels, for one process; of several, each takes another post. Pictures lie at `address`."""

    def __init__(self, store: Store[W], channels: Mapping[Platform, Channels], address: str = "") -> None:
        self._store = store
        self._channels = channels
        self._address = address

    async def run(self) -> int:
        """All that is due now; says how many calls it made."""
        done = 0
        while (taken := await again(self._take)) is not None:
            await self._carry_out(*taken)
            done += 1
        return done

    async def _take(self) -> tuple[Post, Campaign, Channel | None, Workplace] | None:
        async with self._store.transaction() as work:
            while (post := await work.posts.due(work.now)) is not None:
                campaign = await work.campaigns.get(post.campaign)
                held = _held(post, campaign, work.now)
                if held is not None:
                    await work.posts.save(held, post.stood)
                    await settled(work, campaign)
                    continue
                leased = replace(
                    post,
                    stood=Stood.POSTING if post.stood is Stood.TO_POST else post.stood,
                    due=work.now + LEASE,
                )
                await work.posts.save(leased, post.stood)
                workplace = await work.people.workplace(campaign.workplace)
                known = await work.posts.channels(workplace.tenants)
                there = (each for each in known if (each.platform, each.id) == (post.platform, post.channel))
                return leased, campaign, next(there, None), workplace
        return None

    async def _carry_out(
        self, post: Post, campaign: Campaign, channel: Channel | None, workplace: Workplace
    ) -> None:
        speaks = self._channels.get(post.platform)
        if channel is None or speaks is None:
            return await again(
                partial(self._ended, post, replace(post, stood=Stood.FAILED), campaign.edition)
            )
        try:
            done = await self._call(speaks, post, campaign, channel, workplace)
        except TryLater as busy:
            return await again(partial(self._later, post, campaign, busy.seconds))
        except Unsure:
            if post.stood is not Stood.POSTING:
                return await again(partial(self._later, post, campaign, None))
            done = replace(post, stood=Stood.UNSURE)
        except Unreachable as no:
            log.warning("a channel cannot be written in: %s", no.reason)
            done = replace(post, stood=Stood.FAILED)
        return await again(partial(self._ended, post, done, campaign.edition))

    async def _call(
        self, speaks: Channels, post: Post, campaign: Campaign, channel: Channel, workplace: Workplace
    ) -> Post:
        match post.stood:
            case Stood.POSTING:
                message = await speaks.post(channel, card(workplace, campaign, self._address))
                return replace(post, stood=Stood.POSTED, message=message)
            case Stood.TO_REPLACE:
                await speaks.change(channel, post.message, card(workplace, campaign, self._address))
                return replace(post, stood=Stood.POSTED)
            case _:
                if await speaks.delete(channel, post.message):
                    return replace(post, stood=Stood.DELETED)
                await speaks.change(channel, post.message, neutral(workplace))
                return replace(post, stood=Stood.REPLACED)

    async def _ended(self, before: Post, after: Post, edition: int) -> None:
        """Note it; what was recalled or corrected meanwhile is taken up again."""
        async with self._store.transaction() as work:
            campaign = await work.campaigns.get(after.campaign)
            if campaign.recalled and after.stood is Stood.POSTED:
                after = replace(after, stood=Stood.TO_DELETE, due=work.now)
            elif campaign.edition != edition and after.stood is Stood.POSTED:
                after = replace(after, stood=Stood.TO_REPLACE, due=work.now)
            try:
                await work.posts.save(after, before.stood)
            except Outdated:
                if before.stood is not Stood.TO_REPLACE:
                    raise
                return  # recalled while it was being corrected: that one deletes it
            await settled(work, campaign)

    async def _later(self, post: Post, campaign: Campaign, seconds: float | None) -> None:
        async with self._store.transaction() as work:
            begun = campaign.tried_at or campaign.began_at or work.now
            stood = Stood.TO_POST if post.stood is Stood.POSTING else post.stood
            over = stood is Stood.TO_POST and work.now > begun + TRIES
            due = work.now + (timedelta(seconds=seconds) if seconds else LATER)
            later = replace(post, stood=Stood.FAILED if over else stood, due=due)
            await work.posts.save(later, post.stood)
            if over:
                await settled(work, await work.campaigns.get(campaign.id))


def _held(post: Post, campaign: Campaign, now: datetime) -> Post | None:
    """How it stands without a call, if it needs none now."""
    match post.stood:
        case Stood.POSTING:
            return replace(post, stood=Stood.UNSURE)
        case Stood.TO_POST if campaign.state is State.PAUSED:
            return replace(post, due=now + LATER)
        case Stood.TO_POST if campaign.state is not State.SENDING:
            return replace(post, stood=Stood.FAILED)
    return None
