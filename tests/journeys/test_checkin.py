"""One private check-in from end to end, through the real parser and renderer over HTTP."""

from datetime import timedelta

import pytest

from bots.demo.far.faults import DropAfter
from bots.demo.far.phone import NotOnScreen, Phone
from core.checkins import usecases
from core.people import Platform
from tests.journeys.world import HINT, World, pings

pytestmark = pytest.mark.every_pair

HARD, NEED = "Mandagene er lange kanarifugl-hard", "En roligere start kanarifugl-behov"
WORDS = "Takk for at du sier fra kanarifugl-takk"


@pytest.fixture(autouse=True)
def the_day_after(monkeypatch: pytest.MonkeyPatch) -> None:
    """The leader is called on the first of the days that there are, so that each story is the same every time."""
    monkeypatch.setattr(usecases, "FOLLOW_UP_ON", (1,))


async def answer(world: World) -> None:
    kari = world.kari
    await world.until_ping(kari)
    await kari.press("Åpne")
    kari.choose("Hvordan går det?", "Litt tungt")
    kari.fill("Hva er vanskelig akkurat nå?", HARD)
    kari.choose("En kort prat hver mandag", "Hjelper")
    kari.fill("Hva er behovene dine for den neste perioden?", NEED)
    await kari.submit()


async def share(kari: Phone, *parts: str) -> None:
    kari.tick("Dette vil jeg dele", *parts)
    await kari.submit()


async def follow_up(world: World) -> None:
    await world.until_ping(world.jonas)
    await world.jonas.press("Åpne")


async def test_the_leader_receives_exactly_what_was_shared(world: World) -> None:
    """Asked privately, answered in a form, two of four shared: those two arrive, and nothing of the rest."""
    await answer(world)
    assert "bare du kan lese dem" in world.kari.words()
    assert "Bare Jonas Oppdiktet får se det du velger her" in world.kari.words()
    await share(world.kari, "Hvordan det går", "Det du trenger fremover")
    assert "Det er delt og kan leses fra nå av" in world.kari.words()

    await follow_up(world)
    seen = world.jonas.words()

    assert "Litt tungt" in seen
    assert NEED in seen
    assert HARD not in seen
    assert "Slik oppleves tiltakene" not in seen
    assert pings(world.jonas) == 1


async def test_the_thanks_reach_the_employee_with_the_leaders_own_words(world: World) -> None:
    """One press would do; here with words. The employee gets a neutral ping and reads them privately."""
    await answer(world)
    await share(world.kari, "Hvordan det går")
    await follow_up(world)
    world.jonas.fill("En hilsen med egne ord, om du vil", WORDS)
    await world.jonas.submit()
    assert "Takken er på vei" in world.jonas.words()
    thanked = world.clock.at.date()

    await world.until_ping(world.kari)
    assert world.clock.at.date() > thanked, "an export would show both pings in one minute"
    await world.kari.press("Åpne")

    assert WORDS in world.kari.words()
    assert set(world.kari.lock_screen) <= {HINT, "Innsjekk: Her er menyen."}


async def test_one_press_is_enough_for_thanks(world: World) -> None:
    """Without a word, if one likes."""
    await answer(world)
    await share(world.kari, "Hvordan det går")
    await follow_up(world)
    await world.jonas.submit()

    await world.until_ping(world.kari)
    await world.kari.press("Åpne")

    assert "har lest det du delte, og sier takk" in world.kari.words()


@pytest.mark.parametrize("ending", ["kept", "skipped", "unopened", "taken back", "closed"])
async def test_whatever_is_not_shared_looks_the_same_to_the_leader(world: World, ending: str) -> None:
    """Unshared, skipped, unopened, taken back, and stored without page two: all look like nothing new."""
    kari = world.kari
    if ending == "unopened":
        await world.until_ping(kari)
    elif ending == "skipped":
        await world.until_ping(kari)
        await kari.press("Åpne")
        await kari.press("Hopp over denne gangen")
    else:
        await answer(world)
        if ending == "kept":
            await kari.submit()
        elif ending == "closed":
            await kari.close()
        else:
            await share(kari, "Hvordan det går")
            await kari.go_home()
            await kari.press("Min side")
            await kari.press("Vis innholdet")
            await kari.press("Mine innsjekker")
            await kari.press("Ta tilbake")

    await follow_up(world)
    seen = world.jonas.words()

    assert "Det er ikke noe nytt her nå" in seen
    for word in ("Litt tungt", HARD, NEED, "hoppet", "delt med deg"):
        assert word not in seen


async def test_taking_back_is_possible_until_it_is_opened(world: World) -> None:
    """Afterwards it says so, and the button is gone."""
    await answer(world)
    await share(world.kari, "Hvordan det går")
    await follow_up(world)

    await world.kari.go_home()
    await world.kari.press("Min side")
    await world.kari.press("Vis innholdet")
    await world.kari.press("Mine innsjekker")

    assert "Åpnet tirsdag" in world.kari.words()
    with pytest.raises(NotOnScreen):
        await world.kari.press("Ta tilbake")


