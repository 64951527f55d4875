"""What check-ins keep about a person: the registry's entry."""

from collections.abc import Sequence

from core.agreements.model import AgreementId
from core.checkins.model import Answers
from core.checkins.ports import Work
from core.checkins.usecases import employee
from core.people import Person
from core.privacy.registry import Json
from core.sight import Role


class KeptAnswers:
    """The employee's own answers, and what of them was shared."""

    name = "checkins"

    async def _mine(self, work: Work, person: Person) -> Sequence[AgreementId]:
        return await work.agreements.of(person.id, Role.EMPLOYEE)

    async def count(self, work: Work, person: Person) -> int:
        return len(await self.export(work, person))

    async def export(self, work: Work, person: Person) -> Sequence[Json]:
        sight, found = employee(person), list[Json]()
        for id in await self._mine(work, person):
            shares = await work.checkins.shares(id, sight)
            texts = await work.agreements.versions(id, sight)
            words = {m.id: m.text for terms in texts for m in terms.measures}
            for checkin in await work.checkins.of(id, sight):
                given = await work.checkins.answers(checkin.id, sight)
                mine = [share for share in shares if share.checkin == checkin.id]
                if given is None and not mine:
                    continue
                # Answers go after ninety days; a copy that the leader can read stays as long as the agreement.
                given = given or Answers(checkin=checkin.id, agreement=id)
                found.append(
                    {
                        "due": checkin.due.isoformat(),
                        "mood": given.mood,
                        "difficult": given.difficult,
                        "measures": {words.get(m, m): feels for m, feels in given.measures.items()},
                        "needs": given.needs,
                        "shared": [
                            {
                                "part": share.part,
                                "mood": share.mood,
                                "text": share.text,
                                "measures": dict(share.measures),
                                "opened": share.opened_at and share.opened_at.isoformat(),
                                "thanks": share.thanks,
                            }
                            for share in mine
                        ],
                    }
                )
        return found

    async def erase(self, work: Work, person: Person) -> None:
        """Answers, and copies that the leader has not opened; what was read was given away."""
        sight = employee(person)
        for id in await self._mine(work, person):
            for share in await work.checkins.shares(id, sight):
                if share.opened_at is None:
                    await work.checkins.take_back(share, sight)
            for checkin in await work.checkins.of(id, sight):
                await work.checkins.erase_answers(checkin.id, sight)
