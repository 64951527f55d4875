"""
The one place that encrypts: contents under an agreement's keys, and those keys under each reader's grant.

AES-256-GCM-SIV, because a nonce that comes twice (a restored snapshot, a broken source of chance) then tells only
that two plaintexts were equal. A sealed value carries the id of its key; no key is ever tried by chance.
"""

import os
import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NoReturn

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from core.sight import HOLDS, Purpose, Role
from storage.known_answers import SelfTestFailed, self_test
from storage.padding import LONGEST, TooLong, fields, pad, unpad

__all__ = [
    "LONGEST",
    "CannotOpen",
    "Context",
    "Key",
    "Purpose",
    "Reader",
    "Role",
    "SelfTestFailed",
    "TooLong",
    "derive",
    "key_id_of",
    "new_key",
    "seal",
    "self_test",
    "unseal",
    "unwrap",
    "wrap",
]

VERSION = 1
AES_256_GCM_SIV = 1
KEY_BYTES = 32
ID_BYTES = 8
NONCE_BYTES = 12
HEADER = struct.Struct(f">BB{ID_BYTES}s{NONCE_BYTES}s")

FIELD, GRANT = "innsjekk.field", "innsjekk.grant"
Chance = Callable[[int], bytes]


class CannotOpen(Exception):  # what is not for this reader is no fault of the program's
    """Wrong key, wrong context, altered, cut, or of a format not known here: never said which."""

    def __str__(self) -> str:
        """The same words whatever the cause."""
        return "The seal does not open."


def never_pickled(_: object) -> NoReturn:
    """Set as `__reduce__` where there are secrets: neither pickle nor copy gets at them."""
    raise TypeError("Secrets are not copied or written out.")


@dataclass(frozen=True, slots=True)
class Key:
    """A random key of 256 bits, and a random name for it that says nothing."""

    id: str
    secret: bytes = field(repr=False)

    __reduce__ = never_pickled

    def __post_init__(self) -> None:
        """Refuse a key of another size; never shows it."""
        if (
            len(self.secret) != KEY_BYTES
            or len(self.id) != 2 * ID_BYTES
            or bytes.fromhex(self.id).hex() != self.id
        ):
            raise ValueError("Not a key.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """
    Where a sealed value belongs. It opens there and nowhere else.

    `name` is a stable logical name such as "checkins.answers", which outlives tables and columns; `scope` the
    agreement or reminder, "" if there is none; `version` the version of the row, so that an older value does not
    come back.
    """

    tenant: str
    name: str
    scope: str
    row: str
    version: int

    def __post_init__(self) -> None:
        """Refuse a context that binds to nothing."""
        if not self.tenant or not self.name:
            raise ValueError("A context names its tenant and what is sealed.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """
    Somebody for whom a key is wrapped: a person in a role, for one purpose.

    Made only for what the visibility matrix gives that role. Committee, HR and administrator are no roles.
    """

    tenant: str
    person: str
    role: str
    purpose: Purpose

    def __post_init__(self) -> None:
        """Refuse a role that does not exist, and a purpose that this role does not hold."""
        if not self.tenant or Purpose(self.purpose) not in HOLDS[Role(self.role)]:
            raise ValueError("No such reader.")


def new_key() -> Key:
    return Key(os.urandom(ID_BYTES).hex(), os.urandom(KEY_BYTES))


def derive(secret: bytes, *info: str) -> bytes:
    """A key for one use only (HKDF-SHA256), from one that is used for nothing but this."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=fields(*info)).derive(secret)


def key_id_of(sealed: bytes) -> str:
    """Which key (for a grant: which epoch) opens this; CannotOpen if it is nothing that was sealed here."""
    try:
        version, algorithm, key_id, _ = HEADER.unpack_from(sealed)
    except struct.error:
        raise CannotOpen from None
    if (version, algorithm) != (VERSION, AES_256_GCM_SIV):
        raise CannotOpen
    return bytes(key_id).hex()


def seal(key: Key, context: Context, plaintext: bytes, *, chance: Chance = os.urandom) -> bytes:
    """Version, algorithm, key id, nonce, ciphertext, in one of five sizes; raises TooLong."""
    return _encrypt(key.id, key.secret, _bound(context), pad(plaintext), chance)


def unseal(key: Key, context: Context, sealed: bytes) -> bytes:
    """What was sealed with this key in this context, or CannotOpen."""
    try:
        return unpad(_decrypt(key.id, key.secret, _bound(context), sealed))
    except ValueError:
        raise CannotOpen from None


def wrap(
    epoch: Key, reader: Reader, scope: str, generation: int, key: Key, *, chance: Chance = os.urandom
) -> bytes:
    """A grant: the key, for this reader alone, until the epoch is destroyed. Always of the same size."""
    bound, inner = _granted(reader, scope, generation), bytes.fromhex(key.id) + key.secret
    return _encrypt(epoch.id, _wrapping(epoch, reader), bound, inner, chance)


def unwrap(epoch: Key, reader: Reader, scope: str, generation: int, wrapped: bytes) -> Key:
    """The key that was granted to this reader, in this scope and generation, or CannotOpen."""
    inner = _decrypt(epoch.id, _wrapping(epoch, reader), _granted(reader, scope, generation), wrapped)
    return Key(inner[:ID_BYTES].hex(), inner[ID_BYTES:])


def _wrapping(epoch: Key, reader: Reader) -> bytes:
    return derive(epoch.secret, GRANT, reader.tenant, reader.person, reader.role, reader.purpose)


def _granted(reader: Reader, scope: str, generation: int) -> bytes:
    who = (reader.tenant, reader.person, reader.role, reader.purpose)
    return fields(GRANT, *who, scope, generation)


def _bound(context: Context) -> bytes:
    return fields(FIELD, context.tenant, context.name, context.scope, context.row, context.version)


def _encrypt(key_id: str, secret: bytes, bound: bytes, inner: bytes, chance: Chance) -> bytes:
    nonce = chance(NONCE_BYTES)
    head = HEADER.pack(VERSION, AES_256_GCM_SIV, bytes.fromhex(key_id), nonce)
    return head + AESGCMSIV(secret).encrypt(nonce, inner, fields(head, bound))


def _decrypt(key_id: str, secret: bytes, bound: bytes, sealed: bytes) -> bytes:
    if key_id_of(sealed) != key_id:
        raise CannotOpen
    head, inner = sealed[: HEADER.size], sealed[HEADER.size :]
    try:
        return AESGCMSIV(secret).decrypt(head[-NONCE_BYTES:], inner, fields(head, bound))
    except (InvalidTag, ValueError):
        raise CannotOpen from None
