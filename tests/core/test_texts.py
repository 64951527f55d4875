"""
Words are product: all three languages, the same holes, nothing unused, nothing that wounds or gives away.

Over 200 lines: every rule about words is here, and all words are read once for them.
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from bots.subjects import kinds
from core.campaigns import posting
from core.campaigns.model import Audience, Whom
from core.campaigns.preview import preview
from core.chat.texts import Catalogue, Texts, load
from core.chat.views import Note
from core.ledger.cards import TEXTS as PING
from core.menu.cards import TEXTS as MENU
from core.people import Language
from core.privacy.export import TEXTS as PRIVACY
from tests.builders import a_campaign, a_workplace

ROOT = Path(__file__).parents[2]
PACKAGES = sorted(
    ".".join(path.parent.relative_to(ROOT).parts)
    for folder in ("core", "adapters", "bots")
    for path in (ROOT / folder).rglob("texts.toml")
)
TIGHT = 24
"""Characters in a Slack modal's title and buttons; the same for all buttons, so that they fit everywhere."""

SHORT = {
    "core.ledger": {"title", "open", "hour", "tomorrow", "close", "list.title"},
    "core.menu": {"title", "my_page", "read", "reminder", "settings", "to_talk", "close", "page.data", "ask.show"},
    "core.explore": {"overview", "where", "no", "unsure", "yes", "about", "questions", "talk", "back", "close", "on_yes.ask"},
    "core.contacts": {"title", "close", "ask", "earlier", "later"},
    "core.checkins": {
        "title", "next", "close", "skip", "choose_time", "share_title", "share", "keep", "choose_title",
        "choose_submit", "now", "mine.title", "mine.back", "mine.look", "thanked_title", "leader.title",
        "leader.send", "leader.following", "page.show",
    },
    "core.drafting": {
        "title", "title_in_force", "close", "send", "rework", "propose", "sign", "leave", "leave_amendment",
        "leaving_yes.draft", "leaving_yes.amendment", "stay", "change", "write", "add", "say", "save", "strike",
        "changes", "forward", "back", "base.mine", "base.last", "base.force", "to_draft",
        "part.paper", "paper.take", "paper.send", "paper.sign",
    },
    "core.group": {
        "title", "close", "next", "save", "back", "see", "ask", "outside", "show", "let_go", "yes", "no",
        "asked.title", "asked.yes", "asked.no", "leave", "stay", "send",
    },
    "core.guides": {
        "title", "where", "talk", "close", "forward", "back", "overview", "rehearse", "rehearse_start", "answer", "once_more",
        "occasions", "policy", "committee",
    },
    "core.committee": {
        "title", "close", "save", "back", "talk", "to.plan", "to.competence", "to.seats", "mine.open", "body.new", "body.edit",
        "body.title", "seats.new", "seats.look", "earlier", "later", "term", "again", "as_planned", "leave.name", "keep",
        "hand_over.name", "dissolve.name",
    },
    "core.plan": {
        "title", "close", "save", "back", "keep", "whole", "look", "earlier", "later", "begin", "yes", "go.start", "go.adopt",
        "go.mid_year", "go.evaluate", "action.name", "action.new", "strike", "reviewed", "reopen.name", "words.name", "end.name", "months",
        "sheet.name",
    },
    "core.competence": {
        "title", "close", "save", "back", "earlier", "later", "strike", "guides", "talk", "to.note", "to.courses",
        "to.guideline", "to.checklist", "mine.name",
    },
    "core.preparations": {
        "title", "close", "save", "not_now", "share.title", "share.submit", "share.which", "share.not", "all.title", "all.show",
        "prepare", "see", "change", "talk", "back", "erase.title", "erase.keep", "hush.title", "hush.submit", "loud.one", "loud.sort", "loud.all", "note.title",
        "after.title", "after.open", "held", "meeting", "following", "raise.title", "raise.guide", "lead_after.title",
        "led.show",
    },
    "core.occasions": {
        "title", "close", "save", "list.new", "list.edit", "list.sooner", "list.later", "list.back", "form.title",
        "entered.edit", "off.press", "off.keep", "list.remove", "remove.title", "advice.title", "advice.more", "season.title", "season.enter",
        "season.no", "no.title",
    },
    "core.campaigns": {
        "title", "page", "close", "save", "back", "read.title", "thank.press", "enough", "vote.press", "new", "library.title",
        "look", "use.press", "open", "newer", "older", "one.title", "choose_whom", "throw", "preview.title", "progress",
        "reuse", "do.propose", "do.approve", "do.schedule", "do.pause", "do.resume", "do.retry", "do.correct",
        "do.evaluate", "do.archive", "do.take_back", "do.cancel", "do.recall", "keep", "confirm", "test.title",
        "words.title", "no.title",
    },
    "core.reminders": {"title", "set", "close", "look", "one", "erase"},
    "core.settings": {"title", "test", "save", "close"},
    "core.policy": {
        "title", "close", "label.policy", "label.rules", "label.use_and_gambling", "talk", "i_have_read", "take_up",
        "cards", "taken_up", "in_two_weeks",
    },
    "core.report": {"form.title", "close", "language.to_nb", "language.to_nn", "language.to_en"},
    "core.tips": {"title", "close", "to.talk", "to.reminder", "to.policy"},
    "core.privacy": {"title", "ask_erase", "erase", "no", "close"},
    "core.conversation": {"title", "close"},
}  # fmt: skip

