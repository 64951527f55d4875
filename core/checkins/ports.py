"""What check-ins need of storage."""

from collections.abc import Sequence
from typing import Protocol

from core.agreements import ports as agreements
from core.agreements.model import AgreementId
from core.checkins.model import Answers, CheckIn, CheckInId, Share, ShareId
from core.sight import Sight


class CheckIns(Protocol):
    """
    Check-ins, opened on somebody's behalf.

    As with agreements: nothing there and no key to it are both NotFound. What `sight` must hold is in
    core.sight: the check-in itself lies under the route key, answers under own, shares under joint.
    """

    async def agreement_of(self, id: CheckInId) -> AgreementId:
        """Which agreement a check-in belongs to. Raises NotFound."""
        ...

    async def add(self, checkin: CheckIn, sight: Sight) -> None:
        """A new occurrence."""
        ...

    async def get(self, id: CheckInId, sight: Sight) -> CheckIn:
        """One occurrence."""
        ...

    async def save(self, checkin: CheckIn, sight: Sight) -> None:
        """`checkin.version` is one more than what was read. Raises Outdated."""
        ...

    async def of(self, agreement: AgreementId, sight: Sight) -> Sequence[CheckIn]:
        """All occurrences, by due time."""
        ...

    async def answers(self, id: CheckInId, sight: Sight) -> Answers | None:
        """The employee's own answers, if there are any."""
        ...

    async def keep_answers(self, answers: Answers, sight: Sight) -> None:
        """Insert (version 0) or replace (one more than what was read; raises Outdated)."""
        ...

    async def erase_answers(self, id: CheckInId, sight: Sight) -> None:
        """The answers go now; the check-in itself stays. Fine if there are none."""
        ...

    async def forget_answers(self, id: CheckInId) -> None:
        """The clock deletes what has been kept long enough; that takes no key."""
        ...

    async def shares(self, agreement: AgreementId, sight: Sight) -> Sequence[Share]:
        """The shared copies of one agreement that `sight` holds the key of, oldest first."""
        ...

    async def seal_anew(self, agreement: AgreementId, sight: Sight) -> None:
        """What was shared is put under the newest generation of the joint key, for whoever holds that."""
        ...

    async def agreement_of_share(self, id: ShareId) -> AgreementId:
        """Which agreement a shared copy belongs to. Raises NotFound."""
        ...

    async def share(self, share: Share, sight: Sight) -> None:
        """A new shared copy."""
        ...

    async def save_share(self, share: Share, sight: Sight) -> None:
        """`share.version` is one more than what was read. Raises Outdated."""
        ...

    async def take_back(self, share: Share, sight: Sight) -> None:
        """Delete the copy, if it is still at this version. Raises Outdated."""
        ...


class Work(agreements.Work, Protocol):
    """The slice of a transaction that check-ins use."""

    @property
    def checkins(self) -> CheckIns: ...
