"""What was pressed or submitted already, and which view it led to."""

from datetime import datetime

from sqlalchemy import delete, select, update

from storage.keyring import Keyring
from storage.payload import Payload, Place
from storage.statements import Sql
from storage.tables import presses

LED_TO = Payload(name="presses.led_to")


class SqlPresses:
    """Keys are kept as blind indexes: some platforms' keys hold a person's id."""

    def __init__(self, sql: Sql, keyring: Keyring, now: datetime) -> None:
        self._sql = sql
        self._keyring = keyring
        self._now = now

    async def note(self, key: str) -> bool:
        return await self._sql.add_unless(presses, {"key": self._index(key), "created": self._now}, "key")

    async def led_to(self, key: str) -> tuple[str, str] | None:
        sealed = await self._sql.value(select(presses.c.led_to).where(presses.c.key == self._index(key)))
        if sealed is None:
            return None
        led = LED_TO.open(self._keyring.ledger, self._place(key), sealed)
        return led["view"], led["ref"]

    async def remember(self, key: str, view: str, ref: str) -> None:
        sealed = LED_TO.close(self._keyring.ledger, self._place(key), {"view": view, "ref": ref})
        await self._sql.run(
            update(presses).where(presses.c.key == self._index(key)).values({"led_to": sealed})
        )

    async def forget_before(self, moment: datetime) -> int:
        """Delete what was pressed before `moment`, when no platform repeats it any more; says how many rows."""
        return await self._sql.run(delete(presses).where(presses.c.created < moment))

    def _index(self, key: str) -> bytes:
        return self._keyring.index("press", key)

    def _place(self, key: str) -> Place:
        return Place(tenant=self._keyring.tenant, scope="", row=self._index(key).hex(), version=1)
