"""What an Adaptive Card 1.5 may consist of, written out by hand: the far side carries no third party's schema."""

# Longer than most files here, since it is one table.

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from bots.demo.far.phone import Json

Check = Callable[[object], bool]


def _text(value: object) -> bool:
    return isinstance(value, str)


def _flag(value: object) -> bool:
    return isinstance(value, bool)


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _object(value: object) -> bool:
    return isinstance(value, dict)


def _data(value: object) -> bool:
    return isinstance(value, dict | str)


def _size(value: object) -> bool:
    return isinstance(value, str) or _number(value)


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _one(*words: str) -> Check:
    allowed = {word.lower() for word in words}
    return lambda value: isinstance(value, str) and value.lower() in allowed


def _fallback(value: object) -> bool:
    return isinstance(value, dict) or (isinstance(value, str) and value.lower() == "drop")


_across = _one("left", "center", "right")
_down = _one("top", "center", "bottom")
_paint = _one("default", "emphasis", "good", "attention", "warning", "accent")
_gap = _one("default", "none", "small", "medium", "large", "extraLarge", "padding")
_colour = _one("default", "dark", "light", "accent", "good", "warning", "attention")

_ITEM: Final[Mapping[str, Check]] = {
    "id": _text,
    "isVisible": _flag,
    "separator": _flag,
    "spacing": _gap,
    "requires": _object,
    "fallback": _fallback,
}
_ELEMENT: Final[Mapping[str, Check]] = {**_ITEM, "height": _one("auto", "stretch")}
_INPUT: Final[Mapping[str, Check]] = {**_ELEMENT, "label": _text, "isRequired": _flag, "errorMessage": _text}
_ACTION: Final[Mapping[str, Check]] = {
    "id": _text,
    "title": _text,
    "iconUrl": _text,
    "tooltip": _text,
    "isEnabled": _flag,
    "requires": _object,
    "style": _one("default", "positive", "destructive"),
    "mode": _one("primary", "secondary"),
    "fallback": _fallback,
}
_LETTERING: Final[Mapping[str, Check]] = {
    "color": _colour,
    "fontType": _one("default", "monospace"),
    "isSubtle": _flag,
    "size": _one("default", "small", "medium", "large", "extraLarge"),
    "weight": _one("default", "lighter", "bolder"),
}
_BOX: Final[Mapping[str, Check]] = {
    "style": _paint,
    "bleed": _flag,
    "minHeight": _text,
    "rtl": _flag,
    "verticalContentAlignment": _down,
}

