"""The fields of a form as inputs; pure."""

from typing import Any, Final, TypeAlias, assert_never

from adapters.teams.words import inert, plain
from core.chat.texts import Texts
from core.chat.views import DatePick, Field, LongText, OneOf, Option, PersonPick, ShortText, SomeOf, TimePick

Json: TypeAlias = dict[str, Any]

# Teams sends several choices as one text with commas, and says nothing of what kind a field was.
# So the name of an input says it: `parse` takes this off again.
SOME: Final = "some."
TYPED: Final = "text."


def field(part: Field, words: Texts) -> list[Json]:
    """The input with its label, and the hint as small print below it."""
    shown = _input(part, words)
    hint = [said(part.hint, isSubtle=True, size="small", spacing="none")] if part.hint else []
    return [shown, *hint]


def said(text: str, **look: object) -> Json:
    """Words without any markup, in one look. `spacing` belongs to the block, all else to the words."""
    block: Json = {"type": "RichTextBlock"}
    if "spacing" in look:
        block["spacing"] = look.pop("spacing")
    return {**block, "inlines": [run(text, **look)]}


def run(text: str, **look: object) -> Json:
    """One stretch of words in one look."""
    return {"type": "TextRun", "text": plain(text), **look}


def _input(part: Field, words: Texts) -> Json:
    match part:
        case ShortText():
            return _text(part, words)
        case LongText():
            return {**_text(part, words), "isMultiline": True}
        case OneOf():
            style = "compact" if part.compact else "expanded"
            return {
                **_choices(part.name, part.label, part.options),
                **_needed(part.required, words),
                "style": style,
                **({"placeholder": plain(part.prompt)} if part.prompt else {}),
            } | (_value(part.value))
        case PersonPick():
            choices = _choices(part.name, part.label, part.options)
            return {**choices, **_needed(part.required, words), "style": "compact"} | _value(part.value)
        case SomeOf():
            choices = _choices(f"{SOME}{part.name}", part.label, part.options)
            needed = _needed(False, words)
            return {**choices, **needed, "style": "expanded", "isMultiSelect": True} | _value(
                ",".join(part.value)
            )
        case DatePick():
            return (
                _bare("Input.Date", part.name, part.label)
                | _needed(part.required, words)
                | _value(part.value)
            )
        case TimePick():
            return (
                _bare("Input.Time", part.name, part.label)
                | _needed(part.required, words)
                | _value(part.value)
            )
        case _:
            assert_never(part)


def _text(part: ShortText | LongText, words: Texts) -> Json:
    wrong = words("required") if part.required else words("too_long", most=part.most)
    named = _bare("Input.Text", f"{TYPED}{part.name}", part.label)
    return (
        named
        | {"maxLength": part.most, "isRequired": part.required, "errorMessage": wrong}
        | _value(part.value)
    )


def _choices(id: str, label: str, options: tuple[Option, ...]) -> Json:
    choices = [{"title": inert(option.label), "value": option.value} for option in options]
    return _bare("Input.ChoiceSet", id, label) | {"choices": choices, "wrap": True}


def _bare(kind: str, id: str, label: str) -> Json:
    return {"type": kind, "id": id, "label": inert(label)}


def _needed(required: bool, words: Texts) -> Json:  # noqa: FBT001  it is the field's own, handed on
    return {"isRequired": required, "errorMessage": words("required")}


def _value(value: str) -> Json:
    return {"value": value} if value else {}
