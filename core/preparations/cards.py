"""What the employee fills in: before an occasion, what to share of it, and how it was; and the note of the day before."""

from collections.abc import Mapping, Sequence

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
    LongText,
    Note,
    OneOf,
    Option,
    Paragraph,
    Quote,
    ShortText,
    SomeOf,
)
from core.occasions.model import GAMBLING, Occasion
from core.occasions.naming import named
from core.preparations.model import (
    AFTERWARDS,
    CHOICES,
    LONG,
    MOST,
    MOST_LINE,
    NEVER_SHARED,
    Part,
    Shared,
    offered,
)

TICKED, BORROWED, PARTS = "choices", "borrowed", "parts"
LENT = ("1", "2", "3")
"""Ready sentences to borrow."""


def heading(texts: Texts, occasion: Occasion) -> Heading:
    """Which it is, and when."""
    return Heading(texts("which", occasion=named(texts, occasion), day=texts.day(occasion.on)))


def turned(texts: Texts, turns: Sequence[tuple[str, int]], action: str, ref: str = "") -> tuple[Block, ...]:
    """The buttons to the other pages of a list, if there are any; `ref` says which list."""
    made = [Button(label=texts(f"page.{way}"), action=action, ref=f"{ref}{page}") for way, page in turns]
    return (Buttons(tuple(made)),) if made else ()


def about(occasion: Occasion) -> str:
    """Whether it is what is in the glass, money and games (S97), or days with much time of one's own."""
    return "playing" if occasion.kind in GAMBLING else "days" if occasion.kind in LONG else "drinking"


def lent(texts: Texts, occasion: Occasion, which: str) -> str:
    """A sentence of ours, as it is borrowed."""
    sort = "playing" if occasion.kind in GAMBLING else "drinking"
    return texts(f"lent.{sort}.{which}") if which in LENT else ""


def ask(texts: Texts, ref: str, occasion: Occasion, known: Mapping[Part, str]) -> Form:
    """Warm first, then things to tick and own words, all optional; stored for the employee alone (S92–S94)."""
    sort = about(occasion)
    ticked = tuple(part for part in offered(occasion.kind) if part in known)
    body: list[FormBlock | Field] = [
        heading(texts, occasion),
        Paragraph(texts(f"ask.{sort}")),
        Note(texts("ask.yours")),
        SomeOf(
            name=TICKED,
            label=texts("choices"),
            options=tuple(Option(value=part, label=texts(f"part.{part}")) for part in offered(occasion.kind)),
            value=ticked,
        ),
        OneOf(
            name=BORROWED,
            label=texts("borrowed"),
            options=tuple(Option(value=n, label=lent(texts, occasion, n)) for n in LENT),
            compact=True,
            prompt=texts("borrow"),
        ),
        ShortText(
            name=Part.SENTENCE,
            label=texts("own_sentence"),
            most=MOST_LINE,
            value=known.get(Part.SENTENCE, ""),
        ),
        ShortText(
            name=Part.CALL,
            label=texts("part.call"),
            hint=texts("call_hint"),
            most=MOST_LINE,
            value=known.get(Part.CALL, ""),
        ),
        LongText(
            name=Part.WORDS,
            label=texts("part.words"),
            hint=texts("privacy_hint"),
            most=MOST,
            value=known.get(Part.WORDS, ""),
        ),
        Note(texts("phone")),
        Buttons(
            (
                Button(label=texts("fine.press"), action="preparations.fine", ref=ref),
                Button(label=texts("hush.title"), action="preparations.hush", ref=ref),
            )
        ),
    ]
    return Form(
        title=texts("title"),
        body=tuple(body),
        action="preparations.made",
        submit=texts("save"),
        ref=ref,
        close=texts("close"),
    )


