"""The forms of an evaluation, and the log that both can read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.agreements.model import AgreementId, Measure
from core.chat.room import fits
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
from core.evaluations.model import MOST, MOST_NOTE, Evaluation, Works, field_of
from core.sight import Role

PARTS = "parts"
SHOWN = 12
"""Lines of the log on a page, at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the log: what happened, and an evaluation where it was one. `alone` says that the other cannot see it."""

    on: date
    what: str
    evaluation: Evaluation | None = None
    alone: str = ""


def ask(texts: Texts, id: AgreementId, measures: Sequence[Measure], role: Role, other: str) -> Form:
    """Three questions, all optional; who reads it is said before the first field."""
    body: list[FormBlock | Field] = [
        Paragraph(texts("ask.body")),
        Note(texts("ask.yours") if role is Role.EMPLOYEE else texts("ask.read", employee=other)),
    ]
    if measures:
        body.append(Heading(texts("q1")))
    body += [
        OneOf(
            name=field_of(measure.id),
            label=measure.text,
            options=tuple(Option(value=works, label=texts(f"works.{works}")) for works in Works),
            compact=True,
            prompt=texts("choose"),
        )
        for measure in measures
    ]
    body.append(LongText(name="words", label=texts("q2"), hint=texts("q2_hint"), most=MOST))
    body.append(ShortText(name="note", label=texts("q3"), hint=texts("q3_hint"), most=MOST_NOTE))
    return Form(
        title=texts("title"),
        body=tuple(body),
        action="evaluations.answered",
        submit=texts("save"),
        ref=id,
        close=texts("close"),
    )


def share(
    texts: Texts, own: Evaluation, ref: str, leader: str, *, night: bool, changed: bool = False
) -> Form:
    """
    Stored for the employee alone; what the leader gets to read is ticked, and nothing is beforehand.

    `ref` carries what is promised here. `changed`: another leads than the one whom the page named when it was opened.
    """
    options = tuple(Option(value=part, label=texts(f"part.{part}")) for part in own.parts())
    return Form(
        title=texts("title"),
        body=(
            *((Paragraph(texts("share.changed")),) if changed else ()),
            Paragraph(texts("share.kept")),
            *said(texts, own),
            Divider(),
            Paragraph(texts("share.who_at_night" if night else "share.who", leader=leader)),
            SomeOf(name=PARTS, label=texts("share.which"), options=options, hint=texts("share.hint")),
        ),
        action="evaluations.shared",
        submit=texts("share.submit"),
        ref=ref,
        close=texts("share.not"),
        even=True,
    )


def done(texts: Texts, shared: Evaluation, *, night: bool) -> Form:
    """It is kept where both read it; a line for what comes can become part of the agreement."""
    body: list[FormBlock] = [
        Paragraph(texts(at_night("done.at_night", shared.who) if night else "done.body"))
    ]
    if shared.note and not night:
        propose = Button(label=texts("propose"), action="evaluations.propose", ref=shared.id)
        body += [Quote(shared.note), Paragraph(texts("done.note")), Buttons((propose,))]
    return Form(title=texts("title"), body=tuple(body), close=texts("close"))


def at_night(key: str, who: Role) -> str:
    """Until the morning the employee can have it back as their own; of a leader's there is none, and it would be deleted."""
    return key if who is Role.EMPLOYEE else f"{key}_leader"


def said(texts: Texts, evaluation: Evaluation) -> tuple[Fact | Note | Quote, ...]:
    """What was answered, and no more."""
    blocks: list[Fact | Note | Quote] = [
        Fact(measure, texts(f"works.{works}")) for measure, works in evaluation.measures.items()
    ]
    if evaluation.words:
        blocks += [Note(texts("part.words")), Quote(evaluation.words)]
    if evaluation.note:
        blocks += [Note(texts("part.note")), Quote(evaluation.note)]
    return tuple(blocks)


def log(
    texts: Texts,
    id: AgreementId,
    lines: Sequence[Line],
    at: int,
    more: tuple[FormBlock, ...],
    *,
    may: bool,
    may_share: bool,
) -> Form:
    """Newest first, page by page. `may`: whether it is in force, so that one may answer; `may_share`: and somebody leads."""
    pages = _pages(texts, lines, may_share=may_share)
    here = min(at, len(pages) - 1)
    body: list[FormBlock] = [Paragraph(texts("log.body"))]
    if may and here == 0:
        body.append(Buttons((Button(label=texts("answer"), action="evaluations.ask", ref=id),)))
    body += pages[here] or [Paragraph(texts("log.none"))]
    there = [("log.newer", here - 1)] * (here > 0) + [("log.older", here + 1)] * (here < len(pages) - 1)
    if there:
        turns = [Button(label=texts(key), action="evaluations.log", ref=f"{id}:{n}") for key, n in there]
        body.append(Buttons(tuple(turns)))
    if here == 0 and more:
        body += [Divider(), *more]
    return Form(title=texts("log.title"), body=tuple(body), close=texts("close"))


def _pages(texts: Texts, lines: Sequence[Line], *, may_share: bool) -> list[list[Block]]:
    """Newest first, with a pause between any two; `SHOWN` on a page, or as many as there is room for."""
    pages, shown = [list[Block]()], 0
    for line in reversed(lines):
        entry = _line(texts, line, may_share=may_share)
        more = [*pages[-1], Divider(), *entry] if pages[-1] else entry
        if not pages[-1] or (shown < SHOWN and fits(more)):
            pages[-1], shown = more, shown + 1
        else:
            pages.append(entry)
            shown = 1
    return pages


def _line(texts: Texts, line: Line, *, may_share: bool) -> list[Block]:
    """Before what was written stands who cannot see it: below, it would be read too late, and as the next one's."""
    blocks: list[Block] = [Fact(texts.dated(line.on), line.what)]
    if line.evaluation is None:
        return blocks
    if not line.alone:
        return [*blocks, *said(texts, line.evaluation)]
    ref, day = line.evaluation.id, texts.dated(line.on)
    if line.evaluation.joint:
        presses = [("back" if line.evaluation.who is Role.EMPLOYEE else "erase", "back")]
    else:
        presses = [("share_later", "share")] * may_share + [("erase", "erase")]
    own = [
        Button(label=texts(key), action=f"evaluations.{verb}", ref=ref, about=day) for key, verb in presses
    ]
    return [*blocks, Note(line.alone), *said(texts, line.evaluation), Buttons(tuple(own))]
