"""The figures about a campaign: in tens, and nobody to be found by what is left over."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.campaigns.model import FEWEST, Fate, Indicated, Level, level_of
from core.campaigns.moves import MOVES, Can, State, Verb
from core.campaigns.progress import TENTHS, summed
from core.campaigns.voting import ENOUGH, together
from core.errors import Refused

TALLIES = st.dictionaries(st.sampled_from(Fate), st.integers(min_value=0, max_value=200))


@given(tally=TALLIES, stopped=st.booleans())
def test_every_number_is_in_tens(tally: dict[Fate, int], *, stopped: bool) -> None:
    """And of fewer than ten people there is none."""
    how = summed(tally, stopped=stopped)
    if sum(tally.values()) < FEWEST:
        assert how.classes is None
        assert how.total == 0
        return
    assert how.classes is not None
    assert all(number % FEWEST == 0 for number in (how.total, *how.classes.values()))
    assert 0 <= how.tenths <= TENTHS
    assert stopped is False or how.classes[Fate.WAITING] == 0


@given(tally=TALLIES, fate=st.sampled_from(sorted({*Fate} - {Fate.DELIVERED, Fate.WAITING})))
def test_one_person_more_or_less_in_a_small_class_is_not_seen(tally: dict[Fate, int], fate: Fate) -> None:
    """Two tallies that differ in who is in a class of fewer than ten look alike, if all else does."""
    declined = 0 if fate is not Fate.OPTED_OUT else 3
    base = {**tally, Fate.OPTED_OUT: declined, Fate.DELIVERED: 45, fate: 3}
    other = {**base, Fate.DELIVERED: 44, fate: 4}
    one = summed(base, stopped=False)
    assert one == summed(other, stopped=False)
    assert one.classes is not None
    assert one.classes.get(fate, 0) == 0


@given(
    answers=st.lists(st.integers(min_value=0, max_value=120), min_size=1, max_size=5),
    silent=st.integers(min_value=0, max_value=40),
)
def test_ten_could_always_have_done_otherwise(answers: list[int], silent: int) -> None:
    """However alike they were, and also when all have answered: no answer is told of all, nor left over for none."""
    got = sum(answers) + silent
    if got < ENOUGH:
        return
    told = together(answers, got)
    assert all(shown % FEWEST == 0 and 0 <= shown <= true for shown, true in zip(told, answers, strict=True))
    assert sum(told) <= got - FEWEST


@pytest.mark.parametrize(
    ("answers", "got", "told"),
    [
        ((0, 20), 20, [0, 10]),
        ((0, 29), 29, [0, 10]),
        ((19, 1), 20, [10, 0]),
        ((20, 10, 0), 30, [10, 10, 0]),
        ((412, 138, 6), 1196, [410, 130, 0]),
    ],
)
def test_what_is_over_is_taken_from_the_largest(answers: tuple[int, ...], got: int, told: list[int]) -> None:
    """And nothing where enough have done otherwise."""
    assert together(answers, got) == told


def test_whoever_wants_none_is_no_class() -> None:
    """They are among those who got it."""
    how = summed({Fate.DELIVERED: 12, Fate.OPTED_OUT: 18}, stopped=False)
    assert how.classes is not None
    assert Fate.OPTED_OUT not in how.classes
    assert how.classes[Fate.DELIVERED] == 30


def test_the_last_one_waiting_is_not_seen_in_the_bar() -> None:
    """Nine tenths until nobody waits; and of the first nine nothing at all."""
    assert summed({Fate.DELIVERED: 999, Fate.WAITING: 1}, stopped=False).tenths == TENTHS - 1
    assert summed({Fate.DELIVERED: 9, Fate.WAITING: 4}, stopped=False).tenths == 0
    assert summed({Fate.DELIVERED: 13}, stopped=False).tenths == TENTHS


def test_there_is_no_level_for_single_persons() -> None:
    """Refused by its name, and any other that is none."""
    assert [level_of(each) for each in Level] == list(Level)
    with pytest.raises(Indicated):
        level_of("indicated")
    with pytest.raises(Refused):
        level_of("person")


def test_a_resource_person_can_propose_and_nothing_that_sends() -> None:
    """Of all moves that lead on from a proposal, none is the author's."""
    of_author = {(state, verb) for (state, verb), move in MOVES.items() if Can.AUTHOR in move.by}
    assert of_author == {(State.DRAFT, Verb.PROPOSE), (State.PROPOSED, Verb.TAKE_BACK)}
