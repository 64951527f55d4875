"""`innsjekk keys status`, `rotate` and `destroy-old`, as the operator runs them."""

from pathlib import Path

from tests.bots.office import Office
from tests.bots.test_keys import new_office


def office_with_people(folder: Path) -> Office:
    office = new_office(folder)
    assert office.run("keys", "new").code == 0
    office.env |= {f"INNSJEKK_SLACK_{name}": "x" for name in ("BOT_TOKEN", "SIGNING_SECRET", "TEAM_ID")}
    office.env["INNSJEKK_DATABASE_URL"] = f"sqlite+aiosqlite:///{folder / 'db.sqlite'}"
    people = folder / "people.csv"
    people.write_text("ref,name,slack\n1,Kari Oppdiktet,U1\n", encoding="utf-8")
    assert office.run("people", "import", people).code == 0
    return office


def test_a_rotation_from_the_first_line_to_the_last(tmp_path: Path) -> None:
    """Status, rotate, destroy; nothing secret is said on the way."""
    office = office_with_people(tmp_path)
    assert office.run("keys", "status").out.count("in use") == 1
    assert "nothing to destroy" in office.run("keys", "destroy-old", "--yes").out

    rotated = office.run("keys", "rotate")
    assert (rotated.code, rotated.err) == (0, "")
    assert "A new epoch has begun" in rotated.out
    assert len(office.run("keys", "status").out.splitlines()) == 2

    asked = office.run("keys", "destroy-old")
    assert (asked.code, asked.err.count("\n")) == (2, 1)
    assert "--yes" in asked.err
    assert len(office.run("keys", "status").out.splitlines()) == 2

    assert office.run("keys", "destroy-old", "--yes").code == 0
    assert len(office.run("keys", "status").out.splitlines()) == 1
    assert office.run("people", "import", tmp_path / "people.csv").code == 0
