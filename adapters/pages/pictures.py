"""Pictures of campaigns over HTTP: for anybody who has the random name, since a chat platform fetches them itself."""

import re
from collections.abc import Awaitable, Callable
from typing import Final, TypeAlias

from aiohttp import web

from core.campaigns.cards import PATH
from core.errors import NotFound

Pictured: TypeAlias = Callable[[str], Awaitable[tuple[str, bytes]]]
NAME: Final = re.compile(r"[0-9a-f]{64}")
HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cache-Control": "public, max-age=3600",
    "Referrer-Policy": "no-referrer",
}
"""Nothing in it is run or followed, whatever it should turn out to be; within an hour of a recall nobody has it any more."""


class PicturesApp:
    """`pictured` gives the media type and the bytes of a name. Raises NotFound."""

    def __init__(self, pictured: Pictured) -> None:
        self._pictured = pictured

    def routes(self) -> list[web.RouteDef]:
        """Nobody is asked who they are: what is told to everybody has a picture that everybody may see."""
        return [web.get(f"{PATH}{{name}}", self._fetch)]

    async def _fetch(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        if not NAME.fullmatch(name):
            return web.Response(status=404)
        try:
            form, content = await self._pictured(name)
        except NotFound:
            return web.Response(status=404)
        return web.Response(body=content, content_type=form, headers=HEADERS)
