"""Who may speak to the page: this page itself, on this computer, and nobody else."""

import asyncio
import logging
from typing import Final

from aiohttp import hdrs, web
from aiohttp.typedefs import Handler

log = logging.getLogger("innsjekk.demo")
HOSTS: Final = frozenset({"127.0.0.1", "localhost"})
HEADER, VALUE = "X-Innsjekk", "demo"
"""A header that no other site can make a browser send here without asking first, which it would be refused."""

HEADERS: Final = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def allowed(request: web.Request) -> bool:
    """The Host names this computer (against rebinding), and what changes something comes from the page."""
    if request.host.rpartition(":")[0] not in HOSTS and request.host not in HOSTS:
        return False
    origin = request.headers.get(hdrs.ORIGIN)
    if origin is not None and origin != f"http://{request.host}":
        return False
    return request.method in {hdrs.METH_GET, hdrs.METH_HEAD} or request.headers.get(HEADER) == VALUE


@web.middleware
async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn away what is not the page, and send every answer with the headers that keep it to itself."""
    if not allowed(request):
        response: web.StreamResponse = web.json_response({"error": "refused"}, status=403)
    else:
        try:
            response = await handler(request)
        except web.HTTPException as refused:
            response = web.json_response({"error": "refused"}, status=refused.status)
        except (asyncio.CancelledError, ConnectionError):
            raise
        except Exception as fault:  # noqa: BLE001  the last net: the page says so, and shows no traceback
            log.error("the demo failed: %s", type(fault).__name__)
            response = web.json_response({"says": "fault"}, status=500)
    if not response.prepared:
        response.headers.update(HEADERS)
    return response
