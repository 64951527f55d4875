"""What drafts keep about a person: the registry's entry."""

from collections.abc import Sequence

from core.agreements.course import Course
from core.agreements.model import Section, Wording
from core.agreements.usecases import taking_part
from core.drafting.model import Draft
from core.drafting.ports import Work
from core.people import Person
from core.privacy.registry import Json
from core.sight import Role


class KeptDrafts:
    """
    The newest version of each draft that is being written: for the employee the whole, for a leader their own comments.

    A draft of an amendment holds all that is in force, and a leader takes that out by the employee's yes alone.
    """

    name = "drafts"

    async def _open(self, work: Work, person: Person) -> Sequence[tuple[Role, Course, Draft]]:
        found: list[tuple[Role, Course, Draft]] = []
        for course, sight in await taking_part(work, person.id, Role.EMPLOYEE, Role.LEADER):
            if numbers := await work.drafts.numbers(course.agreement, sight):
                draft = await work.drafts.get(course.agreement, numbers[-1], sight)
                found.append((sight.role, course, draft))
        return found

    async def count(self, work: Work, person: Person) -> int:
        return len(await self._open(work, person))

    async def export(self, work: Work, person: Person) -> Sequence[Json]:
        return [
            _told(role, draft, whole=role is Role.EMPLOYEE or course.leader_may_copy)
            for role, course, draft in await self._open(work, person)
        ]

    async def erase(self, work: Work, person: Person) -> None:
        """Nothing: a draft is the other party's as well. Either ends it, with all its versions, by leaving it."""


def _told(role: Role, draft: Draft, *, whole: bool) -> Json:
    words = {
        **_plain(draft.wording),
        "written_by": {part: who.value for part, who in draft.authors.items()},
    }
    return {
        "as": role.value,
        "version": draft.number,
        **(words if whole else {}),
        "comments": [
            {"about": each.about, "by": each.who.value, "at": each.at.isoformat(), "text": each.text}
            for each in draft.comments
            if whole or each.who is role
        ],
    }


def _plain(wording: Wording) -> Json:
    return {
        "from": wording.starts_on.isoformat(),
        "to": wording.ends_on.isoformat(),
        "weekly_for": wording.cadence.weekly_for,
        "then_every": wording.cadence.then_every,
        "slowest": wording.slowest,
        "measures": [{"what": m.kind, "text": m.text, "by": m.owner} for m in wording.measures],
        "occasions": list(wording.occasions),
        "signed_on_paper": wording.paper.isoformat() if wording.paper else None,
        **{section.value: str(getattr(wording, section.value)) for section in Section},
    }
