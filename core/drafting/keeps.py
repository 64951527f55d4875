"""What drafts keep about a person: the registry's entry."""

from collections.abc import Sequence

from core.agreements.model import Section, Wording
from core.agreements.usecases import sight_of, takes_part
from core.drafting.model import Draft
from core.drafting.ports import Work
from core.people import Person
from core.privacy.registry import Json
from core.sight import Role


class KeptDrafts:
    """The newest version of each draft that is being written, as both parties may read it."""

    name = "drafts"

    async def _open(self, work: Work, person: Person) -> Sequence[tuple[Role, Draft]]:
        return [
            (role, await work.drafts.get(id, numbers[-1], sight_of(person.id, role)))
            for role in (Role.EMPLOYEE, Role.LEADER)
            for id in await work.agreements.of(person.id, role)
            if await takes_part(
                work, await work.agreements.course(id, sight_of(person.id, role)), person.id, role
            )
            if (numbers := await work.drafts.numbers(id, sight_of(person.id, role)))
        ]

    async def count(self, work: Work, person: Person) -> int:
        return len(await self._open(work, person))

    async def export(self, work: Work, person: Person) -> Sequence[Json]:
        return [
            {
                "as": role.value,
                "version": draft.number,
                **_plain(draft.wording),
                "written_by": {part: who.value for part, who in draft.authors.items()},
                "comments": [
                    {"about": each.about, "by": each.who.value, "at": each.at.isoformat(), "text": each.text}
                    for each in draft.comments
                ],
            }
            for role, draft in await self._open(work, person)
        ]

    async def erase(self, work: Work, person: Person) -> None:
        """Nothing: a draft is the other party's as well. Either ends it, with all its versions, by leaving it."""


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
