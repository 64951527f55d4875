"""One process at a time serves an SQLite database: two clocks would each send what the other is about to."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from storage.engines import file_of
from storage.statements import StorageFault


class Taken(StorageFault):
    """Another process serves this database."""


@contextmanager
def sole(url: str) -> Iterator[None]:
    """
    Hold the place beside an SQLite database until the block ends, or the process does, however it ends.

    The lock is on a file of its own: to open and close SQLite's would let go of the locks that SQLite holds.
    Raises Taken.
    """
    file = file_of(url)
    if file is None:
        yield
        return
    try:
        descriptor = os.open(
            file.with_name(f"{file.name}.serving"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600
        )
    except OSError as fault:
        raise StorageFault(type(fault).__name__) from None
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Taken from None
        yield
    finally:
        os.close(descriptor)
