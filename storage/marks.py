"""Marks: that something was done or may be done once, under a blind index, for a while."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, delete, select

from core.ports import Json
from storage.keyring import Keyring
from storage.payload import Payload, Place
from storage.statements import TOGETHER, Sql
from storage.tables import marks

CONTENT = Payload(name="marks.content")


class SqlMarks:
    """Without its name a mark can neither be found nor opened."""

    def __init__(self, sql: Sql, keyring: Keyring, now: datetime) -> None:
        self._sql = sql
        self._keyring = keyring
        self._now = now

    async def put(self, name: str, content: Json, until: datetime | None) -> bool:
        await self._sql.erase(delete(marks).where((marks.c.key == self._index(name)) & self._over()))
        sealed = CONTENT.close(self._keyring.ledger, self._place(name), content)
        row = {"key": self._index(name), "content": sealed, "expires": until}
        return await self._sql.add_unless(marks, row, "key")

    async def get(self, name: str) -> Json | None:
        there = (marks.c.key == self._index(name)) & ~self._over()
        sealed = await self._sql.value(select(marks.c.content).where(there))
        return None if sealed is None else self._opened(name, sealed)

    async def among(self, names: Sequence[str]) -> frozenset[str]:
        found: set[str] = set()
        for start in range(0, len(names), TOGETHER):
            named = {self._index(name): name for name in names[start : start + TOGETHER]}
            there = marks.c.key.in_(list(named)) & ~self._over()
            found |= {
                named[bytes(row["key"])] for row in await self._sql.rows(select(marks.c.key).where(there))
            }
        return frozenset(found)

    async def take(self, name: str) -> Json | None:
        # In one statement: between reading it and deleting it, somebody else could write another of that name.
        there = (marks.c.key == self._index(name)) & ~self._over()
        sealed = await self._sql.value(delete(marks).where(there).returning(marks.c.content))
        self._sql.erased = self._sql.erased or sealed is not None
        return None if sealed is None else self._opened(name, sealed)

    async def forget(self) -> int:
        return await self._sql.erase(delete(marks).where(self._over()))

    def _over(self) -> ColumnElement[bool]:
        return marks.c.expires.is_not(None) & (marks.c.expires <= self._now)

    def _opened(self, name: str, sealed: bytes) -> Json:
        return CONTENT.open(self._keyring.ledger, self._place(name), sealed)

    def _index(self, name: str) -> bytes:
        return self._keyring.index("mark", self._keyring.tenant, name)

    def _place(self, name: str) -> Place:
        return Place(tenant=self._keyring.tenant, scope="", row=self._index(name).hex(), version=1)
