"""What invitations need of storage."""

from collections.abc import Sequence
from typing import Protocol

from core.drafting import ports as drafting
from core.invitations.model import Invitation, InvitationId, Thoughts
from core.people import PersonId
from core.sight import Role, Sight


class Invitations(Protocol):
    """
    Offers and requests, opened on somebody's behalf.

    Every reading method raises NotFound if there is none such or if `sight` holds no key to it.
    """

    async def add(self, invitation: Invitation) -> None:
        """Make its keys, grant them to the two (sight.HOLDS), and store it with empty thoughts."""
        ...

    async def get(self, id: InvitationId, sight: Sight) -> Invitation:
        """What both may read."""
        ...

    async def save(self, invitation: Invitation, sight: Sight) -> None:
        """`version` is one more than what was read. Raises Outdated."""
        ...

    async def thoughts(self, id: InvitationId, sight: Sight) -> Thoughts:
        """For the invitee alone."""
        ...

    async def keep_thoughts(self, thoughts: Thoughts, sight: Sight) -> None:
        """`version` is one more than what was read. Raises Outdated."""
        ...

    async def of(self, person: PersonId, role: Role) -> Sequence[Invitation]:
        """Those this person sent (INVITER) or got (INVITEE), oldest first."""
        ...

    async def exists(self, id: InvitationId) -> bool:
        """Whether it is kept still; for the clock, which can read none."""
        ...

    async def erase(self, id: InvitationId) -> None:
        """Grants and rows go now."""
        ...

    async def forget(self) -> int:
        """Delete those whose time is over; says how many."""
        ...


class Work(drafting.Work, Protocol):
    """The slice of a transaction that invitations use."""

    @property
    def invitations(self) -> Invitations: ...
