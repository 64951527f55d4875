"""The stories of an agreement and of an offer, chosen and played on the page."""

import pytest
from playwright.async_api import expect

from core.people import Platform
from tests.demo.screen import Shown
from tests.demo.test_for_everybody import tab_to

pytestmark = pytest.mark.browser

PEOPLE = {Platform.SLACK: ("kari", "jonas"), Platform.TEAMS: ("ida", "per")}
ORGANISERS = {Platform.SLACK: "liv", Platform.TEAMS: "aase"}
OTHERS = {Platform.SLACK: "ola", Platform.TEAMS: "eva"}
COMMITTEES = {Platform.SLACK: ("ragna", "henrik", "tuva"), Platform.TEAMS: ("sunniva", "mikkel", "tora")}
MOST = 12
"""Presses in one step."""


async def choose(shown: Shown, platform: Platform, tale: str) -> None:
    await shown.pick("platform", platform)
    await shown.page.locator(f'[data-key="tale-{tale}"]').click()
    await expect(shown.page.locator(f'[data-key="tale-{tale}"]')).to_have_attribute("aria-pressed", "true")
    await expect(shown.page.locator(".person")).to_have_count(3)
    await shown.step(1)


async def follow(shown: Shown, to: int) -> list[str]:
    """Press only what the page points at, until this step; gives what was pressed."""
    pressed: list[str] = []
    for _ in range(MOST):
        if await shown.page.locator(".progress .was").count() + 1 >= to:
            return pressed
        pressed.append((await shown.page.locator(".pointed").inner_text()).strip())
        await shown.page.locator(".pointed").click()
        await shown.settled()
    raise AssertionError(pressed)


async def follow_to(shown: Shown, label: str) -> list[str]:
    """Press only what the page points at, until this has been pressed; gives what was."""
    pressed: list[str] = []
    while label not in pressed:
        assert len(pressed) < MOST, pressed
        pressed.append((await shown.page.locator(".pointed").inner_text()).strip())
        await shown.page.locator(".pointed").click()
        await shown.settled()
    return pressed


@pytest.mark.parametrize("platform", list(Platform), ids=str)
async def test_from_a_thought_to_the_last_day(shown: Shown, platform: Platform) -> None:
    """Asked by pressing what is pointed at, past the notice; then shown, from the draft to what is left of it."""
    employee, leader = PEOPLE[platform]
    other = OTHERS[platform]
    await choose(shown, platform, "agreement")
    await expect(shown.person(employee).locator(".named p")).to_have_text("Ansatt")
    asked = await follow(shown, 2)
    home = ["Hjem"] if platform is Platform.SLACK else []
    way = ["Min side", "Vis innholdet", "Be om en avtale", "Jeg har lest dette", "Send forespørselen"]
    assert asked == [*home, *way]
    await follow(shown, 3)
    assert await follow(shown, 4) == ["Åpne", "Jeg har lest dette", "Ja, la oss begynne"]
    await shown.show_me(5)
    assert (await follow(shown, 6))[-2:] == ["Klar til å signere", "Signér"]
    await expect(shown.dialog(employee)).to_contain_text("Nå gjenstår signaturen til lederen din")
    await shown.show_me(7)
    await expect(shown.dialog(leader)).to_contain_text("dette er avtalen som gjelder")
    await shown.show_me(10)
    await expect(shown.dialog(other)).to_contain_text("Du er med som støtte for")
    await shown.show_me(12)
    await expect(shown.dialog(leader)).to_contain_text("Du har foreslått å gå tilbake til hverdagen")
    await shown.show_me(15)
    await expect(shown.dialog(employee)).to_contain_text("Perioden er over")
    await expect(shown.page.locator(".step-title")).to_have_text("Perioden er over")


@pytest.mark.parametrize("platform", list(Platform), ids=str)
async def test_the_leader_is_not_told_of_a_no(shown: Shown, platform: Platform) -> None:
    """Sent, declined, and two months on: the leader's lock screen has shown nothing, and the page says only that."""
    employee, leader = PEOPLE[platform]
    await choose(shown, platform, "offer")
    await shown.show_me(3)
    assert await follow(shown, 4) == ["Åpne", "Jeg har lest dette", "Nei takk"]
    await expect(shown.dialog(leader)).to_contain_text("Sendt. Avsluttes")
    await shown.show_me(5)
    await expect(shown.dialog(leader)).to_have_count(0)
    await shown.show_me(6)
    await expect(shown.dialog(leader)).to_contain_text("Ikke inngått.")
    await expect(shown.dialog(leader)).not_to_contain_text("svart")
    await shown.person(leader).get_by_role("radio", name="Låseskjerm").check()
    await expect(shown.person(leader).locator(".lock")).not_to_contain_text("Du har en påminnelse.")
    await expect(shown.dialog(employee)).to_have_count(0)


