"""
Draws a chart as SVG. Only the process that sets a sheet loads this: what draws is slow to load, and remembers.

What it is told is told by length, by words and by pattern, never by colour alone: it must do on a printer without ink
of any colour. The same bars give the same bytes.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, cast

import matplotlib as mpl
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.font_manager import fontManager
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from adapters.pages.glyphs import FAMILY

WIDTH: Final = 448.0
"""Points: the column of the sheet."""
INK: Final = "#1a1a1a"
LOOKS: Final = (
    ("#12355b", "", "white"),
    ("#7fa7c9", "////", INK),
    ("#dfe9f2", "....", INK),
    ("white", "", INK),
)
"""Fill, pattern, and the ink of a figure on it: from dark to light, each told from the next without its colour."""
BAR: Final = 1.45
"""The height of a bar, in heights of a letter; a label stands in `LINE` of them above it."""
LINE: Final = 1.5
GAP: Final = 0.9
ROOM: Final = 8.0
"""Points between a bar and what stands at its end."""

Json = Mapping[str, Any]


def drawn(given: Json, size: float, fonts: Path) -> str:
    """The SVG, as wide as the column; letters are drawn as shapes, so that it needs no font where it is read."""
    with mpl.rc_context(cast(Any, _settings(fonts, size))):  # which names there may be is a list of hundreds
        return _Drawing(given, size).svg()


def _settings(fonts: Path, size: float) -> dict[str, Any]:
    known = {font.fname for font in fontManager.ttflist}
    for font in sorted(fonts.glob("*.ttf")):
        if str(font) not in known:
            fontManager.addfont(font)
    ours = {font.name for font in fontManager.ttflist if Path(font.fname).parent == fonts}
    return {
        "font.family": [FAMILY, *sorted(ours - {FAMILY})],
        "font.size": size,
        "hatch.linewidth": 0.7,
        "svg.fonttype": "path",
        "svg.hashsalt": "innsjekk",
        "text.usetex": False,
        "text.parse_math": False,
        "axes.unicode_minus": False,
    }


class _Drawing:
    """From the top down; what is drawn knows its height only when all is in place, so `y` grows downwards."""

    def __init__(self, given: Json, size: float) -> None:
        self._given, self._size = given, size
        self._figure = Figure(figsize=(WIDTH / 72, 1), dpi=72)
        FigureCanvasSVG(self._figure)
        self._axes = self._figure.add_axes((0, 0, 1, 1))
        self._axes.set_axis_off()
        self._axes.set_xlim(0, WIDTH)
        self._axes.set_ylim(72, 0)
        self._y = 0.0

    def svg(self) -> str:
        if len(self._given["series"]) > 1:
            self._legend([each["name"] for each in self._given["series"]])
        for label, pieces, mark in self._bars():
            self._bar(label, pieces, mark)
        self._y -= self._size * GAP / 2
        self._figure.set_size_inches(WIDTH / 72, self._y / 72)
        self._axes.set_ylim(self._y, 0)
        out = io.StringIO()
        self._figure.savefig(out, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
        return out.getvalue()

    def _bars(self) -> Iterator[tuple[str, Sequence[tuple[int, str]], str]]:
        """What each bar is called, its pieces with what stands in them, and what stands at its end."""
        series = (zip(each["values"], each["said"], strict=True) for each in self._given["series"])
        pieces = zip(*series, strict=True)
        return zip(self._given["labels"], pieces, self._given["marks"], strict=True)

    def _longest(self) -> float:
        """Points for one: so that the longest bar and what stands at its end fill the column."""
        marks = max((self._width(mark) for mark in self._given["marks"]), default=0)
        most = max((sum(piece for piece, _ in pieces) for _, pieces, _ in self._bars()), default=0)
        return (WIDTH - 2 - marks - ROOM) / max(1, most)

    def _legend(self, names: Sequence[str]) -> None:
        """Beside one another while there is room."""
        side, x = self._size * 0.9, 1.0
        for at, name in enumerate(names):
            wide = side + ROOM * 0.7 + self._width(name) + ROOM * 2.5
            if x > 1 and x + wide > WIDTH:
                x, self._y = 1.0, self._y + self._size * LINE
            middle = self._y + self._size * LINE / 2
            self._box(at, x, middle - side / 2, side, side)
            self._text(x + side + ROOM * 0.7, middle, name)
            x += wide
        self._y += self._size * (LINE + GAP)

    def _bar(self, label: str, pieces: Sequence[tuple[int, str]], mark: str) -> None:
        for line in self._lines(label):
            self._text(0, self._y + self._size * LINE / 2, line, weight="bold")
            self._y += self._size * LINE
        self._y += self._size * 0.2
        high, x, scale = self._size * BAR, 1.0, self._longest()
        middle = self._y + high / 2
        for at, (piece, said) in enumerate(pieces):
            if piece > 0:
                self._piece(at, x, piece * scale, said)
                x += piece * scale
        if not any(piece for piece, _ in pieces):
            self._axes.plot([x, x], [self._y, self._y + high], color=INK, linewidth=1.2)
        self._text(x + ROOM, middle, mark)
        self._y += high + self._size * GAP

    def _piece(self, look: int, x: float, wide: float, words: str) -> None:
        """With its figure inside, where there is room for it: a legend alone would have to be carried in one's head."""
        high, needs = self._size * BAR, self._width(words, weight="bold") + ROOM
        self._box(look, x, self._y, wide, high)
        if words and needs < wide:
            fill, _, ink = LOOKS[look]
            clear = Rectangle(
                (x + (wide - needs) / 2, self._y + 1), needs, high - 2, facecolor=fill, zorder=1.5
            )
            self._axes.add_patch(clear)
            self._text(x + wide / 2, self._y + high / 2, words, color=ink, ha="center", weight="bold")

    def _box(self, look: int, x: float, y: float, wide: float, high: float) -> None:
        fill, pattern, _ = LOOKS[look]
        self._axes.add_patch(
            Rectangle((x, y), wide, high, facecolor=fill, hatch=pattern, edgecolor=INK, linewidth=0.8)
        )

    def _lines(self, words: str) -> list[str]:
        """As many as it takes to stay in the column."""
        lines = [""]
        for word in words.split():
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and self._width(longer, weight="bold") > WIDTH:
                lines.append(word)
            else:
                lines[-1] = longer
        return lines

    def _width(self, words: str, **look: object) -> float:
        text = self._text(0, 0, words, **look)
        wide = float(text.get_window_extent().width)
        text.remove()
        return wide

    def _text(self, x: float, y: float, words: str, **given: object) -> Text:
        """Its small letters stand around `y`, whatever letters there are."""
        look: dict[str, Any] = {"color": INK, "va": "baseline", "parse_math": False} | given
        return self._axes.text(x, y + self._size * 0.35, words, **look)
