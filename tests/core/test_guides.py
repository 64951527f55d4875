"""Guides: every page can be reached, shown on both platforms, printed, and left again."""

# Long, because one library is walked through in many ways.

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from adapters.pages.sheet import pdf
from bots.preview import drawn
from bots.subjects import leaflets, ours
from core.chat.flows import Turn
from core.chat.texts import Texts
from core.chat.views import Buttons, Fact, Form, Note, Open, Paragraph, Quote
from core.content.files import Told
from core.errors import NotFound
from core.guides import cards
from core.guides.blocks import on_paper, on_screen
from core.guides.flow import Guides
from core.guides.model import Guide, Kind, Line, Named, Pair
from core.guides.reading import FILES, guide
from core.guides.sheet import PRINTED, GuideSheet
from core.pages.usecases import Desk
from core.people import Language, Platform
from core.ports import Work
from tests.adapters.pages.sheets import bare, tags, words
from tests.builders import a_person

LIBRARY: Mapping[str, Guide] = {name: ours()[file] for name, file in FILES.items()}
NOTHING: Work = None  # type: ignore[assignment]  # no handler here may touch what is stored


async def opened(action: str, ref: str = "", language: Language = Language.NB) -> Form:
    flow = Guides(LIBRARY, Desk("https://innsjekk.example.org")).flow()
    texts = Texts(flow.texts, language)
    outcome = await flow.answers[action.partition(".")[2]](
        NOTHING, Turn(person=a_person(), ref=ref, values={}, texts=texts)
    )
    assert isinstance(outcome, Open)
    return outcome.form


def ways(form: Form) -> list[tuple[str, str]]:
    return [(b.action, b.ref) for part in form.body if isinstance(part, Buttons) for b in part.items]


def pages_of(each: Guide) -> set[tuple[str, str]]:
    """Every press that leads to a page of this guide."""
    found = {("guides.read", each.name)}
    found |= {("guides.read", f"{each.name}:{chapter.key}") for chapter in each.chapters}
    for number, turn in enumerate(each.turns, start=1):
        found.add(("guides.rehearse", f"{each.name}:{number}"))
        found |= {
            ("guides.rehearse", f"{each.name}:{number}:{n}") for n, _ in enumerate(turn.answers, start=1)
        }
    return found


async def test_every_page_is_reached_from_the_overview_and_leads_back_to_it() -> None:
    """By pressing alone; and from each page it is two presses up, at most."""
    seen: dict[tuple[str, str], Form] = {}
    ahead = [("guides.start", "")]
    while ahead:
        way = ahead.pop()
        if way not in seen:
            seen[way] = await opened(*way)
            ahead += [each for each in ways(seen[way]) if each[0].startswith("guides.")]
    assert set(seen) == {("guides.start", "")}.union(*map(pages_of, LIBRARY.values()))
    del seen["guides.start", ""]
    for way, form in seen.items():
        up = ("guides.read", way[1].partition(":")[0]) if ":" in way[1] else ("guides.start", "")
        assert up in ways(form), way


async def test_the_overview_leads_to_where_are_you_now_and_to_somebody_to_talk_to() -> None:
    """What was behind «Les mer» before there were guides is one press further, and no harder to find."""
    assert [way[0] for way in ways(await opened("guides.start")) if not way[0].startswith("guides.")] == [
        "explore.start",
        "occasions.list",
        "policy.show",
        "committee.show",
        "menu.talk",
    ]


READ_WRONG = (
    "",
    "nothing",
    ":",
    "conversation:",
    "conversation:x",
    "conversation:open:1",
    "conversation:1",
    "Conversation",
)
REHEARSED_WRONG = (
    "", "conversation", "conversation:", "conversation:0", "conversation:6", "conversation:01", "conversation:²",
    "conversation:1:", "conversation:1:0", "conversation:1:4", "conversation:1:1:1", "conversation:open", "signs:1",
    "conversation:-1", "conversation:" + "9" * 5000,
)  # fmt: skip


@pytest.mark.parametrize(
    ("action", "ref"),
    [*(("guides.read", ref) for ref in READ_WRONG), *(("guides.rehearse", ref) for ref in REHEARSED_WRONG)],
)
async def test_a_place_that_is_not_there_is_not_found(action: str, ref: str) -> None:
    """A page of an older version, perhaps; the words are those of everything that is not there."""
    with pytest.raises(NotFound):
        await opened(action, ref)