@pytest.mark.parametrize("platform", list(Platform), ids=str)
async def test_before_the_julebord(shown: Shown, platform: Platform) -> None:
    """Arranged by a third person, who is on the screen here; one part shared; and nothing of it is left lying about."""
    employee, leader = PEOPLE[platform]
    organiser = ORGANISERS[platform]
    await choose(shown, platform, "julebord")
    await expect(shown.person(organiser).locator(".named p")).to_have_text("Arrangør, uten avtale")
    assert await follow(shown, 2) == ["Åpne", "Legg inn julebordet", "Lagre"]
    await shown.show_me(4)
    await expect(shown.dialog(organiser)).to_contain_text("de samme til alle som ordner noe")
    await shown.person(employee).get_by_role("button", name="Åpne").click()
    await shown.dialog(employee).get_by_label("En plass ved siden av noen jeg er trygg på").check()
    await (
        shown.dialog(employee).get_by_label("Noe annet som ville gjøre det lettere").fill("Stille kanarifugl")
    )
    await shown.dialog(employee).get_by_role("button", name="Lagre").click()
    await shown.step(5)
    await shown.dialog(employee).get_by_label("En plass ved siden av noen jeg er trygg på").check()
    await shown.dialog(employee).get_by_role("button", name="Del det som er valgt").click()
    await shown.step(6)
    await shown.show_me(8)
    await expect(shown.dialog(leader)).to_contain_text("En plass ved siden av noen jeg er trygg på")
    await expect(shown.dialog(leader)).not_to_contain_text("kanarifugl")
    await shown.show_me(9)
    moved = await follow_to(shown, "Endre")
    assert moved[-2:] == ["Sammenkomster", "Endre"]
    await shown.show_me(11)
    await expect(shown.dialog(employee)).to_contain_text("kanarifugl")
    await shown.show_me(15)
    for key in (employee, leader, organiser):
        await expect(shown.person(key).locator(".kept")).to_contain_text("Du har en påminnelse.")
        for word in ("kanarifugl", "ulebord"):
            await expect(shown.person(key).locator(".export")).not_to_contain_text(word)


async def send(shown: Shown, employer: str, number: str) -> None:
    """Now, to so many."""
    form = shown.dialog(employer)
    await form.get_by_label("Nå", exact=True).check()
    await form.get_by_label("Skriv 26").fill(number)
    await form.locator(".pointed").click()
    await shown.settled()


@pytest.mark.parametrize("platform", list(Platform), ids=str)
async def test_a_campaign_to_everybody(shown: Shown, platform: Platform) -> None:
    """Taken from a theme by pressing what is pointed at; let through by two; and nothing of it left lying about."""
    writer, employer, union = COMMITTEES[platform]
    await choose(shown, platform, "campaign")
    await expect(shown.person(employer).locator(".named p")).to_have_text("I utvalget for ledelsen")
    home = ["Hjem"] if platform is Platform.SLACK else []
    way = [*home, "Min side", "Vis innholdet", "Til kampanjene"]
    assert await follow(shown, 2) == [*way, "Ferdige tema", "Se på den", "Bruk denne"]
    await expect(shown.dialog(writer)).to_contain_text("Et julebord for alle")
    await shown.show_me(3)
    assert await follow(shown, 4) == ["Forhåndsvis", "Send en prøve til meg"]
    assert (await follow_to(shown, "Foreslå"))[-2:] == ["Åpne", "Foreslå"]
    await shown.step(5)
    assert await follow(shown, 6) == [*way, "Åpne", "Si ja til den"]
    assert await follow(shown, 7) == [*way, "Åpne", "Si ja til den"]
    assert (await follow_to(shown, "Planlegg"))[-3:] == ["Tilbake", "Åpne", "Planlegg"]
    await send(shown, employer, "25")
    await expect(shown.dialog(employer)).to_contain_text("Skriv tallet som det står")
    await send(shown, employer, "26")
    await shown.step(8)
    back = ["Meldinger"] if platform is Platform.SLACK else []
    assert await follow(shown, 10) == ["Spol til neste hendelse", "×", *back, "Åpne"]
    await shown.dialog(union).get_by_label("Godt alkoholfritt drikke").check()
    await shown.dialog(union).locator(".pointed").click()
    await shown.step(11)
    await shown.show_me(12)
    await expect(shown.dialog(employer)).to_contain_text("færre enn ti, eller ingen")
    await shown.show_me(14)
    await expect(shown.dialog(writer)).to_contain_text("Det går buss hjem")
    await shown.show_me(17)
    for key in (writer, employer, union):
        await expect(shown.person(key).locator(".kept")).to_contain_text("Du har en påminnelse.")
        for word in ("ulebord", "alkoholfri", "kampanje", "utvalg"):
            await expect(shown.person(key).locator(".export")).not_to_contain_text(word)


async def test_a_story_is_chosen_with_the_keyboard_on_a_narrow_screen(narrow: Shown) -> None:
    """Tab and Enter; the focus stays, the group has a name, and nothing is wider than the screen."""
    group = narrow.page.get_by_role("group", name="Velg en fortelling")
    await expect(group.get_by_role("button")).to_have_text(
        [
            "En sjekk inn",
            "Fra tanke til avtale",
            "Et tilbud som blir avslått",
            "Før julebordet",
            "En kampanje til alle",
        ]
    )
    await tab_to(narrow, "tale-offer")
    await narrow.page.keyboard.press("Enter")
    chosen = group.get_by_role("button", pressed=True)
    await expect(chosen).to_have_text("Et tilbud som blir avslått")
    await expect(chosen).to_be_focused()
    await narrow.settled()
    await expect(narrow.page.locator(".step-title")).to_have_text("Et tilbud etter en prat")
    assert await narrow.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_another_language_keeps_the_story(shown: Shown) -> None:
    """The workplace is written anew, and it is still the same story."""
    await choose(shown, Platform.SLACK, "offer")
    await shown.pick("language", "en")
    await expect(shown.page.locator(".step-title")).to_have_text("An offer, after a talk")
    await shown.show_me(2)
    await expect(shown.dialog("jonas")).to_contain_text("Sent. Closes")
