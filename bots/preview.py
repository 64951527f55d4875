"""Every card and form as each platform gets it: as JSON, and as one page to look at that asks nobody for anything."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeAlias, assert_never

from adapters.slack import limits as slack_limits
from adapters.slack import render as slack
from adapters.teams import limits as teams_limits
from adapters.teams import render as teams
from adapters.teams.talk import TEXTS
from bots.samples import every
from core.chat.prompts import prompts
from core.chat.texts import Texts
from core.chat.views import Buttons, Card, Field, Form, FormBlock, OneOf, PersonPick, SomeOf
from core.people import Language, Platform

Json: TypeAlias = dict[str, Any]

LOCK_SCREEN = 40
"""Signs on one line of a narrow lock screen; our own measure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """One card or form in one language, and what goes over the wire for it."""

    name: str
    language: Language
    view: Card | Form
    sent: dict[Platform, Json]


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """How much of its room something takes."""

    what: str
    is_now: int
    most: int


def drawings() -> Iterator[Drawing]:
    """All of them, in the order of the samples, language by language."""
    for language in Language:
        for name, view in every(language):
            sent = {platform: drawn(platform, language, view) for platform in Platform}
            yield Drawing(name=name, language=language, view=view, sent=sent)


def drawn(platform: Platform, language: Language, view: Card | Form) -> Json:
    """What the adapter sends: a message, or what opens over the conversation."""
    match platform:
        case Platform.SLACK:
            return slack.card(view) if isinstance(view, Card) else slack.form(_prompted(view, language))
        case Platform.TEAMS:
            if isinstance(view, Card):
                return teams.card(view)
            return teams.form(_prompted(view, language), Texts(TEXTS, language))
        case _:
            assert_never(platform)


def _prompted(form: Form, language: Language) -> Form:
    """As conversation shows it."""
    return replace(form, prompts=prompts(language))


def write(folder: Path) -> int:
    """Write all of it into the folder, over what is there, and say how many cards and forms there are."""
    all_drawings = tuple(drawings())
    for drawing in all_drawings:
        for platform, sent in drawing.sent.items():
            path = folder / platform / drawing.language / f"{drawing.name}.json"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(sent, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    (folder / "index.html").write_text(page(all_drawings), encoding="utf-8")
    return len({drawing.name for drawing in all_drawings})


def page(all_drawings: Iterable[Drawing]) -> str:
    """The page, with everything that it shows inside it."""
    template = files("bots").joinpath("preview_page.html").read_text(encoding="utf-8")
    shown = json.dumps([_shown(drawing) for drawing in all_drawings], ensure_ascii=False)
    return template.replace("[/* drawings */]", shown.replace("<", "\\u003c"))


def _shown(drawing: Drawing) -> Json:
    view = drawing.view
    return {
        "name": drawing.name,
        "language": drawing.language,
        "kind": type(view).__name__,
        "title": view.title,
        "hint": view.hint if isinstance(view, Card) else "",
        "parts": [{"kind": type(part).__name__, **asdict(part)} for part in _parts(view)],
        "submit": view.submit if isinstance(view, Form) else "",
        "close": view.close if isinstance(view, Form) else "",
        "lengths": [asdict(length) for length in lengths(drawing)],
        "sent": drawing.sent,
    }


def lengths(drawing: Drawing) -> Iterator[Length]:
    """What has little room, and how much of it is taken."""
    view, sent = drawing.view, drawing.sent
    tight = slack_limits.VIEW_TITLE
    if isinstance(view, Card):
        yield Length(what="notification", is_now=_units(view.hint), most=LOCK_SCREEN)
    most_title = slack_limits.HEADER if isinstance(view, Card) else tight
    yield Length(what="title", is_now=_units(view.title), most=most_title)
    if isinstance(view, Form):
        ends = (("submit", view.submit), ("close", view.close))
        yield from (Length(what=what, is_now=_units(text), most=tight) for what, text in ends if text)
    for part in _parts(view):
        if isinstance(part, Buttons):
            for button in part.items:
                yield Length(what=f"button «{button.label}»", is_now=_units(button.label), most=tight)
        elif isinstance(part, OneOf | SomeOf | PersonPick):
            longest = max((_units(option.label) for option in part.options), default=0)
            yield Length(what=f"longest choice of «{part.label}»", is_now=longest, most=slack_limits.OPTION)
    most = slack_limits.MESSAGE_BLOCKS if isinstance(view, Card) else slack_limits.VIEW_BLOCKS
    yield Length(what="blocks in Slack", is_now=len(sent[Platform.SLACK]["blocks"]), most=most)
    size = len(json.dumps(sent[Platform.TEAMS], ensure_ascii=False, separators=(",", ":")).encode())
    yield Length(what="bytes to Teams", is_now=size, most=teams_limits.CARD_BYTES)


def _parts(view: Card | Form) -> tuple[FormBlock | Field, ...]:
    return view.blocks if isinstance(view, Card) else view.body


def _units(text: str) -> int:
    return slack_limits.units(text)