def after(texts: Texts, ref: str, occasion: Occasion, known: Mapping[Part, str]) -> Form:
    """Two short questions; «Ikke nå» is as good an answer, and leaves nothing behind."""
    words = {part: texts(f"part.{part}") for part in Part if part in AFTERWARDS}
    return Form(
        title=texts("after.title"),
        body=(
            heading(texts, occasion),
            Paragraph(texts(f"after.{about(occasion)}")),
            Note(texts("ask.yours")),
            *(
                LongText(
                    name=part, label=label, hint=texts("privacy_hint"), most=MOST, value=known.get(part, "")
                )
                for part, label in words.items()
            ),
        ),
        action="preparations.told",
        submit=texts("save"),
        ref=ref,
        close=texts("not_now"),
        even=True,
    )


def share(  # noqa: PLR0913  the page, and what it is about
    texts: Texts,
    ref: str,
    occasion: Occasion,
    known: Mapping[Part, str],
    open_to: Sequence[Part],
    leader: str,
    *,
    night: bool,
    ahead: bool,
    anew: bool = False,
) -> Form:
    """
    What is kept, and what of it the leader is to read, word for word; nothing is ticked beforehand.

    What is with the leader as it stands is not among what nobody else reads. `anew`: something that was shared has been
    changed, and so is with nobody.
    """
    options = tuple(Option(value=part, label=_short(texts, part, known)) for part in open_to)
    mine = {part: text for part, text in known.items() if part in {*open_to, *NEVER_SHARED}}
    theirs = [_short(texts, part, known) for part in Part if part in known and part not in mine]
    return Form(
        title=texts("share.title"),
        body=(
            heading(texts, occasion),
            *((Paragraph(texts("share.anew")),) if anew else ()),
            Paragraph(texts("share.kept")),
            *said(texts, mine),
            *((Note(texts("one.shared")), Quote("\n".join(theirs))) if theirs else ()),
            Divider(),
            Paragraph(texts("share.who_at_night" if night else "share.who", leader=leader)),
            *((Note(texts("share.ahead")),) if ahead else ()),
            SomeOf(name=PARTS, label=texts("share.which"), options=options, hint=texts("share.hint")),
        ),
        action="preparations.shared",
        submit=texts("share.submit"),
        ref=ref,
        close=texts("share.not"),
        even=True,
    )


def _short(texts: Texts, part: Part, known: Mapping[Part, str]) -> str:
    """A thing to tick is its own words; what was written stands above, and is named here."""
    return texts(f"part.{part}") if part in CHOICES or not known[part] else texts(f"name.{part}")


def said(texts: Texts, known: Mapping[Part, str]) -> tuple[Block, ...]:
    """What was ticked and written, and no more; in the order in which it is asked."""
    ticked = "\n".join(texts(f"part.{part}") for part in Part if part in known and part in CHOICES)
    blocks: list[Block] = [Quote(ticked)] if ticked else []
    for part in Part:
        if part in known and part not in CHOICES:
            blocks += [Note(texts(f"name.{part}")), Quote(known[part])]
    return tuple(blocks)


def as_parts(copies: Sequence[Shared]) -> Mapping[Part, str]:
    """Copies, to be read like one's own."""
    return {each.part: each.text for each in copies}


def note(texts: Texts, ref: str, occasion: Occasion, known: Mapping[Part, str]) -> Form:
    """The day before: one's own plan, in one's own words; whom to ring; and that it is fine to change one's mind."""
    plan = {part: text for part, text in known.items() if part not in {Part.CALL, *AFTERWARDS}}
    body: list[FormBlock] = [heading(texts, occasion)]
    body += [Paragraph(texts("note.plan")), *said(texts, plan)] if plan else [Paragraph(texts("note.none"))]
    if Part.CALL in known:
        body.append(Fact(texts("note.call"), known[Part.CALL]))
    body += [
        Fact(texts("note.akan"), "22 40 28 00"),
        Paragraph(texts(f"note.{about(occasion)}")),
        Buttons(
            (
                Button(label=texts("change" if plan else "prepare"), action="preparations.prepare", ref=ref),
                Button(label=texts("talk"), action="talks.ask"),
            )
        ),
        Buttons((Button(label=texts("hush.title"), action="preparations.hush", ref=ref),)),
    ]
    return Form(title=texts("note.title"), body=tuple(body), close=texts("close"))
