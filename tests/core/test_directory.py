"""Reading the list of who works here: understood, or named by line with what is wrong in it."""

import csv
import io
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.directory.reading import COLUMNS, MOST_NAME, Row, read
from core.people import Language, Position

HEAD = "ref,name,slack,teams,leader,positions,language,zone"


def rows(text: str) -> list[Row]:
    """All rows of a list that has nothing wrong in it."""
    found, wrong = read(text)
    assert wrong == []
    return list(found)


def faults(text: str) -> list[tuple[int, str]]:
    return [(fault.line, fault.what) for fault in read(text)[1]]


def one(**cells: str) -> str:
    """A list of one person, plain but for these cells."""
    cells = {"ref": "1", "name": "Kari Oppdiktet", "slack": "U1"} | cells
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="")
    writer.writeheader()
    writer.writerow(cells)
    return out.getvalue()


def test_everything_a_line_can_say_is_read() -> None:
    """Each column, with space around it."""
    [kari, jonas] = rows(
        f"{HEAD}\n 1 , Kari  Oppdiktet ,U1,t-1,2,leader|akan_contact,nn,Europe/London\n2,Jonas,U2,,,,,"
    )
    assert kari == Row(
        line=2,
        ref="1",
        name="Kari Oppdiktet",
        slack="U1",
        teams="t-1",
        leader="2",
        positions=frozenset({Position.LEADER, Position.AKAN_CONTACT}),
        language=Language.NN,
        zone="Europe/London",
    )
    assert jonas == Row(line=3, ref="2", name="Jonas", slack="U2", leader="", positions=frozenset())


def test_whoever_has_left_is_marked_so() -> None:
    """Yes and nothing are the same; other words are wrong."""
    assert [rows(one(active=said))[0].active for said in ("", "yes", "Yes", "no", "NO")] == [True] * 3 + [
        False
    ] * 2
    assert faults(one(active="kanskje")) == [(2, "“active” must be yes or no (empty is yes)")]


def test_a_column_that_is_not_there_says_nothing() -> None:
    """No column of leaders is not the same as no leader."""
    [row] = rows("ref,name,slack\n1,Kari,U1\n")
    assert (row.leader, row.positions, row.language, row.zone) == (None, None, None, "")


@pytest.mark.parametrize("separator", [",", ";"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["unix", "windows", "old-mac"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "bom"])
def test_whatever_wrote_the_list_it_reads_the_same(separator: str, end: str, mark: str) -> None:
    """Separators, line ends and the mark that spreadsheets put first."""
    lines = ("ref,name,slack,leader", "1,Kari,U1,2", "", "2,Jonas,U2,", "")
    text = mark + end.join(lines).replace(",", separator)
    assert [(row.line, row.ref, row.name) for row in rows(text)] == [(2, "1", "Kari"), (4, "2", "Jonas")]


def test_a_line_break_inside_quotation_marks_is_a_space_and_lines_are_still_counted() -> None:
    """The next fault is named by the line it begins on, as an editor shows it."""
    text = 'ref,name,slack\n1,"Kari\r\nOpp, ""K""",U1\n2,"Jonas\nOppdiktet",\n3,,U3\n'
    assert read(text)[0][0].name == 'Kari Opp, "K"'
    assert [line for line, _ in faults(text)] == [4, 6]


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("", 1, "the file is empty"),
        ("\ufeff", 1, "the file is empty"),
        ("\n\n", 1, "the file is empty"),
        (";;;\n", 1, "the file is empty"),
        (f"{HEAD}\n", 1, "nobody on the list"),
        ("ref,slack\n1,U1\n", 1, "“name” is missing"),
        ("name,slack\nKari,U1\n", 1, "“ref” is missing"),
        ("ref,name,slack,fødselsnummer\n1,K,U1,2\n", 1, "column 4 is not one of"),
        ("ref,name,slack,name\n1,K,U1,K\n", 1, "“name” is there twice"),
        ("ref,name,slack\n1,Kari\n", 2, "more or fewer columns"),
        ("ref,name,slack\n1,Kari,U1,U2\n", 2, "more or fewer columns"),
        ('ref,name,slack\n1,"Kari"x,U1\n', 2, "not well-formed"),
        ('ref,name,slack\n1,Kari,U1\n2,"Jonas,U2\n3,Ola,U3\n', 3, "not well-formed"),
        (one(ref=""), 2, "“ref” is empty"),
        (one(name=" "), 2, "“name” is empty"),
        (one(name="K" * (MOST_NAME + 1)), 2, "“name” is longer"),
        (one(slack="U" * (MOST_NAME + 1)), 2, "“slack” is longer"),
        (one(name="Kari\x00"), 2, "“name” has characters"),
        (one(name="Kari\u202eirak"), 2, "“name” has characters"),
        (one(slack="U1\x07"), 2, "“slack” has characters"),
        (one(slack=""), 2, "neither a “slack” nor a “teams” id"),
        (one(positions="leader|sjef"), 2, "“positions” must be among: leader"),
        (one(language="no"), 2, "“language” must be one of: nb, nn, en"),
        (one(zone="Europe/Bergen"), 2, "“zone” is not a time zone"),
        (one(zone="../../etc/passwd"), 2, "“zone” is not a time zone"),
        (one(leader="9"), 2, "“leader” is not the “ref”"),
        (one(leader="1"), 2, "“leader” is this person’s own"),
        ("ref,name,slack\n1,Kari,U1\n1,Jonas,U2\n", 3, "“ref” is the same as on line 2"),
        ("ref,name,slack\n1,Kari,U1\n2,Jonas,U1\n", 3, "“slack” is the same as on line 2"),
        ("ref,name,teams\n1,Kari,t\n2,Jonas,t\n", 3, "“teams” is the same as on line 2"),
    ],
)
def test_what_is_wrong_is_named_by_line(text: str, line: int, what: str) -> None:
    """One fault, with its line and the column, in words an operator can act on."""
    [(found, said)] = faults(text)
    assert (found, what in said) == (line, True), said


