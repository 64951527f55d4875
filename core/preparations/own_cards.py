"""What the employee finds by themselves: the occasions that come, what is kept about each, and being left alone with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from core.chat.leaves import leaf
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
    OneOf,
    Option,
    Paragraph,
    Quote,
)
from core.occasions.model import Occasion
from core.occasions.naming import named
from core.preparations.cards import heading, said, turned
from core.preparations.model import Part, Shared
from core.preparations.muting import MUCH
from core.sight import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """
    One occasion: its buttons' reference, and whether the employee has something of it.

    `muted` is by what: this one, its sort or all; empty if it is not. `held`: some of it is with the leader and not opened.
    """

    ref: str
    occasion: Occasion
    ahead: bool
    kept: bool
    muted: str
    held: bool = False


def page(texts: Texts, agreement: str, rows: Sequence[Row]) -> tuple[Block, ...]:
    """The part of the own page: the nearest ones, and where all are."""
    every = Button(label=texts("all.show"), action="preparations.all", ref=agreement)
    return (Heading(texts("all.title")), *(b for row in rows for b in _row(texts, row)), Buttons((every,)))


def every(texts: Texts, agreement: str, rows: Sequence[Row], at: int = 0, *, mutes: bool) -> Form:
    """Page `at` of what comes and of what something is kept about; and that nothing is muted any more, with one press."""
    body: list[Block] = [Paragraph(texts("all.body"))]
    here, turns = leaf(rows, at)
    for row in here:
        body += _row(texts, row)
    if not rows:
        body.append(Paragraph(texts("all.none")))
    body += turned(texts, turns, "preparations.all", f"{agreement}:")
    if mutes:
        again = Button(label=texts("loud.all"), action="preparations.loud", ref=agreement)
        body += [Divider(), Paragraph(texts("muted.some")), Buttons((again,))]
    return Form(title=texts("all.title"), body=tuple(body), close=texts("close"))


def _row(texts: Texts, row: Row) -> list[Block]:
    what = heading(texts, row.occasion).text
    label, verb = ("see", "one") if row.kept or not row.ahead else ("prepare", "prepare")
    presses = [Button(label=texts(label), action=f"preparations.{verb}", ref=row.ref, about=what)]
    if row.muted and row.ahead:
        presses.append(
            Button(label=texts(f"loud.{row.muted}"), action="preparations.loud", ref=row.ref, about=what)
        )
    note = [Note(texts("muted.this"))] if row.muted and row.ahead else []
    return [Paragraph(what), *note, Buttons(tuple(presses))]


def one(
    texts: Texts,
    row: Row,
    known: Mapping[Part, str],
    copies: Sequence[Shared],
    now: datetime,
    *,
    may: Sequence[str],
    before: bool = False,
) -> Form:
    """
    What is kept about one occasion, and with whom.

    `may` is what can be done: prepare, after, share, hush; what is shared can be taken back until it was opened.
    `before`: somebody who led the agreement earlier has opened something.
    """
    ref, occasion = row.ref, row.occasion
    body: list[Block] = [heading(texts, occasion)]
    body += [Note(texts("one.off"))] * occasion.cancelled
    body += [Paragraph(texts("one.own")), *said(texts, known)] if known else [Paragraph(texts("one.nothing"))]
    body += _with_leader(texts, [each for each in copies if each.by is Role.EMPLOYEE], known, now) or (
        [Note(texts("one.unshared"))] if known else []
    )
    body += [Note(texts("one.earlier"))] * before
    for line in (each for each in copies if each.by is Role.LEADER):
        body += [Divider(), Paragraph(texts("name.next_time")), Quote(line.text)]
    body.append(Divider())
    first = [key for key in ("prepare", "after", "share") if key in may]
    labels = {"prepare": "change" if known else "prepare", "after": "after.open", "share": "share.which"}
    if first:
        presses = [Button(label=texts(labels[key]), action=f"preparations.{key}", ref=ref) for key in first]
        body.append(Buttons(tuple(presses)))
    second = ["erase.title"] * bool(known)
    second += [f"loud.{row.muted}" if row.muted else "hush.title"] * ("hush" in may)
    if row.muted and "hush" in may:
        body.append(Note(texts("muted.this")))
    if second:
        body.append(
            Buttons(
                tuple(
                    Button(label=texts(key), action=f"preparations.{key.partition('.')[0]}", ref=ref)
                    for key in second
                )
            )
        )
    body.append(_every(texts, ref))
    return Form(title=texts("title"), body=tuple(body), close=texts("close"))


def _every(texts: Texts, ref: str) -> Buttons:
    agreement = ref.partition(":")[0]
    return Buttons((Button(label=texts("all.back"), action="preparations.all", ref=agreement),))


def _with_leader(
    texts: Texts, copies: Sequence[Shared], known: Mapping[Part, str], now: datetime
) -> list[Block]:
    blocks: list[Block] = []
    for copy in copies:
        name = texts(f"name.{copy.part}") if copy.text else texts(f"part.{copy.part}")
        if copy.opened_at:
            key = "one.opened" if known.get(copy.part) == copy.text else "one.opened_as_it_was"
            blocks.append(Fact(name, texts(key, day=texts.day(copy.opened_at))))
            continue
        at_eight = copy.shown_from > now
        back = Button(label=texts("back"), action="preparations.back", ref=copy.id, about=name)
        blocks += [Fact(name, texts("one.at_eight" if at_eight else "one.unopened")), Buttons((back,))]
    return [Divider(), Paragraph(texts("one.shared")), *blocks] if blocks else []


def _kept(texts: Texts, row: Row) -> tuple[Block, ...]:
    return (Note(texts("hush.kept_shared" if row.held else "hush.kept")),) if row.kept else ()


def hush(texts: Texts, row: Row) -> Form:
    """One, a sort, or all; and, honestly, that the leader may be reminded all the same, and why."""
    words = {"occasion": named(texts, row.occasion), "day": texts.day(row.occasion.on)}
    return Form(
        title=texts("hush.title"),
        body=(
            Paragraph(texts("hush.body")),
            OneOf(
                name="much",
                label=texts("hush.much"),
                options=tuple(Option(value=much, label=texts(f"hush.{much}", **words)) for much in MUCH),
                required=True,
            ),
            Note(texts("hush.leader")),
            *_kept(texts, row),
            _every(texts, row.ref),
        ),
        action="preparations.hushed",
        submit=texts("hush.submit"),
        ref=row.ref,
        close=texts("close"),
    )


def fine(texts: Texts, row: Row) -> Form:
    """As good an answer as any other, and nothing is kept of it but that no more is asked, and what was typed already."""
    body = (Paragraph(texts("fine.body")), *_kept(texts, row), _every(texts, row.ref))
    return Form(title=texts("title"), body=body, close=texts("close"))


def erase(texts: Texts, row: Row, copies: Sequence[Shared]) -> Form:
    """What goes and what stays, before it is done."""
    mine = [each for each in copies if each.by is Role.EMPLOYEE]
    body: list[Block] = [heading(texts, row.occasion), Paragraph(texts("erase.body"))]
    body += [Paragraph(texts("erase.waits"))] * any(not each.opened_at for each in mine)
    body += [Paragraph(texts("erase.read"))] * any(each.opened_at is not None for each in mine)
    return Form(
        title=texts("erase.title"),
        body=tuple(body),
        action="preparations.erased",
        submit=texts("erase.title"),
        ref=row.ref,
        close=texts("erase.keep"),
        even=True,
    )
