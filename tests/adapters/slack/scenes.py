"""What the scripted door shows in these tests, and how Kari comes to have the form open."""

from core.chat.views import (
    Button,
    Buttons,
    Card,
    Form,
    LongText,
    OneOf,
    Option,
)
from tests.adapters.slack.workplace import Workplace

CANARY = "kanarifugl"
MENU = Card(
    hint="Menyen.",
    title="Meny",
    blocks=(
        Buttons(
            (Button(label="Åpne", action="ping.open", ref="r1"), Button(label="Hjelp", action="menu.help"))
        ),
    ),
)
MOODS = (Option(value="good", label="Bra"), Option(value="bad", label="Dårlig"))
FORM = Form(
    title="Innsjekk",
    close="Lukk",
    submit="Lagre",
    action="checkins.answer",
    ref="r2",
    nonce="n1",
    body=(
        OneOf(name="mood", label="Hvordan går det?", options=MOODS),
        LongText(name="words", label="Egne ord"),
        Buttons((Button(label="Senere", action="checkins.later", ref="r3"),)),
    ),
)
PAGE_TWO = Form(
    title="Del",
    close="Lukk",
    submit="Del",
    action="checkins.share",
    ref="r2",
    nonce="n2",
    body=(LongText(name="words", label="Hilsen"),),
)


async def the_form(here: Workplace) -> None:
    """Kari has the form open."""
    await here.messenger.deliver(here.account(), MENU, once="1")
    await here.kari.press("Åpne")
    assert here.kari.form is not None
