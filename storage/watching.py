"""The keyring as its file has it now: another process may have begun a new epoch, or destroyed an old one."""

import logging
from pathlib import Path

from storage.keyring import BadKey, Keyring

log = logging.getLogger("innsjekk.keys")


class WatchedKeyring:
    """Looked at with each transaction; read again only when the file is another one."""

    def __init__(self, keyring: Keyring) -> None:
        self._keyring = keyring
        self._seen = _mark(keyring.path)

    def now(self) -> Keyring:
        """The newest that could be read. Where that fails, what is known stays in use, and the log says so once."""
        mark = _mark(self._keyring.path)
        if mark != self._seen:
            self._seen = mark
            try:
                self._keyring = self._keyring.reload()
            except BadKey:
                log.error("the keyring has changed and cannot be read; the keys known so far are used")
        return self._keyring


def _mark(path: Path) -> tuple[int, int, int] | None:
    """The file is replaced as a whole, so a new one is another file."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns, status.st_size
