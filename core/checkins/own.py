"""What the employee sees of their own check-ins: how it has been, what was answered and shared, and deleting it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from core.agreements.model import AgreementId
from core.chat.texts import Texts
from core.chat.views import (
    Block,
    Button,
    Buttons,
    Divider,
    Fact,
    Field,
    Form,
    Heading,
    Note,
    Paragraph,
    Quote,
)
from core.checkins.cards import content, of_share
from core.checkins.model import Answers, CheckIn, Mood, Share

SHOWN: Final = 6
"""Check-ins on a page."""
MOST_SIGNS: Final = 40
SIGNS: Final = {Mood.GOOD: "●", Mood.OK: "▲", Mood.HEAVY: "■", Mood.DIFFICULT: "◆"}
"""Shapes, and not heights or colours: four answers, of which none is more than another (domain.md 3.1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One check-in that was answered, and what was shared of it: the leader may read that when the answers are gone."""

    checkin: CheckIn
    answers: Answers | None
    shares: tuple[Share, ...]


def mine(texts: Texts, agreement: AgreementId, rows: Sequence[Row], at: int = 0, *, may: bool = True) -> Form:
    """
    Newest first, `SHOWN` on a page; on the first how it has been. `rows` are all there are.

    `may`: whether the agreement is in force, so that one may check in.
    """
    pages = max(1, -(-len(rows) // SHOWN))
    here = min(at, pages - 1)
    body: list[Block | Field] = [Paragraph(texts("mine.body"))]
    if here == 0:
        body += picture(texts, rows)
    for row in rows[here * SHOWN : (here + 1) * SHOWN]:
        body += _row(texts, row)
    if not rows:
        body.append(Paragraph(texts("mine.none")))
    there = [("mine.newer", here - 1)] * (here > 0) + [("mine.older", here + 1)] * (here < pages - 1)
    if there:
        body.append(
            Buttons(
                tuple(
                    Button(label=texts(key), action="checkins.mine", ref=f"{agreement}:{n}")
                    for key, n in there
                )
            )
        )
    if may:
        body += [Divider(), Buttons((Button(label=texts("now"), action="checkins.now", ref=agreement),))]
    return Form(title=texts("mine.title"), body=tuple(body), close=texts("close"))


def picture(texts: Texts, rows: Sequence[Row]) -> list[Block]:
    """
    How it has been, as shapes month by month, and the same in words for whoever listens.

    No number, no line and no comparison: what it means is the person's own to say.
    """
    told = [(row.checkin.due, row.answers.mood if row.answers else None) for row in reversed(rows)]
    moods = [(when, mood) for when, mood in told if mood][-MOST_SIGNS:]
    if len(moods) < 2:
        return []
    months = [
        (month, [m for _, m in some]) for month, some in groupby(moods, lambda one: texts.month(one[0]))
    ]
    legend = " · ".join(f"{sign} {texts(f'mood.{mood}')}" for mood, sign in SIGNS.items())
    said = "\n".join(f"{texts.day(when)}: {texts(f'mood.{mood}')}" for when, mood in moods)
    return [
        Heading(texts("mine.over_time")),
        *(Fact(month, " ".join(SIGNS[mood] for mood in some)) for month, some in months),
        Note(legend),
        Note(texts("mine.in_words")),
        Quote(said),
        Divider(),
    ]


def _row(texts: Texts, row: Row) -> list[Block]:
    id, day = row.checkin.id, texts.day(row.checkin.due)
    heading = texts("mine.day", day=day)
    if row.answers is None:
        return [Heading(heading), *_shared(texts, row.shares, whole=True)]
    presses = (("mine.look", "look"), ("mine.edit", "edit"), ("mine.erase", "erase"))
    return [
        Heading(heading),
        *_shared(texts, row.shares, whole=False),
        Buttons(
            tuple(
                Button(label=texts(key), action=f"checkins.{verb}", ref=id, about=day)
                for key, verb in presses
            )
        ),
    ]


def _shared(texts: Texts, shares: Sequence[Share], *, whole: bool) -> list[Block]:
    """What the leader has of it; `whole`, with the words, where the answers themselves are gone."""
    blocks: list[Block] = []
    for share in shares:
        name = texts(f"part.{share.part}")
        blocks += [Note(name), *content(texts, of_share(share))] if whole else []
        if share.opened_at:
            blocks.append(Fact(name, texts("mine.opened", day=texts.day(share.opened_at))))
            blocks += [Quote(share.thanks)] if share.thanks else []
        else:
            blocks += [
                Fact(name, texts("mine.unopened")),
                Buttons(
                    (Button(label=texts("mine.back"), action="checkins.back", ref=share.id, about=name),)
                ),
            ]
    return blocks or [Note(texts("mine.unshared"))]


def erase(texts: Texts, checkin: CheckIn, shares: Sequence[Share]) -> Form:
    """What goes and what stays, before it is done."""
    read = any(share.opened_at for share in shares)
    waits = any(not share.opened_at for share in shares)
    body: list[Block] = [Paragraph(texts("erase.body", day=texts.day(checkin.due)))]
    body += [Paragraph(texts("erase.waits"))] * waits + [Paragraph(texts("erase.read"))] * read
    return Form(
        title=texts("erase.title"),
        body=tuple(body),
        action="checkins.erased",
        submit=texts("mine.erase"),
        ref=checkin.id,
        close=texts("erase.keep"),
        even=True,
    )
