"""Who is let in, over real HTTP: Slack and nobody else, and no word of a body in any log."""

import json
import logging
import time
from collections.abc import Callable

import aiohttp
import pytest

from adapters.slack import limits, verify
from adapters.slack.app import SlackApp
from bots.demo.far.slack_wire import Answered
from core.chat.views import (
    Done,
    Mend,
    Show,
)
from tests.adapters.slack import payloads
from tests.adapters.slack.scenes import CANARY, FORM, MENU, the_form
from tests.adapters.slack.workplace import KARI, SECRET, TEAM, Workplace, a_workplace


def signed(body: bytes, *, secret: str = SECRET, age: int = 0) -> dict[str, str]:
    stamp = str(int(time.time()) - age)
    return {
        verify.TIMESTAMP: stamp,
        verify.SIGNATURE: verify.signature(stamp, body, secret),
        "Content-Type": "application/json",
    }


async def asked(
    here: Workplace, body: bytes, headers: dict[str, str], path: str = "/slack/events"
) -> tuple[int, str]:
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{here.far.bot_url}{path}", data=body, headers=headers) as answer,
    ):
        return answer.status, await answer.text()


BODY = json.dumps(payloads.event(user=CANARY)).encode()


@pytest.mark.parametrize("path", ["/slack/events", "/slack/interactions", "/slack/commands"])
@pytest.mark.parametrize(
    "spoilt",
    [
        lambda: {verify.SIGNATURE: ""},
        lambda: {verify.TIMESTAMP: ""},
        lambda: {verify.TIMESTAMP: "abc"},
        lambda: {verify.TIMESTAMP: "-1"},
        lambda: {verify.SIGNATURE: "v0=ærlig"},
        lambda: {verify.SIGNATURE: "v0=" + "0" * 64},
        lambda: signed(BODY, secret="another"),
        lambda: signed(BODY, age=301),
        lambda: signed(BODY, age=-310),
        lambda: signed(BODY + b" "),
    ],
    ids=["no_signature", "no_time", "abc", "negative", "not_ascii", "zeros", "other_secret", "stale", "early", "other_body"],
)  # fmt: skip
async def test_who_is_not_slack_is_not_heard(
    here: Workplace, spoilt: Callable[[], dict[str, str]], path: str, caplog: pytest.LogCaptureFixture
) -> None:
    """401, and no word of the body in any log."""
    caplog.set_level(logging.DEBUG)
    status, _ = await asked(here, BODY, signed(BODY) | spoilt(), path)
    assert status == 401
    assert here.door.heard == []
    assert CANARY not in caplog.text


async def test_two_signatures_are_none(here: Workplace) -> None:
    """It would be anybody's guess which of them was checked."""
    both = [*signed(BODY).items(), (verify.SIGNATURE, "v0=other")]
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{here.far.bot_url}/slack/events", data=BODY, headers=both) as answer,
    ):
        assert answer.status == 401


