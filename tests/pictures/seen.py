"""What a person can see of a card or form, as renderers that others made draw it: all of it, named, and nothing alive."""

import re
from collections.abc import Iterator

from core.chat.views import (
    FIELDS,
    Buttons,
    Card,
    Divider,
    Fact,
    Form,
    Heading,
    Link,
    LongText,
    Note,
    OneOf,
    OneTimeLink,
    Paragraph,
    PersonPick,
    Quote,
    ShortText,
    SomeOf,
)
from core.chat.views import Picture as Image
from core.people import Platform
from tests.pictures.gallery import Check, Key, Picture

TWINS = str.maketrans({"\u2217": "*", "\u02cb": "`", "\u02cd": "_", "\u200b": None})
"""What the Teams adapter puts in the place of a sign, because it looks the same and means nothing."""


def plain(text: str) -> str:
    """As the eye has it: any white space is one space, and a twin is the sign it stands for."""
    return re.sub(r"\s+", " ", text.translate(TWINS)).strip()


def parts(view: Card | Form) -> tuple[object, ...]:
    return view.blocks if isinstance(view, Card) else view.body


def said(view: Card | Form) -> Iterator[str]:
    """Every text of the view, in its order; choices and buttons have tests of their own."""
    yield view.title
    for part in parts(view):
        match part:
            case Heading(text) | Paragraph(text) | Note(text) | Quote(text):
                yield text
            case Fact(name, value):
                yield from (name, value)
            case Link(label, _) | OneTimeLink(label, _):
                yield label
            case Buttons(items):
                yield from (each.label for each in items)
            case Divider() | Image():
                pass  # what a picture shows is heard, and not read
            case OneOf() | SomeOf() | PersonPick() | _ if isinstance(part, FIELDS):
                yield from (part.label, part.hint)
            case _:
                raise AssertionError(part)


def every_word_can_be_read_in_its_order(picture: Picture, key: Key) -> None:
    """The order on the screen is the order in which it is read aloud."""
    text, at = plain(picture.text), 0
    for each in said(picture.view):
        found = text.find(plain(each), at)
        assert found >= 0, f"{each!r} is not in {text[at:]!r}"
        at = found + len(plain(each))


def the_headings_are_the_headings(picture: Picture, key: Key) -> None:
    """The title first; one can jump from one to the next by ear."""
    expected = [picture.view.title, *(p.text for p in parts(picture.view) if isinstance(p, Heading))]
    assert [plain(each) for each in picture.headings] == [plain(each) for each in expected]


def every_input_has_a_label_that_can_be_seen(picture: Picture, key: Key) -> None:
    """And what was typed before stands in it as it was typed. Teams puts a star to what must be filled in."""
    fields = picture.view.fields() if isinstance(picture.view, Form) else ()
    found = {plain(each["label"]): each for each in picture.inputs}
    assert len(found) == len(picture.inputs) == len(fields)
    for each in fields:
        needed = key[0] is Platform.TEAMS and not isinstance(each, SomeOf) and each.required
        there = found[plain(f"{each.label} *" if needed else each.label)]
        assert there["controls"] >= 1
        if isinstance(each, ShortText | LongText):
            assert there["value"] == each.value


def every_choice_can_be_read(picture: Picture, key: Key) -> None:
    """None is cut, and none is missing."""
    fields = picture.view.fields() if isinstance(picture.view, Form) else ()
    lists = [each.options for each in fields if isinstance(each, OneOf | SomeOf | PersonPick)]
    prompts = {plain(each.prompt) for each in fields if isinstance(each, OneOf)}
    expected = sorted(plain(option.label) for options in lists for option in options)
    found = sorted(word for each in picture.choices if (word := plain(each)) and word not in prompts)
    assert found == expected


def every_button_carries_its_label(picture: Picture, key: Key) -> None:
    """In the order of the view, and at the end the platform's own order of submit and close."""
    platform, _, _ = key
    view = picture.view
    expected: list[str] = []
    for part in parts(view):
        if isinstance(part, Buttons):
            expected += [each.label for each in part.items]
        elif isinstance(part, Link | OneTimeLink) and platform is Platform.TEAMS:
            expected.append(part.label)
    if isinstance(view, Form):
        ends = [view.submit, view.close]
        expected += [each for each in (ends if platform is Platform.TEAMS else reversed(ends)) if each]
    assert [plain(each) for each in picture.buttons] == expected


def nothing_that_somebody_typed_comes_alive(picture: Picture, key: Key) -> None:
    """No bold, no link, no list, no picture that is not the view's own."""
    view, own = picture.view, set[tuple[str, str]]()
    for part in parts(view):
        match part:
            case Quote(text):
                own.add(("blockquote", plain(text)))
            case Fact(name, _):
                own.add(("strong", plain(name)))
            case Link(label, _) | OneTimeLink(label, _):
                own.add(("a", plain(label)))
            case Image():
                own.add(("img", ""))
            case _ if isinstance(part, FIELDS):
                own.add(("strong", plain(part.label)))
            case _:
                pass
    own |= {(f"h{level}", plain(each)) for level in range(1, 5) for each in picture.headings}
    found = {(tag, plain(text)) for tag, text in picture.tags}
    theirs = {each for each in own if each[0] in {"img", "h1", "h2", "h3", "h4"}}
    assert found <= (own if key[0] is Platform.SLACK else theirs)


def the_renderers_found_nothing_wrong(picture: Picture, key: Key) -> None:
    """No event while parsing, no invalid property, no error on the page, and nobody outside was asked for anything."""
    assert picture.faults == ()


CHECKS: tuple[Check, ...] = (
    every_word_can_be_read_in_its_order,
    the_headings_are_the_headings,
    every_input_has_a_label_that_can_be_seen,
    every_choice_can_be_read,
    every_button_carries_its_label,
    nothing_that_somebody_typed_comes_alive,
    the_renderers_found_nothing_wrong,
)
