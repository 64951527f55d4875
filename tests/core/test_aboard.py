"""What rides on one ping when much is owed."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from core.ledger import aboard
from core.ledger.model import Promise, PromiseId, Reason, Standing
from tests.builders import MONDAY, a_person, a_promise


@dataclass
class Plain:
    """A kind that counts under the cap, or not."""

    capped: bool = True


KINDS = {"party": Plain(), "ask": Plain(), "act": Plain(capped=False)}


def some(kind: str, many: int, first: int) -> list[Promise]:
    return [
        a_promise(kind=kind, id=f"{kind}{n}", once=f"{kind}{n}", due=MONDAY + timedelta(minutes=first + n))
        for n in range(many)
    ]


def test_of_each_kind_one_comes_aboard_before_the_second_of_any() -> None:
    """And before them what no cap holds back: another's act, and a time that somebody chose; of one kind, by due time."""
    (chosen,) = some("ask", 1, 500)
    chosen = replace(chosen, id=PromiseId("chosen"), chosen=True)
    owed = [*some("party", 30, 0), *some("ask", 2, 100), *some("act", 1, 200), chosen]
    order = [each.id for each in aboard.in_turn(owed, KINDS)]
    assert order[:7] == ["act0", "chosen", "party0", "ask0", "party1", "ask1", "party2"]
    assert sorted(order) == sorted(each.id for each in owed)


def test_what_is_left_behind_rides_on_a_later_day_and_nothing_that_was_chosen_is_moved() -> None:
    """What comes later anyway keeps its time, as does what no cap holds back and what nobody knows the kind of."""
    kari = a_person()
    (party,), (act,), (strange,) = some("party", 1, 0), some("act", 1, 0), some("strange", 1, 0)
    now = MONDAY + timedelta(hours=1)
    left = aboard.left_behind(party, KINDS, kari, now)
    assert (left.standing, left.reason, left.due) == (Standing.WAITING, Reason.CAP, now + timedelta(days=1))
    for each in (act, strange):
        left = aboard.left_behind(each, KINDS, kari, now)
        assert (left.standing, left.due) == (Standing.WAITING, each.due)
    early = aboard.left_behind(party, KINDS, kari, MONDAY - timedelta(hours=1))
    assert (early.due, early.reason) == (party.due, party.reason)
    friday = datetime(2026, 11, 27, 13, tzinfo=UTC)
    assert aboard.left_behind(party, KINDS, kari, friday).due == datetime(2026, 11, 30, 8, tzinfo=UTC)
