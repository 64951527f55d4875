"""
The shape of every block and element that this Slack knows: properties, lengths and what may stand where.

One long file, because a table is read in one place: first the words it is written in, then the table.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, TypeAlias

from bots.demo.far.phone import Json

Rule: TypeAlias = Callable[[object, str], Iterator[str]]
"""Says what is wrong with a value that stands at a JSON pointer."""

Together: TypeAlias = Callable[[Json, str], Iterator[str]]
"""Says what is wrong with parts that are each right."""


@dataclass(frozen=True, slots=True)
class Shape:
    """An object's properties by name, and which of them it cannot be without."""

    properties: Mapping[str, Rule]
    needs: Sequence[str] = ()
    also: Together = field(default=lambda _value, _at: iter(()))


def wrong(what: str, at: str) -> Iterator[str]:
    yield f"{what} [json-pointer:{at or '/'}]"


def check(shape: Shape, value: object, at: str) -> Iterator[str]:
    """Say what is wrong with an object; how its parts go together only once each of them is right."""
    if not isinstance(value, dict):
        yield from wrong("must be an object", at)
        return
    lines = list(_parts(shape, value, at))
    yield from lines or shape.also(value, at)


def _parts(shape: Shape, value: Json, at: str) -> Iterator[str]:
    for name in shape.needs:
        if name not in value:
            yield from wrong(f"missing required field: {name}", at)
    for name, inner in value.items():
        rule = shape.properties.get(name)
        if rule is None:
            yield from wrong(f"invalid additional property: {name}", at)
        else:
            yield from rule(inner, f"{at}/{name}")


def units(text: str) -> int:
    """Length in UTF-16 units: the longest that any of Slack's clients may count."""
    return len(text) + sum(sign > "\uffff" for sign in text)


