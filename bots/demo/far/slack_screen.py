"""What stands on one person's screen, and what Slack's own client says about a form before it sends."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from bots.demo.far.phone import FORM, HOME, Json, NotOnScreen
from bots.demo.far.slack_blocks import Entry, buttons, words
from bots.demo.far.slack_records import Account, Held, Sent
from bots.demo.far.slack_shapes import units

_INPUT_LENGTH: Final = 3000


@dataclass(frozen=True, slots=True)
class Way:
    """A button that can be pressed, and where it stands; a form's own two have no block."""

    label: str
    place: Held | Sent
    block: Json | None
    element: Json


def ways(account: Account, message: str | None) -> Iterator[Way]:
    """Every button: the open form's, then the newest message's and back in time, then the home's."""
    if message in {None, FORM}:
        for held in account.stack[-1:]:
            yield from _in(held, held.body["blocks"])
            for name in ("submit", "close"):
                if held.body.get(name):
                    yield Way(held.body[name]["text"], held, None, {"type": name})
    for sent in reversed(account.messages.values()):
        if message in {None, sent.ts}:
            yield from _in(sent, sent.body["blocks"])
    if message in {None, HOME} and account.home is not None:
        yield from _in(account.home, account.home.body["blocks"])


def _in(place: Held | Sent, blocks: list[Json]) -> Iterator[Way]:
    for block, element in buttons(blocks):
        yield Way(element["text"]["text"], place, block, element)


def words_on(account: Account) -> Iterator[str]:
    """All that can be read: chat, what is shown in passing, home, the form on top, an error line."""
    for body in [*(sent.body for sent in account.messages.values()), *account.passing]:
        yield from words(body["blocks"], {}, {}) if body["blocks"] else [body["text"]]
    for held in [account.home, *account.stack[-1:]]:
        yield from held.words() if held is not None else ()
    yield account.trouble


def values_of(held: Held) -> dict[str, Any]:
    """What is filled in: by block_id in input blocks, by action_id elsewhere; several options as a list."""
    values: dict[str, Any] = {}
    for entry in held.entries():
        value = held.values.get(entry.key)
        values[entry.key[0 if entry.is_input else 1]] = list(value) if isinstance(value, tuple) else value
    return values


def field(account: Account, label: str) -> tuple[Held, Entry]:
    """The field with this label, in the open form or else at home."""
    for held in [*account.stack[-1:], *([account.home] if account.home else [])]:
        for entry in held.entries():
            if entry.label == label:
                return held, entry
    raise NotOnScreen(label)


def option(entry: Entry, label: str) -> str:
    """The value of the option with this label; words that go on in its description may be told as well."""
    for each in entry.options():
        text, more = each["text"]["text"], each.get("description", {}).get("text")
        if label in {text, f"{text} {more}"}:
            return str(each["value"])
    raise NotOnScreen(f"{entry.label}: {label}")


def checked(held: Held) -> dict[str, str]:
    """What Slack's client says, by block_id, before anything is sent."""
    said = {entry.key[0]: _checked(entry, held) for entry in held.entries()}
    return {block: line for block, line in said.items() if line}


def _checked(entry: Entry, held: Held) -> str:
    value, element = held.values.get(entry.key), entry.element
    if not value:
        return "Please complete this required field." if entry.required else ""
    if isinstance(value, tuple):
        most = element.get("max_selected_items", len(value))
        return f"Please choose no more than {most} items." if len(value) > most else ""
    if entry.kind != "plain_text_input":
        return ""
    least, most = element.get("min_length", 0), element.get("max_length", _INPUT_LENGTH)
    if (length := units(value)) < least:
        return f"Please enter at least {least} characters."
    return f"Please use no more than {most} characters: {length - most} too many." if length > most else ""
