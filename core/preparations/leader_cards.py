"""What the leader reads before an occasion and after it: support first, then what was shared, and nothing of what was not."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.chat.leaves import leaf
from core.chat.texts import Texts
from core.chat.views import (
    Block,
    Button,
    Buttons,
    Divider,
    Fact,
    Field,
    Form,
    FormBlock,
    Heading,
    Note,
    Paragraph,
    Quote,
    ShortText,
)
from core.occasions.model import Occasion
from core.preparations.cards import about, as_parts, heading, said, turned
from core.preparations.model import MOST_LINE, Shared

LINE = "line"
GUIDE = "occasions"
"""What the leader's guide to an occasion is called where guides are read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Led:
    """One occasion and one person, as the leader is to see it: `copies` are what that person has shared."""

    ref: str
    agreement: str
    occasion: Occasion
    employee: str
    copies: Sequence[Shared] = ()
    line: str = ""
    following: str = ""


def before(texts: Texts, at: Led) -> Form:
    """To be raised in good time: understanding first, a sentence, ask and do not decide, and how to make it good (S91–S94)."""
    sort = about(at.occasion)
    body: list[FormBlock | Field] = [
        heading(texts, at.occasion),
        Note(texts("lead.about", employee=at.employee)),
        Paragraph(texts("raise.first")),
        Quote(texts("raise.sentence")),
        Paragraph(texts(f"raise.ask.{sort}", employee=at.employee)),
        *_shared(texts, at.employee, at.copies),
        Divider(),
        Heading(texts("raise.for_all")),
        Paragraph(texts(f"raise.make.{sort}")),
        Note(texts("raise.not")),
        _presses(texts, at.agreement),
        Buttons((Button(label=texts("raise.guide"), action="guides.read", ref=GUIDE),)),
        Fact(texts("raise.phone"), "22 40 28 00"),
        *_turns(texts, at.following),
    ]
    return Form(title=texts("raise.title"), body=tuple(body), ref=at.ref, close=texts("close"))


def after(texts: Texts, at: Led) -> Form:
    """Ask openly and listen; and one line about the workplace, if there is any, that both read."""
    hint = texts("line.hint", employee=at.employee)
    return Form(
        title=texts("lead_after.title"),
        body=(
            heading(texts, at.occasion),
            Note(texts("lead.about", employee=at.employee)),
            Paragraph(texts(f"lead_after.{about(at.occasion)}")),
            *_shared(texts, at.employee, at.copies),
            Divider(),
            _presses(texts, at.agreement),
            ShortText(name=LINE, label=texts("line.label"), hint=hint, most=MOST_LINE, value=at.line),
        ),
        action="preparations.line",
        submit=texts("save"),
        ref=at.ref,
        close=texts("not_now"),
        even=True,
    )


def lined(texts: Texts, agreement: str, employee: str, *, night: bool) -> Form:
    """It stands where both read it; what is left is the talk."""
    key = "lined.at_night" if night else "lined.day"
    return Form(
        title=texts("lead_after.title"),
        body=(Paragraph(texts(key, employee=employee)), _presses(texts, agreement), *_turns(texts)),
        close=texts("close"),
    )


def led(texts: Texts, rows: Sequence[tuple[str, Occasion]], at: int = 0) -> Form:
    """
    The occasions of those whom the leader leads, without a name: each opens on one person at a time. Page `at` of them.

    By day, whatever is shared: what is not opened yet can be taken back, and its place must not tell of it.
    """
    body: list[Block] = [Paragraph(texts("led.body"))]
    here, turns = leaf(rows, at)
    for ref, occasion in here:
        what = heading(texts, occasion).text
        press = Button(label=texts("see"), action="preparations.lead", ref=ref, about=what)
        body += [Paragraph(what), Buttons((press,))]
    if not rows:
        body.append(Paragraph(texts("all.none")))
    body += turned(texts, turns, "preparations.led")
    return Form(title=texts("all.title"), body=tuple(body), close=texts("close"))


def _shared(texts: Texts, employee: str, copies: Sequence[Shared]) -> list[Block]:
    """The same words whether or not there is anything, so that nothing is no answer."""
    return [Divider(), Note(texts("lead.shared", employee=employee)), *said(texts, as_parts(copies))]


def _presses(texts: Texts, agreement: str) -> Buttons:
    return Buttons(
        (
            Button(label=texts("held"), action="followups.held", ref=agreement),
            Button(label=texts("meeting"), action="meetings.page", ref=agreement),
        )
    )


def _turns(texts: Texts, following: str = "") -> list[Block]:
    """To the next one, if several came with one ping; and to all of them."""
    on = Button(label=texts("following"), action="preparations.lead", ref=following)
    every = Button(label=texts("led.every"), action="preparations.led")
    return [Buttons((on, every) if following else (every,))]