def test_all_that_is_wrong_is_said_at_once_in_order() -> None:
    """So that a list is mended in one go."""
    text = f"{HEAD}\n1,,U1,,,,xx,\n2,Jonas,,,9,,,\n"
    assert [line for line, _ in faults(text)] == [2, 2, 3]


def test_a_formula_is_text() -> None:
    """A name is never worked out, here or where it is shown."""
    assert rows(one(name='=cmd|" /C calc"!A0'))[0].name == '=cmd|" /C calc"!A0'


CELLS = st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(
    ["1", "2", "U1", "leader", "nb", "Europe/Oslo", '"', '""', "", "=1", "\ufeff", "\x00", "\r", "Kanarifugl"]
)
LISTS = st.builds(
    lambda head, lines, sep, end: end.join(sep.join(line) for line in (head, *lines)),
    st.lists(st.sampled_from(COLUMNS), max_size=8) | st.just(["ref", "name", "slack"]),
    st.lists(st.lists(CELLS, max_size=8), max_size=6),
    st.sampled_from([",", ";"]),
    st.sampled_from(["\n", "\r\n", "\r", "\u2028"]),
)


@given(text=st.text(max_size=200) | LISTS)
@example(text="ref,name,slack\n1,Kari,\ud800")
@example(text='"' + "x" * 200_000)
@example(text="ref,name,slack\n1,Kari,U1," + "," * 9)
def test_reading_never_raises_and_a_row_is_always_whole(text: str) -> None:
    """Whatever the file holds: rows that can be stored, or faults with a line that is there."""
    found, wrong = read(text)
    assert found or wrong
    for row in found:
        assert row.ref
        assert row.name
        assert row.slack or row.teams
        assert "\x00" not in row.name + row.ref + row.slack + row.teams
        assert row.name.encode()
    for fault in wrong:
        assert 1 <= fault.line <= text.count("\n") + text.count("\r") + 2


@given(
    st.lists(
        st.tuples(st.text("abcæøå KLM", min_size=1, max_size=20), st.sampled_from(list(Language))),
        min_size=1,
        max_size=8,
    )
)
def test_what_was_written_is_what_is_read(people: list[tuple[str, Language]]) -> None:
    """Through a real CSV writer and back, names and languages are the same but for spare spaces."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writerow(["ref", "name", "slack", "language"])
    for number, (name, language) in enumerate(people):
        writer.writerow([number, f"x{name}", f"U{number}", language])
    read_back = [(row.name, row.language) for row in rows(out.getvalue())]
    assert read_back == [(" ".join(f"x{name}".split()), language) for name, language in people]


@given(LISTS)
def test_no_fault_repeats_what_a_line_says_of_a_person(text: str) -> None:
    """The file is about people; what is said about it ends up on screens and in tickets."""
    for fault in read(text)[1]:
        assert "Kanarifugl" not in fault.what


def test_ten_thousand_lines_are_read_at_once() -> None:
    """A large workplace, each with a leader."""
    text = "ref,name,slack,leader\n" + "".join(
        f"{n},Person {n},U{n},{n // 10 or ''}\n" for n in range(1, 10_001)
    )
    begun = time.perf_counter()
    assert len(rows(text)) == 10_000
    assert time.perf_counter() - begun < 5
