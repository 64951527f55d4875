"""What own reminders need of storage."""

from collections.abc import Sequence
from typing import Protocol

from core.ledger import ports as ledger
from core.reminders.model import Reminder, ReminderId
from core.sight import Sight


class Reminders(Protocol):
    """
    Own reminders, each sealed under a key that its author alone is granted (Role.AUTHOR, Purpose.OWN).

    Nothing there and no key to it are both NotFound.
    """

    async def add(self, reminder: Reminder, sight: Sight) -> None:
        """A new one; makes its key and grants it."""
        ...

    async def get(self, id: ReminderId, sight: Sight) -> Reminder:
        """One of one's own."""
        ...

    async def exists(self, id: ReminderId) -> bool:
        """For the clock, which cannot read it."""
        ...

    async def of(self, sight: Sight) -> Sequence[Reminder]:
        """All of one's own, by date."""
        ...

    async def erase(self, id: ReminderId, sight: Sight) -> None:
        """The reminder and its key go now."""
        ...


class Work(ledger.Work, Protocol):
    """The slice of a transaction that own reminders use."""

    @property
    def reminders(self) -> Reminders: ...
