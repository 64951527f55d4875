"""The limits of the make-believe Slack, with the models of the official SDK as an oracle."""

# One long file, because it is one table of limits, held against the SDK block by block.

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block, Option
from slack_sdk.models.views import View

from bots.demo.far.slack_limits import Refusal, Refused, check_message, check_view

Json = dict[str, Any]


def text(words: str) -> Json:
    return {"type": "plain_text", "text": words}


def marked(words: str) -> Json:
    return {"type": "mrkdwn", "text": words}


def options(number: int, **more: object) -> list[Json]:
    return [{"text": text(f"nr {each}"), "value": str(each), **more} for each in range(number)]


def asks(element: Json, **more: object) -> Json:
    return {"type": "input", "label": text("L"), "element": element, **more}


def acts(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def button(**more: object) -> Json:
    return {"type": "button", "text": text("B"), **more}


def modal(*blocks: Json, **more: object) -> Json:
    shown = list(blocks) or [{"type": "divider"}]
    return {"type": "modal", "title": text("T"), "submit": text("S"), "blocks": shown, **more}


CONFIRM = {"title": text("Sikker?"), "text": text("Helt?"), "confirm": text("Ja"), "deny": text("Nei")}


def in_message(*blocks: Json) -> Refusal | None:
    try:
        check_message("hei", list(blocks))
    except Refused as refused:
        return refused.refusal
    return None


def in_view(view: object, surface: str = "modal") -> Refusal | None:
    try:
        check_view(view, surface)
    except Refused as refused:
        return refused.refusal
    return None


def sdk_accepts(block: Json) -> bool:
    """What the official models say. They raise where they cannot even read it."""
    try:
        parsed = Block.parse(block)
        assert parsed is not None
        parsed.to_dict()
        for element in filter(None, [getattr(parsed, "element", None), getattr(parsed, "accessory", None)]):
            element.to_dict()
            for option in Option.parse_all(getattr(element, "options", None)) or []:
                option.to_dict("text")
        for element in getattr(parsed, "elements", None) or []:
            element.to_dict()
    except SlackObjectFormationError:
        return False
    return True


def sized() -> list[Any]:
    """Each limit twice: what just fits, and one more."""
    kinds: dict[str, tuple[int, Any]] = {
        "section text": (3000, lambda n: {"type": "section", "text": text("x" * n)}),
        "section fields": (10, lambda n: {"type": "section", "fields": [text("x")] * n}),
        "header": (150, lambda n: {"type": "header", "text": text("x" * n)}),
        "button text": (75, lambda n: acts(button(text=text("x" * n)))),
        "button value": (2000, lambda n: acts(button(value="x" * n))),
        "button url": (3000, lambda n: acts(button(url="x" * n))),
        "action_id": (255, lambda n: acts(button(action_id="x" * n))),
        "block_id": (255, lambda n: {"type": "divider", "block_id": "x" * n}),
        "actions": (25, lambda n: acts(*[button()] * n)),
        "context": (10, lambda n: {"type": "context", "elements": [marked("x")] * n}),
        "options": (100, lambda n: asks({"type": "static_select", "options": options(n)})),
        "many options": (100, lambda n: asks({"type": "multi_static_select", "options": options(n)})),
        "option text": (75, lambda n: asks({
            "type": "static_select", "options": [{"text": text("x" * n), "value": "1"}],
        })),
        "option value": (150, lambda n: asks({
            "type": "static_select", "options": [{"text": text("x"), "value": "x" * n}],
        })),
        "label": (2000, lambda n: asks({"type": "plain_text_input"}, label=text("x" * n))),
        "hint": (2000, lambda n: asks({"type": "plain_text_input"}, hint=text("x" * n))),
        "placeholder": (150, lambda n: asks({"type": "plain_text_input", "placeholder": text("x" * n)})),
        "markdown": (12000, lambda n: {"type": "markdown", "text": "x" * n}),
    }  # fmt: skip
    return [pytest.param(most, make, id=name) for name, (most, make) in kinds.items()]


@pytest.mark.parametrize(("most", "make"), sized())
def test_lengths_and_counts_are_those_of_the_official_models(most: int, make: Any) -> None:
    """What just fits is accepted by both, one more is refused by both."""
    assert in_message(make(most)) is None
    assert sdk_accepts(make(most))
    refusal = in_message(make(most + 1))
    assert refusal is not None
    assert refusal.error == "invalid_blocks"
    assert not sdk_accepts(make(most + 1))


@given(size=st.integers(0, 3300), kind=st.sampled_from(["section", "header"]))
def test_any_length_is_judged_alike(size: int, kind: str) -> None:
    """Headers and sections of any length but none: there the models are kinder than Slack."""
    block = {"type": kind, "text": text("x" * size)}
    assert (in_message(block) is None) == (sdk_accepts(block) and size > 0)


@pytest.mark.parametrize(
    ("name", "most"), [("title", 24), ("submit", 24), ("close", 24), ("private_metadata", 3000), ("callback_id", 255)]
)  # fmt: skip
def test_a_views_own_lengths_are_those_of_the_official_models(name: str, most: int) -> None:
    """Title, buttons, metadata and callback_id."""

    def view(size: int) -> Json:
        words = "x" * size
        return modal() | {name: words if name in {"private_metadata", "callback_id"} else text(words)}

    assert in_view(view(most)) is None
    View(**view(most)).to_dict()
    assert in_view(view(most + 1)) is not None
    with pytest.raises(SlackObjectFormationError):
        View(**view(most + 1)).to_dict()


def test_so_many_blocks_and_no_more() -> None:
    """Fifty in a message, a hundred in a view, at least one in a view."""
    line = {"type": "divider"}
    assert in_message(*[line] * 50) is None
    assert in_message(*[line] * 51) is not None
    assert in_view(modal(*[line] * 100)) is None
    assert in_view(modal(*[line] * 101)) is not None
    assert in_view({"type": "home", "blocks": [line] * 101}, "home") is not None
    assert in_view(modal() | {"blocks": []}) is not None


def test_what_the_models_do_not_know_is_refused_all_the_same() -> None:
    """Ten radio buttons or boxes, whole texts together, large views, and text that a message may not have."""
    for kind in ("radio_buttons", "checkboxes"):
        assert in_message(asks({"type": kind, "options": options(10)})) is None
        assert in_message(asks({"type": kind, "options": options(11)})) is not None
    assert in_message(asks({"type": "static_select", "options": options(1, description=text("x" * 76))}))
    much = in_message(*[{"type": "section", "text": text("x" * 3000)}] * 5)
    assert much is not None
    assert much.error == "msg_blocks_too_long"
    large = in_view(modal(*[{"type": "section", "text": text("å" * 2999)}] * 60))
    assert large is not None
    assert large.error == "view_too_large"
    with pytest.raises(Refused, match="msg_too_long"):
        check_message("x" * 4001, None, most=4000)
    with pytest.raises(Refused, match="no_text"):
        check_message("", [])
    with pytest.raises(Refused, match="invalid_blocks_format"):
        check_message("x", "[]")


WRONG: list[Any] = [
    {"type": "nonsense"},
    {},
    "section",
    {"type": "section"},
    {"type": "section", "text": "bare"},
    {"type": "section", "text": text("")},
    {"type": "section", "text": text("x"), "colour": "red"},
    {"type": "section", "text": marked("x") | {"emoji": True}},
    {"type": "section", "fields": [text("x" * 2001)]},
    {"type": "section", "text": text("x"), "accessory": {"type": "plain_text_input"}},
    {"type": "header", "text": marked("x")},
    {"type": "header", "text": text("🙂" * 76)},
    {"type": "context", "elements": [button()]},
    {"type": "context", "elements": []},
    {"type": "divider", "text": text("x")},
    {"type": "image", "image_url": "https://example.com/x.png"},
    acts(),
    acts({"type": "plain_text_input"}),
    acts(button(style="loud")),
    acts(button(text=marked("x"))),
    acts({"type": "button"}),
    acts(button(action_id="a"), button(action_id="a")),
    acts(button(confirm=CONFIRM | {"title": text("x" * 101)})),
    acts(button(confirm={"title": text("x")})),
    asks({"type": "users_select"}),
    asks(button()),
    asks({"type": "plain_text_input", "max_length": 3001}),
    asks({"type": "plain_text_input", "max_length": 0}),
    asks({"type": "plain_text_input", "max_length": True}),
    asks({"type": "plain_text_input", "min_length": 5, "max_length": 4}),
    asks({"type": "plain_text_input", "max_length": 2, "initial_value": "tre"}),
    asks({"type": "radio_buttons"}),
    asks({"type": "radio_buttons", "options": []}),
    asks({"type": "radio_buttons", "options": options(1), "placeholder": text("x")}),
    asks({"type": "radio_buttons", "options": options(2), "initial_option": options(3)[2]}),
    asks({"type": "checkboxes", "options": options(2), "initial_options": []}),
    asks({"type": "static_select", "options": [{"text": marked("x"), "value": "1"}]}),
    asks({"type": "static_select", "options": options(1), "option_groups": []}),
    asks({"type": "datepicker", "initial_date": "2026-02-30"}),
    asks({"type": "timepicker", "initial_time": "24:00"}),
    asks({"type": "plain_text_input"}, optional="yes"),
    {"type": "input", "element": {"type": "plain_text_input"}},
    {"type": "rich_text", "elements": [{"type": "rich_text_section"}]},
    {"type": "rich_text", "elements": [{"type": "rich_text_quote", "elements": [{"type": "text"}]}]},
]


@pytest.mark.parametrize("block", WRONG, ids=range(len(WRONG)))
def test_what_slack_would_not_draw_is_refused_with_its_place(block: Any) -> None:
    """Wrong types, unknown properties, missing ones, and values that do not fit."""
    refusal = in_message(block)
    assert refusal is not None
    assert refusal.error == "invalid_blocks"
    assert all("[json-pointer:/blocks" in line for line in refusal.why)
    in_form = in_view(modal() | {"blocks": [block]})
    assert in_form is not None
    assert in_form.error == "invalid_arguments"


UNFIT: list[Any] = [
    None,
    [],
    {},
    modal() | {"type": "home"},
    {"type": "home", "blocks": [{"type": "divider"}], "title": text("T")},
    {name: value for name, value in modal().items() if name != "title"},
    {name: value for name, value in modal(asks({"type": "plain_text_input"})).items() if name != "submit"},
    modal() | {"hash": "1"},
    modal() | {"title": marked("T")},
    modal({"type": "markdown", "text": "x"}),
    modal({"type": "divider", "block_id": "a"}, {"type": "divider", "block_id": "a"}),
    modal(*[asks({"type": "plain_text_input", "focus_on_load": True})] * 2),
    modal() | {"blocks": "[]"},
]


@pytest.mark.parametrize("view", UNFIT, ids=range(len(UNFIT)))
def test_a_view_slack_would_not_open_is_refused(view: Any) -> None:
    """As a modal or as a home."""
    for surface in ("modal", "home"):
        refusal = in_view(view, surface)
        assert refusal is not None
        assert refusal.error == "invalid_arguments"


def test_everything_we_know_passes() -> None:
    """One of each block and element, in a message and in a form."""
    blocks: list[Json] = [
        {"type": "header", "text": text("Overskrift") | {"emoji": False}},
        {"type": "section", "text": marked("*tekst*") | {"verbatim": True}, "accessory": button(style="danger")},
        {"type": "section", "fields": [text("a"), marked("b")]},
        {"type": "divider"},
        {"type": "image", "image_url": "https://example.com/x.png", "alt_text": "", "title": text("x")},
        {"type": "context", "elements": [text("smått"), {
            "type": "image", "image_url": "https://example.com/x.png", "alt_text": "x",
        }]},
        acts(button(style="primary", confirm=CONFIRM), {"type": "datepicker"}),
        asks({"type": "static_select", "option_groups": [{"label": text("A"), "options": options(100)}] * 2}),
        {"type": "rich_text", "elements": [
            {"type": "rich_text_quote", "elements": [{"type": "text", "text": "*som skrevet*"}]},
            {"type": "rich_text_section", "elements": [{"type": "text", "text": "f", "style": {"bold": True}}]},
            {"type": "rich_text_section", "elements": [{"type": "link", "url": "https://example.com"}]},
            {"type": "rich_text_list", "style": "bullet", "elements": [
                {"type": "rich_text_section", "elements": [{"type": "text", "text": "punkt"}]},
            ]},
            {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "x"}]},
        ]},
    ]  # fmt: skip
    assert in_message(*blocks) is None
    assert in_view(modal(*blocks)) is None
    assert all(sdk_accepts(block) for block in blocks)


