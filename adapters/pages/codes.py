"""The page for somebody who has left: a code typed by hand, and every refusal the same."""

import time
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Final

from aiohttp import web

from adapters.pages import page
from adapters.pages.app import NotOurs, PagesApp
from adapters.pages.sheet import SIZES
from core.around.recovery import plain
from core.pages.model import File
from core.pages.usecases import CODE_PATH
from core.people import Language

FILES: Final = frozenset({"sheet", "data"})
MOST_CODE: Final = 80
TRIES: Final = 20
MINUTE: Final = 60.0
"""So many codes that begin alike are looked at in a minute; 140 bits are not found by trying anyway."""
BEGINS: Final = 4
"""Signs. A count of everybody's together would let anybody keep somebody who has left from what is theirs."""
REMEMBERED: Final = 2000


class CodesApp(PagesApp):
    """`given` gives the file for a code, and raises Refused."""

    def __init__(
        self,
        given: Callable[[str, str], Awaitable[File]],
        address: str,
        *,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        async def redeem(asked: str) -> File:
            file, _, code = asked.partition(":")
            return await given(code, file)

        super().__init__(redeem, address)
        self._now = now
        self._tries: deque[tuple[float, str]] = deque(maxlen=REMEMBERED)

    def routes(self) -> list[web.RouteDef]:
        return [web.get(CODE_PATH, self._look), web.post(CODE_PATH, self._fetch)]

    def _page(self, language: Language) -> str:
        return page.code(language)

    def _refusal(self, language: Language) -> str:
        return page.code_refused(language)

    async def _asked(self, request: web.Request) -> tuple[str, str]:
        fields = await self._fields(request)
        code, size, file = (fields.get(name, [""])[0].strip() for name in ("token", "size", "file"))
        if not code or len(code) > MOST_CODE or size not in SIZES or file not in FILES:
            raise NotOurs
        now, begins = self._now(), plain(code)[:BEGINS]
        if sum(each == begins and now - at < MINUTE for at, each in self._tries) >= TRIES:
            raise NotOurs
        self._tries.append((now, begins))
        return f"{file}:{code}", size
