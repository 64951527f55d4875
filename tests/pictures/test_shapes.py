"""What we send and hand in, held against the shapes that Slack and Microsoft publish."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft4Validator, Draft7Validator
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from adapters.slack import render
from core.chat.views import Card
from tests import provision
from tests.pictures.gallery import HERE, views

pytestmark = pytest.mark.node

MANIFESTS = provision.ROOT / "manifest"
Check = Callable[[str, object], None]

SENT: dict[str, tuple[str, dict[str, Any]]] = {}
for language, name, view in views():
    if isinstance(view, Card):
        SENT[f"{name}.{language}"] = ("message", render.card(view))
        SENT[f"{name}.{language}.home"] = ("home", render.home(view))
        SENT[f"{name}.{language}.sheet"] = ("modal", render.sheet(view))
    else:
        SENT[f"{name}.{language}"] = ("modal", render.form(view))


@pytest.fixture(scope="module")
def tools() -> Path:
    if provision.node() is None:
        pytest.skip(provision.NO_NODE)
    return provision.node_tools() or pytest.skip(provision.NO_NODE_TOOLS)


@pytest.fixture(scope="module")
def check(tools: Path, tmp_path_factory: pytest.TempPathFactory) -> Check:
    """`check("modal", view)`, against a schema made from Slack's types."""
    folder = tmp_path_factory.mktemp("types")
    (folder / "node_modules").symlink_to(tools / "node_modules")
    (folder / "sent.ts").write_bytes((HERE / "sent.ts").read_bytes())
    made = subprocess.run(
        [tools / "node_modules/.bin/ts-json-schema-generator", "--path", "sent.ts", "--no-type-check"],
        cwd=folder,
        check=True,
        capture_output=True,
        timeout=60,
    )
    schema: dict[str, Any] = json.loads(made.stdout)

    def against(definition: dict[str, Any], what: object) -> None:
        whole = {"definitions": schema["definitions"], **definition}
        errors = sorted(Draft7Validator(whole).iter_errors(what), key=lambda error: list(error.path))
        assert [f"{'/'.join(map(str, error.path))}: {error.validator}" for error in errors] == []

    def checked(kind: str, what: object) -> None:
        against(schema["definitions"]["Sent"]["properties"][kind], what)
        # A view's type lets any unknown block through; ours are all known ones.
        for block in what.get("blocks", []) if isinstance(what, dict) else []:
            against({"$ref": "#/definitions/KnownBlock"}, block)

    return checked


@pytest.mark.parametrize("name", SENT)
def test_slacks_own_types_know_all_that_we_send(name: str, check: Check) -> None:
    """No unknown block, no unknown property, nothing missing."""
    check(*SENT[name])


@pytest.mark.parametrize("name", SENT)
def test_slacks_own_models_find_no_limit_broken(name: str) -> None:
    """The types know no lengths; the models of slack_sdk count."""
    kind, sent = SENT[name]
    for block in sent["blocks"]:
        parsed = Block.parse(block)
        assert parsed is not None
        assert type(parsed) is not Block
        parsed.validate_json()
    if kind != "message":
        View(**sent).validate_json()


@pytest.mark.parametrize(
    "wrong", [{"type": "marquee"}, {"type": "divider", "colour": "red"}, {"type": "header"}]
)
def test_what_slack_does_not_know_is_found(wrong: dict[str, str], check: Check) -> None:
    """So the schema is not one that lets anything through."""
    with pytest.raises(AssertionError):
        check("modal", {"type": "modal", "title": {"type": "plain_text", "text": "x"}, "blocks": [wrong]})


def test_slacks_manifest_has_the_shape_slack_asks_for(check: Check) -> None:
    """Every key is known, every scope and event exists."""
    ours = yaml.safe_load((MANIFESTS / "slack" / "manifest.yaml").read_text(encoding="utf-8"))
    check("manifest", ours)
    ours["oauth_config"]["scopes"]["bot"].append("read:minds")
    with pytest.raises(AssertionError):
        check("manifest", ours)


def test_the_teams_app_has_the_shape_microsoft_asks_for(tools: Path) -> None:
    """The schema of the version that the manifest names, as Microsoft ships it with their own tool."""
    ours = json.loads((MANIFESTS / "teams" / "manifest.json").read_text(encoding="utf-8"))
    folder = tools / "node_modules/@microsoft/app-manifest/build/json-schemas/teams"
    file = folder / f"v{ours['manifestVersion']}" / "MicrosoftTeams.schema.json"
    official = Draft4Validator(json.loads(file.read_text(encoding="utf-8-sig")))
    official.validate(ours)
    assert not official.is_valid(ours | {"accentColor": "mauve"})


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_translation_has_the_shape_microsoft_asks_for(language: str, tools: Path) -> None:
    """Keys that point at nothing would be refused when the app is uploaded."""
    version = json.loads((MANIFESTS / "teams" / "manifest.json").read_text(encoding="utf-8"))[
        "manifestVersion"
    ]
    folder = tools / "node_modules/@microsoft/app-manifest/build/json-schemas/teams" / f"v{version}"
    file = next(each for each in folder.iterdir() if "ocalization" in each.name)
    words = json.loads((MANIFESTS / "teams" / f"{language}.json").read_text(encoding="utf-8"))
    Draft4Validator(json.loads(file.read_text(encoding="utf-8-sig"))).validate(words)
