"""Private cards in Teams: the outbound side."""

import asyncio
from dataclasses import replace
from typing import Any, Final, TypeAlias
from weakref import WeakValueDictionary

import aiohttp

from adapters.teams import limits, render
from adapters.teams.connector import SECONDS, Answer, Connector, unreachable
from adapters.teams.tokens import MICROSOFT, Tokens
from core.campaigns.ports import Channel
from core.chat.views import Card
from core.errors import TryLater, Unsure
from core.people import Account, Platform, Profile
from core.ports import MessageRef, Rate

Json: TypeAlias = dict[str, Any]

EVERYWHERE: Final = "https://smba.trafficmanager.net/teams/"
"""Where to write to somebody who has not written to us; Microsoft passes it on to the right region."""

_GONE: Final = 404
_NOT_DELETED: Final = frozenset({400, 403, 405, 501})


class TeamsMessenger:
    """Fits `core.ports.Messenger` and `core.campaigns.ports.Channels`; one conversation's messages go one at a time, or Teams refuses with 412."""

    platform = Platform.TEAMS
    pace = limits.PACE
    withdrawing: Rate | None = None

    def __init__(
        self,
        session: aiohttp.ClientSession,
        *,
        app_id: str,
        app_secret: str,
        tenant_id: str,
        login_url: str = MICROSOFT,
        service_url: str = EVERYWHERE,
        seconds: float = SECONDS,
    ) -> None:
        """
        `session` is shared and outlives this. `service_url` is trusted as it stands, beside Microsoft's own.

        Without an `app_id` nothing is signed, which only the official playground on this machine takes.
        """
        signed = Tokens(session, app_id=app_id, app_secret=app_secret, tenant=tenant_id, login_url=login_url)
        self._trust = frozenset({service_url})
        self._connector = Connector(session, signed if app_id else None, trust=self._trust, seconds=seconds)
        self._app_id = app_id
        self._service = service_url
        self._turns: WeakValueDictionary[tuple[str, str], asyncio.Lock] = WeakValueDictionary()

    async def deliver(self, to: Account, card: Card, *, once: str) -> MessageRef:
        del once  # The connector knows no such key; a message in doubt is the ledger's to decide.
        async with self._turn(to):
            there = await self._in_conversation(to)
            answer = await self._connector.call(
                "POST",
                there.service,
                "conversations",
                there.conversation,
                "activities",
                body=render.card(card),
            )
        if not answer.went_well:
            raise unreachable(answer)
        if not (id := _id(answer)):
            raise Unsure
        return MessageRef(account=there, message=id)

    async def withdraw(self, message: MessageRef, instead: Card) -> None:
        there = replace(message.account, service=message.account.service or self._service)
        path = ("conversations", there.conversation, "activities", message.message)
        async with self._turn(there):
            answer = await self._connector.call("DELETE", there.service, *path)
            if answer.status in _NOT_DELETED:
                answer = await self._connector.call("PUT", there.service, *path, body=render.card(instead))
        if not (answer.went_well or answer.status == _GONE):
            raise unreachable(answer)

    async def post(self, channel: Channel, card: Card) -> str:
        """In a channel of a team that the bot was added to; what Teams calls the message."""
        answer = await self._connector.call(
            "POST", self._at(channel), "conversations", channel.id, "activities", body=render.card(card)
        )
        if not answer.went_well:
            raise unreachable(answer)
        if not (id := _id(answer)):
            raise Unsure
        return id

    async def change(self, channel: Channel, message: str, card: Card) -> None:
        """Other words in its place; gone already is fine."""
        path = ("conversations", channel.id, "activities", message)
        answer = await self._connector.call("PUT", self._at(channel), *path, body=render.card(card))
        if not (answer.went_well or answer.status == _GONE):
            raise unreachable(answer)

    async def delete(self, channel: Channel, message: str) -> bool:
        """False where Teams does not let us."""
        path = ("conversations", channel.id, "activities", message)
        answer = await self._connector.call("DELETE", self._at(channel), *path)
        if answer.status in _NOT_DELETED:
            return False
        if not (answer.went_well or answer.status == _GONE):
            raise unreachable(answer)
        return True

    def _at(self, channel: Channel) -> str:
        return channel.service or self._service

    def trusts(self, service: str) -> bool:
        """Whether our access token may be sent to this `serviceUrl`."""
        return limits.trusted(service, self._trust)

    async def replace(self, message: MessageRef, card: Card) -> None:
        """Put this card in the place of a message of ours. Raises the same as `deliver`."""
        there = message.account
        path = ("conversations", there.conversation, "activities", message.message)
        async with self._turn(there):
            answer = await self._connector.call("PUT", there.service, *path, body=render.card(card))
        if not answer.went_well:
            raise unreachable(answer)

    async def answer(self, to: Account, conversation: str, activity: Json) -> None:
        """Say something where we were spoken to, which need not be the private chat. Raises as `deliver`."""
        async with self._turn(to):
            said = await self._connector.call(
                "POST", to.service, "conversations", conversation, "activities", body=activity
            )
        if not said.went_well:
            raise unreachable(said)

    async def profile(self, of: Account, sender: str, conversation: str, zone: str) -> Profile:
        """What Teams says of somebody at first contact. Raises as `deliver`."""
        answer = await self._connector.call(
            "GET", of.service, "conversations", conversation, "members", sender
        )
        if not answer.went_well:
            raise unreachable(answer)
        return profile_of(answer.body, of, zone)

    def _turn(self, of: Account) -> asyncio.Lock:
        return self._turns.setdefault((of.tenant, of.id), asyncio.Lock())

    async def _in_conversation(self, to: Account) -> Account:
        """The account with its conversation; opening one says nothing to anybody, so doubt about it is none."""
        service = to.service or self._service
        if to.conversation:
            return replace(to, service=service)
        opening: Json = {
            "bot": {"id": f"28:{self._app_id}"},
            "members": [{"id": to.id}],
            "isGroup": False,
            "tenantId": to.tenant,
            "channelData": {"tenant": {"id": to.tenant}},
        }
        try:
            answer = await self._connector.call("POST", service, "conversations", body=opening)
        except Unsure:
            raise TryLater from None
        if not answer.went_well:
            raise unreachable(answer)
        if not (conversation := _id(answer)):
            raise TryLater
        return replace(to, conversation=conversation, service=service)


def _id(answer: Answer) -> str:
    id = answer.body.get("id")
    return id if isinstance(id, str) else ""


def profile_of(member: Json, of: Account, zone: str) -> Profile:
    name, sign_in = member.get("name"), member.get("userPrincipalName")
    home = member.get("tenantId")
    outsider = (
        member.get("userRole") in {"guest", "anonymous"}
        or (isinstance(home, str) and home != of.tenant)
        or (isinstance(sign_in, str) and "#EXT#" in sign_in.upper())
    )
    return Profile(name=name.strip() if isinstance(name, str) else "", zone=zone, outsider=outsider)
