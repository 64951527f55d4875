"""
The report: what is in it, what cannot be reckoned from it, and who may have it.

Over 200 lines: each chapter of it has its own sentences, and they stand on one year.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bots.samples_report import CAMPAIGNS, COMPOSITION, DOCUMENTS, EMPTY, PLAN, TRAINING, YEAR
from core.chat.views import Fact, Paragraph, Quote
from core.committee.year import Composition, DocumentIn, Level, PlanIn, Trained, TrainingIn, TrainingYear
from core.errors import NotFound, Refused
from core.pages.model import Chapter, Chart, Document, Part, Table
from core.people import Language, Person, PersonId, Platform, Position, Workplace, WorkplaceId
from core.report.model import CampaignIn, Whom, Year
from core.report.sheet import ReportSheet, document, read_ref, ref_of

HERE = WorkplaceId("fjellbruket")
COUNT = st.integers(0, 30) | st.integers(0, 5000)


class Told:
    """A source that has one year, and says nothing of any other."""

    async def is_member(self, work: Any, person: Person) -> bool:
        del work
        return person.name == "Medlem Oppdiktet"

    async def composition(self, work: Any, workplace: WorkplaceId, year: int) -> Composition | None:
        return COMPOSITION if self._is(work, workplace, year) else None

    async def plan(self, work: Any, workplace: WorkplaceId, year: int) -> PlanIn | None:
        return PLAN if self._is(work, workplace, year) else None

    async def training(self, work: Any, workplace: WorkplaceId, year: int) -> TrainingYear | None:
        return TRAINING if self._is(work, workplace, year) else None

    async def documents(self, work: Any, workplace: WorkplaceId, year: int) -> Sequence[DocumentIn]:
        return DOCUMENTS if self._is(work, workplace, year) else ()

    async def campaigns(
        self, work: Any, workplace: WorkplaceId, year: int, language: Language
    ) -> Sequence[CampaignIn]:
        del language
        return CAMPAIGNS if self._is(work, workplace, year) else ()

    def _is(self, work: Any, workplace: WorkplaceId, year: int) -> bool:
        del work
        return (workplace, year) == (HERE, 2026)


class People:
    async def workplace(self, id: WorkplaceId) -> Workplace:
        return Workplace(id=id, name="Fjellbruket", tenants={Platform.SLACK: "T"})


class Work:
    """All that the report asks of a transaction: the time, and where people work."""

    now = datetime(2026, 11, 27, 10, tzinfo=UTC)
    people = People()


def somebody(*positions: Position, active: bool = True) -> Person:
    return Person(
        id=PersonId("p"), workplace=HERE, name="Kari Oppdiktet", positions=frozenset(positions), active=active
    )


async def built(person: Person, ref: str) -> Document:
    work: Any = Work()
    return await ReportSheet[Any](Told()).build(work, person, ref)


def parts_under(doc: Document) -> dict[str, list[Part]]:
    """By the first sign of the chapter's title, its number."""
    found: dict[str, list[Part]] = {"": []}
    at = ""
    for part in doc.parts:
        if isinstance(part, Chapter):
            at = part.title[0]
            found[at] = []
        else:
            found[at].append(part)
    return found


def text_of(parts: Sequence[Part]) -> str:
    return "\n".join(map(str, parts))


@pytest.mark.parametrize("language", Language)
def test_the_seven_chapters_stand_in_the_order_of_the_amu(language: Language) -> None:
    """Whether anything was done or not; and each has at least a sentence."""
    for year in (YEAR, EMPTY):
        chapters = parts_under(document(year, language))
        assert list(chapters) == ["", *"1234567"]
        assert all(chapters.values())


@pytest.mark.parametrize("language", Language)
def test_a_year_without_anything_says_so_in_words(language: Language) -> None:
    """No empty table, no chart of nothing, no crash."""
    parts = document(EMPTY, language).parts
    assert not any(isinstance(part, Table | Chart) for part in parts)
    assert sum(isinstance(part, Paragraph) for part in parts) >= 8


