"""What is sealed: JSON that says of which version it is, and is brought up to date when it is read."""

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from core.errors import NotFound
from storage.sealing import CannotOpen, Context, Key, seal, unseal
from storage.statements import StorageFault

log = logging.getLogger("innsjekk.storage")

Json: TypeAlias = dict[str, Any]
Step: TypeAlias = Callable[[Json], Json]
"""From one version to the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Which row it belongs to, and at which version."""

    tenant: str
    scope: str
    row: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """One kind of sealed content. `name` outlives tables and columns; a change of form is one more step."""

    name: str
    steps: tuple[Step, ...] = ()

    def close(self, key: Key, place: Place, content: Mapping[str, Any]) -> bytes:
        written = json.dumps({"v": 1 + len(self.steps), **content}, ensure_ascii=False, separators=(",", ":"))
        return seal(key, self._context(place), written.encode())

    def open(self, key: Key, place: Place, sealed: bytes) -> Json:
        """Raises NotFound if it is not what was sealed there, under this key: what cannot be read is not there."""
        try:
            content = json.loads(unseal(key, self._context(place), sealed))
        except CannotOpen:
            # With the right key in hand this is a damaged or a moved row: worth a look, and nobody's name.
            log.warning("a seal does not open: %s", self.name)
            raise NotFound from None
        return self.brought_up_to_date(content)

    def brought_up_to_date(self, content: Json) -> Json:
        """Raises StorageFault for what a newer version wrote."""
        version = content.pop("v")
        if version > 1 + len(self.steps):
            raise StorageFault(f"{self.name} was written by a newer version")
        for step in self.steps[version - 1 :]:
            content = step(content)
        return content

    def _context(self, place: Place) -> Context:
        return Context(
            tenant=place.tenant, name=self.name, scope=place.scope, row=place.row, version=place.version
        )