def places(part: object, way: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield way
    if isinstance(part, dict | list):
        for name, inner in part.items() if isinstance(part, dict) else enumerate(part):
            yield from places(inner, (*way, name))


JUNK: list[Any] = [
    None,
    0,
    -1,
    True,
    "",
    "x",
    [],
    {},
    [1],
    {"type": []},
    {"type": "section"},
    [[]],
    {"text": {}},
]


@pytest.mark.parametrize("junk", JUNK, ids=range(len(JUNK)))
def test_junk_anywhere_is_judged_and_breaks_nothing(junk: Any) -> None:
    """Whatever stands in any one place, it is accepted or refused, and nothing else happens."""
    groups = [{"label": text("A"), "options": options(2)}]
    whole = modal(
        {"type": "section", "text": marked("x"), "fields": [text("x")], "accessory": button(confirm=CONFIRM)},
        asks({"type": "static_select", "option_groups": groups, "initial_option": options(1)[0]}),
        asks({"type": "checkboxes", "options": options(3), "initial_options": options(2)}),
        asks({"type": "plain_text_input", "min_length": 1, "max_length": 9, "initial_value": "ab"}),
        {
            "type": "rich_text",
            "elements": [{"type": "rich_text_quote", "elements": [{"type": "text", "text": "x"}]}],
        },
    )
    assert in_view(whole) is None
    judged = 0
    for way in list(places(whole))[1:]:
        spoiled = copy.deepcopy(whole)
        inner: Any = spoiled
        for step in way[:-1]:
            inner = inner[step]
        inner[way[-1]] = junk
        refusal = in_view(spoiled)
        judged += refusal is None or bool(refusal.why)
        in_message(*spoiled["blocks"]) if isinstance(spoiled.get("blocks"), list) else None
    assert judged == len(list(places(whole))) - 1
