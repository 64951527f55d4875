"""Tools that some tests drive and no Python package brings: found here, or said how to get."""

import json
import os
import shutil
from pathlib import Path

ROOT = Path(__file__).parents[1]
NODE_TOOLS = ROOT / ".cache" / "npm"

NO_CHROMIUM = "no Chromium on this machine; to get it: apt install chromium (or set INNSJEKK_TEST_CHROMIUM)"
NO_NODE = "no Node.js 20 or newer on this machine; to get it: apt install nodejs npm, then make tools"
NO_NODE_TOOLS = (
    "the packages from npm are not here, or older than tests/package.json; to get them: make tools"
)


def chromium() -> Path | None:
    """A browser that playwright can drive; never one that it downloads itself."""
    named = os.environ.get("INNSJEKK_TEST_CHROMIUM")
    names = [named] if named else ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
    return next((Path(found) for name in names if (found := shutil.which(name))), None)


def node() -> Path | None:
    found = shutil.which("node")
    return Path(found) if found else None


def node_tools() -> Path | None:
    """The folder whose node_modules is just what tests/package.json asks for."""
    stamp = NODE_TOOLS / "installed.json"  # written by `make tools` when all went well
    if stamp.is_file() and stamp.read_bytes() == (ROOT / "tests" / "package.json").read_bytes():
        return NODE_TOOLS
    return None


def asked_for() -> dict[str, str]:
    """Package and version, as tests/package.json has them."""
    return dict(json.loads((ROOT / "tests" / "package.json").read_bytes())["dependencies"])


def version_of(tools: Path, name: str) -> str:
    return str(json.loads((tools / "node_modules" / name / "package.json").read_bytes())["version"])