def words(most: int, *, least: int = 0) -> Rule:
    def rule(value: object, at: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield from wrong("must be a string", at)
        elif units(value) > most:
            yield from wrong(f"must be less than {most + 1} characters", at)
        elif len(value) < least:
            yield from wrong(f"must be more than {least - 1} characters", at)

    return rule


def matching(pattern: str, valid: Callable[[str], object] = str) -> Rule:
    def rule(value: object, at: str) -> Iterator[str]:
        try:
            if not isinstance(value, str) or not re.fullmatch(pattern, value):
                raise ValueError  # noqa: TRY301 - one way out for both kinds of wrong value
            valid(value)
        except ValueError:
            yield from wrong(f"must match {pattern}", at)

    return rule


def one_of(*allowed: object) -> Rule:
    def rule(value: object, at: str) -> Iterator[str]:
        if not any(value == each and type(value) is type(each) for each in allowed):
            yield from wrong(f"must be one of {', '.join(map(str, allowed))}", at)

    return rule


def number(least: int, most: int) -> Rule:
    def rule(value: object, at: str) -> Iterator[str]:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            yield from wrong(f"must be a whole number from {least} to {most}", at)

    return rule


def obj(shape: Shape) -> Rule:
    return lambda value, at: check(shape, value, at)


def many(rule: Rule, most: int, *, least: int = 1) -> Rule:
    def each(value: object, at: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield from wrong("must be an array", at)
            return
        if len(value) > most:
            yield from wrong(f"no more than {most} items allowed", at)
        if len(value) < least:
            yield from wrong(f"no fewer than {least} items allowed", at)
        for place, inner in enumerate(value):
            yield from rule(inner, f"{at}/{place}")

    return each


def typed(shapes: Mapping[str, Shape], allowed: Sequence[str] | None = None) -> Rule:
    def rule(value: object, at: str) -> Iterator[str]:
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(kind, str) or kind not in shapes or (allowed is not None and kind not in allowed):
            yield from wrong(f"unsupported type: {kind}", at)
        else:
            yield from check(shapes[kind], value, at)

    return rule


flag: Final = one_of(True, False)
_plain: Final = one_of("plain_text")


def plain(most: int) -> Rule:
    return obj(Shape({"type": _plain, "text": words(most, least=1), "emoji": flag}, ("type", "text")))


def text(most: int) -> Rule:
    marked = obj(
        Shape({"type": one_of("mrkdwn"), "text": words(most, least=1), "verbatim": flag}, ("type", "text"))
    )
    straight = plain(most)

    def rule(value: object, at: str) -> Iterator[str]:
        is_marked = isinstance(value, dict) and value.get("type") == "mrkdwn"
        yield from (marked if is_marked else straight)(value, at)

    return rule


def option(label: Rule) -> Rule:
    parts = {"text": label, "value": words(150, least=1), "description": label, "url": words(3000)}
    return obj(Shape(parts, ("text", "value")))


def chosen_from_options(value: Json, at: str) -> Iterator[str]:
    """What is chosen beforehand must stand among the options, word for word."""
    groups = value.get("option_groups", [])
    offered = [*value.get("options", []), *(each for group in groups for each in group["options"])]
    beforehand = value.get("initial_options", [value["initial_option"]] if "initial_option" in value else [])
    for each in beforehand:
        if each not in offered:
            yield from wrong("initial option must be one of the options", at)
    if ("options" in value) == ("option_groups" in value):
        yield from wrong("must have options or option_groups, and not both", at)


def lengths_in_order(value: Json, at: str) -> Iterator[str]:
    """What is filled in beforehand must be what a person may type."""
    if value.get("min_length", 0) > value.get("max_length", 3000):
        yield from wrong("min_length must not be more than max_length", at)
    if units(value.get("initial_value", "")) > value.get("max_length", 3000):
        yield from wrong("initial_value must not be longer than max_length", at)


_ID: Final = words(255, least=1)
_CONFIRM: Final = obj(
    Shape(
        {
            "title": plain(100),
            "text": text(300),
            "confirm": plain(30),
            "deny": plain(30),
            "style": one_of("primary", "danger"),
        },
        ("title", "text", "confirm", "deny"),
    )
)
_ACTS: Final[Mapping[str, Rule]] = {"type": words(50), "action_id": _ID, "confirm": _CONFIRM}
_ASKS: Final[Mapping[str, Rule]] = {**_ACTS, "focus_on_load": flag}
_OPEN: Final[Mapping[str, Rule]] = {**_ASKS, "placeholder": plain(150)}
_FEW: Final = option(text(75))
_MANY: Final = option(plain(75))
_GROUP: Final = obj(Shape({"label": plain(75), "options": many(_MANY, 100)}, ("label", "options")))
_DISPATCH: Final = obj(
    Shape({"trigger_actions_on": many(one_of("on_enter_pressed", "on_character_entered"), 2)}),
)
_DAY: Final = matching(r"\d{4}-\d{2}-\d{2}", date.fromisoformat)
_TIME: Final = matching(r"([01]\d|2[0-3]):[0-5]\d")
_IMAGE: Final[Mapping[str, Rule]] = {
    "type": words(50),
    "image_url": words(3000, least=1),
    "alt_text": words(2000),
}
_UNFOLDS: Final[Mapping[str, Rule]] = {
    **_OPEN,
    "options": many(_MANY, 100),
    "option_groups": many(_GROUP, 100),
}

ELEMENTS: Final[Mapping[str, Shape]] = {
    "button": Shape({
        **_ACTS, "text": plain(75), "value": words(2000), "url": words(3000),
        "style": one_of("primary", "danger"), "accessibility_label": words(75),
    }, ("text",)),
    "plain_text_input": Shape({
        **_OPEN, "initial_value": words(3000), "multiline": flag, "min_length": number(0, 3000),
        "max_length": number(1, 3000), "dispatch_action_config": _DISPATCH,
    }, also=lengths_in_order),
    "radio_buttons": Shape(
        {**_ASKS, "options": many(_FEW, 10), "initial_option": _FEW}, also=chosen_from_options,
    ),
    "checkboxes": Shape(
        {**_ASKS, "options": many(_FEW, 10), "initial_options": many(_FEW, 10)}, also=chosen_from_options,
    ),
    "static_select": Shape({**_UNFOLDS, "initial_option": _MANY}, also=chosen_from_options),
    "multi_static_select": Shape(
        {**_UNFOLDS, "initial_options": many(_MANY, 100), "max_selected_items": number(1, 100)},
        also=chosen_from_options,
    ),
    "datepicker": Shape({**_OPEN, "initial_date": _DAY}),
    "timepicker": Shape({**_OPEN, "initial_time": _TIME, "timezone": words(100)}),
    "overflow": Shape({**_ACTS, "options": many(_MANY, 5)}, ("options",)),
    "image": Shape(_IMAGE, ("image_url", "alt_text")),
}  # fmt: skip
INPUTS: Final = (
    "plain_text_input", "radio_buttons", "checkboxes", "static_select", "multi_static_select", "datepicker",
    "timepicker",
)  # fmt: skip
ACTIONS: Final = ("button", "overflow", *(each for each in INPUTS if each != "plain_text_input"))

_STYLE: Final = obj(Shape(dict.fromkeys(("bold", "italic", "strike", "code", "underline", "unlink"), flag)))
_LEAVES: Final = typed({
    "text": Shape({"type": words(50), "text": words(12000, least=1), "style": _STYLE}, ("text",)),
    "link": Shape(
        {"type": words(50), "url": words(3000, least=1), "text": words(3000), "unsafe": flag, "style": _STYLE},
        ("url",),
    ),
    "emoji": Shape({"type": words(50), "name": words(100), "unicode": words(100), "style": _STYLE}, ("name",)),
    "user": Shape({"type": words(50), "user_id": words(50), "style": _STYLE}, ("user_id",)),
})  # fmt: skip
_RICH: Final[Mapping[str, Rule]] = {"type": words(50), "elements": many(_LEAVES, 1000, least=0)}
_SECTION: Final[Mapping[str, Shape]] = {"rich_text_section": Shape(_RICH, ("elements",))}
RICH: Final[Mapping[str, Shape]] = {
    **_SECTION,
    "rich_text_quote": Shape({**_RICH, "border": number(0, 1)}, ("elements",)),
    "rich_text_preformatted": Shape({**_RICH, "border": number(0, 1), "language": words(50)}, ("elements",)),
    "rich_text_list": Shape({
        "type": words(50), "elements": many(typed(_SECTION), 1000, least=0), "style": one_of("bullet", "ordered"),
        "indent": number(0, 8), "offset": number(0, 10000), "border": number(0, 1),
    }, ("elements", "style")),
}  # fmt: skip


def _says_something(value: Json, at: str) -> Iterator[str]:
    if "text" not in value and "fields" not in value:
        yield from wrong("missing required field: text or fields", at)


_BLOCK: Final[Mapping[str, Rule]] = {"type": words(50), "block_id": _ID}
BLOCKS: Final[Mapping[str, Shape]] = {
    "section": Shape({
        **_BLOCK, "text": text(3000), "fields": many(text(2000), 10), "expand": flag,
        "accessory": typed(ELEMENTS, (*ACTIONS, "image")),
    }, also=_says_something),
    "header": Shape({**_BLOCK, "text": plain(150)}, ("text",)),
    "divider": Shape(_BLOCK),
    "image": Shape({**_BLOCK, **_IMAGE, "title": plain(2000)}, ("image_url", "alt_text")),
    "actions": Shape({**_BLOCK, "elements": many(typed(ELEMENTS, ACTIONS), 25)}, ("elements",)),
    "context": Shape({
        **_BLOCK,
        "elements": many(lambda value, at: (
            typed(ELEMENTS, ("image",)) if isinstance(value, dict) and value.get("type") == "image" else text(3000)
        )(value, at), 10),
    }, ("elements",)),
    "input": Shape({
        **_BLOCK, "label": plain(2000), "hint": plain(2000), "optional": flag, "dispatch_action": flag,
        "element": typed(ELEMENTS, INPUTS),
    }, ("label", "element")),
    "rich_text": Shape({**_BLOCK, "elements": many(typed(RICH), 1000)}, ("elements",)),
    "markdown": Shape({**_BLOCK, "text": words(12000, least=1)}, ("text",)),
}  # fmt: skip

VIEW: Final = Shape({
    "type": one_of("modal", "home"), "callback_id": words(255), "external_id": words(255),
    "private_metadata": words(3000), "title": plain(24), "submit": plain(24), "close": plain(24),
    "blocks": many(typed(BLOCKS, [each for each in BLOCKS if each != "markdown"]), 100),
    "clear_on_close": flag, "notify_on_close": flag, "submit_disabled": flag,
}, ("type", "blocks"))  # fmt: skip
