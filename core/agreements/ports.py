"""What agreements need of storage."""

from collections.abc import Sequence
from typing import Protocol

from core.agreements.course import Course
from core.agreements.model import AgreementId, Route, Terms
from core.ledger import ports as ledger
from core.people import PersonId
from core.sight import Role, Sight


class Agreements(Protocol):
    """
    Agreements, opened on somebody's behalf.

    Every reading method raises NotFound if there is no such agreement or if `sight` holds no key to it:
    the two cannot be told apart.
    """

    async def begin(self, route: Route, course: Course) -> None:
        """Make the agreement's keys, grant them to its parties and the clock (sight.HOLDS), and store both parts."""
        ...

    async def course(self, id: AgreementId, sight: Sight) -> Course:
        """How it stands; for employee and responsible leader."""
        ...

    async def save_course(self, course: Course, sight: Sight) -> None:
        """`course.version` is one more than what was read. Raises Outdated."""
        ...

    async def route(self, id: AgreementId, sight: Sight) -> Route:
        """The route; for the employee and the clock."""
        ...

    async def save_route(self, route: Route, sight: Sight) -> None:
        """`route.version` is one more than what was read. Raises Outdated."""
        ...

    async def terms(self, id: AgreementId, sight: Sight) -> Terms:
        """The newest version in force."""
        ...

    async def add_terms(self, terms: Terms, sight: Sight) -> None:
        """Another version, the first being 1; `terms.number` is one more than the last. Raises Outdated."""
        ...

    async def of(self, person: PersonId, role: Role) -> Sequence[AgreementId]:
        """Those in which this person has this role, found by blind index; no list of all exists for people."""
        ...

    async def versions(self, id: AgreementId, sight: Sight) -> Sequence[Terms]:
        """Every version that was in force and that `sight` holds the key of, oldest first."""
        ...

    async def for_the_clock(self) -> Sequence[AgreementId]:
        """Every id, for the daily repair of broken chains."""
        ...

    async def renew(self, id: AgreementId, by: Sight, others: Sequence[Sight]) -> None:
        """
        A new generation of the joint key, for `by`, who must hold the last one, and for `others`.

        What is written from now on is under it; what was written stays as it is, and opens for those who hold
        the generation it is under.
        """
        ...

    async def admit(self, id: AgreementId, by: Sight, to: Sight) -> None:
        """Give `to` the newest generation of each key that `by` holds and that the role of `to` may hold."""
        ...

    async def dismiss(self, id: AgreementId, *sights: Sight) -> None:
        """All that these hold of this agreement, of every generation, goes now. Fine if it is nothing."""
        ...

    async def shut(self, id: AgreementId, employee: PersonId) -> None:
        """Nobody but the employee and the clock holds anything of it from now on."""
        ...

    async def put_terms(self, terms: Terms, sight: Sight) -> None:
        """The newest version again: the same words, with one more signature. Raises Outdated if it is not the newest."""
        ...

    async def erase(self, id: AgreementId) -> None:
        """Grants and rows of the agreement, and of all that is sealed under its keys, go now."""
        ...


class Work(ledger.Work, Protocol):
    """The slice of a transaction that agreements use."""

    @property
    def agreements(self) -> Agreements: ...
