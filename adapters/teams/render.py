"""Cards and forms as Adaptive Cards 1.5; pure."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, TypeAlias, assert_never

from adapters.teams import limits
from adapters.teams.fields import field, run, said
from adapters.teams.words import cut, inert, plain
from core.chat.texts import Texts
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

Json: TypeAlias = dict[str, Any]

CARD: Final = "application/vnd.microsoft.card.adaptive"
CLOSE: Final = "close"
"""The one action that never leaves this adapter."""

_STYLES: Final = {Style.PLAIN: "default", Style.FIRST: "positive", Style.GRAVE: "destructive"}


class TooBig(ValueError):
    """A card over what Teams takes; `size` is in bytes. Core's views stay below, so this is a fault of ours."""

    def __init__(self, size: int) -> None:
        super().__init__(f"a card of {size} bytes; {limits.CARD_BYTES} is the most")
        self.size = size


def card(view: Card) -> Json:
    """The activity: one card, never a text beside it, and a summary that is all a lock screen shows."""
    return {
        "type": "message",
        "summary": view.hint,
        "attachments": [attachment(face(view))],
    }


def face(view: Card) -> Json:
    """The card itself, as an answer to `Action.Execute` wants it."""
    return _adaptive([_heading(view.title, "large"), *_parts(view.blocks, inputs="")])


def form(view: Form, words: Texts, errors: Mapping[str, str] | None = None) -> Json:
    """
    What `task/fetch` and `task/submit` go on with.

    Teams can show no errors of ours in its fields, so `errors` stand above the fields that they are about,
    and all together at the top, which is where a reader begins.
    """
    body = [
        *_whole(view.title),
        *_summary(view, errors or {}),
        *_parts(view.body, inputs=_taken_along(view), words=words, errors=errors or {}),
    ]
    actions = []
    if view.submit:
        data = {"a": view.action, "r": view.ref, "n": view.nonce}
        style = "default" if view.even else "positive"
        submit = {"type": "Action.Submit", "title": plain(view.submit), "style": style, "data": data}
        actions.append(submit)
    actions.append(_closing(view.close or words("close")))
    return _dialog(view.title, _adaptive(body, actions), roomy=bool(view.fields()))


def notice(title: str, text: str, close: str, words: Texts, typed: Sequence[str] = ()) -> Json:
    """A few words in the dialog and the way out; `typed` is given back, since Teams has taken the form away."""
    body: list[Json] = [said(text)]
    if written := [each for each in typed if each.strip()]:
        body += [said(words("written"), isSubtle=True), *(_quote(each) for each in written)]
    return _dialog(title, _adaptive(body, [_closing(close or words("close"))]), roomy=bool(written))


def words_in_chat(title: str, text: str) -> Json:
    """An answer in the chat itself: still a card, since a text would be read as Markdown."""
    return {"type": "message", "summary": title, "attachments": [attachment(_adaptive([said(text)]))]}


def attachment(content: Json) -> Json:
    """A card as an attachment."""
    return {"contentType": CARD, "content": content}


def _dialog(title: str, content: Json, *, roomy: bool) -> Json:
    return {
        "title": cut(plain(title), limits.TITLE),
        "width": "medium",
        "height": "large" if roomy else "medium",
        "card": attachment(content),
    }


def _adaptive(body: Sequence[Json], actions: Sequence[Json] = ()) -> Json:
    content: Json = {
        "type": "AdaptiveCard",
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "version": limits.VERSION,
        "body": list(body),
    }
    if actions:
        content["actions"] = list(actions)
    size = len(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode())
    if size > limits.CARD_BYTES:
        raise TooBig(size)
    return content


def _parts(
    parts: Sequence[FormBlock | Field],
    *,
    inputs: str,
    words: Texts | None = None,
    errors: Mapping[str, str] | None = None,
) -> list[Json]:
    """All elements in order; a divider is a line above what comes after it."""
    elements: list[Json] = []
    line = False
    for part in parts:
        if isinstance(part, Divider):
            line = bool(elements)
            continue
        made = (
            _field(part, words, errors or {})
            if isinstance(part, FIELDS)
            else list(_block(part, inputs=inputs))
        )
        if line and made:
            made[0] |= {"separator": True, "spacing": "large"}
            line = False
        elements += made
    return elements


