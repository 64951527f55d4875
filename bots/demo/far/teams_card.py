"""An Adaptive Card on a screen: what can be read, pressed and filled in, and what is sent when it is."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, time
from typing import Any

from bots.demo.far.phone import Json, NotOnScreen
from bots.demo.far.teams_schema import PARTS, parts_of


class CardOnScreen:
    """One card as one person sees it: hidden and folded-out parts, typed values, and errors under fields."""

    def __init__(self, card: Json) -> None:
        self.card = card
        self.values: dict[str, Any] = {
            each["id"]: _initial(each) for each in parts_of(card) if _is_input(each)
        }
        self.errors: dict[str, str] = {}
        self._visible: dict[str, bool] = {}
        self._unfolded: set[int] = set()

    def inputs(self) -> list[Json]:
        """The fields that can be seen."""
        return [each for each in self._seen(self.card) if _is_input(each)]

    def actions(self) -> list[Json]:
        """The buttons that can be seen, those in the card's body before the card's own."""
        return [each for each in self._seen(self.card) if str(each.get("type")).startswith("Action.")]

    def words(self) -> Iterator[str]:
        """All that can be read, in order, with what is typed and what is wrong with it."""
        for element in self._seen(self.card):
            yield from said_by(element)
            if _is_input(element):
                yield self._typed(element)
                yield self.errors.get(element["id"], "")

    def field(self, label: str) -> Json | None:
        """Find the field with this label."""
        for element in self.inputs():
            if label in {element.get("label"), element.get("title") if _is_toggle(element) else None}:
                return element
        return None

    def put(self, element: Json, value: str) -> None:
        """Type into a field; what the field itself cannot hold is refused."""
        match element["type"]:
            case "Input.Text":
                pass
            case "Input.Number":
                float(value)
            case "Input.Date":
                date.fromisoformat(value or "2000-01-01")
            case "Input.Time":
                time.fromisoformat(value or "00:00")
            case kind:
                raise NotOnScreen(f"nothing can be typed into {kind}")
        self.values[element["id"]] = value

    def pick(self, element: Json, labels: tuple[str, ...]) -> None:
        """Pick exactly these options by label."""
        if _is_toggle(element):
            on = bool(labels)
            self.values[element["id"]] = (
                element.get("valueOn", "true") if on else element.get("valueOff", "false")
            )
            return
        if element["type"] != "Input.ChoiceSet":
            raise NotOnScreen("this field has no options")
        if len(labels) > 1 and not element.get("isMultiSelect"):
            raise NotOnScreen("this field takes one option")
        by_label = {choice["title"]: choice["value"] for choice in element.get("choices", [])}
        if missing := [label for label in labels if label not in by_label]:
            raise NotOnScreen(f"no option called {missing[0]!r}")
        wanted = {by_label[label] for label in labels}
        self.values[element["id"]] = ",".join(value for value in by_label.values() if value in wanted)

    def check(self) -> bool:
        """Hold the fields against their own rules, as the client does before it sends; errors show under them."""
        self.errors = {
            element["id"]: str(element.get("errorMessage", ""))
            for element in self.inputs()
            if not _holds(element, self.values[element["id"]])
        }
        return not self.errors

    def sent_by(self, action: Json) -> Json:
        """Give the data of a button together with the inputs, as the client merges them."""
        data = action.get("data")
        own: Json = dict(data) if isinstance(data, dict) else {}
        return own if leaves_inputs_out(action) else {**own, **self.values}

    def toggle(self, action: Json) -> None:
        """Show and hide what the button names."""
        for target in action["targetElements"]:
            name = target if isinstance(target, str) else target["elementId"]
            now = self._visible.get(name, self._first_visible(name))
            wish = None if isinstance(target, str) else target.get("isVisible")
            self._visible[name] = (not now) if wish is None else wish

    def unfold(self, action: Json) -> None:
        """Fold the button's card out, or in again."""
        self._unfolded ^= {id(action)}

    def _first_visible(self, name: str) -> bool:
        return next(
            (each.get("isVisible", True) for each in parts_of(self.card) if each.get("id") == name), True
        )

    def _seen(self, element: Json) -> Iterator[Json]:
        if not self._visible.get(str(element.get("id")), element.get("isVisible", True)):
            return
        yield element
        kind = str(element.get("type"))
        for name, value in sorted(element.items(), key=lambda each: each[0] == "actions"):
            if (kind, name) not in PARTS and name not in {"items", "cells"}:
                continue
            if name in {"refresh", "facts"} or (name == "card" and id(element) not in self._unfolded):
                continue
            for part in value if isinstance(value, list) else [value]:
                if isinstance(part, dict):
                    yield from self._seen(part)

    def _typed(self, element: Json) -> str:
        value = str(self.values[element["id"]])
        return "" if element["type"] in {"Input.ChoiceSet", "Input.Toggle"} else value


def leaves_inputs_out(action: Json) -> bool:
    """Tell whether this button sends no inputs, and so does not ask for them either."""
    return str(action.get("associatedInputs", "auto")).lower() == "none"


def text_of(card: Json) -> Iterator[str]:
    """All text in a card, hidden parts too, as a copy kept elsewhere would hold it."""
    for element in parts_of(card):
        yield from said_by(element)
        for name in ("fallbackText", "speak", "errorMessage"):
            yield str(element.get(name, ""))
        if _is_input(element):
            yield str(element.get("value", ""))


def said_by(element: Mapping[str, Any]) -> Iterator[str]:
    """Give the words of one element, without its parts."""
    for name in ("title", "label", "text", "placeholder", "altText"):
        if isinstance(said := element.get(name), str):
            yield said
    yield from (f"{fact['title']} {fact['value']}" for fact in element.get("facts", []))
    yield from (each for each in element.get("inlines", []) if isinstance(each, str))


def _is_input(element: Json) -> bool:
    return str(element.get("type")).startswith("Input.") and "id" in element


def _is_toggle(element: Json) -> bool:
    return bool(element["type"] == "Input.Toggle")


def _initial(element: Json) -> str:
    if _is_toggle(element):
        return str(element.get("value", element.get("valueOff", "false")))
    return str(element.get("value", ""))


def _holds(element: Json, value: str) -> bool:
    if _is_toggle(element):
        return not element.get("isRequired") or value == element.get("valueOn", "true")
    if not value.strip():
        return not element.get("isRequired")
    match element["type"]:
        case "Input.Text":
            longest = element.get("maxLength")
            fits: bool = longest is None or len(value.encode("utf-16-le", "surrogatepass")) <= 2 * int(
                longest
            )
            return fits and ("regex" not in element or re.search(element["regex"], value) is not None)
        case "Input.Date" | "Input.Time":
            return str(element.get("min", "")) <= value <= str(element.get("max", "\uffff"))
        case "Input.Number":
            return float(element.get("min", "-inf")) <= float(value) <= float(element.get("max", "inf"))
        case _:
            return True
