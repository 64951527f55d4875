"""Golden files are compared, and written anew only when asked."""

import os
import subprocess
import sys
from pathlib import Path

from tests.provision import ROOT

CONFTEST = """
from pathlib import Path
import tests.golden
tests.golden.FOLDER = Path(__file__).parent / "golden"
"""

TEST = """
def test_writes(golden): golden("folder/card.json", "blåbær")
def test_has_nothing_to_write(): assert False
"""


def run(folder: Path, *arguments: str) -> str:
    (folder / "pytest.ini").touch()
    (folder / "conftest.py").write_text(CONFTEST)
    (folder / "test_it.py").write_text(TEST)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "tests.golden",
        "-p",
        "no:randomly",
        "-p",
        "no:cacheprovider",
    ]
    return subprocess.run(
        [*command, *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    ).stdout


def test_a_golden_file_is_written_only_when_asked(tmp_path: Path) -> None:
    """Missing or different, it fails the test and stays as it was; asked for, only the writers run."""
    file = tmp_path / "golden" / "folder" / "card.json"

    assert "2 failed" in run(tmp_path)
    assert not file.exists()

    assert "1 passed, 1 deselected" in run(tmp_path, "--golden")
    assert file.read_text(encoding="utf-8") == "blåbær"
    assert "1 failed, 1 passed" in run(tmp_path)

    file.write_text("tyttebær", encoding="utf-8")
    assert "folder/card.json differs" in run(tmp_path)
    assert file.read_text(encoding="utf-8") == "tyttebær"