def test_everything_that_was_gathered_is_in_it() -> None:
    """Seats, actions with their evaluation, campaigns, courses, documents, cooperation and proposals."""
    chapters = parts_under(document(YEAR, Language.NB))
    for seat in COMPOSITION.seats:
        assert seat.name in text_of(chapters["1"])
    for action in PLAN.actions:
        assert action.title in text_of(chapters["2"])
        assert action.evaluation in text_of(chapters["2"])
    for campaign in CAMPAIGNS:
        assert campaign.title in text_of(chapters["3"])
        assert campaign.learned in text_of(chapters["3"])
    assert [course.course in text_of(chapters["4"]) for course in TRAINING.courses] == [True, True]
    assert [held.title in text_of(chapters["5"]) for held in DOCUMENTS] == [True, True]
    assert Quote(PLAN.cooperation) in chapters["6"]
    assert Quote(PLAN.proposals) in chapters["7"]


def test_a_missing_party_is_named() -> None:
    """And when none is missing, that is said, too (S143)."""
    lacking = replace(COMPOSITION, missing=(COMPOSITION.seats[0].party,))
    said = text_of(parts_under(document(replace(YEAR, composition=lacking), Language.NB))["1"])
    assert "tom for: ledelsen." in said
    assert "Alle partene" not in said


def test_a_name_that_was_taken_out_is_not_a_hole() -> None:
    """The seat stays, and says that the name is gone."""
    bare = replace(COMPOSITION, seats=(replace(COMPOSITION.seats[0], name=""),))
    assert "(navnet er tatt ut)" in text_of(
        parts_under(document(replace(YEAR, composition=bare), Language.NB))["1"]
    )


def figures_of(chart: Chart) -> list[list[str]]:
    return [[series.said[at] for series in chart.series] for at in range(len(chart.labels))]


@pytest.mark.parametrize("language", Language)
def test_every_chart_is_told_in_words_and_has_its_figures_in_the_table_beside_it(language: Language) -> None:
    """The next thing on the sheet that is no chart is that table; and every figure is in the words."""
    parts = document(YEAR, language).parts
    charts = [at for at, part in enumerate(parts) if isinstance(part, Chart)]
    assert len(charts) == 2
    for at in charts:
        chart, table = parts[at], parts[at + 1]
        assert isinstance(chart, Chart)
        assert isinstance(table, Table)
        rows = {row[0].split("\n")[0]: row[1:] for row in table.rows}
        for label, figures in zip(chart.labels, figures_of(chart), strict=True):
            assert label in chart.words
            assert set(figures) <= set(rows[label])
            for series, said in zip(chart.series, figures, strict=True):
                assert series.name in table.columns
                assert said in chart.words or series is not chart.series[0]


def test_more_campaigns_than_one_picture_holds_go_on_in_the_next() -> None:
    """None is left out, and none is in two."""
    many = tuple(replace(CAMPAIGNS[0], title=f"Kampanje {n}") for n in range(19))
    charts = [p for p in document(replace(YEAR, campaigns=many), Language.NB).parts if isinstance(p, Chart)]
    labels = [label for chart in charts[1:] for label in chart.labels]
    assert labels == [each.title for each in many]


def people_figures(doc: Document) -> Iterator[str]:
    """Every figure of people on the sheet: in the tables, charts and their words, of chapters 3 and 4."""
    chapters = parts_under(doc)
    for part in (*chapters["3"], *chapters["4"]):
        if isinstance(part, Table):
            yield from (cell for row in part.rows for cell in row[1:])
        elif isinstance(part, Chart):
            yield from (said for series in part.series for said in series.said)
            yield from (str(value) for series in part.series for value in series.values if value)
            yield from (mark.removeprefix("av ") for mark in part.marks)


CAMPAIGN = st.builds(
    CampaignIn,
    title=st.sampled_from(("A", "B")),
    on=st.just(date(2026, 3, 1)),
    whom=st.sampled_from(Whom),
    name=st.just("leader"),
    reached=COUNT,
    missed=COUNT,
    thanks=COUNT,
    question=st.sampled_from(("", "Vet du?")),
    answers=st.lists(st.tuples(st.just("Ja"), COUNT), max_size=3).map(tuple),
)


def a_year(campaigns: list[CampaignIn], courses: list[int], valid: int, refresh: int) -> Year:
    training = TrainingYear(
        year=2026,
        courses=tuple(TrainingIn(course="K", role=Trained.LEADER, people=n) for n in courses),
        valid={Trained.LEADER: valid, Trained.RESOURCE_PERSON: refresh},
        to_refresh={Trained.LEADER: refresh, Trained.RESOURCE_PERSON: valid},
    )
    return replace(YEAR, campaigns=tuple(campaigns), training=training)


