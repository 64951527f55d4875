"""The log fits both platforms however much is in it; and who cannot see an entry is said before what it says."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from bots.samples_evaluations import OWN
from core.chat.texts import Texts
from core.chat.views import Divider, Fact, Form, Note, Quote
from core.drafting.model import MOST_A_SIDE, MOST_MEASURE
from core.evaluations import cards
from core.evaluations.cards import Line
from core.evaluations.model import MOST, MOST_NOTE, Evaluation, EvaluationId, Part, Works
from core.evaluations.texts import TEXTS
from core.people import Language
from tests.core.test_drafting_pages import LONG_ID, SIGNS, full, shown

DAY = date(2026, 11, 20)
LINES = 30


def a_full_one(sign: str) -> Evaluation:
    """With all that there is room for."""
    measures = {full(MOST_MEASURE, sign): Works.CHANGE for _ in range(MOST_A_SIDE)}
    return Evaluation(
        id=EvaluationId(LONG_ID), agreement=OWN.agreement, who=OWN.who, by=OWN.by, on=DAY, joint=False,
        measures=measures, words=full(MOST, sign), note=full(MOST_NOTE, sign),
    )  # fmt: skip


def leafed(texts: Texts, lines: Sequence[Line]) -> list[Form]:
    """To the last page."""
    pages = list[Form]()
    while not pages or f"{OWN.agreement}:{len(pages)}" in str(pages[-1].body):
        pages.append(cards.log(texts, OWN.agreement, lines, len(pages), (), may=not pages, may_share=True))
    return pages


@pytest.mark.parametrize("sign", SIGNS.values(), ids=SIGNS)
@pytest.mark.parametrize("language", list(Language))
def test_every_page_of_the_log_fits_and_nothing_is_lost(language: Language, sign: str) -> None:
    """Whether all measures were answered each time, or nothing but steps stand there."""
    texts, name = Texts(TEXTS, language), "K" * 100
    steps = [Line(on=DAY - timedelta(days=n), what=f"«{n}» {name}") for n in range(LINES, 0, -1)]
    own = [
        Line(on=DAY, what=name, evaluation=a_full_one(sign), alone=texts("log.alone")) for _ in range(LINES)
    ]
    pages = leafed(texts, (*steps, *own))
    whole = "".join(map(shown, pages))
    said = [word for line in own if line.evaluation for word in (line.evaluation.words, line.evaluation.note)]
    assert [each for each in said if each[: each.index("»") + 1] not in whole] == []
    assert [n for n in range(1, LINES + 1) if f"«{n}»" not in whole] == []


def test_who_cannot_see_an_entry_is_said_before_what_it_says() -> None:
    """And a pause stands between it and the next, so that it is read as this one's."""
    texts = Texts(TEXTS, Language.NB)
    lines = (
        Line(on=DAY, what="Signert"),
        Line(on=DAY, what="Du", evaluation=OWN.only(frozenset({Part.WORDS})), alone="Bare du"),
        Line(on=DAY, what="Signert"),
    )
    body = cards.log(texts, OWN.agreement, lines, 0, (), may=False, may_share=True).body
    kinds = [type(each) for each in body[1:]]
    assert kinds[:6] == [Fact, Divider, Fact, Note, Note, Quote]
    assert body[4] == Note("Bare du")
    assert kinds[7:] == [Divider, Fact]
