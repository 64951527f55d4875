"""What is sent to Teams: to whom, with which token, one at a time, and what a refusal means."""

import asyncio
import logging
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any

import pytest

from adapters.teams import limits
from adapters.teams.tokens import Tokens
from adapters.teams.waiting import seconds_asked
from bots.demo.far.faults import Answer, Truncated
from core.errors import TryLater, Unreachable, Unsure
from core.people import Account
from tests.adapters.teams.views import MENU, PING
from tests.adapters.teams.workplace import APP, KARI, NOW, OLA, SECRET, TENANT, Workplace, a_workplace


async def test_somebody_who_never_wrote_gets_a_conversation_first(work: Workplace) -> None:
    """It is opened once; where it is comes back with the message."""
    message = await work.messenger.deliver(work.account(known=False), PING, once="1")
    assert message.account == work.account()
    assert len(work.kari.chat) == 1
    await work.messenger.deliver(message.account, PING, once="2")
    assert [call.method for call in work.far.calls] == [
        "conversations.create",
        "activities.send",
        "activities.send",
    ]


@pytest.mark.parametrize(
    "fault", [Answer(500), Answer(503), Answer(408), Truncated(), Answer(200, "[]"), Answer(201, "{}")]
)
async def test_doubt_about_opening_a_conversation_is_no_doubt(work: Workplace, fault: Any) -> None:
    """Nobody has got anything yet, so it is safe to try again."""
    work.far.faults.add("conversations.create", fault)
    with pytest.raises(TryLater):
        await work.messenger.deliver(work.account(known=False), PING, once="1")
    assert len(work.kari.chat) == 0


async def test_messages_to_one_person_go_one_at_a_time(work: Workplace) -> None:
    """Teams would refuse the second of two at the same time; two people do not wait for each other."""
    work.far.rate_limited = False
    work.far.connector.latency = 0.1
    await asyncio.gather(
        *(work.messenger.deliver(work.account(who), PING, once="1") for who in (KARI, KARI, OLA, OLA))
    )
    assert work.far.complaints == []
    assert len({call.conversation for call in work.far.calls[:2]}) == 2


async def test_one_token_serves_many_messages_and_is_fetched_once(work: Workplace) -> None:
    """Also when the first ones all ask at the same time."""
    await asyncio.gather(*(work.messenger.deliver(work.account(who), PING, once="1") for who in (KARI, OLA)))
    assert work.far.tokens.issued == 1


async def test_a_token_that_is_no_longer_taken_is_fetched_anew(work: Workplace) -> None:
    """The person notices nothing."""
    await work.messenger.deliver(work.account(), PING, once="1")
    work.far.tokens.revoke()
    await work.messenger.deliver(work.account(), PING, once="2")
    assert len(work.kari.chat) == 2
    assert work.far.tokens.issued == 2


async def test_a_token_is_renewed_five_minutes_before_it_runs_out(work: Workplace) -> None:
    """Never a message with a token that dies on the way."""
    now = 0.0
    work.far.tokens.lifetime = 3600
    tokens = Tokens(
        work.session,
        app_id=APP,
        app_secret=SECRET,
        tenant=TENANT,
        login_url=work.far.login_url,
        monotonic=lambda: now,
    )
    first = await tokens.get()
    now = 3600 - 301
    assert await tokens.get() == first
    now = 3600 - 299
    assert await tokens.get() != first


@pytest.mark.parametrize("wrong", ["secret", "tenant", "always 401"])
async def test_a_wrong_secret_stops_everything_and_says_which_setting(
    caplog: pytest.LogCaptureFixture, wrong: str
) -> None:
    """Nothing is lost: all of it waits until somebody has looked."""
    async with a_workplace(secret="feil" if wrong == "secret" else SECRET) as work:
        if wrong == "tenant":
            work.far.tokens.tenant_id = "another"
        if wrong == "always 401":
            work.far.faults.add("activities.send", Answer(401), times=2)
        with pytest.raises(TryLater) as told:
            await work.messenger.deliver(work.account(), PING, once="1")
    assert (told.value.seconds, told.value.whole_lane) == (600, True)
    assert "INNSJEKK_TEAMS_APP_ID" in caplog.text
    assert "INNSJEKK_TEAMS_APP_SECRET" in caplog.text
    assert SECRET not in caplog.text


async def test_a_login_that_is_out_of_order_is_waited_for(work: Workplace) -> None:
    """Without a token nothing was sent, so there is no doubt."""
    tokens = Tokens(
        work.session, app_id=APP, app_secret=SECRET, tenant=TENANT, login_url="http://127.0.0.1:9"
    )
    with pytest.raises(TryLater):
        await tokens.get()


