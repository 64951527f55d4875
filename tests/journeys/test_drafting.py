"""Two write an agreement together and sign it, through the real parsers and renderers over HTTP."""

# Long, because it is one story with one cast: every turn that it can take stands beside the others.

import json
from datetime import timedelta

import pytest

from bots.demo.far.phone import Phone
from core.agreements.model import AgreementId
from core.drafting import usecases
from core.drafting.model import Draft, digest
from core.sight import Role, Sight
from tests.core.drafted import NASTY
from tests.journeys import acts
from tests.journeys.colleagues import PAIRS, hire
from tests.journeys.world import World

pytestmark = pytest.mark.every_pair

GOAL, PLAN = "Være til stede kanarifugl-mål", "Vi møtes dagen etter kanarifugl-plan"
FIELD = "Med egne ord"


async def begun(world: World) -> AgreementId:
    """Ola and his leader Jonas have both said yes."""
    async with world.parts.store.transaction() as work:
        return await usecases.begin(work, world.people["ola"], world.people["jonas"], Role.LEADER)


async def open_draft(phone: Phone) -> None:
    """From the menu, through one's own page."""
    await phone.go_home()
    await phone.press("Min side")
    await phone.press("Vis innholdet")
    await phone.press("Avtaleutkastet")


async def write(phone: Phone, label: str, text: str, nth: int = 0) -> None:
    """Open the form behind the nth such button, put the text there, save."""
    await phone.press(label, nth=nth)
    phone.fill(FIELD, text)
    await phone.submit()


async def add(phone: Phone, nth: int, text: str, owner: str) -> None:
    """A measure in own words; 0 support, 1 accommodation, 2 expectation."""
    await phone.press("Legg til", nth=nth)
    phone.fill(FIELD, text)
    phone.choose("Hvem gjør det?", owner)
    await phone.submit()


async def enough(world: World) -> None:
    """Both write what an agreement needs; Ola has the draft before him at the end."""
    await open_draft(world.ola)
    await write(world.ola, "Skriv", GOAL)
    await add(world.ola, 0, "En kort prat", "Begge")
    await open_draft(world.jonas)
    await add(world.jonas, 2, "Sier fra ved fravær", "Medarbeideren min")
    await write(world.jonas, "Skriv", PLAN, nth=1)
    await open_draft(world.ola)


async def ready(world: World) -> None:
    """The draft is sent for signing; each has it before them."""
    await enough(world)
    assert world.ola.form is not None
    await world.ola.press("Klar til å signere")
    await open_draft(world.jonas)


async def newest(world: World, id: AgreementId) -> Draft:
    """As it is kept."""
    async with world.parts.store.reading() as work:
        course, sight = await usecases.standing(work, id, world.people["jonas"])
        return await usecases.newest(work, course, sight)


@PAIRS
async def test_two_write_together_sign_and_are_asked(world: World) -> None:
    """From a page without a word to the first check-in, with both hands in it."""
    await begun(world)
    await enough(world)
    seen = world.ola.words()
    assert "Skrevet av deg" in seen
    assert "Skrevet av lederen din" in seen
    assert "Alt som trengs for å signere, er på plass" in seen

    await world.ola.press("Klar til å signere")
    assert "Du har sagt at teksten er klar" in world.ola.words()
    await world.ola.press("Signér")
    assert "Du har signert" in world.ola.words()
    await open_draft(world.jonas)
    seen = world.jonas.words()
    assert "Medarbeideren din har signert denne teksten" in seen
    assert "sier dere ja til et samarbeid" in seen
    assert GOAL in seen
    assert PLAN in seen
    await world.jonas.press("Signér")

    assert "dette er avtalen som gjelder" in world.jonas.words()
    world.clock.at += timedelta(days=7)
    await world.ola.go_home()
    await world.ola.press("Min side")
    await world.ola.press("Vis innholdet")
    await world.ola.press("Sjekk inn nå")
    assert "En kort prat" in world.ola.words()


