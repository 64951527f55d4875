"""What drafting needs of storage."""

from collections.abc import Sequence
from typing import Protocol

from core.agreements.model import AgreementId
from core.checkins import ports as checkins
from core.drafting.model import Draft
from core.sight import Sight


class Drafts(Protocol):
    """
    The versions of a draft, under the joint key.

    Every method raises NotFound if there is no such thing or if `sight` holds no key to it.
    """

    async def add(self, draft: Draft, sight: Sight) -> None:
        """Another version. Raises Outdated if one of that number is there."""
        ...

    async def get(self, id: AgreementId, number: int, sight: Sight) -> Draft:
        """One version."""
        ...

    async def numbers(self, id: AgreementId, sight: Sight) -> Sequence[int]:
        """Which versions are kept, oldest first."""
        ...

    async def erase(self, id: AgreementId, sight: Sight) -> None:
        """All versions go now."""
        ...


class Work(checkins.Work, Protocol):
    """The slice of a transaction that drafting uses."""

    @property
    def drafts(self) -> Drafts: ...
