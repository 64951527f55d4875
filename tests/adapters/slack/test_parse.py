"""What Slack sends becomes what core hears; everything else is malformed, and says nothing of what it was."""

import copy
from collections.abc import Mapping
from typing import Any

import pytest

from adapters.slack import parse
from core.people import Account, Platform
from tests.adapters.slack import payloads
from tests.adapters.slack.payloads import KARI, TEAM, TYPED, Json

SECRET = "made-up"
ACCOUNT = Account(platform=Platform.SLACK, tenant=TEAM, id=KARI)


def interaction(payload: Mapping[str, Any]) -> object:
    return parse.interaction(payload, SECRET)


def a_press(payload: Json) -> parse.Press:
    heard = interaction(payload)
    assert isinstance(heard, parse.Press)
    return heard


def a_submit(payload: Json) -> parse.Submit:
    heard = interaction(payload)
    assert isinstance(heard, parse.Submit)
    return heard


def test_a_press_on_a_message() -> None:
    """The number that made the button unique is gone from its action."""
    press = a_press(payloads.press())
    assert (press.reply.by, press.reply.action, press.reply.ref) == (ACCOUNT, "ping.open", "8a0f-7a4c")
    assert press.reply.values == {}
    assert press.trigger == "123.456.abc"
    assert press.surface == parse.InMessage("D0KARI", "1763870000.000001")


def test_a_press_on_the_home() -> None:
    """A button without a reference has an empty one."""
    press = a_press(payloads.press(payloads.view("home", state={"values": {}}), value=None))
    assert press.reply.ref == ""
    assert press.surface == parse.InHome()


def test_a_press_in_a_modal_brings_what_was_typed() -> None:
    """So that nothing typed is lost when the form is changed; the reference is the button's own."""
    press = a_press(payloads.press(payloads.view(), value="another"))
    assert press.reply.values == TYPED
    assert press.reply.ref == "another"
    assert press.surface == parse.InModal("V0001", "1763870400.abcdef")


def test_a_choice_inside_a_form_is_no_reply() -> None:
    """It counts when the form is sent in."""
    payload = payloads.press(payloads.view())
    payload["actions"] = [
        {"type": "radio_buttons", "action_id": "mood", "block_id": "mood", "action_ts": "1.2"}
    ]
    assert interaction(payload) is None


def test_a_submit() -> None:
    """Every kind of field, filled in and empty, in the types that core wants."""
    submit = a_submit(payloads.submit())
    assert (submit.reply.by, submit.reply.action, submit.reply.ref) == (
        ACCOUNT,
        "checkins.answer",
        "8a0f-7a4c",
    )
    assert submit.reply.values == TYPED
    assert submit.blocks["words"] == "words#0e4c"


def test_a_closed_form_is_no_reply() -> None:
    """Closing is not an answer."""
    assert interaction(payloads.closed()) is None


def test_the_command_asks_for_the_menu_and_its_words_are_not_read() -> None:
    """Whatever was written after it, in whichever channel."""
    heard = parse.command(payloads.command())
    assert (heard.reply.by, heard.reply.action, heard.trigger) == (ACCOUNT, "menu.home", "123.456.abc")
    assert "noe jeg skrev" not in str(heard)


def test_the_home_asks_for_the_menu() -> None:
    """And the messages tab, which is told with the same event, does not."""
    heard = parse.event(payloads.event())
    assert isinstance(heard, parse.Visit)
    assert (heard.reply.by, heard.reply.action, heard.reply.key) == (
        ACCOUNT,
        "menu.home",
        "slack:event:Ev0001",
    )
    assert parse.event(payloads.event(tab="messages")) is None


@pytest.mark.parametrize("kind", ["app_uninstalled", "tokens_revoked"])
def test_the_end_of_an_installation_is_seen(kind: str) -> None:
    """Then nothing can be sent."""
    assert parse.event(payloads.event(kind)) == parse.Gone(kind)


def test_a_stranger_comes_from_their_own_team() -> None:
    """Somebody in a shared channel is not taken for one of ours."""
    payload = payloads.press()
    payload["user"]["team_id"] = "T0ANDRE"
    assert a_press(payload).reply.by.tenant == "T0ANDRE"


def test_the_same_act_has_the_same_key_and_no_other_has() -> None:
    """A repeat is known as one; another person, moment, button or text is not taken for it."""
    changed = copy.deepcopy(payloads.submit())
    changed["view"]["state"]["values"]["words#0e4c"]["words"]["value"] = "Det går bedre."
    moment = copy.deepcopy(payloads.press())
    moment["actions"][0]["action_ts"] = "1763870400.000200"
    acts = [
        payloads.press(),
        moment,
        payloads.press(action="ping.open#2"),
        payloads.press(user="U0OLA"),
        payloads.press(team="T0ANDRE"),
        payloads.submit(),
        changed,
        payloads.submit(user="U0OLA"),
        payloads.submit(private_metadata='{"a":"checkins.answer","r":"8a0f-7a4c","n":"ffff"}'),
    ]
    keys = [_key(act) for act in acts]
    assert len(set(keys)) == len(acts)
    assert keys == [_key(copy.deepcopy(act)) for act in acts]


def test_a_key_does_not_tell_what_was_answered() -> None:
    """Without the secret, nobody can try out which of four answers gave it."""
    keys = {parse.interaction(payloads.submit(), secret).reply.key for secret in ("a", "b")}  # type: ignore[union-attr]
    assert len(keys) == 2


def _key(payload: Json) -> str:
    heard = interaction(payload)
    assert isinstance(heard, parse.Press | parse.Submit)
    return heard.reply.key
