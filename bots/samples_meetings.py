"""Meetings as the employee and the leader have them, with made-up content."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from core.agreements.course import Course
from core.agreements.members import Member, Part, SeatId
from core.agreements.model import State, Terms
from core.chat.texts import Texts
from core.chat.views import Form, OneTimeLink
from core.meetings import cards
from core.meetings.model import Line, LineId, Meeting, MeetingId, Slot
from core.meetings.texts import TEXTS
from core.meetings.usecases import Place, Seen
from core.people import Language, Person, PersonId
from core.sight import Role, Sight

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
TUESDAY = Slot(at=datetime(2026, 12, 1, 12, tzinfo=UTC), minutes=30, place="Møterom Furu i 3. etasje")
THURSDAY = Slot(at=datetime(2026, 12, 3, 9, tzinfo=UTC), minutes=45, place="En tur rundt vannet")
ZONES = ("Europe/Oslo", "Europe/Oslo")


def every(language: Language, employee: Person, leader: Person, terms: Terms) -> Iterator[tuple[str, Form]]:
    """By name, in this language."""
    texts = Texts(TEXTS, language)
    pia = Member(id=SeatId("pia"), part=Part.SUPPORT_CONTACT, since=date(2026, 11, 2), person=PersonId("pia"))
    tove = replace(pia, id=SeatId("tove"), part=Part.UNION_REPRESENTATIVE, person=PersonId("tove"))
    course = Course(
        agreement=terms.agreement, employee=employee.id, leader=leader.id, state=State.ACTIVE,
        starts_on=terms.starts_on, ends_on=terms.ends_on, group=(pia, tove),
    )  # fmt: skip
    names = cards.Named(
        roles={Role.EMPLOYEE: employee.name, Role.LEADER: leader.name},
        members={
            pia.id: cards.name_of(texts, pia, "Pia Oppdiktet"),
            tove.id: cards.name_of(texts, tove, "Tove Oppdiktet"),
        },
    )
    when = (NOW, NOW.date())
    mine = Place(course=course, sight=Sight(person=employee.id, role=Role.EMPLOYEE), when=when, open=True)
    boss = replace(mine, sight=Sight(person=leader.id, role=Role.LEADER))
    offered = Meeting(
        id=MeetingId("meeting"), agreement=terms.agreement, leader=leader.id, numbers=("a", "b"),
        proposed=TUESDAY, by=Role.LEADER, wished=(pia.id,),
    )  # fmt: skip
    lines = (
        Line(
            id=LineId("1"), who=Role.EMPLOYEE, text="Hvordan det går med to dager hjemmefra", shown_from=NOW
        ),
        Line(id=LineId("2"), who=Role.LEADER, text="Vaktplanen før jul", shown_from=NOW),
    )
    agreed = replace(offered.accepted(Role.EMPLOYEE, 1, (tove.id,)), wished=(), lines=lines)
    moved = agreed.offered(THURSDAY, Role.LEADER, ())
    gone = agreed.called_off(Role.LEADER)

    def seen(place: Place, meeting: Meeting, zone: str = ZONES[1]) -> Seen:
        return Seen(
            meeting=meeting, course=course, sight=place.sight, when=when, off=meeting.off is not None,
            zones=(ZONES[0], zone),
        )  # fmt: skip

    been = replace(agreed, agreed=replace(TUESDAY, at=NOW - timedelta(days=12)))
    yield "meetings_none", cards.page(texts, mine, (), (), names)
    yield (
        "meetings",
        cards.page(texts, mine, [seen(mine, moved), seen(mine, gone)], [seen(mine, been)], names),
    )
    yield "meeting_proposed", cards.show(texts, seen(mine, offered), names)
    yield "meeting_waiting", cards.show(texts, seen(boss, offered), names)
    yield "meeting_agreed", cards.show(texts, seen(mine, agreed), names)
    yield "meeting_agreed_leader", cards.show(texts, seen(boss, agreed, "America/New_York"), names)
    yield "meeting_moved", cards.show(texts, seen(mine, moved), names)
    yield "meeting_off", cards.show(texts, seen(mine, gone), names)
    yield "meeting_new", cards.propose(texts, mine, names, TUESDAY, terms.agreement)
    yield "meeting_new_leader", cards.propose(texts, boss, names, TUESDAY, terms.agreement)
    yield "meeting_other", cards.propose(texts, mine, names, TUESDAY, offered.id)
    yield "meeting_guests", cards.guests(texts, seen(mine, agreed), names)
    yield "meeting_cancel", cards.cancel(texts, seen(mine, agreed), names)
    yield "meeting_line", cards.line(texts, seen(mine, agreed), names)
    link = OneTimeLink(texts("calendar.file"), "https://innsjekk.example.org/private#ticket")
    yield "meeting_calendar", cards.calendar(texts, seen(mine, agreed), (link,))
