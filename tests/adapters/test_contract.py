"""Each messenger keeps the promises of `core.ports.Messenger`, whatever the wire does."""

import logging
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager

import pytest

from core.errors import TryLater, Unsure
from tests.adapters.contract import CANARY, CASES, MENU, PING, SLOW, Case, Sending
from tests.adapters.slack.workplace import sending as slack
from tests.adapters.teams.workplace import sending as teams

PLATFORMS: Mapping[str, Callable[[], AbstractAsyncContextManager[Sending]]] = {
    "slack": slack,
    "teams": teams,
}


@pytest.fixture(params=PLATFORMS)
async def there(request: pytest.FixtureRequest) -> AsyncIterator[Sending]:
    async with PLATFORMS[request.param]() as sending:
        yield sending


async def test_a_delivered_card_is_in_the_chat_and_can_be_found_again(there: Sending) -> None:
    """The lock screen has the hint and nothing else of the card."""
    message = await there.messenger.deliver(there.to, PING, once="1")
    assert len(there.phone.chat) == 1
    assert "Åpne" in there.phone.buttons()
    assert PING.hint in there.phone.lock_screen[-1]
    assert CANARY not in there.phone.lock_screen[-1]
    await there.messenger.withdraw(message, MENU)
    assert there.phone.chat == []


@pytest.mark.parametrize("name", CASES)
async def test_how_a_delivery_failed_is_told_exactly(there: Sending, name: str) -> None:
    """`TryLater` only if it surely did not arrive, and one call at most whatever happens."""
    await _fails(there, CASES[name])


async def _fails(there: Sending, case: Case) -> None:
    there.faults.add(there.send, case.fault)
    before = there.calls()
    with pytest.raises(case.error) as told:
        await there.messenger.deliver(there.to, PING, once="1")
    assert there.calls() == before + 1
    assert len(there.phone.chat) == case.arrived
    if isinstance(told.value, TryLater):
        assert told.value.whole_lane is case.whole_lane
        if case.seconds is None:
            assert told.value.seconds is None
        else:
            assert told.value.seconds is not None
            assert case.seconds[0] <= told.value.seconds <= case.seconds[1]
    await there.messenger.deliver(there.to, PING, once="2")
    assert len(there.phone.chat) == case.arrived + 1


async def test_an_answer_that_does_not_come_is_doubt(there: Sending) -> None:
    """It may have been delivered, and here it is, a little later."""
    there.faults.add(there.send, SLOW.fault)
    with pytest.raises(Unsure):
        await there.hurried.deliver(there.to, PING, once="1")


async def test_a_closed_door_is_no_doubt(there: Sending) -> None:
    """Nothing was sent, so it is safe to try again."""
    with pytest.raises(TryLater) as told:
        await there.nowhere.deliver(there.to, PING, once="1")
    assert not told.value.whole_lane


async def test_a_message_that_may_not_be_deleted_becomes_the_menu(there: Sending) -> None:
    """Nothing is left of the ping on the screen."""
    message = await there.messenger.deliver(there.to, PING, once="1")
    there.faults.add(there.delete, there.forbids_deletion)
    await there.messenger.withdraw(message, MENU)
    assert CANARY not in there.phone.words()
    assert "Hjelp" in there.phone.words()


async def test_a_message_that_is_gone_already_is_fine(there: Sending) -> None:
    """Withdrawing twice is withdrawing once."""
    message = await there.messenger.deliver(there.to, PING, once="1")
    await there.forget()
    await there.messenger.withdraw(message, MENU)
    assert there.phone.chat == []


@pytest.mark.parametrize("name", ["429_seconds", "412", "500", "dropped_before", "dropped_after"])
@pytest.mark.parametrize("step", ["delete", "edit"])
async def test_how_a_withdrawal_failed_is_told_too(there: Sending, name: str, step: str) -> None:
    """The ledger waits or doubts as with a ping."""
    message = await there.messenger.deliver(there.to, PING, once="1")
    if step == "edit":
        there.faults.add(there.delete, there.forbids_deletion)
    # Twice, for aiohttp itself tries once more what HTTP says may be tried again (PUT and DELETE).
    there.faults.add(there.delete if step == "delete" else there.edit, CASES[name].fault, times=2)
    with pytest.raises(CASES[name].error):
        await there.messenger.withdraw(message, MENU)


@pytest.mark.parametrize("name", ["429_seconds", "500", "dropped_after", "half_an_answer", "no_json"])
async def test_no_word_of_a_card_is_in_a_log_or_an_error(
    there: Sending, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    """At DEBUG, with every library as talkative as it can be."""
    caplog.set_level(logging.DEBUG)
    there.faults.add(there.send, CASES[name].fault)
    with pytest.raises(CASES[name].error) as told:
        await there.messenger.deliver(there.to, PING, once="1")
    await there.messenger.deliver(there.to, PING, once="1")
    assert CANARY not in caplog.text
    assert CANARY not in repr(told.value)
    assert told.value.__cause__ is None
    assert told.value.__suppress_context__ or told.value.__context__ is None
