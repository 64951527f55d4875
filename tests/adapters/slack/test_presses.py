"""A button pressed in the chat, on the home or in a form, over real HTTP: what is heard, and what the person sees."""

import pytest

from bots.demo.far.faults import Answer, DropAfter, NotOk, Slow
from core.chat.views import (
    Card,
    Done,
    Open,
    Paragraph,
    Show,
    Stay,
)
from tests.adapters.slack.scenes import FORM, MENU, the_form
from tests.adapters.slack.workplace import Workplace


async def test_the_first_call_after_a_press_opens_the_form(here: Workplace) -> None:
    """Nothing comes before it, for the trigger lives three seconds."""
    await the_form(here)
    assert [call.method for call in here.far.calls] == ["chat.postMessage", "views.open"]
    assert "Hvordan går det?" in here.kari.words()
    (reply,) = here.door.heard
    assert (reply.action, reply.ref, reply.by) == ("ping.open", "r1", here.account())
    assert reply.profile is None


async def test_a_card_takes_the_place_of_the_message_that_was_pressed(here: Workplace) -> None:
    """One message stays one message."""
    here.door.says["menu.help"] = Show(card=Card(hint="Ny.", title="Ny meny", blocks=(Paragraph("Ny."),)))
    await here.messenger.deliver(here.account(), MENU, once="1")
    await here.kari.press("Hjelp")
    assert len(here.kari.chat) == 1
    assert "Ny meny" in here.kari.words()
    assert here.kari.buttons() == []


@pytest.mark.parametrize(
    "outcome", [Stay(text="Det går ikke nå."), Done(text="Det går ikke nå.")], ids=["stay", "done"]
)
async def test_a_few_words_come_in_a_small_form(here: Workplace, outcome: Stay | Done) -> None:
    """And not in the chat, where an export would have them."""
    here.door.says["menu.help"] = outcome
    await here.messenger.deliver(here.account(), MENU, once="1")
    await here.kari.press("Hjelp")
    assert here.kari.form is not None
    assert "Det går ikke nå." in here.kari.words()
    assert not any("Det går ikke nå." in kept.text for kept in here.kari.export)
    assert len(here.kari.chat) == 1


async def test_a_form_opens_from_the_home(here: Workplace) -> None:
    """As from a message."""
    await here.kari.go_home()
    assert here.kari.home is not None
    await here.kari.press("Åpne")
    assert "Hvordan går det?" in here.kari.words()


async def test_a_card_takes_the_place_of_the_home(here: Workplace) -> None:
    """Pressed there, shown there."""
    here.door.says["menu.help"] = Show(card=Card(hint="Ny.", title="Ny meny", blocks=(Paragraph("Ny."),)))
    await here.kari.go_home()
    await here.kari.press("Hjelp")
    assert "Ny meny" in here.kari.words()
    assert here.kari.form is None


async def test_a_press_inside_a_form_brings_what_was_typed_and_changes_the_form(here: Workplace) -> None:
    """The form that answers takes its place."""
    here.door.says["checkins.later"] = lambda reply: Open(form=FORM.filled(reply.values))
    await the_form(here)
    here.kari.fill("Egne ord", "halvferdig")
    await here.kari.press("Senere")
    assert here.door.heard[-1].values == {"mood": "", "words": "halvferdig"}
    assert here.door.heard[-1].ref == "r3"
    assert here.kari.form is not None
    assert "halvferdig" in here.kari.words()
    assert here.far.calls[-1].method == "views.update"
    assert len(here.kari.account.stack) == 1


async def test_a_form_that_is_done_says_so_and_closes_altogether(here: Workplace) -> None:
    """Pressed inside it; there is nothing left to send in."""
    here.door.says["checkins.later"] = Done(text="I morgen.", title="Senere", close="Lukk")
    await the_form(here)
    await here.kari.press("Senere")
    assert "I morgen." in here.kari.words()
    assert "Lagre" not in here.kari.buttons()
    await here.kari.close()
    assert here.kari.form is None


async def test_a_refusal_inside_a_form_lies_over_it(here: Workplace) -> None:
    """Closed again, the form is there with its text."""
    here.door.says["checkins.later"] = Stay(text="Det går ikke nå.", close="Tilbake")
    await the_form(here)
    here.kari.fill("Egne ord", "halvferdig")
    await here.kari.press("Senere")
    assert "Det går ikke nå." in here.kari.words()
    await here.kari.close()
    assert "halvferdig" in here.kari.words()


async def test_a_card_inside_a_form_takes_its_place(here: Workplace) -> None:
    """The menu, for somebody who came by the command, has no message to be in."""
    here.door.says["checkins.later"] = Show(card=MENU)
    await the_form(here)
    await here.kari.press("Senere")
    assert here.kari.form is not None
    assert here.kari.form.body["title"]["text"] == "Meny"


@pytest.mark.parametrize(
    "fault", [NotOk("expired_trigger_id"), DropAfter(), Answer(429)], ids=["expired", "dropped", "429"]
)
async def test_a_press_whose_form_would_not_open_is_still_a_press(
    here: Workplace, fault: NotOk | DropAfter | Answer, caplog: pytest.LogCaptureFixture
) -> None:
    """What it did is done; the log has Slack's word for what went wrong."""
    await here.messenger.deliver(here.account(), MENU, once="1")
    here.far.faults.add("views.open", fault)
    await here.kari.press("Åpne")
    assert here.kari.trouble == ""
    assert len(here.door.heard) == 1
    assert "views.open" in caplog.text


async def test_a_slow_slack_does_not_make_us_late(here: Workplace) -> None:
    """The press is answered within its three seconds, whatever the form does."""
    await here.messenger.deliver(here.account(), MENU, once="1")
    here.far.faults.add("views.open", Slow(2.8))
    await here.kari.press("Åpne")
    assert here.kari.trouble == ""
