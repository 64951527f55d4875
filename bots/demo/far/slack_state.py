"""The whole state of this Slack: who is there, what is open, what may still be exchanged, what was refused."""

import itertools
import secrets
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from bots.demo.far.faults import Faults
from bots.demo.far.phone import Json
from bots.demo.far.slack_limits import Refused
from bots.demo.far.slack_records import Account, Asked, Call, Held, ResponseUrl, Trigger, Workplace

TRIGGER_SECONDS: Final = 3.0


@dataclass(slots=True, kw_only=True)
class State:
    """The whole far side, without its wire."""

    workplace: Workplace
    clock: Callable[[], datetime]
    faults: Faults = field(default_factory=Faults)
    people: dict[str, Account] = field(default_factory=dict)
    rooms: dict[str, Account] = field(default_factory=dict)
    """Channels by id; what is posted there is kept as what is said to a person."""
    triggers: dict[str, Trigger] = field(default_factory=dict)
    response_urls: dict[str, ResponseUrl] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    recorded: list[Asked] = field(default_factory=list)
    posted: dict[str, float] = field(default_factory=dict)
    posts: deque[float] = field(default_factory=deque)
    asked: defaultdict[str, deque[float]] = field(default_factory=lambda: defaultdict(deque))
    """When each method that is counted by itself was called in the last minute."""
    url: str = ""
    one_a_second: bool = False
    trigger_seconds: float = TRIGGER_SECONDS
    monotonic: Callable[[], float] = time.monotonic
    """What the pace is measured by; a test may wind it."""
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
        if (age := time.monotonic() - trigger.issued) > self.trigger_seconds:
            raise Refused("expired_trigger_id", f"this trigger_id was {age:.1f} s old")
        trigger.used = True
        return self.people[trigger.person], trigger

    def by_channel(self, channel: object) -> Account:
        every = (*self.people.values(), *self.rooms.values())
        found = next((each for each in every if each.channel == channel), None)
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
