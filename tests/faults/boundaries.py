"""Naming every commit and every HTTP call of a process, and really killing it at one of them."""

import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

import aiohttp
from sqlalchemy import event
from sqlalchemy.engine import Engine

from storage.store import SqlStore

_wrote: ContextVar[list[str] | None] = ContextVar("wrote", default=None)


class Boundaries:
    """Counts boundaries into a file, one name a line, and kills this process at the one it was told."""

    def __init__(self, log: Path, kill_at: int | None) -> None:
        self._log = log
        self._kill_at = kill_at
        self._count = 0

    def meet(self, name: str) -> None:
        """At this very point the process may end, as by a power cut."""
        with self._log.open("a", encoding="utf-8") as log:
            log.write(f"{name}\n")
        if self._count == self._kill_at:
            os.kill(os.getpid(), signal.SIGKILL)
        self._count += 1

    def watch(self) -> None:
        """From now on every commit that writes and every outgoing call is a boundary, before and after."""
        self._watch_commits()
        self._watch_calls()

    def _watch_commits(self) -> None:
        @event.listens_for(Engine, "after_cursor_execute")
        def wrote(conn: Any, cursor: Any, statement: str, *rest: Any) -> None:
            del conn, rest
            words = statement.split()
            seen = _wrote.get()
            if seen is not None and words[0] in {"INSERT", "UPDATE", "DELETE"} and cursor.rowcount != 0:
                seen.append(f"{words[0].lower()} {words[2] if words[0] != 'UPDATE' else words[1]}")

        plain, meet = SqlStore.transaction, self.meet

        @asynccontextmanager
        async def watched(store: SqlStore) -> AsyncIterator[Any]:
            seen: list[str] = []
            token = _wrote.set(seen)
            try:
                async with plain(store) as work:
                    yield work
                    if seen:
                        meet(f"before commit of {_short(seen)}")
                if seen:
                    meet(f"after commit of {_short(seen)}")
            finally:
                _wrote.reset(token)

        SqlStore.transaction = watched  # type: ignore[method-assign,assignment]

    def _watch_calls(self) -> None:
        plain, meet = aiohttp.ClientSession._request, self.meet

        async def watched(session: aiohttp.ClientSession, method: str, url: Any, **rest: Any) -> Any:
            name = str(url).rsplit("/", 1)[-1] if "/api/" in str(url) else f"{method} {_route(str(url))}"
            meet(f"before call {name}")
            answer = await plain(session, method, url, **rest)
            meet(f"after call {name}")
            return answer

        aiohttp.ClientSession._request = watched  # type: ignore[method-assign,assignment]


def _short(seen: list[str]) -> str:
    return ", ".join(dict.fromkeys(seen))


def _route(url: str) -> str:
    known = ("activities", "members", "token", "conversations")
    return next((word for word in known if word in url), "other")
