"""What is not on this machine is said in a way that gets it."""

import shutil
from pathlib import Path

import pytest

from tests import provision


def test_the_packages_from_npm_count_only_while_they_are_what_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not before `make tools` is done, and not after tests/package.json has changed."""
    monkeypatch.setattr(provision, "NODE_TOOLS", tmp_path)
    assert provision.node_tools() is None

    shutil.copy(provision.ROOT / "tests" / "package.json", tmp_path / "installed.json")
    assert provision.node_tools() == tmp_path

    (tmp_path / "installed.json").write_text("{}")
    assert provision.node_tools() is None


def test_a_browser_of_ones_own_is_preferred(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And one that is not there is not made up for by another."""
    own = tmp_path / "browser"
    own.touch(mode=0o755)
    monkeypatch.setenv("INNSJEKK_TEST_CHROMIUM", str(own))
    assert provision.chromium() == own

    own.unlink()
    assert provision.chromium() is None


def test_the_tools_are_pinned() -> None:
    """Each to one version, so that a test fails for what we did and not for what somebody published."""
    asked = provision.asked_for()

    assert asked
    assert all(version[0].isdigit() for version in asked.values())


def test_what_npm_brought_is_what_was_asked_for(node_tools: Path) -> None:
    """To the letter."""
    for name, version in provision.asked_for().items():
        assert provision.version_of(node_tools, name) == version
