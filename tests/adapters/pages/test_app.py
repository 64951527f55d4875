"""The page over HTTP: looking uses nothing up, one press fetches, and every refusal is the same refusal."""

import asyncio
import json
import logging
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from urllib.parse import quote

import pytest

from adapters.pages.page import preferred
from adapters.pages.sheet import TEXTS
from core.errors import Refused
from core.people import Language
from tests.adapters.pages.desk import FORM, TOKEN, Desk
from tests.adapters.pages.sheets import SHEET, read

OTHER = "https://evil.example"
REFUSALS: dict[str, tuple[bytes, dict[str, str]]] = {
    "never given": (f"token={'x' * 43}".encode(), {}),
    "no code": (b"", {}),
    "an empty code": (b"token=", {}),
    "another name": (f"code={TOKEN}".encode(), {}),
    "too short": (f"token={TOKEN[:-1]}".encode(), {}),
    "too long": (f"token={TOKEN}x".encode(), {}),
    "in JSON": (json.dumps({"token": TOKEN}).encode(), {"Content_Type": "application/json"}),
    "as text": (f"token={TOKEN}".encode(), {"Content_Type": "text/plain"}),
    "as JSON in name": (f"token={TOKEN}".encode(), {"Content_Type": "application/json"}),
    "a file upload": (f"token={TOKEN}".encode(), {"Content_Type": "multipart/form-data; boundary=x"}),
    "a body too large": (f"token={TOKEN}&x={'y' * 2000}".encode(), {}),
    "many fields": (f"token={TOKEN}&{'a=b&' * 20}".encode(), {}),
    "no letters at all": (b"token=\xff\xfe\x00%00%ff", {}),
    "an unknown size": (f"token={TOKEN}&size=huge".encode(), {}),
    "another site": (f"token={TOKEN}".encode(), {"Sec_Fetch_Site": "cross-site"}),
    "a site beside it": (f"token={TOKEN}".encode(), {"Sec_Fetch_Site": "same-site"}),
    "nobody's page": (f"token={TOKEN}".encode(), {"Sec_Fetch_Site": "none"}),
    "another origin": (f"token={TOKEN}".encode(), {"Origin": OTHER}),
    "another origin in disguise": (
        f"token={TOKEN}".encode(),
        {"Origin": OTHER, "Sec_Fetch_Site": "same-origin"},
    ),
}


@pytest.mark.parametrize("case", REFUSALS)
async def test_every_refusal_is_the_same_and_uses_nothing_up(desk: Desk, case: str) -> None:
    """Byte for byte what a used link gets; and whoever has the right link can still use it."""
    await desk.fetch()
    used = await desk.fetch()
    desk.files[TOKEN] = SHEET
    body, headers = REFUSALS[case]
    answer = await desk.post(body, **headers)
    same = {"Date"}
    assert (answer.status, answer.body) == (used.status, used.body) == (404, used.body)
    assert {k: v for k, v in answer.headers.items() if k not in same} == {
        k: v for k, v in used.headers.items() if k not in same
    }
    assert TEXTS["refused"][Language.NB] in used.text
    assert TOKEN in desk.files


async def test_what_is_of_the_wrong_shape_never_reaches_the_database(desk: Desk) -> None:
    """Nor what another site sends: only a code that could be one is looked for."""
    for case, (body, headers) in REFUSALS.items():
        if case != "never given":
            await desk.post(body, **headers)
    assert desk.tried == []


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "PUT"])
async def test_looking_uses_nothing_up(desk: Desk, method: str) -> None:
    """A link preview, a virus scanner, a person who only looks; with the code in the address too."""
    looked = await desk.look(method)
    assert (looked.status == 200) is (method in {"GET", "HEAD"})
    async with desk.http.request(method, f"{desk.address}/private?token={TOKEN}") as response:
        assert TOKEN not in await response.text()
    assert desk.tried == []
    assert (await desk.fetch()).status == 200


async def test_the_file_comes_once_as_a_download_with_a_name_that_says_nothing(desk: Desk) -> None:
    """To be kept by nobody on the way."""
    answer = await desk.fetch()
    assert answer.status == 200
    assert answer.headers["Content-Disposition"] == 'attachment; filename="dokument.json"'
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Cache-Control"] == "no-store"
    assert json.loads(answer.body) == {"ord": "Blåbær «😀»"}
    assert "Blåbær «😀»" in answer.text
    assert (await desk.fetch()).status == 404


async def test_of_two_presses_at_once_one_gets_the_file(desk: Desk) -> None:
    """The other is refused."""
    answers = await asyncio.gather(*(desk.fetch() for _ in range(5)))
    assert sorted(answer.status for answer in answers) == [200, 404, 404, 404, 404]


@pytest.mark.parametrize("size", ["", "&size=plain", "&size=largest"])
async def test_a_sheet_comes_as_pdf(desk: Desk, size: str) -> None:
    """In the size that was chosen."""
    desk.files[TOKEN] = SHEET
    answer = await desk.post(f"token={TOKEN}{size}".encode())
    assert answer.headers["Content-Disposition"] == 'attachment; filename="dokument.pdf"'
    assert answer.headers["Content-Type"] == "application/pdf"
    assert len(read(answer.body).pages) == (2 if size == "&size=largest" else 1)


