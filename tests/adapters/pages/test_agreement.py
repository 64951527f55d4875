"""The agreement on paper: all that two people can write, at full length and with every kind of markup."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from adapters.pages.sheet import pdf
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
from core.life.sheet import document
from core.life.texts import TEXTS
from core.people import Language, PersonId
from core.sight import Role
from tests.adapters.pages.sheets import bare, catalogue, reach, read, tags, words
from tests.adapters.pages.test_sheet import TYPED

NAMES = {Role.EMPLOYEE: "Kari #panic() *Oppdiktet*", Role.LEADER: "<b>Jonas</b> Oppdiktet"}
SIGNED = datetime(2026, 11, 20, 12, tzinfo=UTC)
LONG = " ".join(TYPED.values())


def terms() -> Terms:
    """Every field as full as a form takes it; twelve measures a side."""
    kinds = (MeasureKind.SUPPORT, MeasureKind.EXPECTATION)
    measures = tuple(
        Measure(id=MeasureId(f"m{n}"), kind=kinds[n % 2], text=f"{n} {LONG}"[:2000], owner=list(Owner)[n % 3])
        for n in range(24)
    )
    plain = Terms(
        agreement=AgreementId("agreement"),
        number=3,
        employee=PersonId("kari"),
        leader=PersonId("jonas"),
        starts_on=date(2026, 11, 23),
        ends_on=date(2028, 11, 22),
        measures=measures,
        occasions=("julebord", LONG[:150]),
        signatures=(Signature(who=Role.EMPLOYEE, number=3, digest="0" * 64, at=SIGNED),),
    )
    sections: dict[str, Any] = {section.value: f"{section} {LONG} " + "x" * 400 for section in Section}
    return replace(plain, **sections)


@pytest.mark.parametrize("language", list(Language), ids=str)
def test_everything_stands_there_as_it_was_written(language: Language) -> None:
    """Nothing is left out, comes alive or runs out of the page; one has signed and one has a line to sign on."""
    whole = terms()
    made = asyncio.run(pdf(document(Texts(TEXTS, language), whole, NAMES), "largest"))
    text = words(made)
    for written in (*NAMES.values(), TYPED["typst markup"], TYPED["HTML"], TYPED["Slack and Teams"]):
        assert bare(written) in text
    for number in range(24):
        assert text.count(bare(f"{number} {TYPED['typst markup']}")) >= 1
    for section in Section:
        assert bare(f"{section} #panic()") in text
    assert reach(made) < float(read(made).pages[0].mediabox.right)
    assert catalogue(made)["/Lang"].split("-")[0] == language
    assert tags(made).count("H1") == 1
    title = read(made).xmp_metadata
    assert title is not None
    assert "Akan" not in str(title.dc_title)
