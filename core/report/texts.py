"""The report's words, and how a figure, a day and a bar are said in them."""

from datetime import date
from typing import Final

from babel.dates import format_date
from babel.numbers import format_decimal

from core.chat.texts import Texts, load
from core.people import Language
from core.report.hiding import Coarse

TEXTS = load(__package__)
NEVER_PARTED: Final = "\u00a0"


def number(texts: Texts, figure: int) -> str:
    """With the language's own mark between thousands."""
    return format_decimal(figure, locale=texts.language.value)


def short(texts: Texts, day: date) -> str:
    """A day, for a narrow column, and never parted: «15. sep. 2026»."""
    form = "d MMM y" if texts.language is Language.EN else "d. MMM y"
    return format_date(day, form, locale=texts.language.value).replace(" ", NEVER_PARTED)


def people(texts: Texts, figure: Coarse | None) -> str:
    """A figure of people: in whole tens, or below ten; nothing where it is left out."""
    if figure is None:
        return texts("left_out")
    return texts("few") if figure.few else number(texts, figure.least)
