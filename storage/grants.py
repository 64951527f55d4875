"""Keys of agreements and reminders: made here, granted to readers, and opened for one reader at a time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, delete, func, select

from core.errors import NotFound
from core.people import PersonId
from core.sight import HOLDS, Purpose, Role, Sight
from storage import tables
from storage.keyring import Keyring
from storage.payload import Json, Payload, Place
from storage.sealing import CannotOpen, Key, Reader, key_id_of, new_key, unwrap, wrap
from storage.statements import Sql


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """What one reader holds for one purpose in one scope; the newest generation first."""

    tenant: str
    scope: str
    held: tuple[Key, ...]

    def close(self, payload: Payload, row: str, version: int, content: Mapping[str, Any]) -> bytes:
        return payload.close(self.held[0], self._place(row, version), content)

    def holds(self, sealed: bytes) -> bool:
        """Whether it is under a generation that this reader was given."""
        try:
            id = key_id_of(sealed)
        except CannotOpen:
            return True  # it is damaged, and opening it will say so
        return any(key.id == id for key in self.held)

    def open(self, payload: Payload, row: str, version: int, sealed: bytes) -> Json:
        """Raises NotFound."""
        return payload.open(self._key_of(sealed), self._place(row, version), sealed)

    def _key_of(self, sealed: bytes) -> Key:
        try:
            id = key_id_of(sealed)
        except CannotOpen:
            raise NotFound from None
        found = next((key for key in self.held if key.id == id), None)
        if found is None:
            raise NotFound
        return found

    def _place(self, row: str, version: int) -> Place:
        return Place(tenant=self.tenant, scope=self.scope, row=row, version=version)


class Grants:
    """The table of grants. `scope` is the id of an agreement or of an own reminder."""

    def __init__(self, sql: Sql, keyring: Keyring) -> None:
        self._sql = sql
        self._keyring = keyring

    async def begin(
        self, scope: str, readers: Iterable[Sight], purposes: Iterable[Purpose]
    ) -> Mapping[Purpose, Keys]:
        """New keys, each granted to those readers whose role holds it (sight.HOLDS); what they seal can be read by no other."""
        made = {purpose: new_key() for purpose in purposes}
        for sight in readers:
            for purpose in sorted(HOLDS[sight.role] & made.keys()):
                await self._give(scope, sight, purpose, made[purpose])
        return {purpose: self._keys(scope, (key,)) for purpose, key in made.items()}

    async def keys(self, scope: str, sight: Sight, purpose: Purpose) -> Keys:
        """
        What this sight holds. Raises NotFound if it holds nothing: no grant, or none that opens for it.

        Only the sight's own grants are looked for, and no other would open: the row says what to try, the
        reader whom it opens for.
        """
        if purpose not in HOLDS[sight.role]:
            raise NotFound
        mine = (tables.grants.c.scope == scope) & self._reads(sight) & (tables.grants.c.purpose == purpose)
        rows = await self._sql.rows(
            select(tables.grants).where(mine).order_by(tables.grants.c.generation.desc())
        )
        reader = self._reader(sight, purpose)
        try:
            held = tuple(
                unwrap(self._keyring.epoch(row["epoch"]), reader, scope, row["generation"], row["wrapped"])
                for row in rows
            )
        except CannotOpen:
            raise NotFound from None
        if not held:
            raise NotFound
        return self._keys(scope, held)

    async def renew(self, scope: str, purpose: Purpose, by: Sight, others: Iterable[Sight]) -> None:
        """A new generation, for `by`, who must hold the last one, and for `others`. Raises NotFound, and Outdated."""
        await self.keys(scope, by, purpose)
        last = await self._sql.value(
            select(func.max(tables.grants.c.generation)).where(
                (tables.grants.c.scope == scope) & (tables.grants.c.purpose == purpose)
            )
        )
        key = new_key()
        for sight in (by, *others):
            if purpose in HOLDS[sight.role]:
                await self._give(scope, sight, purpose, key, last + 1)

    async def admit(self, scope: str, by: Sight, to: Sight) -> None:
        """Each newest key that both roles may hold. Raises NotFound, and Outdated if it was given already."""
        for purpose in sorted(HOLDS[by.role] & HOLDS[to.role]):
            newest = (await self.keys(scope, by, purpose)).held[0]
            mine = (tables.grants.c.scope == scope) & self._reads(by) & (tables.grants.c.purpose == purpose)
            generation = await self._sql.value(select(func.max(tables.grants.c.generation)).where(mine))
            await self._give(scope, to, purpose, newest, generation)

    async def dismiss(self, scope: str, sights: Iterable[Sight]) -> None:
        """All grants of these."""
        for sight in sights:
            theirs = (tables.grants.c.scope == scope) & self._reads(sight)
            await self._sql.erase(delete(tables.grants).where(theirs))

    async def leave_only(self, scope: str, sights: Sequence[Sight]) -> None:
        """All grants of everybody else."""
        kept = tables.grants.c.reader_idx.in_([self._index(sight) for sight in sights])
        await self._sql.erase(delete(tables.grants).where((tables.grants.c.scope == scope) & ~kept))

    async def scopes(self, person: PersonId, role: Role) -> Sequence[str]:
        """Where this person has something to read in this role."""
        mine = self._reads(Sight(person=person, role=role))
        found = select(tables.grants.c.scope).where(mine).distinct().order_by(tables.grants.c.scope)
        return [row["scope"] for row in await self._sql.rows(found)]

    async def end(self, scope: str) -> None:
        """All grants of this scope, for everybody."""
        await self._sql.erase(delete(tables.grants).where(tables.grants.c.scope == scope))

    async def _give(self, scope: str, sight: Sight, purpose: Purpose, key: Key, generation: int = 0) -> None:
        epoch = self._keyring.current
        row = {
            "scope": scope,
            "reader_idx": self._index(sight),
            "purpose": purpose.value,
            "generation": generation,
            "epoch": epoch.id,
            "wrapped": wrap(epoch, self._reader(sight, purpose), scope, generation, key),
        }
        await self._sql.add(tables.grants, row)

    def _keys(self, scope: str, held: tuple[Key, ...]) -> Keys:
        return Keys(tenant=self._keyring.tenant, scope=scope, held=held)

    def _reads(self, sight: Sight) -> ColumnElement[bool]:
        return tables.grants.c.reader_idx == self._index(sight)

    def _index(self, sight: Sight) -> bytes:
        return self._keyring.index("reader", self._keyring.tenant, sight.person, sight.role)

    def _reader(self, sight: Sight, purpose: Purpose) -> Reader:
        return Reader(tenant=self._keyring.tenant, person=sight.person, role=sight.role, purpose=purpose)
