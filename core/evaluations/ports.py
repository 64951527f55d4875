"""What evaluations need of storage."""

from collections.abc import Sequence
from typing import Protocol

from core.agreements.model import AgreementId
from core.evaluations.model import Evaluation, EvaluationId
from core.meetings import ports as meetings
from core.sight import Sight


class Evaluations(Protocol):
    """The employee's own under the own key; what both read under the joint key. Without a key there is NotFound."""

    async def add(self, evaluation: Evaluation, sight: Sight) -> None:
        """A new one; it is never changed."""
        ...

    async def get(self, id: EvaluationId, sight: Sight) -> Evaluation:
        """Raises NotFound if there is none that `sight` opens."""
        ...

    async def of(self, agreement: AgreementId, sight: Sight) -> Sequence[Evaluation]:
        """Those that `sight` opens, the oldest first."""
        ...

    async def erase(self, id: EvaluationId, sight: Sight) -> None:
        """It goes now. Raises NotFound."""
        ...

    async def forget(self) -> int:
        """Those of the employees' own that have expired go; how many."""
        ...


class Work(meetings.Work, Protocol):
    """The slice of a transaction that evaluations use."""

    @property
    def evaluations(self) -> Evaluations: ...
