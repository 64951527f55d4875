"""`innsjekk campaign`: which there are, a picture for a draft, and the channels that may be posted in."""

import re
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from pathlib import Path
from typing import Final

from bots.clock import RealClock
from bots.settings import BadSetting, Settings, named, read
from bots.wiring import open_keyring, settled
from core.campaigns import pictures
from core.campaigns.model import Campaign, CampaignId, State
from core.campaigns.ports import Channel
from core.campaigns.usecases import let_go
from core.chat.legible import legible
from core.errors import NotFound
from core.people import Platform, WorkplaceId
from core.ports import again
from storage.store import SqlStore, SqlWork

Say = Callable[[str], None]
MOST_SAYS: Final = 300
MOST_NAME: Final = 60
IDS: Final = {
    Platform.SLACK: re.compile(r"[CG][A-Z0-9]{4,20}"),
    Platform.TEAMS: re.compile(r"19:[A-Za-z0-9._-]{1,100}@thread\.(tacv2|skype)"),
}


async def listed(config: Path | None, say: Say) -> None:
    """One line for each."""
    settings = read(config)
    async with _open(settings) as store, store.reading() as work:
        for campaign in await work.campaigns.all(WorkplaceId(settings.workplace)):
            words = campaign.says(settings.language)
            say(f"{campaign.id}  {campaign.state}  {words.title if words else ''}")


async def picture(name: str, file: Path, says: str, config: Path | None, say: Say) -> None:
    """Read it, keep what is drawn from, and put it with the draft. Raises BadSetting with the cure."""
    settings = read(config)
    said = legible(says)
    if not said or len(said) > MOST_SAYS:
        raise BadSetting(f"--says must be a line of 1 to {MOST_SAYS} signs that says what the picture shows")
    if not settings.public_url:
        raise BadSetting(f"{named('public_url')} is not set, so nobody could fetch a picture; set it first")
    found = _read(file)
    async with _open(settings) as store:

        async def attempt() -> None:
            async with store.transaction() as work:
                campaign = await _draft(work, name)
                key = (work.new_id() + work.new_id()).replace("-", "")
                await work.pictures.put(key, campaign.workplace, found.form, found.content, made_at=work.now)
                await work.campaigns.save(campaign.rewritten(picture=key, picture_says=said))
                await let_go(work, campaign)

        await again(attempt)
    say(f"The draft has the picture ({found.form}, {len(found.content)} bytes).")


async def no_picture(name: str, config: Path | None, say: Say) -> None:
    """Take it out of the draft again. Raises BadSetting with the cure."""
    async with _open(read(config)) as store:

        async def attempt() -> None:
            async with store.transaction() as work:
                campaign = await _draft(work, name)
                await let_go(work, campaign)
                await work.campaigns.save(campaign.rewritten(picture="", picture_says=""))

        await again(attempt)
    say("The draft has no picture.")


async def _draft(work: SqlWork, name: str) -> Campaign:
    try:
        campaign = await work.campaigns.get(CampaignId(name))
    except NotFound:
        raise BadSetting(f"there is no campaign {name!r}; see innsjekk campaign list") from None
    if campaign.state is not State.DRAFT:
        raise BadSetting(
            "only a draft can get another picture, or none: two have read what it says after that"
        )
    return campaign


def _read(file: Path) -> pictures.Picture:
    try:
        with file.open("rb") as opened:
            raw = opened.read(pictures.MOST + 1)
    except OSError:
        raise BadSetting(f"{file} cannot be read; give a file that this user may read") from None
    try:
        return pictures.read(raw)
    except pictures.BadPicture as wrong:
        raise BadSetting(f"{file} {wrong}") from None


async def channel(platform: str, id: str, name: str, config: Path | None, say: Say, *, leave: bool) -> None:
    """Let it in, or out again. Raises BadSetting for what is no channel's name there."""
    settings = read(config)
    if platform not in list(Platform):
        raise BadSetting(f"the platform must be one of: {', '.join(Platform)}")
    there = Platform(platform)
    if not IDS[there].fullmatch(id):
        raise BadSetting(
            "that is no channel's id; Slack: C… from “Copy link”, Teams: 19:…@thread.tacv2 from “Get link”"
        )
    async with _open(settings) as store, store.transaction() as work:
        workplace = await settled(work, settings)
        if leave:
            known = await work.posts.leave(there, id)
            say("It may not be posted in any more." if known else "It was not known.")
            return
        if there not in workplace.tenants:
            raise BadSetting(
                f"this workplace is not on {platform}; see {named('slack_team_id')} and {named('teams_tenant_id')}"
            )
        await work.posts.let_in(
            replace(
                Channel(platform=there, tenant=workplace.tenants[there], id=id),
                name=legible(name)[:MOST_NAME],
            )
        )
    say("Campaigns may be posted there, once the bot is in it.")


def _open(settings: Settings) -> AbstractAsyncContextManager[SqlStore]:
    return SqlStore.open(settings.database_url, open_keyring(settings), RealClock())
