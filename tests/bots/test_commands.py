"""What is wrong with a command as it was given is said, and nothing is done by halves."""

from pathlib import Path

import pytest

from tests.bots.office import Office
from tests.bots.test_policy import filled_in

TRACE = "Traceback"


@pytest.mark.parametrize("place", ["/proc/x", "people.csv", "people.csv/below"])
def test_a_place_where_no_pictures_can_be_written_is_one_line(office: Office, place: str) -> None:
    """A folder that nobody may write in, and a file that stands in its place."""
    before = office.files()
    ran = office.run("preview", place)
    assert (ran.code, ran.said) == (
        2,
        f"innsjekk: {place} cannot be written; give a folder that this user may write in\n",
    )
    assert office.files() == before


@pytest.mark.parametrize("port", ["70000", "-1"])
def test_a_port_that_is_none_is_refused_by_name(office: Office, port: str) -> None:
    """As any other slip of the hand: what is wrong, and no trace of what would have come of it."""
    ran = office.run("demo", "--port", port)
    assert (ran.code, TRACE in ran.said, "fault of its own" in ran.said) == (2, False, False)
    assert "Invalid value for '--port'" in ran.err


@pytest.mark.parametrize("command", [("policy", "set"), ("golive",)], ids=" ".join)
@pytest.mark.parametrize("flags", [("--show",), ("--template",), ("--show", "--template")], ids=" ".join)
def test_a_file_is_recorded_or_something_is_printed_and_never_the_one_for_the_other(
    office: Office, tmp_path: Path, command: tuple[str, ...], flags: tuple[str, ...]
) -> None:
    """Whoever gives a file believes that it is recorded."""
    file, before = filled_in(tmp_path), office.run(*command, "--show")
    ran = office.run(*command, file, *flags)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "Nothing was recorded" in ran.err
    assert office.run(*command, "--show") == before


def test_the_same_file_alone_is_recorded(office: Office, tmp_path: Path) -> None:
    """What the refusals are held against."""
    ran = office.run("policy", "set", filled_in(tmp_path))
    assert (ran.code, "Recorded version" in ran.out) == (0, True), ran.said
