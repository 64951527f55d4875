"""The page for somebody who has left: a code typed by hand, and every refusal the same."""

import time
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Final

from aiohttp import web

from adapters.pages import page
from adapters.pages.app import NotOurs, PagesApp
from adapters.pages.sheet import SIZES
from core.pages.model import Data, Document
from core.pages.usecases import CODE_PATH
from core.people import Language

FILES: Final = frozenset({"sheet", "data"})
MOST_CODE: Final = 80
TRIES: Final = 20
MINUTE: Final = 60.0
"""So many codes are looked at in a minute, by everybody together; 140 bits are not found by trying anyway."""


class CodesApp(PagesApp):
    """`given` gives the file for a code, and raises Refused."""

    def __init__(
        self,
        given: Callable[[str, str], Awaitable[Document | Data]],
        address: str,
        *,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        async def redeem(asked: str) -> Document | Data:
            file, _, code = asked.partition(":")
            return await given(code, file)

        super().__init__(redeem, address)
        self._now = now
        self._tries: deque[float] = deque(maxlen=TRIES)

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
        if len(self._tries) == TRIES and self._now() - self._tries[0] < MINUTE:
            raise NotOurs
        self._tries.append(self._now())
        return f"{file}:{code}", size
