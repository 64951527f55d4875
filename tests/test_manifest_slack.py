"""The Slack manifest: as little as possible asked for, nothing named, and inside Slack's limits."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from aiohttp import ClientSession
from yarl import URL

import manifest
from adapters.slack.app import SlackApp
from adapters.slack.parse import COMMAND
from tests.adapters.slack.workplace import ScriptedDoor

FILE = Path(manifest.__file__).parent / "slack" / "manifest.yaml"
PLACEHOLDER = "innsjekk.example.no"
TELLING = ("akan", "rus", "alkohol", "spill", "avtale", "avhengig", "sykefravær", "behandling")


@pytest.fixture
def ours() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return read


def test_exactly_what_is_needed_is_asked_for(ours: dict[str, Any]) -> None:
    """Above all no history: the bot can read no conversation."""
    assert ours["oauth_config"] == {"scopes": {"bot": ["chat:write", "commands", "im:write", "users:read"]}}


def test_only_events_that_need_no_history_are_asked_for(ours: dict[str, Any]) -> None:
    """No `message.*`: what is written anywhere is not told to us."""
    events = ours["settings"]["event_subscriptions"]["bot_events"]
    assert sorted(events) == ["app_home_opened", "app_uninstalled", "tokens_revoked"]


def test_nobody_can_type_into_the_conversation(ours: dict[str, Any]) -> None:
    """And the tab is there, for without it no message arrives."""
    assert ours["features"]["app_home"] == {
        "home_tab_enabled": True,
        "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": True,
    }


def test_no_word_of_it_names_the_subject(ours: dict[str, Any]) -> None:
    """Everybody in the workspace can read it, and the name stands on lock screens."""
    said = " ".join(word.lower() for word in _strings(ours))
    assert [word for word in TELLING if word in said] == []


def test_slacks_limits_are_kept(ours: dict[str, Any]) -> None:
    """As its manifest schema 2 has them."""
    about = ours["display_information"]
    assert len(about["name"]) <= 35
    assert len(about["description"]) <= 140
    assert 175 <= len(about["long_description"]) <= 4000
    assert len(ours["features"]["bot_user"]["display_name"]) <= 80
    (command,) = ours["features"]["slash_commands"]
    assert command["command"] == COMMAND
    assert len(command["command"]) <= 32


async def test_every_address_is_ours_at_a_host_that_is_plainly_to_be_replaced(ours: dict[str, Any]) -> None:
    """And each is one that the application answers at."""
    addresses = [URL(word) for word in _strings(ours) if word.startswith("http")]
    assert {address.host for address in addresses} == {PLACEHOLDER}
    assert {address.scheme for address in addresses} == {"https"}
    async with ClientSession() as session:
        app = SlackApp(door=ScriptedDoor(), signing_secret="x", bot_token="x", team_id="T0", session=session)
        assert {address.path for address in addresses} == {route.path for route in app.routes()}


def _strings(part: object) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    for each in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from _strings(each)
