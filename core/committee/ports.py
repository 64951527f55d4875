"""What the committee needs of storage."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from core.committee.model import Body, Party, Term, TermId
from core.directory import ports as directory
from core.people import PersonId, WorkplaceId


class Committee(Protocol):
    """The body and its terms. Nothing in it is private, and nothing in it points at an agreement."""

    async def body(self, workplace: WorkplaceId) -> Body | None:
        """The one there is, dissolved or not."""
        ...

    async def put(self, body: Body) -> None:
        """The first version of it, or the next one. Raises Outdated."""
        ...

    async def terms(self, workplace: WorkplaceId) -> Sequence[Term]:
        """All that are kept, by first day."""
        ...

    async def terms_of(self, person: PersonId) -> Sequence[Term]:
        """Those of this person, by first day."""
        ...

    async def party_of(self, workplace: WorkplaceId, person: PersonId, day: date) -> Party | None:
        """Whom this person sits in the committee for on that day; None for whoever has no seat."""
        ...

    async def add(self, term: Term) -> None:
        """A new one."""
        ...

    async def term(self, id: TermId) -> Term:
        """Raises NotFound."""
        ...

    async def save(self, term: Term) -> None:
        """`term.version` is one more than what was read. Raises Outdated."""
        ...

    async def forget_before(self, day: date) -> int:
        """Delete terms that were over before `day`; how many."""
        ...


class People(directory.People, Protocol):
    """The directory, and who in it leads somebody."""

    async def leads(self, person: PersonId) -> bool:
        """Whether somebody active has this person as their leader."""
        ...


class Work(directory.Work, Protocol):
    """The slice of a transaction that the committee uses."""

    @property
    def committee(self) -> Committee: ...
    @property
    def people(self) -> People: ...
