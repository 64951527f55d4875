"""What a person is told is gone is gone from SQLite's files, the journal included."""

from datetime import date, time
from pathlib import Path

from core.reminders.model import Reminder, ReminderId
from core.sight import Role, Sight
from storage.store import SqlStore
from tests.builders import StoppedClock, a_keyring, a_person


async def test_an_erased_reminder_leaves_no_byte_in_file_or_journal(sqlite_url: str, tmp_path: Path) -> None:
    """Its very ciphertext is searched for; before the erasing it is found."""
    file = Path(sqlite_url.split("///", 1)[1])
    person = a_person()
    sight = Sight(person=person.id, role=Role.AUTHOR)
    async with SqlStore.open(sqlite_url, a_keyring(tmp_path), StoppedClock()) as store:
        async with store.transaction() as work:
            id = ReminderId(work.new_id())
            reminder = Reminder(id=id, person=person.id, text="x" * 200, on=date(2026, 11, 24), at=time(9))
            await work.reminders.add(reminder, sight)
        await store.checkpoint()

        def bytes_on_disk() -> bytes:
            journal = file.with_name(f"{file.name}-wal")
            return file.read_bytes() + (journal.read_bytes() if journal.exists() else b"")

        assert id.encode() in bytes_on_disk()

        async with store.transaction() as work:
            await work.reminders.erase(id, sight)

        assert id.encode() not in bytes_on_disk()
