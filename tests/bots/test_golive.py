"""`innsjekk golive`: a file to fill in, what is wrong in it by field, and what is recorded."""

import re
from pathlib import Path

from bots.golive import TEMPLATE
from tests.bots.office import Office


def filled_in(folder: Path) -> Path:
    """The template, with every text replaced and the keys confirmed."""
    text = re.sub(r'"… [^"]*"', '"Avtalt på papir"', TEMPLATE).replace("= false", "= true")
    file = folder / "golive.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_template_as_it_stands_is_refused_field_by_field(desk: Office, tmp_path: Path) -> None:
    """Every text, and the keys; nothing is recorded."""
    file = tmp_path / "golive.toml"
    printed = desk.run("golive", "--template")
    file.write_text(printed.out, encoding="utf-8")
    ran = desk.run("golive", str(file))
    assert ran.code == 2
    named = {line.partition(":")[0] for line in ran.out.splitlines()}
    assert {"retention", "notice.nb", "notice.nn", "notice.en", "key_holders"} <= named
    assert "keys_not_only_with_platform_administrator" in named
    assert "nothing was recorded" in ran.err
    assert "Nothing is recorded" in desk.run("golive", "--show").out


def test_what_is_filled_in_is_recorded_and_again_as_the_next_version(desk: Office, tmp_path: Path) -> None:
    """And can be looked at."""
    file = filled_in(tmp_path)
    assert "version 1" in desk.run("golive", str(file)).out
    assert "version 2" in desk.run("golive", str(file)).out
    shown = desk.run("golive", "--show").out
    assert "version 2" in shown
    assert "complaints: Avtalt på papir" in shown


def test_a_file_that_is_none_is_named_in_one_line(desk: Office, tmp_path: Path) -> None:
    """Neither there nor TOML."""
    assert "cannot be read" in desk.run("golive", str(tmp_path / "none.toml")).err
    bad = tmp_path / "bad.toml"
    bad.write_text("retention =", encoding="utf-8")
    assert "is not TOML" in desk.run("golive", str(bad)).err
