"""The private page over HTTP: looking at it uses nothing up; only its own button, pressed there, fetches the file."""

import asyncio
import json
import logging
import re
from collections.abc import Awaitable, Callable
from typing import Final, TypeAlias, assert_never
from urllib.parse import parse_qs, urlsplit

from aiohttp import hdrs, web

from adapters.pages import page
from adapters.pages.calendar import KIND, written
from adapters.pages.sheet import SIZES, TEXTS, NotSet, pdf
from core.chat.texts import Texts
from core.errors import Refused
from core.pages.model import Appointment, Data, Document, File
from core.pages.usecases import PATH
from core.people import Language

log = logging.getLogger("innsjekk.pages")

Redeem: TypeAlias = Callable[[str], Awaitable[File]]
MOST: Final = 1024
"""Bytes; a code, a size and their names are a tenth of it, and a whole address pasted in fits as well."""
FORM: Final = "application/x-www-form-urlencoded"
TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{43}")
AT_ONCE: Final = 2
"""Sheets set at the same time: each is a process."""
SECONDS: Final = 5.0
"""For so small a body to arrive."""


class NotOurs(Exception):
    """Not what our own page sends."""


class PagesApp:
    """`redeem` gives what a ticket is for, and raises Refused; `address` is how people reach this server."""

    def __init__(self, redeem: Redeem, address: str) -> None:
        self._redeem = redeem
        parts = urlsplit(address)
        self._origin = f"{parts.scheme}://{parts.netloc}".lower()
        self._presses = asyncio.Semaphore(AT_ONCE)

    def routes(self) -> list[web.RouteDef]:
        return [web.get(PATH, self._look), web.post(PATH, self._fetch)]

    async def _look(self, request: web.Request) -> web.Response:
        """For people, link previews and virus scanners alike; there is nothing to find in it."""
        return _page(self._page(_language(request)), 200)

    def _page(self, language: Language) -> str:
        return page.fetch(language)

    def _refusal(self, language: Language) -> str:
        return page.refused(language)

    async def _fetch(self, request: web.Request) -> web.Response:
        try:
            token, size = await self._asked(request)
            async with self._presses:
                return await _handed_out(await self._redeem(token), size)
        except (NotOurs, Refused):
            pass
        except NotSet:
            log.error("a sheet could not be set")
        except Exception as fault:  # noqa: BLE001  every way of failing has the same words
            log.error("a page could not be made: %s", type(fault).__name__)
        return _page(self._refusal(_language(request)), 404)

    async def _asked(self, request: web.Request) -> tuple[str, str]:
        """The ticket and the size asked for, if it was our own page that asked. Raises NotOurs."""
        fields = await self._fields(request)
        token = fields.get("token", [""])[0].strip().rpartition("#")[2]
        size = fields.get("size", ["plain"])[0]
        if TOKEN.fullmatch(token) is None or size not in SIZES:
            raise NotOurs
        return token, size

    async def _fields(self, request: web.Request) -> dict[str, list[str]]:
        """What our own page sends. Raises NotOurs."""
        if request.content_type != FORM or not self._from_here(request):
            raise NotOurs
        try:
            async with asyncio.timeout(SECONDS):
                body = await request.content.read(MOST + 1)
                while len(body) <= MOST and (more := await request.content.read(MOST + 1)):
                    body += more
        except TimeoutError:
            raise NotOurs from None
        if len(body) > MOST:
            raise NotOurs
        try:
            return parse_qs(body.decode("ascii"), max_num_fields=4)
        except ValueError:
            raise NotOurs from None

    def _from_here(self, request: web.Request) -> bool:
        """
        Whether our own page sent it, as far as the browser says.

        A page that sends no referrer sends its form with `Origin: null`, so that one is let through; what
        else tells a stranger's page is Sec-Fetch-Site.
        """
        site = request.headers.get("Sec-Fetch-Site", "same-origin")
        origin = request.headers.get(hdrs.ORIGIN, "null").lower()
        return site == "same-origin" and origin in {"null", self._origin}


async def _handed_out(given: File, size: str) -> web.Response:
    name = Texts(TEXTS, given.language)("document").lower()
    match given:
        case Data():
            content = json.dumps(given.content, ensure_ascii=False, indent=2, default=str).encode()
            return _file(content, f"{name}.json", "application/json")
        case Appointment():
            return _file(written(given), f"{name}.ics", KIND)
        case Document():
            return _file(await pdf(given, size), f"{name}.pdf", "application/pdf")
        case _:
            assert_never(given)


def _file(content: bytes, name: str, kind: str) -> web.Response:
    disposition = f'attachment; filename="{name}"'
    headers = page.FILE_HEADERS | {hdrs.CONTENT_TYPE: kind, hdrs.CONTENT_DISPOSITION: disposition}
    return web.Response(body=content, headers=headers)


def _page(text: str, status: int) -> web.Response:
    return web.Response(
        text=text, status=status, content_type="text/html", charset="utf-8", headers=page.PAGE_HEADERS
    )


def _language(request: web.Request) -> Language:
    return page.preferred(request.headers.get(hdrs.ACCEPT_LANGUAGE, ""))
