"""No figure of fewer than ten people can be read in a report, or reckoned from what is in it."""

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.report.hiding import OPEN, Coarse, Split, coarse, split

PARTS = st.lists(st.integers(0, 45) | st.integers(0, 9), min_size=1, max_size=4)
MANY = st.lists(st.sampled_from((9, 9, 9, 9, 8, 6, 0)), min_size=5, max_size=14)


def could_be(shown: Split) -> Iterator[tuple[int, ...]]:
    """Every way that it can have been: tried one by one, by what the words on the sheet mean and nothing else."""
    for tried in product(*(range(each.least, each.least + 10) for each in shown.parts)):
        if shown.whole is None or shown.whole.least <= sum(tried) <= shown.whole.least + 9:
            yield tried


@settings(max_examples=150, deadline=None)
@given(PARTS)
def test_nobody_can_reckon_a_small_figure(parts: list[int]) -> None:
    """Whoever knows every figure that is published is left with at least five possibilities for each that is below ten."""
    ways = list(could_be(split(parts)))
    assert tuple(parts) in ways
    for at, true in enumerate(parts):
        if true < 10:
            assert len({way[at] for way in ways}) >= OPEN


@given(MANY)
def test_many_small_parts_are_not_squeezed_by_their_whole(parts: list[int]) -> None:
    """Too many to try one by one: the least and the most that one can be are reckoned from the others' ends."""
    shown = split(parts)
    others = 9 * (len(parts) - 1)
    least = 0 if shown.whole is None else max(0, shown.whole.least - others)
    most = 9 if shown.whole is None else min(9, shown.whole.least + 9)
    assert most - least + 1 >= OPEN


@given(st.lists(st.tuples(st.integers(0, 5000), st.integers(-3, 3)), min_size=1, max_size=12))
def test_no_sum_or_difference_of_figures_is_below_ten(figures: list[tuple[int, int]]) -> None:
    """Each as often as one likes, added or taken away: it comes to none, or to ten or more."""
    found = sum(coarse(people).least * times for people, times in figures)
    assert found == 0 or abs(found) >= 10


@given(st.integers(0, 9))
def test_none_and_few_look_the_same(people: int) -> None:
    """That nobody did something says something of everybody."""
    assert coarse(people) == Coarse(0)
    assert coarse(people).few


@pytest.mark.parametrize(("people", "least"), [(10, 10), (19, 10), (20, 20), (9876, 9870)])
def test_what_is_shown_is_whole_tens(people: int, least: int) -> None:
    """Rounded down, so that it never says more than there were."""
    assert coarse(people).least == least


def test_a_whole_that_gives_its_parts_away_is_left_out() -> None:
    """Ten below ten and ninety in all could only be nine each."""
    assert split([9] * 10).whole is None
    assert split([9, 9]).whole == Coarse(1)
    assert split([4, 996]) == Split(Coarse(100), (Coarse(0), Coarse(99)))
