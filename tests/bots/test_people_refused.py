"""`innsjekk people import`: whole or not at all, and how it says no."""

import pytest

from tests.bots.desk import LIST, rows, take
from tests.bots.office import Office


def test_a_dry_run_says_what_would_change_and_changes_nothing(desk: Office) -> None:
    """Of an empty database, and of one with people in it; not even the workplace is written."""
    before = rows(desk)
    dry = take(desk, LIST, "--dry-run")
    assert dry.out.splitlines() == [
        "2 new, 0 changed, 0 as before.",
        "This was a dry run: nothing was changed.",
    ]
    assert rows(desk) == before

    take(desk, LIST)
    desk.env["INNSJEKK_WORKPLACE_NAME"] = "Et nytt navn"
    before = rows(desk)
    dry = take(desk, LIST.replace("Kari", "Karin"), "--dry-run")
    assert (dry.code, dry.out.splitlines()[0]) == (0, "0 new, 1 changed, 1 as before.")
    assert rows(desk) == before


def test_a_dry_run_makes_no_database(office: Office) -> None:
    """Where there is none yet, everybody would be new, and there is none afterwards."""
    office.database.unlink()
    dry = office.run("people", "import", office.folder / "people.csv", "--dry-run")
    assert (dry.code, dry.out.splitlines()[0]) == (0, "1 new, 0 changed, 0 as before.")
    assert not office.database.exists()


def test_ids_that_would_make_one_person_of_two_are_refused_by_line(desk: Office) -> None:
    """Two who were met apart, and one person on two lines; nobody is changed."""
    take(desk, "ref,name,slack,teams\n1,Jonas,U1,\n2,Kari,,t-2\n3,Ola,U3,t-3\n")
    before = rows(desk)

    ran = take(desk, "ref,name,slack,teams\n8,Berit,U8,\n1,Jonas,U1,t-2\n3,Ola,U3,\n4,Olav,,t-3\n")

    assert ran.code == 2
    assert ran.out.splitlines() == [
        "line 3: the “slack” and the “teams” id belong to two people who are known already",
        "line 5: these ids belong to the same person as those on line 4",
    ]
    assert ran.err.count("\n") == 1
    assert rows(desk) == before


def test_ids_on_a_platform_that_is_not_set_up_are_refused_by_line(office: Office) -> None:
    """And nobody else on the list is taken in."""
    before = rows(office)
    ran = take(office, "ref,name,slack,teams\n1,Jonas,U1,\n2,Kari,U2,t-2\n")
    assert (ran.code, ran.out) == (2, "line 3: there is a “teams” id, but Teams is not set up\n")
    assert rows(office) == before


def test_one_line_that_is_wrong_stops_the_whole_list(desk: Office) -> None:
    """Each fault is a line on the screen, without a word about the person; the last says that nothing happened."""
    before = rows(desk)
    ran = take(desk, f"{LIST}3;Kanarifugl;;;kanarifugl-ref;sjef;;\n;Kanarifugl;U9;;;;;\n")
    assert ran.code == 2
    assert [line.split(":")[0] for line in ran.out.splitlines()] == ["line 4"] * 2 + ["line 5"]
    assert ran.err.endswith("nothing was taken in\n")
    assert "anarifugl" not in ran.said
    assert rows(desk) == before


def test_a_list_that_is_all_wrong_does_not_flood_the_screen(office: Office) -> None:
    """Twenty faults are enough to see what is the matter."""
    ran = take(office, "ref,name,slack\n" + "1,,\n" * 500)
    assert len(ran.out.splitlines()) == 21
    assert ran.out.splitlines()[-1].startswith("and ")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("ref,name,slack\n1,Kåre,U1\n".encode("latin-1"), "UTF-8"),
        ("ref,name,slack\n1,Kåre,U1\n".encode("utf-16"), "UTF-8"),
        (b"", "nothing was taken in"),
    ],
    ids=["latin-1", "utf-16", "empty"],
)
def test_a_file_of_another_kind_is_refused_kindly(office: Office, content: bytes, says: str) -> None:
    """One line that says what to do, and nothing is changed."""
    before = office.files()["innsjekk.db"]
    ran = take(office, content)
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert says in ran.err
    assert office.files()["innsjekk.db"] == before


def test_a_file_that_is_not_there_is_one_line(office: Office) -> None:
    """A folder is no list either."""
    for path in ("borte.csv", office.folder):
        ran = office.run("people", "import", path)
        assert (ran.code, ran.err.count("\n"), "cannot be read" in ran.err) == (2, 1, True)
