"""What preparations need of storage."""

from collections.abc import Sequence
from typing import Protocol

from core.agreements.model import AgreementId
from core.evaluations import ports as evaluations
from core.occasions import ports as occasions
from core.preparations.model import Preparation, Shared, SharedId
from core.sight import Sight


class Preparations(Protocol):
    """The employee's own under the own key; what was shared, under the joint key. Without a key there is NotFound."""

    async def own(self, agreement: AgreementId, sight: Sight) -> Sequence[Preparation]:
        """The employee's, by day."""
        ...

    async def keep(self, preparation: Preparation, sight: Sight) -> None:
        """Insert (version 0) or replace (one more than what was read; raises Outdated)."""
        ...

    async def erase(self, preparation: Preparation, sight: Sight) -> None:
        """It goes now. Raises Outdated if it has changed."""
        ...

    async def shared(self, agreement: AgreementId, sight: Sight) -> Sequence[Shared]:
        """The copies that `sight` holds the key of, by day and part."""
        ...

    async def agreement_of(self, id: SharedId) -> AgreementId:
        """Which agreement something belongs to. Raises NotFound."""
        ...

    async def share(self, shared: Shared, sight: Sight) -> None:
        """Insert a copy (version 0) or replace it (one more than what was read; raises Outdated)."""
        ...

    async def take_back(self, shared: Shared, sight: Sight) -> None:
        """Delete the copy, if it is still at this version. Raises Outdated."""
        ...

    async def forget(self) -> int:
        """Delete what has been kept long enough; that takes no key. How many rows."""
        ...


class Work(occasions.Work, evaluations.Work, Protocol):
    """The slice of a transaction that preparations use."""

    @property
    def preparations(self) -> Preparations: ...