PROPERTIES: Final[Mapping[str, Mapping[str, Check]]] = {
    "AdaptiveCard": {
        "version": _text,
        "$schema": _text,
        "lang": _text,
        "speak": _text,
        "fallbackText": _text,
        "minHeight": _text,
        "rtl": _flag,
        "verticalContentAlignment": _down,
        "msteams": _object,
        "metadata": _object,
    },
    "TextBlock": {
        **_ELEMENT,
        **_LETTERING,
        "text": _text,
        "wrap": _flag,
        "maxLines": _number,
        "horizontalAlignment": _across,
        "style": _one("default", "heading"),
    },
    "RichTextBlock": {**_ELEMENT, "horizontalAlignment": _across},
    "TextRun": {
        **_LETTERING,
        "text": _text,
        "highlight": _flag,
        "italic": _flag,
        "strikethrough": _flag,
        "underline": _flag,
    },
    "Image": {
        **_ITEM,
        "url": _text,
        "altText": _text,
        "backgroundColor": _text,
        "height": _text,
        "width": _text,
        "horizontalAlignment": _across,
        "size": _one("auto", "stretch", "small", "medium", "large"),
        "style": _one("default", "person"),
    },
    "Container": {**_ELEMENT, **_BOX},
    "ColumnSet": {
        **_ELEMENT,
        "style": _paint,
        "bleed": _flag,
        "minHeight": _text,
        "horizontalAlignment": _across,
    },
    "Column": {**_ITEM, **_BOX, "width": _size},
    "FactSet": {**_ELEMENT},
    "Fact": {"title": _text, "value": _text},
    "ImageSet": {**_ELEMENT, "imageSize": _one("auto", "stretch", "small", "medium", "large")},
    "ActionSet": {**_ELEMENT},
    "Table": {
        **_ELEMENT,
        "firstRowAsHeader": _flag,
        "showGridLines": _flag,
        "gridStyle": _paint,
        "horizontalCellContentAlignment": _across,
        "verticalCellContentAlignment": _down,
    },
    "TableColumnDefinition": {
        "width": _size,
        "horizontalCellContentAlignment": _across,
        "verticalCellContentAlignment": _down,
    },
    "TableRow": {
        "style": _paint,
        "horizontalCellContentAlignment": _across,
        "verticalCellContentAlignment": _down,
    },
    "TableCell": {**_BOX},
    "Input.Text": {
        **_INPUT,
        "isMultiline": _flag,
        "maxLength": _number,
        "placeholder": _text,
        "regex": _text,
        "value": _text,
        "style": _one("text", "tel", "url", "email", "password"),
    },
    "Input.ChoiceSet": {
        **_INPUT,
        "isMultiSelect": _flag,
        "style": _one("compact", "expanded"),
        "value": _text,
        "placeholder": _text,
        "wrap": _flag,
    },
    "Input.Choice": {"title": _text, "value": _text},
    "Input.Date": {**_INPUT, "min": _text, "max": _text, "placeholder": _text, "value": _text},
    "Input.Time": {**_INPUT, "min": _text, "max": _text, "placeholder": _text, "value": _text},
    "Input.Number": {**_INPUT, "min": _number, "max": _number, "placeholder": _text, "value": _number},
    "Input.Toggle": {
        **_INPUT,
        "title": _text,
        "value": _text,
        "valueOn": _text,
        "valueOff": _text,
        "wrap": _flag,
    },
    "Action.Submit": {**_ACTION, "data": _data, "associatedInputs": _one("auto", "none")},
    "Action.Execute": {**_ACTION, "data": _data, "verb": _text, "associatedInputs": _one("auto", "none")},
    "Action.OpenUrl": {**_ACTION, "url": _text},
    "Action.ShowCard": {**_ACTION},
    "Action.ToggleVisibility": {**_ACTION},
    "Refresh": {"userIds": _texts},
}
REQUIRED: Final[Mapping[str, tuple[str, ...]]] = {
    "AdaptiveCard": ("version",),
    "TextBlock": ("text",),
    "RichTextBlock": ("inlines",),
    "TextRun": ("text",),
    "Image": ("url",),
    "Container": ("items",),
    "FactSet": ("facts",),
    "Fact": ("title", "value"),
    "ImageSet": ("images",),
    "ActionSet": ("actions",),
    "Input.Text": ("id",),
    "Input.ChoiceSet": ("id",),
    "Input.Choice": ("title", "value"),
    "Input.Date": ("id",),
    "Input.Time": ("id",),
    "Input.Number": ("id",),
    "Input.Toggle": ("id", "title"),
    "TableCell": ("items",),
    "Action.OpenUrl": ("url",),
    "Action.ToggleVisibility": ("targetElements",),
}
_INPUTS: Final = frozenset(
    name for name in PROPERTIES if name.startswith("Input.") and name != "Input.Choice"
)
_ACTIONS: Final = frozenset(name for name in PROPERTIES if name.startswith("Action."))
_ON_TOUCH: Final = _ACTIONS - {"Action.ShowCard"}
_ELEMENTS: Final = _INPUTS | {
    "TextBlock",
    "RichTextBlock",
    "Image",
    "Container",
    "ColumnSet",
    "FactSet",
    "ImageSet",
    "ActionSet",
    "Table",
}
# What may stand inside what: (parent, property) -> types. A single object is checked as a list of one.
PARTS: Final[Mapping[tuple[str, str], frozenset[str]]] = {
    ("AdaptiveCard", "body"): _ELEMENTS,
    ("AdaptiveCard", "actions"): _ACTIONS,
    ("AdaptiveCard", "selectAction"): _ON_TOUCH,
    ("AdaptiveCard", "refresh"): frozenset({"Refresh"}),
    ("RichTextBlock", "inlines"): frozenset({"TextRun"}),
    ("TextRun", "selectAction"): _ON_TOUCH,
    ("Container", "items"): _ELEMENTS,
    ("Container", "selectAction"): _ON_TOUCH,
    ("ColumnSet", "columns"): frozenset({"Column"}),
    ("ColumnSet", "selectAction"): _ON_TOUCH,
    ("Column", "items"): _ELEMENTS,
    ("Column", "selectAction"): _ON_TOUCH,
    ("Image", "selectAction"): _ON_TOUCH,
    ("FactSet", "facts"): frozenset({"Fact"}),
    ("ImageSet", "images"): frozenset({"Image"}),
    ("ActionSet", "actions"): _ACTIONS,
    ("Table", "columns"): frozenset({"TableColumnDefinition"}),
    ("Table", "rows"): frozenset({"TableRow"}),
    ("TableRow", "cells"): frozenset({"TableCell"}),
    ("TableCell", "items"): _ELEMENTS,
    ("TableCell", "selectAction"): _ON_TOUCH,
    ("Input.ChoiceSet", "choices"): frozenset({"Input.Choice"}),
    ("Input.Text", "inlineAction"): _ON_TOUCH,
    ("Action.ShowCard", "card"): frozenset({"AdaptiveCard"}),
    ("Refresh", "action"): frozenset({"Action.Execute"}),
}
_SINGLE: Final = frozenset({"selectAction", "card", "inlineAction", "refresh", "action"})
_IMPLIED: Final = frozenset(
    {
        "Fact",
        "Input.Choice",
        "TableColumnDefinition",
        "TableRow",
        "TableCell",
        "Column",
        "Refresh",
        "Image",
    }
)
_VERSION: Final = re.compile(r"1\.[0-5]")


