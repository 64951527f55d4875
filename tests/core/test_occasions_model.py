"""An occasion: whom it is for, what it is called, and what can become of it."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.chat.legible import legible
from core.chat.texts import Texts
from core.chat.views import OneOf
from core.errors import Refused
from core.occasions.forms import Where, edit
from core.occasions.model import FEWEST, MOST_NAME, Audience, Kind, OccasionId
from core.occasions.naming import cut, invited, named, understood
from core.occasions.season import suggested
from core.occasions.texts import TEXTS
from core.people import Language, PersonId
from tests.builders import a_person, an_occasion

NB = Texts(TEXTS, Language.NB)
IDA = PersonId("ida")


def test_whom_it_is_for_is_read_as_people_write_it() -> None:
    """Capitals and spaces say nothing; both a place and a department narrow it; nothing is for everybody."""
    people = [
        a_person("a", place="Bergen", department="Lager"),
        a_person("b", place=" bergen", department="Salg"),
        a_person("c", place="Oslo", department="LAGER"),
        a_person("d"),
    ]
    for audience, many in {
        Audience(): 4,
        Audience(place="Bergen"): 2,
        Audience(department="lager"): 2,
        Audience(place="BERGEN", department="Lager"): 1,
        Audience(place="Berg"): 0,
    }.items():
        assert sum(audience.includes(each) for each in people) == many, audience
        crowds = Counter(Audience(place=each.place, department=each.department) for each in people)
        assert audience.size(crowds) == many, audience
    assert FEWEST == 10


def test_what_it_can_be_muted_by() -> None:
    """Its kind, whatever it is called; or its own name, however it is written."""
    assert an_occasion(name="Fest på brygga").sort() == "julebord"
    own = [an_occasion(kind=Kind.OTHER, name=name).sort() for name in ("Lønningspils", " LØNNINGSPILS ")]
    assert own[0] == own[1] != Kind.OTHER


def test_what_is_called_off_is_not_changed_any_more() -> None:
    """And comes again next year only if that was said."""
    once, yearly = an_occasion(), an_occasion(yearly=True)
    with pytest.raises(Refused):
        once.called_off().changed(on=date(2026, 12, 18))
    with pytest.raises(Refused):
        once.called_off().called_off()
    assert (once.called_off(again=True).yearly, yearly.called_off().yearly) == (False, False)
    assert yearly.called_off(again=True).yearly


def test_what_is_taken_over_is_nothing_of_a_file_any_more() -> None:
    """It is known again, and left alone."""
    after = an_occasion(uid="u", source="f").taken_over(IDA, name="Fest")
    assert (after.organiser, after.uid, after.source, after.name, after.version) == (IDA, "u", "", "Fest", 1)


@given(st.dates(date(2020, 1, 1), date(2090, 1, 1)))
def test_next_year_is_on_the_same_weekday(day: date) -> None:
    """52 weeks on, on again, and as new; whether or not this one was called off."""
    last = an_occasion(on=day, yearly=True, organiser=IDA, version=4).called_off(again=True).handed_on()
    following = an_occasion(on=day, yearly=True, cancelled=True, version=4).next_year(OccasionId("next"))
    assert following.on.weekday() == day.weekday()
    assert timedelta(days=360) < following.on - day < timedelta(days=370)
    assert (following.id, following.cancelled, following.yearly, following.version) == (
        "next",
        False,
        True,
        0,
    )
    assert not last.yearly


def test_it_is_called_by_its_own_words_or_else_by_its_kind() -> None:
    """In the reader's language."""
    assert named(NB, an_occasion()) == "Julebord"
    assert named(NB, an_occasion(name="Fest på brygga")) == "Fest på brygga"
    assert named(NB, an_occasion(name="Fest på brygga", cancelled=True)) == "Julebord"
    assert named(Texts(TEXTS, Language.EN), an_occasion()) == "Christmas party"
    said = [
        invited(NB, audience)
        for audience in (
            Audience(),
            Audience(place="Bergen"),
            Audience(department="Lager"),
            Audience(place="Bergen", department="Lager"),
        )
    ]
    assert said == ["for alle", "for Bergen", "for Lager", "for Lager i Bergen"]


