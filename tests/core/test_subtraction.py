"""Which occasions tell together what neither tells alone."""

from collections.abc import Mapping
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from core.occasions.model import Audience
from core.occasions.subtraction import EVERYBODY, sound

SALES, OSLO, SALES_IN_OSLO = Audience("", "Salg"), Audience("Oslo"), Audience("Oslo", "Salg")


def at(**many: int) -> Mapping[Audience, int]:
    """By place and department: `oslo_salg`."""
    return {Audience(*name.split("_")): count for name, count in many.items()}


def test_one_that_differs_from_another_by_one_to_nine_is_told_of_to_nobody() -> None:
    """Neither of the two: which of them came first nobody knows. What is for everybody stays."""
    crowds = at(oslo_salg=10, bergen_salg=1, oslo_lager=20, bergen_lager=20)
    assert sound({SALES, SALES_IN_OSLO}, crowds) == set()
    assert sound({SALES, EVERYBODY}, crowds) == {SALES, EVERYBODY}
    assert sound({SALES_IN_OSLO, EVERYBODY}, crowds) == {SALES_IN_OSLO, EVERYBODY}
    assert sound({SALES, SALES_IN_OSLO, EVERYBODY}, crowds) == {EVERYBODY}
    enough = at(oslo_salg=10, bergen_salg=10, oslo_lager=20, bergen_lager=20)
    assert sound({SALES, SALES_IN_OSLO}, enough) == {SALES, SALES_IN_OSLO}
    assert sound({SALES, Audience("oslo ", "SALG")}, at(oslo_salg=10, oslo_lager=10)) == {
        SALES, Audience("oslo ", "SALG"),
    }  # fmt: skip


def test_those_whom_it_is_not_for_are_ten_too() -> None:
    """Else who is not reminded is one of a few. One for few is no reason against another."""
    crowds = at(oslo_salg=12, bergen_lager=9, bergen_salg=0)
    assert sound({SALES}, crowds) == set()
    crowds = at(oslo_salg=12, bergen_lager=9, bergen_drift=9)
    assert sound({SALES, Audience("Bergen", "Lager")}, crowds) == {SALES}


def test_three_that_tell_somebody_apart_together_are_told_of_to_nobody() -> None:
    """Where each two of them would not."""
    north, south = Audience("nord"), Audience("sor")
    crowds = at(nord_a=10, nord_b=10, sor_a=10, sor_b=10, vest_a=10, vest_b=10, ost_b=10)
    assert sound({north, south, Audience("", "a")}, crowds) == {north, south, Audience("", "a")}
    crowds = at(nord_a=10, nord_b=10, sor_a=10, sor_b=10, vest_a=10, vest_b=5)
    three = {north, south, Audience("", "a")}
    assert all(len(sound(three - {each}, crowds)) == 2 for each in three)
    assert sound({*three, EVERYBODY}, crowds) == {EVERYBODY}


def test_one_more_that_goes_out_brings_none_in() -> None:
    """What clashes with it may have been told of already: Sales was not, beside Oslo and Bergen, and is not now."""
    crowds = at(oslo_salg=12, bergen_salg=12, tromso_salg=1, tromso_lager=10, oslo_lager=10, bergen_drift=10)
    crowds = {**crowds, Audience("oslo", "drift"): 3, Audience("tromso", "drift"): 10}
    salg = Audience("", "salg")
    used = {Audience("oslo"), Audience("bergen"), salg}
    assert salg not in sound(used, crowds)
    assert salg not in sound({*used, Audience("", "drift")}, crowds)


def test_very_many_audiences_are_no_more_work_than_few() -> None:
    """A calendar with two hundred of them, at a workplace with six hundred places and departments."""
    some = [Audience(f"sted {n}", f"avdeling {m}") for n in range(30) for m in range(20)]
    assert sound(some[:200], dict.fromkeys(some, 10)) == frozenset(some[:200])
    assert sound(some[:200], {**dict.fromkeys(some, 10), some[300]: 5}) == frozenset(some[:200])
    assert sound({*some[:200], Audience("sted 1")}, {**dict.fromkeys(some, 10), some[27]: 5}) == frozenset()


PLACES, DEPARTMENTS = ("", "Oslo", "Bergen"), ("", "Salg", "Lager")


@given(
    st.dictionaries(
        st.builds(Audience, st.sampled_from(PLACES), st.sampled_from(DEPARTMENTS)), st.integers(0, 25)
    ),
    st.sets(st.builds(Audience, st.sampled_from(PLACES), st.sampled_from(DEPARTMENTS))),
)
def test_no_two_that_are_told_of_leave_one_to_nine(
    crowds: Mapping[Audience, int], used: set[Audience]
) -> None:
    """Taken together or from each other, or from everybody; and it does not matter which came first."""
    told = sound(used, crowds)
    for one in told:
        for other in told | {EVERYBODY}:
            for mine, its in product((True, False), repeat=2):
                part = [
                    many
                    for who, many in crowds.items()
                    if (one.includes(who), other.includes(who)) == (mine, its)
                ]
                assert sum(part) == 0 or sum(part) >= 10
    assert (
        told == sound(sorted(used, key=repr), crowds) == sound(sorted(used, key=repr, reverse=True), crowds)
    )
