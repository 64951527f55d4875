"""The limits that Microsoft publishes for bots in Teams, held against what this bot sends."""

import json
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from bots.demo.far.phone import Json
from bots.demo.far.teams_schema import faults_in

CARD: Final = "application/vnd.microsoft.card.adaptive"
ACTIVITY_BYTES: Final = 100 * 1024
CARD_BYTES: Final = 25 * 1024
TITLE: Final = 64
SENDS: Final = ((1.0, 7), (2.0, 8), (30.0, 60), (3600.0, 1800))
READS: Final = ((1.0, 14), (2.0, 16), (30.0, 120), (3600.0, 3600))
TENANT: Final = ((1.0, 50),)
_SIZES: Final = frozenset({"small", "medium", "large"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """One refused request, as the connector words it."""

    status: int
    code: str
    why: str
    headers: tuple[tuple[str, str], ...] = ()

    def body(self) -> Json:
        """Give the error body of the Bot Connector."""
        return {"error": {"code": self.code, "message": self.why}}


@dataclass(slots=True)
class Rates:
    """Sliding windows per key on a monotonic clock; a refused request does not count against the next."""

    _seen: dict[tuple[str, str], deque[float]] = field(default_factory=dict)

    def wait(self, kind: str, key: str, windows: tuple[tuple[float, int], ...], now: float) -> float:
        """Seconds until one more request would be within every window; 0 counts it."""
        seen = self._seen.setdefault((kind, key), deque())
        while seen and seen[0] <= now - windows[-1][0]:
            seen.popleft()
        wait = 0.0
        for span, most in windows:
            within = [at for at in seen if at > now - span]
            if len(within) >= most:
                wait = max(wait, within[-most] + span - now)
        if wait == 0.0:
            seen.append(now)
        return wait


def cards_of(activity: Json) -> list[Json]:
    """Give the Adaptive Cards of an activity."""
    attachments = activity.get("attachments") or []
    return [each["content"] for each in attachments if each.get("contentType") == CARD and "content" in each]


def refused_activity(activity: object) -> Refusal | None:
    """Say why the connector would refuse this activity, if it would."""
    if not isinstance(activity, dict) or not isinstance(activity.get("type"), str):
        return _bad("The activity has no type.")
    attachments = activity.get("attachments") or []
    if not isinstance(attachments, list) or not all(isinstance(each, dict) for each in attachments):
        return _bad("attachments must be a list of objects.")
    if bytes_of(activity, "utf-16-le") > ACTIVITY_BYTES:
        return Refusal(status=413, code="MessageSizeTooBig", why="Message size too large.")
    for attachment in attachments:
        if attachment.get("contentType") != CARD:
            return _bad("Unknown attachment type.")
        for fault in faults_in(attachment.get("content")):
            return _bad(f"Invalid Adaptive Card: {fault}")
    if activity["type"] == "message" and not (activity.get("text") or attachments):
        return _bad("A message needs text or an attachment.")
    return None


def complaints_about(activity: Json, *, update: bool) -> Iterator[str]:
    """What Teams lets pass and a person suffers from."""
    if activity["type"] != "message":
        return
    if activity.get("text") and activity.get("attachments"):
        yield "text and a card in one activity: split in two, and no id comes back"
    if not update and not str(activity.get("summary") or "").strip():
        yield "no summary: the lock screen says only that a card was sent, or shows the text itself"
    for card in cards_of(activity):
        if (size := bytes_of(card)) > CARD_BYTES:
            yield f"a card of {size} bytes; the budget that holds on every page of the documentation is {CARD_BYTES}"


def faults_in_dialog(value: object) -> Iterator[str]:
    """Say what is wrong with the `value` of a task that continues."""
    if not isinstance(value, dict):
        yield "dialog: no value"
        return
    title = value.get("title")
    if not isinstance(title, str) or not title.strip():
        yield "dialog: no title"
    elif len(title) > TITLE:
        yield f"dialog: a title of {len(title)} characters; {TITLE} is the most"
    for side in ("width", "height"):
        given = value.get(side)
        if given is not None and given not in _SIZES and not (isinstance(given, int) and given > 0):
            yield f"dialog: {side} {given!r}"
    attachment = value.get("card")
    if not isinstance(attachment, dict) or attachment.get("contentType") != CARD:
        yield "dialog: card is not an Adaptive Card attachment"
        return
    if (size := bytes_of(attachment.get("content"))) > CARD_BYTES:
        yield f"dialog: a card of {size} bytes; {CARD_BYTES} is the most"
    yield from faults_in(attachment.get("content"))


def bytes_of(value: object, encoding: str = "utf-8") -> int:
    """Size as compact JSON."""
    return len(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(encoding, "surrogatepass"))


def _bad(why: str) -> Refusal:
    return Refusal(status=400, code="Bad Argument", why=why)
