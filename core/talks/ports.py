"""What wishes for a talk need of storage."""

from collections.abc import Sequence
from typing import Protocol

from core.group import ports as group
from core.people import PersonId
from core.sight import Role, Sight
from core.talks.model import Talk, TalkId


class Talks(Protocol):
    """
    Wishes, each sealed under a key of its own for the two (Role.ASKER and Role.HELPER).

    Every reading method raises NotFound if there is no such wish or if `sight` holds no key to it.
    """

    async def add(self, talk: Talk) -> None:
        """A new wish, and its key for the two."""
        ...

    async def get(self, id: TalkId, sight: Sight) -> Talk:
        """As it stands."""
        ...

    async def save(self, talk: Talk, sight: Sight) -> None:
        """`talk.version` is one more than what was read. Raises Outdated."""
        ...

    async def of(self, person: PersonId, role: Role) -> Sequence[Talk]:
        """This person's in this role, oldest first."""
        ...

    async def exists(self, id: TalkId) -> bool:
        """Whether there is one; for the clock."""
        ...

    async def erase(self, id: TalkId) -> None:
        """The wish and its keys go now. Fine if there is none."""
        ...

    async def forget(self) -> int:
        """Those that have expired go; how many."""
        ...


class Work(group.Work, Protocol):
    """The slice of a transaction that talks use."""

    @property
    def talks(self) -> Talks: ...
