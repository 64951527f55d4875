"""Files that hold secrets: read only if nobody else can read them, replaced whole or not at all."""

import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ALLOWED_MODES = (0o400, 0o600)
LARGEST = 1 << 20


class BadKey(Exception):  # said to the operator as it stands, in place of starting
    """The root secret or the keyring cannot be used. One line: which setting, what is wrong, and the cure."""

    def __init__(self, setting: str, wrong: str, cure: str) -> None:
        """Nothing of what was read is ever part of it."""
        super().__init__(setting, wrong, cure)

    def __str__(self) -> str:
        """One line, even for a path that holds a line break."""
        setting, wrong, cure = self.args
        return " ".join(f"{setting}: {wrong} {cure}".split())


def read_private(path: Path, setting: str, missing: str) -> bytes:
    """The bytes of a file that its owner alone can read, else BadKey; `missing` is the cure when there is none."""
    try:
        # Not blocking: a named pipe in its place is refused instead of being waited for.
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except FileNotFoundError:
        raise BadKey(setting, f"there is no file {path}.", missing) from None
    except (OSError, ValueError):
        raise BadKey(
            setting, f"{path} cannot be read.", "Let it belong to the user that runs this."
        ) from None
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise BadKey(setting, f"{path} is not a file.", "Give the path of the file itself.")
        if stat.S_IMODE(status.st_mode) not in ALLOWED_MODES:
            raise BadKey(setting, f"others may read or change {path}.", f"Run: chmod 600 {path}")
        if status.st_size > LARGEST:
            raise BadKey(setting, f"{path} is too large to be a key.", "Give the path of the right file.")
        with open(descriptor, "rb", closefd=False) as file:
            return file.read()
    finally:
        os.close(descriptor)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """One process at a time in here, so that no change to a keyring is made over another's."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def write_new(path: Path, content: bytes, mode: int) -> None:
    """Write a file that must not be there yet (FileExistsError), on the disk when this returns."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, mode)
    with os.fdopen(descriptor, "wb") as file:
        os.fchmod(file.fileno(), mode)
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    _settle(path.parent)


def replace(path: Path, content: bytes) -> None:
    """
    The new content or the old one, whatever happens meanwhile. Only inside `alone`.

    The name beside it is always the same, so that what a crash left there is gone with the next change.
    """
    beside = path.with_name(f"{path.name}.new")
    beside.unlink(missing_ok=True)
    write_new(beside, content, 0o600)
    beside.replace(path)
    _settle(path.parent)


def _settle(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
