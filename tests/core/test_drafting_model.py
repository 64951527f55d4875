"""A draft's words: what they are signed by, what differs, what is missing."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.agreements.model import (
    AgreementId,
    Cadence,
    Measure,
    MeasureId,
    MeasureKind,
    Owner,
    Section,
    Wording,
)
from core.drafting import model
from core.drafting.model import FOLLOW_UP, OCCASIONS, PAPER, Lack

ID = AgreementId("agreement")
TODAY = date(2026, 11, 23)
SUPPORT = Measure(id=MeasureId("m1"), kind=MeasureKind.SUPPORT, text="En prat", owner=Owner.BOTH)
EXPECTED = replace(SUPPORT, id=MeasureId("m2"), kind=MeasureKind.EXPECTATION)
WORDING = Wording(
    starts_on=TODAY,
    ends_on=date(2028, 11, 23),
    measures=(SUPPORT, EXPECTED),
    relapse_plan="Vi ringer",
    occasions=("travel", "seminar"),
)
OTHERWISE = [
    (FOLLOW_UP, replace(WORDING, starts_on=date(2026, 11, 24))),
    (FOLLOW_UP, replace(WORDING, ends_on=date(2028, 11, 24))),
    (FOLLOW_UP, replace(WORDING, cadence=Cadence(weekly_for=4))),
    (FOLLOW_UP, replace(WORDING, cadence=Cadence(then_every=3))),
    (FOLLOW_UP, replace(WORDING, slowest=5)),
    (OCCASIONS, replace(WORDING, occasions=("travel",))),
    (PAPER, replace(WORDING, paper=date(2026, 6, 1))),
    ("m1", model.with_measure(WORDING, replace(SUPPORT, text="En lang prat"))),
    ("m1", model.with_measure(WORDING, replace(SUPPORT, owner=Owner.LEADER))),
    ("m1", model.with_measure(WORDING, replace(SUPPORT, kind=MeasureKind.ACCOMMODATION))),
    ("m2", model.without_measure(WORDING, MeasureId("m2"))),
    *((section.value, model.with_text(WORDING, section, "Noe annet")) for section in Section),
]


def test_the_same_words_have_the_same_digest_for_ever() -> None:
    """A signature stands for it, so it may never come to be another; the order of occasions says nothing."""
    turned = replace(WORDING, occasions=("seminar", "travel"))

    assert model.digest(ID, WORDING) == model.digest(ID, turned)
    assert model.short(model.digest(ID, WORDING)) == STAMP


STAMP = "30c2 c467 54cb"


@pytest.mark.parametrize(("part", "other"), OTHERWISE)
def test_every_field_is_in_the_digest_and_in_the_changes(part: str, other: Wording) -> None:
    """What is signed is all of it; and whatever differs is named, and nothing else."""
    assert model.digest(ID, other) != model.digest(ID, WORDING)
    assert model.changed(WORDING, other) == (part,)
    assert model.changed(WORDING, WORDING) == ()


def test_two_agreements_with_the_same_words_are_two() -> None:
    """A signature on one says nothing of the other."""
    assert model.digest(AgreementId("another"), WORDING) != model.digest(ID, WORDING)


@given(st.text(), st.text())
def test_words_cannot_move_from_one_part_to_the_next(one: str, two: str) -> None:
    """Whatever is written, the same letters in other fields are another text."""
    here, there = (
        replace(WORDING, goal=one, strengths=two),
        replace(WORDING, goal=one + two, strengths=""),
    )
    assert (model.digest(ID, here) == model.digest(ID, there)) == (here == there)


@pytest.mark.parametrize(
    ("lack", "wording"),
    [
        (Lack.SUPPORT, replace(WORDING, measures=(EXPECTED,))),
        (Lack.EXPECTATION, replace(WORDING, measures=(SUPPORT,))),
        (Lack.RELAPSE_PLAN, replace(WORDING, relapse_plan=" \n")),
        (Lack.DATES, replace(WORDING, ends_on=TODAY)),
        (Lack.DATES, replace(WORDING, starts_on=date(2028, 11, 23))),
    ],
)
def test_what_is_missing_is_named_and_nothing_else(lack: Lack, wording: Wording) -> None:
    """Support and expectation, the plan, and an end that lies ahead."""
    assert model.lacks(wording, TODAY) == (lack,)
    assert model.lacks(WORDING, TODAY) == ()


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 120))
def test_so_many_months_later_is_the_same_day_or_the_last_there_is(day: date, months: int) -> None:
    """Never another month, never a day that is not there."""
    later = model.months_after(day, months)

    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later.day < day.day and date.fromordinal(later.toordinal() + 1).day == 1)


def test_twelve_a_side_are_enough() -> None:
    """Support and accommodation are one side, expectations the other."""

    def many(count: int, kind: MeasureKind) -> tuple[Measure, ...]:
        return tuple(replace(SUPPORT, id=MeasureId(f"{kind}{n}"), kind=kind) for n in range(count))

    full = (
        many(6, MeasureKind.SUPPORT) + many(6, MeasureKind.ACCOMMODATION) + many(12, MeasureKind.EXPECTATION)
    )
    assert not model.too_many(replace(WORDING, measures=full))
    assert model.too_many(replace(WORDING, measures=(*full, SUPPORT)))
    assert model.too_many(replace(WORDING, measures=(*full, EXPECTED)))
