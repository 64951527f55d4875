"""A sheet is PDF/UA-1 as far as can be told without the official checker, and every word on it is as it was typed."""

import asyncio
import os
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.pages import press
from adapters.pages.glyphs import TURNS, covered, shown
from adapters.pages.sheet import SIZES, NotSet, pdf
from core.chat.views import Quote
from core.pages.model import Document, Drawing
from core.people import Language
from tests.adapters.pages.sheets import SHEET, bare, catalogue, objects, reach, read, saying, tags, words

TYPED = {
    "typst markup": "#panic() #let x = 1; *bold* _it_ `raw` $ integral $ = Title @ref <label> \\ // c /* d */ #sys.inputs",
    "typst files": '#read("/etc/passwd") #include "x.typ" #import "@preview/cetz:0.1.0": * #image("x.png")',
    "Slack and Teams": "<!channel> <!here> <@U012AB3CD> @everyone :tada: [a](http://x.example) {{DATE(x)}}",
    "HTML": "<script>alert(1)</script> <b>bold</b> <img src=x onerror=alert(1)> &amp; &lt;",
    "JSON and quotes": '","parts":[["heading","x"]],"x":" \\" \\u0041 \\n \' « »',
    "a program's cells": "=cmd()|' /C calc'!A0 +1 -1 @SUM(A1) --- ... -> ~ (c) 1/2",
    "emoji": "😀 hei 👩\u200d👩\u200d👧 👍🏽 🇳🇴 ❤️ 1️⃣",
    "Hebrew": "שלום עולם",
    "Arabic": "مرحبا بالعالم",
    "more scripts": "தமிழ் नमस्ते ትግርኛ ไทย Ελλάδα Київ Łódź čšž",
    "ligatures": "fi fl ffi office æøå ÆØÅ",
    "marks": "e\u0301 o\u0308 a\u030a",
}


@pytest.fixture(scope="module")
def made() -> bytes:
    return asyncio.run(pdf(SHEET))


def test_it_is_tagged_has_a_language_and_shows_its_title(made: bytes) -> None:
    """What PDF/UA-1 asks of the catalogue, and the mark that says it is meant to be one."""
    root, seen = catalogue(made), read(made).xmp_metadata
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"].split("-")[0] == "nb"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert seen is not None
    assert "<pdfuaid:part>1</pdfuaid:part>" in seen.stream.get_data().decode()
    assert seen.dc_title == {"x-default": "Dokument"}
    assert all("/StructParents" in page for page in read(made).pages)
    assert not read(made).is_encrypted


def test_a_screen_reader_finds_headings_quotes_and_nothing_untagged(made: bytes) -> None:
    """One first heading, then the second level; what is drawn for the eye alone is an artifact."""
    found = tags(made)
    assert [tag for tag in found if tag.startswith("H")] == ["H1", "H2", "H2"]
    assert found.count("BlockQuote") == 1
    assert "Figure" not in found
    for page in read(made).pages:
        content = page.get_contents()
        assert content is not None
        assert _untagged(content.get_data().decode("latin-1")) == []


def _untagged(content: str) -> list[str]:
    """Text that is shown outside any marked content."""
    depth, found = 0, list[str]()
    for line in content.splitlines():
        operator = line.rpartition(" ")[2]
        depth += operator in {"BDC", "BMC"}
        depth -= operator == "EMC"
        if operator in {"Tj", "TJ"} and depth == 0:
            found.append(line)
    return found


def test_every_font_is_inside_and_every_sign_has_its_letter(made: bytes) -> None:
    """No font of the machine, so that it looks the same everywhere; and what is read aloud is text."""
    fonts = [each for each in objects(made) if isinstance(each, dict) and each.get("/Type") == "/Font"]
    described = [each for each in objects(made) if isinstance(each, dict) and "/FontName" in each]
    assert described
    assert all({"/FontFile2", "/FontFile3"} & each.keys() for each in described)
    assert all("/ToUnicode" in each for each in fonts if each["/Subtype"] == "/Type0")


def test_nothing_in_it_acts_or_tells(made: bytes) -> None:
    """No script, no link, no author, no time, and a title that says nothing."""
    keys = {key for each in objects(made) if isinstance(each, dict) for key in each}
    assert keys & {"/JavaScript", "/JS", "/OpenAction", "/AA", "/URI", "/Annots", "/EmbeddedFiles"} == set()
    about = read(made).metadata
    assert about is not None
    assert about.title == "Dokument"
    assert (about.author, about.subject) == (None, None)
    assert (about.creation_date, about.modification_date) == (None, None)


@pytest.mark.parametrize(("language", "title"), [("nb", "Dokument"), ("nn", "Dokument"), ("en", "Document")])
async def test_the_language_is_the_readers(language: str, title: str) -> None:
    """In the file as on the sheet."""
    made = await pdf(Document(title="x", language=Language(language), parts=()))
    about = read(made).metadata
    assert about is not None
    assert (catalogue(made)["/Lang"].split("-")[0], about.title) == (language, title)


