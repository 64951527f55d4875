"""Who may speak to the page, and what comes of nonsense."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
import pytest_asyncio

from bots.demo.page import showing
from bots.demo.stage import Stage

OURS = {"X-Innsjekk": "demo"}
NONSENSE = [
        b"", b"{", b"[]", b"null", b"\xff\xfe", b"{}", b'{"person": "kari"}', b'{"person": "nobody", "do": "home"}',
        b'{"person": "kari", "do": "vanish"}', b'{"person": "kari", "do": "press"}',
        b'{"person": "kari", "do": "press", "label": "Nei", "place": "home"}',
        b'{"person": "kari", "do": "press", "label": "Min side", "place": "home", "nth": "1"}',
        b'{"person": "kari", "do": "press", "label": "Min side", "place": "home", "nth": -1}',
        b'{"person": "kari", "do": "submit"}', b'{"person": "kari", "do": "close"}',
        b'{"person": "kari", "do": "home", "fields": 3}', b'{"person": "kari", "do": "home", "fields": [3]}',
        b'{"person": "kari", "do": "home", "fields": [{"label": "x", "kind": "text", "value": "y"}]}',
        b'{"person": ["kari"], "do": {"a": 1}}', b'{"by": "century"}', b'{"by": "next", "platform": "irc"}',
        b'{"platform": 1, "do": "show"}', b'{"language": "se"}', b'{"language": ["nb"]}',
    ]  # fmt: skip


@pytest_asyncio.fixture
async def served() -> AsyncIterator[tuple[Stage, int]]:
    async with showing() as both:
        yield both


async def ask(port: int, path: str, *, data: Any = None, **headers: str) -> tuple[int, str]:
    """POST if there is something to send, else GET; says status and body."""
    async with aiohttp.ClientSession() as session:
        method = "GET" if data is None else "POST"
        url = f"http://127.0.0.1:{port}{path}"
        async with session.request(method, url, data=data, headers=headers) as got:
            return got.status, await got.text()


async def test_only_the_page_itself_may_act(served: tuple[Stage, int]) -> None:
    """Not another site, not another name for this computer, and not without the page's own header."""
    stage, port = served
    before, body = stage.version, b'{"by": "day", "platform": "slack"}'

    assert (await ask(port, "/api/wind", data=body))[0] == 403
    assert (await ask(port, "/api/wind", data=body, **OURS, Origin="http://example.org"))[0] == 403
    assert (await ask(port, "/api/wind", data=body, **OURS, Host=f"rebound.example:{port}"))[0] == 403
    assert (await ask(port, "/api/state", Host="rebound.example"))[0] == 403
    assert (await ask(port, "/api/state", Origin="null"))[0] == 403
    assert stage.version == before
    assert (await ask(port, "/api/wind", data=body, **OURS, Origin=f"http://127.0.0.1:{port}"))[0] == 200
    assert stage.version > before


async def test_answers_keep_to_themselves(served: tuple[Stage, int]) -> None:
    """A strict policy, nothing kept, no cookie; the page asks for nothing elsewhere."""
    _, port = served
    async with aiohttp.ClientSession() as session:
        for path in ("/", "/app.js", "/style.css", "/api/state", "/nothing"):
            async with session.get(f"http://127.0.0.1:{port}{path}") as got:
                assert got.headers["Content-Security-Policy"].startswith("default-src 'self'")
                assert got.headers["Cache-Control"] == "no-store"
                assert "Set-Cookie" not in got.headers
                text = await got.text()
                assert "https://" not in text
                assert "http://" not in text.replace("http://www.w3.org", "").replace(
                    "http://adaptivecards.io", ""
                )


async def test_nonsense_changes_nothing(served: tuple[Stage, int]) -> None:
    """A refusal with no traceback, wherever it is sent, and the page still works."""
    stage, port = served
    for path in ("act", "wind", "story", "language", "again"):
        for body in NONSENSE:
            status, said = await ask(port, f"/api/{path}", data=body, **OURS)
            assert status in {400, 409}, (path, body, said)
            assert "Traceback" not in said
    assert (await ask(port, "/api/act", data=b"x" * 100_000, **OURS))[0] == 413
    assert stage.workplace.complaints == []
    assert (await ask(port, "/api/state"))[0] == 200


async def test_files_beside_the_page_are_out_of_reach(served: tuple[Stage, int]) -> None:
    """Only what lies in its folder is served."""
    _, port = served
    for path in ("/../page.py", "/%2e%2e/page.py", "/..%2fpage.py", "/people.csv"):
        assert (await ask(port, path))[0] in {403, 404}


async def test_a_taken_port_is_one_clear_line(served: tuple[Stage, int]) -> None:
    """With what to do about it."""
    from bots.settings import BadSetting

    with pytest.raises(BadSetting, match="choose another"):
        async with showing(served[1]):
            raise AssertionError("it was served twice")
