"""What the plan needs of storage."""

from collections.abc import Sequence
from typing import Protocol

from core.committee import ports as committee
from core.people import WorkplaceId
from core.plan.model import Plan


class Plans(Protocol):
    """One plan for each year. Nothing in it is about single persons but who sees to what."""

    async def get(self, workplace: WorkplaceId, year: int) -> Plan | None:
        """The plan of that year, if one is begun."""
        ...

    async def put(self, plan: Plan) -> None:
        """The first version of it, or the next one. Raises Outdated."""
        ...

    async def all(self, workplace: WorkplaceId) -> Sequence[Plan]:
        """Those that are kept, by year."""
        ...

    async def forget_before(self, year: int) -> int:
        """Delete plans of years before `year`; how many."""
        ...


class Work(committee.Work, Protocol):
    """The slice of a transaction that the plan uses."""

    @property
    def plans(self) -> Plans: ...