@pytest.mark.parametrize(
    ("summary", "categories", "otherwise", "kind", "name"),
    [
        ("Julebord", (), Kind.OTHER, Kind.JULEBORD, ""),
        ("JULEBORD", (), Kind.OTHER, Kind.JULEBORD, ""),
        ("Avdelingens julebord på Fløyen", (), Kind.OTHER, Kind.JULEBORD, "Avdelingens julebord på Fløyen"),
        ("Fest i kantina", ("Blått", "Julebord"), Kind.OTHER, Kind.JULEBORD, "Fest i kantina"),
        ("Sommarfest", (), Kind.OTHER, Kind.SUMMER_PARTY, ""),
        ("Fagseminar", (), Kind.OTHER, Kind.SEMINAR, "Fagseminar"),
        ("Lønningspils", (), Kind.OTHER, Kind.OTHER, "Lønningspils"),
        ("Kulturkveld", (), Kind.FESTIVAL, Kind.FESTIVAL, "Kulturkveld"),
        ("", (), Kind.SEMINAR, Kind.SEMINAR, ""),
        ("Noe annet", (), Kind.TRAVEL, Kind.TRAVEL, "Noe annet"),
    ],
)
def test_the_kind_is_in_the_words_or_as_was_said(
    summary: str, categories: tuple[str, ...], otherwise: Kind, kind: Kind, name: str
) -> None:
    """What names no kind keeps its own words."""
    assert understood(summary, categories, otherwise) == (kind, name)


def test_what_nobody_has_said_has_a_plain_name_and_cannot_be_chosen() -> None:
    """In the form it is chosen anew; it is muted by its words, as one that the workplace has named itself."""
    named_so = [named(Texts(TEXTS, each), an_occasion(kind=Kind.UNSAID)) for each in Language]
    assert named_so == ["Sammenkomst", "Samankomst", "Occasion"]
    there = an_occasion(kind=Kind.UNSAID, name="Pils")
    assert there.sort() == an_occasion(kind=Kind.OTHER, name="pils").sort()
    (asked,) = [each for each in edit(NB, Where(), there, rings=True).body if isinstance(each, OneOf)]
    assert asked.value == ""
    assert [each.value for each in asked.options] == [each for each in Kind if each is not Kind.UNSAID]
    assert understood("Sammenkomst", (), Kind.UNSAID) is None


def test_what_nobody_could_recognise_is_nothing() -> None:
    """No words, or words that cannot be seen."""
    for summary in ("", " \t ", "\u202e\u200b", "\x00\x07"):
        assert understood(summary, (), Kind.OTHER) is None


@given(st.text(max_size=200))
def test_a_name_fits_and_can_be_read(summary: str) -> None:
    """On one line, without signs that turn it round, and no longer than there is room for."""
    name = cut(legible(summary))
    assert len(name) <= MOST_NAME
    assert name.isprintable()
    assert name == legible(name)


def test_a_long_name_is_parted_between_words() -> None:
    """With a sign that there was more; a word that is too long itself is parted anyway."""
    long = "Sommerfest for alle som har vært med på å bygge det nye lageret ute på Kokstad"
    assert cut(long) == "Sommerfest for alle som har vært med på å bygge det nye…"
    assert cut("a" * 61) == "a" * 59 + "…"
    assert cut("a" * 60) == "a" * 60


@pytest.mark.parametrize(
    ("today", "day"),
    [
        (date(2026, 10, 1), date(2026, 11, 27)),
        (date(2027, 10, 1), date(2027, 12, 3)),
        (date(2026, 11, 25), date(2026, 12, 11)),
    ],
)
def test_a_friday_many_would_choose_is_suggested(today: date, day: date) -> None:
    """Late in November or early in December; later in the autumn one that leaves two weeks."""
    assert suggested(today.year, today) == day
    assert day.weekday() == 4
