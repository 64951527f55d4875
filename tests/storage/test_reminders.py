"""Own reminders: read by their author alone."""

from datetime import date, time

import pytest

from core.errors import NotFound, Outdated
from core.reminders.model import ReminderId, Repeat
from core.sight import Role
from storage.store import SqlStore
from tests.builders import AUTHOR, KARI, ODA, a_reminder, sight


async def test_reminders_come_back_by_date(store: SqlStore) -> None:
    """As they were, to the one who set them."""
    later = a_reminder(on=date(2027, 1, 4), at=time(14, 30), repeat=Repeat.FORTNIGHTLY, text="Æøå")
    sooner = a_reminder(on=date(2026, 12, 1))
    async with store.transaction() as work:
        await work.reminders.add(later, AUTHOR)
        await work.reminders.add(sooner, AUTHOR)
    async with store.transaction() as work:
        assert await work.reminders.get(later.id, AUTHOR) == later
        assert await work.reminders.of(AUTHOR) == [sooner, later]


async def test_nobody_else_reads_or_erases_them(store: SqlStore) -> None:
    """Another author, the author as something else, and nothing there: the same refusal."""
    reminder = a_reminder()
    async with store.transaction() as work:
        await work.reminders.add(reminder, AUTHOR)
        for id in (reminder.id, ReminderId("nothing")):
            for other in (sight(ODA, Role.AUTHOR), sight(KARI, Role.LEADER), sight(KARI, Role.EMPLOYEE)):
                with pytest.raises(NotFound):
                    await work.reminders.get(id, other)
                with pytest.raises(NotFound):
                    await work.reminders.erase(id, other)
        assert await work.reminders.of(sight(ODA, Role.AUTHOR)) == []
        assert await work.reminders.get(reminder.id, AUTHOR) == reminder


async def test_an_erased_reminder_is_gone_with_its_key(store: SqlStore) -> None:
    """The clock sees it go."""
    reminder = a_reminder()
    async with store.transaction() as work:
        await work.reminders.add(reminder, AUTHOR)
        assert await work.reminders.exists(reminder.id)
    async with store.transaction() as work:
        await work.reminders.erase(reminder.id, AUTHOR)
    async with store.transaction() as work:
        assert not await work.reminders.exists(reminder.id)
        assert await work.reminders.of(AUTHOR) == []
        with pytest.raises(NotFound):
            await work.reminders.get(reminder.id, AUTHOR)


async def test_a_reminder_is_added_once(store: SqlStore) -> None:
    """The same id again is somebody who wrote first."""
    reminder = a_reminder()
    async with store.transaction() as work:
        await work.reminders.add(reminder, AUTHOR)
    with pytest.raises(Outdated):
        async with store.transaction() as work:
            await work.reminders.add(reminder, AUTHOR)
