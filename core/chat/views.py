"""
Cards and forms as data. Every text is plain: a renderer makes sure that no markup in it comes alive.

Over 200 lines: all that a screen can hold stands in one place, since each renderer must know every one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Self, TypeAlias

Value: TypeAlias = str | tuple[str, ...]
Values: TypeAlias = Mapping[str, Value]


class Style(StrEnum):
    """How a button stands out; never by colour alone, and never where two answers are equal (S16)."""

    PLAIN = "plain"
    FIRST = "first"
    GRAVE = "grave"


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """
    One press.

    `action` is "flow.verb"; `ref` is an opaque id, never words. `opens` says that the press may lead to a
    form; without it the press is an act with nothing to show (Teams must know which beforehand). `about` tells
    buttons with the same label apart for a screen reader.
    """

    label: str
    action: str
    ref: str = ""
    opens: bool = True
    style: Style = Style.PLAIN
    about: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of our own words."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a card or form."""

    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """Small print that belongs to what stands above it."""

    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that a person wrote; always shown as written."""

    text: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and its value."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Link:
    """A public address; never one with an id in it. For what is used up when it is fetched there is OneTimeLink."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class OneTimeLink:
    """
    The address of a private page, with a ticket behind its `#`.

    For forms only: a card stays in the chat, where others may export it, and takes no block of this kind. The
    ticket is random, says nothing, holds for minutes and for one file, and what stands behind a `#` is sent to
    no server and fetched by no preview. Slack or Teams carry it as they carry all that a form says.
    """

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Picture:
    """
    A public picture, which whoever carries the card fetches, and `says`: what it shows, for those who do not see it.

    Its address is random and holds for everybody, so that fetching it tells nobody apart.
    """

    url: str
    says: str


@dataclass(frozen=True, slots=True)
class Divider:
    """A pause for the eye."""


@dataclass(frozen=True, slots=True)
class Buttons:
    """Buttons beside one another."""

    items: tuple[Button, ...]


Block: TypeAlias = Paragraph | Heading | Note | Quote | Fact | Link | Picture | Divider | Buttons
FormBlock: TypeAlias = Block | OneTimeLink


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One choice: what comes back, and what is read."""

    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortText:
    """One line of text."""

    name: str
    label: str
    hint: str = ""
    most: int = 150
    value: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LongText:
    """Several lines of text."""

    name: str
    label: str
    hint: str = ""
    most: int = 2000
    value: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOf:
    """One option or, unless required, none. `compact` shows a list that unfolds, with `prompt` on it when empty."""

    name: str
    label: str
    options: tuple[Option, ...]
    hint: str = ""
    value: str = ""
    required: bool = False
    compact: bool = False
    prompt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SomeOf:
    """Any number of options."""

    name: str
    label: str
    options: tuple[Option, ...]
    hint: str = ""
    value: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPick:
    """Somebody from our own directory (never the platform's: it would show who is in whose reach)."""

    name: str
    label: str
    options: tuple[Option, ...]
    hint: str = ""
    value: str = ""
    required: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class DatePick:
    """A date, as YYYY-MM-DD."""

    name: str
    label: str
    hint: str = ""
    value: str = ""
    required: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class TimePick:
    """A time of day, as HH:MM."""

    name: str
    label: str
    hint: str = ""
    value: str = ""
    required: bool = True


Field: TypeAlias = ShortText | LongText | OneOf | SomeOf | PersonPick | DatePick | TimePick
FIELDS = (ShortText, LongText, OneOf, SomeOf, PersonPick, DatePick, TimePick)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A message in the chat. `hint` is all that a lock screen may show, so it never names the subject."""

    hint: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompts:
    """What stands in an empty field: one to choose in, one to write in. Some platforms would put English there."""

    choose: str = ""
    write: str = ""


NO_PROMPTS = Prompts()


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """
    What opens privately: read, filled in and submitted without a word in the conversation.

    Without `submit` there is nothing to submit, only to read or press. `nonce` marks this showing of the
    form, so that a repeated submit is known as one; conversation sets it, and the `prompts` for fields that have none
    of their own. `close` is the label of the way out, with nothing sent. `even`: submitting and not submitting are equally good answers and look it (S16).
    """

    title: str
    body: tuple[FormBlock | Field, ...]
    close: str
    action: str = ""
    submit: str = ""
    ref: str = ""
    nonce: str = ""
    even: bool = False
    prompts: Prompts = NO_PROMPTS

    def fields(self) -> tuple[Field, ...]:
        """The fields, in order."""
        return tuple(part for part in self.body if isinstance(part, FIELDS))

    def filled(self, values: Values) -> Self:
        """The same form with these values in its fields, so that nothing typed is lost."""
        return replace(self, body=tuple(_filled(part, values) for part in self.body))


def _filled(part: FormBlock | Field, values: Values) -> FormBlock | Field:
    if not isinstance(part, FIELDS) or part.name not in values:
        return part
    value = values[part.name]
    if isinstance(part, SomeOf):
        return replace(part, value=value if isinstance(value, tuple) else (value,))
    return replace(part, value=value if isinstance(value, str) else "".join(value[:1]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Show:
    """Put this card on the surface: the home, or in the place of the message that was pressed."""

    card: Card


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """Open this form; pressed inside a form, it takes that one's place."""

    form: Form


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """The submit went well; this is the following page."""

    form: Form


@dataclass(frozen=True, slots=True, kw_only=True)
class Mend:
    """The submit cannot be taken as it is: `errors` by field name, `form` with all that was typed."""

    form: Form
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """Nothing changed; say why, and lose nothing that is on the screen. `close` is the button under the words."""

    text: str
    title: str = ""
    close: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """It is done; say so in a few words and let the person leave."""

    text: str
    title: str = ""
    close: str = ""


Outcome: TypeAlias = Show | Open | Next | Mend | Stay | Done
