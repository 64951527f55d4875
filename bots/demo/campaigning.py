"""What those who work on a campaign do, each on their own phone and by the labels that they read."""

import re
from typing import Final

from bots.demo.far.phone import FORM, Phone
from bots.demo.together import own_page
from bots.demo.words import Labels, labels
from core.campaigns.library import THEMES
from core.people import Language

JULEBORD: Final = 0
"""The first of the ready themes."""
HOLE: Final = "{n}"


async def campaigns(phone: Phone, say: Labels) -> None:
    """The list, from one's own page."""
    await own_page(phone, say)
    await phone.press(say.campaign("page"))


async def newest(phone: Phone, say: Labels) -> None:
    """The campaign that was made last, as it is now."""
    await campaigns(phone, say)
    await phone.press(say.campaign("open"), message=FORM)


async def take_theme(phone: Phone, say: Labels) -> None:
    """A draft with the ready words about the julebord."""
    await campaigns(phone, say)
    await phone.press(say.campaign("library.title"))
    await phone.press(say.campaign("look"), nth=JULEBORD)
    await phone.press(say.campaign("use.press"))


async def ask(phone: Phone, say: Labels) -> None:
    """One question with its answers, in each of the languages that it is written in."""
    for language in Language:
        await phone.press(write_in(say, language))
        phone.fill(say.campaign("words.question"), labels(language).demo("example.question"))
        phone.fill(say.campaign("words.answers"), labels(language).demo("example.answers"))
        await phone.submit()


def write_in(say: Labels, language: Language) -> str:
    """The button for the words in this language."""
    return say.campaign("write").format(language=say.campaign(f"in_{language}"))


def answers(say: Labels) -> list[str]:
    """Those of the question."""
    return say.demo("example.answers").split("\n")


async def does(phone: Phone, say: Labels, verb: str) -> None:
    """A button of the campaign's page, as it is now."""
    await newest(phone, say)
    await phone.press(say.campaign(f"do.{verb}"))


def asked_for(phone: Phone, say: Labels) -> str:
    """The number that is to be written before something goes to everybody."""
    found = re.search(re.escape(say.campaign("guard.type")).replace(re.escape(HOLE), r"(\d+)"), phone.words())
    return found[1] if found else ""


async def send_now(phone: Phone, say: Labels, number: str) -> None:
    """The form of the start is open; `number` is how many people somebody believes it is for."""
    asked = asked_for(phone, say)
    phone.choose(say.campaign("plan.when"), say.campaign("plan.now"))
    phone.fill(say.campaign("guard.type").replace(HOLE, asked), number)
    await phone.submit()


async def correct(phone: Phone, say: Labels, line: str) -> None:
    """Another line under the text that was sent."""
    await does(phone, say, "correct")
    phone.fill(say.campaign("words.text"), f"{THEMES[JULEBORD].words[say.language].body}\n{line}")
    await phone.submit()


async def answer(phone: Phone, say: Labels) -> None:
    """Thanks, and the first of the answers; what was sent is open."""
    await phone.press(say.campaign("thank.press"))
    phone.choose(say.demo("example.question"), answers(say)[0])
    await phone.submit()


async def evaluate(phone: Phone, say: Labels) -> None:
    """What was learned, in a few words."""
    await does(phone, say, "evaluate")
    phone.fill(say.campaign("learned.title"), say.demo("example.learned"))
    await phone.submit()


async def want_none(phone: Phone, say: Labels) -> None:
    """In one's own settings, as anybody can."""
    await phone.go_home()
    await phone.press(say.settings)
    phone.choose(say.setting("want_campaigns"), say.setting("tips.no"))
    await phone.submit()
    while phone.form is not None:
        await phone.close()
