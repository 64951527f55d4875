"""The text in force fits both platforms however full it is, page by page, without losing a word."""

from dataclasses import replace

import pytest

from bots.samples_drafting import ID, NOW
from core.agreements.course import Course, Lead
from core.agreements.model import State
from core.chat.texts import Texts
from core.chat.views import Form
from core.life import reading
from core.life.cards import Standing
from core.life.texts import TEXTS
from core.people import Language, PersonId
from core.sight import Role
from tests.core.test_drafting_pages import SIGNS, brim, marks, shown

NAMES = {Role.EMPLOYEE: "Kari " + "K" * 250, Role.LEADER: "Jonas " + "J" * 250}


@pytest.mark.parametrize("sign", SIGNS.values(), ids=SIGNS)
@pytest.mark.parametrize("language", list(Language))
def test_every_page_of_the_text_fits_and_nothing_is_lost(language: Language, sign: str) -> None:
    """Leafed through to its last page, where it says who signed."""
    draft = replace(brim(sign), comments=())
    course = Course(
        agreement=ID, employee=PersonId("k"), leader=PersonId("j"), state=State.ACTIVE,
        starts_on=draft.wording.starts_on, ends_on=draft.wording.ends_on, open=True,
    )  # fmt: skip
    at = Standing(course=course, role=Role.LEADER, state=State.ACTIVE, now=NOW, today=NOW.date(), names=NAMES)
    texts, pages = Texts(TEXTS, language), list[Form]()
    while not pages or f"{ID}:{len(pages)}" in _refs(pages[-1]):
        pages.append(reading.text(texts, at, draft.terms(2, course), str(len(pages))))
    whole = "".join(map(shown, pages))
    assert [mark for mark in marks(draft) if mark not in whole] == []
    assert len(pages) > 1
    assert texts("paper.signatures") in shown(pages[-1])


@pytest.mark.parametrize("lead", Lead)
def test_of_a_copy_for_the_leader_nothing_is_said_where_no_leader_reads(lead: Lead) -> None:
    """After a change of leader, whoever is named last has not gone in, or is gone."""
    wording = brim("x").wording
    course = Course(
        agreement=ID, employee=PersonId("k"), leader=PersonId("j"), state=State.ACTIVE,
        starts_on=wording.starts_on, ends_on=wording.ends_on, lead=lead,
    )  # fmt: skip
    at = Standing(
        course=course, role=Role.EMPLOYEE, state=State.ACTIVE, now=NOW, today=NOW.date(), names=NAMES
    )
    assert (NAMES[Role.LEADER] in shown(reading.copy(Texts(TEXTS, Language.NB), at, ()))) is (lead is Lead.IN)


def _refs(form: Form) -> list[str]:
    return [button.ref for block in form.body for button in getattr(block, "items", ())]
