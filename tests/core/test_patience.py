"""How long the ledger waits."""

import itertools
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ledger import patience


@given(st.integers(1, patience.MOST_ATTEMPTS), st.one_of(st.none(), st.floats(0, 1e6)))
def test_never_sooner_than_the_platform_asked_up_to_the_longest(attempt: int, asked: float | None) -> None:
    """Retry-After is kept; nothing is put off for more than six hours at a time."""
    pause = patience.after_busy(attempt, asked)

    assert pause is not None
    assert pause >= timedelta(seconds=min(asked or 0, patience.LONGEST))
    assert timedelta(seconds=patience.STEPS[0]) <= pause <= timedelta(seconds=patience.LONGEST)


def test_patience_grows_and_ends() -> None:
    """About two days of trying, then it is given up for all to see."""
    pauses = [patience.after_busy(n, None) for n in range(1, patience.MOST_ATTEMPTS + 1)]
    total = sum((p for p in pauses if p), timedelta())

    assert all(a <= b for a, b in itertools.pairwise(pauses) if a and b)
    assert timedelta(days=1) < total < timedelta(days=3)
    assert patience.after_busy(patience.MOST_ATTEMPTS + 1, None) is None


@pytest.mark.parametrize(("doubted", "again"), [(False, True), (True, False)])
def test_a_doubt_is_cleared_by_sending_once_more(doubted: bool, again: bool) -> None:  # noqa: FBT001
    """Once, and not again."""
    assert (patience.after_doubt(doubted=doubted) is not None) is again
