"""The forms of the group for the two parties: who is with them, and the employee's choices about each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from core.agreements.course import Course
from core.agreements.members import Member
from core.agreements.model import Wording
from core.chat.texts import Texts
from core.chat.views import (
    Block,
    Button,
    Buttons,
    Divider,
    Fact,
    Form,
    FormBlock,
    Note,
    Paragraph,
    Quote,
)
from core.drafting.refs import joined
from core.drafting.texts import TEXTS as DRAFTING
from core.group import asking_cards
from core.group.model import Answer, Seat, only
from core.sight import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """
    Who is with them, as one party sees it.

    `names` has what each member is called, by seat; `seats` is the employee's own, and empty for the leader;
    `gone` are those who have left the workplace.
    """

    course: Course
    role: Role
    employee: str
    names: Mapping[str, str]
    seats: Mapping[str, Seat]
    gone: frozenset[str] = frozenset()


def page(texts: Texts, group: Group, *, over: bool = False) -> Form:
    """Everybody who was asked; what they answered, and what can be done about it, is the employee's alone."""
    course, mine = group.course, group.role is Role.EMPLOYEE
    top = texts("intro") if mine else texts("theirs", employee=group.employee)
    body: list[FormBlock] = [Paragraph(top)]
    if not course.group:
        body.append(Paragraph(texts("nobody")))
    for member in course.group:
        name = group.names[member.id]
        body.append(_called(texts, member, name))
        if mine:
            ref, about = joined(course.agreement, member.id), name or texts(f"part.{member.part}")
            see = Button(label=texts("see"), action="group.seat", ref=ref, about=about)
            body += [Note(_answer(texts, group, member)), Buttons((see,))]
    if mine and not over:
        ask = Button(label=texts("ask"), action="group.ask", ref=course.agreement)
        outside = Button(label=texts("outside"), action="group.outside", ref=course.agreement)
        body += [Divider(), Buttons((ask, outside)), Note(texts("sees"))]
    back = Button(label=texts("back"), action="life.show", ref=course.agreement)
    return Form(title=texts("title"), body=(*body, Buttons((back,))), close=texts("close"))


def _called(texts: Texts, member: Member, name: str) -> Block:
    return Fact(texts(f"part.{member.part}"), name or texts("no_name"))


def _answer(texts: Texts, group: Group, member: Member) -> str:
    if member.id in group.gone:
        return texts("answer.gone")
    seat = group.seats.get(member.id)
    if member.person is None:
        return texts("answer.outside")
    # When it is over no seat is kept, and nobody is with in it any more.
    return texts(f"answer.{seat.answer if seat else Answer.LEFT}")


Words: TypeAlias = tuple[Wording, bool]
"""The text as it reads now, and whether it is in force."""


def seat(
    texts: Texts, group: Group, member: Member, words: Words | None, files: tuple[FormBlock, ...] = ()
) -> Form:
    """
    What one member may read, and what can be changed about it.

    `words` are None when there is nothing to choose from any more; `files` is where an outside helper's sheet
    can be fetched.
    """
    id, theirs = group.course.agreement, group.seats.get(member.id)
    name = group.names[member.id]
    body: list[FormBlock] = [
        _called(texts, member, name),
        Note(_answer(texts, group, member)),
        *(_copied(texts, theirs, name, words) if theirs else ()),
        *((Paragraph(texts("sheet_body")), *files) if files else ()),
    ]
    shown = theirs.parts if theirs else member.parts
    go = Button(label=texts("let_go"), action="group.let_go", ref=joined(id, member.id))
    back = Button(label=texts("back"), action="group.page", ref=id)
    label = texts("reads_now" if theirs else "outside_parts", name=name)
    here = member.id not in group.gone and (member.person is None or _stays(theirs))
    field = [asking_cards.choice(texts, words[0], label, shown)] if words is not None and here else []
    return Form(
        title=texts("title"),
        body=(*body, *field, Divider(), Buttons((go, back))),
        action="group.show" if field else "",
        submit=texts("show") if field else "",
        ref=joined(id, member.id),
        close=texts("close"),
    )


def _stays(seat: Seat | None) -> bool:
    return seat is not None and seat.answer in {Answer.NONE, Answer.YES}


def _copied(texts: Texts, seat: Seat, name: str, words: Words | None) -> list[Block]:
    drafting = texts.other(DRAFTING)
    parts = [drafting(f"part.{part}") for part in seat.parts]
    body: list[Block] = []
    if parts:
        body.append(Fact(texts("can_read", day=texts.dated(seat.copied_on)), ", ".join(parts)))
        if words is not None and (key := _differs(seat, words)):
            body.append(Paragraph(texts(key, name=name)))
    if seat.said and seat.said_on:
        body += [Fact(texts("wrote", name=name), texts.dated(seat.said_on)), Quote(seat.said)]
    return body


def _differs(seat: Seat, words: Words) -> str | None:
    """Whether what was shown reads otherwise by now, or is no draft any more."""
    wording, signed = words
    if only(wording, seat.parts) != seat.wording:
        return "stale"
    return "signed_since" if signed and not seat.signed else None
