"""Slack's own list of who is in the workspace: users.list, page by page."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import aiohttp

from adapters.slack.messenger import BASE, told
from adapters.slack.profile import name_of, outside, word_of
from adapters.slack.web import NotOk, NotSent, Unclear, WebApi
from core.directory.fetching import Member, Page, Stale
from core.errors import TryLater, Unsure
from core.people import Account, Platform

A_PAGE: Final = 200
"""As many as Slack recommends; more may be cut short."""
SLACKBOT: Final = "USLACKBOT"
"""Slack's own, which is not marked as a bot."""


class SlackRoster:
    """Fits `core.directory.fetching.Roster`. Tier 2: about twenty pages a minute."""

    platform = Platform.SLACK
    pause = 3.2

    def __init__(
        self, session: aiohttp.ClientSession, *, bot_token: str, team_id: str, base_url: str = BASE
    ) -> None:
        self._api = WebApi(session, bot_token, base_url)
        self._team = team_id

    async def page(self, after: str) -> Page:
        """One page; an answer that is not what Slack promises is none at all."""
        arguments = {"limit": str(A_PAGE)} | ({"cursor": after} if after else {})
        try:
            answer = await self._api.read("users.list", arguments, seconds=10.0)
        except NotOk as no:
            if no.word == "invalid_cursor":
                raise Stale from None
            raise told(no) from None
        except NotSent:
            raise TryLater from None
        except Unclear:
            raise Unsure from None
        match answer:
            case {"members": list(found)}:
                return Page(tuple(self._members(found)), _following(answer))
            case _:
                raise Unsure

    def _members(self, found: list[Any]) -> Iterator[Member]:
        for user in found:
            match user:
                case {"id": str(id)} if id:
                    yield self._member(id, user)

    def _member(self, id: str, user: Mapping[str, Any]) -> Member:
        account = Account(platform=Platform.SLACK, tenant=self._team, id=id)
        gone = user.get("deleted") is True
        others = {**user, "deleted": False}
        return Member(
            account=account,
            name=name_of(user),
            zone=word_of(user, "tz"),
            outsider=id == SLACKBOT or outside(others, account, self._team),
            gone=gone,
        )


def _following(answer: Mapping[str, Any]) -> str:
    match answer:
        case {"response_metadata": {"next_cursor": str(cursor)}}:
            return cursor
        case _:
            return ""
