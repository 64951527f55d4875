"""An SQLite database that others could read is theirs no longer once it has been opened."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from storage.keyring import Keyring
from storage.migrate import migrate
from storage.store import SqlStore, StorageFault
from tests import databases
from tests.builders import StoppedClock

NAME = "innsjekk.sqlite"


def modes(folder: Path) -> dict[str, int]:
    """Of the database and its journals."""
    return {file.name: file.stat().st_mode & 0o777 for file in sorted(folder.glob(f"{NAME}*"))}


def left_by_a_crash(folder: Path) -> Path:
    """A copy, taken while somebody writes; only the journals can be read by others."""
    there = folder / "there"
    there.mkdir()
    with closing(sqlite3.connect(folder / NAME)) as writer:
        writer.execute("CREATE TABLE left_behind (word)")
        writer.commit()
        for file in folder.glob(f"{NAME}*"):
            shutil.copyfile(file, there / file.name)
    for file in there.iterdir():
        file.chmod(0o600 if file.name == NAME else 0o644)
    return there


async def test_a_database_that_others_can_read_is_tightened_when_it_is_opened(
    sqlite_url: str, tmp_path: Path, keyring: Keyring, clock: StoppedClock
) -> None:
    """As after it was copied back from a backup; the journals, which hold pages too, come out as the file does."""
    await migrate(sqlite_url)
    (tmp_path / NAME).chmod(0o664)

    async with SqlStore.open(sqlite_url, keyring, clock) as store:
        assert await store.ping()
        assert modes(tmp_path) == {NAME: 0o600, f"{NAME}-shm": 0o600, f"{NAME}-wal": 0o600}
    assert modes(tmp_path) == {NAME: 0o600}


async def test_journals_that_a_crash_left_readable_are_tightened_too(
    sqlite_url: str, tmp_path: Path, keyring: Keyring, clock: StoppedClock
) -> None:
    """They keep the mode they have when there is something in them, whatever the file's own is."""
    await migrate(sqlite_url)
    there = left_by_a_crash(tmp_path)
    assert modes(there) == {NAME: 0o600, f"{NAME}-shm": 0o644, f"{NAME}-wal": 0o644}
    assert (there / f"{NAME}-wal").stat().st_size > 0

    async with SqlStore.open(databases.sqlite(there), keyring, clock):
        assert set(modes(there).values()) == {0o600}


async def test_a_link_leads_to_the_file_that_is_tightened(
    tmp_path: Path, keyring: Keyring, clock: StoppedClock
) -> None:
    """SQLite keeps its journals beside the file itself."""
    there = tmp_path / "there"
    there.mkdir()
    await migrate(databases.sqlite(there))
    (there / NAME).chmod(0o644)
    (tmp_path / NAME).symlink_to(there / NAME)

    async with SqlStore.open(databases.sqlite(tmp_path), keyring, clock):
        assert modes(there) == {NAME: 0o600, f"{NAME}-shm": 0o600, f"{NAME}-wal": 0o600}


async def test_migrate_tightens_as_well(sqlite_url: str, tmp_path: Path) -> None:
    """It is often the first that opens what was brought back; a mode that is tighter still is kept."""
    await migrate(sqlite_url)
    (tmp_path / NAME).chmod(0o640)
    await migrate(sqlite_url)
    assert modes(tmp_path) == {NAME: 0o600}


@pytest.mark.parametrize(("what", "says"), [("words", "SQLITE_NOTADB"), ("folder", "IsADirectoryError")])
async def test_what_is_no_database_keeps_its_mode(what: str, says: str, tmp_path: Path) -> None:
    """A path that was mistyped must not lock others out of their own file."""
    wrong = tmp_path / NAME
    if what == "folder":
        wrong.mkdir()
    else:
        wrong.write_text("ref,name,slack\n" * 100, encoding="utf-8")
    wrong.chmod(0o755)

    with pytest.raises(StorageFault, match=says):
        await migrate(databases.sqlite(tmp_path))

    assert modes(tmp_path) == {NAME: 0o755}


async def test_one_that_cannot_be_tightened_is_not_used(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It belongs to another user, who alone may change its mode: said, and nothing of ours goes into it."""
    await migrate(sqlite_url)
    (tmp_path / NAME).chmod(0o644)

    def forbidden(self: Path, mode: int) -> None:
        raise PermissionError(self, mode)

    monkeypatch.setattr(Path, "chmod", forbidden)
    with pytest.raises(StorageFault, match="others may read its file") as said:
        await migrate(sqlite_url)
    assert str(tmp_path) not in str(said.value)
