"""A file of words that a workplace may replace is understood whole, or refused by file, place and cure."""

# Long, because all that can be wrong with a file stands in one table.

import copy
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bots.subjects import CONTENT
from core.content.files import LARGEST, BadContent, File, Shelf, Told, ours
from core.guides.model import Guide
from core.guides.reading import FILES, guide
from core.people import Language

NAMES = [file.name for file in CONTENT]
Path_ = tuple[str | int, ...]
SMALL = """
version = "2"
checked = 2026-11-01
title = { nb = "Prat", nn = "Prat", en = "Talk" }
for = { nb = "Til alle", nn = "Til alle", en = "For all" }
owner = { nb = "HMS", nn = "HMS", en = "HSE" }
source = { nb = "oss", nn = "oss", en = "us" }

[[chapter]]
key = "one"
title = { nb = "En", nn = "Ein", en = "One" }
[[chapter.part]]
kind = "paragraph"
nb = "Hei"
nn = "Hei"
en = "Hello"
"""
"""The least that is a guide."""


def told(raw: str) -> dict[str, Any]:
    return tomllib.loads(raw)


def ours_of(name: str) -> dict[str, Any]:
    (file,) = (file for file in CONTENT if file.name == name)
    return told(ours(file.package, name).decode())


def lines(table: dict[str, Any], name: str = "conversation") -> list[str]:
    """What is said of a file with this in it."""
    (file,) = (file for file in CONTENT if file.name == name)
    given = Told(table, f"{name}.toml")
    file.read(given)
    return given.wrong


