"""Reading Block Kit as a person does: words, buttons, and fields by their label."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from bots.demo.far.phone import Json
from bots.demo.far.slack_shapes import INPUTS

Value: TypeAlias = str | tuple[str, ...] | None
"""Text, a date, a time or an option's value; several options' values; nothing yet."""

Key: TypeAlias = tuple[str, str]
"""block_id and action_id."""

_SEVERAL: Final = ("checkboxes", "multi_static_select")
_ONE: Final = ("radio_buttons", "static_select")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something that keeps a value: in an input block, or a select standing in an ordinary one."""

    key: Key
    label: str
    element: Json
    is_input: bool
    required: bool
    dispatches: bool

    @property
    def kind(self) -> str:
        return str(self.element["type"])

    @property
    def several(self) -> bool:
        return self.kind in _SEVERAL

    def options(self) -> Sequence[Json]:
        groups = self.element.get("option_groups", [])
        return [*self.element.get("options", []), *(each for group in groups for each in group["options"])]

    def first_value(self) -> Value:
        """What the bot filled in beforehand."""
        found = self.element
        if self.several:
            return tuple(each["value"] for each in found.get("initial_options", []))
        if self.kind in _ONE:
            return str(found["initial_option"]["value"]) if "initial_option" in found else None
        return found.get("initial_value") or found.get("initial_date") or found.get("initial_time")

    def holds(self, value: Value) -> bool:
        """Tell whether a value typed earlier can still stand here."""
        if self.kind not in (*_SEVERAL, *_ONE):
            return not isinstance(value, tuple)
        offered = {each["value"] for each in self.options()}
        return value is None or offered.issuperset(value if isinstance(value, tuple) else (value,))

    def state(self, value: Value) -> Json:
        """The value as Slack sends it."""
        picked = value if isinstance(value, tuple) else (value,)
        chosen = [each for each in self.options() if each["value"] in picked]
        match self.kind:
            case "plain_text_input":
                return {"type": self.kind, "value": value or None}
            case "datepicker":
                return {"type": self.kind, "selected_date": value or None}
            case "timepicker":
                return {"type": self.kind, "selected_time": value or None}
            case _ if self.several:
                return {"type": self.kind, "selected_options": chosen}
            case _:
                return {"type": self.kind, "selected_option": chosen[0] if chosen else None}


def with_ids(blocks: Sequence[Json], new_id: Callable[[], str]) -> list[Json]:
    """The blocks as Slack keeps them: with a random id wherever the bot gave none."""
    return [_with_ids(block, new_id) for block in blocks]


def _with_ids(block: Json, new_id: Callable[[], str]) -> Json:
    kept = {**block, "block_id": block.get("block_id") or new_id()}
    if block["type"] == "actions":
        kept["elements"] = [_acting(each, new_id) for each in block["elements"]]
    for name in ("element", "accessory"):
        if name in block and block[name]["type"] != "image":
            kept[name] = _acting(block[name], new_id)
    return kept


def _acting(element: Json, new_id: Callable[[], str]) -> Json:
    return {**element, "action_id": element.get("action_id") or new_id()}


def entries(blocks: Sequence[Json]) -> Iterator[Entry]:
    for block in blocks:
        for element in _elements(block):
            if element["type"] in INPUTS:
                is_input = block["type"] == "input"
                label = block["label"] if is_input else block.get("text") or element.get("placeholder") or {}
                yield Entry(
                    key=(block["block_id"], element["action_id"]),
                    label=label.get("text", ""),
                    element=element,
                    is_input=is_input,
                    required=is_input and not block.get("optional", False),
                    dispatches=not is_input or block.get("dispatch_action", False),
                )


def buttons(blocks: Sequence[Json]) -> Iterator[tuple[Json, Json]]:
    """Every button with the block it stands in, in reading order."""
    for block in blocks:
        for element in _elements(block):
            if element["type"] == "button":
                yield block, element


def _elements(block: Json) -> Sequence[Json]:
    alone = block.get("element") or block.get("accessory")
    return [alone] if alone else block["elements"] if block["type"] == "actions" else []


def words(blocks: Sequence[Json], values: Mapping[Key, Value], errors: Mapping[str, str]) -> Iterator[str]:
    """All that can be read, markup shown as it came."""
    held = {entry.key: entry for entry in entries(blocks)}
    for block in blocks:
        for part in (block.get("label"), block.get("text"), *block.get("fields", ()), block.get("title")):
            if part:
                yield part if isinstance(part, str) else part["text"]
        if block["type"] in {"context", "rich_text"}:
            yield from _texts(block["elements"])
        for element in _elements(block):
            key = (block["block_id"], element.get("action_id", ""))
            yield from _in_element(element, held.get(key), values.get(key))
        if block.get("hint"):
            yield block["hint"]["text"]
        if block["block_id"] in errors:
            yield errors[block["block_id"]]


def _in_element(element: Json, entry: Entry | None, value: Value) -> Iterator[str]:
    if entry is None:
        yield from _texts(element.get("text", {}))
        return
    for option in entry.options():
        yield option["text"]["text"]
        if "description" in option:
            yield option["description"]["text"]
    if entry.options():
        return
    if value:
        yield str(value)
    elif "placeholder" in element:
        yield element["placeholder"]["text"]


def _texts(part: Any) -> Iterator[str]:  # noqa: ANN401 - whatever JSON stands there
    if isinstance(part, list):
        for inner in part:
            yield from _texts(inner)
    elif isinstance(part, dict):
        if isinstance(said := part.get("text") or part.get("alt_text") or part.get("url"), str):
            yield said
        yield from _texts(part.get("elements", []))