async def test_what_is_missing_is_said_and_nothing_can_be_sent_before(world: World) -> None:
    """An empty draft has no button that sends it."""
    await begun(world)
    await open_draft(world.ola)

    assert "Før dere kan signere, trengs dette" in world.ola.words()
    assert "Hva gjør vi hvis" in world.ola.words()
    assert "Klar til å signere" not in world.ola.buttons()


@PAIRS
async def test_when_both_change_the_same_part_the_second_is_shown_both_texts(world: World) -> None:
    """Nothing of either is lost; a second press is deliberate."""
    id = await begun(world)
    await open_draft(world.ola)
    await world.ola.press("Skriv")
    world.ola.fill(FIELD, "Min tekst")
    await open_draft(world.jonas)
    await write(world.jonas, "Skriv", "Lederens tekst")

    await world.ola.submit()
    seen = world.ola.words()
    assert "Dette ble endret mens du hadde det fremme" in seen
    assert "Lederens tekst" in seen
    assert "Min tekst" in seen
    assert (await newest(world, id)).wording.goal == "Lederens tekst"

    await world.ola.submit()
    assert (await newest(world, id)).wording.goal == "Min tekst"


async def test_when_both_change_different_parts_both_are_kept(world: World) -> None:
    """No clash where there is none."""
    id = await begun(world)
    await open_draft(world.ola)
    await world.ola.press("Skriv")
    world.ola.fill(FIELD, "Mitt mål")
    await open_draft(world.jonas)
    await write(world.jonas, "Skriv", "Styrken", nth=1)

    await world.ola.submit()

    wording = (await newest(world, id)).wording
    assert (wording.goal, wording.strengths) == ("Mitt mål", "Styrken")


async def test_a_measure_is_changed_commented_and_struck(world: World) -> None:
    """By the other too; what it was can be read in the changes."""
    id = await begun(world)
    await enough(world)
    await open_draft(world.jonas)
    await world.jonas.press("Kommenter", nth=2)
    world.jonas.fill("Kommentaren din", "Hva med tirsdager?")
    await world.jonas.submit()
    await open_draft(world.ola)
    assert "Kommentar fra lederen din" in world.ola.words()
    assert "Hva med tirsdager?" in world.ola.words()

    await world.jonas.press("Endre", nth=1)
    await world.jonas.press("Stryk")
    await world.jonas.submit()
    assert [m.text for m in (await newest(world, id)).wording.measures] == ["Sier fra ved fravær"]
    await open_draft(world.ola)
    await world.ola.press("Se hva som er endret")
    seen = world.ola.words()
    assert "En kort prat" in seen
    assert "Dette er strøket" in seen


async def test_suggestions_are_never_ticked_and_each_becomes_a_point(world: World) -> None:
    """Two ticked and one written are three; without an owner nothing is taken, and nothing is lost."""
    id = await begun(world)
    await open_draft(world.ola)
    await world.ola.press("Legg til", nth=1)
    await world.ola.submit()
    assert "Velg et forslag" in world.ola.words()
    world.ola.tick(
        "Forslag dere kan bruke", "Fri til avtaler på dagtid", "Roligere start på dagen en periode"
    )
    world.ola.fill(FIELD, "Hjemmekontor på fredager")
    await world.ola.submit()
    assert "Velg hvem som gjør det" in world.ola.words()
    world.ola.choose("Hvem gjør det?", "Lederen min")
    await world.ola.submit()

    assert len((await newest(world, id)).wording.measures) == 3


@PAIRS
async def test_an_edit_makes_signatures_void(world: World) -> None:
    """Signed by one, commented by the other: it has to be sent and signed anew."""
    await begun(world)
    await ready(world)
    await world.jonas.press("Signér")
    await open_draft(world.ola)
    await world.ola.press("Endre eller kommenter")
    assert "må begge signere på nytt" in world.ola.words()
    await write(world.ola, "Endre", "Et annet mål")

    await open_draft(world.jonas)
    assert "Signér" not in world.jonas.buttons()
    assert "Du har signert" not in world.jonas.words()