CONTENT = sorted(path for path in (ROOT / "core").rglob("*.toml") if path.name != "texts.toml")
"""The words that a workplace may replace, as they come with us."""

BANNED = {
    Language.NB: "brudd straff sanksjon kontroll misbruker alkoholiker rusmisbruk ren skitten skjerp sprekk sak saken diagnose viljestyrke",
    Language.NN: "brot straff sanksjon kontroll misbrukar alkoholikar rusmisbruk rein skitten skjerp sprekk sak saka diagnose viljestyrke",
    Language.EN: "breach punishment sanction surveillance abuser addict alcoholic clean dirty relapse case diagnose willpower violation",
}
ALLOWED = {"leader.boundary"}
"""Keys that must name what a leader is not to do (domain.md 4.2)."""

BOUNDARY = re.compile(r"ikke stille diagnose|ikkje stille diagnose|are not to diagnose")
"""The same in a guide."""

CRUTCH = re.compile(r"ikke en straff|ikkje ei straff|not a punishment")
"""What an agreement is said not to be (S30)."""

TELLING = re.compile(
    r"akan|avtale|agreement|rus\b|alkohol|spill|helse|leder|leiar|leader|sjekk|check|behandl|oppfølg|follow",
    re.IGNORECASE,
)


def entries() -> Iterator[tuple[str, str, Language, str]]:
    for package in PACKAGES:
        for key, words in load(package).items():
            for language, text in words.items():
                yield package, key, language, text


def content() -> Iterator[tuple[str, str, Language, str]]:
    """The same of those files."""

    def walk(value: object, place: str) -> Iterator[tuple[str, Language, str]]:
        if isinstance(value, dict) and set(Language) <= value.keys():
            yield from ((place, language, value[language]) for language in Language)
        elif isinstance(value, dict):
            for key, each in value.items():
                yield from walk(each, f"{place}.{key}".lstrip("."))
        elif isinstance(value, list):
            for number, each in enumerate(value, start=1):
                yield from walk(each, f"{place}[{number}]")

    for path in CONTENT:
        for place, language, text in walk(tomllib.loads(path.read_text(encoding="utf-8")), ""):
            yield path.stem, place, language, text


