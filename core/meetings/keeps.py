"""What meetings keep about a person: the registry's entry."""

from collections.abc import Sequence

from core.agreements.course import Course
from core.agreements.usecases import taking_part
from core.meetings.model import Meeting
from core.meetings.ports import Work
from core.people import Person
from core.privacy.registry import Json
from core.sight import Role, Sight


class KeptMeetings:
    """The meetings of the person's own agreements, with what each of the two wants to bring up."""

    name = "meetings"

    async def _mine(self, work: Work, person: Person) -> Sequence[tuple[Course, Meeting, Sight]]:
        return [
            (course, each, sight)
            for course, sight in await taking_part(work, person.id, Role.EMPLOYEE, Role.LEADER)
            for each in await work.meetings.of(course.agreement, sight)
            if sight.role is Role.EMPLOYEE or each.leader == person.id
        ]

    async def count(self, work: Work, person: Person) -> int:
        return len(await self._mine(work, person))

    async def export(self, work: Work, person: Person) -> Sequence[Json]:
        """What the employee wants to bring up is in a leader's file by the employee's yes alone."""
        return [
            {
                "meets": each.slot().at.isoformat(),
                "minutes": each.slot().minutes,
                "place": each.slot().place,
                "sent_by_me": each.by is sight.role,
                "agreed": each.agreed is not None and each.off is None,
                "to_bring_up": [
                    line.text
                    for line in each.lines_for(sight.role, work.now)
                    if sight.role in {line.who, Role.EMPLOYEE} or course.leader_may_copy
                ],
            }
            for course, each, sight in await self._mine(work, person)
        ]

    async def erase(self, work: Work, person: Person) -> None:
        """One's own lines. That there is a meeting is the other's to know as well; calling it off is done there."""
        for _, each, sight in await self._mine(work, person):
            if any(line.who is sight.role for line in each.lines):
                await work.meetings.save(each.without_lines(sight.role), sight)
