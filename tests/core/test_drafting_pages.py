"""A draft that is full to the brim fits both platforms, page by page, without losing a word."""

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import count

import pytest

from bots.preview import drawn
from bots.samples_drafting import ID, NOW, WORDING, reading
from core.agreements.model import Measure, MeasureId, MeasureKind, Owner, Section
from core.chat.texts import Texts
from core.chat.views import Form, Note
from core.drafting import cards, changes, forms, model, refs
from core.drafting.model import (
    FOLLOW_UP,
    MOST_COMMENTS,
    MOST_MEASURE,
    MOST_TEXT,
    OCCASIONS,
    PAPER,
    Comment,
    Draft,
)
from core.drafting.parts import chunks
from core.drafting.reading import Base, Reading, Stage
from core.drafting.refs import Seen
from core.drafting.texts import TEXTS
from core.errors import NotFound
from core.people import Language, Platform
from core.sight import Role

LONG_ID = f"{ID}-0000-4000-8000-000000000000"
_marks = count(1)


def full(most: int, sign: str) -> str:
    """As long as it may be, and told from every other."""
    mark = f"«{next(_marks)}»"
    return mark + sign * (most - len(mark))


def brim(sign: str) -> Draft:
    """Every field and every list as full as it may be."""
    kinds = [*MeasureKind] * 6 + [MeasureKind.EXPECTATION] * 6
    measures = tuple(
        Measure(id=MeasureId(f"{n:0>8}{LONG_ID}"), kind=kind, text=full(MOST_MEASURE, sign), owner=Owner.BOTH)
        for n, kind in enumerate(kinds)
    )
    wording = replace(WORDING, measures=measures)
    for section in Section:
        wording = model.with_text(wording, section, full(MOST_TEXT, sign))
    wording = replace(wording, occasions=("travel", full(150, sign)))
    assert not model.too_many(wording)
    comments = tuple(
        Comment(
            about=("goal", measures[0].id)[n % 2],
            who=Role.LEADER,
            text=full(forms.MOST_COMMENT, sign),
            at=NOW,
        )
        for n in range(MOST_COMMENTS)
    )
    authors = dict.fromkeys([*Section, FOLLOW_UP, OCCASIONS, PAPER, *(m.id for m in measures)], Role.LEADER)
    return Draft(
        agreement=ID, number=99, wording=wording, by=Role.LEADER, at=NOW, authors=authors, comments=comments
    )


def marks(draft: Draft) -> Iterator[str]:
    """What tells each text from the next."""
    words = [str(getattr(draft.wording, section)) for section in Section]
    words += [m.text for m in draft.wording.measures] + [draft.wording.occasions[1]]
    words += [comment.text for comment in draft.comments]
    return (text[: text.index("»") + 1] for text in words)


def shown(form: Form) -> str:
    """Drawn for every platform in the language with the longest words; raises if it does not fit."""
    return "".join(
        json.dumps(drawn(platform, language, form), ensure_ascii=False)
        for platform in Platform
        for language in Language
    )


SIGNS = {"emoji": "🙂", "letters": "å ", "quotes": '"', "braces": "{"}


@pytest.mark.parametrize("sign", SIGNS.values(), ids=SIGNS)
@pytest.mark.parametrize("stage", Stage)
def test_every_page_fits_and_nothing_is_lost(stage: Stage, sign: str) -> None:
    """At every stage, for both, with and without buttons."""
    draft = brim(sign)
    for language in Language:
        for role in (Role.EMPLOYEE, Role.LEADER):
            texts = Texts(TEXTS, language)
            at = replace(reading(stage, role), draft=draft)
            pages = list(_pages(texts, at))
            whole = "".join(map(shown, pages))
            missing = [mark for mark in marks(draft) if mark not in whole]
            # Comments belong to writing: what is signed is the text.
            assert len(missing) == (0 if stage in {Stage.WRITING, Stage.SENT} else MOST_COMMENTS)
            assert [bool(page.submit) for page in pages[:-1]] == [False] * (len(pages) - 1)


def _pages(texts: Texts, at: Reading) -> Iterator[Form]:
    for n in range(1000):
        form = cards.page(texts, at, str(n))
        yield form
        shown(cards.page(texts, at, str(n), rework=True))
        if not any("Neste" in label or "Next" in label for label in _labels(form)):
            return


def _labels(form: Form) -> Iterator[str]:
    for block in form.body:
        for button in getattr(block, "items", ()):
            yield button.label


def test_what_changed_fits_however_much_it_is() -> None:
    """The old text and the new, each as full as it may be."""
    texts, old, new = Texts(TEXTS, Language.NB), brim("🙂"), brim("🙃")
    at, whole = replace(reading(Stage.WRITING), draft=new), ""
    for n in range(20):
        whole += shown(changes.changes(texts, at, old, Base.LAST, str(n)))

    assert [mark for mark in [*marks(new)] if mark not in whole] == []


def test_every_form_fits_when_it_is_full_and_both_have_written() -> None:
    """A clash is the fullest there is: two texts in one form."""
    texts, draft = Texts(TEXTS, Language.EN), brim("🙂")
    seen = Seen(id=ID, number=99, part="goal")
    for section in Section:
        form = forms.text(texts, replace(seen, part=section), draft.wording)
        shown(forms.clashed(texts, form, seen.ref(), (full(MOST_TEXT, "🙃"),)))
    for part in (FOLLOW_UP, OCCASIONS):
        shown(forms.follow_up(texts, seen, draft.wording))
        shown(forms.kinds(texts, replace(seen, part=part), draft.wording))
    shown(forms.paper(texts, replace(seen, part=PAPER), draft.wording))
    measure = draft.wording.measures[0]
    shown(forms.measure(texts, seen, Role.EMPLOYEE, measure))
    shown(forms.comment(texts, seen, "x", (full(MOST_TEXT, "🙂"),)).filled({"text": full(500, "🙂")}))


def test_a_place_that_is_not_there_is_the_first_or_the_last_page() -> None:
    """A part that was struck meanwhile, or a page beyond the end."""
    texts, at = Texts(TEXTS, Language.NB), replace(reading(Stage.WRITING), draft=brim("🙂"))
    last = max(_numbers(cards.page(texts, at, "999")))

    assert last > 1
    assert _numbers(cards.page(texts, at, "nowhere"))[0] == 1
    assert _numbers(cards.page(texts, at, str(Section.WHO_KNOWS)))[0] > 1
    assert len(chunks(texts, at, writing=True)) > last


def _numbers(form: Form) -> list[int]:
    notes = [block.text for block in form.body if isinstance(block, Note)]
    (line,) = [text for text in notes if text.startswith("Side ")]
    return [int(word) for word in line.split() if word.isdigit()]


@pytest.mark.parametrize(
    "ref", ["", "a:b", "a:1", "a:1:b:c", "a:-1:b", "a:1:b c", "a:١:b", "a::b", ":1:b", "a:1:"]
)
def test_a_reference_that_we_did_not_write_is_refused(ref: str) -> None:
    """Nothing is guessed from what is left of it."""
    with pytest.raises(NotFound):
        refs.seen(ref)