YEARS = st.builds(a_year, st.lists(CAMPAIGN, max_size=4), st.lists(COUNT, max_size=3), COUNT, COUNT)


@settings(max_examples=150, deadline=None)
@given(YEARS)
def test_no_figure_of_people_is_below_ten_or_anything_but_whole_tens(year: Year) -> None:
    """In no table, no bar and no mark: so no sum or difference of any of them can be, either."""
    for said in people_figures(document(year, Language.NB)):
        bare = re.sub(r"\s", "", said)
        assert bare in {"under10", "", "–", "utelatt"} or (int(bare) >= 10 and int(bare) % 10 == 0), said


@settings(max_examples=100, deadline=None)
@given(YEARS, st.integers(0, 9), st.integers(0, 9))
def test_two_years_that_differ_below_ten_alone_give_the_same_report(year: Year, one: int, other: int) -> None:
    """Whatever is reckoned from one can be reckoned from the other: so it cannot tell which of them was true."""
    first = replace(CAMPAIGNS[0], reached=1000, missed=one)
    assert document(replace(year, campaigns=(first,)), Language.NB) == document(
        replace(year, campaigns=(replace(first, missed=other),)), Language.NB
    )


def test_figures_of_things_are_exact() -> None:
    """Of eight actions one was dropped, and that is no secret."""
    [table] = [p for p in parts_under(document(YEAR, Language.EN))["2"] if isinstance(p, Table) and p.figures]
    assert [row[1:] for row in table.rows] == [("2", "1", "0", "1", "4"), ("2", "1", "1", "0", "4")]
    assert len(PLAN.actions) == 8
    assert Level.INDICATED not in {each.level for each in PLAN.actions}


@pytest.mark.parametrize("position", Position)
async def test_only_those_who_carry_it_to_the_amu_may_have_it(position: Position) -> None:
    """The committee, HR, HSE and the elected (domain.md 5.6); a leader is none of them by that alone."""
    allowed = position in {
        Position.COMMITTEE,
        Position.HR,
        Position.HSE,
        Position.UNION_REPRESENTATIVE,
        Position.SAFETY_REPRESENTATIVE,
    }
    if allowed:
        assert (await built(somebody(position), "2026.nb")).language is Language.NB
    else:
        with pytest.raises(NotFound):
            await built(somebody(position), "2026.nb")


@pytest.mark.parametrize("ref", ["", "2026", "2026.xx", "x.nb", "26.nb", "２０２６.nb", "2026.nb.nn"])
async def test_a_reference_of_our_own_or_none(ref: str) -> None:
    """Anything else is not found."""
    with pytest.raises(NotFound):
        await built(somebody(Position.COMMITTEE), ref)


@pytest.mark.parametrize("language", Language)
def test_a_reference_is_read_as_it_was_written(language: Language) -> None:
    """The year and the language."""
    assert read_ref(ref_of(2026, language)) == (2026, language)


@pytest.mark.parametrize("year", [1999, 2027])
async def test_no_report_of_a_year_that_has_not_begun(year: int) -> None:
    """Nor of one long before."""
    with pytest.raises(Refused):
        await built(somebody(Position.COMMITTEE), f"{year}.nb")


async def test_a_year_that_goes_on_says_so_and_one_that_is_over_does_not() -> None:
    """It may be looked at in November, and is finished in January."""
    now = text_of((await built(somebody(Position.COMMITTEE), "2026.nb")).parts)
    before = text_of((await built(somebody(Position.COMMITTEE), "2025.nb")).parts)
    assert "2026 er ikke over" in now
    assert "er ikke over" not in before


async def test_whoever_has_a_seat_may_have_it() -> None:
    """Also without being called a member in the directory."""
    seated = replace(somebody(), name="Medlem Oppdiktet")
    assert (await built(seated, "2026.en")).language is Language.EN


@pytest.mark.parametrize("language", Language)
def test_each_role_and_audience_has_words(language: Language) -> None:
    """Every position a campaign can be for, every way of choosing whom, and every fact as a sentence."""
    for whom in Whom:
        for position in Position:
            one = replace(CAMPAIGNS[0], whom=whom, name=position.value)
            doc = document(replace(YEAR, campaigns=(one,)), language)
            assert any(isinstance(part, Table) for part in parts_under(doc)["3"])
    assert any(isinstance(part, Fact) for part in document(YEAR, language).parts)
