"""The private page on 127.0.0.1, with tickets that lie in a dictionary."""

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field

import aiohttp
from aiohttp import web

from adapters.pages.app import PagesApp
from core.errors import NotFound
from core.pages.model import Data, Document

TOKEN = "Zm9yLXRlc3RzLW9ubHktMDEyMzQ1Njc4OTAxMjM0NTY"
FORM = "application/x-www-form-urlencoded"


@dataclass
class Desk:
    """Where it is, what can be fetched there, and which codes were tried."""

    address: str
    http: aiohttp.ClientSession
    files: dict[str, Document | Data] = field(default_factory=dict)
    tried: list[str] = field(default_factory=list)
    fault: Exception | None = None

    async def redeem(self, token: str) -> Document | Data:
        self.tried.append(token)
        if self.fault is not None:
            raise self.fault
        if token not in self.files:
            raise NotFound
        return self.files.pop(token)

    async def look(self, method: str = "GET", **headers: str) -> "Answer":
        async with self.http.request(method, f"{self.address}/private", headers=headers) as response:
            return await _answer(response)

    async def fetch(self, token: str = TOKEN, **headers: str) -> "Answer":
        return await self.post(f"token={token}".encode(), **headers)

    async def post(self, body: bytes, **headers: str) -> "Answer":
        given = {"Content-Type": FORM} | {name.replace("_", "-"): value for name, value in headers.items()}
        async with self.http.post(f"{self.address}/private", data=body, headers=given) as response:
            return await _answer(response)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


async def _answer(response: aiohttp.ClientResponse) -> Answer:
    return Answer(status=response.status, headers=dict(response.headers), body=await response.read())


@asynccontextmanager
async def open_desk(files: dict[str, Document | Data]) -> AsyncIterator[Desk]:
    """Serving, until the block ends."""
    with closing(socket.create_server(("127.0.0.1", 0))) as port:
        async with aiohttp.ClientSession() as http:
            desk = Desk(address=f"http://127.0.0.1:{port.getsockname()[1]}", http=http, files=files)
            app = web.Application()
            app.add_routes(PagesApp(desk.redeem, desk.address).routes())
            runner = web.AppRunner(app, access_log=None)
            await runner.setup()
            try:
                await web.SockSite(runner, port).start()
                yield desk
            finally:
                await runner.cleanup()
