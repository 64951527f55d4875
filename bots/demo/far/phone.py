"""What a person sees and can do on either platform, told the same way for both."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Protocol, TypeAlias

Json: TypeAlias = dict[str, Any]

FORM: Final = "form"
HOME: Final = "home"
"""Where to press, when it is not in a message: in the open form, or on the home surface."""


class NotOnScreen(LookupError):
    """Nothing on this person's screen has that label."""


class FormRefused(AssertionError):
    """The platform itself refused what the bot sent: a published limit was broken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One chat message as it stands now; `body` is the platform's own JSON (Block Kit or an activity)."""

    id: str
    at: datetime
    body: Json


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenForm:
    """The modal or dialog on top; `body` is the view or card as the bot sent it, `errors` by field id."""

    id: str
    body: Json
    errors: Mapping[str, str]
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One line of what an employer's export would hold: sent, edited or deleted, and the text in it."""

    at: datetime
    what: str
    text: str


class Phone(Protocol):
    """
    One made-up person's Slack or Teams.

    Every act sends the real request to the bot, waits for the answer and applies it, so that the
    state afterwards is what the person would see. Labels are the words on the screen; a label that
    is not there raises `NotOnScreen`. `press` looks in the open form first, then in the newest
    message that has it, then on the home surface.
    """

    person: str
    platform: str

    @property
    def chat(self) -> Sequence[Message]:
        """The bot's messages that are still there, oldest first."""
        ...

    @property
    def form(self) -> OpenForm | None:
        """What is open on top, if anything."""
        ...

    @property
    def home(self) -> Json | None:
        """The home surface: Slack's App Home, or in Teams the newest menu card."""
        ...

    @property
    def lock_screen(self) -> Sequence[str]:
        """Every notification ever shown, oldest first: app name and hint, as a locked phone shows it."""
        ...

    @property
    def export(self) -> Sequence[Kept]:
        """Our model of what the employer could export of this conversation, edits and deletions included."""
        ...

    def words(self) -> str:
        """All text that can be read on the screen now: chat, home, and the open form with its values."""
        ...

    def buttons(self, message: str | None = None) -> Sequence[str]:
        """The labels of all buttons that could be pressed now, the form's own first; or those in one place, as for `press`."""
        ...

    async def go_home(self) -> None:
        """Open the bot's home: App Home on Slack; on Teams the person writes «meny»."""
        ...

    async def press(self, label: str, *, message: str | None = None, nth: int = 0) -> None:
        """
        Press the button with this label (in this message, if one is named; `FORM` and `HOME` name those).

        Where several have the same label, `nth` says which, counted from 0.
        """
        ...

    def fill(self, field: str, value: str) -> None:
        """Type into the field with this label (text; date as YYYY-MM-DD; time as HH:MM)."""
        ...

    def choose(self, field: str, option: str) -> None:
        """Pick one option, by its label, in the field with this label."""
        ...

    def tick(self, field: str, *options: str) -> None:
        """Tick exactly these options, by label, in the field with this label."""
        ...

    async def submit(self) -> None:
        """Press the open form's submit button."""
        ...

    async def close(self) -> None:
        """Close the open form without submitting."""
        ...

    async def write(self, text: str) -> None:
        """Type something into the chat itself."""
        ...
