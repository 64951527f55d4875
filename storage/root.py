"""The root secret: what the operator holds, and is never made without being asked for."""

import base64
import binascii
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV

from storage.keyfiles import BadKey, read_private, write_new
from storage.sealing import CannotOpen, derive, never_pickled

FILE, VALUE = "INNSJEKK_ROOT_SECRET_FILE", "INNSJEKK_ROOT_SECRET"
LEAST_BYTES = 32
MAGIC = b"innsjekk keyring 1\n"
NAME, NONCE = 8, 12
HEAD = len(MAGIC) + NAME + NONCE
MAKE_ONE = "Make one with: innsjekk keys new"


class WrongRoot(Exception):
    """Locked by another root secret than this."""


@dataclass(frozen=True, slots=True)
class RootSecret:
    """Opens the keyring file, and nothing else."""

    secret: bytes = field(repr=False)

    __reduce__ = never_pickled

    def __post_init__(self) -> None:
        """Refuse a secret that could be guessed by its length."""
        if len(self.secret) < LEAST_BYTES:
            raise ValueError("Too short for a root secret.")

    @classmethod
    def read(cls, *, file: Path | None = None, value: str = "") -> Self:
        """From whichever of the two settings is given, else BadKey."""
        if file and value:
            raise BadKey(FILE, f"{VALUE} is set as well.", "Unset one of the two.")
        if file:
            return cls.from_file(file)
        if value:
            return cls.from_value(value)
        raise BadKey(FILE, "no root secret is given.", MAKE_ONE)

    @classmethod
    def from_file(cls, path: Path) -> Self:
        """From a file with mode 0400 or 0600, else BadKey."""
        return cls(_decoded(read_private(path, FILE, MAKE_ONE), FILE))

    @classmethod
    def from_value(cls, value: str) -> Self:
        """From base64 of at least 32 bytes, else BadKey."""
        return cls(_decoded(value.encode(errors="replace"), VALUE))

    def lock(self, content: bytes) -> bytes:
        """What a file may hold: opens for this root secret, and tells another one that it is another."""
        head = MAGIC + self._name() + os.urandom(NONCE)
        return head + self._cipher().encrypt(head[-NONCE:], content, head)

    def unlock(self, locked: bytes) -> bytes:
        """What was locked; WrongRoot, or CannotOpen if it was altered or cut."""
        head, inner = locked[:HEAD], locked[HEAD:]
        if len(head) < HEAD or not head.startswith(MAGIC):
            raise CannotOpen
        if head[len(MAGIC) : -NONCE] != self._name():
            raise WrongRoot
        try:
            return self._cipher().decrypt(head[-NONCE:], inner, head)
        except (InvalidTag, ValueError):
            raise CannotOpen from None

    def _cipher(self) -> AESGCMSIV:
        return AESGCMSIV(derive(self.secret, "innsjekk.root.keyring"))

    def _name(self) -> bytes:
        """Tells one root secret from another, and nothing about either."""
        return derive(self.secret, "innsjekk.root.name")[:NAME]


def new_root_secret(path: Path) -> None:
    """A new root secret in a new file with mode 0400; BadKey if there is anything at that path."""
    try:
        write_new(path, base64.b64encode(os.urandom(LEAST_BYTES)) + b"\n", 0o400)
    except FileExistsError:
        raise BadKey(
            FILE, f"{path} is there already and is not written over.", "Give another path."
        ) from None
    except OSError:
        raise BadKey(
            FILE, f"{path} cannot be written.", "Give a path in a folder that you may write to."
        ) from None


def _decoded(content: bytes, setting: str) -> bytes:
    try:
        secret = base64.b64decode(b"".join(content.split()), validate=True)
    except binascii.Error:
        raise BadKey(setting, "what it gives is not base64.", MAKE_ONE) from None
    if len(secret) < LEAST_BYTES:
        raise BadKey(setting, f"what it gives is shorter than {LEAST_BYTES} bytes.", MAKE_ONE)
    return secret
