"""What is for this machine only: `serve` without tokens, and the demo, whatever a real workplace's settings are."""

import json
import socket

import aiohttp
import pytest

from bots.demo import opening
from tests.bots.office import SLACK, Office

ELSEWHERE = "127.0.0.2"
"""This machine too, under an address that a server on 127.0.0.1 does not answer at, and one on 0.0.0.0 does."""
TENANT = "7d3e0000-0000-4000-8000-00000000abcd"
SERVICE = "http://127.0.0.1:9/emea/"
TYPED = {
    "type": "message",
    "id": "1",
    "text": "meny",
    "channelId": "msteams",
    "serviceUrl": SERVICE,
    "from": {"id": "29:x", "aadObjectId": "aaaaaaaa-0000-4000-8000-000000000001"},
    "conversation": {"id": "a:x", "conversationType": "personal", "tenantId": TENANT},
    "recipient": {"id": "28:x"},
}
NOT_US = (
    {"Host": "rebound.example"},
    {"Origin": "http://example.org"},
    {"Origin": "null"},
    {"Via": "1.1 proxy"},
    {"X-Forwarded-For": "127.0.0.1"},
    {"Content-Type": "text/plain"},
)


def answers(host: str, port: int) -> bool:
    """Whether anybody listens there."""
    try:
        socket.create_connection((host, port), timeout=2).close()
    except OSError:
        return False
    return True


async def test_serve_without_tokens_lets_in_no_page_and_no_proxy(office: Office) -> None:
    """A page that is open on this machine, a name that was bound to it anew, a tunnel that ends here."""
    for name in SLACK:
        del office.env[name]
    office.env |= {
        "INNSJEKK_TEAMS_LOOPBACK_WITHOUT_TOKENS": "true",
        "INNSJEKK_TEAMS_TENANT_ID": TENANT,
        "INNSJEKK_TEAMS_SERVICE_URL": SERVICE,
    }
    async with office.serving() as server, aiohttp.ClientSession() as session:
        url, body = f"{server.url}/api/messages", json.dumps(TYPED)
        for headers in NOT_US:
            given = {"Content-Type": "application/json", **headers}
            async with session.post(url, data=body, headers=given) as got:
                assert got.status == 403, headers
        async with session.post(url, json=TYPED) as got:
            assert got.status == 200
        assert not answers(ELSEWHERE, server.port)


async def test_the_demo_heeds_no_setting_of_a_real_workplace(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing in the environment takes it off this machine, near real data or real people, or stops it."""
    for name, value in {
        "HOST": "0.0.0.0",
        "PORT": "1",
        "DATABASE_URL": "postgresql+asyncpg://kari:hemmelig@vert.invalid/navn",
        "ROOT_SECRET": "hemmelig",
        "SLACK_API_URL": "https://slack.invalid/api/",
        "WORKPLACE": "ekte",
        "LANGUAGE": "en",
        "ZONE": "Asia/Tokyo",
        "LEASE_SECONDS": "none",
        "TEAMS_LOOPBACK_WITHOUT_TOKENS": "true",
        "MISSPELLED": "x",
    }.items():
        monkeypatch.setenv(f"INNSJEKK_{name}", value)
    async with opening.opened() as workplace:
        settings = workplace.parts.settings
        assert (settings.host, settings.workplace, settings.language) == ("127.0.0.1", "eksempel", "nb")
        assert (settings.zone, settings.lease_seconds) == ("Europe/Oslo", 30.0)
        assert settings.database_url.startswith("sqlite+aiosqlite:///")
        assert settings.slack_api_url.startswith("http://127.0.0.1:")
        assert (settings.root_secret, settings.on_teams) == (None, True)
        assert not settings.teams_loopback_without_tokens
        for url in (workplace.slack.bot_url, workplace.slack.url, workplace.teams.service_url):
            port = int(url.split(":")[2].split("/")[0])
            assert answers("127.0.0.1", port)
            assert not answers(ELSEWHERE, port)
