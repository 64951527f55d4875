"""What meetings need of storage."""

from collections.abc import Sequence
from typing import Protocol

from core.agreements.model import AgreementId
from core.drafting import ports as drafting
from core.meetings.model import Meeting, MeetingId
from core.sight import Sight


class Meetings(Protocol):
    """
    Meetings, each sealed under the joint key of its agreement.

    Every reading method raises NotFound if there is no such meeting or if `sight` holds no key to it.
    """

    async def add(self, meeting: Meeting, sight: Sight) -> None:
        """A new one."""
        ...

    async def get(self, id: MeetingId, sight: Sight) -> Meeting:
        """As it stands."""
        ...

    async def save(self, meeting: Meeting, sight: Sight) -> None:
        """`meeting.version` is one more than what was read. Raises Outdated."""
        ...

    async def of(self, agreement: AgreementId, sight: Sight) -> Sequence[Meeting]:
        """Those that `sight` opens, by time."""
        ...

    async def agreement(self, id: MeetingId) -> AgreementId:
        """Which agreement it goes with; for the clock. Raises NotFound."""
        ...

    async def forget(self) -> int:
        """Those that have expired go; how many."""
        ...


class Work(drafting.Work, Protocol):
    """The slice of a transaction that meetings use."""

    @property
    def meetings(self) -> Meetings: ...