@PAIRS
async def test_signing_while_the_other_edits_signs_nothing(world: World) -> None:
    """What was on the screen is not what is there: the page is shown anew, with a word about it."""
    id = await begun(world)
    await ready(world)
    await open_draft(world.ola)
    await world.ola.press("Endre eller kommenter")
    await write(world.ola, "Endre", "Et annet mål")

    await world.jonas.press("Signér")

    assert "ingenting ble sendt eller signert" in world.jonas.words()
    assert "Et annet mål" in world.jonas.words()
    async with world.parts.store.reading() as work:
        course, _ = await usecases.standing(work, id, world.people["jonas"])
    assert course.signatures == ()


async def test_dates_that_cannot_be_are_mended_in_the_form(world: World) -> None:
    """Reversed, past or far ahead; then right."""
    id = await begun(world)
    await open_draft(world.ola)
    await world.ola.press("Endre")
    for start, end, words in (
        ("2027-01-04", "2026-12-01", "må komme etter startdatoen"),
        ("2026-11-01", "2027-11-01", "ikke har vært ennå"),
        ("2027-01-04", "9999-12-31", "Er årstallet riktig"),
        ("9998-01-04", "9999-12-31", "Er årstallet riktig"),
    ):
        world.ola.fill("Fra", start)
        world.ola.fill("Til", end)
        await world.ola.submit()
        assert words in world.ola.words()
    world.ola.fill("Fra", "2027-01-04")
    world.ola.fill("Til", "2028-01-03")
    world.ola.choose("Deretter", "Hver 3. uke")
    await world.ola.submit()

    wording = (await newest(world, id)).wording
    assert (wording.starts_on.isoformat(), wording.cadence.then_every) == ("2027-01-04", 3)


async def test_occasions_are_of_a_fixed_list_and_own_words(world: World) -> None:
    """Kept by name, so that they mean the same in every language."""
    id = await begun(world)
    await open_draft(world.ola)
    await world.ola.press("Skriv", nth=5)
    world.ola.tick("Hvilke?", "Julebord", "Reise")
    world.ola.fill("Noe annet", "Fotballkamper")
    await world.ola.submit()

    assert (await newest(world, id)).wording.occasions == ("christmas_party", "travel", "Fotballkamper")


@PAIRS
async def test_an_amendment_of_an_agreement_in_force_takes_both(world: World) -> None:
    """What is in force stays so until both have signed the new text."""
    id = await begun(world)
    await ready(world)
    await world.jonas.press("Signér")
    await open_draft(world.ola)
    await world.ola.press("Signér")
    await world.ola.press("Foreslå en endring")
    await write(world.ola, "Endre", "Nytt mål")
    assert "Dette er et forslag til endring" in world.ola.words()
    assert await in_force(world, id) == GOAL
    await world.ola.press("Klar til å signere")
    await world.ola.press("Signér")
    assert await in_force(world, id) == GOAL

    async with world.parts.store.reading() as work:
        draft = (await usecases.standing(work, id, world.people["jonas"]))[0].draft
    stamp = digest(id, (await newest(world, id)).wording)
    seen = await acts.submit(world, world.jonas, "drafting.sign", f"{id}:{draft}:{stamp}")

    assert "dette er avtalen som gjelder" in seen
    assert await in_force(world, id) == "Nytt mål"


async def in_force(world: World, id: AgreementId) -> str:
    """The goal of the text that both have signed, for the leader."""
    async with world.parts.store.reading() as work:
        sight = Sight(person=world.people["jonas"].id, role=Role.LEADER)
        return (await work.agreements.terms(id, sight)).goal


