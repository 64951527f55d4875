"""What Teams posts to a bot, with the members that a real client fills in."""

import hashlib
import itertools
import time
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from html import escape
from zoneinfo import ZoneInfo

from bots.demo.far.phone import Json

_ids = itertools.count(time.time_ns() // 1_000_000)


class Scope(StrEnum):
    """Where a conversation is."""

    PERSONAL = "personal"
    CHANNEL = "channel"


@dataclass(slots=True, kw_only=True)
class Account:
    """One make-believe person's account, and how the app stands with them."""

    aad: str
    name: str
    tenant: str
    locale: str
    zone: str
    guest: bool
    installed: bool
    blocked: bool = False
    disabled: bool = False

    @property
    def user_id(self) -> str:
        """The id that this bot knows the person by."""
        return f"29:1{opaque('user', self.aad)}"

    @property
    def personal(self) -> str:
        """The id of the chat with the bot."""
        return f"a:1{opaque('chat', self.aad)}"

    @property
    def channel(self) -> str:
        """The id of a thread that the person started in their team."""
        started = int.from_bytes(opaque("thread", self.aad).encode()[:5]) + 1_700_000_000_000
        return f"19:{opaque('team', self.tenant)[:32]}@thread.tacv2;messageid={started}"

    def member(self) -> Json:
        """Give the entry in a list of members."""
        sign_in = f"{self.aad}#EXT#@demo.example" if self.guest else f"{self.aad}@demo.example"
        return {
            "id": self.user_id,
            "name": self.name,
            "objectId": self.aad,
            "aadObjectId": self.aad,
            "userPrincipalName": sign_in,
            "email": sign_in,
            "tenantId": self.tenant,
            "userRole": "guest" if self.guest else "user",
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Far:
    """What every activity says of the side it comes from."""

    service_url: str
    app_id: str
    app_name: str

    @property
    def bot(self) -> Json:
        """The bot as Teams names it."""
        return {"id": f"28:{self.app_id}", "name": self.app_name}


def opaque(*parts: str) -> str:
    """Make an id that says nothing of the person and is the same next time."""
    return urlsafe_b64encode(hashlib.sha256("\0".join(parts).encode()).digest()).decode().rstrip("=")


def new_id() -> str:
    """Give the next activity id: milliseconds, as Teams has them, and never twice."""
    return str(next(_ids))


def activity(
    far: Far, who: Account, kind: str, at: datetime, *, scope: Scope = Scope.PERSONAL, **more: object
) -> Json:
    """Give an activity of this kind with what Teams always sends."""
    local = at.astimezone(ZoneInfo(who.zone))
    channel_data: Json = {"tenant": {"id": who.tenant}}
    conversation: Json = {"id": who.personal, "conversationType": scope.value, "tenantId": who.tenant}
    if scope is Scope.CHANNEL:
        thread = who.channel.partition(";")[0]
        channel_data |= {
            "channel": {"id": thread},
            "team": {"id": thread},
            "teamsChannelId": thread,
            "teamsTeamId": thread,
        }
        conversation |= {"id": who.channel, "isGroup": True}
    return {
        "type": kind,
        "id": new_id(),
        "timestamp": at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "localTimestamp": local.isoformat(),
        "localTimezone": who.zone,
        "serviceUrl": far.service_url,
        "channelId": "msteams",
        "from": {"id": who.user_id, "name": who.name, "aadObjectId": who.aad},
        "conversation": conversation,
        "recipient": far.bot,
        "entities": [
            {
                "type": "clientInfo",
                "locale": who.locale,
                "country": who.locale.rpartition("-")[2],
                "platform": "Web",
                "timezone": who.zone,
            }
        ],
        "channelData": channel_data,
        "locale": who.locale,
        **more,
    }


def typed(far: Far, who: Account, text: str, at: datetime) -> Json:
    """Give a typed message; Teams sends the text twice, the second time as HTML."""
    html = {"contentType": "text/html", "content": f"<p>{escape(text)}</p>"}
    return activity(far, who, "message", at, text=text, textFormat="plain", attachments=[html])


def mention(far: Far, who: Account, text: str, at: datetime) -> Json:
    """Give a message in a channel that names the bot."""
    said = activity(far, who, "message", at, scope=Scope.CHANNEL, textFormat="plain")
    tag = f"<at>{far.app_name}</at>"
    said["entities"].append({"type": "mention", "mentioned": far.bot, "text": tag})
    return {**said, "text": f"{tag} {text}"}


def installed(far: Far, who: Account, at: datetime) -> tuple[Json, Json]:
    """Give the two activities that follow when the app is added to a personal chat."""
    source = {"tenant": {"id": who.tenant}, "source": {"name": "message"}}
    return (
        activity(far, who, "installationUpdate", at, action="add", channelData=source),
        activity(far, who, "conversationUpdate", at, membersAdded=[far.bot]),
    )


def uninstalled(far: Far, who: Account, at: datetime) -> Json:
    """Give the activity that follows when the app is removed."""
    return activity(far, who, "installationUpdate", at, action="remove")
