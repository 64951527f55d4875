"""What a screen reader meets, in the browser's own accessibility tree: all of it, in its order, and each thing named."""

from collections.abc import Iterator

from core.chat.views import Buttons, Form, Heading, Link, OneTimeLink, SomeOf
from core.chat.views import Picture as Image
from core.people import Platform
from tests.pictures.gallery import Check, Heard, Key, Picture
from tests.pictures.seen import parts, plain, said

CONTROLS = frozenset(
    {"textbox", "combobox", "listbox", "radio", "radiogroup", "checkbox", "group", "Date", "InputTime"}
)


def names(picture: Picture, *roles: str) -> list[str]:
    return [plain(each.name) for each in picture.heard if each.role in roles]


def all_of_it_is_heard_in_its_order(picture: Picture, key: Key) -> None:
    """Nothing is there for the eye alone, and nothing comes before what it belongs to."""
    told, at = plain(" ".join(each.name for each in picture.heard)), 0
    for each in said(picture.view):
        found = told.find(plain(each), at)
        assert found >= 0, f"{each!r} is not heard after {told[max(0, at - 60) : at]!r}"
        at = found + len(plain(each))
    for part in parts(picture.view):
        if isinstance(part, Image):
            assert plain(part.says) in names(picture, "image", "img")


def one_can_go_from_heading_to_heading(picture: Picture, key: Key) -> None:
    """The title is the first of them."""
    expected = [picture.view.title, *(p.text for p in parts(picture.view) if isinstance(p, Heading))]
    assert names(picture, "heading") == [plain(each) for each in expected]


def every_press_is_a_button_or_a_link_with_a_name(picture: Picture, key: Key) -> None:
    """In the order of the view; on Teams two that read alike are told apart by what they are about."""
    told = [name for name in names(picture, "button", "link") if name]
    at = 0
    for label, _ in presses(picture):
        found = next((n for n in range(at, len(told)) if plain(label) in told[n]), None)
        assert found is not None, f"{label!r} is not among {told[at:]}"
        at = found + 1
    if key[0] is Platform.TEAMS:
        alike = [(label, about) for label, about in presses(picture) if about]
        heard = {plain(each.more) for each in picture.heard if each.role == "button"}
        assert {plain(f"{label}: {about}") for label, about in alike} <= heard


def presses(picture: Picture) -> Iterator[tuple[str, str]]:
    for part in parts(picture.view):
        match part:
            case Buttons(items):
                yield from ((each.label, each.about) for each in items)
            case Link(label, _) | OneTimeLink(label, _):
                yield label, ""
            case _:
                pass


def every_field_says_what_it_is_for(picture: Picture, key: Key) -> None:
    """Slack names its inputs itself; the renderer that stands in for it here does not, so it is Teams that is heard."""
    if key[0] is Platform.SLACK or not isinstance(picture.view, Form):
        return
    controls = [each for each in picture.heard if each.role in CONTROLS]
    for each in picture.view.fields():
        # The first of several boxes says what all of them are about, and each says its own.
        boxes = [option.label for option in each.options] if isinstance(each, SomeOf) else []
        for label in (each.label, *boxes):
            assert any(_names(heard, label) for heard in controls), f"nothing is named {label!r}"
    assert all(each.name for each in controls if each.role != "group"), controls


def _names(heard: Heard, label: str) -> bool:
    return plain(label) in plain(heard.name)


CHECKS: tuple[Check, ...] = (
    all_of_it_is_heard_in_its_order,
    one_can_go_from_heading_to_heading,
    every_press_is_a_button_or_a_link_with_a_name,
    every_field_says_what_it_is_for,
)
