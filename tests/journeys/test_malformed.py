"""Anything malformed from the network: 4xx, no traceback, nothing stored, nothing of it logged."""

import asyncio
import io
import json
import logging
import time
from collections.abc import Iterator
from urllib.parse import urlencode

import aiohttp
import pytest

from adapters.slack import limits, verify
from bots.demo.far.slack import FarSlack
from tests.journeys.acts import rows
from tests.journeys.world import SECRET, World

CANARY = "kanarifugl-7f3a"
JSON, FORM = "application/json", "application/x-www-form-urlencoded"
BODIES = (
    b"",
    b"{",
    b"[]",
    b"null",
    b'"x"',
    b"\xff\xfe\x00",
    b"[" * 50_000,
    b'{"a":' * 5_000,
    json.dumps({"type": CANARY}).encode(),
    json.dumps(
        {"type": "event_callback", "event": {"type": "app_home_opened", "tab": "home", "user": [CANARY]}}
    ).encode(),
    json.dumps({"type": "invoke", "name": CANARY, "channelId": "msteams", "serviceUrl": 7}).encode(),
    json.dumps(
        {"type": "message", "text": CANARY, "channelId": "msteams", "serviceUrl": "http://x"}
    ).encode(),
    json.dumps({"type": "message", "text": CANARY, "from": {"id": CANARY}, "value": [CANARY]}).encode(),
    urlencode({"payload": CANARY}).encode(),
    urlencode({"payload": json.dumps({"type": "view_submission", "view": {"state": CANARY}})}).encode(),
    urlencode({"payload": json.dumps({"type": "block_actions", "actions": [{"value": CANARY}]})}).encode(),
    urlencode({"command": "/innsjekk", "text": CANARY}).encode(),
    urlencode({"command": "/innsjekk", "text": CANARY, "team_id": "T" * 9000}).encode(),
    CANARY.encode() * 9,
)


def _routes(world: World) -> tuple[str, ...]:
    if isinstance(world.far, FarSlack):
        return ("/slack/events", "/slack/interactions", "/slack/commands")
    return ("/api/messages",)


def _headers(world: World, body: bytes, kind: str) -> Iterator[dict[str, str]]:
    """Not signed, wrongly signed, and rightly."""
    yield {"Content-Type": kind}
    if isinstance(world.far, FarSlack):
        stamp = str(int(time.time()))
        for secret in ("another", SECRET):
            signature = verify.signature(stamp, body, secret)
            yield {"Content-Type": kind, verify.TIMESTAMP: stamp, verify.SIGNATURE: signature}
        return
    yield {"Content-Type": kind, "Authorization": f"Bearer {CANARY}"}
    yield {"Content-Type": kind, "Authorization": f"Bearer {world.far.token()}"}


async def test_junk_is_refused_on_every_way_in(world: World, caplog: pytest.LogCaptureFixture) -> None:
    """Each body, as JSON and as a form, with a right signature too."""
    caplog.set_level(logging.DEBUG)
    before = await rows(world)
    async with aiohttp.ClientSession() as session:
        for route in _routes(world):
            for body in BODIES:
                for kind in (JSON, FORM):
                    for headers in _headers(world, body, kind):
                        url = f"{world.far.bot_url}{route}"
                        async with session.post(url, data=body, headers=headers) as answer:
                            said = await answer.text()
                        assert 400 <= answer.status < 500, (route, body[:60], kind, answer.status)
                        assert "Traceback" not in said
                        assert CANARY not in said
        for path in (f"/{CANARY}", "/slack/", "/api/messages/../../etc/passwd", f"/?{CANARY}"):
            async with session.get(f"{world.far.bot_url}{path}") as answer:
                assert answer.status in {404, 405}
    assert await rows(world) == before
    assert CANARY not in caplog.text


async def test_a_body_without_end_is_not_read(world: World, caplog: pytest.LogCaptureFixture) -> None:
    """More than either platform sends: refused, and nothing kept of it."""
    caplog.set_level(logging.DEBUG)
    before = await rows(world)
    body = json.dumps({"type": CANARY * (limits.BODY_BYTES // 8)}).encode()
    async with aiohttp.ClientSession() as session:
        for route in _routes(world):
            *_, right = _headers(world, body, JSON)
            try:
                async with session.post(
                    f"{world.far.bot_url}{route}", data=io.BytesIO(body), headers=right
                ) as answer:
                    assert answer.status == 413
            except aiohttp.ClientConnectionError:
                continue  # it hung up while we were still sending
    assert await rows(world) == before
    assert CANARY not in caplog.text


async def test_what_is_not_even_http_is_not_logged(world: World, caplog: pytest.LogCaptureFixture) -> None:
    """A line of words, a header that is none, and a body shorter than it says."""
    caplog.set_level(logging.DEBUG)
    port = int(world.far.bot_url.rsplit(":", 1)[1])
    for raw in (
        f"{CANARY} er ikke HTTP\r\n\r\n",
        f"POST /slack/events HTTP/1.1\r\n{CANARY}\r\n\r\n",
        f"POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: {CANARY}\r\n\r\n",
        f"POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n{CANARY}",
        f"GET /{CANARY * 2000} HTTP/1.1\r\nHost: x\r\n\r\n",
    ):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(raw.encode())
        await writer.drain()
        writer.write_eof()
        said = await asyncio.wait_for(reader.read(), 5)
        assert b"Traceback" not in said
        assert not said or said.split(b" ")[1].startswith(b"4"), said[:80]
        writer.close()
    assert CANARY not in caplog.text
