"""Pings to people on Slack, and taking them back."""

import logging
from collections.abc import Mapping
from typing import Any, Final

import aiohttp

from adapters.slack import limits, render
from adapters.slack.web import NotOk, NotSent, Unclear, WebApi
from core.campaigns.ports import Channel
from core.chat.views import Card
from core.errors import TryLater, Unreachable, Unsure
from core.people import Account, Platform
from core.ports import MessageRef, Rate

log = logging.getLogger("innsjekk.slack")

BASE: Final = "https://slack.com/api/"
_TOKEN_PAUSE: Final = 600.0

_BUSY: Final = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})
_LATER: Final = frozenset({"team_added_to_org", "http_412"})
_UNSURE: Final = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout"})
_TOKEN: Final = frozenset(
    {
        "access_denied",
        "account_inactive",
        "ekm_access_denied",
        "enterprise_is_restricted",
        "http_401",
        "http_403",
        "invalid_auth",
        "is_inactive",
        "missing_scope",
        "no_permission",
        "not_allowed_token_type",
        "not_authed",
        "org_login_required",
        "team_access_not_granted",
        "team_not_found",
        "token_expired",
        "token_revoked",
        "two_factor_setup_required",
    }
)
# What the ledger calls it (core.ledger.model.Reason); any other word of Slack's is a refusal.
_UNREACHABLE: Final[Mapping[str, str]] = {
    "app_access_restricted": "not_installed",
    "cannot_dm_bot": "blocked",
    "channel_not_found": "no_account",
    "invalid_user_combination": "blocked",
    "messages_tab_disabled": "not_installed",
    "not_in_channel": "not_installed",
    "user_disabled": "blocked",
    "user_not_found": "no_account",
    "user_not_visible": "blocked",
    "users_not_found": "no_account",
}
_STAYS: Final = frozenset({"compliance_exports_prevent_deletion", "cant_delete_message"})
_GONE: Final = frozenset({"message_not_found"})


class SlackMessenger:
    """Fits `core.ports.Messenger` and `core.campaigns.ports.Channels`. One call for each delivery, tried once: trying again is the ledger's."""

    platform = Platform.SLACK
    pace = limits.PACE
    withdrawing: Rate | None = limits.DELETES

    def __init__(
        self,
        session: aiohttp.ClientSession,
        *,
        bot_token: str,
        base_url: str = BASE,
        seconds: float = 10.0,
    ) -> None:
        """`session` is shared and outlives this; after `seconds` without an answer a message is in doubt."""
        self._seconds = seconds
        self._api = WebApi(session, bot_token, base_url)

    async def deliver(self, to: Account, card: Card, *, once: str) -> MessageRef:
        """Post the card to the person; Slack opens the conversation itself."""
        del once  # Slack has no documented key that would make it drop a repeat
        sent = await self._tried(
            "chat.postMessage",
            {"channel": to.id, **render.card(card), "unfurl_links": False, "unfurl_media": False},
        )
        match sent:
            case {"channel": str(channel), "ts": str(ts)}:
                return MessageRef(account=to, message=f"{channel}:{ts}")
            case _:
                raise Unsure

    async def withdraw(self, message: MessageRef, instead: Card) -> None:
        """Delete it; where the workplace keeps everything, the ordinary menu takes its place."""
        channel, _, ts = message.message.partition(":")
        try:
            await self._call("chat.delete", {"channel": channel, "ts": ts})
        except NotOk as no:
            if no.word in _GONE:
                return
            if no.word not in _STAYS:
                raise told(no) from None
        else:
            return
        try:
            await self._call("chat.update", {"channel": channel, "ts": ts, **render.card(instead)})
        except NotOk as no:
            if no.word not in _GONE:
                raise told(no) from None

    async def post(self, channel: Channel, card: Card) -> str:
        """In a channel that the bot is in; what Slack calls the message."""
        said = {**render.card(card), "unfurl_links": False, "unfurl_media": False}
        match await self._tried("chat.postMessage", {"channel": channel.id, **said}):
            case {"ts": str(ts)}:
                return ts
            case _:
                raise Unsure

    async def change(self, channel: Channel, message: str, card: Card) -> None:
        """Other words in its place; gone already is fine."""
        try:
            await self._call("chat.update", {"channel": channel.id, "ts": message, **render.card(card)})
        except NotOk as no:
            if no.word not in _GONE:
                raise told(no) from None

    async def delete(self, channel: Channel, message: str) -> bool:
        """False where the workplace keeps everything."""
        try:
            await self._call("chat.delete", {"channel": channel.id, "ts": message})
        except NotOk as no:
            if no.word in _STAYS:
                return False
            if no.word not in _GONE:
                raise told(no) from None
        return True

    async def _tried(self, method: str, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
        try:
            return await self._call(method, arguments)
        except NotOk as no:
            raise told(no) from None

    async def _call(self, method: str, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
        try:
            return await self._api.write(method, arguments, seconds=self._seconds)
        except NotSent:
            raise TryLater from None
        except Unclear:
            raise Unsure from None


def told(no: NotOk) -> TryLater | Unsure | Unreachable:
    """What Slack's refusal means for a promise. A wrong token never costs one: it waits until that is mended."""
    if no.word in _BUSY:
        return TryLater(no.wait, whole_lane=True)
    if no.word in _TOKEN:
        log.error("Slack says %s: look at INNSJEKK_SLACK_BOT_TOKEN and the app's scopes", no.word)
        return TryLater(_TOKEN_PAUSE, whole_lane=True)
    if no.word in _UNSURE:
        return Unsure()
    if no.word in _LATER or no.word.startswith("http_"):
        return TryLater(no.wait)
    if no.word not in _UNREACHABLE:
        log.warning("Slack refuses: %s", no.word)
    return Unreachable(_UNREACHABLE.get(no.word, "refused"))
