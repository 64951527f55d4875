"""What the leader sees at a follow-up: first what matters, then what was shared, and what the two have agreed on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from core.agreements.model import AgreementId, Owner, Terms
from core.chat.texts import Texts
from core.chat.views import (
    Block,
    Button,
    Buttons,
    Divider,
    Field,
    Form,
    Heading,
    LongText,
    Note,
    Paragraph,
    Quote,
)
from core.checkins import cards
from core.checkins.model import MOST, Share

PRESSES: Final = {"held": "followups.held", "move": "followups.move", "help": "menu.talk"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """
    What a leader owes: when the two last talked, and whether it is late.

    `place` of `among` in the leader's own order, and who comes after; names stand on the screen one at a time.
    """

    talked_on: date | None
    late: bool
    place: int = 1
    among: int = 1
    following: AgreementId | None = None


def follow_up(texts: Texts, terms: Terms, employee: str, shares: Sequence[Share], owed: Owed) -> Form:
    """
    What the leader sees: support first, then exactly what was shared, in one list.

    The headings are those of the answers; there are no numbers, gaps or dates of what was not shared.
    """
    fresh = [share for share in shares if share.thanked_at is None]
    body: list[Block | Field] = [
        *_place(texts, owed),
        Paragraph(texts("leader.first")),
        Paragraph(texts("leader.talk")),
        Note(texts("leader.boundary")),
        *_owed(texts, owed),
        _presses(texts, terms.agreement, "held", "move", "help"),
        Divider(),
    ]
    if fresh:
        body.append(Paragraph(texts("leader.heading", employee=employee)))
        for share in fresh:
            body += [
                Heading(texts(f"leader.part.{share.part}")),
                *cards.content(texts, cards.of_share(share)),
            ]
    else:
        body += [Heading(texts("leader.with", employee=employee)), Paragraph(texts("leader.nothing_new"))]
    body += _agreed(texts, terms)
    if fresh:
        hint = texts("leader.words_hint")
        body += [Divider(), LongText(name="words", label=texts("leader.words"), hint=hint, most=MOST)]
    if owed.following is not None and not fresh:
        # Beside a field it would take what was typed off the screen.
        button = Button(label=texts("leader.following"), action="checkins.follow_up", ref=owed.following)
        body.append(Buttons((button,)))
    return Form(
        title=texts("leader.title"),
        body=tuple(body),
        action="checkins.thank" if fresh else "",
        submit=texts("leader.send") if fresh else "",
        ref=terms.agreement,
        close=texts("close"),
    )


def sent(texts: Texts, id: AgreementId) -> Form:
    """After the thanks: what is left is the talk itself."""
    return Form(
        title=texts("leader.title"),
        body=(
            Paragraph(texts("leader.sent")),
            Paragraph(texts("leader.and_talk")),
            _presses(texts, id, "held", "move"),
        ),
        close=texts("close"),
    )


def _presses(texts: Texts, id: AgreementId, *keys: str) -> Buttons:
    return Buttons(tuple(Button(label=texts(f"leader.{key}"), action=PRESSES[key], ref=id) for key in keys))


def _place(texts: Texts, owed: Owed) -> list[Block]:
    return [Note(texts("leader.place", n=owed.place, all=owed.among))] if owed.among > 1 else []


def _owed(texts: Texts, owed: Owed) -> list[Block]:
    blocks: list[Block] = [Paragraph(texts("leader.late"))] if owed.late else []
    if owed.talked_on:
        blocks.append(Note(texts("leader.last", day=texts.day(owed.talked_on))))
    return blocks


def _agreed(texts: Texts, terms: Terms) -> list[Block]:
    """What the leader does, or both: the employee's own part is not the leader's to go through."""
    mine = [m for m in terms.measures if m.owner in {Owner.LEADER, Owner.BOTH}]
    return [Divider(), Heading(texts("leader.agreed")), *(Quote(m.text) for m in mine)] if mine else []
