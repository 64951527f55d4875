"""The workplace's list as people open it: a way there, whatever the menu has, and what is filled in."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from bots.demo.far.phone import Phone
from core.chat.texts import Texts
from core.chat.views import Button, Buttons
from core.menu import cards as menu
from core.occasions.model import Occasion
from core.occasions.texts import TEXTS
from core.people import Language
from tests.journeys.world import WORKPLACE, World

LABEL = "Til lista"


def said(key: str, **holes: object) -> str:
    """What stands in the texts, in bokmål."""
    return Texts(TEXTS, Language.NB)(key, **holes)


@pytest.fixture(autouse=True)
def in_the_menu(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever the button to the list stands, here it is in the menu."""
    made = menu.menu

    def with_button(person: Any) -> Any:  # a person, and the card
        card = made(person)
        button = Buttons((Button(label=LABEL, action="occasions.list"),))
        return replace(card, blocks=(*card.blocks, button))

    monkeypatch.setattr(menu, "menu", with_button)


async def to_list(phone: Phone) -> str:
    """The list, as this person reads it."""
    if phone.form is not None:
        await phone.close()
    await phone.go_home()
    await phone.press(LABEL)
    assert phone.form is not None
    return phone.words()


async def fill(phone: Phone, kind: str = "julebord", day: str = "2026-12-11", name: str = "") -> None:
    """The form that is open, sent in."""
    phone.choose(said("form.kind"), said(f"kind.{kind}"))
    phone.fill(said("form.day"), day)
    phone.fill(said("form.name"), name)
    await phone.submit()


async def enter(phone: Phone, kind: str = "julebord", day: str = "2026-12-11", name: str = "") -> None:
    """A new one, from the menu on."""
    await to_list(phone)
    await phone.press(said("list.new"))
    await fill(phone, kind, day, name)


def seen(phone: Phone) -> str:
    """What can be read, with what stands beside the fields."""
    assert phone.form is not None
    return f"{phone.words()} {list(phone.form.errors.values())}"


async def listed(world: World) -> Sequence[Occasion]:
    """What is to come, as it is stored."""
    today = world.clock.at.date()
    async with world.parts.store.reading() as work:
        return await work.occasions.between(WORKPLACE, today, today.replace(year=today.year + 3))
