"""The list that everybody reads, and the forms of those who may enter something."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from core.chat.texts import Texts
from core.chat.views import (
    Block,
    Button,
    Buttons,
    Divider,
    Fact,
    Form,
    Heading,
    Note,
    Option,
    Paragraph,
    SomeOf,
)
from core.occasions.model import Occasion
from core.occasions.naming import invited, named
from core.people import Person

SHOWN: Final = 12
"""On a page."""
AGAIN: Final = "again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Who looks at the list: `enters` something themselves, `removes` what is called off, and `changes` these."""

    enters: bool = False
    removes: bool = False
    changes: frozenset[str] = frozenset()


def line(texts: Texts, occasion: Occasion) -> str:
    """What it is, and for whom."""
    key = "item_off" if occasion.cancelled else "item"
    return texts(key, event=named(texts, occasion), who=invited(texts, occasion.audience))


def page(texts: Texts, coming: Sequence[Occasion], seen: Seen, at: int = 0) -> Form:
    """The same for everybody, but for the buttons of those who may enter or change something."""
    pages = max(1, -(-len(coming) // SHOWN))
    here = min(at, pages - 1)
    body: list[Block] = [Paragraph(texts("list.body"))]
    if seen.enters:
        body.append(Buttons((Button(label=texts("list.new"), action="occasions.new"),)))
    month = ""
    for occasion in coming[here * SHOWN : (here + 1) * SHOWN]:
        if (name := texts.month(occasion.on)) != month:
            month = name
            body.append(Heading(name))
        body.append(Fact(texts.day(occasion.on), line(texts, occasion)))
        about = f"{line(texts, occasion)}, {texts.day(occasion.on)}"
        if occasion.id in seen.changes and occasion.cancelled:
            body.append(on_after_all(texts, occasion, about))
        elif occasion.id in seen.changes:
            edit = Button(label=texts("list.edit"), action="occasions.edit", ref=occasion.id, about=about)
            body.append(Buttons((edit,)))
        if seen.removes and occasion.cancelled:
            ask = Button(
                label=texts("list.remove"), action="occasions.ask_remove", ref=occasion.id, about=about
            )
            body.append(Buttons((ask,)))
    if not coming:
        body.append(Paragraph(texts("list.none")))
    there = [("list.sooner", here - 1)] * (here > 0) + [("list.later", here + 1)] * (here < pages - 1)
    if there:
        turns = [Button(label=texts(key), action="occasions.list", ref=str(n)) for key, n in there]
        body.append(Buttons(tuple(turns)))
    read = (("list.advice", "guides.read", "occasions"), ("overview", "guides.start", ""))
    body += [
        Divider(),
        Buttons(tuple(Button(label=texts(key), action=action, ref=ref) for key, action, ref in read)),
        Note(texts("list.who")),
    ]
    return Form(title=texts("title"), body=tuple(body), close=texts("close"))


def first(told: str) -> tuple[Block, ...]:
    return (Paragraph(told),) if told else ()


def entered(texts: Texts, occasion: Occasion, *, mine: bool, rings: bool) -> Form:
    """
    How it stands in the list now; `mine`: this person takes care of it, and gets the advice.

    Unless it `rings`, it is for too few, or nearly the same as another: whoever changes it can put that right.
    """
    more = (Button(label=texts("entered.edit"), action="occasions.edit", ref=occasion.id),)
    back = Button(label=texts("list.back"), action="occasions.list")
    return Form(
        title=texts("title"),
        body=(
            Paragraph(texts("entered.body")),
            Fact(texts.day(occasion.on), line(texts, occasion)),
            *(() if rings else (Note(texts("silent")),)),
            *((Paragraph(texts("entered.advice")),) if mine else ()),
            Buttons((back, *more)),
        ),
        close=texts("close"),
    )


def ask_off(texts: Texts, occasion: Occasion, told: str = "") -> Form:
    """No reason is asked for. `told` is what somebody else did meanwhile."""
    again = SomeOf(
        name=AGAIN,
        label=texts("off.next_year"),
        options=(Option(value=AGAIN, label=texts("off.again")),),
        value=(AGAIN,),
    )
    return Form(
        title=texts("off.press"),
        body=(
            *first(told),
            Fact(texts.day(occasion.on), line(texts, occasion)),
            Paragraph(texts("off.body")),
            *((again,) if occasion.yearly else ()),
        ),
        action="occasions.call_off",
        submit=texts("off.press"),
        ref=f"{occasion.id}:{occasion.version}",
        close=texts("off.keep"),
        even=True,
    )


def ask_remove(texts: Texts, occasion: Occasion) -> Form:
    """There is no way back from it."""
    again = (Note(texts("remove.again")),) if occasion.outlives_its_words else ()
    return Form(
        title=texts("remove.title"),
        body=(Fact(texts.day(occasion.on), line(texts, occasion)), Paragraph(texts("remove.body")), *again),
        action="occasions.remove",
        submit=texts("list.remove"),
        ref=occasion.id,
        close=texts("off.keep"),
        even=True,
    )


def on_after_all(texts: Texts, occasion: Occasion, about: str = "") -> Buttons:
    """While the day lies ahead; `about` is for who hears the button and not what stands above it."""
    press = Button(label=texts("off.undo"), action="occasions.on_again", ref=occasion.id, about=about)
    return Buttons((press,))


def off(texts: Texts, occasion: Occasion) -> Form:
    """How it stands in the list now; and a way back, for a slip of the finger or for a change of plans."""
    back = Button(label=texts("list.back"), action="occasions.list")
    return Form(
        title=texts("title"),
        body=(
            Paragraph(texts("off.done")),
            Fact(texts.day(occasion.on), line(texts, occasion)),
            on_after_all(texts, occasion),
            Buttons((back,)),
        ),
        close=texts("close"),
    )


def whom_to_ask(texts: Texts, people: Sequence[Person], key: str) -> str:
    """A kind no, with somebody to turn to."""
    if not people:
        return texts(key, ask=texts("no.leader"))
    return texts(key, ask=texts("no.ask", names=texts("no.or").join(each.name for each in people)))
