"""The pictures of campaigns, which anybody with their random name may fetch; so none of them is private."""

import base64
from datetime import datetime

from sqlalchemy import delete, select

from core.errors import NotFound
from core.people import WorkplaceId
from storage.statements import Sql
from storage.tables import pictures


class SqlPictures:
    """A megabyte at most, as text: both databases keep it alike."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def put(
        self, name: str, workplace: WorkplaceId, form: str, content: bytes, *, made_at: datetime
    ) -> None:
        """`form` is its media type, as it was found in the content."""
        row = {
            "name": name,
            "workplace": workplace,
            "form": form,
            "content": base64.b64encode(content).decode(),
            "made_at": made_at,
        }
        await self._sql.add(pictures, row)

    async def get(self, name: str) -> tuple[str, bytes]:
        """Its media type and its bytes. Raises NotFound."""
        row = await self._sql.row(select(pictures).where(pictures.c.name == name))
        if row is None:
            raise NotFound
        return row["form"], base64.b64decode(row["content"])

    async def erase(self, name: str) -> None:
        """Whoever has its address finds nothing there."""
        await self._sql.erase(delete(pictures).where(pictures.c.name == name))
