"""A chart can be read without colour and without eyes, and the table beside it says the same; both are tagged."""

import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdf
import pytest
from pypdf.generic import IndirectObject

from adapters.pages import charts, press
from adapters.pages.glyphs import folder
from adapters.pages.sheet import SIZES, pdf
from core.chat.views import Paragraph
from core.pages.model import Chart, Document, Series, Table
from core.people import Language
from tests.adapters.pages.sheets import bare, catalogue, reach, tags, words

CHART = Chart(
    caption="Så langt",
    words="To stolper. Alle: 3 gjort, 1 i gang. Grupper: 0 gjort, 2 i gang.",
    labels=("Rettet mot alle", "Rettet mot grupper"),
    series=(
        Series(name="Gjort", values=(3, 0), said=("3", "0")),
        Series(name="I gang", values=(1, 2), said=("1", "2")),
    ),
    marks=("4 tiltak", "2 tiltak"),
)
TABLE = Table(
    caption="Tallene",
    columns=("Nivå", "Gjort", "I gang"),
    rows=(("Rettet mot alle", "3", "1"), ("Rettet mot grupper", "", "2")),
    figures=True,
)
SHEET = Document(title="Rapport", language=Language.NB, parts=(Paragraph("Slik står det."), CHART, TABLE))
NASTY = (
    "#panic() *fet* _x_ `rå` $ 1 $ @ref <b> & \\n",
    "$\\frac{1}{0}$ $x^2$",
    "שלום مرحبا 中 😀 \u202eabc",
    "ordutenende" * 20,
    "",
)


def described(made: bytes) -> list[str]:
    """The words that stand for each figure."""
    found = list[str]()

    def walk(node: Any) -> None:
        node = node.get_object() if isinstance(node, IndirectObject) else node
        if isinstance(node, list):
            for each in node:
                walk(each)
        elif isinstance(node, dict):
            if node.get("/S") == "/Figure":
                found.append(str(node.get("/Alt", "")))
            walk(node.get("/K"))

    walk(catalogue(made)["/StructTreeRoot"]["/K"])
    return found


def drawing(chart: Chart = CHART, size: int = 11) -> str:
    given = {
        "labels": list(chart.labels),
        "marks": list(chart.marks),
        "series": [{"name": s.name, "values": list(s.values), "said": list(s.said)} for s in chart.series],
    }
    return press._chart(given, size, Path(str(folder())))


async def test_whoever_does_not_see_the_chart_is_told_what_it_shows() -> None:
    """As the figure's own words, whole; and the figure is one, not a heap of shapes."""
    assert described(await pdf(SHEET)) == [CHART.words]


async def test_a_table_has_a_head_and_every_cell_its_words() -> None:
    """Tagged as a table, with header cells; an empty cell is a dash."""
    made = await pdf(SHEET)
    found = tags(made)
    assert (found.count("Table"), found.count("TR")) == (1, 3)
    assert (found.count("TH"), found.count("TD")) == (3, 6)
    assert "Caption" in found
    assert "TalleneNivåGjortIgangRettetmotalle31Rettetmotgrupper–2" in words(made)


async def test_the_same_report_is_the_same_bytes() -> None:
    """No time, no chance and no name of a machine in it."""
    assert await pdf(SHEET) == await pdf(SHEET)


def test_the_drawing_tells_no_time_and_no_version() -> None:
    """Nor does it ask for anything from outside."""
    svg = drawing()
    assert not re.search(r"<dc:date>|Matplotlib v|<metadata>\s*\S*\d{4}-\d\d", svg)
    assert set(re.findall(r'(?:href|src)="(?!#)([^"]*)"', svg)) == set()
    assert "<script" not in svg
    assert svg == drawing()


@pytest.mark.parametrize("text", NASTY)
async def test_no_words_make_a_chart_fail(text: str) -> None:
    """Whatever a title is; nothing in it is read as mathematics or markup."""
    chart = replace(CHART, caption=text, words=text or "x", labels=(text, "b"), marks=(text[:20], ""))
    made = await pdf(replace(SHEET, parts=(chart, replace(TABLE, caption=text, rows=((text, text, text),)))))
    assert made.startswith(b"%PDF")
    assert reach(made) < 595 - 60


@pytest.mark.parametrize("size", SIZES)
async def test_a_chart_stays_in_the_column_in_every_size(size: str) -> None:
    """As wide as the text, and with letters of the same size (S120)."""
    points = SIZES[size]
    svg = drawing(size=points)
    [wide] = re.findall(r'<svg [^>]*?width="([\d.]+)pt"', svg)
    assert float(wide) == charts.WIDTH
    assert (await pdf(SHEET, size)).startswith(b"%PDF")


def test_bars_of_nothing_are_drawn_without_a_fault() -> None:
    """A year in which nothing was counted has a line where the bar would be."""
    none = replace(CHART, series=(Series(name="Gjort", values=(0, 0), said=("", "")),))
    assert drawing(none).startswith("<?xml")


def _light(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    code = {"white": "#ffffff"}.get(colour, colour)
    parts = [int(code[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    dark, light = sorted((_light(one), _light(other)))
    return (light + 0.05) / (dark + 0.05)


def test_figures_can_be_read_on_every_piece_and_no_piece_is_told_by_colour_alone() -> None:
    """4.5 to 1 for a figure, 3 to 1 for the line around each; and beside another, a pattern or a far lighter shade."""
    for fill, _, ink in charts.LOOKS:
        assert _contrast(fill, ink) >= 4.5
    assert _contrast(charts.INK, "white") >= 3
    for (fill, pattern, _), (next_fill, next_pattern, _) in zip(charts.LOOKS, charts.LOOKS[1:], strict=False):
        assert pattern != next_pattern
        assert _light(fill) < _light(next_fill)


def test_the_chart_has_a_pattern_for_each_series_that_is_not_plain() -> None:
    """What prints in black and white is still told apart."""
    four = replace(CHART, series=tuple(Series(name=str(n), values=(1, 1), said=("", "")) for n in range(4)))
    assert drawing(four).count("<pattern ") == 2


async def test_a_long_table_goes_on_over_the_page_with_its_head() -> None:
    """And nothing of it is lost."""
    rows = tuple((f"Tiltak nummer {n}", str(n), "") for n in range(90))
    made = await pdf(replace(SHEET, parts=(replace(TABLE, rows=rows),)))
    pages = pypdf.PdfReader(io.BytesIO(made)).pages
    assert len(pages) > 1
    assert all("Nivå" in (page.extract_text() or "") for page in pages)
    assert all(bare(row[0]) in words(made) for row in rows)