async def test_a_body_larger_than_any_of_slacks_is_not_read(here: Workplace) -> None:
    """413 as soon as it is too long, signed or not."""
    body = b'{"x":"' + b"x" * limits.BODY_BYTES + b'"}'
    assert (await asked(here, body, signed(body)))[0] == 413


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"[]", b"[1]", b"null", b"{}", b'"x"', b"\xff\xfe", b"[" * 100_000, b'{"type":"event_callback"}',
        b'{"type":"event_callback","event":"x"}', b'{"type":"event_callback","event":{"type":["x"]}}', b"payload=%7B", b"payload=[]", b"payload=%7B%22type%22%3A%22block_actions%22%7D",
        b"command=%2Fother&team_id=T0&user_id=U0&trigger_id=1.2", b"command=%2Finnsjekk",
        b'{"type":"view_submission","view":[]}', b'{"type":"shortcut","callback_id":"x"}',
        b"7", b"true", b"payload=7", b"payload=null", b"payload=%22x%22", b'{"type":"event_callback","event":7}',
        b'{"type":"event_callback","event":null}', b'{"type":"view_closed","view":7}',
        b'{"type":"view_submission","view":{"callback_id":"c"}}', b'{"type":"interactive_message","actions":7}',
        b'{"type":"interactive_message","callback_id":"c","actions":[]}', b'{"type":"workflow_step_edit","callback_id":"c"}',
        json.dumps(payloads.submit(private_metadata=CANARY)).encode(),
        json.dumps(payloads.press(action=CANARY)).encode(),
    ],
    ids=range(33),
)  # fmt: skip
async def test_what_slack_never_sends_is_refused_without_a_word(
    here: Workplace, body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    """400 though the signature is right; nothing is heard, nothing of it is logged."""
    caplog.set_level(logging.DEBUG)
    for path in ("/slack/events", "/slack/interactions", "/slack/commands"):
        status, _ = await asked(here, body, signed(body), path)
        assert status == 400, path
    assert here.door.heard == []
    assert CANARY not in caplog.text


async def test_slack_is_answered_when_it_asks_whether_we_are_there(here: Workplace) -> None:
    """The challenge when the address is set up, and the check of the certificate."""
    body = b'{"type":"url_verification","token":"x","challenge":"3eZbrw1aB"}'
    status, text = await asked(here, body, signed(body))
    assert (status, json.loads(text)) == (200, {"challenge": "3eZbrw1aB"})
    assert (await asked(here, body, signed(body, secret="another")))[0] == 401
    check = b"ssl_check=1&token=x"
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert (await asked(here, check, signed(check) | form))[0] == 200


async def test_a_repeat_is_heard_again_with_the_same_key(here: Workplace) -> None:
    """Never dropped because Slack says that it is one: the first may not have got through."""
    await here.kari.go_home()
    again: Answered = await here.far.replay(here.far.recorded[-1], {"X-Slack-Retry-Num": "1"})
    assert again.status == 200
    assert len({reply.key for reply in here.door.heard}) == 1
    assert len(here.door.heard) == 2


async def test_no_word_of_a_person_is_in_any_log(here: Workplace, caplog: pytest.LogCaptureFixture) -> None:
    """At DEBUG, through a form that is opened, filled in, mended and sent in, and a command."""
    caplog.set_level(logging.DEBUG)
    here.door.says["checkins.answer"] = Mend(form=FORM, errors={"words": CANARY})
    await the_form(here)
    here.kari.fill("Egne ord", CANARY)
    await here.kari.submit()
    here.door.says["checkins.answer"] = Done(text=CANARY)
    await here.kari.submit()
    await here.kari.command("/innsjekk", CANARY)
    await here.kari.go_home()
    mine = "\n".join(record.getMessage() for record in caplog.records)
    assert CANARY not in mine
    assert KARI not in mine


async def test_nothing_in_the_environment_changes_anything(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Bolt reads SLACK_* by itself, and would go over to another way of working."""
    for name in (
        "BOT_TOKEN",
        "SIGNING_SECRET",
        "CLIENT_ID",
        "CLIENT_SECRET",
        "VERIFICATION_TOKEN",
        "APP_TOKEN",
    ):
        monkeypatch.setenv(f"SLACK_{name}", f"xoxb-{CANARY}")
    async with a_workplace() as here:
        here.door.says["menu.home"] = Show(card=MENU)
        await here.kari.command("/innsjekk")
        await here.kari.go_home()
        assert here.kari.form is not None
        assert [call.method for call in here.far.calls] == ["views.open", "views.publish"]
    assert CANARY not in caplog.text


async def test_without_a_secret_there_is_no_way_in(here: Workplace) -> None:
    """An empty one would let anybody speak as Slack."""
    with pytest.raises(ValueError, match="signing secret"):
        SlackApp(door=here.door, signing_secret="", bot_token="x", team_id=TEAM, session=here.session)
