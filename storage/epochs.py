"""Key epochs: under which keys grants are made, since when, and how a keyring writes them down."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Self

from storage.sealing import Key, new_key


class EpochInUse(ValueError):  # said to the operator as it stands
    """The current epoch is not destroyed."""

    def __str__(self) -> str:
        """Says what to do first."""
        return "This key epoch is in use: begin a new one and wrap the grants anew first."


@dataclass(frozen=True, slots=True, kw_only=True)
class Epoch:
    """A random key under which grants are made for a while."""

    key: Key
    created: date

    @classmethod
    def begin(cls, today: date | None) -> Self:
        return cls(key=new_key(), created=today or datetime.now(UTC).date())

    @classmethod
    def read(cls, kept: Any) -> Self:  # noqa: ANN401  JSON; KeyError, TypeError or ValueError if it is another
        return cls(key=read_key(kept), created=date.fromisoformat(kept["created"]))

    def written(self) -> dict[str, str]:
        return {**written_key(self.key), "created": self.created.isoformat()}


def without(epochs: tuple[Epoch, ...], id: str) -> tuple[Epoch, ...]:
    """All but this one; raises EpochInUse for the last, which is the current one."""
    if epochs[-1].key.id == id:
        raise EpochInUse
    return tuple(epoch for epoch in epochs if epoch.key.id != id)


def read_key(kept: Any) -> Key:  # noqa: ANN401  as above
    return Key(kept["id"], bytes.fromhex(kept["secret"]))


def written_key(key: Key) -> dict[str, str]:
    return {"id": key.id, "secret": key.secret.hex()}
