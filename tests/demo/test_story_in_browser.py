"""The story, played on the page as a person would: by clicking what it points at."""

import pytest
from playwright.async_api import expect

from core.people import Platform
from tests.demo.screen import Shown

pytestmark = pytest.mark.browser

HARD, NEED, WORDS = (
    "Lange mandager kanarifugl",
    "En roligere start kanarifugl",
    "Takk for åpenheten kanarifugl",
)
PRESSES = 30
"""How many lead to the thanks at most."""
PEOPLE = {Platform.SLACK: ("kari", "jonas", "ola"), Platform.TEAMS: ("ida", "per", "eva")}


async def answer(shown: Shown, employee: str) -> None:
    """From the start until the answers are stored."""
    await shown.page.get_by_role("button", name="Spol til neste hendelse").click()
    await shown.step(2)
    await shown.person(employee).get_by_role("button", name="Åpne").click()
    await shown.step(3)
    form = shown.dialog(employee)
    await form.get_by_label("Litt tungt").check()
    await form.get_by_label("Hva er vanskelig akkurat nå?").fill(HARD)
    await form.get_by_label("En kort prat hver mandag").select_option(label="Hjelper")
    await form.get_by_label("Hva er behovene dine").fill(NEED)
    await form.get_by_role("button", name="Lagre, og gå videre").click()
    await shown.step(4)


async def follow_to_thanks(shown: Shown) -> None:
    """What was read last is closed first; the next check-in may come before the thanks."""
    pressed: list[str] = []
    while not await shown.at(9):
        assert len(pressed) < PRESSES, pressed
        pressed.append(await shown.page.locator(".pointed").inner_text())
        await shown.page.locator(".pointed").click()
        await shown.settled()


async def left_for_others(shown: Shown, *people: str) -> None:
    """Lock screens and exports hold the neutral line, and nothing that anybody wrote."""
    await shown.pick("views", "lock")
    await shown.step(10)
    for key in people:
        await expect(shown.person(key).locator(".alerts")).to_contain_text("Du har en påminnelse.")
        await expect(shown.person(key).locator(".phone")).not_to_contain_text("kanarifugl")
    await shown.pick("views", "export")
    await shown.step(11)
    for key in people:
        await expect(shown.person(key).locator(".kept")).to_contain_text("Du har en påminnelse.")
        for word in ("kanarifugl", "Litt tungt", "Sjekk inn"):
            await expect(shown.person(key).locator(".export")).not_to_contain_text(word)


@pytest.mark.parametrize("platform", list(Platform), ids=str)
async def test_the_leader_receives_exactly_what_was_ticked(shown: Shown, platform: Platform) -> None:
    """Asked privately, four answers, two shared; the leader's window has those two, and thanks come back."""
    employee, leader, other = PEOPLE[platform]
    await shown.pick("platform", platform)
    await answer(shown, employee)
    form = shown.dialog(employee)
    assert await form.get_by_role("checkbox", checked=True).count() == 0
    await form.get_by_label("Hvordan det går").check()
    await form.get_by_label("Det du trenger fremover").check()
    await form.get_by_role("button", name="Del med lederen min").click()
    await shown.step(5)
    await shown.page.get_by_role("button", name="Spol til neste hendelse").click()
    await shown.step(6)
    await shown.person(leader).get_by_role("button", name="Åpne").click()
    await shown.step(7)
    seen = shown.dialog(leader)
    await expect(seen).to_contain_text("Litt tungt")
    await expect(seen).to_contain_text(NEED)
    await expect(seen).not_to_contain_text(HARD)
    await expect(seen).not_to_contain_text("Hjelper")
    await seen.get_by_label("En hilsen med egne ord").fill(WORDS)
    await seen.locator(".pointed").click()
    await shown.step(8)
    await expect(shown.page.locator(".pointed")).to_have_text("Spol til neste hendelse")
    await shown.page.locator(".pointed").click()
    await shown.settled()
    await follow_to_thanks(shown)
    await expect(shown.dialog(employee)).to_contain_text(WORDS)
    await left_for_others(shown, employee, leader, other)