def holes(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def used_keys(package: str) -> set[str]:
    """Every string in the package's code, f-strings as patterns: `mood.{mood}` is `mood.*`."""
    found: set[str] = set()
    for path in (ROOT / package.replace(".", "/")).glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                parts = [p.value if isinstance(p, ast.Constant) else "*" for p in node.values]
                found.add("".join(map(str, parts)))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    return found


def fits(key: str, patterns: set[str]) -> bool:
    return any(
        re.fullmatch(re.escape(p).replace(r"\*", ".+"), key) for p in patterns if p.strip("*.") or p == key
    )


def missing(catalogue: Catalogue) -> list[str]:
    return [
        key for key, words in catalogue.items() if any(not words[language].strip() for language in Language)
    ]


@pytest.mark.parametrize("package", PACKAGES)
def test_every_text_is_there_in_all_three_languages(package: str) -> None:
    """Loading already refuses a missing language; none may be empty either."""
    assert missing(load(package)) == []


@pytest.mark.parametrize("package", PACKAGES)
def test_the_holes_are_the_same_in_all_languages(package: str) -> None:
    """A hole that is only in one language would be a fault in the others."""
    differing = {
        key for key, words in load(package).items() if len({frozenset(holes(t)) for t in words.values()}) > 1
    }

    assert differing == set()


@pytest.mark.parametrize("package", [p for p in PACKAGES if p.startswith("core.")])
def test_every_text_is_used_by_its_own_subject(package: str) -> None:
    """A text that nothing says is a text that nobody mends."""
    patterns = used_keys(package)

    assert {key for key in load(package) if not fits(key, patterns) and not _shared(package, key)} == set()


def _shared(package: str, key: str) -> bool:
    """Refusals are raised by their key anywhere in core."""
    return (
        package == "core.conversation"
        and key.startswith("refused.")
        and key in {string for path in (ROOT / "core").rglob("*.py") for string in _strings(path)}
    )


def _strings(path: Path) -> set[str]:
    return {
        node.value
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_every_refusal_has_words() -> None:
    """Refused takes a key; each key used anywhere in core is in the conversation's texts, or is caught before."""
    said = {
        s
        for path in (ROOT / "core").rglob("*.py")
        for s in _strings(path)
        if re.fullmatch(r"refused\.\w+", s)
    }

    assert said <= set(load("core.conversation")) | {"refused.no_platform"}


@pytest.mark.parametrize("package", [p for p in PACKAGES if p.startswith("core.")])
def test_no_key_is_asked_for_that_is_not_there(package: str) -> None:
    """Every literal handed to `texts(...)` is a key of that subject (or of one it names)."""
    known = set(load(package)) | set(load("core.chat"))
    asked = {
        node.args[0].value
        for path in (ROOT / package.replace(".", "/")).glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and _is_reader(node.func)
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }

    assert asked - known == set()


def _is_reader(func: ast.expr) -> bool:
    if isinstance(func, ast.Name):
        return func.id in {"texts", "words"}
    return isinstance(func, ast.Attribute) and func.attr == "texts"


def test_whatever_can_be_owed_to_somebody_has_a_name_in_what_they_take_out() -> None:
    """No kind of ping stands there by the name that it has in the code."""
    assert [kind for kind in kinds() if f"said.kind_{kind}" not in PRIVACY] == []


def test_no_text_wounds() -> None:
    """The tone list (domain.md 4.2): whole words, in each language."""
    wounding = [
        (package, key, language, word)
        for package, key, language, text in (*entries(), *content())
        if key not in ALLOWED and not package.startswith("bots.")
        for word in BANNED[language].split()
        if re.search(rf"\b{word}\b", BOUNDARY.sub("", CRUTCH.sub("", text)), re.IGNORECASE)
    ]

    assert wounding == []


SLIPS = {
    Language.NB: "ikkje eg kva kven korleis kvifor nokon noko mykje vere gjere seier dykk sjølv frå òg medan",
    Language.NN: "ikke jeg hva hvem hvor hvordan hvorfor hvilken hvilke noe noen mye være gjøre gjør sier dere deres selv "
    "bare fra mens hun gi gir hjem vei velger uke klokken leder lederen ledere kolleger ansatte arbeidsgiver tidlig "
    "vanskelig tilbud spill fremdeles fortsatt annerledes nå penger",
    Language.EN: "og ikke ikkje jeg eg som på å av det en et ei",
}
"""Words of another language: what a hand writes that writes three at once."""


def test_each_language_is_itself() -> None:
    """Whole words; nynorsk with a word of bokmål in it is the slip that is made most."""
    slips = [
        (package, key, language, word)
        for package, key, language, text in (*entries(), *content())
        for word in SLIPS[language].split()
        if re.search(rf"(?<![\w-]){word}(?![\w-])", text, re.IGNORECASE)
    ]

    assert slips == []


@pytest.mark.parametrize("package", SHORT)
def test_titles_and_buttons_fit_the_narrowest_place(package: str) -> None:
    """Slack's modal titles and buttons hold 24 characters."""
    catalogue = load(package)
    too_long = {
        (key, language): len(catalogue[key][language])
        for key in SHORT[package]
        for language in Language
        if len(catalogue[key][language]) > TIGHT
    }

    assert too_long == {}


def test_what_stands_in_the_chat_gives_nothing_away() -> None:
    """The ping and the menu are the only cards there are; neither may name what the app is for."""
    shown = {key: PING[key] for key in ("hint", "title", "body", "open", "hour", "tomorrow")}
    shown |= {
        f"menu.{key}": MENU[key]
        for key in ("hint", "title", "body", "my_page", "read", "reminder", "settings", "to_talk")
    }
    telling = {key: text for key, words in shown.items() for text in words.values() if TELLING.search(text)}

    assert telling == {}


@pytest.mark.parametrize("language", Language)
def test_what_a_channel_notifies_of_gives_nothing_away(language: Language) -> None:
    """Neither of what is posted nor of what was taken away; and the preview says it as it comes, whoever looks."""
    workplace, campaign = a_workplace(language=language), a_campaign(audience=Audience(Whom.CHANNEL))
    posted = posting.card(workplace, campaign)
    for card in (posted, posting.neutral(workplace)):
        assert not TELLING.search(card.hint)
    texts = Texts(load("core.campaigns"), Language.EN)
    notes = [
        part.text for part in preview(texts, campaign, Language.NB, workplace).body if isinstance(part, Note)
    ]
    assert any(f"“{posted.hint}”" in note for note in notes)


def test_a_missing_language_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The check itself: a catalogue without nynorsk does not load."""
    package = tmp_path / "lacking"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "texts.toml").write_text('[hello]\nnb = "Hei"\nen = "Hello"\n', encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))

    with pytest.raises((KeyError, TypeError)):
        load("lacking")