def faults_in(card: object) -> Iterator[str]:
    """Say what is wrong with a card, by place; nothing when a Teams client would draw it as written."""
    sound = True
    for fault in _element(card, frozenset({"AdaptiveCard"}), "card"):
        sound = False
        yield fault
    if sound and isinstance(card, dict):
        yield from _twice(card)


def _element(card: object, allowed: frozenset[str], at: str) -> Iterator[str]:
    if not isinstance(card, dict):
        yield f"{at}: not an object"
        return
    kind = card.get("type") or (next(iter(allowed)) if len(allowed) == 1 and allowed <= _IMPLIED else None)
    if not isinstance(kind, str) or kind not in allowed:
        yield f"{at}: {kind!r} may not stand here"
        return
    if kind == "AdaptiveCard" and not (
        isinstance(card.get("version"), str) and _VERSION.fullmatch(card["version"])
    ):
        yield f"{at}: version {card.get('version')!r} is not one of 1.0 to 1.5"
    yield from (f"{at}: {name} is missing" for name in REQUIRED.get(kind, ()) if name not in card)
    for name, value in card.items():
        yield from _property(kind, name, value, f"{at}.{name}")


def _property(kind: str, name: str, value: object, at: str) -> Iterator[str]:
    if name == "type":
        return
    if (kind, name) in PARTS:
        yield from _parts(PARTS[kind, name], value, at, single=name in _SINGLE)
    elif (kind, name) == ("Action.ToggleVisibility", "targetElements"):
        if not (isinstance(value, list) and all(_target(each) for each in value)):
            yield f"{at}: must be a list of element ids"
    elif (check := PROPERTIES[kind].get(name)) is None:
        yield f"{at}: {kind} has no such property"
    elif not check(value):
        yield f"{at}: {type(value).__name__} is not allowed here, or the word is unknown"


def _target(value: object) -> bool:
    known = {"type", "elementId", "isVisible"}
    return isinstance(value, str) or (
        isinstance(value, dict) and "elementId" in value and set(value) <= known
    )


def _parts(allowed: frozenset[str], value: object, at: str, *, single: bool) -> Iterator[str]:
    if single:
        yield from _element(value, allowed, at)
        return
    if not isinstance(value, list):
        yield f"{at}: must be a list"
        return
    for place, part in enumerate(value):
        if allowed == {"TextRun"} and isinstance(part, str):
            continue
        yield from _element(part, allowed, f"{at}[{place}]")


def _twice(card: Json) -> Iterator[str]:
    """Two inputs of one name overwrite each other in what is sent."""
    seen: set[str] = set()
    for element in parts_of(card):
        name = element.get("id")
        if element.get("type") in _INPUTS and isinstance(name, str):
            if name in seen:
                yield f"card: two inputs are called {name!r}"
            seen.add(name)


def parts_of(element: Json) -> Iterator[Json]:
    """Walk an element and what stands in it, in reading order; facts are told by their set."""
    yield element
    kind = str(element.get("type"))
    for name, value in sorted(element.items(), key=lambda each: each[0] == "actions"):
        if name != "facts" and ((kind, name) in PARTS or name in {"items", "cells"}):
            for part in value if isinstance(value, list) else [value]:
                if isinstance(part, dict):
                    yield from parts_of(part)
