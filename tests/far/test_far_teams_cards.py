"""The hand-written card check, held against the official schema."""

import copy
import json
from importlib import resources
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft6Validator

from bots.demo.far.teams_schema import PARTS, PROPERTIES, REQUIRED, faults_in

Json = dict[str, Any]
SCHEMA: Json = json.loads(
    (resources.files("adaptive_cards") / "schemas" / "schema-1.5.json").read_text("utf-8")
)
OFFICIAL = Draft6Validator(SCHEMA)
SUBMIT: Json = {
    "type": "Action.Submit",
    "title": "Send",
    "style": "positive",
    "data": {"a": 1},
    "associatedInputs": "none",
}
WHOLE: Json = {
    "type": "AdaptiveCard",
    "version": "1.5",
    "lang": "nb",
    "fallbackText": "Åpne",
    "refresh": {"action": {"type": "Action.Execute", "verb": "v"}, "userIds": ["29:1"]},
    "body": [
        {
            "type": "TextBlock",
            "text": "Hei",
            "wrap": True,
            "size": "large",
            "weight": "bolder",
            "style": "heading",
        },
        {"type": "RichTextBlock", "inlines": ["a", {"type": "TextRun", "text": "b", "italic": True}]},
        {
            "type": "Container",
            "style": "emphasis",
            "bleed": True,
            "items": [
                {
                    "type": "Input.Text",
                    "id": "t",
                    "label": "Tekst",
                    "isMultiline": True,
                    "maxLength": 2000,
                    "regex": "^a",
                },
                {"type": "Input.Date", "id": "d", "label": "Dag", "min": "2026-01-01", "isRequired": True},
                {"type": "Input.Time", "id": "k", "label": "Tid", "errorMessage": "Når?"},
                {"type": "Input.Number", "id": "n", "label": "Tall", "min": 1, "value": 2},
                {"type": "Input.Toggle", "id": "g", "title": "Ja", "valueOn": "1", "valueOff": "0"},
                {
                    "type": "Input.ChoiceSet",
                    "id": "c",
                    "label": "Valg",
                    "style": "expanded",
                    "isMultiSelect": True,
                    "choices": [{"title": "En", "value": "1"}, {"title": "To", "value": "2"}],
                },
            ],
        },
        {
            "type": "ColumnSet",
            "columns": [
                {
                    "type": "Column",
                    "width": "auto",
                    "items": [{"type": "Image", "url": "https://a.example/i", "size": "small"}],
                },
            ],
        },
        {"type": "FactSet", "facts": [{"title": "Når", "value": "I dag"}], "separator": True},
        {
            "type": "Table",
            "columns": [{"width": 1}],
            "firstRowAsHeader": True,
            "rows": [
                {
                    "type": "TableRow",
                    "cells": [{"type": "TableCell", "items": [{"type": "TextBlock", "text": "x"}]}],
                },
            ],
        },
        {
            "type": "ActionSet",
            "spacing": "medium",
            "actions": [
                {"type": "Action.OpenUrl", "title": "Les", "url": "https://a.example"},
                {
                    "type": "Action.ToggleVisibility",
                    "title": "Vis",
                    "targetElements": ["t", {"elementId": "d"}],
                },
                {
                    "type": "Action.ShowCard",
                    "title": "Mer",
                    "card": {"type": "AdaptiveCard", "version": "1.5", "body": []},
                },
            ],
        },
    ],
    "actions": [SUBMIT, {"type": "Action.Execute", "title": "Gjør", "verb": "v", "fallback": "drop"}],
}
# Left open by the schema, and by us held to what Teams draws.
BEYOND = {"AdaptiveCard": {"version"}, "TextRun": {"text"}}
OPEN_IN_SCHEMA = {"version", "fallback", "requires", "userIds", "targetElements"}


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every object in the card, by path."""
    found: list[tuple[Any, ...]] = []
    if isinstance(value, dict):
        if path and path[-1] == "data":
            return []
        found.append(path)
        for key, part in value.items():
            found += places(part, (*path, key))
    if isinstance(value, list):
        for index, part in enumerate(value):
            found += places(part, (*path, index))
    return found


def at(card: Json, path: tuple[Any, ...]) -> Json:
    for step in path:
        card = card[step]
    return card


@st.composite
def spoilt(draw: st.DrawFn) -> Json:
    """The whole card with up to two things changed in it."""
    card = copy.deepcopy(WHOLE)
    for _ in range(draw(st.integers(0, 2))):
        target = at(card, draw(st.sampled_from(places(card))))
        keys = sorted(set(target) - OPEN_IN_SCHEMA - {"elementId"})
        match draw(st.sampled_from(["drop", "add", "word", "number", "list", "object", "flag"])):
            case "drop" if keys:
                del target[draw(st.sampled_from(keys))]
            case "add":
                target["colour"] = "red"
            case "word" if keys:
                target[draw(st.sampled_from(keys))] = "nonesuch"
            case "number" if keys:
                target[draw(st.sampled_from(keys))] = 7
            case "list" if keys:
                target[draw(st.sampled_from(keys))] = ["x"]
            case "object" if keys:
                target[draw(st.sampled_from(keys))] = {"x": 1}
            case "flag" if keys:
                target[draw(st.sampled_from(keys))] = True
            case _:
                pass
    return card


@settings(max_examples=300, deadline=None)
@given(spoilt())
def test_what_the_official_schema_refuses_is_refused(card: Json) -> None:
    """Unknown properties, wrong types, wrong words, missing parts; the other way it is laxer with words."""
    assert OFFICIAL.is_valid(card) or list(faults_in(card))


@given(st.data())
def test_what_is_optional_may_be_left_out(data: st.DataObject) -> None:
    """A sound card stays sound without any of the properties that the schema does not require."""
    card = copy.deepcopy(WHOLE)
    for path in places(card):
        target = at(card, path)
        optional = sorted(
            set(target) - set(REQUIRED.get(target.get("type", ""), ())) - OPEN_IN_SCHEMA - {"type"}
        )
        scalars = [key for key in optional if not isinstance(target[key], dict | list)]
        if "type" in target and scalars and data.draw(st.booleans()):
            del target[data.draw(st.sampled_from(scalars))]
    assert list(faults_in(card)) == []
    assert OFFICIAL.is_valid(card)


def test_every_property_in_the_table_is_one_of_the_schemas() -> None:
    """The table neither invents a property nor forgets one."""
    teams_only = {("AdaptiveCard", "msteams"), ("AdaptiveCard", "metadata")}
    left_out = {
        "Media",
        "MediaSource",
        "BackgroundImage",
        "Authentication",
        "TokenExchangeResource",
        "AuthCardButton",
    }
    for name, definition in SCHEMA["definitions"].items():
        if "properties" not in definition or name.startswith("Extendable") or name in left_out:
            continue
        official = set(definition["properties"]) - {"type", "backgroundImage", "authentication", "rtl?"}
        extra = {prop for kind, prop in teams_only if kind == name}
        parts = {prop for kind, prop in PARTS if kind == name} | (
            {"targetElements"} if "ToggleVisibility" in name else set()
        )
        ours = (set(PROPERTIES[name]) | parts) - extra - {"rtl"}
        assert ours == official - {"rtl"}, name


@pytest.mark.parametrize(
    ("version", "right"), [("1.4", True), ("1.5", True), ("1.6", False), ("2.0", False), (1.5, False)]
)
def test_teams_draws_nothing_newer_than_one_point_five(version: object, *, right: bool) -> None:
    """The schema leaves the version open; Teams does not."""
    assert (list(faults_in({**WHOLE, "version": version})) == []) is right


def test_two_inputs_of_one_name_are_a_fault() -> None:
    """One would overwrite the other in what is sent."""
    twice = {"type": "Input.Text", "id": "same", "label": "a"}
    assert list(faults_in({"type": "AdaptiveCard", "version": "1.5", "body": [twice, dict(twice)]}))


def test_what_is_required_is_required_by_the_schema_too() -> None:
    """Nothing is demanded of the bot that Teams does not demand, except a version."""
    for name, required in REQUIRED.items():
        definition = SCHEMA["definitions"][name]
        inherited = ["id"] if name.startswith("Input.") and name != "Input.Choice" else []
        assert set(required) == {*definition.get("required", []), *inherited} | (BEYOND.get(name, set())), (
            name
        )