async def test_nothing_typed_is_in_anybodys_export(world: World) -> None:
    """Messages carry the neutral ping and the menu; what people wrote went through forms only."""
    await answer(world)
    await share(world.kari, "Hvordan det går", "Det som er vanskelig", "Det du trenger fremover")
    await follow_up(world)
    world.jonas.fill("En hilsen med egne ord, om du vil", WORDS)
    await world.jonas.submit()
    await world.until_ping(world.kari)
    await world.kari.press("Åpne")

    everything = [kept.text for phone in (world.kari, world.jonas, world.ola) for kept in phone.export]
    assert everything
    for text in everything:
        assert "kanarifugl" not in text
        assert "Litt tungt" not in text
        assert "Sjekk inn" not in text


@pytest.mark.parametrize(
    ("button", "by"), [("Om en time", timedelta(hours=1)), ("I morgen", timedelta(days=1))]
)
async def test_later_is_kept_exactly(world: World, button: str, by: timedelta) -> None:
    """The ping comes back at that minute; the used one is taken out of the chat."""
    kari = world.kari
    await world.until_ping(kari)
    pressed_at = world.clock.at
    await kari.press(button)
    await world.wind(pressed_at + by - timedelta(seconds=1))
    assert pings(kari) == 1

    await world.wind(pressed_at + by)

    assert pings(kari) == 2
    await kari.press("Åpne")
    assert "Tid for en kort sjekk inn" in kari.words()


async def test_a_chosen_time_is_kept_exactly_and_what_was_typed_waits_there(world: World) -> None:
    """A Saturday evening is nobody's business but one's own."""
    kari = world.kari
    await world.until_ping(kari)
    await kari.press("Åpne")
    kari.fill("Hva er vanskelig akkurat nå?", HARD)
    await kari.press("Velg et annet tidspunkt")
    kari.fill("Dag", "2026-11-28")
    kari.fill("Klokkeslett", "20:15")
    await kari.submit()
    assert "lørdag 28. november klokken 20:15" in kari.words()
    await kari.close()

    await world.until_ping(kari)

    assert world.clock.at.isoformat() == "2026-11-28T19:15:00+00:00"
    await kari.press("Åpne")
    assert HARD in kari.words()


async def test_a_time_that_has_passed_is_mended_in_the_form(world: World) -> None:
    """The form says so and stays."""
    kari = world.kari
    await world.until_ping(kari)
    await kari.press("Åpne")
    await kari.press("Velg et annet tidspunkt")
    kari.fill("Dag", "2026-11-01")
    kari.fill("Klokkeslett", "10:00")
    await kari.submit()

    assert "allerede forbi" in kari.words()
    assert "2026-11-01" in str(kari.form.values if kari.form else "")


async def test_one_can_check_in_without_being_asked(world: World) -> None:
    """From the private page, at any time; the rhythm goes on."""
    kari = world.kari
    await kari.go_home()
    await kari.press("Min side")
    await kari.press("Vis innholdet")
    await kari.press("Sjekk inn nå")
    kari.choose("Hvordan går det?", "Bra")
    await kari.submit()
    assert "bare du kan lese dem" in kari.words()

    await world.until_ping(kari, timedelta(days=10))


async def test_a_late_answer_is_taken(world: World) -> None:
    """Three weeks later, from the old card if it is still there, or from the private page."""
    kari = world.kari
    await world.until_ping(kari)
    await kari.press("Åpne")
    kari.choose("Hvordan går det?", "Bra")
    world.clock.at += timedelta(days=21)
    await kari.submit()

    assert "bare du kan lese dem" in kari.words()


async def test_an_empty_answer_is_asked_about_and_a_too_long_one_stays_on_the_screen(world: World) -> None:
    """Said in the form, with the typed text still there."""
    kari = world.kari
    await world.until_ping(kari)
    await kari.press("Åpne")
    await kari.submit()
    assert "ikke svart på noe ennå" in kari.words()

    kari.fill("Hva er vanskelig akkurat nå?", "x" * 2001)
    await kari.submit(force=True)  # type: ignore[call-arg]  # past the client's own limit, as a forger would

    assert "1 tegn for lang" in kari.words()
    assert "x" * 2001 in kari.words()


async def test_the_rhythm_goes_on_whatever_happens(world: World) -> None:
    """Eight weeks untouched: a check-in and one reminder a week, never more than three pings, only in hours."""
    await world.wind_by(weeks=8)

    assert 14 <= pings(world.kari) <= 17
    # A call a week, and once more after each in the first month.
    assert 10 <= pings(world.jonas) <= 13


async def test_a_used_ping_is_taken_out_of_the_chat(world: World) -> None:
    """In a while, and not at once: when it goes must not tell an export when it was answered."""
    await answer(world)
    await share(world.kari, "Hvordan det går")
    await world.wind_by(minutes=59)
    assert [m for m in world.kari.chat if "Innholdet vises bare" in str(m.body)] != []

    await world.wind_by(hours=4)

    assert [m for m in world.kari.chat if "Innholdet vises bare" in str(m.body)] == []


async def test_a_ping_in_doubt_can_be_opened_if_it_came_after_all(world: World) -> None:
    """Twice the answer is cut off after the ping was delivered: it is not sent a third time, and it opens."""
    kari = world.kari
    sending = "chat.postMessage" if world.platform is Platform.SLACK else "activities.send"
    world.far.faults.add(sending, DropAfter(), times=2)
    await world.until_ping(kari)
    await world.wind_by(minutes=30)
    assert pings(kari) == 2

    await kari.press("Åpne")

    assert "to minutter" in kari.words()
