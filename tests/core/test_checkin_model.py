"""No order of steps breaks a check-in."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.agreements.model import AgreementId, MeasureId
from core.checkins.model import Answers, CheckIn, CheckInId, Feels, Mood, Part, Share, ShareId, State
from core.checkins.usecases import kept, promised, shown_from
from core.errors import Refused
from core.sight import GUARDED_BY, HOLDS, Datum, Purpose, Role, may_see

DUE = datetime(2026, 11, 23, 9, tzinfo=UTC)
OSLO = "Europe/Oslo"
NIGHT, AFTER_SIX = datetime(2026, 11, 23, 22, 30, tzinfo=UTC), datetime(2026, 11, 24, 5, 1, tzinfo=UTC)
CHECKIN = CheckIn(id=CheckInId("c"), agreement=AgreementId("a"), due=DUE)
STEPS = st.lists(st.sampled_from([*State, "later"]), max_size=12)


@given(STEPS)
def test_only_allowed_moves_happen(steps: list[State | str]) -> None:
    """Whatever is tried: the version grows with each step taken, and answered or cancelled is for good."""
    checkin, seen = CHECKIN, [CHECKIN.state]
    for step in steps:
        before = checkin
        with suppress(Refused):
            checkin = checkin.put_off(DUE) if step == "later" else checkin.moved(State(step))
            assert checkin.version == before.version + 1
        seen.append(checkin.state)

    for final in (State.ANSWERED, State.CANCELLED):
        if final in seen:
            assert set(seen[seen.index(final) :]) == {final}


@given(STEPS)
def test_a_late_answer_is_always_taken(steps: list[State | str]) -> None:
    """However long it lay, unless the agreement cancelled it."""
    checkin = CHECKIN
    for step in steps:
        with suppress(Refused):
            checkin = checkin.put_off(DUE) if step == "later" else checkin.moved(State(step))
    if checkin.state is not State.CANCELLED:
        assert checkin.moved(State.ANSWERED).state is State.ANSWERED


def test_it_expires_after_five_working_days() -> None:
    """Monday's lies until the next Monday is over."""
    assert not CHECKIN.expired(DUE + timedelta(days=7), "Europe/Oslo")
    assert CHECKIN.expired(DUE + timedelta(days=8), "Europe/Oslo")
    assert not CHECKIN.moved(State.ANSWERED).expired(DUE + timedelta(days=99), "Europe/Oslo")


@pytest.mark.parametrize(
    ("answers", "given_parts"),
    [
        ({}, ()),
        ({"mood": Mood.OK}, (Part.MOOD,)),
        ({"needs": "x", "difficult": "y"}, (Part.DIFFICULT, Part.NEEDS)),
        ({"measures": {MeasureId("m"): Feels.HELPS}}, (Part.MEASURES,)),
    ],
)
def test_only_what_was_answered_can_be_shared(
    answers: dict[str, object], given_parts: tuple[Part, ...]
) -> None:
    """An empty answer is no answer."""
    assert Answers(checkin=CheckInId("c"), agreement=AgreementId("a"), **answers).given() == given_parts  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("now", "shown"),
    [
        (datetime(2026, 11, 23, 20, 59, tzinfo=UTC), datetime(2026, 11, 23, 20, 59, tzinfo=UTC)),
        (datetime(2026, 11, 23, 21, 0, tzinfo=UTC), datetime(2026, 11, 24, 7, 0, tzinfo=UTC)),
        (datetime(2026, 11, 24, 4, 59, tzinfo=UTC), datetime(2026, 11, 24, 7, 0, tzinfo=UTC)),
        (datetime(2026, 11, 24, 5, 0, tzinfo=UTC), datetime(2026, 11, 24, 5, 0, tzinfo=UTC)),
    ],
)
def test_what_is_shared_at_night_waits_for_the_morning(now: datetime, shown: datetime) -> None:
    """Between 22 and 06 in the person's own zone (second thoughts)."""
    assert shown_from(now, "Europe/Oslo") == shown


@pytest.mark.parametrize(
    ("now", "said", "shown"),
    [
        (datetime(2026, 11, 24, 5, 1, tzinfo=UTC), promised(NIGHT, OSLO), datetime(2026, 11, 24, 7, tzinfo=UTC)),
        (datetime(2026, 11, 24, 7, 1, tzinfo=UTC), promised(NIGHT, OSLO), datetime(2026, 11, 24, 7, 1, tzinfo=UTC)),
        (datetime(2026, 11, 24, 21, 0, tzinfo=UTC), promised(NIGHT, OSLO), datetime(2026, 11, 25, 7, tzinfo=UTC)),
        (datetime(2026, 11, 24, 5, 1, tzinfo=UTC), "99999999999", datetime(2026, 11, 24, 7, tzinfo=UTC)),
        (datetime(2026, 11, 24, 12, tzinfo=UTC), "99999999999", datetime(2026, 11, 24, 12, tzinfo=UTC)),
        *((AFTER_SIX, said, AFTER_SIX) for said in ("", "-1", "tomorrow", "9" * 30, "１７９５５０３６００")),
    ],
)  # fmt: skip
def test_what_a_form_said_at_night_holds_until_the_morning_and_no_longer(
    now: datetime, said: str, shown: datetime
) -> None:
    """Sent after six it waits until eight all the same; what nobody promised gives nothing."""
    assert kept(now, OSLO, said) == shown


def test_opening_counts_once() -> None:
    """The first reading is the one that is remembered."""
    share = Share(
        id=ShareId("s"), checkin=CheckInId("c"), agreement=AgreementId("a"), part=Part.MOOD, shown_from=DUE
    )

    assert share.opened(DUE).opened(DUE + timedelta(days=1)).opened_at == DUE


def test_the_leader_holds_no_key_to_what_was_not_shared() -> None:
    """The matrix itself (domain.md 5.6): unshared answers, and whether one skipped, are the employee's."""
    assert {d for d in Datum if may_see(Role.LEADER, d)} == {
        Datum.TERMS,
        Datum.COURSE,
        Datum.DRAFT,
        Datum.SHARED_ANSWERS,
        Datum.MEETING,
        Datum.SHARED_EVALUATION,
        Datum.SHARED_PREPARATION,
        Datum.INVITATION,
    }
    assert {d for d in Datum if may_see(Role.WORKER, d)} == {Datum.ROUTE, Datum.CHECKIN_STATUS}
    assert Purpose.OWN not in HOLDS[Role.WORKER] | HOLDS[Role.LEADER] | HOLDS[Role.INVITED]
    assert set(GUARDED_BY) == set(Datum)


def test_there_is_no_role_for_those_who_must_never_see() -> None:
    """S154, S178: no sight can be made for committee, HR or administrator."""
    assert {role.value for role in Role} == {
        "employee", "leader", "successor", "deputy", "host", "invited", "worker", "author", "inviter", "invitee", "asker", "helper",
    }  # fmt: skip
