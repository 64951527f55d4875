"""Who is in the teams that the bot is in, page by page, as the Bot Connector tells it; no right in Graph is needed."""

import logging
from collections.abc import Iterator, Sequence
from typing import Any, Final
from urllib.parse import quote

from adapters.teams.connector import Connector, Json
from adapters.teams.messenger import profile_of
from core.directory.fetching import FIRST, Member, Page, Stale
from core.errors import Unsure
from core.people import Account, Platform

log = logging.getLogger("innsjekk.teams")
A_PAGE: Final = 200
"""Of at most 500."""
_LEFT: Final = frozenset({403, 404})
_STALE: Final = 400


class TeamsRoster:
    """
    Fits `core.directory.fetching.Roster`.

    `conversations` are the teams, in an order that stays; where a page begins is the team's number and Teams' own token.
    Teams says of nobody that they are deactivated: who has left is on no list, and that is no word of theirs.
    """

    platform = Platform.TEAMS
    pause = 2.0

    def __init__(
        self, connector: Connector, *, tenant: str, service: str, conversations: Sequence[str]
    ) -> None:
        self._connector = connector
        self._tenant = tenant
        self._service = service
        self._conversations = conversations

    async def page(self, after: str) -> Page:
        """One page of one team. A team that the bot was taken out of is passed over."""
        at, token = _place(after)
        if at >= len(self._conversations):
            return Page(())
        query = f"pageSize={A_PAGE}" + (f"&continuationToken={quote(token, safe='')}" if token else "")
        answer = await self._connector.call(
            "GET", self._service, "conversations", self._conversations[at], "pagedmembers", query=query
        )
        if answer.status in _LEFT:
            log.warning("the bot is not in team number %d of INNSJEKK_TEAMS_CONVERSATIONS", at + 1)
            return Page((), self._after(at, ""))
        if answer.status == _STALE and token:
            raise Stale
        match answer.body:
            case {"members": list(found)} if answer.went_well:
                following = answer.body.get("continuationToken")
                return Page(
                    tuple(self._members(found)),
                    self._after(at, following if isinstance(following, str) else ""),
                )
            case _:
                raise Unsure

    def _after(self, at: int, token: str) -> str:
        if token:
            return f"{at}:{token}"
        return f"{at + 1}:" if at + 1 < len(self._conversations) else FIRST

    def _members(self, found: Sequence[Any]) -> Iterator[Member]:
        for member in found:
            match member:
                case {"aadObjectId": str(id)} | {"objectId": str(id)} if id:
                    yield self._member(id, member)

    def _member(self, id: str, member: Json) -> Member:
        account = Account(platform=Platform.TEAMS, tenant=self._tenant, id=id)
        said = profile_of(member, account, "")
        return Member(account=account, name=said.name, outsider=said.outsider)


def _place(after: str) -> tuple[int, str]:
    number, _, token = after.partition(":")
    if after and not number.isdecimal():
        raise Stale
    return int(number or 0), token