@pytest.mark.parametrize("language", Language)
async def test_every_word_of_a_chapter_stands_on_its_page_in_its_order(language: Language) -> None:
    """And no other language's."""
    for each in LIBRARY.values():
        for chapter in each.chapters:
            form = await opened("guides.read", f"{each.name}:{chapter.key}", language)
            said, at = repr(form.body), 0
            for part in chapter.parts:
                for text in _texts(part, language):
                    assert (at := said.find(repr(text)[1:-1], at)) >= 0, (each.name, chapter.key, text)
            assert form.title == chapter.title[language]


def _texts(part: Line | Pair | Named, language: Language) -> list[str]:
    match part:
        case Line(_, said):
            return [said[language]]
        case Pair(support, frame):
            return [support[language], frame[language]]
        case Named(_, name, value):
            return [name[language], value]


def test_steps_are_counted_from_each_heading() -> None:
    """What stands between two of them does not count, and does not begin the count anew."""
    kinds = [Kind.NOTE, Kind.STEP, Kind.NOTE, Kind.STEP, Kind.HEADING, Kind.POINT, Kind.STEP]
    parts = [Line(kind, dict.fromkeys(Language, "x")) for kind in kinds]
    texts = Texts(cards.TEXTS, Language.NB)
    for said in (on_screen(texts, parts), on_paper(texts, parts)):
        assert [part.text for part in said if isinstance(part, Paragraph)] == ["1. x", "2. x", "• x", "1. x"]


async def test_what_can_be_said_aloud_is_told_apart() -> None:
    """By the language's own marks."""
    close = (await opened("guides.read", "conversation:close", Language.EN)).body
    quotes = [part.text for part in close if isinstance(part, Quote)]
    assert quotes
    assert all(text.startswith("“") and text.endswith("”") for text in quotes)


