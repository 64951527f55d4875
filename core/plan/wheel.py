"""The wheel of the year as a drawing, and the same in words: twelve months, and how much there is to do in each."""

from datetime import date
from math import cos, pi, sin
from typing import Final

from core.chat.texts import Texts
from core.plan.model import Plan

MONTHS: Final = range(1, 13)
SIZE: Final = 400
MIDDLE: Final = SIZE / 2
OUTER, INNER, LABELS, NUMBERS = 150.0, 70.0, 172.0, 110.0
FONT: Final = "Noto Sans"


def counted(plan: Plan) -> list[int]:
    """How many actions have their day in each month, from January on."""
    return [len([each for each in plan.actions if each.due.month == month]) for month in MONTHS]


def in_words(texts: Texts, plan: Plan) -> str:
    """What the drawing says, for whoever cannot see it."""
    said = [
        texts("sheet.month", month=_name(texts, plan.year, month), count=count)
        for month, count in zip(MONTHS, counted(plan), strict=True)
    ]
    return texts("sheet.wheel", year=plan.year, months=", ".join(said))


def drawn(texts: Texts, plan: Plan) -> str:
    """
    As SVG, black on white: January at the top, with the sun around. A month with something in it is grey and has a number.

    Everything in it is made here: no word that a person has written stands in it.
    """
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}" width="{SIZE}" height="{SIZE}">'
    ]
    for month, count in zip(MONTHS, counted(plan), strict=True):
        start, end = (2 * pi * (month - 1.5 + each) / 12 for each in (0, 1))
        fill = "#ffffff" if count == 0 else "#d9d9d9"
        parts.append(f'<path d="{_slice(start, end)}" fill="{fill}" stroke="#000000" stroke-width="1.5"/>')
        middle = (start + end) / 2
        parts.append(_text(LABELS, middle, _name(texts, plan.year, month)[:3], 15))
        if count:
            parts.append(_text(NUMBERS, middle, str(count), 20))
    parts += [_text(0, 0, str(plan.year), 28), "</svg>"]
    return "".join(parts)


def _at(radius: float, angle: float) -> str:
    return f"{MIDDLE + radius * sin(angle):.1f} {MIDDLE - radius * cos(angle):.1f}"


def _slice(start: float, end: float) -> str:
    return (
        f"M {_at(INNER, start)} L {_at(OUTER, start)} A {OUTER} {OUTER} 0 0 1 {_at(OUTER, end)} "
        f"L {_at(INNER, end)} A {INNER} {INNER} 0 0 0 {_at(INNER, start)} Z"
    )


def _text(radius: float, angle: float, text: str, size: int) -> str:
    x, y = _at(radius, angle).split()
    return (
        f'<text x="{x}" y="{float(y) + size * 0.35:.1f}" font-family="{FONT}" font-size="{size}" '
        f'text-anchor="middle" fill="#000000">{text}</text>'
    )


def _name(texts: Texts, year: int, month: int) -> str:
    return texts.month(date(year, month, 1)).partition(" ")[0]