@pytest.mark.parametrize(
    ("hindered", "reason"),
    [
        ("blocked", "blocked"),
        ("disabled", "refused"),
        ("removed", "not_installed"),
        ("gone", "not_installed"),
    ],
)
async def test_a_refusal_tells_whether_the_person_can_mend_it(
    work: Workplace, hindered: str, reason: str
) -> None:
    """Blocked by themselves, not installed, or refused by the platform; never tried again."""
    account = work.account()
    match hindered:
        case "blocked":
            work.kari.block()
        case "disabled":
            work.kari.disable()
        case "removed":
            work.kari.account.installed = False
        case _:
            account = Account(
                platform=account.platform,
                tenant=TENANT,
                id=KARI,
                conversation="a:gone",
                service=account.service,
            )
    with pytest.raises(Unreachable) as told:
        await work.messenger.deliver(account, PING, once="1")
    assert told.value.reason == reason
    assert len(work.far.calls) == 1


async def test_a_refusal_nobody_has_heard_of_is_told_without_its_words(
    work: Workplace, caplog: pytest.LogCaptureFixture
) -> None:
    """The code may hold anything, so only a plain word of it is written down."""
    work.far.faults.add(
        "activities.send", Answer(403, {"error": {"code": "Kari\nPrøve 12345678901", "message": "Kari"}})
    )
    with pytest.raises(Unreachable) as told:
        await work.messenger.deliver(work.account(), PING, once="1")
    assert told.value.reason == "refused"
    assert "Kari" not in caplog.text


@pytest.mark.parametrize(
    "address", ["http://smba.trafficmanager.net/emea/", "https://evil.example/", "http://127.0.0.1:9/emea/"]
)
async def test_no_token_leaves_for_a_foreign_address(work: Workplace, address: str) -> None:
    """An address that got into the directory somehow is not trusted for that."""
    account = Account(
        platform=work.messenger.platform, tenant=TENANT, id=KARI, conversation="a:1", service=address
    )
    with pytest.raises(Unreachable) as told:
        await work.messenger.deliver(account, PING, once="1")
    assert told.value.reason == "refused"
    assert work.far.tokens.issued == 0


@pytest.mark.parametrize(
    ("address", "trusted"),
    [
        ("https://smba.trafficmanager.net/teams/", True),
        ("https://smba.trafficmanager.net/emea/7a000000-0000-4000-8000-000000000001/", True),
        ("https://SMBA.trafficmanager.net:443/no/", True),
        ("https://europe.api.botframework.com/", True),
        ("https://smba.trafficmanager.net:8443/", False),
        ("https://other.trafficmanager.net/", False),
        ("https://user@smba.trafficmanager.net/", False),
        ("https://smba.trafficmanager.net/?x=1", False),
        ("https://smba.trafficmanager.net\t.evil.example/", False),
        ("https://botframework.com.evil.example/", False),
        ("ftp://smba.trafficmanager.net/", False),
        ("", False),
    ],
)
def test_only_microsofts_addresses_are_trusted(address: str, trusted: bool) -> None:  # noqa: FBT001
    """The address is one of a fixed shape at one of a few hosts, and nothing that merely looks like it."""
    assert limits.trusted(address) is trusted


async def test_a_message_in_a_removed_chat_cannot_be_withdrawn(work: Workplace) -> None:
    """Told as a delivery would tell it: the ledger gives up."""
    message = await work.messenger.deliver(work.account(), PING, once="1")
    work.kari.account.installed = False
    with pytest.raises(Unreachable) as told:
        await work.messenger.withdraw(message, MENU)
    assert told.value.reason == "not_installed"


async def test_a_card_takes_the_place_of_a_message(work: Workplace) -> None:
    """One message, with new content, and no new notification."""
    message = await work.messenger.deliver(work.account(), PING, once="1")
    await work.messenger.replace(message, MENU)
    assert work.kari.buttons() == ["Min side"]
    assert len(work.kari.lock_screen) == 1
    work.far.faults.add("activities.update", Answer(500))
    with pytest.raises(Unsure):
        await work.messenger.replace(message, PING)


async def test_no_library_logs_what_is_sent(work: Workplace, caplog: pytest.LogCaptureFixture) -> None:
    """At DEBUG: no words of a card, no token, no secret, no person."""
    caplog.set_level(logging.DEBUG)
    await work.messenger.deliver(work.account(known=False), PING, once="1")
    for secret in (
        "Trykk når det passer.",
        PING.hint,
        SECRET,
        "Bearer",
        "eyJ",
        KARI,
        work.kari.account.personal,
    ):
        assert secret not in caplog.text


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, None),
        ("", None),
        ("5", 5),
        (" 2.5 ", 2.5),
        ("-3", 0),
        ("1e9", 24 * 3600),
        ("nan", None),
        ("inf", None),
        ("soon", None),
        (format_datetime(datetime(2026, 11, 23, 9, 1, tzinfo=UTC), usegmt=True), 60),
        ("Mon, 23 Nov 2026 08:00:00 GMT", 0),
        ("Mon, 99 Nov 2026 08:00:00 GMT", None),
        ("Mon, 23 Nov 2026 09:00:30", 30),
    ],
)
def test_a_wait_is_understood_in_every_form(header: str | None, seconds: float | None) -> None:
    """A number, a date, or nothing usable."""
    assert seconds_asked(header, NOW) == seconds
