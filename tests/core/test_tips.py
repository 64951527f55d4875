"""Thirteen short tips, the same for all in the same four weeks; a file of a workplace's own is taken whole or refused."""

import re
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from core import workdays
from core.content.files import BadContent
from core.people import Language
from core.tips.flow import ACTIONS
from core.tips.model import EVERY, FILE, MOST, TIPS, To, monday_of, of_week
from tests.core.test_texts import BANNED

WEEK = timedelta(weeks=1)
HEAD = (
    'version = "1"\nchecked = 2026-11-01\nowner = { nb = "oss", nn = "oss", en = "us" }\n'
    'source = { nb = "oss", nn = "oss", en = "us" }\n'
)
ONE = (
    HEAD
    + '[[tip]]\nto = "talk"\ntitle = { nb = "A", nn = "B", en = "C" }\nbody = { nb = "D", nn = "E", en = "F" }\n'
)


def test_a_year_has_one_for_each_four_weeks() -> None:
    """From the new year on, every year; those of November and December are about the parties of that time."""
    assert len(TIPS) == 13
    for year in range(2026, 2041):
        first = date.fromisocalendar(year, 1, 1)
        assert [of_week(TIPS, first + n * EVERY * WEEK) for n in range(13)] == list(TIPS)
        assert "julebordet" in of_week(TIPS, monday_of(date(year, 11, 17))).title[Language.NB]
        assert "Sommerfest" in of_week(TIPS, monday_of(date(year, 6, 3))).title[Language.NB]


def test_nobody_gets_the_same_twice_in_a_row() -> None:
    """However many weeks apart and from any week on, but for a year of 53 weeks."""
    for weeks in (4, 5, 8, 26):
        for start in range(4):
            mondays = [date(2026, 11, 23) + (start + n * weeks) * WEEK for n in range(60)]
            for one, other in pairwise(mondays):
                long_year = 53 in {one.isocalendar().week, other.isocalendar().week}
                assert of_week(TIPS, one) is not of_week(TIPS, other) or long_year, (one, other)


def test_every_week_of_fifteen_years_has_a_working_day() -> None:
    """So that a tip of that week can come in it."""
    monday = date(2026, 1, 5)
    while monday.year < 2041:
        assert any(workdays.is_workday(monday + timedelta(days=n)) for n in range(5)), monday
        monday += timedelta(weeks=1)


def test_no_tip_wounds_or_is_about_anybody() -> None:
    """The tone list, and nothing that would tell what else the app is for."""
    for tip in TIPS:
        for language in Language:
            text = f"{tip.title[language]} {tip.body[language]}"
            words = [w for w in BANNED[language].split() if re.search(rf"\b{w}\b", text, re.IGNORECASE)]
            assert words == [], text
            assert len(tip.body[language]) <= MOST
            assert not re.search(r"avtale|agreement|oppfølg|follow-up", text, re.IGNORECASE), text


def test_what_a_tip_leads_to_is_there_for_everybody() -> None:
    """Each place has a button; some lead nowhere."""
    assert set(ACTIONS) == set(To)
    assert {tip.to for tip in TIPS} == {*To, None}


def test_a_workplace_may_have_its_own(tmp_path: Path) -> None:
    """In place of ours, whole; even one alone."""
    (tmp_path / "tips.toml").write_text(ONE, encoding="utf-8")
    [tip] = FILE.load(tmp_path)
    assert (tip.title[Language.NN], tip.body[Language.EN], tip.to) == ("B", "F", To.TALK)
    assert of_week([tip], date(2026, 11, 23)) is tip


@pytest.mark.parametrize(
    ("was", "becomes", "named"),
    [
        ('to = "talk"', 'to = "boss"', "tip[1].to: write one of"),
        ('nn = "B", ', "", "tip[1].title.nn: write it"),
        ('"F"', f'"{"x" * (MOST + 9)}"', "tip[1].body.en: "),
        ('"F"', '"{name}"', "{name} is not known here"),
        ("[[tip]]", "[[tips]]", "tips: not known here"),
        ('to = "talk"', 'too = "talk"', "tip[1].too: not known here"),
    ],
)
def test_a_file_that_is_wrong_is_refused_by_name(tmp_path: Path, was: str, becomes: str, named: str) -> None:
    """The file, the place in it and the cure."""
    assert was in ONE
    (tmp_path / "tips.toml").write_text(ONE.replace(was, becomes), encoding="utf-8")
    with pytest.raises(BadContent) as fault:
        FILE.load(tmp_path)
    assert any(named in line for line in fault.value.lines), fault.value.lines
    assert str(tmp_path) in fault.value.lines[0]