def leaves(value: object, path: Path_ = ()) -> Iterator[tuple[Path_, object]]:
    """Every single value, and where it stands."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from leaves(each, (*path, key))
    elif isinstance(value, list):
        for at, each in enumerate(value):
            yield from leaves(each, (*path, at))
    else:
        yield path, value


GONE = object()
"""In the place of a value: none."""


@contextmanager
def changed(table: dict[str, Any], path: Path_, value: object) -> Iterator[None]:
    """The same with another value there, for a while."""
    at: Any = table
    for step in path[:-1]:
        at = at[step]
    before = at[path[-1]]
    if value is GONE:
        del at[path[-1]]
    else:
        at[path[-1]] = value
    yield
    if value is GONE and isinstance(at, list):
        at.insert(int(path[-1]), before)
    else:
        at[path[-1]] = before


def place(path: Path_) -> str:
    """As a refusal names it."""
    said = ""
    for step in path:
        said += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if said else step
    return said


def own(folder: Path, **files: str | bytes) -> Path:
    for name, raw in files.items():
        (folder / f"{name}.toml").write_bytes(raw.encode() if isinstance(raw, str) else raw)
    return folder


def refused(folder: Path, files: tuple[File[Any], ...] = tuple(CONTENT)) -> tuple[str, ...]:
    with pytest.raises(BadContent) as wrong:
        Shelf(files, folder)
    assert all("\n" not in line and line for line in wrong.value.lines)
    return wrong.value.lines


@pytest.mark.parametrize("name", NAMES)
def test_ours_are_in_order(name: str) -> None:
    assert lines(ours_of(name), name) == []


@pytest.mark.parametrize("name", NAMES)
def test_any_single_text_that_is_emptied_is_refused_at_its_place(name: str) -> None:
    """In any language, whatever kind of text it is; and nothing else is complained of."""
    table = ours_of(name)
    texts = [path for path, value in leaves(table) if isinstance(value, str)]
    texts = [path for path in texts if name in FILES or path[-1] in set(Language)]
    assert {path[-1] for path in texts} >= set(Language)
    for path in texts:
        with changed(table, path, ""):
            (line,) = lines(table, name)
        assert line.startswith(f"{name}.toml: {place(path)}: write "), line


@pytest.mark.parametrize("name", FILES)
def test_any_single_value_that_is_taken_out_is_refused_at_its_place(name: str) -> None:
    """A language, a version, a date, an owner, a source, a kind, a key."""
    table = ours_of(name)
    for path, _ in list(leaves(table)):
        with changed(table, path, GONE):
            found = lines(table, name)
        assert [line for line in found if line.startswith(f"{name}.toml: {place(path)}: write ")], (
            path,
            found,
        )


WRONG: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "a fourth language": (lambda t: t["title"].update(de="Gespräch"), "title.de: not known here"),
    "a misspelled key": (lambda t: t.update(tittle="x"), "tittle: not known here"),
    "a misspelled key in a chapter": (lambda t: t["chapter"][0].update(titel=1), "chapter[1].titel: not known"),
    "a misspelled key in a part": (
        lambda t: t["chapter"][0]["part"][0].update(not_="x"),
        "chapter[1].part[1].not_: not known here; the names are: kind, nb, nn, en",
    ),
    "an unknown kind": (
        lambda t: t["chapter"][0]["part"][0].update(kind="paragrah"),
        "chapter[1].part[1].kind: write one of: heading, paragraph",
    ),
    "a hole": (lambda t: t["title"].update(nn="Hei {name}"), "title.nn: {name} is not known here; take it out"),
    "a hole with a form": (lambda t: t["title"].update(nn="{x:>9}"), "title.nn: {x:>9} is not known here"),
    "a brace alone": (lambda t: t["owner"].update(en="Us }"), "owner.en: a brace stands alone; write {{"),
    "no text": (lambda t: t["title"].update(en=7), "title.en: write it; it is missing or empty"),
    "a number for a version": (lambda t: t.update(version=2), "version: write a text, in quotation marks"),
    "a date as a text": (lambda t: t.update(checked="2026-11-01"), "checked: write a date without quotation"),
    "a title that has no room": (
        lambda t: t["title"].update(en="x" * 25),
        "title.en: write it shorter; there is room for 24 signs, and it has 25",
    ),
    "signs of two units": (lambda t: t["title"].update(nb="🙂" * 13), "title.nb: write it shorter; there is"),
    "a sign that cannot be seen": (lambda t: t["title"].update(nb="Prat\x00"), "title.nb: take out the signs"),
    "a text for tables": (lambda t: t.update(title="Prat"), "title.nb: write it; it is missing or empty"),
    "no chapter": (lambda t: t.update(chapter=[]), "chapter: write at least one [[chapter]]"),
    "a chapter that is none": (lambda t: t.update(chapter={"key": "x"}), "chapter: write it as [[chapter]]"),
    "a list of texts": (lambda t: t.update(chapter=["x"]), "chapter: write it as [[chapter]]"),
    "a chapter without parts": (
        lambda t: t["chapter"][0].update(part=[]),
        "chapter[1].part: write at least one [[part]]",
    ),
    "a key with a space": (lambda t: t["chapter"][0].update(key="one two"), "chapter[1].key: write a short name"),
    "a key with a colon": (lambda t: t["chapter"][0].update(key="a:b"), "chapter[1].key: write a short name"),
    "the same key twice": (
        lambda t: t["chapter"].append(copy.deepcopy(t["chapter"][0])),
        "chapter[2].key: another chapter has this name",
    ),
    "an address that is none": (
        lambda t: t["chapter"][0]["part"].append(
            {"kind": "link", "name": dict.fromkeys(Language, "x"), "value": "javascript:alert(1)"}
        ),
        "chapter[1].part[2].value: write an address that begins with https://",
    ),
    "a turn without answers": (
        lambda t: t.update(turn=[{"said": dict.fromkeys(Language, "x")}]),
        "turn[1].answer: write at least one [[answer]]",
    ),
    "seven answers": (
        lambda t: t.update(
            turn=[
                {
                    "said": dict.fromkeys(Language, "x"),
                    "answer": [{"say": dict.fromkeys(Language, "x"), "line": dict.fromkeys(Language, "x")}] * 7,
                }
            ]
        ),
        "turn[1].answer: there is room for 6",
    ),
    "too many chapters": (
        lambda t: t.update(chapter=[{**t["chapter"][0], "key": f"c{n}"} for n in range(21)]),
        "chapter: there is room for 20",
    ),
    "a page that is too long for Teams in one language": (
        lambda t: t["chapter"][0]["part"][0].update(nn="Æ" * 10_000),
        "chapter[1]: one is too long for one page in nn; make two of it",
    ),
    "a page of too many parts for Slack": (
        lambda t: t["chapter"][0].update(part=t["chapter"][0]["part"] * 80),
        "chapter[1]: one is too long for one page in nb; make two of it",
    ),
    "a turn that is too long": (
        lambda t: t.update(
            turn=[
                {
                    "said": dict.fromkeys(Language, "x" * 20_000),
                    "answer": [{"say": dict.fromkeys(Language, "x"), "line": dict.fromkeys(Language, "x")}],
                }
            ]
        ),
        "turn[1]: is too long for one page in nb; make it shorter",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_each_way_to_be_wrong_is_named_with_its_cure(what: str) -> None:
    """The file, the place in it, and what to do."""
    table = told(SMALL)
    assert lines(table) == []
    spoil, says = WRONG[what]
    spoil(table)
    assert [line for line in lines(table) if line.startswith(f"conversation.toml: {says}")], lines(table)


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example\\.akan.no/x",
        "https://\u0430kan.no/",  # the first letter is Cyrillic
        "https://akan.no:8443/",
        "https://127.0.0.1/",
        "https://akan.no@elsewhere.example/",
        "https://akan.no/\u202exe.cod",
        "http://akan.no/",
    ],
)
def test_an_address_that_leads_elsewhere_than_it_says_is_refused(address: str) -> None:
    """The same rule as for the workplace's links."""
    table = Told({"value": address}, "x.toml")
    assert table.address("value") == ""
    assert table.wrong == [
        "x.toml: value: write an address that begins with https://, in plain letters and without a port"
    ]


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\u200b", "\ufeff"])
def test_a_sign_that_hides_or_turns_words_is_refused(sign: str) -> None:
    """What everybody reads is what whoever looked through the file has read."""
    table = Told({"x": f"Ring {sign}oss"}, "x.toml")
    table.text("x")
    assert table.wrong == ["x.toml: x: take out the signs that cannot be seen"]


