"""What a workplace must have settled: every field, each fault in one line, nothing from the future."""

from datetime import date, timedelta
from typing import Any

import pytest

from core.golive.model import MOST, Unsettled, read, settled, written
from tests.golive import told

TODAY = date(2026, 11, 23)


def test_what_is_settled_comes_back_as_it_was_kept() -> None:
    """There and back."""
    golive = settled(told(), 3, TODAY)
    assert read(written(golive)) == golive
    assert golive.number == 3


@pytest.mark.parametrize("name", sorted(told()))
def test_nothing_may_be_missing(name: str) -> None:
    """The line names the field."""
    without = {key: value for key, value in told().items() if key != name}
    with pytest.raises(Unsettled) as fault:
        settled(without, 1, TODAY)
    assert all(line.startswith(name) for line in fault.value.lines)


@pytest.mark.parametrize(
    ("name", "value", "word"),
    [
        ("retention", "  ", "empty"),
        ("retention", "… How long", "template"),
        ("retention", "x" * (MOST + 7), "by 7"),
        ("retention", 5, "empty"),
        ("dpia_on", TODAY + timedelta(days=1), "ahead"),
        ("discussed_on", "yesterday", "date"),
        ("keys_not_only_with_platform_administrator", "yes", "true"),
        ("notice", {"nb": "Hei", "nn": "Hei"}, "notice.en"),
        ("color", "blue", "not known"),
    ],
)
def test_what_is_wrong_is_said_with_its_cure(name: str, value: Any, word: str) -> None:
    """One line, and only that."""
    with pytest.raises(Unsettled) as fault:
        settled(told(**{name: value}), 1, TODAY)
    [line] = fault.value.lines
    assert line.startswith(name)
    assert word in line
