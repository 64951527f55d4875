"""`innsjekk keys new` and `innsjekk migrate`."""

from pathlib import Path

from tests.bots.office import WORKPLACE, Office


def new_office(folder: Path) -> Office:
    """Settings that say where keys shall lie, and none there."""
    office = Office(folder=folder)
    office.env = {
        "INNSJEKK_ROOT_SECRET_FILE": str(office.root),
        "INNSJEKK_KEYRING_FILE": str(office.keyring),
        "INNSJEKK_WORKPLACE": WORKPLACE,
    }
    return office


def modes(office: Office) -> dict[str, int]:
    return {path.name: path.stat().st_mode & 0o777 for path in office.folder.iterdir()}


def test_new_keys_are_for_their_owner_alone_and_can_be_used(tmp_path: Path) -> None:
    """It says where they lie, and never what they are."""
    office = new_office(tmp_path)

    ran = office.run("keys", "new")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[:2] == [f"Root secret: {office.root}", f"Keyring: {office.keyring}"]
    assert "Keep both outside the database and its backups" in ran.out
    assert modes(office) == {"root": 0o400, "keyring": 0o600}
    assert office.root.read_text().strip() not in ran.out
    people = tmp_path / "people.csv"
    people.write_text("ref,name,slack\n1,Kari Oppdiktet,U1\n", encoding="utf-8")
    office.env |= {f"INNSJEKK_SLACK_{name}": "x" for name in ("BOT_TOKEN", "SIGNING_SECRET", "TEAM_ID")}
    assert office.run("people", "import", people).code == 0


def test_keys_that_are_there_are_never_touched(tmp_path: Path) -> None:
    """A second time, and with the root secret gone: no byte changes, and no new root secret is made."""
    office = new_office(tmp_path)
    office.run("keys", "new")
    before = office.files()

    ran = office.run("keys", "new")

    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "INNSJEKK_KEYRING_FILE" in ran.err
    assert "is not touched" in ran.err
    assert office.files() == before

    office.root.unlink()
    assert office.run("keys", "new").code == 2
    assert not office.root.exists()


def test_a_root_secret_that_is_given_is_used(tmp_path: Path) -> None:
    """As a file that is there, or in the environment; it is not written anywhere."""
    office = new_office(tmp_path)
    office.run("keys", "new")
    office.keyring.unlink()
    root = office.root.read_bytes()

    ran = office.run("keys", "new")

    assert (ran.code, office.root.read_bytes()) == (0, root)
    assert "Root secret" not in ran.out

    office.keyring.unlink()
    office.root.unlink()
    office.env["INNSJEKK_ROOT_SECRET"] = root.decode().strip()
    del office.env["INNSJEKK_ROOT_SECRET_FILE"]
    assert office.run("keys", "new").code == 0
    assert modes(office) == {"keyring": 0o600}


def test_keys_without_a_place_are_refused_with_the_setting(tmp_path: Path) -> None:
    """No root secret is made where nobody asked for one."""
    office = new_office(tmp_path)
    del office.env["INNSJEKK_ROOT_SECRET_FILE"]

    ran = office.run("keys", "new")

    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "INNSJEKK_ROOT_SECRET_FILE is missing" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_keys_in_a_folder_that_is_not_there_are_refused(tmp_path: Path) -> None:
    """One line with the setting, no traceback."""
    office = new_office(tmp_path)
    office.env["INNSJEKK_ROOT_SECRET_FILE"] = str(tmp_path / "borte" / "root")

    ran = office.run("keys", "new")

    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "INNSJEKK_ROOT_SECRET_FILE" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_a_database_is_brought_up_to_date_once_and_needs_no_keys(tmp_path: Path, database_url: str) -> None:
    """The second time nothing is left to do, and it says the same."""
    office = Office(folder=tmp_path, env={"INNSJEKK_DATABASE_URL": database_url})

    first, second = office.run("migrate"), office.run("migrate")

    assert (first.code, first.said) == (0, "The database is up to date.\n")
    assert (second.code, second.said) == (first.code, first.said)
    for file in tmp_path.glob("*.sqlite"):
        assert file.stat().st_mode & 0o777 == 0o600
    assert {path.name for path in tmp_path.iterdir()} <= {"innsjekk.sqlite"}
