"""A seat's copy holds what was chosen and nothing else; a name stays on its line; and who may move what, when."""

from dataclasses import replace
from datetime import date

import pytest

from core.agreements.course import Move
from core.agreements.members import MOST_MEMBERS, Member, Part, SeatId
from core.agreements.model import Section, State, Wording
from core.chat.texts import Texts
from core.drafting.model import FOLLOW_UP, OCCASIONS, wording_of
from core.drafting.words import ORDER
from core.errors import Refused
from core.group import cards, model
from core.group.texts import TEXTS
from core.people import Language, PersonId
from core.sight import Role
from tests.builders import KARI, LEIF, MONDAY, ODA, a_course, a_route, a_seat, some_terms

ROUTE = a_route()
WHEN = (MONDAY, MONDAY.date())
FULL = replace(
    wording_of(some_terms(ROUTE)),
    **{each.value: f"kanarigul {each.value}" for each in Section},  # type: ignore[arg-type]
    occasions=("julebord",),
    slowest=3,
    paper=date(2026, 11, 1),
)
ODAS = Member(id=SeatId("seat"), part=Part.SUPPORT_CONTACT, since=WHEN[1], person=ODA)


def test_whoever_else_knows_is_never_among_the_parts() -> None:
    """Each sees the own entry of that list alone, whatever is ticked."""
    assert Section.WHO_KNOWS not in model.offered(FULL)
    assert set(model.offered(FULL)) == set(ORDER) - {Section.WHO_KNOWS} - {"accommodation"}
    assert model.offered(Wording(starts_on=WHEN[1], ends_on=WHEN[1])) == [FOLLOW_UP]


@pytest.mark.parametrize("part", [each for each in ORDER if each != Section.WHO_KNOWS])
def test_a_copy_of_one_part_says_nothing_of_another(part: str) -> None:
    """Neither in words, nor by when it begins, how often it is, or that it was signed on paper."""
    copy = model.only(FULL, [part])
    empty = model.only(FULL, [])
    assert {name for name in Wording.__dataclass_fields__ if getattr(copy, name) != getattr(empty, name)} <= {
        {FOLLOW_UP: "slowest", OCCASIONS: "occasions"}.get(
            part, part if part in list(Section) else "measures"
        ),
        *({"starts_on", "cadence"} if part == FOLLOW_UP else ()),
    }
    assert empty == Wording(starts_on=FULL.ends_on, ends_on=FULL.ends_on)
    assert {str(measure.kind) for measure in copy.measures} <= {part}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Dr.  Oppdiktet ", "Dr. Oppdiktet"),
        ("Oppdiktet\nLederen har sagt ja", "Oppdiktet Lederen har sagt ja"),
        ("a\u202eb\u200fc\u0000d\ud800e\ue000f", "abcdef"),
        ("\u2028\t\u200b", ""),
        ("Ægir Åsen-Þór", "Ægir Åsen-Þór"),
    ],
)
def test_a_name_stays_on_its_line(typed: str, kept: str) -> None:
    """And turns nothing around that stands after it."""
    assert model.called(typed) == kept


def test_nobody_is_in_it_twice_and_neither_of_the_two_is() -> None:
    """Nor a ninth; nor anybody when it is over, or being left."""
    course = model.let_in(a_course(ROUTE), ODAS, WHEN)
    assert course.steps[-1].what is Move.LET_IN
    for person in (KARI, LEIF, ODA):
        with pytest.raises(Refused):
            model.let_in(course, replace(ODAS, id=SeatId("another"), person=person), WHEN)
    many = tuple(replace(ODAS, id=SeatId(str(n)), person=PersonId(str(n))) for n in range(MOST_MEMBERS))
    for full in (
        a_course(ROUTE, group=many),
        a_course(ROUTE, state=State.ENDED),
        a_course(ROUTE, state=State.CANCELLED),
        a_course(ROUTE, leaving_at=MONDAY.replace(hour=20)),
    ):
        with pytest.raises(Refused):
            model.let_in(full, ODAS, WHEN)


def test_somebody_can_be_taken_out_at_any_time() -> None:
    """Also when it is over, and by nobody's leave."""
    for state in State:
        left = model.let_go(a_course(ROUTE, state=state, group=(ODAS,)), ODAS.id, WHEN)
        assert left.group == ()
        assert (left.steps[-1].what, left.steps[-1].who) == (Move.LET_GO, Role.EMPLOYEE)


def test_the_employee_sees_that_what_is_shown_is_not_what_stands_now() -> None:
    """Other words; or the same, which are no draft any more. And nothing when nothing differs."""
    texts = Texts(TEXTS, Language.NB)
    wording = wording_of(some_terms(ROUTE))
    seat = a_seat(ROUTE, wording=model.only(wording, model.offered(wording)), signed=False)
    course = a_course(ROUTE, group=(replace(ODAS, id=seat.id),))
    group = cards.Group(
        course=course, role=Role.EMPLOYEE, employee="Kari", names={seat.id: "Oda"}, seats={seat.id: seat}
    )

    def said(words: cards.Words) -> set[str]:
        shown = repr(cards.seat(texts, group, course.group[0], words))
        return {key for key in ("stale", "signed_since") if texts(key, name="Oda") in shown}

    assert said((wording, False)) == set()
    assert said((wording, True)) == {"signed_since"}
    assert said((replace(wording, measures=wording.measures[:1]), True)) == {"stale"}
