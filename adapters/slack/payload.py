"""Taking apart what came over the wire: each function gives what it is named for, or raises `Malformed`."""

import json
import re
from collections.abc import Mapping
from typing import Any, Final, TypeAlias

from adapters.slack.inputs import MARK
from adapters.slack.limits import BUTTON_VALUE
from core.chat.views import Value, Values

Payload: TypeAlias = Mapping[str, Any]

_ID: Final = re.compile(r"[A-Za-z0-9_.:-]{1,255}")
_PRINTABLE: Final = re.compile(rf"[!-~]{{0,{BUTTON_VALUE}}}")


class Malformed(ValueError):
    """Not something that Slack sends, or not from a view of ours. It says nothing of what was in it."""


def blocks(view: Payload) -> Mapping[str, str]:
    """Which block each field is in."""
    return {block.partition(MARK)[0]: block for block in a_map(a_map(view, "state"), "values")}


def values(view: Payload) -> Values:
    """What stands in the fields: each has a block of its own, with one element in it."""
    found: dict[str, Value] = {}
    fields = a_map(a_map(view, "state"), "values")
    for name in fields:
        match [*a_map(fields, name).values()]:
            case [Mapping() as element]:
                found[name.partition(MARK)[0]] = _value(element)
            case _:
                raise Malformed
    return found


def _value(element: Payload) -> Value:
    match element.get("type"):
        case "plain_text_input":
            return a_text_typed(element.get("value"))
        case "radio_buttons" | "static_select":
            return _chosen(element.get("selected_option"))
        case "checkboxes" | "multi_static_select" if isinstance(
            some := element.get("selected_options"), list
        ):
            return tuple(_chosen(each) for each in some)
        case "datepicker":
            return a_text_typed(element.get("selected_date"))
        case "timepicker":
            return a_text_typed(element.get("selected_time"))
        case _:
            raise Malformed


def _chosen(option: object) -> str:
    match option:
        case None:
            return ""
        case {"value": str(value)}:
            return a_text_typed(value)
        case _:
            raise Malformed


def a_map(source: Payload, key: str) -> Payload:
    found = source.get(key)
    if not isinstance(found, Mapping):
        raise Malformed
    return found


def a_text(source: Payload, key: str) -> str:
    found = source.get(key)
    if not isinstance(found, str):
        raise Malformed
    return found


def an_id(source: Payload, key: str) -> str:
    found = a_text(source, key)
    if not _ID.fullmatch(found):
        raise Malformed
    return found


def a_ref(found: object) -> str:
    if not isinstance(found, str) or not _PRINTABLE.fullmatch(found):
        raise Malformed
    return found


def a_text_typed(found: object) -> str:
    """A text as a person can have typed it; nothing typed is the empty text."""
    if found is None:
        return ""
    if not isinstance(found, str) or any("\ud800" <= sign <= "\udfff" or sign == "\0" for sign in found):
        raise Malformed
    return found


def some_json(text: str) -> object:
    try:
        found: object = json.loads(text)
    except (ValueError, RecursionError):
        raise Malformed from None
    return found