@PAIRS
async def test_either_ends_it_without_an_agreement(world: World) -> None:
    """Asked once; then every version is gone, and the other finds nothing but kind words."""
    id = await begun(world)
    await enough(world)
    await world.ola.press("Avslutt uten avtale")
    assert "trenger ikke si hvorfor" in world.ola.words()
    await world.ola.submit()

    assert "Utkastet er slettet" in world.ola.words()
    await world.jonas.go_home()
    await world.jonas.press("Min side")
    await world.jonas.press("Vis innholdet")
    assert "Avtaleutkastet" not in world.jonas.buttons()
    assert "Dette er allerede ferdig" in await acts.press(world, world.jonas, "drafting.page", id)


VERBS = ("page", "rework", "changes", "leave", "write", "say", "strike")
SUBMITS = ("wrote", "said", "struck", "send", "sign", "left")


async def test_nobody_else_gets_anywhere(world: World) -> None:
    """A colleague and another leader, on every button and form, get the words that nobody's agreement gets."""
    id = await begun(world)
    other = await hire(world, "liv", "Liv Oppdiktet")
    for phone in (world.kari, other):
        for verb in VERBS:
            assert await _same(world, phone, verb, id), verb
        for verb in SUBMITS:
            for rest in ("1:goal", "1", "draft", "1:" + "a" * 64):
                got = await acts.submit(world, phone, f"drafting.{verb}", f"{id}:{rest}", {"text": "x"})
                none = await acts.submit(world, phone, f"drafting.{verb}", f"none:{rest}", {"text": "x"})
                assert "Det er ingenting å se her" in got, verb
                assert _plain(got) == _plain(none)
    assert (await newest(world, id)).number == 1


async def _same(world: World, phone: Phone, verb: str, id: str) -> bool:
    seen = [await acts.press(world, phone, f"drafting.{verb}", f"{each}:goal") for each in (id, "none")]
    seen += [await acts.press(world, phone, f"drafting.{verb}", each) for each in (id, "none")]
    return len(set(map(_plain, seen))) == 1 and "Det er ingenting å se her" in seen[0]


def _plain(seen: str) -> str:
    return acts.without_ids(seen)


async def test_a_tampered_reference_leads_nowhere(world: World) -> None:
    """A version that never was, a part that there is none of, and the employee's list in the leader's hands."""
    id = await begun(world)
    for ref in (
        f"{id}:99:goal",
        f"{id}:1:nothing",
        f"{id}:-1:goal",
        f"{id}:1:goal:x",
        f"{id}:1:who_knows",
        id,
    ):
        got = await acts.submit(world, world.jonas, "drafting.wrote", ref, {"text": "x"})
        assert "Det er ingenting å se her" in got, ref
    assert (await newest(world, id)).number == 1


async def test_what_looks_like_markup_stays_words_everywhere(world: World) -> None:
    """In every field: kept as typed, and shown as typed to the other, with no mention and no link."""
    id = await begun(world)
    await open_draft(world.ola)
    for nth in (0, 0):
        await write(world.ola, "Skriv", NASTY, nth=nth)
    await add(world.ola, 0, NASTY[:300], "Jeg")
    await world.ola.press("Kommenter")
    world.ola.fill("Kommentaren din", NASTY[:500])
    await world.ola.submit()

    await open_draft(world.jonas)

    assert (await newest(world, id)).wording.goal == NASTY
    raw = json.dumps(world.jonas.form.body if world.jonas.form else {}, ensure_ascii=False)
    assert "mrkdwn" not in raw
    assert '"type": "user"' not in raw
    assert "Action.OpenUrl" not in raw
    assert "@everyone" in world.jonas.words()


async def test_nothing_of_it_is_in_the_chat(world: World) -> None:
    """Forms only: no message holds a word of it."""
    await begun(world)
    await ready(world)
    await world.jonas.press("Signér")

    told = [kept.text for phone in (world.ola, world.jonas) for kept in phone.export]
    assert not [text for text in told if "kanarifugl" in text or "vtale" in text]
