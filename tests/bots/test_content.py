"""The workplace's own words: copied to begin with, looked over, and taken or refused at start."""

from pathlib import Path

import pytest

from bots.subjects import CONTENT
from core.content.files import ours
from tests.bots.office import Office

NAMES = sorted(f"{file.name}.toml" for file in CONTENT)


@pytest.fixture
def folder(office: Office) -> Path:
    """Ours, copied for the workplace to mend."""
    ran = office.run("guides", "copy", "own/words")
    assert ran.code == 0, ran.said
    return office.folder / "own" / "words"


def test_copies_are_ours_to_the_byte_and_in_order(office: Office, folder: Path) -> None:
    """Every file there is, and what to do with them."""
    assert sorted(path.name for path in folder.iterdir()) == NAMES
    for file in CONTENT:
        assert (folder / f"{file.name}.toml").read_bytes() == ours(file.package, file.name)
    ran = office.run("guides", "check", folder)
    assert ran.code == 0
    assert ran.out.count("the workplace's own\n") == len(NAMES)


def test_a_file_that_is_there_is_never_written_over(office: Office, folder: Path) -> None:
    """Nor a link; what is missing comes back."""
    (folder / "signs.toml").write_text("mine", encoding="utf-8")
    (folder / "roles.toml").unlink()
    (folder / "cards.toml").unlink()
    (folder / "cards.toml").symlink_to(office.folder / "elsewhere")
    ran = office.run("guides", "copy", folder)
    assert ran.code == 0
    assert (folder / "signs.toml").read_text(encoding="utf-8") == "mine"
    assert f"{folder / 'signs.toml'}: is there already, and was left as it is\n" in ran.out
    assert f"{folder / 'roles.toml'}: written\n" in ran.out
    assert not (office.folder / "elsewhere").exists()


def test_a_file_in_the_place_of_the_folder_is_one_line(office: Office) -> None:
    """And stays as it is."""
    before = office.files()
    ran = office.run("guides", "copy", "people.csv")
    assert (ran.code, ran.said) == (
        2,
        "innsjekk: people.csv cannot be written; give a folder that this user may write in\n",
    )
    assert office.files() == before


def test_looking_over_says_all_there_is_to_mend(office: Office, folder: Path) -> None:
    """A line for each, with file, place and cure; and how many there were, at the end."""
    file = folder / "signs.toml"
    raw = file.read_text(encoding="utf-8")
    file.write_text(
        raw.replace('nn = "Tidlege teikn"\n', "").replace('kind = "note"', 'kind = "nota"'), encoding="utf-8"
    )
    (folder / "hjelp.toml").touch()
    ran = office.run("guides", "check", folder)
    assert ran.code == 2
    first, *mend = ran.out.splitlines()
    assert first.startswith(f"{folder / 'hjelp.toml'}: not known here; ")
    assert mend == [
        f"{file}: title.nn: write it; it is missing or empty",
        f"{file}: chapter[2].part[5].kind: write one of: heading, paragraph, note, point, step, say, pair, fact, link",
    ]
    assert ran.err == f"innsjekk: 3 to mend in {folder}\n"


def test_without_a_folder_it_is_the_one_in_the_settings(office: Office, folder: Path) -> None:
    """And without that, ours."""
    assert office.run("guides", "check").out.count(", ours\n") == len(NAMES)
    office.env["INNSJEKK_CONTENT_DIR"] = str(folder)
    for name in NAMES[1:]:
        (folder / name).unlink()
    ran = office.run("guides", "check")
    assert (ran.code, ran.out.count("the workplace's own\n"), ran.out.count(", ours\n")) == (
        0,
        1,
        len(NAMES) - 1,
    )


def test_a_start_with_words_that_are_wrong_is_one_line_and_nothing_is_written(
    office: Office, folder: Path
) -> None:
    """It names the file, the place and the cure, how many more there are, and who says them all."""
    file = folder / "model.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("checked =", "chekked ="), encoding="utf-8")
    office.env["INNSJEKK_CONTENT_DIR"] = str(folder)
    before = office.files()
    ran = office.run("serve")
    assert ran.code == 2
    assert ran.err == (
        f"innsjekk: INNSJEKK_CONTENT_DIR: {file}: chekked: not known here; the names are: version, checked, owner, "
        "source, title, for, chapter, turn (and 1 more); innsjekk guides check says all there is to mend\n"
    )
    assert office.files() == before


async def test_a_start_with_words_that_are_in_order_serves(office: Office, folder: Path) -> None:
    """What the refusal above is held against."""
    office.env["INNSJEKK_CONTENT_DIR"] = str(folder)
    async with office.serving() as server:
        assert server.port


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("guide.toml", "the names are: "),
        ("Signs.toml", "the nearest is signs.toml"),
        ("sign.tml", "the nearest is signs.toml"),
    ],
)
def test_a_name_is_only_called_near_for_what_stands_before_the_ending(
    office: Office, folder: Path, name: str, told: str
) -> None:
    """What ends alike is not alike by that."""
    (folder / name).touch()
    ran = office.run("guides", "check", folder)
    assert ran.code == 2
    assert f"{folder / name}: not known here; {told}" in ran.out


def test_a_folder_that_is_not_there_is_laid_at_the_setting_that_names_it(office: Office) -> None:
    """And at the argument, where it was given as one."""
    office.env["INNSJEKK_CONTENT_DIR"] = "/nope"
    ran = office.run("guides", "check")
    assert (ran.code, ran.err) == (2, "innsjekk: INNSJEKK_CONTENT_DIR: 1 to mend in /nope\n")
    assert ran.out == "/nope: cannot be read; give a folder that is there and that this user may read\n"
    assert office.run("guides", "check", "/neither").err == "innsjekk: 1 to mend in /neither\n"


def test_the_folder_to_set_is_told_whole(office: Office) -> None:
    """So that it holds wherever the server is started from."""
    ran = office.run("guides", "copy", "own")
    assert f"set INNSJEKK_CONTENT_DIR to {office.folder / 'own'}. " in ran.out
