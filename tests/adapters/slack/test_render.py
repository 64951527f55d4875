"""What is made for Slack: word for word as agreed, inside its limits, and dead as markup."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from adapters.slack import limits, render
from bots.demo.far.slack_limits import check_message, check_view
from core.chat.views import Button, Buttons, Card, Form, LongText, Paragraph, Quote, ShortText
from tests.adapters.slack.views import CARDS, EVERY_FIELD, FORMS, NASTY, NASTY_CARD, PING

SURFACES = {
    **{f"card_{name}": render.card(card) for name, card in CARDS.items()},
    **{f"home_{name}": render.home(card) for name, card in CARDS.items()},
    **{f"sheet_{name}": render.sheet(card) for name, card in CARDS.items()},
    **{f"form_{name}": render.form(form) for name, form in FORMS.items()},
    "notice_done": render.notice("Lagret", "Det er lagret.", "Lukk"),
    "notice_stay": render.notice("", "Det går ikke nå.", "", leaves=False),
}


@pytest.mark.parametrize("name", SURFACES)
def test_every_surface_is_word_for_word_as_agreed(name: str, golden: Callable[[str, str], None]) -> None:
    """A change shows as a diff that somebody reads."""
    golden(f"slack/{name}.json", json.dumps(SURFACES[name], ensure_ascii=False, indent=2) + "\n")


@pytest.mark.parametrize("name", SURFACES)
def test_slacks_own_models_find_no_limit_broken(name: str) -> None:
    """The models of slack_sdk count characters and elements."""
    body = SURFACES[name]
    for block in body["blocks"]:
        parsed = Block.parse(block)
        assert parsed is not None, block["type"]
        assert type(parsed) is not Block
        parsed.validate_json()
    if "type" in body:
        View(**body).validate_json()


@pytest.mark.parametrize("name", SURFACES)
def test_the_make_believe_slack_takes_every_surface(name: str) -> None:
    """Its shapes refuse unknown properties as well, and names that stand twice."""
    body = SURFACES[name]
    if "type" in body:
        check_view(body, body["type"])
    else:
        check_message(body["text"], body["blocks"], most=limits.MESSAGE_TEXT)


@pytest.mark.parametrize("name", SURFACES)
def test_nothing_is_given_to_slack_as_markup(name: str) -> None:
    """Plain text has its emoji codes off, and there is no other kind but rich text, which has no codes."""
    for part in _objects(SURFACES[name]):
        assert part.get("type") != "mrkdwn"
        if part.get("type") == "plain_text":
            assert part["emoji"] is False


def test_the_notification_is_inert_too() -> None:
    """`text` is the one string that Slack reads as markup: no mention is left in it."""
    text = render.card(NASTY_CARD)["text"]
    assert "<" not in text
    assert text.count("&") == text.count("&amp;") + text.count("&lt;") + text.count("&gt;")


def test_the_notification_says_the_hint_and_no_more() -> None:
    """A lock screen shows nothing of what stands in the card."""
    assert render.card(PING)["text"] == PING.hint


@given(st.text(min_size=1, max_size=9000), st.integers(min_value=2, max_value=300))
def test_a_long_text_is_parted_and_never_cut(text: str, most: int) -> None:
    """Every word is there, in order, and no piece is longer than asked for."""
    parts = list(limits.pieces(text, most))
    assert all(limits.units(part) <= most for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


def test_words_are_kept_whole_where_a_text_is_parted() -> None:
    """It is parted between words, not inside them."""
    text = "ordene blir hele " * 500
    blocks = render.sheet(Card(hint="", title="Lang", blocks=(Paragraph(text),)))["blocks"]
    assert len(blocks) > 1
    assert " ".join(block["text"]["text"] for block in blocks).split() == text.split()


def test_a_quote_is_shown_as_it_was_written() -> None:
    """Not a sign is escaped or eaten."""
    (quote,) = render.sheet(Card(hint="", title="Ord", blocks=(Quote(NASTY),)))["blocks"]
    assert quote["elements"][0]["elements"] == [{"type": "text", "text": NASTY}]


def test_what_a_form_carries_is_three_opaque_words() -> None:
    """Slack carries it: no value, no name, no title."""
    known = json.loads(render.form(EVERY_FIELD)["private_metadata"])
    assert known == {"a": EVERY_FIELD.action, "r": EVERY_FIELD.ref, "n": EVERY_FIELD.nonce}


def test_two_showings_of_a_form_share_no_input() -> None:
    """Slack moves what was typed to an input of the same name on the next page; here none has the same name."""
    again = Form(
        **{name: getattr(EVERY_FIELD, name) for name in EVERY_FIELD.__slots__} | {"nonce": "another"}
    )
    names = [
        {block["block_id"] for block in render.form(form)["blocks"] if block["type"] == "input"}
        for form in (EVERY_FIELD, again)
    ]
    assert len(names[0]) == len(EVERY_FIELD.fields())
    assert not names[0] & names[1]


def test_no_two_buttons_on_a_surface_have_the_same_name() -> None:
    """Thirty of the same action, over two rows."""
    many = tuple(Button(label="Velg", action="menu.choose", ref=str(n)) for n in range(30))
    blocks = render.home(Card(hint="", title="Mange", blocks=(Buttons(many),)))["blocks"]
    names = [element["action_id"] for block in blocks[1:] for element in block["elements"]]
    assert len(set(names)) == 30
    assert [len(block["elements"]) for block in blocks[1:]] == [25, 5]


@pytest.mark.parametrize(
    "make",
    [
        lambda: render.card(Card(hint="", title="x", blocks=(Paragraph("x"),) * 50)),
        lambda: render.card(Card(hint="", title="x", blocks=(Paragraph("x" * 3000),) * 5)),
        lambda: render.home(Card(hint="", title="x", blocks=(Paragraph("x"),) * 100)),
        lambda: render.form(Form(title="x", close="x", body=(Paragraph("x"),) * 101)),
        lambda: render.form(Form(title="x", close="x", body=(Paragraph("å" * 3000),) * 90)),
        lambda: render.form(Form(title="x", close="x", body=(ShortText(name="a", label="a"),))),
        lambda: render.form(Form(title="x", close="x", body=(), ref="r" * 3000)),
        lambda: render.form(
            Form(title="x", close="x", submit="x", body=(LongText(name="a", label="a", value="x" * 3001),))
        ),
        lambda: render.home(
            Card(hint="", title="x", blocks=(Buttons((Button(label="x", action="a.b", ref="r" * 2001),)),))
        ),
    ],
    ids=[
        "message_blocks",
        "message_text",
        "home_blocks",
        "form_blocks",
        "view_bytes",
        "no_submit",
        "metadata",
        "input",
        "button_value",
    ],
)
def test_what_slack_could_not_show_is_refused_and_not_cut(make: Any) -> None:
    """A fault of ours is told, in words that quote nothing."""
    with pytest.raises(limits.Unfit):
        make()


def test_a_text_may_be_longer_than_its_field_was_made_for() -> None:
    """What was written when the limit was another can still be opened and shortened."""
    form = Form(
        title="x",
        close="x",
        submit="x",
        body=(ShortText(name="a", label="a", most=5, value="lengre enn fem"),),
    )
    check_view(render.form(form), "modal")


def _objects(part: Any) -> list[dict[str, Any]]:
    if isinstance(part, dict):
        return [part, *(found for each in part.values() for found in _objects(each))]
    return [found for each in part for found in _objects(each)] if isinstance(part, list) else []