def _field(part: Field, words: Texts | None, errors: Mapping[str, str]) -> list[Json]:
    if words is None:
        raise TypeError("a card has no fields")
    wrong = [_attention(errors[part.name])] if part.name in errors else []
    return [*wrong, *field(part, words)]


def _block(block: FormBlock, *, inputs: str) -> Iterator[Json]:  # noqa: C901, PLR0912  one arm for each kind
    match block:
        case Paragraph(text):
            yield said(text)
        case Heading(text):
            yield _heading(text, "medium")
        case Note(text):
            yield said(text, isSubtle=True, size="small")
        case Quote(text):
            yield _quote(text)
        case Fact(name, value):
            yield {"type": "RichTextBlock", "inlines": [run(_named(name), weight="bolder"), run(value)]}
        case Link(label, url) | OneTimeLink(label, url):
            yield {
                "type": "ActionSet",
                "actions": [{"type": "Action.OpenUrl", "title": plain(label), "url": url}],
            }
        case Picture(url, says):
            yield {"type": "Image", "url": url, "altText": says}
        case Divider():
            return
        case Buttons(items):
            made = [_button(each, inputs=inputs) for each in items]
            for start in range(0, len(made), limits.ACTIONS):
                yield {"type": "ActionSet", "actions": made[start : start + limits.ACTIONS]}
        case _:
            assert_never(block)


def _taken_along(view: Form) -> str:
    """
    Whether a press inside the form brings what was typed: yes, so that «velg et annet tidspunkt» loses nothing;
    but not where an empty required field would then stand in the way of pressing.
    """
    return "none" if any(getattr(field, "required", False) for field in view.fields()) else "auto"


def _button(button: Button, *, inputs: str) -> Json:
    data: Json = {"a": button.action, "r": button.ref}
    look: Json = {"title": plain(button.label), "style": _STYLES[button.style]}
    if button.about:
        look["tooltip"] = plain(f"{button.label}: {button.about}")
    if inputs:
        return {"type": "Action.Submit", **look, "data": data, "associatedInputs": inputs}
    if button.opens:
        return {"type": "Action.Submit", **look, "data": {"msteams": {"type": "task/fetch"}, **data}}
    submit = {"type": "Action.Submit", **look, "data": data}
    return {"type": "Action.Execute", "verb": "a", **look, "data": data, "fallback": submit}


def _closing(label: str) -> Json:
    return {"type": "Action.Submit", "title": plain(label), "data": {"a": CLOSE}, "associatedInputs": "none"}


def _heading(text: str, size: str) -> Json:
    # The only element with a heading's role, and the only one here where Markdown is read for certain.
    return {
        "type": "TextBlock",
        "text": inert(text),
        "style": "heading",
        "size": size,
        "weight": "bolder",
        "wrap": True,
    }


def _quote(text: str) -> Json:
    return {"type": "Container", "style": "emphasis", "items": [said(text)]}


def _whole(title: str) -> list[Json]:
    """A title that the bar has no room for is not lost: it stands in the form."""
    return [_heading(title, "large")] if len(title) > limits.TITLE else []


def _named(name: str) -> str:
    # Set apart, so that a name with marks for the other reading direction cannot turn its value round.
    name = f"\u2068{name}\u2069"
    return f"{name} " if name[:-1].endswith((":", "?", ".", "!")) else f"{name}: "


def _attention(text: str) -> Json:
    return said(f"⚠ {text}", color="attention", weight="bolder")


def _summary(view: Form, errors: Mapping[str, str]) -> list[Json]:
    labels = {each.name: each.label for each in view.fields()}
    lines = [f"{labels[name]}: {text}" if name in labels else text for name, text in errors.items()]
    return (
        [{"type": "Container", "style": "attention", "items": [_attention(line) for line in lines]}]
        if lines
        else []
    )
