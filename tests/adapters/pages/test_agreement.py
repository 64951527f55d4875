"""The signed text as a sheet: all that was agreed, as typed, in each language, and never a program."""

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count

import pytest

from adapters.pages.glyphs import covered, shown
from adapters.pages.sheet import pdf
from core.agreements.course import Lead
from core.agreements.model import (
    AgreementId,
    Measure,
    MeasureId,
    MeasureKind,
    Owner,
    Section,
    Signature,
    Terms,
)
from core.chat.texts import Texts
from core.chat.views import Fact, Heading
from core.drafting.model import MOST_A_SIDE, MOST_MEASURE, MOST_TEXT, digest, short, too_many, wording_of
from core.drafting.occasions import MOST_OWN
from core.drafting.texts import TEXTS as DRAFTING
from core.drafting.words import ORDER
from core.life.sheet import chunks, document
from core.life.texts import TEXTS
from core.people import Language, PersonId
from core.sight import Role
from tests.adapters.pages.sheets import bare, catalogue, reach, read, tags, words
from tests.adapters.pages.test_sheet import TYPED

SIGNED = datetime(2026, 11, 16, 22, 30, tzinfo=UTC)
NAMES = {Role.EMPLOYEE: "Kari *Oppdiktet* #panic()", Role.LEADER: "Jonas <b>Oppdiktet</b>"}
KINDS = [*[MeasureKind.SUPPORT, MeasureKind.ACCOMMODATION] * 6, *[MeasureKind.EXPECTATION] * MOST_A_SIDE]


def full(text: str) -> Terms:
    """This in every field there is, each told from the others, and each side full."""
    mark = (f"merke {n:02}\n" for n in count())
    owners = [Owner.EMPLOYEE, Owner.LEADER, Owner.BOTH] * len(KINDS)
    terms = Terms(
        agreement=AgreementId("a"),
        number=7,
        employee=PersonId("kari"),
        leader=PersonId("jonas"),
        starts_on=date(2026, 11, 17),
        ends_on=date(2028, 11, 16),
        measures=tuple(
            Measure(id=MeasureId(f"m{n}"), kind=kind, text=(next(mark) + text)[:MOST_MEASURE], owner=owner)
            for n, (kind, owner) in enumerate(zip(KINDS, owners, strict=False))
        ),
        occasions=("travel", (next(mark) + text)[:MOST_OWN]),
        paper=date(2026, 6, 1),
        signatures=tuple(
            Signature(who=role, number=7, digest="", at=SIGNED) for role in (Role.LEADER, Role.EMPLOYEE)
        ),
        **{section.value: (next(mark) + text)[:MOST_TEXT] for section in Section},  # type: ignore[arg-type]
    )
    assert not too_many(wording_of(terms))
    return terms


def own_words(terms: Terms) -> list[str]:
    """All that somebody typed."""
    written = [str(getattr(terms, section.value)) for section in Section]
    return [*written, *(measure.text for measure in terms.measures), terms.occasions[1]]


def texts(language: Language = Language.NB) -> Texts:
    return Texts(TEXTS, language, "Europe/Oslo")


@pytest.mark.parametrize("case", TYPED)
async def test_what_looks_like_markup_stays_words_in_every_field(case: str) -> None:
    """Each text once and whole, and both names as they are; what it names was neither read nor run."""
    terms = full(TYPED[case])
    found = words(await pdf(document(texts(), terms, NAMES)))
    signs = covered()
    for text in own_words(terms):
        assert found.count(bare(shown(text, signs))) == 1, text
    for name in NAMES.values():
        assert bare(name) in found


async def test_the_longest_texts_and_words_stay_on_the_sheet() -> None:
    """Twelve a side, every field full of one word without an end: all of it is there, within the margins."""
    terms = full("ordutenende" * 200)
    assert {len(terms.goal), len(terms.measures[-1].text)} == {MOST_TEXT, MOST_MEASURE}
    made = await pdf(document(texts(), terms, NAMES), "largest")
    found = words(made)
    assert all(bare(text) in found for text in own_words(terms))
    assert reach(made) < 595 - 70


@pytest.mark.parametrize("language", list(Language))
async def test_it_is_a_tagged_sheet_in_the_readers_language(language: Language) -> None:
    """Each section under its heading, in the order in which the two read it; nothing outside tells what it is."""
    said = texts(language)
    made = await pdf(document(said, full("x"), NAMES))
    root, about, seen = catalogue(made), read(made).metadata, read(made).xmp_metadata
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"].split("-")[0] == language
    assert seen is not None
    assert "<pdfuaid:part>1</pdfuaid:part>" in seen.stream.get_data().decode()
    assert about is not None
    assert about.title == ("Document" if language is Language.EN else "Dokument")
    assert seen.dc_title == {"x-default": about.title}
    assert [tag for tag in tags(made) if tag.startswith("H")] == ["H1", *["H2"] * (len(ORDER) + 1)]
    found = words(made)
    assert found.startswith(bare(said("paper.title")))
    headings = [*(DRAFTING[f"part.{part}"][language] for part in ORDER), said("paper.signatures")]
    for heading in map(bare, headings):
        assert heading in found
        found = found.partition(heading)[2]


async def test_it_says_who_does_what_who_signed_and_which_text_it_is() -> None:
    """By name and by day, on the reader's clock; with the code that both can compare."""
    terms = full("x")
    found = words(await pdf(document(texts(), terms, NAMES)))
    employee, leader = bare(NAMES[Role.EMPLOYEE]), bare(NAMES[Role.LEADER])
    assert found.count(f"Ansvar:{employee},{leader}") == len(KINDS) // 3
    assert found.count(f"Ansvar:{employee}") == len(KINDS) * 2 // 3
    assert found.endswith(f"16.november2026{employee}Arbeidstaker16.november2026{leader}Leder")
    assert bare(short(digest(terms.agreement, wording_of(terms)))) in found
    assert bare("Tatt inn fra papir, signert 1. juni 2026.") in found
    assert "17.november2026" in found
    assert "Hver4.uke" in found


async def test_an_empty_section_has_no_heading() -> None:
    """Nobody is made to read that there is nothing."""
    terms = replace(full("x"), hse="", occasions=())
    found = words(await pdf(document(texts(), terms, NAMES)))
    for part in ("hse", "occasions"):
        assert bare(DRAFTING[f"part.{part}"][Language.NB]) not in found


async def test_whoever_has_not_signed_does_not_stand_as_if() -> None:
    """A leader who was asked is named as asked; one who did not go in is not named."""
    terms = full("x")
    one = replace(terms, signatures=tuple(each for each in terms.signatures if each.who is Role.EMPLOYEE))
    leader = bare(NAMES[Role.LEADER])
    found = words(await pdf(document(texts(), one, NAMES, Lead.ASKED)))
    assert found.endswith(f"{leader}Leder{leader}erspurt,ogharikkesignertennå.")
    assert found.count("16.november2026") == 1
    assert leader not in words(await pdf(document(texts(), one, NAMES, Lead.NONE)))


def test_in_the_chat_the_signatures_are_for_the_two_who_signed() -> None:
    """Somebody who is asked to go in, or stands in, reads the same words without who signed them and when."""
    sheet = document(texts(), full("x"), NAMES)
    signed, unsigned = (chunks(texts(), sheet, signed=each) for each in (True, False))
    assert signed[:-1] == unsigned
    assert signed[-1].blocks == (
        Heading("Signaturer"),
        Fact("Arbeidstaker", f"{NAMES[Role.EMPLOYEE]}, 16. november 2026"),
        Fact("Leder", f"{NAMES[Role.LEADER]}, 16. november 2026"),
    )