@pytest.mark.parametrize("typed", [f" {TOKEN}\n", f"https://innsjekk.example/private#{TOKEN}"])
async def test_a_code_may_be_pasted_as_people_paste(desk: Desk, typed: str) -> None:
    """With white space around it, or the whole address."""
    assert (await desk.fetch(quote(typed))).status == 200


@pytest.mark.parametrize("origin", ["null", "HERE"])
async def test_what_our_own_page_sends_is_let_through(desk: Desk, origin: str) -> None:
    """A page without a referrer sends its form without an origin; a browser may name ours all the same."""
    here = desk.address if origin == "HERE" else origin
    assert (await desk.fetch(Origin=here, Sec_Fetch_Site="same-origin")).status == 200


@pytest.mark.parametrize("fault", [Refused("refused.gone"), ValueError("hemmelig-ord"), ZeroDivisionError()])
async def test_a_fault_has_the_words_of_a_refusal(
    desk: Desk, fault: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    """And is named in the log, without a word of what it was about."""
    caplog.set_level(logging.DEBUG)
    used = await desk.fetch("x" * 43)
    desk.fault = fault
    answer = await desk.fetch()
    assert (answer.status, answer.body) == (404, used.body)
    said = [logging.Formatter().format(record) for record in caplog.records if "innsjekk" in record.name]
    assert said == (
        [] if isinstance(fault, Refused) else [f"a page could not be made: {type(fault).__name__}"]
    )
    assert "hemmelig-ord" not in caplog.text


async def test_nothing_of_a_code_is_in_any_log(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    """At DEBUG, fetched, used, refused and malformed."""
    caplog.set_level(logging.DEBUG)
    for body, headers in REFUSALS.values():
        await desk.post(body, **headers)
    await desk.fetch()
    await desk.fetch()
    assert TOKEN[:10] not in caplog.text


async def test_the_page_keeps_to_itself(desk: Desk) -> None:
    """Nothing from elsewhere, in no frame, in no search engine, in no cache, and no address passed on."""
    for answer in (await desk.look(), await desk.fetch("x" * 43), await desk.fetch()):
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "noindex" in answer.headers["X-Robots-Tag"]
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; ")
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert "Set-Cookie" not in answer.headers


async def test_only_the_scripts_and_styles_that_are_there_may_run(desk: Desk) -> None:
    """By their digests; nothing else is in the page, and nothing is asked for."""
    answer = await desk.look()
    for kind in ("script", "style"):
        (inside,) = re.findall(rf"<{kind}>(.*?)</{kind}>", answer.text, re.DOTALL)
        digest = b64encode(sha256(inside.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in answer.headers["Content-Security-Policy"]
    assert re.findall(r"\s(?:src|href|style|on\w+)=", answer.text) == []
    assert "//" not in re.sub(r"^\s*//.*$", "", answer.text, flags=re.MULTILINE)


class Outline(HTMLParser):
    """The text, and what the labels are for."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.language: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "html":
            self.language = dict(attrs)["lang"]

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("language", list(Language))
async def test_the_page_speaks_three_languages(desk: Desk, language: Language) -> None:
    """All its words, and says which language it is in; the refusal too."""
    for answer, keys in (
        (await desk.look(**{"Accept-Language": language}), ("title", "body", "fetch", "by_hand", "contrast")),
        (await desk.fetch("x" * 43, Accept_Language=language), ("refused_title", "refused")),
    ):
        page = Outline()
        page.feed(answer.text)
        assert page.language == language
        for key in keys:
            assert TEXTS[key][language] in page.text


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "nb"), ("*", "nb"), ("de-DE,de;q=0.9", "nb"), ("no", "nb"), ("nb-NO,nb;q=0.9,nn;q=0.8", "nb"),
        ("nn-NO", "nn"), ("en-GB,en;q=0.9,nb;q=0.8", "en"), ("en;q=0.3,nn;q=0.7", "nn"), ("de,nn;q=0.1", "nn"),
        ("en;q=0,nn;q=0.1", "nn"), ("en;q=x,nn;q=0.1", "nn"), (";;;,,q=", "nb"), ("EN", "en"),
    ],
)  # fmt: skip
def test_the_first_of_our_languages_is_chosen(accepted: str, language: str) -> None:
    """As a browser ranks them; bokmål without any."""
    assert preferred(accepted) is Language(language)


async def test_a_page_looks_the_same_to_everybody(desk: Desk) -> None:
    """Whether or not there is anything to fetch."""
    before = await desk.look()
    await desk.fetch()
    assert (await desk.look()).body == before.body


async def test_a_body_that_does_not_come_is_not_waited_for(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rest of it is promised and never sent."""
    monkeypatch.setattr("adapters.pages.app.SECONDS", 0.3)
    host, _, port = desk.address.removeprefix("http://").partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(
        f"POST /private HTTP/1.1\r\nHost: x\r\nContent-Type: {FORM}\r\nContent-Length: 99\r\n\r\ntoken=".encode()
    )
    line = await asyncio.wait_for(reader.readline(), 10)
    writer.close()
    assert b"404" in line
    assert desk.tried == []
