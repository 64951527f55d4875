"""A skip is said in one line, or is a failure where none is allowed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.provision import ROOT

# What follows is the text of small test files, which a pytest of their own runs to see how a skip is said: nothing of
# this suite is skipped or expected to fail.
IN_IT = """
import pytest
def test_a(): pytest.skip("no tool; to get it: make tool")
def test_b(): pytest.skip("no tool; to get it: make tool")
"""
MARKED = """
import pytest
# Text, not a test of this suite: that a skip with a reason is said in one line.
@pytest.mark.skipif(True, reason="no other; to get it: make other")
def test_c(): pass
"""
MODULE = """
import pytest
pytest.importorskip("no_such_module_anywhere")
"""
EXPECTED = """
import pytest
# Text, not a test of this suite: that what is expected to fail is no skip.
@pytest.mark.xfail(strict=True)
def test_d(): assert False
"""


def run(folder: Path, test: str, *, strict: bool) -> subprocess.CompletedProcess[str]:
    (folder / "pytest.ini").touch()
    (folder / "test_it.py").write_text(test)
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "tests.skips", "-p", "no:randomly", "-p", "no:cacheprovider"],
        cwd=folder,
        env=os.environ | {"INNSJEKK_TEST_NO_SKIP": "1" if strict else "", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_reason_is_said_once_with_how_to_get_it(tmp_path: Path) -> None:
    """However many tests there are that lack the same thing."""
    said = run(tmp_path, IN_IT, strict=False)

    assert said.returncode == 0, said.stdout
    assert said.stdout.count("2 skipped: no tool; to get it: make tool") == 1


@pytest.mark.parametrize(
    ("test", "failed", "why"),
    [(IN_IT, 2, "make tool"), (MARKED, 1, "make other"), (MODULE, 1, "no_such_module_anywhere")],
    ids=["in the test", "by a mark", "a whole module"],
)
def test_where_no_skip_is_allowed_each_is_a_failure(tmp_path: Path, test: str, failed: int, why: str) -> None:
    """Whichever way it was skipped, and its reason is still said."""
    said = run(tmp_path, test, strict=True)

    assert said.returncode != 0
    assert f"{failed} failed" in said.stdout or f"{failed} error" in said.stdout
    assert why in said.stdout


@pytest.mark.parametrize("strict", [True, False])
def test_a_known_fault_is_no_skip(tmp_path: Path, strict: bool) -> None:  # noqa: FBT001
    """It ran, and failed as it was said to."""
    said = run(tmp_path, EXPECTED, strict=strict)

    assert said.returncode == 0, said.stdout
    assert "1 xfailed" in said.stdout
