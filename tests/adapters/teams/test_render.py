"""What is drawn in Teams: word for word as agreed, valid, small enough, and without life in what people typed."""

import json
from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft6Validator

from adapters.teams import limits, render
from adapters.teams.talk import TEXTS
from adapters.teams.words import inert, plain
from bots.demo.far.teams_limits import faults_in_dialog, refused_activity
from core.chat.texts import Texts
from core.chat.views import Card, Form, Heading, Option, PersonPick, Quote, SomeOf
from core.people import Language
from tests.adapters.teams.views import EVERY_BLOCK, FORM, ID, MENU, NASTY, PING, READ_ONLY

WORDS = Texts(TEXTS, Language.NB)
EVERYTHING = Card(hint="Du har noe å se på.", title="Alt", blocks=EVERY_BLOCK)
ERRORS = {"name": "Skriv et navn.", "day": "Velg en senere dag.", "": "Noe må rettes."}

DRAWN: dict[str, render.Json] = {
    "ping": render.card(PING),
    "menu": render.card(MENU),
    "every_block": render.card(EVERYTHING),
    "form": render.form(FORM, WORDS),
    "form_mended": render.form(FORM.filled({"name": "K", "parts": ("good",)}), WORDS, ERRORS),
    "form_read_only": render.form(READ_ONLY, WORDS),
    "notice": render.notice("Innsjekk", "Det er lagret.", "Lukk", WORDS),
    "notice_typed": render.notice("Innsjekk", "Det gikk ikke.", "", WORDS, ["Alt jeg skrev", " ", "og mer"]),
    "words_in_chat": render.words_in_chat("Innsjekk", "Ingenting leses her."),
}


def contents(drawn: render.Json) -> render.Json:
    """The card in an activity or a dialog."""
    attachment = drawn["attachments"][0] if "attachments" in drawn else drawn["card"]
    content: render.Json = attachment["content"]
    return content


def parts(of: Any) -> Iterator[dict[str, Any]]:
    if isinstance(of, dict):
        yield of
        for each in of.values():
            yield from parts(each)
    elif isinstance(of, list):
        for each in of:
            yield from parts(each)


@pytest.fixture(scope="module")
def official() -> Draft6Validator:
    """The official schema of Adaptive Cards 1.5, as a package from elsewhere carries it."""
    schema = files("adaptive_cards").joinpath("schemas", "schema-1.5.json").read_text(encoding="utf-8")
    return Draft6Validator(json.loads(schema))


@pytest.mark.parametrize("name", DRAWN)
def test_every_drawing_is_word_for_word_as_agreed(name: str, golden: Callable[[str, str], None]) -> None:
    """A change shows as a diff that somebody reads."""
    golden(f"teams/{name}.json", json.dumps(DRAWN[name], ensure_ascii=False, indent=2) + "\n")


@pytest.mark.parametrize("name", DRAWN)
def test_every_drawing_is_a_valid_card(name: str, official: Draft6Validator) -> None:
    """Held against the official schema, from which Teams' own member is taken out first."""
    card = json.loads(json.dumps(contents(DRAWN[name])))
    for each in parts(card):
        each.pop("msteams", None)
    official.validate(card)


@pytest.mark.parametrize("name", DRAWN)
def test_teams_takes_every_drawing(name: str) -> None:
    """The make-believe Teams keeps Microsoft's limits on sizes, titles and what may stand where."""
    drawn = DRAWN[name]
    if "attachments" in drawn:
        assert refused_activity(drawn) is None
        assert not drawn.get("text"), "with a text beside it, the card would lose its id"
        assert drawn["summary"]
    else:
        assert list(faults_in_dialog(drawn)) == []


@pytest.mark.parametrize("name", DRAWN)
def test_every_input_says_what_it_is_and_what_is_wrong(name: str) -> None:
    """A label, an error message and whether it must be filled in, for those who cannot see the layout."""
    for each in parts(contents(DRAWN[name])):
        if str(each.get("type", "")).startswith("Input."):
            assert each["label"]
            assert each["errorMessage"]
            assert each["isRequired"] in {True, False}