async def test_everything_on_the_sheet_can_be_read() -> None:
    """Names, values, empty ones as a dash, addresses and signatures."""
    text = words(await pdf(SHEET))
    for said in ("Avtale", "Og være uthvilt", "Uten verdi–", "https://www.akan.no/", "Kari Oppdiktet"):
        assert bare(said) in text


@pytest.mark.parametrize("case", TYPED)
async def test_what_people_type_comes_out_as_typed(case: str) -> None:
    """Ten places on the sheet, and in each the very same words."""
    text = words(await pdf(saying(TYPED[case])))
    # Where two scripts meet, the reader that copies the text out leaves out the space between them.
    assert text.count(bare(TYPED[case])) == 10, text


async def test_a_word_longer_than_the_line_stays_on_the_sheet() -> None:
    """All its letters are there, and none lies beyond the margin."""
    long = "ordutenende" * 40
    made = await pdf(saying(long))
    assert words(made).count(long) == 10
    assert reach(made) < 595 - 70


async def test_marks_that_turn_words_around_are_left_out() -> None:
    """A name with one in it cannot turn what stands beside it; the text keeps its letters."""
    assert bare("abcd") in words(await pdf(saying("a\u202eb\u2066c\u2069d")))
    assert TURNS & set(shown("a\u202eb\u2066c\u2069d\ufeff\x00\x07", covered())) == set()


async def test_a_sign_that_no_font_has_stands_as_its_number() -> None:
    """It is seen that something was there, and what."""
    assert "a[U+4E2D][U+D800]b" in words(await pdf(saying("a中\ud800b")))


async def test_lines_stay_lines() -> None:
    """As they were typed, whichever way a system ends them."""
    made = await pdf(saying("en\r\nto\rtre\u2028fire\n\nfem"))
    lines = (read(made).pages[0].extract_text() or "").splitlines()
    assert [each for each in lines if each][:5] == ["en", "to", "tre", "fire", "fem"]


@settings(max_examples=100)
@given(st.text(st.characters(), max_size=40) | st.text(st.sampled_from(sorted(covered())), max_size=40))
def test_no_text_at_all_makes_a_sheet_fail(text: str) -> None:
    """Any signs in any order, and those of our fonts mixed as nobody would; set in this process, for speed."""
    given = {"name": "x", "language": "nb", "size": 11, "title": text}
    parts = [["heading", text], ["quote", text], ["fact", text, text]]
    assert press.press({**given, "parts": parts}).startswith(b"%PDF")


async def test_the_size_is_the_one_chosen() -> None:
    """Three sizes (S120): the same words take more room."""
    pages = [len(read(await pdf(saying("ord " * 300), size)).pages) for size in SIZES]
    assert pages == sorted(set(pages))


async def test_what_takes_too_long_is_ended(tmp_path: Path) -> None:
    """The process is gone when the answer is given, so that nothing piles up."""
    noted = tmp_path / "pid"
    slow = (
        f"import os, time, pathlib; pathlib.Path({str(noted)!r}).write_text(str(os.getpid())); time.sleep(60)"
    )
    began = time.monotonic()
    with pytest.raises(NotSet):
        await pdf(SHEET, seconds=1.5, command=(sys.executable, "-c", slow))
    assert time.monotonic() - began < 10
    with pytest.raises(ProcessLookupError):
        os.kill(int(noted.read_text()), 0)


@pytest.mark.parametrize(
    "ends", ["raise SystemExit(3)", "print('no sheet')", "import os; os.kill(os.getpid(), 9)"]
)
async def test_a_press_that_fails_is_one_word(ends: str) -> None:
    """Whatever happened to it; and the word holds nothing of the text."""
    with pytest.raises(NotSet) as failed:
        await pdf(SHEET, command=(sys.executable, "-c", ends))
    assert str(failed.value) == ""


async def test_the_press_gets_none_of_our_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    """What it is not given it cannot lose."""
    monkeypatch.setenv("INNSJEKK_ROOT_SECRET", "hemmelig")
    tells = "import os, sys; sys.exit(0 if print('%PDF', *os.environ.values()) else 0)"
    made = await pdf(SHEET, command=(sys.executable, "-c", tells))
    assert b"hemmelig" not in made


async def test_the_loop_goes_on_while_a_sheet_is_set() -> None:
    """A long one: meanwhile others are answered."""
    beats = 0

    async def beat() -> None:
        nonlocal beats
        while True:
            await asyncio.sleep(0.01)
            beats += 1

    beating = asyncio.create_task(beat())
    await pdf(Document(title="Lang", language=Language.NB, parts=(Quote("Mye å lese. " * 200),) * 60))
    beating.cancel()
    assert beats > 5


async def test_a_drawing_has_the_same_in_words() -> None:
    """A figure with a text in its place, and still PDF/UA-1."""
    drawing = Drawing(
        svg='<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M 0 0 L 9 9" stroke="#000000"/></svg>',
        said="Årshjul for 2027. januar: 1",
    )
    made = await pdf(Document(title="Plan", language=Language.NB, parts=(drawing,)))
    assert tags(made).count("Figure") == 1
    told = [str(each["/Alt"]) for each in objects(made) if isinstance(each, dict) and "/Alt" in each]
    assert told == ["Årshjul for 2027. januar: 1"]
