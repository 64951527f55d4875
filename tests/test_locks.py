"""The locks: everything asked for, each file known by its hash, and no address of where it came from."""

import re
import tomllib

import pytest

from tests.provision import ROOT

LOCKS = ("requirements.lock", "requirements-dev.lock")
PINNED = re.compile(r"^([a-z0-9.-]+)==(\S+)( ; .*)? \\$", re.MULTILINE)


def pins(lock: str) -> dict[str, str]:
    return {found[1]: found[2] for found in PINNED.finditer((ROOT / lock).read_text())}


def asked(*requirements: str) -> set[str]:
    return {re.split(r"[\[=<>~ ;]", wanted)[0].lower().replace("_", "-") for wanted in requirements}


def test_everything_asked_for_is_locked() -> None:
    """Forgotten after a change in pyproject.toml, `make lock` puts it right."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = asked(*project["project"]["dependencies"])

    assert wanted <= pins("requirements.lock").keys()
    assert wanted | asked(*project["dependency-groups"]["dev"]) <= pins("requirements-dev.lock").keys()


def test_both_locks_agree() -> None:
    """What is tested is what is run."""
    assert pins("requirements.lock").items() <= pins("requirements-dev.lock").items()


@pytest.mark.parametrize("lock", LOCKS)
def test_each_pin_has_hashes_and_no_address(lock: str) -> None:
    """Where a package is fetched from is the business of whoever installs it."""
    text = (ROOT / lock).read_text()
    entries = PINNED.split(text)

    assert len(pins(lock)) > 50
    assert all("--hash=sha256:" in entry for entry in entries[4::4])
    assert not re.search(r"://|\bfile:|--index|--find-links|(^|\s)/", text)
