"""What Teams posts to us, read without doing anything; on plain JSON, none of the SDK's types."""

import hashlib
import hmac
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, Final
from zoneinfo import available_timezones

from adapters.teams import limits
from adapters.teams.fields import SOME, TYPED
from adapters.teams.render import CLOSE
from core.chat.flows import Reply
from core.chat.views import Value
from core.people import Account, Language, Platform

HOME: Final = "menu.home"
TYPED_WORDS: Final = "menu.typed"
PUBLIC: Final = "menu.public"
_FOR_CHAT: Final = ("menu.", "ping.hour", "ping.tomorrow")
_ASKS_FOR_HOME: Final = frozenset({"meny", "menyen", "menu", "hjelp", "help"})
_OURS: Final = frozenset({"a", "r", "n", "msteams"})
_LONE: Final = re.compile("[\ud800-\udfff]")


class Malformed(ValueError):
    """Not something that Teams sends; the message names a member of ours, never what was in it."""


class Way(StrEnum):
    """How it was done, and so which kind of answer is expected."""

    FETCH = "task/fetch"
    SUBMIT = "task/submit"
    EXECUTE = "adaptiveCard/action"
    MESSAGE = "message"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """
    One thing that somebody did.

    `public`: it was not in the private chat, so nothing but a fixed line may answer it. `closes`: they only left a
    form. `sender`, `conversation` and `message` are where to look the person up and to answer; `typed` are the
    words in the form's text fields, to be given back if they cannot be taken.
    """

    reply: Reply
    way: Way
    sender: str
    conversation: str
    zone: str
    language: Language
    message: str = ""
    public: bool = False
    closes: bool = False
    typed: tuple[str, ...] = ()


def heard(activity: object, secret: str) -> Heard | None:
    """
    What somebody did; None for what needs no answer. Raises Malformed, and nothing else.

    `secret` keys the digest of a submit's values, for it is stored in the clear and four moods are quickly tried.
    """
    if not isinstance(activity, dict):
        raise Malformed("activity")
    match activity.get("type"):
        case "invoke":
            return _invoked(activity, secret)
        case "message":
            return _written(activity, secret)
        case "installationUpdate" if activity.get("action") == "add":
            told = _made(activity, Way.MESSAGE, HOME, secret)
            return None if told.public else told
    return None


def tenant(activity: Mapping[str, Any]) -> str:
    """The Entra tenant that it comes from. Raises Malformed."""
    named = _inside(_inside(activity, "channelData", {}), "tenant", {}).get("id")
    return _id(named or _inside(activity, "conversation").get("tenantId"), "tenant")


def _invoked(activity: Mapping[str, Any], secret: str) -> Heard | None:
    match activity.get("name"):
        case "task/fetch" | "task/submit" as name:
            data = _inside(_inside(activity, "value"), "data")
            return _pressed(activity, Way(name), data, secret)
        case "adaptiveCard/action":
            data = _inside(_inside(_inside(activity, "value"), "action"), "data")
            return _pressed(activity, Way.EXECUTE, data, secret)
    return None


def _written(activity: Mapping[str, Any], secret: str) -> Heard | None:
    if isinstance(data := activity.get("value"), dict):
        return _pressed(activity, Way.MESSAGE, data, secret)
    text = activity.get("text")
    asked = isinstance(text, str) and text.strip().casefold() in _ASKS_FOR_HOME
    return _made(activity, Way.MESSAGE, HOME if asked else TYPED_WORDS, secret)


def _pressed(activity: Mapping[str, Any], way: Way, data: Mapping[str, Any], secret: str) -> Heard:
    action = _id(data.get("a"), "a")
    if way is Way.MESSAGE and not action.startswith(_FOR_CHAT):
        action = HOME  # what is answered to a message stands in the chat: nothing of a form may
    ref = _word(data.get("r", ""), "r")
    nonce = _word(data.get("n", ""), "n")
    given = {name: value for name, value in data.items() if name not in _OURS}
    if len(given) > limits.INPUTS:
        raise Malformed("inputs")
    values = dict(_value(name, value) for name, value in given.items())
    typed = tuple(str(values[name.removeprefix(TYPED)]) for name in given if name.startswith(TYPED))
    what = [nonce, action, ref, sorted(values.items())] if nonce else []
    return _made(activity, way, action, secret, ref=ref, values=values, what=what, typed=typed)


def _made(  # noqa: PLR0913  all of what was heard, put together in one place
    activity: Mapping[str, Any],
    way: Way,
    action: str,
    secret: str,
    *,
    ref: str = "",
    values: Mapping[str, Value] | None = None,
    what: Sequence[object] = (),
    typed: tuple[str, ...] = (),
) -> Heard:
    conversation = _inside(activity, "conversation")
    sender = _inside(activity, "from")
    where = _id(conversation.get("id"), "conversation.id")
    public = conversation.get("conversationType") != "personal"
    account = Account(
        platform=Platform.TEAMS,
        tenant=tenant(activity),
        id=_id(sender.get("aadObjectId"), "from.aadObjectId"),
        conversation="" if public else where,
        service=_id(activity.get("serviceUrl"), "serviceUrl"),
    )
    reply = Reply(
        # Bound to the person and the conversation: an activity's id is unique in its conversation only.
        key="teams:"
        + _digest(secret, [account.tenant, account.id, where, *(what or [_id(activity.get("id"), "id")])]),
        by=account,
        action=PUBLIC if public else action,
        ref="" if public else ref,
        values={} if public else values or {},
    )
    return Heard(
        reply=reply,
        way=way,
        sender=_id(sender.get("id"), "from.id"),
        conversation=where,
        zone=_zone(activity),
        language=_language(activity),
        message=_word(activity.get("replyToId") or "", "replyToId"),
        public=public,
        closes=action == CLOSE,
        typed=() if public else typed,
    )


def _value(name: str, value: object) -> tuple[str, Value]:
    """Name and value as core knows them; an emptied date comes as null."""
    match value:
        case None:
            text = ""
        case str():
            text = _LONE.sub("\ufffd", value)
        case _:
            raise Malformed("an input")
    _word(name, "an input's name")
    if name.startswith(SOME):
        return name.removeprefix(SOME), tuple(each for each in text.split(",") if each)
    return name.removeprefix(TYPED), text


def _digest(secret: str, said: object) -> str:
    return hmac.new(secret.encode(), json.dumps(said).encode(), hashlib.sha256).hexdigest()[:32]


@cache
def _zones() -> frozenset[str]:
    """Looked up once: to find them all takes thirty milliseconds, and every press says a zone."""
    return frozenset(available_timezones())


def _zone(activity: Mapping[str, Any]) -> str:
    zone = activity.get("localTimezone")
    return zone if isinstance(zone, str) and zone in _zones() else ""


def _language(activity: Mapping[str, Any]) -> Language:
    locale = str(activity.get("locale") or "").casefold()
    return next((each for each in Language if locale.startswith(each.value)), Language.NB)


def _inside(of: Mapping[str, Any], name: str, otherwise: dict[str, Any] | None = None) -> dict[str, Any]:
    found = of.get(name)
    if found is None and otherwise is not None:
        return otherwise
    if not isinstance(found, dict):
        raise Malformed(name)
    return found


def _id(value: object, name: str) -> str:
    if not (said := _word(value, name)):
        raise Malformed(name)
    return said


def _word(value: object, name: str) -> str:
    if not isinstance(value, str) or len(value) > limits.NAME * 2 or _LONE.search(value):
        raise Malformed(name)
    return value
