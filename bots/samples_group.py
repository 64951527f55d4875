"""Who is with the two, as the employee, the leader and somebody who is asked have it, with made-up content."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from core.agreements.course import Course
from core.agreements.members import Member, Part, SeatId
from core.agreements.model import AgreementId, State, Terms
from core.chat.texts import Texts
from core.chat.views import Form
from core.drafting.model import wording_of
from core.group import asking_cards, cards, guest_cards
from core.group.model import Answer, Seat, offered, only
from core.group.texts import TEXTS
from core.people import Language, Person, PersonId, Position
from core.sight import Role

ID = AgreementId("agreement")
DAY = date(2026, 11, 23)
PIA, TONE = "Pia Oppdiktet", "Tone Oppdiktet"


def every(language: Language, employee: Person, leader: Person, terms: Terms) -> Iterator[tuple[str, Form]]:
    """By name, in this language."""
    texts = Texts(TEXTS, language)
    wording = wording_of(terms)
    everything = tuple(offered(wording))
    pia = replace(employee, id=PersonId("pia"), name=PIA)
    tone = replace(pia, id=PersonId("tone"), name=TONE, positions=frozenset({Position.COMMITTEE}))
    members = (
        Member(id=SeatId("seat-1"), part=Part.SUPPORT_CONTACT, since=DAY, person=pia.id),
        Member(id=SeatId("seat-2"), part=Part.UNION_REPRESENTATIVE, since=DAY, person=tone.id),
        Member(id=SeatId("seat-3"), part=Part.GP, since=DAY, parts=everything[:2]),
    )
    seat = Seat(
        id=SeatId("seat-1"), agreement=ID, employee=employee.id, person=pia.id, part=Part.SUPPORT_CONTACT,
        wording=only(wording, everything[:3]), parts=everything[:3], signed=True, copied_on=DAY,
        answer=Answer.YES, said="Mandager passer fint for en kaffe.", said_on=DAY,
    )  # fmt: skip
    asked = replace(seat, answer=Answer.NONE, said="", said_on=None)
    group = cards.Group(
        course=_course(employee, leader, terms, members),
        role=Role.EMPLOYEE,
        employee=employee.name,
        names={members[0].id: PIA, members[1].id: TONE, members[2].id: ""},
        seats={members[0].id: seat, members[1].id: replace(asked, id=members[1].id)},
    )
    theirs = replace(group, role=Role.LEADER, seats={})
    yield "group", cards.page(texts, group)
    yield "group_leader", cards.page(texts, theirs)
    yield "group_nobody", cards.page(texts, replace(group, course=_course(employee, leader, terms, ())))
    yield "group_ask", asking_cards.ask(texts, ID)
    yield "group_found", asking_cards.found(texts, ID, Part.SUPPORT_CONTACT, (pia,))
    yield "group_confirm", asking_cards.confirm(texts, ID, Part.UNION_REPRESENTATIVE, tone, (wording, False))
    yield "group_outside", asking_cards.outside(texts, ID, wording)
    yield "group_seat", cards.seat(texts, group, members[0], (replace(wording, goal="Et nytt mål"), True))
    yield "group_asked", guest_cards.asked(texts, asked, employee.name, tone)
    yield "group_reads", guest_cards.reading(texts, seat, employee.name, "")
    yield "group_leave", guest_cards.leave(texts, seat, employee.name)


def _course(employee: Person, leader: Person, terms: Terms, group: tuple[Member, ...]) -> Course:
    return Course(
        agreement=ID, employee=employee.id, leader=leader.id, state=State.ACTIVE, starts_on=terms.starts_on,
        ends_on=terms.ends_on, group=group,
    )  # fmt: skip
