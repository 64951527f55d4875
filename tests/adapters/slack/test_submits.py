"""A form sent in, over real HTTP: what is heard, what the person sees, and that no text is lost."""

import pytest

from core.chat.flows import Reply
from core.chat.views import (
    Done,
    Mend,
    Next,
    Stay,
)
from tests.adapters.slack.scenes import CANARY, FORM, PAGE_TWO, the_form
from tests.adapters.slack.workplace import KARI, Workplace


async def test_a_submit_brings_the_values_and_shows_the_next_page_empty(here: Workplace) -> None:
    """Also where a field has the same name: Slack would have moved the words over."""
    here.door.says["checkins.answer"] = Next(form=PAGE_TWO)
    await the_form(here)
    here.kari.choose("Hvordan går det?", "Bra")
    here.kari.fill("Egne ord", CANARY)
    await here.kari.submit()
    reply = here.door.heard[-1]
    assert (reply.action, reply.ref) == ("checkins.answer", "r2")
    assert reply.values == {"mood": "good", "words": CANARY}
    assert "Hilsen" in here.kari.words()
    assert CANARY not in here.kari.words()


async def test_the_same_submit_again_has_the_same_key(here: Workplace) -> None:
    """And a changed one another: the second text is not lost."""
    here.door.says["checkins.answer"] = Mend(form=FORM, errors={"words": "For langt."})
    await the_form(here)
    await here.kari.submit()
    await here.far.resend_last(KARI)
    here.kari.fill("Egne ord", "noe annet")
    await here.kari.submit()
    first, second, third = [reply.key for reply in here.door.heard[1:]]
    assert first == second != third


async def test_errors_stand_at_their_fields_and_the_text_stays(here: Workplace) -> None:
    """One that is about no field stands at the first."""
    here.door.says["checkins.answer"] = Mend(
        form=FORM, errors={"words": "For langt.", "other": "Prøv igjen."}
    )
    await the_form(here)
    here.kari.fill("Egne ord", "alt for langt")
    await here.kari.submit()
    assert here.kari.form is not None
    errors = {block.partition("#")[0]: said for block, said in here.kari.form.errors.items()}
    assert errors == {"words": "For langt.", "mood": "Prøv igjen."}
    assert "alt for langt" in here.kari.words()


async def test_the_end_of_a_form_is_said(here: Workplace) -> None:
    """Something for a screen reader to hear; closing leaves everything."""
    here.door.says["checkins.answer"] = Done(text="Takk, det er lagret.", close="Lukk")
    await the_form(here)
    await here.kari.submit()
    assert "Takk, det er lagret." in here.kari.words()
    await here.kari.press("Lukk")
    assert here.kari.form is None


async def test_a_refused_submit_loses_no_text(here: Workplace) -> None:
    """The refusal lies over the form, and the form is whole under it."""
    here.door.says["checkins.answer"] = Stay(text="Prøv om litt.", close="Tilbake")
    await the_form(here)
    here.kari.fill("Egne ord", "skrevet")
    await here.kari.submit()
    assert "Prøv om litt." in here.kari.words()
    await here.kari.press("Tilbake")
    assert "skrevet" in here.kari.words()
    here.door.says["checkins.answer"] = Done(text="Lagret.")
    await here.kari.submit()
    assert "Lagret." in here.kari.words()


async def test_a_fault_of_ours_leaves_the_form_open_with_its_text(
    here: Workplace, caplog: pytest.LogCaptureFixture
) -> None:
    """500, so that Slack says that something went wrong; the log has the kind of fault and no word of it."""

    def broken(reply: Reply) -> Stay:
        raise RuntimeError(f"{CANARY} {reply.values}")

    here.door.says["checkins.answer"] = broken
    await the_form(here)
    here.kari.fill("Egne ord", "skrevet")
    await here.kari.submit()
    assert here.kari.trouble == "http_error 500"
    assert "skrevet" in here.kari.words()
    assert "RuntimeError" in caplog.text
    assert CANARY not in caplog.text


async def test_closing_a_form_says_nothing(here: Workplace) -> None:
    """It is nobody's business that a form was opened and left."""
    await the_form(here)
    await here.kari.close()
    assert len(here.door.heard) == 1
