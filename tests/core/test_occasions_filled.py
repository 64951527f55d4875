"""What is filled in about an occasion: understood, or mended field by field."""

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.teams.render import form as on_teams
from adapters.teams.talk import TEXTS as TEAMS
from core.chat.flows import Turn
from core.chat.texts import Texts
from core.chat.views import OneOf, ShortText, Value
from core.occasions.filled import read
from core.occasions.forms import EVERYBODY, Where, edit, new
from core.occasions.model import Audience, Kind
from core.occasions.texts import TEXTS
from core.occasions.usecases import Wanted
from core.people import Language
from tests.builders import a_person, an_occasion

TODAY = date(2026, 11, 23)
NB = Texts(TEXTS, Language.NB)
WHERE = Where(places=("Bergen", "Oslo", EVERYBODY), departments=("Lager",))
PLAIN: dict[str, Value] = {"kind": "julebord", "day": "2026-12-11", "name": ""}


def given_in(
    values: Mapping[str, Value], known: Where = WHERE, before: Audience | None = None
) -> Wanted | dict[str, str]:
    turn = Turn(person=a_person(), ref="", values={**PLAIN, **values}, texts=NB)
    return read(turn, known, TODAY, before)


def test_all_that_can_be_said_is_understood() -> None:
    """As the fields send it, on either platform."""
    wanted = given_in(
        {"place": "is:Bergen", "department": "is:Lager", "name": " På  brygga ", "yearly": ("yearly",)}
    )
    assert wanted == Wanted(
        kind=Kind.JULEBORD,
        name="På brygga",
        on=date(2026, 12, 11),
        audience=Audience(place="Bergen", department="Lager"),
        yearly=True,
    )
    plain = given_in({"place": EVERYBODY, "department": "", "yearly": ()})
    assert isinstance(plain, Wanted)
    assert (plain.audience, plain.yearly) == (Audience(), False)


def test_that_its_kind_is_not_said_cannot_be_filled_in() -> None:
    """No form offers it."""
    assert given_in({"kind": "unsaid", "name": "Pils"}) == {"kind": NB("choose")}


def test_a_place_that_is_called_everybody_is_a_place() -> None:
    """It cannot be mistaken for all of them."""
    wanted = given_in({"place": f"is:{EVERYBODY}"})
    assert isinstance(wanted, Wanted)
    assert wanted.audience.place == EVERYBODY


@pytest.mark.parametrize("written", ["bergen", " BERGEN ", "is:Bergen"])
def test_a_name_is_known_however_it_is_written(written: str) -> None:
    """And kept as the directory has it."""
    wanted = given_in({"place": written})
    assert isinstance(wanted, Wanted)
    assert wanted.audience.place == "Bergen"


def test_what_it_was_for_before_can_be_kept_and_nothing_else_that_is_not_there() -> None:
    """A department that is no more was a department."""
    before = Audience(department="Salg")
    assert isinstance(given_in({"department": "is:Salg"}, before=before), Wanted)
    assert given_in({"department": "is:Salg"}) == {"department": NB("wrong.nowhere")}


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"kind": ""}, {"kind"}),
        ({"kind": "karneval", "day": "x"}, {"kind", "day"}),
        ({"kind": "other"}, {"name"}),
        ({"name": "x" * 61}, {"name"}),
        ({"day": "2026-11-22"}, {"day"}),
        ({"day": "2028-11-24"}, {"day"}),
        ({"day": "20261211T18"}, {"day"}),
        ({"place": "Atlantis", "department": "Bergen"}, {"place", "department"}),
    ],
)
def test_what_is_wrong_is_named_by_its_field(values: dict[str, Value], wrong: set[str]) -> None:
    """All of it at once."""
    found = given_in(values)
    assert isinstance(found, dict)
    assert found.keys() == wrong
    assert all(found.values())


@pytest.mark.parametrize("day", ["2026-11-23", "2028-11-23"])
def test_today_and_two_years_ahead_are_days(day: str) -> None:
    """With both ends."""
    assert isinstance(given_in({"day": day}), Wanted)


ANY = st.one_of(st.text(max_size=80), st.lists(st.text(max_size=20), max_size=3).map(tuple))


@given(st.dictionaries(st.sampled_from(["kind", "name", "day", "place", "department", "yearly"]), ANY))
def test_whatever_is_sent_in_is_understood_or_mended(values: dict[str, Value]) -> None:
    """And what is understood can be shown."""
    found = given_in(values)
    if isinstance(found, Wanted):
        assert found.name.isprintable()
        assert found.on >= TODAY
    else:
        assert found


def test_of_very_many_places_the_name_is_written() -> None:
    """A list of hundreds is more than Teams takes, and no list at all; the form is small enough."""
    many = Where(
        places=tuple(f"Avdelingskontoret på sted nummer {n}" for n in range(400)),
        departments=tuple(f"Avdeling {n} " + "ø" * 88 for n in range(40)),
    )
    for known, kind in (
        (many, (ShortText, ShortText)),
        (Where(places=many.places[:40], departments=many.departments[:20]), (OneOf, OneOf)),
    ):
        form = new(NB, known)
        fields = {field.name: field for field in form.fields()}
        assert (type(fields["place"]), type(fields["department"])) == kind
        assert on_teams(form, Texts(TEAMS, Language.NB))
    assert isinstance(given_in({"place": "avdelingskontoret på sted nummer 7"}, many), Wanted)


def test_the_form_is_filled_in_with_what_it_says_now() -> None:
    """What is sent in unchanged is what was there."""
    there = an_occasion(kind=Kind.OTHER, name="Pils", audience=Audience(place="Oslo"), yearly=True)
    values = {field.name: field.value for field in edit(NB, WHERE, there, rings=True).fields()}
    same = given_in(values)
    assert isinstance(same, Wanted)
    assert (same.kind, same.name, same.on, same.audience, same.yearly) == (
        there.kind, there.name, there.on, there.audience, there.yearly,
    )  # fmt: skip