@pytest.mark.parametrize("words", ["arbeids\u00adlivet", "👩\u200d🔧", "to\nlinjer"])
def test_signs_without_a_shape_that_are_of_use_may_stand(words: str) -> None:
    """Where a long word may be parted, and faces that are made of several."""
    table = Told({"x": words}, "x.toml")
    assert table.text("x") == words
    assert table.wrong == []


def test_all_that_is_wrong_is_said_at_once() -> None:
    """Whoever mends a file does not want to start the bot once for each fault."""
    table = told(SMALL)
    del table["title"]["en"], table["version"]
    table["chapter"][0]["part"][0]["kind"] = "x"
    assert len(lines(table)) == 3


NEVER = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.dates()
    | st.datetimes()
    | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(("nb", "nn", "en", "kind", "key", "part", "x")), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=300)
@given(data=st.data(), value=NEVER)
def test_whatever_stands_anywhere_is_understood_or_refused(data: st.DataObject, value: object) -> None:
    """Never anything but lines: no other error comes out of a file."""
    table = told(SMALL)
    path, _ = data.draw(st.sampled_from(list(leaves(table))))
    cut = data.draw(st.integers(1, len(path)))
    with changed(table, path[:cut], value):
        given = Told(table, "conversation.toml")
        read = guide("conversation", given)
    assert isinstance(read, Guide)
    if not given.wrong:
        assert all(text.strip() for text in read.title.values())


def test_a_text_without_holes_is_shown_as_it_is_meant() -> None:
    """Two braces are one, and white space around it is none."""
    table = Told({"x": {"nb": " {{a}}\n", "nn": "b", "en": "c"}}, "x.toml")
    assert table.words("x") == {Language.NB: "{a}", Language.NN: "b", Language.EN: "c"}
    assert table.wrong == []


def test_a_hole_that_is_wanted_must_be_in_every_language() -> None:
    """For the files of other subjects that have some."""
    words = {"nb": "Om {days} dager", "nn": "Om dagar", "en": "In {days} days, {who}"}
    table = Told({"x": words}, "tips.toml")
    table.words("x", frozenset({"days"}))
    assert table.wrong == [
        "tips.toml: x.nn: {days} is missing; put it in",
        "tips.toml: x.en: {who} is not known here; take it out",
    ]


