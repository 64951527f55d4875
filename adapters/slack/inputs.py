"""Fields of a form as Block Kit inputs. The action is named as the field, and the block as the field and its showing."""

from collections.abc import Sequence
from typing import Any, TypeAlias, assert_never

from adapters.slack import limits
from core.chat.views import (
    DatePick,
    Field,
    LongText,
    OneOf,
    Option,
    PersonPick,
    Prompts,
    ShortText,
    SomeOf,
    TimePick,
)

Json: TypeAlias = dict[str, Any]

MARK = "#"
"""Between a name of ours and what makes it unique in Slack."""


def plain(text: str, most: int) -> Json:
    """A text in which no markup, mention, link or emoji code comes alive."""
    return {"type": "plain_text", "text": limits.short(text, most), "emoji": False}


def field(part: Field, showing: str, prompts: Prompts) -> list[Json]:
    """
    The input for a field, after the whole wording of choices too long for it; a choice of nothing is only read.

    `showing` marks this form. Slack carries what was typed over to an input of the same name on the next
    page, so without it page two could open with the words of page one in it. `prompts` is what an empty field
    says: Slack's own words for it are not in every language.
    """
    element = _element(part, prompts)
    if element is None:
        return _read(f"{part.label}\n{part.hint}")
    block: Json = {
        "type": "input",
        "block_id": f"{part.name}{MARK}{showing}" if showing else part.name,
        "label": plain(part.label, limits.LABEL),
        "element": {**element, "action_id": part.name},
        "optional": isinstance(part, SomeOf) or not part.required,
    }
    if part.hint:
        block["hint"] = plain(part.hint, limits.HINT)
    return [*_wordy(part), block]


def _element(part: Field, prompts: Prompts) -> Json | None:
    match part:
        case ShortText() | LongText():
            return _text(part) | _empty(prompts.write)
        case OneOf():
            prompt = part.prompt or prompts.choose
            return _one(part.options, part.value, unfolded=not part.compact, prompt=prompt)
        case PersonPick():
            return _one(part.options, part.value, unfolded=False, prompt=prompts.choose)
        case SomeOf():
            return _some(part, prompts.choose)
        case DatePick(value=value):
            picker = {"type": "datepicker"} | ({"initial_date": value} if value else {})
            return picker | _empty(prompts.choose)
        case TimePick(value=value):
            picker = {"type": "timepicker"} | ({"initial_time": value} if value else {})
            return picker | _empty(prompts.choose)
        case _:
            assert_never(part)


def _empty(prompt: str) -> Json:
    return {"placeholder": plain(prompt, limits.PLACEHOLDER)} if prompt else {}


def _text(part: ShortText | LongText) -> Json:
    # Slack refuses a view whose initial text is longer than what may be typed.
    most = min(max(part.most, len(part.value)), limits.INPUT)
    if len(part.value) > most:
        raise limits.Unfit("a text is too long to stand in its field")
    element: Json = {"type": "plain_text_input", "multiline": isinstance(part, LongText), "max_length": most}
    return element | ({"initial_value": part.value} if part.value else {})


def _one(options: Sequence[Option], value: str, *, unfolded: bool, prompt: str) -> Json | None:
    if not options:
        return None
    chosen = [option for option in options if option.value == value]
    if unfolded and len(options) <= limits.CHOICES:
        element: Json = {"type": "radio_buttons", "options": [_option(each) for each in options]}
        initial = [_option(each) for each in chosen]
    else:
        element = {"type": "static_select", **_list(options), **_empty(prompt)}
        initial = [_listed(each) for each in chosen]
    return element | ({"initial_option": initial[0]} if initial else {})


def _some(part: SomeOf, prompt: str) -> Json | None:
    if not part.options:
        return None
    chosen = [option for option in part.options if option.value in part.value]
    if len(part.options) <= limits.CHOICES:
        element: Json = {"type": "checkboxes", "options": [_option(each) for each in part.options]}
        initial = [_option(each) for each in chosen]
    else:
        element = {"type": "multi_static_select", **_list(part.options), **_empty(prompt)}
        initial = [_listed(each) for each in chosen]
    return element | ({"initial_options": initial} if initial else {})


def _list(options: Sequence[Option]) -> Json:
    """The options of a list, in groups named by their ends when there are more than one list may hold."""
    if len(options) <= limits.LISTED:
        return {"options": [_listed(each) for each in options]}
    heaps = [options[at : at + limits.LISTED] for at in range(0, len(options), limits.LISTED)]
    return {"option_groups": [_group(heap) for heap in heaps]}


def _group(heap: Sequence[Option]) -> Json:
    half = limits.OPTION // 2 - 1
    ends = f"{limits.short(heap[0].label, half)} – {limits.short(heap[-1].label, half)}"
    return {"label": plain(ends, limits.OPTION), "options": [_listed(each) for each in heap]}


def _listed(option: Option) -> Json:
    if len(option.value) > limits.OPTION_VALUE:
        raise limits.Unfit("an option's value is too long")
    return {"text": plain(option.label or "–", limits.OPTION), "value": option.value}


def _option(option: Option) -> Json:
    """A choice in full view; what its line does not hold goes on below it."""
    first, *rest = limits.pieces(option.label, limits.OPTION) if option.label.strip() else ["–"]
    chosen = _listed(Option(value=option.value, label=first))
    return chosen | ({"description": plain(" ".join(rest), limits.OPTION)} if rest else {})


def _wordy(part: Field) -> list[Json]:
    """Choices that had to be shortened, in full, above the field: nobody chooses what they cannot read."""
    if not isinstance(part, OneOf | SomeOf | PersonPick):
        return []
    unfolded = len(part.options) <= limits.CHOICES and not (isinstance(part, OneOf) and part.compact)
    room = 2 if unfolded and not isinstance(part, PersonPick) else 1
    cut = [each.label for each in part.options if len(list(limits.pieces(each.label, limits.OPTION))) > room]
    return _read("\n".join(f"– {label}" for label in cut))


def _read(text: str) -> list[Json]:
    return [
        {"type": "section", "text": plain(each, limits.SECTION)}
        for each in limits.pieces(text, limits.SECTION)
    ]
