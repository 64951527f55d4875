"""What reminders keep about a person: the registry's entry."""

from collections.abc import Sequence

from core.people import Person
from core.privacy.registry import Json
from core.reminders.flow import author
from core.reminders.ports import Work


class KeptReminders:
    """Own reminders."""

    name = "reminders"

    async def count(self, work: Work, person: Person) -> int:
        return len(await work.reminders.of(author(person)))

    async def export(self, work: Work, person: Person) -> Sequence[Json]:
        return [
            {"text": r.text, "on": r.on.isoformat(), "at": r.at.isoformat(), "repeat": r.repeat}
            for r in await work.reminders.of(author(person))
        ]

    async def erase(self, work: Work, person: Person) -> None:
        for reminder in await work.reminders.of(author(person)):
            await work.reminders.erase(reminder.id, author(person))
