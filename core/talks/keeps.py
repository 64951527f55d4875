"""What wishes for a talk keep about a person: the registry's entry."""

from collections.abc import Sequence

from core.people import Person
from core.privacy.registry import Json
from core.sight import Role
from core.talks.ports import Work
from core.talks.usecases import take_back


class KeptTalks:
    """What the person asked for, and what others asked them for and they have heard of."""

    name = "talks"

    async def count(self, work: Work, person: Person) -> int:
        return len(await self.export(work, person))

    async def export(self, work: Work, person: Person) -> Sequence[Json]:
        asked = await work.talks.of(person.id, Role.ASKER)
        came = [talk for talk in await work.talks.of(person.id, Role.HELPER) if talk.heard_at <= work.now]
        return [
            {
                "sent_by_me": talk.asker == person.id,
                "sent": talk.asked_at.isoformat(),
                "soon": talk.soon,
                "came": talk.answer,
            }
            for talk in (*asked, *came)
        ]

    async def erase(self, work: Work, person: Person) -> None:
        """What the person asked for. What others asked for is theirs, and goes within two weeks."""
        for talk in await work.talks.of(person.id, Role.ASKER):
            await take_back(work, talk.id, person)
