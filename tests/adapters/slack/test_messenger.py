"""Slack's own ways of refusing a ping; what all platforms have in common is in test_contract.py."""

import logging
from collections.abc import AsyncIterator

import pytest

from adapters.slack.messenger import SlackMessenger
from bots.demo.far.faults import Answer, NotOk
from core.errors import TryLater, Unreachable, Unsure
from core.ledger.model import Reason
from tests.adapters.contract import MENU, PING
from tests.adapters.slack.workplace import OLA, Workplace, a_workplace


@pytest.fixture
async def here() -> AsyncIterator[Workplace]:
    async with a_workplace() as workplace:
        yield workplace


@pytest.mark.parametrize("word", ["ratelimited", "rate_limited", "message_limit_exceeded"])
async def test_busy_is_busy_also_with_200(here: Workplace, word: str) -> None:
    """Then everything waits."""
    here.far.faults.add("chat.postMessage", NotOk(word))
    with pytest.raises(TryLater) as told:
        await here.messenger.deliver(here.account(), PING, once="1")
    assert told.value.whole_lane


@pytest.mark.parametrize("word", ["internal_error", "fatal_error", "service_unavailable", "request_timeout"])
async def test_a_fault_of_slacks_leaves_doubt(here: Workplace, word: str) -> None:
    """Slack says that some of it may have happened."""
    here.far.faults.add("chat.postMessage", NotOk(word))
    with pytest.raises(Unsure):
        await here.messenger.deliver(here.account(), PING, once="1")


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("user_not_found", Reason.NO_ACCOUNT),
        ("channel_not_found", Reason.NO_ACCOUNT),
        ("user_disabled", Reason.BLOCKED),
        ("user_not_visible", Reason.BLOCKED),
        ("cannot_dm_bot", Reason.BLOCKED),
        ("invalid_user_combination", Reason.BLOCKED),
        ("messages_tab_disabled", Reason.NOT_INSTALLED),
        ("app_access_restricted", Reason.NOT_INSTALLED),
        ("restricted_action", Reason.REFUSED),
        ("something_new", Reason.REFUSED),
        ("<!channel> and more", Reason.REFUSED),
    ],
)
async def test_who_cannot_be_reached_is_told_in_the_ledgers_words(
    here: Workplace, word: str, reason: Reason, caplog: pytest.LogCaptureFixture
) -> None:
    """One of its fixed words, and never Slack's own if that is no word at all."""
    here.far.faults.add("chat.postMessage", NotOk(word))
    with pytest.raises(Unreachable) as told:
        await here.messenger.deliver(here.account(), PING, once="1")
    assert told.value.reason == reason
    assert "<!channel>" not in caplog.text


@pytest.mark.parametrize(
    "word",
    ["invalid_auth", "account_inactive", "token_revoked", "not_authed", "missing_scope", "token_expired"],
)
async def test_a_wrong_token_costs_no_promise(
    here: Workplace, word: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Everything waits, and the log names the setting to look at."""
    here.far.faults.add("chat.postMessage", NotOk(word))
    with pytest.raises(TryLater) as told:
        await here.messenger.deliver(here.account(), PING, once="1")
    assert told.value.whole_lane
    assert told.value.seconds == 600
    assert "INNSJEKK_SLACK_BOT_TOKEN" in caplog.text


async def test_a_really_wrong_token_is_never_in_the_log(
    here: Workplace, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither it nor what was to be sent."""
    caplog.set_level(logging.DEBUG)
    wrong = SlackMessenger(here.session, bot_token="xoxb-another", base_url=here.far.base_url)
    with pytest.raises(TryLater):
        await wrong.deliver(here.account(), PING, once="1")
    assert "xoxb" not in caplog.text


async def test_strangers_and_unknown_people_are_not_reached(here: Workplace) -> None:
    """As Slack itself has it."""
    here.far.add_person("U0FREMMED", "Stranger", stranger=True, team_id="T0ANDRE")
    for person in ("U0FREMMED", "U0INGEN"):
        with pytest.raises(Unreachable):
            await here.messenger.deliver(here.account(person), PING, once="1")


async def test_nothing_of_a_ping_offends_slack_or_us(here: Workplace) -> None:
    """No metadata, nothing unfurled, a text for the lock screen; and no conversation is opened first."""
    await here.messenger.deliver(here.account(OLA), PING, once="1")
    assert here.far.complaints == []
    assert [call.method for call in here.far.calls] == ["chat.postMessage"]
    assert "metadata" not in here.far.calls[0].args


@pytest.mark.parametrize("word", ["compliance_exports_prevent_deletion", "cant_delete_message"])
async def test_where_nothing_may_be_deleted_the_menu_takes_its_place(here: Workplace, word: str) -> None:
    """Also if somebody deleted it in between."""
    message = await here.messenger.deliver(here.account(), PING, once="1")
    here.far.faults.add("chat.delete", NotOk(word), times=2)
    await here.messenger.withdraw(message, MENU)
    assert [each.body["text"] for each in here.kari.chat] == [MENU.hint]
    here.far.faults.add("chat.update", NotOk("message_not_found"))
    await here.messenger.withdraw(message, MENU)


async def test_a_redirect_gets_no_token(here: Workplace) -> None:
    """The token goes to one host, and to no other that it points to."""
    here.far.faults.add("chat.postMessage", Answer(307, "", {"Location": f"{here.far.base_url}chat.delete"}))
    with pytest.raises(Unsure):
        await here.messenger.deliver(here.account(), PING, once="1")
    assert len(here.far.calls) == 1
