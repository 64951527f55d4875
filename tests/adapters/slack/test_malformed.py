"""What Slack never sends is malformed, whatever it is, and the error says nothing of what was in it."""

import copy
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack import parse
from adapters.slack.payload import Malformed
from tests.adapters.slack import payloads
from tests.adapters.slack.payloads import Json

SECRET = "made-up"


def interaction(payload: Mapping[str, Any]) -> object:
    return parse.interaction(payload, SECRET)


@pytest.mark.parametrize(
    "metadata",
    ["", "{", "[]", "{}", '"x"', '{"a":"checkins.answer","r":"x"}', '{"a":"DROP","r":"","n":""}',
     '{"a":"checkins.answer","r":"\\u0000","n":""}', '{"a":1,"r":"","n":""}', "[" * 3000],
    ids=range(10),
)  # fmt: skip
def test_metadata_that_is_not_ours_is_malformed(metadata: str) -> None:
    """Whoever forged it gets no further than here."""
    with pytest.raises(Malformed):
        interaction(payloads.submit(private_metadata=metadata))


@pytest.mark.parametrize(
    "element",
    [
        {"type": "plain_text_input", "value": 7},
        {"type": "plain_text_input", "value": "\ud800"},
        {"type": "plain_text_input", "value": "a\0b"},
        {"type": "file_input", "files": []},
        {"type": "radio_buttons", "selected_option": "good"},
        {"type": "radio_buttons", "selected_option": {"text": "good"}},
        {"type": "checkboxes"},
        {"type": "checkboxes", "selected_options": {"value": "v1"}},
        {"type": "datepicker", "selected_date": ["2026-11-30"]},
        {"type": []},
        {},
        None,
        "words",
    ],
    ids=range(13),
)
def test_a_field_of_another_shape_is_malformed(element: object) -> None:
    """Core trusts the types that it is given."""
    with pytest.raises(Malformed):
        interaction(payloads.submit(state={"values": {"words": {"words": element}}}))


@pytest.mark.parametrize(
    "action", ["", "open", "ping.open#", "ping.open#1#2", "Ping.Open", "ping.open\n", "a.b#99999"]
)
def test_a_button_that_is_not_ours_is_malformed(action: str) -> None:
    """Only "flow.verb" and a number."""
    with pytest.raises(Malformed):
        interaction(payloads.press(action=action))


WHOLE: Mapping[str, tuple[Callable[[Mapping[str, Any]], object], Json]] = {
    "press": (interaction, payloads.press()),
    "press_in_modal": (interaction, payloads.press(payloads.view())),
    "submit": (interaction, payloads.submit()),
    "closed": (interaction, payloads.closed()),
    "event": (parse.event, payloads.event()),
    "command": (parse.command, payloads.command()),
}
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@pytest.mark.parametrize("kind", WHOLE)
@given(data=st.data())
def test_nothing_but_malformed_is_raised_whatever_is_in_the_payload(kind: str, data: st.DataObject) -> None:
    """A true payload with one thing in it replaced or taken away, at any depth."""
    read, whole = WHOLE[kind]
    payload = copy.deepcopy(whole)
    path = data.draw(st.sampled_from(list(_paths(payload))))
    holder: Any = payload
    for step in path[:-1]:
        holder = holder[step]
    if data.draw(st.booleans()):
        holder[path[-1]] = data.draw(JUNK)
    else:
        del holder[path[-1]]
    try:
        read(payload)
    except Malformed as malformed:
        assert str(malformed) == ""  # noqa: PT017  that it may not be raised is what is tried here


@given(
    payload=st.dictionaries(
        st.sampled_from(["type", "view", "user", "team", "event", "actions", "command"]), JUNK
    )
)
def test_no_dictionary_at_all_does(payload: Json) -> None:
    """From nothing, with the names that matter."""
    for read, _ in WHOLE.values():
        try:
            read(payload)
        except Malformed:
            continue


def _paths(part: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inside = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    return [found for name, each in inside for found in [(*path, name), *_paths(each, (*path, name))]]
