"""The log: what the two have done, as each may read it; on a page, and for the employee as a file."""

from collections.abc import Sequence
from typing import Final

from core import workdays
from core.agreements.course import Course, other
from core.agreements.model import AgreementId
from core.agreements.usecases import names_of
from core.chat.texts import Texts
from core.chat.views import Fact, Heading, Paragraph
from core.drafting.usecases import standing
from core.errors import NotFound
from core.evaluations import cards
from core.evaluations.cards import Line
from core.evaluations.ports import Work
from core.evaluations.texts import TEXTS
from core.evaluations.usecases import readable
from core.life.cards import told
from core.life.texts import TEXTS as LIFE
from core.pages.model import Document, Part
from core.people import Person
from core.sight import Role, Sight


async def lines(work: Work, course: Course, sight: Sight, texts: Texts) -> Sequence[Line]:
    """The oldest first. What the other cannot see is marked; the leader has nothing of that kind."""
    life, found = texts.other(LIFE), list[Line]()
    names = await names_of(work, course)
    for step in course.steps_at(work.now):
        day = workdays.local_date(step.at, texts.zone)
        found.append(Line(on=day, what=told(life, course, names, step)))
    if sight.role is Role.EMPLOYEE or sight.person == course.leader:
        for meeting in await work.meetings.of(course.agreement, sight):
            met = meeting.agreed is not None and meeting.off is None and meeting.agreed.at <= work.now
            if met and meeting.agreed is not None:
                day = workdays.local_date(meeting.agreed.at, texts.zone)
                found.append(Line(on=day, what=texts("log.meeting")))
    for each in await readable(work, course.agreement, sight):
        key = "log.evaluated" if each.joint else "log.mine"
        name = names[each.who] if each.by == course.person(each.who) else life("earlier_leader")
        alone = "" if each.joint else texts("log.alone")
        if each.waits(work.now):
            alone = texts(cards.at_night("log.at_night", each.who), name=names[other(each.who)])
        found.append(
            Line(on=each.dated(texts.zone), what=texts(key, name=name), evaluation=each, alone=alone)
        )
    return sorted(found, key=lambda line: line.on)


class LogSheet:
    """`ref` is the agreement."""

    name: Final = "evaluations.log"

    async def build(self, work: Work, person: Person, ref: str) -> Document:
        """For the employee alone; what the leader cannot see is marked there too."""
        course, sight = await standing(work, AgreementId(ref), person)
        if sight.role is not Role.EMPLOYEE:
            raise NotFound
        texts = Texts(TEXTS, person.language, person.zone)
        parts: list[Part] = [Heading(texts("log.title")), Paragraph(texts("sheet.body", name=person.name))]
        for line in await lines(work, course, sight, texts):
            alone = f" ({line.alone})" if line.alone else ""
            parts.append(Fact(texts.dated(line.on), f"{line.what}{alone}"))
            parts += cards.said(texts, line.evaluation) if line.evaluation else ()
        return Document(title=texts("log.title"), language=texts.language, parts=tuple(parts))
