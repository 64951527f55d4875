"""The Teams app as an administrator uploads it: neutral, asking for nothing, the same in three languages."""

import json
import re
import struct
from pathlib import Path
from typing import Any

import pytest

from adapters.teams.parse import HOME, heard
from core.people import Language

FOLDER = Path(__file__).parents[1] / "manifest" / "teams"
LONGEST = {
    "name.short": 30,
    "name.full": 100,
    "description.short": 80,
    "description.full": 4000,
    "title": 32,
    "description": 128,
}
NAMES_A_SUBJECT = re.compile(
    r"akan|avtale|agreement|rus|alkohol|alcohol|spill|gambl|sykdom|health|helse|behandling", re.IGNORECASE
)

MANIFEST: dict[str, Any] = json.loads((FOLDER / "manifest.json").read_text(encoding="utf-8"))


def words(language: str) -> dict[str, str]:
    read: dict[str, str] = json.loads((FOLDER / f"{language}.json").read_text(encoding="utf-8"))
    return {key: text for key, text in read.items() if key != "$schema"}


def test_it_asks_for_nothing() -> None:
    """No permission to read, no tab, no domain, no single sign-on: a private bot and that is all."""
    assert set(MANIFEST) == {
        "$schema",
        "manifestVersion",
        "version",
        "id",
        "developer",
        "name",
        "description",
        "localizationInfo",
        "icons",
        "accentColor",
        "defaultInstallScope",
        "bots",
    }
    (bot,) = MANIFEST["bots"]
    assert bot["scopes"] == ["personal"] == bot["commandLists"][0]["scopes"]
    assert MANIFEST["defaultInstallScope"] == "personal"
    assert not bot["isNotificationOnly"], "one can write to it, or it could not be asked for the menu"


def test_the_ids_are_to_be_filled_in() -> None:
    """Each workplace has a registration of its own; ours is in no file."""
    assert {MANIFEST["id"], MANIFEST["bots"][0]["botId"]} == {"00000000-0000-0000-0000-000000000000"}


def test_every_language_has_the_same_texts() -> None:
    """And the file as a whole is in the language that it says it is in."""
    named = {"nb", *(each["languageTag"] for each in MANIFEST["localizationInfo"]["additionalLanguages"])}
    assert named == {language.value for language in Language}
    assert words("nb").keys() == words("nn").keys() == words("en").keys()
    nb = words("nb")
    assert MANIFEST["description"] == {"short": nb["description.short"], "full": nb["description.full"]}
    assert MANIFEST["name"] == {"short": nb["name.short"], "full": nb["name.full"]}
    (command,) = MANIFEST["bots"][0]["commandLists"][0]["commands"]
    assert list(command.values()) == [text for key, text in nb.items() if key.startswith("bots")]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_text_fits_and_names_no_subject(language: str) -> None:
    """Everybody at the workplace can see these words, beside the name of whoever has the app."""
    for key, text in words(language).items():
        assert 0 < len(text) <= LONGEST[key if key in LONGEST else key.rpartition(".")[2]]
        assert not NAMES_A_SUBJECT.search(text)
    assert len(MANIFEST["developer"]["name"]) <= 32


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_command_is_understood(language: str) -> None:
    """Teams types the command into the chat, in the language of the person."""
    title = words(language)["bots[0].commandLists[0].commands[0].title"]
    said = {
        "type": "message",
        "id": "1",
        "text": title,
        "serviceUrl": "https://smba.trafficmanager.net/emea/",
        "from": {"id": "29:1", "aadObjectId": "k"},
        "conversation": {"id": "a:1", "conversationType": "personal", "tenantId": "t"},
    }
    what = heard(said, "secret")
    assert what is not None
    assert what.reply.action == HOME


@pytest.mark.parametrize(("icon", "side"), [("color", 192), ("outline", 32)])
def test_the_icons_have_the_sizes_teams_asks_for(icon: str, side: int) -> None:
    """With an alpha channel, and there are no others."""
    raw = (FOLDER / MANIFEST["icons"][icon]).read_bytes()
    assert raw.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">IIBB", raw[16:26]) == (side, side, 8, 6)
    assert set(MANIFEST["icons"]) == {"color", "outline"}
