"""`innsjekk report`: a year as a file; what is wrong is one line, and nothing is written over."""

from pathlib import Path

import pytest

from tests.adapters.pages.sheets import bare, catalogue, words
from tests.bots.office import Office


def run(desk: Office, out: Path, *more: str, year: str = "2026") -> tuple[int | None, str]:
    ran = desk.run("report", "--year", year, "--out", str(out), *more)
    return ran.code, ran.said


@pytest.mark.parametrize(
    ("language", "title"), [("nb", "Årsrapport til AMU 2026"), ("en", "Report to the AMU for 2026")]
)
def test_the_year_is_written_in_the_language_asked_for(
    desk: Office, tmp_path: Path, language: str, title: str
) -> None:
    """A PDF with that language set, and where it is is said."""
    out = tmp_path / "rapport.pdf"
    code, said = run(desk, out, "--language", language)
    assert (code, str(out) in said) == (0, True), said
    made = out.read_bytes()
    assert catalogue(made)["/Lang"].startswith(language)
    assert bare(title) in words(made)


def test_a_file_that_is_there_is_not_written_over(desk: Office, tmp_path: Path) -> None:
    """It may be the one that was sent to the AMU."""
    out = tmp_path / "rapport.pdf"
    out.write_bytes(b"sendt")
    code, said = run(desk, out)
    assert (code, "give --out another name" in said) == (2, True)
    assert out.read_bytes() == b"sendt"


@pytest.mark.parametrize(
    ("more", "year", "told"),
    [
        (("--language", "de"), "2026", "--language must be one of: nb, nn, en"),
        (("--size", "huge"), "2026", "--size must be one of"),
        ((), "2999", "a year that has begun"),
        ((), "1", "a year that has begun"),
    ],
)
def test_what_is_wrong_is_one_line(
    desk: Office, tmp_path: Path, more: tuple[str, ...], year: str, told: str
) -> None:
    """With what to give instead; no file is made."""
    out = tmp_path / "rapport.pdf"
    code, said = run(desk, out, *more, year=year)
    assert (code, told in said, said.strip().count("\n")) == (2, True, 0), said
    assert not out.exists()


def test_a_place_that_cannot_be_written_is_named(desk: Office, tmp_path: Path) -> None:
    """After the work is done, and kindly."""
    code, said = run(desk, tmp_path / "none" / "rapport.pdf")
    assert (code, "cannot be written" in said) == (2, True)
