"""What the documents say of settings and commands is what the code does."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from typer.main import get_command

from bots.cli import app
from bots.settings import PREFIX, Settings, named
from core.directory.reading import COLUMNS
from core.people import Position
from tests.bots.office import ROOT, TEAMS, Office

ROW = re.compile(r"^\| `(\w+)` \| (?:`([^`]*)`)? ?\| (.*) ?\|$", re.MULTILINE)
PAGES = (
    "README.md",
    "bots/README.md",
    "docs/install.md",
    "docs/settings.md",
    "docs/privacy.md",
    "manifest/README.md",
)


def text(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def blocks(page: str) -> list[str]:
    """What stands between fences."""
    return re.findall(r"^```\w*\n(.*?)^```", text(page), re.DOTALL | re.MULTILINE)


def headings(page: str) -> list[str]:
    """Of any size, without the number that some begin with."""
    return [re.sub(r"^\d+\. ", "", each) for each in re.findall(r"^#+ (.+)$", text(page), re.MULTILINE)]


def commands(command: Any, path: tuple[str, ...] = ()) -> Iterator[list[str]]:
    """Those that do something, by the words that one gives."""
    below = getattr(command, "commands", {})
    if not below:
        yield list(path)
    for name, each in below.items():
        yield from commands(each, (*path, name))


COMMANDS = list(commands(get_command(app)))


def default(field: str) -> str:
    """As one would write it in the environment."""
    value = Settings.model_fields[field].default
    assert not isinstance(value, SecretStr)
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def test_the_table_has_every_setting_with_its_default_and_no_other() -> None:
    """In the order in which they stand in the code, so that neither is forgotten."""
    table = [(name, default) for name, default, _ in ROW.findall(text("docs/settings.md"))]
    assert table == [(named(field), default(field)) for field in Settings.model_fields]


@pytest.mark.parametrize("page", PAGES)
def test_no_page_names_a_setting_that_there_is_not(page: str) -> None:
    """Anywhere in the text."""
    names = set(re.findall(rf"{PREFIX}[A-Z_]*[A-Z]", text(page)))
    assert names <= {named(field) for field in Settings.model_fields}


def test_every_default_is_itself_a_value_that_is_taken(office: Office) -> None:
    """The whole table, written into a settings file, is a start like any other."""
    rows = [(name, default) for name, default, _ in ROW.findall(text("docs/settings.md")) if default]
    kept = {f"{PREFIX}{name}" for name in ("DATABASE_URL", "KEYRING_FILE", "WORKPLACE")}
    lines = [f"{name}={default}" for name, default in rows if name not in kept]
    (office.folder / "config").write_text("\n".join(lines), encoding="utf-8")
    ran = office.run("people", "import", office.folder / "people.csv", "--config", office.folder / "config")
    assert (ran.code, ran.out) == (0, "0 new, 0 changed, 1 as before.\n")


def test_the_list_in_the_guide_is_taken_in(office: Office) -> None:
    """As it stands there, with every column and every position named."""
    [example] = [block for block in blocks("docs/install.md") if block.startswith("ref;")]
    assert set(example.splitlines()[0].split(";")) == set(COLUMNS)
    assert [p for p in Position if f"`{p}`" not in text("docs/install.md")] == []
    office.env |= TEAMS
    (office.folder / "example.csv").write_text(example, encoding="utf-8")
    ran = office.run("people", "import", office.folder / "example.csv")
    assert (ran.code, ran.out) == (0, "2 new, 0 changed, 0 as before.\n")


def test_the_commands_in_the_readme_and_the_guide_can_be_given(tmp_path: Path) -> None:
    """Keys and people are really made and read; a command that serves is only asked for its help."""
    office = Office(folder=tmp_path)
    office.settle()
    office.root.unlink()
    office.keyring.unlink()
    example = next(block for block in blocks("docs/install.md") if block.startswith("ref;"))
    (tmp_path / "people.csv").write_text(example, encoding="utf-8")
    said = "\n".join(blocks("README.md"))
    commands = re.findall(r"^innsjekk (.*?)(?:\s+#.*)?$", said, re.MULTILINE)
    assert commands[:2] == ["keys new", "people import people.csv --dry-run"]
    for command in commands:
        words = shlex.split(command)
        ran = office.run(*words, *(["--help"] if words[0] in {"serve", "demo"} else []))
        assert ran.code == 0, (command, ran.said)


@pytest.mark.parametrize("page", PAGES)
def test_every_command_that_a_page_names_is_there(office: Office, page: str) -> None:
    """With the options that it names."""
    for command in sorted(set(re.findall(r"`innsjekk ([a-z][^`]*)`", text(page)))):
        words = shlex.split(command)
        names = next(path for path in sorted(COMMANDS, key=len, reverse=True) if path == words[: len(path)])
        ran = office.run(*names, "--help")
        assert ran.code == 0, command
        options = [word for word in words if word.startswith("--")]
        assert [option for option in options if option not in ran.out] == [], command


def test_every_command_that_there_is_is_told_of_where_an_operator_looks() -> None:
    """In the README, the guide or the page on privacy."""
    told = "\n".join(map(text, ("README.md", "docs/install.md", "docs/privacy.md")))
    named = [" ".join(command) for command in COMMANDS]
    assert {"serve", "people fetch", "guides copy", "campaign picture", "report"} <= set(named)
    assert [name for name in named if not re.search(rf"innsjekk {name}\b", told)] == []


@pytest.mark.parametrize("page", [*PAGES, "CHANGELOG.md", "core/README.md", "storage/README.md"])
def test_every_section_that_a_page_sends_one_to_is_there(page: str) -> None:
    """«see *Where people fetch files*», or a section of the page that is linked just before it."""
    for target, section in re.findall(r"(?:\]\(([\w./]+\.md)\), |[Ss]ee )\*([^*\n]+)\*", text(page)):
        where = (Path(page).parent / target).as_posix() if target else page
        assert section in headings(where), (page, where, section)


def test_a_page_does_send_one_to_a_section() -> None:
    """Else the check above would look at nothing."""
    assert "*Your own words*" in text("docs/settings.md")
    assert "Your own words" in headings("docs/install.md")
    assert headings("docs/install.md")[:2] == ["Installing", "Keys"]


def test_the_sections_of_the_guide_are_counted_on() -> None:
    """One after the other, with none left out."""
    numbers = re.findall(r"^## (\d+)\. ", text("docs/install.md"), re.MULTILINE)
    assert numbers == [str(each) for each in range(1, len(numbers) + 1)]
