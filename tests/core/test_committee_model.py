"""Terms, parties and the plan: days, moves, and what is refused."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import workdays
from core.committee.kinds import AHEAD
from core.committee.model import (
    EXPIRES,
    Next,
    Party,
    Side,
    State,
    TermId,
    last_day,
    missing,
    months_on,
    to_settle,
)
from core.committee.year import Indicated, Level, PlanState, Status
from core.errors import Refused
from core.plan.model import DAYS, ActionId, Mark, Step, asked, in_year, read_days, year_of
from core.plan.suggestions import SUGGESTIONS
from core.plan.wheel import counted
from tests.builders import KARI, LEIF, a_body, a_plan, a_term, an_action

DATES = st.dates(date(2020, 1, 1), date(2060, 12, 31))
TODAY = date(2026, 11, 23)


@given(DATES, st.integers(1, 60))
def test_a_term_is_never_too_short_and_the_next_begins_on_the_day_after(start: date, months: int) -> None:
    """Two terms in a row last as long as one of twice the length, from the twenty-ninth of February too."""
    last = last_day(start, months)
    following = last + timedelta(days=1)
    assert (following.year * 12 + following.month) - (start.year * 12 + start.month) in {months, months + 1}
    assert following.day == start.day or (following.day == 1 and start.day > 28)
    assert last >= start


def test_a_term_from_the_leap_day_ends_with_february() -> None:
    """Two years later there is none."""
    assert last_day(date(2028, 2, 29), 24) == date(2030, 2, 28)
    assert last_day(date(2026, 1, 5), 24) == date(2028, 1, 4)
    assert months_on(date(2026, 8, 31), -6) == date(2026, 3, 1)


@given(DATES)
def test_reminders_come_on_working_days_in_order_and_before_the_end(last: date) -> None:
    """Whatever red days there are."""
    at = [workdays.on_or_after(months_on(last, -months)) for months in AHEAD]
    assert all(map(workdays.is_workday, at))
    assert at == sorted(at, reverse=True)
    assert at[0] < last


@given(DATES, st.integers(-1200, 1200))
def test_where_a_term_is_follows_from_its_days(start: date, offset: int) -> None:
    """Planned, active, expiring and ended, in this order and never back."""
    term = a_term(starts_on=start, ends_on=last_day(start, 24))
    order = [State.PLANNED, State.ACTIVE, State.EXPIRING, State.ENDED]
    day = start + timedelta(days=offset)
    assert order.index(term.state(day)) <= order.index(term.state(day + timedelta(days=1)))
    assert term.state(term.ends_on) is State.EXPIRING
    assert term.state(term.ends_on + timedelta(days=1)) is State.ENDED
    near = months_on(term.ends_on, -EXPIRES)
    assert term.state(near) is State.EXPIRING
    assert term.state(near - timedelta(days=1)) is State.ACTIVE


def test_whoever_leaves_is_out_that_day_and_a_settled_term_is_not_settled_again() -> None:
    """Elected anew is another row."""
    term = a_term()
    gone = term.goes(TODAY)
    assert not gone.runs(TODAY)
    assert gone.runs(TODAY - timedelta(days=1))
    with pytest.raises(Refused):
        gone.goes(TODAY)
    before, after = term.elected_again(TermId("new"), 24)
    assert (after.starts_on, after.ends_on) == (date(2028, 1, 5), date(2030, 1, 4))
    assert before.ends_on == term.ends_on
    with pytest.raises(Refused):
        before.elected_again(TermId("newer"), 24)
    with pytest.raises(Refused):
        before.ends_as_planned()
    assert to_settle([before], date(2027, 12, 1)) == []
    assert to_settle([term], date(2027, 12, 1)) == [term]
    filled = a_term(id=TermId("filled"), starts_on=date(2028, 3, 1), ends_on=date(2030, 2, 28))
    assert to_settle([filled, term], date(2027, 12, 1)) == [], (
        "a seat that was given by hand is an answer, too"
    )
    given_up = filled.goes(date(2027, 11, 1))
    assert to_settle([term, given_up], date(2027, 12, 1)) == [term]
    assert to_settle([term, replace(filled, person=KARI)], date(2027, 12, 1)) == [term]
    off = term.dissolved(TODAY)
    assert (off.state(TODAY), off.next) == (State.DISSOLVED, Next.DISSOLVED)


def test_a_missing_party_is_seen_and_an_elected_one_counts_for_the_employees() -> None:
    """Occupational health is missed only where there is one (S143, S191)."""
    body, leif = a_body(), a_term()
    assert missing(body, [], TODAY) == (Party.MANAGEMENT, Party.EMPLOYEE, Party.OCCUPATIONAL_HEALTH)
    assert missing(body, [leif], TODAY) == (Party.EMPLOYEE, Party.OCCUPATIONAL_HEALTH)
    elected = a_term(party=Party.CHIEF_SAFETY)
    assert missing(a_body(has_health=False), [leif, elected], TODAY) == ()
    assert missing(body, [leif.goes(TODAY), elected], TODAY)[0] is Party.MANAGEMENT
    assert [each.side for each in Party] == [
        Side.EMPLOYER,
        Side.EMPLOYEES,
        Side.NEITHER,
        *[Side.EMPLOYEES] * 3,
    ]


def test_an_action_for_single_persons_cannot_even_be_made() -> None:
    """The core refuses it by name (S200); our suggestions have none."""
    with pytest.raises(Indicated):
        an_action(level=Level.INDICATED)
    with pytest.raises(Indicated):
        an_action().changed(level=Level.INDICATED)
    assert {each.level for each in SUGGESTIONS} == {Level.UNIVERSAL, Level.SELECTIVE}


def test_a_plan_is_adopted_by_both_for_one_wording_and_not_otherwise() -> None:
    """A change of it makes both marks fall."""
    plan, mark = a_plan(), Mark(by=LEIF, on=TODAY)
    one = plan.agreed(Side.EMPLOYER, mark, 0)
    assert one.state is PlanState.DRAFT
    assert one.agreed(Side.EMPLOYER, mark, 0).state is PlanState.DRAFT
    changed = one.added(an_action())
    assert changed.marks == {}
    with pytest.raises(Refused):
        changed.agreed(Side.EMPLOYEES, mark, 0)
    with pytest.raises(Refused):
        plan.agreed(Side.NEITHER, mark, 0)
    with pytest.raises(Refused):
        a_plan(actions=()).agreed(Side.EMPLOYER, mark, 0)
    both = one.agreed(Side.EMPLOYEES, mark, 0)
    assert (both.state, both.adopted_on) == (PlanState.ADOPTED, TODAY)
    with pytest.raises(Refused):
        both.added(an_action())
    assert both.reopened().marks == {}


def test_a_plan_goes_through_its_states_and_is_put_away() -> None:
    """By the year; evaluated only with words, and once."""
    plan = a_plan(state=PlanState.ADOPTED)
    assert plan.standing(date(2026, 12, 31)) is PlanState.ADOPTED
    assert plan.standing(date(2027, 1, 1)) is PlanState.IN_PROGRESS
    with pytest.raises(Refused):
        plan.looked_back_on(TODAY)
    over = plan.said(evaluation="Bra", cooperation="", proposals="").looked_back_on(date(2028, 1, 15))
    assert over.standing(date(2028, 12, 31)) is PlanState.EVALUATED
    assert over.standing(date(2029, 1, 1)) is PlanState.ARCHIVED
    with pytest.raises(Refused):
        over.looked_back_on(TODAY)
    with pytest.raises(Refused):
        over.followed(over.actions[0].changed(status=Status.DONE))


def test_each_step_is_asked_for_only_while_it_is_to_be_taken() -> None:
    """And is about the plan of the right year."""
    draft, adopted = a_plan(), a_plan(state=PlanState.ADOPTED)
    over = adopted.said(evaluation="Bra", cooperation="", proposals="").looked_back_on(TODAY)
    for plan, to_do in (
        (None, [Step.START, Step.ADOPT, None, None]),
        (draft, [None, Step.ADOPT, Step.ADOPT, Step.ADOPT]),
        (adopted, [None, None, Step.MID_YEAR, Step.EVALUATE]),
        (adopted.reopened(), [None, Step.ADOPT, Step.ADOPT, Step.ADOPT]),
        (adopted.reviewed(TODAY), [None, None, None, Step.EVALUATE]),
        (over, [None] * 4),
    ):
        assert [asked(step, plan) for step in Step] == to_do
    assert [year_of(step, TODAY) for step in Step] == [2027, 2027, 2026, 2025]


def test_days_are_four_that_every_year_has() -> None:
    """As the setting says."""
    assert read_days(DAYS)[Step.MID_YEAR] == (6, 15)
    for wrong in ("", "10-01", "10-01 12-15 06-15 02-29", "1-1 12-15 06-15 01-15", f"{DAYS} 01-01"):
        with pytest.raises(ValueError):  # noqa: PT011  whatever it says, the setting has words of its own
            read_days(wrong)


@given(st.lists(DATES, max_size=12))
def test_the_wheel_counts_every_action_once(days: list[date]) -> None:
    """By its month; last year's are the same day, or the day before the leap day."""
    actions = tuple(an_action().again(ActionId(str(n)), 2027) for n, _ in enumerate(days))
    moved = tuple(each.changed(due=in_year(day, 2027)) for each, day in zip(actions, days, strict=True))
    plan = a_plan(actions=moved)
    assert sum(counted(plan)) == len(days)
    assert [each.due.month for each in moved] == [each.month for each in days]
