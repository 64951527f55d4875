"""What this Slack keeps of its people, their messages and open views, and of everything that was asked."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from bots.demo.far.phone import Json, Kept
from bots.demo.far.slack_blocks import Entry, Key, Value, entries, words


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
