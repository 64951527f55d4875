"""What preparations keep about a person: the registry's entry."""

from collections.abc import Sequence

from core.agreements.usecases import taking_part
from core.chat.texts import Texts
from core.errors import NotFound
from core.occasions.model import OccasionId
from core.occasions.naming import named
from core.people import Person
from core.preparations import prompts, usecases
from core.preparations.model import CHOICES, Part, Preparation, Shared
from core.preparations.ports import Work
from core.preparations.texts import TEXTS
from core.privacy.registry import Json
from core.sight import Role, Sight


class KeptPreparations:
    """
    The employee's own with what of it is shared, and the leader's lines; for a leader their own lines.

    What was shared is the employee's to take out of the app: the leader reads it where it stands.
    """

    name = "preparations"

    async def count(self, work: Work, person: Person) -> int:
        return len(await self._own(work, person)) + len(await self._lines(work, person))

    async def export(self, work: Work, person: Person) -> Sequence[Json]:
        texts, found = Texts(TEXTS, person.language, person.zone), list[Json]()
        for mine, sight in await self._own(work, person):
            copies = [
                each
                for each in await usecases.readable(work, mine.agreement, sight)
                if each.occasion == mine.occasion and each.by is Role.EMPLOYEE
            ]
            found.append(await _named(work, texts, mine) | _told(texts, mine, copies))
        for line in await self._lines(work, person):
            found.append(await _named(work, texts, line) | {"next_time": line.text})
        return found

    async def erase(self, work: Work, person: Person) -> None:
        """One's own, and copies that the leader has not opened, also those that wait for the morning."""
        for course, sight in await taking_part(work, person.id, Role.EMPLOYEE):
            for mine in await work.preparations.own(course.agreement, sight):
                await work.preparations.erase(mine, sight)
                await work.marks.take(prompts.prepared(mine.agreement, mine.occasion))
            for copy in await work.preparations.shared(course.agreement, sight):
                if copy.by is Role.EMPLOYEE and copy.opened_at is None:
                    await work.preparations.take_back(copy, sight)

    async def _own(self, work: Work, person: Person) -> Sequence[tuple[Preparation, Sight]]:
        return [
            (each, sight)
            for course, sight in await taking_part(work, person.id, Role.EMPLOYEE)
            for each in await work.preparations.own(course.agreement, sight)
        ]

    async def _lines(self, work: Work, person: Person) -> Sequence[Shared]:
        return [
            each
            for course, sight in await taking_part(work, person.id, Role.EMPLOYEE, Role.LEADER)
            for each in await usecases.readable(work, course.agreement, sight)
            if each.by is Role.LEADER
        ]


async def _named(work: Work, texts: Texts, what: Preparation | Shared) -> Json:
    try:
        name = named(texts, await work.occasions.get(OccasionId(what.occasion)))
    except NotFound:
        name = texts("forgotten")
    return {"occasion": name, "on": what.on.isoformat()}


def _told(texts: Texts, mine: Preparation, copies: Sequence[Shared]) -> Json:
    def name(part: Part) -> str:
        return texts(f"part.{part}" if part in CHOICES else f"name.{part}")

    return {
        "choices": [name(part) for part in mine.given(CHOICES)],
        **{part.value: mine.parts[part] for part in mine.given() if part not in CHOICES},
        "shared": [
            {"part": name(each.part), "opened": each.opened_at.isoformat() if each.opened_at else None}
            for each in copies
        ],
    }
