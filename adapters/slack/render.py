"""
Cards and forms as Block Kit.

No text is ever given to Slack as markup: there is no `mrkdwn` object in anything made here, only plain text
and rich text, whose words stay words. So what a person typed can mention nobody and link nowhere.
A card of more than 50 blocks, and a form or home of more than 100, is refused (`Unfit`) and not paged: core
stays far below, and a form in two parts is core's to part, where it knows what belongs together.
"""

import json
from collections.abc import Iterable
from itertools import count
from typing import Any, assert_never

from adapters.slack import limits
from adapters.slack.inputs import MARK, Json, field, plain
from core.chat.views import (
    FIELDS,
    Button,
    Buttons,
    Card,
    Divider,
    Fact,
    Field,
    Form,
    FormBlock,
    Heading,
    Link,
    Note,
    OneTimeLink,
    Paragraph,
    Picture,
    Quote,
    Style,
)

APP = "Innsjekk"
FORM = "innsjekk.form"
NOTICE = "innsjekk.notice"
_BARE = Form(title="", body=(), close="")


def card(view: Card) -> Json:
    """The body of a message; `text` is what a notification shows and all that a lock screen may."""
    blocks = [*_header(view.title), *_blocks(view.blocks)]
    _at_most(blocks, limits.MESSAGE_BLOCKS)
    if sum(map(limits.units, _texts(blocks))) > limits.MESSAGE_ALL_TEXT:
        raise limits.Unfit("too much text for one message")
    return {"text": _inert(limits.short(view.hint, limits.MESSAGE_TEXT)), "blocks": blocks}


def home(view: Card) -> Json:
    """The home: always there for anyone who looks over a shoulder, so only neutral cards belong on it."""
    return _view({"type": "home"}, [*_header(view.title), *_blocks(view.blocks)])


def sheet(view: Card) -> Json:
    """A card in a modal, for where there is no message to put it in."""
    return _modal(view.title, _blocks(view.blocks), callback=NOTICE)


def form(view: Form) -> Json:
    """The modal for a form. What comes back with it is three opaque words, for Slack carries them."""
    known = json.dumps({"a": view.action, "r": view.ref, "n": view.nonce}, separators=(",", ":"))
    if len(known) > limits.VIEW_METADATA:
        raise limits.Unfit("too much to carry along")
    if view.fields() and not view.submit:
        raise limits.Unfit("Slack opens no form that has fields and nothing to submit them with")
    modal = _modal(view.title, _blocks(view.body, view), callback=FORM, close=view.close)
    if view.submit:
        modal["submit"] = plain(view.submit, limits.VIEW_TITLE)
    return modal | {"private_metadata": known}


def notice(title: str, text: str, close: str, *, leaves: bool = True) -> Json:
    """A few words in a modal; closing it leaves everything that is open, or shows again what lies under it."""
    modal = _modal(title or APP, _blocks([Paragraph(text)]), callback=NOTICE, close=close)
    return modal | {"clear_on_close": leaves}


def _modal(title: str, blocks: list[Json], *, callback: str, close: str = "") -> Json:
    whole = [] if limits.units(title) <= limits.VIEW_TITLE else _header(title)
    modal: Json = {"type": "modal", "callback_id": callback, "title": plain(title or APP, limits.VIEW_TITLE)}
    if close:
        modal["close"] = plain(close, limits.VIEW_TITLE)
    return _view(modal, [*whole, *blocks] or _header(title or APP))


def _view(frame: Json, blocks: list[Json]) -> Json:
    _at_most(blocks, limits.VIEW_BLOCKS)
    view = frame | {"blocks": blocks}
    if len(json.dumps(view).encode()) > limits.VIEW_BYTES:
        raise limits.Unfit("too much for one view")
    return view


def _blocks(parts: Iterable[FormBlock | Field], of: Form = _BARE) -> list[Json]:
    number = count(1)
    made: list[Json] = []
    for part in parts:
        made += field(part, of.nonce, of.prompts) if isinstance(part, FIELDS) else _block(part, number)
    return made


def _block(part: FormBlock, number: "count[int]") -> list[Json]:  # noqa: C901, PLR0911  one arm for each kind
    match part:
        case Heading(text):
            return _header(text)
        case Paragraph(text):
            return [
                {"type": "section", "text": plain(piece, limits.SECTION)}
                for piece in limits.pieces(text, limits.SECTION)
            ]
        case Note(text):
            return [
                {"type": "context", "elements": [plain(piece, limits.CONTEXT)]}
                for piece in limits.pieces(text, limits.CONTEXT)
            ]
        case Quote(text):
            return [_rich("rich_text_quote", _words(piece)) for piece in limits.pieces(text, limits.SECTION)]
        case Fact(name, value):
            return [_rich("rich_text_section", _words(f"{name}\n", bold=True), _words(value or "–"))]
        case Link(label, url) | OneTimeLink(label, url):
            return [_rich("rich_text_section", {"type": "link", "url": url, "text": label or url})]
        case Picture(url, says):
            return [{"type": "image", "image_url": url, "alt_text": limits.short(says, limits.ALT)}]
        case Divider():
            return [{"type": "divider"}]
        case Buttons(items):
            return _actions(items, number)
        case _:
            assert_never(part)


def _header(text: str) -> list[Json]:
    """A heading; what its line does not hold goes on as a paragraph."""
    first, *rest = [*limits.pieces(text, limits.HEADER)] or [""]
    blocks: list[Json] = [{"type": "header", "text": plain(first, limits.HEADER)}] if first else []
    if rest:
        blocks += [
            {"type": "section", "text": plain(piece, limits.SECTION)}
            for piece in limits.pieces(" ".join(rest), limits.SECTION)
        ]
    return blocks


def _actions(items: tuple[Button, ...], number: "count[int]") -> list[Json]:
    rows = [items[at : at + limits.ACTIONS] for at in range(0, len(items), limits.ACTIONS)]
    return [{"type": "actions", "elements": [_button(each, next(number)) for each in row]} for row in rows]


def _button(button: Button, number: int) -> Json:
    if len(button.ref) > limits.BUTTON_VALUE:
        raise limits.Unfit("a button's reference is too long")
    made: Json = {
        "type": "button",
        "text": plain(button.label, limits.BUTTON),
        "action_id": f"{button.action}{MARK}{number}",
    }
    if button.ref:
        made["value"] = button.ref
    if button.about:
        made["accessibility_label"] = limits.short(f"{button.label}: {button.about}", limits.BUTTON)
    match button.style:
        case Style.PLAIN:
            return made
        case Style.FIRST:
            return made | {"style": "primary"}
        case Style.GRAVE:
            return made | {"style": "danger"}
        case _:
            assert_never(button.style)


def _rich(kind: str, *words: Json) -> Json:
    return {"type": "rich_text", "elements": [{"type": kind, "elements": list(words)}]}


def _words(text: str, *, bold: bool = False) -> Json:
    words: Json = {"type": "text", "text": text}
    return words | {"style": {"bold": True}} if bold else words


def _inert(text: str) -> str:
    """For the one place that Slack reads as markup: a message's `text`."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _at_most(blocks: list[Json], most: int) -> None:
    if len(blocks) > most:
        raise limits.Unfit(f"{len(blocks)} blocks, and Slack shows {most}")


def _texts(part: Any) -> Iterable[str]:  # noqa: ANN401  a walk through JSON
    if isinstance(part, dict):
        if isinstance(text := part.get("text"), str):
            yield text
        for each in part.values():
            yield from _texts(each)
    elif isinstance(part, list):
        for each in part:
            yield from _texts(each)