async def test_the_page_points_at_what_to_press_next(shown: Shown) -> None:
    """First the clock, then the button in the chat, then the form's own."""
    pointed = shown.page.locator(".pointed")
    await expect(pointed).to_have_text("Spol til neste hendelse")
    await pointed.click()
    await shown.step(2)
    await expect(shown.person("kari").locator(".pointed")).to_have_text("Åpne")
    await shown.person("kari").get_by_role("radio", name="Låseskjerm").check()
    await expect(shown.person("kari").locator(".pointed")).to_have_text("Chat")
    await shown.person("kari").get_by_role("radio", name="Chat").check()
    await shown.person("kari").locator(".pointed").click()
    await shown.step(3)
    await expect(shown.dialog("kari").locator(".pointed")).to_have_text("Lagre, og gå videre")


@pytest.mark.parametrize(
    ("language", "open_", "title", "q1"),
    [
        ("nn", "Opne", "Det som blir att", "Korleis går det?"),
        ("en", "Open", "What remains", "How is it going?"),
    ],
)
async def test_it_can_be_seen_in_other_languages(
    shown: Shown, language: str, open_: str, title: str, q1: str
) -> None:
    """The page's own words, and the bot's words to the people, who start out in that language."""
    await shown.pick("language", language)
    await expect(shown.page.locator("html")).to_have_attribute("lang", language)
    await shown.show_me(2)
    await expect(shown.person("kari").get_by_role("button", name=open_, exact=True)).to_be_visible()
    await shown.show_me(3)
    await expect(shown.dialog("kari")).to_contain_text(q1)
    await shown.show_me(11)
    await expect(shown.page.locator(".step-title")).to_have_text(title)


async def test_a_change_of_language_on_the_way_is_each_persons_own_choice(shown: Shown) -> None:
    """Everybody chooses it in their settings, and the story goes on in it."""
    await shown.show_me(4)
    await shown.pick("language", "en")
    assert set((await shown.stage.workplace.languages()).values()) == {"en"}
    await shown.show_me(11)
    await expect(shown.page.locator(".step-title")).to_have_text("What remains")


async def test_an_empty_answer_is_mended_in_the_form(shown: Shown) -> None:
    """The bot's own words, under the field or above it, and what was typed is still there."""
    await shown.show_me(3)
    form = shown.dialog("kari")
    await form.get_by_role("button", name="Lagre, og gå videre").click()
    await expect(form).to_contain_text("ikke svart på noe ennå")


async def test_it_can_start_over(shown: Shown) -> None:
    """A new workplace: Monday morning, and nothing has happened."""
    await shown.show_me(5)
    await shown.page.get_by_role("button", name="Start på nytt").click()
    await expect(shown.page.locator(".person")).to_have_count(3)
    await shown.step(1)
    await expect(shown.page.locator(".hour")).to_have_text("08:55")
    await expect(shown.person("kari")).to_contain_text("Ingen meldinger her.")


async def test_home_and_chat_of_each_platform_can_be_used(shown: Shown) -> None:
    """Slack's home tab has the menu; in Teams what is typed is answered, and stands in the export."""
    await shown.person("ola").get_by_role("button", name="Hjem").click()
    await shown.settled()
    await shown.person("ola").get_by_role("button", name="Snakk med noen").click()
    await expect(shown.dialog("ola")).to_contain_text("22 40 28 00")
    await shown.settled()
    await shown.page.keyboard.press("Escape")
    await expect(shown.dialog("ola")).to_have_count(0)
    await shown.pick("platform", "teams")
    eva = shown.person("eva")
    await eva.get_by_label("Skriv en melding").fill("hei der")
    await eva.get_by_role("button", name="Send").click()
    await expect(eva.locator(".tm-mine")).to_contain_text("hei der")
    await eva.get_by_role("radio", name="Eksport").check()
    await expect(eva.locator(".kept")).to_contain_text("hei der")
