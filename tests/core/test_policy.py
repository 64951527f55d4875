"""What a workplace writes of its policy: every fault by name, and what is kept comes back."""

from datetime import date, timedelta
from typing import Any

import pytest

from core.content.files import BadContent
from core.people import Language
from core.policy.model import Label, read, written
from core.policy.record import FURTHEST, MOST, MOST_SUMMARY, settled
from tests.policy import told

TODAY = date(2026, 11, 23)
LONG_AGO = date(2022, 3, 1)


def wrong(**changed: Any) -> tuple[str, ...]:
    """The lines that are said."""
    with pytest.raises(BadContent) as fault:
        settled(told(**changed), 1, TODAY)
    return fault.value.lines


def test_what_is_recorded_comes_back_as_it_was_kept() -> None:
    """There and back, with all that may be left out and without it."""
    for given in (
        told(),
        told(acknowledge=True, team_days=["02-28"], label="kjøreregler", next_revision=date(2027, 6, 1)),
    ):
        policy = settled(given, 3, TODAY)
        assert read(written(policy)) == policy
        assert policy.number == 3


def test_what_is_left_out_is_as_the_design_says() -> None:
    """Two years between revisions, twice a year with the team, no acknowledging (S153, S172)."""
    policy = settled(told(), 1, TODAY)
    assert policy.label is Label.POLICY
    assert policy.adopted_on == date(2026, 10, 1)
    assert policy.revise_on == date(2028, 10, 1)
    assert not policy.acknowledge
    assert policy.days_in(2027) == [date(2027, 1, 15), date(2027, 8, 15)]
    leap = settled(told(adopted_on=date(2024, 2, 29), next_revision=date(2027, 1, 1)), 1, TODAY)
    assert leap.revise_on == date(2027, 1, 1)
    assert settled(told(adopted_on=date(2025, 2, 28)), 1, TODAY).revise_on == date(2027, 2, 28)


@pytest.mark.parametrize("name", sorted(told()))
def test_nothing_that_is_needed_may_be_missing(name: str) -> None:
    """The line names it, and there is no other."""
    without = {key: value for key, value in told().items() if key != name}
    with pytest.raises(BadContent) as fault:
        settled(without, 1, TODAY)
    assert [line.split(": ")[:2] for line in fault.value.lines] == [["policy", name]]


@pytest.mark.parametrize(
    ("name", "value", "word"),
    [
        ("title", "… What the document is called", "template"),
        ("title", "x" * (MOST + 7), "by 7"),
        ("title", "To\u202etre", "cannot be shown"),
        ("title", 5, "write a text"),
        ("label", "regler", "kjøreregler"),
        ("link", "http://intranett.example", "https://"),
        ("link", "https://hr:hemmelig@intranett.example", "password"),
        ("link", "https://intranett.example:8443", "port"),
        ("link", "https://…", "https://"),
        ("version", "", "missing"),
        ("adopted_on", TODAY + timedelta(days=1), "ahead"),
        ("adopted_on", date(9999, 12, 31), "ahead"),
        ("adopted_on", "i fjor", "date"),
        ("adopted_on", LONG_AGO, "next_revision"),
        ("next_revision", date(2026, 10, 1), "after adopted_on"),
        ("next_revision", date(2026 + FURTHEST + 1, 1, 1), "years away"),
        ("next_revision", "snart", "date"),
        ("acknowledge", "ja", "true or false"),
        ("team_days", ["15. januar"], "01-15"),
        ("team_days", ["02-29"], "01-15"),
        ("team_days", ["01-15", "04-15", "08-15"], "two days"),
        ("team_days", [115], "01-15"),
        ("team_days", "01-15", "01-15"),
        ("summary", {}, "write it in one of"),
        ("summary", {"de": "Kurz"}, "not known"),
        ("summary", {"nb": "… Kort"}, "summary.nb"),
        ("summary", {"nb": 7}, "summary.nb"),
        ("summary", {"nb": "x" * (MOST_SUMMARY + 3)}, "by 3"),
        ("summary", {"nb": "Kort\u0000"}, "cannot be shown"),
        ("summary", "Kort", "write it in one of"),
        ("colour", "blue", "not known"),
    ],
)
def test_what_is_wrong_is_said_with_its_cure(name: str, value: Any, word: str) -> None:
    """In a line that names the field."""
    lines = wrong(**{name: value})
    assert any(word in line for line in lines), lines
    assert all(line.startswith("policy: ") for line in lines)


def test_all_that_is_wrong_is_said_at_once() -> None:
    """Whoever mends one mends all."""
    lines = wrong(title="", link="", adopted_on="x", summary={"nn": ""}, acknowledge=1, color="blue")
    assert [line.split(": ")[1] for line in lines] == [
        "color", "link", "adopted_on", "title", "acknowledge", "summary.nn",
    ]  # fmt: skip


def test_a_summary_in_one_language_is_read_by_all() -> None:
    """In one's own language if it is there, else in the first."""
    both = settled(told(summary={"en": "Short", "nn": "Stutt"}), 1, TODAY)
    assert both.summary_for(Language.EN) == "Short"
    assert both.summary_for(Language.NB) == "Stutt"
