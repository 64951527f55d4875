"""The arrows between packages hold, and breaking one is seen."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.provision import ROOT

PACKAGES = ("bots", "adapters", "core", "storage")

FORBIDDEN = {
    "core looks up": ("core/errors.py", "import storage", "bots > adapters | storage > core"),
    "an adapter looks up": ("adapters/slack/new.py", "import bots", "bots > adapters | storage > core"),
    "an adapter reads the store": (
        "adapters/slack/new.py",
        "import storage",
        "bots > adapters | storage > core",
    ),
    "the store knows a platform": ("storage/new.py", "import adapters", "bots > adapters | storage > core"),
    "a lower part of core knows a higher": ("core/errors.py", "import core.checkins", "Inside core"),
    "a part of core without a place": ("core/unplaced.py", "", "Inside core"),
    "the committee reaches an agreement": (
        "core/committee/usecases.py",
        "import core.agreements.model",
        "Inside core",
    ),
    "the committee's plan reaches a check-in": (
        "core/plan/usecases.py",
        "import core.checkins.model",
        "Inside core",
    ),
    "the committee's register reaches a preparation": (
        "core/competence/usecases.py",
        "import core.preparations.model",
        "Inside core",
    ),
    "a campaign reaches an agreement": ("core/campaigns/new.py", "import core.agreements", "Inside core"),
    "a campaign reaches a preparation": ("core/campaigns/new.py", "import core.preparations", "Inside core"),
    "core knows a driver": ("core/errors.py", "import sqlalchemy", "Core is plain Python"),
    "core knows a cipher": ("core/sight.py", "from cryptography import exceptions", "Core is plain Python"),
    "one platform knows the other": (
        "adapters/slack/new.py",
        "import adapters.teams",
        "The platforms do not know",
    ),
    "Bolt leaves its file": (
        "adapters/slack/render.py",
        "from slack_bolt.async_app import AsyncApp",
        "Bolt stays",
    ),
    "Bolt is wired by hand": ("bots/new.py", "import slack_bolt", "Bolt stays"),
    "botbuilder leaves its file": ("adapters/teams/parse.py", "import botbuilder.core", "botbuilder stays"),
    "botframework leaves its file": ("bots/new.py", "import botframework.connector", "botbuilder stays"),
    "core sets a page": ("core/pages/usecases.py", "import typst", "Core is plain Python"),
    "typst leaves its file": ("adapters/pages/sheet.py", "import typst", "typst stays"),
    "core draws a chart": ("core/report/reach.py", "import matplotlib", "Core is plain Python"),
    "matplotlib leaves its file": ("adapters/pages/press.py", "import matplotlib", "matplotlib stays"),
    "the server loads what draws": (
        "adapters/pages/sheet.py",
        "import adapters.pages.charts",
        "Nobody but its own process",
    ),
    "the report reaches an agreement": (
        "core/report/usecases.py",
        "import core.agreements",
        "Inside core",
    ),
    "the report reaches a check-in": ("core/report/reach.py", "import core.checkins", "Inside core"),
    "the server loads the press": (
        "adapters/pages/app.py",
        "import adapters.pages.press",
        "Nobody but its own process",
    ),
    "the page knows a platform": (
        "adapters/pages/page.py",
        "import adapters.slack",
        "The platforms do not know",
    ),
    "a bot speaks SQL": ("bots/new.py", "import sqlalchemy", "Databases stay inside storage"),
}

ALLOWED = {
    "Bolt in its file": ("adapters/slack/app.py", "from slack_bolt.async_app import AsyncApp", "Bolt stays"),
    "botbuilder in its file": ("adapters/teams/app.py", "import botbuilder.core", "botbuilder stays"),
    "typst in its file": ("adapters/pages/press.py", "import typst", "typst stays"),
    "matplotlib in its file": ("adapters/pages/charts.py", "import matplotlib", "matplotlib stays"),
    "a driver in the store": ("storage/new.py", "import sqlalchemy", "Databases stay inside storage"),
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The packages as they are, to be spoilt."""
    for package in PACKAGES:
        shutil.copytree(
            ROOT / package, tmp_path / package, ignore=lambda _, names: {"__pycache__"} & set(names)
        )
    for platform in ("slack", "teams"):
        (tmp_path / "adapters" / platform).mkdir(exist_ok=True)
        (tmp_path / "adapters" / platform / "__init__.py").touch()
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def linted(folder: Path) -> subprocess.CompletedProcess[str]:
    command = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True, no_logo=True))"
    return subprocess.run(
        [sys.executable, "-c", command], cwd=folder, capture_output=True, text=True, timeout=120, check=False
    )


def verdict(folder: Path, contract: str) -> str:
    """KEPT or BROKEN, as said of the one contract whose name begins so."""
    said = linted(folder).stdout
    found = re.findall(rf"^{re.escape(contract)}.* (KEPT|BROKEN)\b", said, re.MULTILINE)
    assert len(found) == 1, said
    return str(found[0])


def add(folder: Path, path: str, line: str) -> None:
    with (folder / path).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")


def test_every_arrow_points_the_way_it_should() -> None:
    """In the packages as they are."""
    said = linted(ROOT)

    assert said.returncode == 0, said.stdout + said.stderr


@pytest.mark.parametrize("case", FORBIDDEN)
def test_a_broken_arrow_is_seen(copy: Path, case: str) -> None:
    """Each contract fails for the very thing it is there to keep out, and says which it is."""
    path, line, contract = FORBIDDEN[case]
    add(copy, path, line)

    assert verdict(copy, contract) == "BROKEN"


@pytest.mark.parametrize("case", ALLOWED)
def test_what_has_a_place_is_let_through(copy: Path, case: str) -> None:
    """A contract that refuses everything would keep out nothing in particular."""
    path, line, contract = ALLOWED[case]
    add(copy, path, line)

    assert verdict(copy, contract) == "KEPT"
