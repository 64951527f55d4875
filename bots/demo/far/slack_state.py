"""What this Slack remembers: its people, their messages and open views, and everything it did not like."""

import itertools
import secrets
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from bots.demo.far.faults import Faults
from bots.demo.far.phone import Json, Kept
from bots.demo.far.slack_blocks import Entry, Key, Value, entries, words
from bots.demo.far.slack_limits import Refused

TRIGGER_SECONDS: Final = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplace:
    """What is fixed about the make-believe workspace and the app installed in it."""

    bot_token: str
    signing_secret: str
    app_name: str
    team_id: str
    team_name: str
    app_id: str = "A0INNSJEKK"
    bot_id: str = "B0INNSJEKK"
    bot_user_id: str = "U0INNSJEKK"
    domain: str = "eksempel"


@dataclass(slots=True, kw_only=True)
class Held:
    """A view that somebody has: as accepted, with what has been typed into it."""

    id: str
    body: Json
    hash: str
    root_id: str
    previous_id: str | None = None
    values: dict[Key, Value] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    def entries(self) -> Iterator[Entry]:
        return entries(self.body["blocks"])

    def state(self) -> Json:
        """Everything in it as `state.values`."""
        values: Json = {}
        for entry in self.entries():
            block, action = entry.key
            values.setdefault(block, {})[action] = entry.state(self.values.get(entry.key))
        return {"values": values}

    def put(self, body: Json, hash: str) -> None:
        """Take another body; what was typed stays where block_id and action_id are the same."""
        typed = self.values
        self.body, self.hash, self.errors = body, hash, {}
        self.values = {}
        for entry in self.entries():
            kept = entry.key in typed and entry.holds(typed[entry.key])
            self.values[entry.key] = typed[entry.key] if kept else entry.first_value()

    def words(self) -> Iterator[str]:
        parts = [self.body.get(name) for name in ("title", "submit", "close")]
        said = [part["text"] if part else "" for part in parts]
        yield from said[:1]
        yield from words(self.body["blocks"], self.values, self.errors)
        yield from said[1:]


@dataclass(slots=True)
class Sent:
    """A message that is still there."""

    ts: str
    at: datetime
    body: Json


@dataclass(slots=True, kw_only=True)
class Account:
    """One person as Slack has them."""

    id: str
    name: str
    tz: str
    team_id: str
    channel: str
    deleted: bool = False
    guest: bool = False
    stranger: bool = False
    is_bot: bool = False
    messages: dict[str, Sent] = field(default_factory=dict)
    passing: list[Json] = field(default_factory=list)
    lock_screen: list[str] = field(default_factory=list)
    export: list[Kept] = field(default_factory=list)
    exported: list[Json] = field(default_factory=list)
    home: Held | None = None
    stack: list[Held] = field(default_factory=list)
    trouble: str = ""
    opened_links: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Trigger:
    person: str
    issued: float
    view_id: str | None
    used: bool = False


@dataclass(slots=True)
class ResponseUrl:
    """Where the bot may answer a press or a command later: five times, for half an hour."""

    person: str
    ts: str | None
    issued: float
    uses: int = 0


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the Web API, as it came in."""

    method: str
    at: datetime
    args: Json


@dataclass(frozen=True, slots=True)
class Asked:
    """One request to the bot, so that it can be made again: duplicates, other orders, other words."""

    person: str
    path: str
    kind: str
    payload: Json


@dataclass(slots=True, kw_only=True)
class State:
    """The whole far side, without its wire."""

    workplace: Workplace
    clock: Callable[[], datetime]
    faults: Faults = field(default_factory=Faults)
    people: dict[str, Account] = field(default_factory=dict)
    triggers: dict[str, Trigger] = field(default_factory=dict)
    response_urls: dict[str, ResponseUrl] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    recorded: list[Asked] = field(default_factory=list)
    posted: dict[str, float] = field(default_factory=dict)
    posts: deque[float] = field(default_factory=deque)
    url: str = ""
    one_a_second: bool = False
    ceiling_a_minute: int | None = None
    on_change: Callable[[], None] | None = None
    _count: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    _last_ts: tuple[int, int] = (0, 0)

    def changed(self) -> None:
        if self.on_change is not None:
            self.on_change()

    def complain(self, what: str) -> None:
        self.complaints.append(what)

    def new_id(self, letter: str) -> str:
        """Ids as Slack makes them: a letter, then capitals and digits."""
        return f"{letter}{next(self._count):04d}{secrets.token_hex(4).upper()}"

    def new_ts(self) -> str:
        """A timestamp that is also an id: never the same twice, never going back."""
        second, part = int(self.clock().timestamp()), 1
        if (second, part) <= self._last_ts:
            second, part = self._last_ts[0], self._last_ts[1] + 1
        self._last_ts = (second, part)
        return f"{second}.{part:06d}"

    def new_trigger(self, person: str, view_id: str | None = None) -> str:
        name = f"{next(self._count)}.{secrets.token_hex(8)}"
        self.triggers[name] = Trigger(person, time.monotonic(), view_id)
        return name

    def use_trigger(self, name: object) -> tuple[Account, Trigger]:
        """Exchange a trigger: once, and within three seconds of real time."""
        trigger = self.triggers.get(name) if isinstance(name, str) else None
        if trigger is None:
            raise Refused("invalid_arguments", "invalid `trigger_id`")
        if trigger.used:
            raise Refused("exchanged_trigger_id", "this trigger_id was used before")
        if (age := time.monotonic() - trigger.issued) > TRIGGER_SECONDS:
            raise Refused("expired_trigger_id", f"this trigger_id was {age:.1f} s old")
        trigger.used = True
        return self.people[trigger.person], trigger

    def by_channel(self, channel: object) -> Account:
        found = next((each for each in self.people.values() if each.channel == channel), None)
        if found is None:
            raise Refused("channel_not_found", f"no conversation {channel!r}")
        return found

    def view(self, held: Held) -> Json:
        """A view as the Web API and the payloads show it."""
        empty: Mapping[str, Any] = {
            "title": None, "submit": None, "close": None, "callback_id": "", "external_id": "",
            "private_metadata": "", "clear_on_close": False, "notify_on_close": False,
        }  # fmt: skip
        place = self.workplace
        return {
            **empty, **held.body, "id": held.id, "team_id": place.team_id, "hash": held.hash,
            "state": held.state(), "root_view_id": held.root_id, "previous_view_id": held.previous_id,
            "app_id": place.app_id, "app_installed_team_id": place.team_id, "bot_id": place.bot_id,
        }  # fmt: skip
