"""Channels that may be posted in, and what was posted there; in the clear, as it is for all to see."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, delete, select, update

from core.campaigns.model import CampaignId
from core.campaigns.ports import Channel, Post, Stood
from core.errors import Outdated
from core.people import Platform
from storage.statements import Sql
from storage.tables import channels, posts

TO_DO = [each.value for each in (Stood.TO_POST, Stood.POSTING, Stood.TO_REPLACE, Stood.TO_DELETE)]


class SqlPosts:
    """One row for each channel that a campaign was to be posted in."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def let_in(self, channel: Channel) -> None:
        await self._sql.run(
            delete(channels).where(
                _named(channel.platform, channel.id) & (channels.c.tenant == channel.tenant)
            )
        )
        row = {
            "platform": channel.platform.value,
            "tenant": channel.tenant,
            "id": channel.id,
            "name": channel.name,
            "service": channel.service,
        }
        await self._sql.add(channels, row)

    async def leave(self, platform: Platform, id: str) -> bool:
        return await self._sql.run(delete(channels).where(_named(platform, id))) > 0

    async def channels(self, tenants: Mapping[Platform, str]) -> Sequence[Channel]:
        rows = await self._sql.rows(select(channels).order_by(channels.c.name, channels.c.id))
        found = [_channel(row) for row in rows]
        return [each for each in found if tenants.get(each.platform) == each.tenant]

    async def owe(self, post: Post) -> None:
        if await self._sql.row(select(posts.c.campaign).where(_is(post))) is None:
            await self._sql.add(posts, _written(post))

    async def save(self, post: Post, before: Stood) -> None:
        stood = _is(post) & (posts.c.stood == before.value)
        if await self._sql.run(update(posts).where(stood).values(_written(post))) != 1:
            raise Outdated

    async def of(self, campaign: CampaignId) -> Sequence[Post]:
        theirs = select(posts).where(posts.c.campaign == campaign)
        return [
            _post(row) for row in await self._sql.rows(theirs.order_by(posts.c.platform, posts.c.channel))
        ]

    async def due(self, now: datetime) -> Post | None:
        waits = posts.c.stood.in_(TO_DO) & (posts.c.due <= now)
        row = await self._sql.row(select(posts).where(waits).order_by(posts.c.due).limit(1))
        return _post(row) if row is not None else None


def _named(platform: Platform, id: str) -> Any:  # noqa: ANN401  a condition
    return (channels.c.platform == platform.value) & (channels.c.id == id)


def _is(post: Post) -> Any:  # noqa: ANN401  a condition
    there = (posts.c.platform == post.platform.value) & (posts.c.channel == post.channel)
    return (posts.c.campaign == post.campaign) & there


def _written(post: Post) -> Mapping[str, Any]:
    return {
        "campaign": post.campaign,
        "platform": post.platform.value,
        "channel": post.channel,
        "stood": post.stood.value,
        "message": post.message,
        "due": post.due,
    }


def _post(row: RowMapping) -> Post:
    return Post(
        campaign=CampaignId(row["campaign"]),
        platform=Platform(row["platform"]),
        channel=row["channel"],
        stood=Stood(row["stood"]),
        message=row["message"],
        due=row["due"],
    )


def _channel(row: RowMapping) -> Channel:
    return Channel(
        platform=Platform(row["platform"]),
        tenant=row["tenant"],
        id=row["id"],
        name=row["name"],
        service=row["service"],
    )
