"""
The keyring file: the keys above all agreements of one workplace, kept outside the database, sealed by the root.

Key epochs are random and not derived from the root, so that destroying one ends every grant made under it, in
every backup too. The old file's bytes may be found on the disk by forensic means until they are written over.
"""

import hmac
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from dataclasses import replace as changed
from datetime import date
from pathlib import Path
from typing import Self

from storage.epochs import Epoch, EpochInUse, read_key, without, written_key
from storage.keyfiles import BadKey, alone, read_private, replace
from storage.padding import fields
from storage.root import RootSecret, WrongRoot, new_root_secret
from storage.sealing import CannotOpen, Context, Key, derive, key_id_of, never_pickled, new_key, seal, unseal

__all__ = [
    "BadKey",
    "Epoch",
    "EpochInUse",
    "Keyring",
    "RootSecret",
    "check_canary",
    "new_root_secret",
    "seal_canary",
]

SETTING, ROOT = "INNSJEKK_KEYRING_FILE", "INNSJEKK_ROOT_SECRET_FILE"
CANARY = b"this keyring belongs to this database"

MISSING = "Give the keyring of this workplace, or restore it from its backup."


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyring:
    """
    All keys of one workplace, as they stood when the file was read.

    A change is made to the file as it is at that moment, under a lock, and answers with the keyring after it. A
    process that meets an epoch it does not know (CannotOpen) may look once more with `reload`.
    """

    path: Path
    root: RootSecret = field(repr=False)
    tenant: str
    epochs: tuple[Epoch, ...]
    """The last one is the current one."""
    index_key: Key
    ledger: Key
    tenant_secrets: Key

    __reduce__ = never_pickled

    @classmethod
    def create(cls, path: Path, root: RootSecret, *, tenant: str = "", today: date | None = None) -> Self:
        """A new file with mode 0600; BadKey if there is one. A workplace that has no id yet is given one."""
        ring = cls(
            path=path,
            root=root,
            tenant=tenant or os.urandom(8).hex(),
            epochs=(Epoch.begin(today),),
            index_key=new_key(),
            ledger=new_key(),
            tenant_secrets=new_key(),
        )
        with _changing(path):
            if path.exists() or path.is_symlink():
                raise BadKey(
                    SETTING, f"{path} is there already and is not written over.", "Give another path."
                )
            replace(path, _locked(ring))
        return ring

    @classmethod
    def load(cls, path: Path, root: RootSecret, *, tenant: str = "") -> Self:
        """The keyring, else BadKey; with `tenant`, only that workplace's. Writes nothing."""
        content = _content(path, root)
        try:
            kept = json.loads(content)
            ring = cls(
                path=path,
                root=root,
                tenant=kept["tenant"],
                epochs=tuple(Epoch.read(epoch) for epoch in kept["epochs"]),
                **{name: read_key(kept[name]) for name in ("index_key", "ledger", "tenant_secrets")},
            )
        except (KeyError, TypeError, ValueError):
            raise BadKey(
                SETTING, f"{path} is of a format not known here.", "Run the version that wrote it."
            ) from None
        if tenant and ring.tenant != tenant:
            raise BadKey(SETTING, f"{path} is another workplace's keyring.", MISSING)
        return ring

    def reload(self) -> Self:
        return self.load(self.path, self.root, tenant=self.tenant)

    @property
    def current(self) -> Key:
        """The epoch under which grants are made now."""
        return self.epochs[-1].key

    def epoch(self, id: str) -> Key:
        """The epoch with this id; CannotOpen when it is destroyed, or newer than what was read here."""
        for epoch in self.epochs:
            if epoch.key.id == id:
                return epoch.key
        raise CannotOpen

    def index(self, domain: str, *parts: str) -> bytes:
        """A blind index: equal for equal parts in one domain, and telling nothing without the keyring."""
        return hmac.digest(self.index_key.secret, fields("innsjekk.index", domain, *parts), "sha256")[:16]

    def add_epoch(self, *, today: date | None = None) -> Self:
        """A new current epoch; grants made under the earlier ones still open."""
        return self._change(lambda ring: changed(ring, epochs=(*ring.epochs, Epoch.begin(today))))

    def destroy_epoch(self, id: str) -> Self:
        """
        End every grant still under this epoch, for ever; nothing happens if it is gone. Raises EpochInUse.

        Other processes forget it when they `reload` or start anew.
        """
        return self._change(lambda ring: changed(ring, epochs=without(ring.epochs, id)))

    def _change(self, change: Callable[[Self], Self]) -> Self:
        with _changing(self.path):
            ring = change(self.reload())
            replace(self.path, _locked(ring))
        return ring


@contextmanager
def _changing(path: Path) -> Iterator[None]:
    try:
        with alone(path.parent):
            yield
    except OSError:
        raise BadKey(
            SETTING, f"{path} cannot be written.", "Give a path in a folder that you may write to."
        ) from None


def _locked(ring: Keyring) -> bytes:
    kept = {
        "tenant": ring.tenant,
        "epochs": [epoch.written() for epoch in ring.epochs],
        "index_key": written_key(ring.index_key),
        "ledger": written_key(ring.ledger),
        "tenant_secrets": written_key(ring.tenant_secrets),
    }
    return ring.root.lock(json.dumps(kept).encode())


def _content(path: Path, root: RootSecret) -> bytes:
    content = read_private(path, SETTING, MISSING)
    try:
        return root.unlock(content)
    except WrongRoot:
        raise BadKey(
            ROOT, f"this root secret does not open {path}.", "Give the one it was made with."
        ) from None
    except CannotOpen:
        raise BadKey(SETTING, f"{path} is damaged or is no keyring.", MISSING) from None


def seal_canary(keyring: Keyring) -> bytes:
    """To be kept in the database, and made anew with each epoch."""
    return seal(_canary_key(keyring.current), _canary_place(keyring), CANARY)


def check_canary(keyring: Keyring, sealed: bytes) -> None:
    """BadKey if the database was begun, or went on, with another keyring than this one."""
    try:
        opened = unseal(_canary_key(keyring.epoch(key_id_of(sealed))), _canary_place(keyring), sealed)
    except CannotOpen:
        opened = b""
    if opened != CANARY:
        raise BadKey(SETTING, f"{keyring.path} is not the keyring of this database.", MISSING)


def _canary_key(epoch: Key) -> Key:
    return Key(epoch.id, derive(epoch.secret, "innsjekk.canary"))


def _canary_place(keyring: Keyring) -> Context:
    return Context(tenant=keyring.tenant, name="keyring.canary", scope="", row="", version=1)
