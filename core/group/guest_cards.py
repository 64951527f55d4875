"""The forms of the group for somebody who was asked in."""

from collections.abc import Sequence

from core.agreements.model import Wording
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
    LongText,
    Note,
    Paragraph,
    Quote,
)
from core.drafting import paging
from core.drafting.parts import leafing
from core.drafting.texts import TEXTS as DRAFTING
from core.group.guests import MOST_SAID
from core.group.model import Seat
from core.life.sheet import chunks, section
from core.life.texts import TEXTS as LIFE
from core.pages.model import Document
from core.pages.model import Part as Paper
from core.people import Person, Position
from core.sight import Role

SAID = "said"


def asked(texts: Texts, seat: Seat, employee: str, reader: Person) -> Form:
    """What it would mean, before anything is read; both answers are equal."""
    body: list[FormBlock] = [
        Paragraph(texts("asked.body", employee=employee)),
        Fact(texts("asked.as"), texts(f"part.{seat.part}")),
        Paragraph(texts(f"means.{seat.part}", employee=employee)),
        Paragraph(texts("asked.reads" if seat.parts else "asked.reads_nothing", employee=employee)),
        Paragraph(texts("asked.secret", employee=employee)),
    ]
    if Position.COMMITTEE in reader.positions:
        body.append(Paragraph(texts("asked.committee")))
    no = Button(label=texts("asked.no"), action="group.cannot", ref=seat.id)
    return Form(
        title=texts("asked.title"),
        body=(*body, Note(texts("asked.free")), Buttons((no,))),
        action="group.enter",
        submit=texts("asked.yes"),
        ref=seat.id,
        close=texts("close"),
        even=True,
    )


def reading(texts: Texts, seat: Seat, employee: str, at: str) -> Form:
    """What the employee chose to show, on as many pages as it takes; and a word back, on the last of them."""
    sheet = Document(
        title=texts("asked.title"),
        language=texts.language,
        parts=copied(texts, seat.parts, seat.wording, employee),
    )
    pages = paging.pages([*chunks(texts.other(LIFE), sheet, signed=True), *_said_last(texts, seat)])
    here = paging.place(pages, at)
    last = here == len(pages) - 1
    body: list[FormBlock | Field] = []
    if here == 0:
        body += _top(texts, seat, employee)
    body += [block for chunk in pages[here] for block in chunk.blocks]
    body += leafing(texts.other(DRAFTING), "group.read", seat.id, here, len(pages))
    if last:
        body.append(Divider())
        body.append(
            LongText(name=SAID, label=texts("say"), hint=texts("say_hint", employee=employee), most=MOST_SAID)
        )
        leave = Button(label=texts("leave"), action="group.leave", ref=seat.id)
        body.append(Buttons((leave,)))
    return Form(
        title=texts("asked.title"),
        body=tuple(body),
        action="group.said" if last else "",
        submit=texts("send") if last else "",
        ref=seat.id,
        close=texts("close"),
    )


def _said_last(texts: Texts, seat: Seat) -> list[paging.Chunk]:
    """The own words, which take their room on a page like the rest."""
    if not seat.said or seat.said_on is None:
        return []
    last = Note(texts("said_last", day=texts.dated(seat.said_on)))
    return [paging.Chunk(part=SAID, blocks=(Divider(), last, Quote(seat.said)))]


def _top(texts: Texts, seat: Seat, employee: str) -> list[Block]:
    body: list[Block] = [
        Paragraph(texts("reading", employee=employee, day=texts.dated(seat.wording.ends_on))),
        Note(texts("asked.secret", employee=employee)),
    ]
    if seat.parts:
        body.append(Note(texts("as_of" if seat.signed else "as_draft", day=texts.dated(seat.copied_on))))
    else:
        body.append(Paragraph(texts("asked.reads_nothing", employee=employee)))
    return [*body, Divider()]


def copied(texts: Texts, parts: Sequence[str], wording: Wording, employee: str) -> tuple[Paper, ...]:
    """These parts as they stand on paper, each under its heading. The leader has no name in it."""
    names = {Role.EMPLOYEE: employee, Role.LEADER: texts("the_leader")}
    life = texts.other(LIFE)
    return tuple(block for part in parts for block in section(life, wording, part, names))


def leave(texts: Texts, seat: Seat, employee: str) -> Form:
    """The second of two presses; staying and going look alike."""
    return Form(
        title=texts("leave"),
        body=(Paragraph(texts("leave_body", employee=employee)),),
        action="group.left",
        submit=texts("leave"),
        ref=seat.id,
        close=texts("stay"),
        even=True,
    )
