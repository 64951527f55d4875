"""What the group keeps about a person: the registry's entry."""

from collections.abc import Sequence

from core.agreements.usecases import sight_of
from core.errors import NotFound
from core.group import guests, usecases
from core.group.model import Answer
from core.group.ports import Work
from core.people import Person
from core.privacy.registry import Json
from core.sight import Role


class KeptSeats:
    """Those whom the person has asked in, and the seats that they were asked into themselves."""

    name = "group"

    async def count(self, work: Work, person: Person) -> int:
        return len(await self.export(work, person))

    async def export(self, work: Work, person: Person) -> Sequence[Json]:
        return [*await self._asked(work, person), *await self._sits(work, person)]

    async def _asked(self, work: Work, person: Person) -> list[Json]:
        found: list[Json] = []
        for id in await work.agreements.of(person.id, Role.EMPLOYEE):
            course = await work.agreements.course(id, sight_of(person.id, Role.EMPLOYEE))
            for member in course.group:
                entry: Json = {"asked_to_be": member.part, "since": member.since.isoformat()}
                if member.person is None:
                    found.append({**entry, "name": member.name, "shown": list(member.parts)})
                    continue
                try:
                    seat = await work.seats.get(member.id, usecases.host(person.id))
                except NotFound:
                    continue  # it is over, and no copy stays
                name = (await work.people.get(member.person)).name
                found.append(
                    {
                        **entry,
                        "name": name,
                        "shown": list(seat.parts),
                        "answer": seat.answer,
                        "wrote": seat.said,
                    }
                )
        return found

    async def _sits(self, work: Work, person: Person) -> list[Json]:
        seats = [await work.seats.get(id, usecases.guest(person.id)) for id in await work.seats.of(person.id)]
        return [
            {"asked_to_be": s.part, "answer": s.answer, "shown": list(s.parts), "wrote": s.said}
            for s in seats
        ]

    async def erase(self, work: Work, person: Person) -> None:
        """The person's own seats: they are out. Whom they have asked in stays with their agreement, and goes with it."""
        for id in await work.seats.of(person.id):
            seat = await work.seats.get(id, usecases.guest(person.id))
            if seat.answer in {Answer.NONE, Answer.YES}:
                await guests.out(work, seat)
            await work.seats.shut(id, usecases.guest(person.id))
