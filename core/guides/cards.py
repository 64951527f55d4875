"""The overview, a guide's contents, its chapters, and the rehearsal."""

from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

from core.chat.texts import Texts, load
from core.chat.views import Block, Button, Buttons, Divider, Fact, Form, Heading, Note, Paragraph, Quote
from core.guides.blocks import aloud, colophon, on_screen
from core.guides.model import Answer, Guide, Turn

TEXTS = load(__package__)
AKAN_PHONE: Final = "22 40 28 00"
LETTERS: Final = "ABCDEF"
"""Answers in one turn, at most."""

Library: TypeAlias = Mapping[str, Guide]

SHELVES: Final[Mapping[str, Sequence[str]]] = {
    "for_me": ("employee",),
    "for_others": ("colleague", "signs"),
    "for_leaders": ("conversation",),
    "for_all": ("cards", "occasions"),
    "for_model": ("model", "roles"),
}
"""What there is, by what one comes for and not by who one is: everybody has all of it (S121, domain.md 5.7)."""


HERE: Final[Mapping[str, str]] = {
    "occasions": "occasions.list",
    "policy": "policy.show",
    "committee": "committee.show",
}
"""What the workplace itself has entered."""


def overview(texts: Texts, library: Library) -> Form:
    """All there is to read, with «Hvor er du nå?» among it."""
    body: list[Block] = [Paragraph(texts("intro"))]
    for shelf, names in SHELVES.items():
        ways = [(library[name].title[texts.language], "guides.read", name) for name in names]
        if shelf == "for_me":
            ways.insert(0, (texts("where"), "explore.start", ""))
        body += [Heading(texts(shelf)), _buttons(*ways)]
    body += [Heading(texts("here")), _buttons(*((texts(key), action, "") for key, action in HERE.items()))]
    body += [Divider(), Fact(texts("phone"), AKAN_PHONE), _buttons((texts("talk"), "menu.talk", ""))]
    return Form(title=texts("title"), body=tuple(body), close=texts("close"))


def contents(texts: Texts, guide: Guide, sheet: Sequence[Block]) -> Form:
    """A guide's first page: its chapters, or all of it where it has one only."""
    body: list[Block] = [Paragraph(guide.whom[texts.language])]
    if len(guide.chapters) == 1:
        body += [Divider(), *on_screen(texts, guide.chapters[0].parts)]
    else:
        body += [
            _buttons((each.title[texts.language], "guides.read", f"{guide.name}:{each.key}"))
            for each in guide.chapters
        ]
    if guide.turns:
        body += [Heading(texts("rehearse")), Paragraph(texts("rehearse_body"))]
        body.append(_buttons((texts("rehearse_start"), "guides.rehearse", f"{guide.name}:1")))
    body += [Divider(), *sheet, _buttons((texts("overview"), "guides.start", "")), colophon(texts, guide)]
    return Form(title=guide.title[texts.language], body=tuple(body), close=texts("close"))


def chapter(texts: Texts, guide: Guide, at: int) -> Form:
    """One page of it, with the way on, back and up."""
    here = guide.chapters[at]
    ways = [
        (texts(label), "guides.read", f"{guide.name}:{guide.chapters[to].key}")
        for label, to in (("forward", at + 1), ("back", at - 1))
        if 0 <= to < len(guide.chapters)
    ]
    return Form(
        title=here.title[texts.language],
        body=(
            _place(texts, guide, at + 1, len(guide.chapters)),
            *on_screen(texts, here.parts),
            Divider(),
            _buttons(*ways, (texts("overview"), "guides.read", guide.name)),
        ),
        close=texts("close"),
    )


def turn(texts: Texts, guide: Guide, number: int, here: Turn) -> Form:
    """What the other might say, and what one could answer (S67)."""
    said = [aloud(texts, each.say) for each in here.answers]
    labels = [texts("answer", letter=letter) for letter in LETTERS[: len(said)]]
    choices = [
        Button(label=label, action="guides.rehearse", ref=f"{guide.name}:{number}:{n}", about=say)
        for n, (label, say) in enumerate(zip(labels, said, strict=True), start=1)
    ]
    return Form(
        title=texts("rehearse"),
        body=(
            _place(texts, guide, number, len(guide.turns)),
            Paragraph(texts("they_say")),
            Quote(aloud(texts, here.said)),
            Heading(texts("you_answer")),
            *(Fact(label, say) for label, say in zip(labels, said, strict=True)),
            Buttons(tuple(choices)),
            Divider(),
            _buttons((texts("overview"), "guides.read", guide.name)),
        ),
        close=texts("close"),
    )


def answered(texts: Texts, guide: Guide, number: int, here: Turn, chosen: Answer) -> Form:
    """One kind line about what was chosen; no mark, no sum, and another answer is one press away."""
    last = number == len(guide.turns)
    again = (texts("once_more"), "guides.rehearse", f"{guide.name}:{number}")
    onward = (texts("forward"), "guides.rehearse", f"{guide.name}:{number + 1}")
    end = [Paragraph(texts("rehearse_end"))] if last else []
    return Form(
        title=texts("rehearse"),
        body=(
            _place(texts, guide, number, len(guide.turns)),
            Paragraph(texts("they_say")),
            Quote(aloud(texts, here.said)),
            Paragraph(texts("you_said")),
            Quote(aloud(texts, chosen.say)),
            Heading(texts("to_think")),
            Paragraph(chosen.line[texts.language]),
            *end,
            Divider(),
            _buttons(*([] if last else [onward]), again, (texts("overview"), "guides.read", guide.name)),
        ),
        close=texts("close"),
    )


def _place(texts: Texts, guide: Guide, number: int, among: int) -> Note:
    return Note(texts("place", title=guide.title[texts.language], number=number, among=among))


def _buttons(*ways: tuple[str, str, str]) -> Buttons:
    return Buttons(tuple(Button(label=label, action=action, ref=ref) for label, action, ref in ways))