def test_the_workplaces_file_takes_the_place_of_ours_and_the_others_stay(tmp_path: Path) -> None:
    """By name, one at a time."""
    shelf = Shelf(CONTENT, own(tmp_path, signs=SMALL))
    assert shelf[FILES["signs"]].title[Language.NN] == "Prat"
    assert shelf[FILES["signs"]].origin.checked == date(2026, 11, 1)
    assert shelf[FILES["roles"]] == FILES["roles"].load()


@pytest.mark.parametrize(
    "raw",
    [b"\xef\xbb\xbf" + SMALL.encode(), SMALL.replace("\n", "\r\n").encode()],
    ids=["a mark at the beginning", "lines as Windows ends them"],
)
def test_a_file_saved_in_notepad_is_read(tmp_path: Path, raw: bytes) -> None:
    assert Shelf(CONTENT, own(tmp_path, signs=raw))[FILES["signs"]].title[Language.NB] == "Prat"


UNREADABLE = {
    "no TOML": (b"title = ", "is not well-formed TOML"),
    "not in UTF-8": ('[title]\nnb = "Å"'.encode("latin-1"), "is not in UTF-8; save it as that"),
    "too large": (b"#" * (LARGEST + 1), "make it shorter"),
    "a list without end": (b"a = " + b"[" * 50_000, "is not well-formed TOML"),
    "a number without end": (b"a = " + b"9" * 5_000, "is not well-formed TOML"),
    "a key twice": (b"version = '1'\nversion = '2'", "is not well-formed TOML"),
}


@pytest.mark.parametrize("what", UNREADABLE)
def test_a_file_that_cannot_be_read_is_refused_by_its_name(tmp_path: Path, what: str) -> None:
    """One line, with the whole path and the cure."""
    raw, says = UNREADABLE[what]
    (line,) = refused(own(tmp_path, signs=raw))
    assert line.startswith(f"{tmp_path / 'signs.toml'}: ")
    assert says in line


def test_a_folder_in_the_place_of_a_file_and_a_link_to_nothing_are_refused(tmp_path: Path) -> None:
    """Ours is not read instead without a word."""
    (tmp_path / "roles.toml").mkdir()
    (tmp_path / "signs.toml").symlink_to(tmp_path / "nothing")
    assert [line.rpartition("/")[2] for line in refused(tmp_path)] == [
        "signs.toml: cannot be read; see that it is a file that this user may read",
        "roles.toml: cannot be read; see that it is a file that this user may read",
    ]


def test_a_name_that_is_none_of_ours_is_refused_with_the_nearest(tmp_path: Path) -> None:
    """A misspelled name would be passed over, and ours be read. Names with a dot in front are other programs'."""
    for name in ("conversaton.toml", "README.md", ".gitkeep", "..data"):
        (tmp_path / name).touch()
    near, far = refused(tmp_path)[::-1]
    assert near == f"{tmp_path / 'conversaton.toml'}: not known here; the nearest is conversation.toml"
    assert far.startswith(f"{tmp_path / 'README.md'}: not known here; the names are: cards.toml, ")


def test_no_folder_is_refused(tmp_path: Path) -> None:
    (line,) = refused(tmp_path / "nowhere")
    assert (
        line
        == f"{tmp_path / 'nowhere'}: cannot be read; give a folder that is there and that this user may read"
    )


def test_every_file_is_looked_at_before_any_is_refused(tmp_path: Path) -> None:
    """And a file's name is said before what is wrong in it."""
    found = refused(own(tmp_path, signs=SMALL.replace("Hello", ""), roles="x = 1", strange=""))
    names = [line[len(f"{tmp_path}/") :].partition(":")[0] for line in found]
    assert (names[:2], set(names[2:])) == (["strange.toml", "signs.toml"], {"roles.toml"})


def test_no_two_files_have_one_name() -> None:
    """They lie in one folder."""
    assert len(set(NAMES)) == len(NAMES)