def test_only_the_hint_is_on_a_lock_screen() -> None:
    """The summary is the hint and nothing else, whatever the card says."""
    assert render.card(PING)["summary"] == PING.hint
    assert "summary" not in render.form(FORM, WORDS)


def test_a_press_that_may_open_a_form_says_so_beforehand() -> None:
    """Teams opens a dialog only for a button that asks for one; an act without a form must not ask."""
    first, second = contents(render.card(PING))["body"][-1]["actions"]
    assert first["data"] == {"msteams": {"type": "task/fetch"}, "a": "ledger.open", "r": ID}
    assert (second["type"], second["data"]) == ("Action.Execute", {"a": "ledger.later", "r": ID})


def test_nothing_required_stands_in_the_way_of_another_button() -> None:
    """Of all buttons in a form, only its own submit asks for the fields."""
    actions = [
        each for each in parts(contents(render.form(FORM, WORDS))) if each.get("type") == "Action.Submit"
    ]
    asking = [each["title"] for each in actions if each.get("associatedInputs") != "none"]
    assert asking == ["Neste"]
    assert [each["title"] for each in actions] == ["Hopp over", "Neste", "Lukk"]


def test_an_error_stands_right_above_its_field_and_at_the_top() -> None:
    """And it is told in words, with a sign: not by colour alone."""
    body = contents(render.form(FORM, WORDS, ERRORS))["body"]
    at = next(n for n, each in enumerate(body) if each.get("id") == "day")
    assert body[at - 1]["inlines"][0]["text"] == "⚠ Velg en senere dag."
    top = json.dumps(body[0], ensure_ascii=False)
    assert "Navn: Skriv et navn." in top
    assert "Dag: Velg en senere dag." in top
    assert "Noe må rettes." in top


def test_a_card_over_the_limit_is_a_fault_of_ours() -> None:
    """It is never sent, and the fault tells the size and none of the words."""
    people = tuple(Option(value=f"p{n}", label=f"Person {n}" * 3) for n in range(500))
    with pytest.raises(render.TooBig, match=r"^a card of \d+ bytes") as fault:
        render.form(
            Form(title="Hvem?", body=(PersonPick(name="p", label="Hvem?", options=people),), close="Lukk"),
            WORDS,
        )
    assert fault.value.size > limits.CARD_BYTES


def test_what_people_type_is_shown_as_written() -> None:
    """In a quotation every sign is kept; only a function of the card language is cut in two, by nothing visible."""
    drawn = contents(render.card(Card(hint="h", title="t", blocks=(Quote(NASTY),))))
    (shown,) = (each for each in parts(drawn["body"][1]) if each.get("type") == "TextRun")
    assert shown["text"].replace("\u200b", "") == NASTY
    assert "{{" not in shown["text"]


def test_markup_is_dead_where_a_client_reads_it() -> None:
    """Headings and choices have no sign left that Markdown knows; they read the same."""
    view = Form(
        title="t",
        body=(Heading(NASTY), SomeOf(name="s", label=NASTY, options=(Option(value="v", label=NASTY),))),
        close="Lukk",
    )
    body = contents(render.form(view, WORDS))["body"]
    for shown in (body[0]["text"], body[1]["label"], body[1]["choices"][0]["title"]):
        assert not [
            sign
            for sign in (
                "*",
                "`",
                "](",
                "~~",
                "<a",
                "<b",
                "{{",
                " _",
                "\n- ",
                "\n1",
                "\n#",
                "\n>",
                "&l",
                "\\*",
            )
            if sign in shown
        ]
        read = (
            shown.replace("\u200b", "").replace("\u2217", "*").replace("\u02cd", "_").replace("\u02cb", "`")
        )
        assert read == NASTY


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text())
def test_words_keep_their_length_but_for_what_cannot_be_seen(text: str) -> None:
    """Whatever is typed comes out letter for letter, or sign for sign, and can be sent."""
    for made in (plain(text), inert(text)):
        made.encode()
        assert len(made.replace("\u200b", "")) == len(text.replace("\u200b", ""))
    assert "{{" not in plain(text)