async def test_support_is_said_before_the_frame_that_belongs_to_it() -> None:
    """Never one without the other (S77)."""
    facts = [p.name for p in (await opened("guides.read", "conversation:both")).body if isinstance(p, Fact)]
    assert facts == ["Støtte", "Ramme"] * (len(facts) // 2)
    assert len(facts) == 12


async def test_a_rehearsed_answer_gets_its_own_line_and_no_mark() -> None:
    """Each turn, each answer; nothing says right or wrong, and another answer can be tried."""
    each = LIBRARY["conversation"]
    assert len(each.turns) >= 4
    for number, turn in enumerate(each.turns, start=1):
        for n, answer in enumerate(turn.answers, start=1):
            form = await opened("guides.rehearse", f"conversation:{number}:{n}")
            said = repr(form.body)
            assert answer.line[Language.NB] in said
            assert [a.line[Language.NB] in said for a in turn.answers].count(True) == 1
            assert ("guides.rehearse", f"conversation:{number}") in ways(form)
        page = await opened("guides.rehearse", f"conversation:{number}")
        buttons = next(part for part in page.body if isinstance(part, Buttons))
        heard = [button.about for button in buttons.items]
        assert [
            answer.say[Language.NB] in about for answer, about in zip(turn.answers, heard, strict=True)
        ] == [True] * len(heard)


@pytest.mark.parametrize("language", Language)
async def test_a_guide_says_how_old_it_is_and_what_it_is_built_on(language: Language) -> None:
    """On its first page (S108)."""
    for each in LIBRARY.values():
        last = (await opened("guides.read", each.name, language)).body[-1]
        assert isinstance(last, Note)
        for part in (each.origin.owner, each.origin.source):
            assert part[language] in last.text
        assert "2026" in last.text


def test_help_can_be_called_from_every_guide_that_may_touch_somebody() -> None:
    """S24: the phone number stands in it, as it stands everywhere else."""
    for name in ("conversation", "employee", "colleague", "signs", "model"):
        values = [
            p.value for chapter in LIBRARY[name].chapters for p in chapter.parts if isinstance(p, Named)
        ]
        assert cards.AKAN_PHONE in values, name


@pytest.mark.parametrize("name", PRINTED)
@pytest.mark.parametrize("language", Language)
async def test_a_printed_guide_has_every_word_and_headings_in_order(name: str, language: Language) -> None:
    """As a reader that we did not write finds it; and what stands largest does not name the subject."""
    (sheet,) = (each for each in leaflets() if each.name == f"guides.{name}")
    document = sheet.document(language)
    made = await pdf(document)
    found = words(made).replace("\ufffe", "-")  # a hyphen where a line ends, as this reader has it
    for chapter in LIBRARY[name].chapters:
        for text in (chapter.title[language], *(t for part in chapter.parts for t in _texts(part, language))):
            assert bare(text) in found, text
    levels = [int(tag[1]) for tag in tags(made) if tag[:1] == "H" and tag[1:].isdigit()]
    assert (levels[:2], levels.count(1), levels.count(2)) == ([1, 2], 1, len(LIBRARY[name].chapters))
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert not {word for word in ("akan", "avtale", "rus", "agreement") if word in document.title.lower()}


async def test_where_nothing_can_be_fetched_no_sheet_is_offered() -> None:
    flow = Guides(LIBRARY, Desk()).flow()
    turn = Turn(person=a_person(), ref="cards", values={}, texts=Texts(flow.texts, Language.NB))
    outcome = await flow.answers["read"](NOTHING, turn)
    assert "Link" not in repr(outcome)
    assert "Link" in repr(await opened("guides.read", "cards"))


SIGNS = st.sampled_from(("x", "Æ", "{{", "}}", "*", '"', "\\", "🙂", "[", "\n", "<", "`"))
KINDS = st.sampled_from(("heading", "paragraph", "note", "point", "step", "say", "pair", "fact"))


@st.composite
def chapters(draw: st.DrawFn) -> dict[str, Any]:
    """A guide about as long as there is room for."""
    parts: list[dict[str, Any]] = []
    for _ in range(draw(st.sampled_from((1, 5, 12, 40, 75, 90)))):
        kind = draw(KINDS)
        text = dict.fromkeys(map(str, Language), "a" + draw(SIGNS) * draw(st.integers(1, 1500)))
        match kind:
            case "pair":
                parts.append({"kind": kind, "support": text, "frame": text})
            case "fact":
                parts.append({"kind": kind, "name": text, "value": "22 40 28 00"})
            case _:
                parts.append({"kind": kind, **text})
    some = dict.fromkeys(Language, "Prat")
    many = draw(st.sampled_from((1, 2, 20)))
    return {
        "version": "1", "checked": LIBRARY["signs"].origin.checked, "owner": some, "source": some,
        "title": some, "for": dict.fromkeys(Language, draw(SIGNS.filter(str.strip)) * 150),
        "chapter": [{"key": f"c{n}", "title": some, "part": parts} for n in range(many)],
    }  # fmt: skip


def headings(text: str) -> dict[str, Any]:
    """A guide that has little else."""
    some = dict.fromkeys(Language, "Prat")
    part = {"kind": "heading", **dict.fromkeys(map(str, Language), text)}
    return {
        "version": "1", "checked": LIBRARY["signs"].origin.checked, "owner": some, "source": some,
        "title": some, "for": some, "chapter": [{"key": "c", "title": some, "part": [part] * 12}],
    }  # fmt: skip


@settings(max_examples=25)
@given(table=chapters())
@example(table=headings("*" * 1350))
@example(table=headings("](" * 670))
@example(table=headings("_" * 400))
def test_what_is_taken_in_can_be_shown_on_both_platforms(table: dict[str, Any]) -> None:
    """A file that would later be too much for a platform is refused when it is read, and not when it is opened."""
    told = Told(table, "cards.toml")
    read = guide("cards", told)
    if told.wrong:
        assert [line for line in told.wrong if "too long" not in line] == []
        return
    for language in Language:
        texts = Texts(cards.TEXTS, language)
        sheet = (Note(texts("print_note")),)
        forms = [
            cards.contents(texts, read, sheet),
            *(cards.chapter(texts, read, n) for n in range(len(read.chapters))),
        ]
        for form in forms:
            for platform in Platform:
                drawn(platform, language, form)


def test_a_sheet_is_named_by_its_guide() -> None:
    assert [GuideSheet(LIBRARY[name]).name for name in PRINTED] == [
        "guides.conversation",
        "guides.cards",
        "guides.employee",
    ]
