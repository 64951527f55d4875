"""Golden files: what a renderer must write, kept beside the tests and read as a diff when it changes."""

from collections.abc import Callable
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "golden"

Golden = Callable[[str, str], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="write the golden files anew instead of comparing")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Writing anew runs only the tests that have something to write."""
    if config.getoption("--golden"):
        writers = [item for item in items if "golden" in getattr(item, "fixturenames", ())]
        config.hook.pytest_deselected(items=[item for item in items if item not in writers])
        items[:] = writers


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """`golden("slack/checkin.json", text)`: the file says the same, or the test fails."""

    def same(name: str, text: str) -> None:
        path = FOLDER / name
        if request.config.getoption("--golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.is_file(), f"no golden file {name}; make golden writes it"
        assert text == path.read_text(encoding="utf-8"), f"{name} differs; make golden writes it anew"

    return same
