"""What is kept about a person and the committee: the registry's entry."""

from collections.abc import Sequence

from core.committee.model import Term
from core.committee.ports import Work
from core.committee.usecases import today_of
from core.people import Person
from core.privacy.registry import Json


class KeptTerms:
    """That the person sits, or has sat, in the committee."""

    name = "committee"

    async def count(self, work: Work, person: Person) -> int:
        return len(await work.committee.terms_of(person.id))

    async def export(self, work: Work, person: Person) -> Sequence[Json]:
        return [_told(each) for each in await work.committee.terms_of(person.id)]

    async def erase(self, work: Work, person: Person) -> None:
        """What is over stays without a name. A seat that somebody holds is left first, and not by erasing."""
        today = today_of(work, person)
        for term in await work.committee.terms_of(person.id):
            if term.over(today):
                await work.committee.save(term.without_name())


def _told(term: Term) -> Json:
    return {"party": term.party.value, "from": term.starts_on.isoformat(), "to": term.last.isoformat()}
