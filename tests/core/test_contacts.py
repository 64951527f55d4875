"""
Whom one can talk to: one place for the telephones, a list that is refused by name, and people in an order of use.

Over 200 lines: each promise has its own sentence, and they stand on the same few makers.
"""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from core.chat.texts import Texts, load
from core.chat.views import Buttons, Fact, Form, Heading, Link, Note, Paragraph
from core.contacts import cards, helplines
from core.contacts.helplines import HELPLINES
from core.content.files import BadContent
from core.content.links import is_safe
from core.explore.cards import AKAN_PHONE
from core.people import Language, Person, PersonId, Position
from core.talks.cards import phones
from core.talks.texts import TEXTS as TALKS_TEXTS
from core.tips.model import TIPS
from tests.builders import a_person
from tests.core.test_texts import BANNED, PACKAGES
from tests.provision import ROOT

TEXTS = Texts(cards.TEXTS, Language.NB)
TALKS = Texts(TALKS_TEXTS, Language.NB)
NUMBER = re.compile(r"(?<![\d{])(?:\+47 )?(\d\d \d\d \d\d \d\d|\d{3} \d{3}|11[0-9]{1,4})(?![\d-])")
"""As Norwegian telephones are written: 22 40 28 00, 116 123, 113."""

LISTED = """
version = "1"
checked = 2026-11-01
owner = { nb = "oss", nn = "oss", en = "us" }
source = { nb = "oss", nn = "oss", en = "us" }

[[helpline]]
id = "akan"
phone = "00 00 00 00"
checked = 2026-11-01
source = "ringt"
name = { nb = "Akan", nn = "Akan", en = "Akan" }
what = { nb = "Rus", nn = "Rus", en = "Use" }

[[helpline]]
id = "mental"
phone = "116 123"
checked = 2026-11-01
source = "ringt"
name = { nb = "Mental Helse", nn = "Mental Helse", en = "Mental Helse" }
what = { nb = "Prat", nn = "Prat", en = "Talk" }

[[helpline]]
id = "emergency"
phone = "113"
checked = 2026-11-01
source = "ringt"
name = { nb = "Akutt", nn = "Akutt", en = "Emergency" }
what = { nb = "Liv", nn = "Liv", en = "Life" }
"""


def own(folder: Path, text: str) -> Path:
    (folder / "helplines.toml").write_text(text, encoding="utf-8")
    return folder


def shown(reader: Person, *people: Person, at: int = 0) -> Form:
    return cards.page(TEXTS, reader, people, HELPLINES, at)


def facts(form: Form) -> list[str]:
    """The names, but for those of the telephones."""
    lines = {line.name[Language.NB] for line in HELPLINES}
    return [part.name for part in form.body if isinstance(part, Fact) and part.name not in lines]


def headings(form: Form) -> list[str]:
    return [part.text for part in form.body if isinstance(part, Heading)]


def turns(form: Form) -> list[tuple[str, str]]:
    parts = [part for part in form.body if isinstance(part, Buttons)]
    return [(b.label, b.ref) for part in parts for b in part.items if b.action == "contacts.show"]


def somebody(id: str, *positions: Position, **given: str) -> Person:
    return a_person(id, positions=frozenset(positions), **given)


def test_akan_comes_first_with_phone_and_chat_and_every_number_says_how_old_its_source_is() -> None:
    """And life in danger is there; one of which no number could be confirmed has an address alone (domain.md 2.5)."""
    first = HELPLINES[0]
    assert (first.phone, first.chat) == ("22 40 28 00", "https://www.akan.no")
    assert helplines.phone("emergency") == "113"
    assert [line.id for line in HELPLINES if not line.phone] == ["gambling"]
    form = shown(a_person())
    said = [part.text for part in form.body if isinstance(part, Note)]
    seen = ", ".join(f"{line.name[Language.NB]} {line.checked.year}" for line in HELPLINES if line.phone)
    assert TEXTS("checked", years=seen) in said
    assert [part.url for part in form.body if isinstance(part, Link)] == [
        url for line in HELPLINES for url in (line.chat, line.site) if url
    ]


def test_whoever_needs_somebody_now_reads_first_the_number_that_answers_at_all_hours() -> None:
    """And nobody is promised to be nameless with a doctor or an ambulance, who may have to ask."""
    numbers = [part.value for part in phones(TALKS) if isinstance(part, Fact)]
    assert numbers == [helplines.phone(id) for id in ("mental", "akan", "emergency")]
    promise = next(part.text for part in shown(a_person()).body if isinstance(part, Paragraph))
    for line in ("Mental Helse", "Akan"):
        assert line in TALKS("now")
        assert line in promise
    assert not any(other in promise for other in ("Legevakt", "Akutt", "Kirkens"))


def test_no_text_has_a_number_that_is_not_on_the_list() -> None:
    """Numbers stand inside sentences elsewhere; when one changes, this names each sentence to be changed with it."""
    known = {line.phone for line in HELPLINES}
    elsewhere = [
        (package, key, found)
        for package in PACKAGES
        if not package.startswith("bots.")
        for key, words in load(package).items()
        for text in words.values()
        for found in NUMBER.findall(text)
        if found not in known
    ]
    assert elsewhere == []
    said = " ".join(text for tip in TIPS for text in tip.body.values())
    assert set(NUMBER.findall(said)) == {helplines.phone("emergency")}
    assert set(NUMBER.findall((ROOT / "README.md").read_text(encoding="utf-8"))) <= known
    assert helplines.phone("akan") == AKAN_PHONE


def test_a_workplace_may_have_a_list_of_its_own(tmp_path: Path) -> None:
    """In place of ours, whole."""
    assert helplines.FILE.load(tmp_path) == HELPLINES
    lines = helplines.FILE.load(own(tmp_path, LISTED))
    assert [(line.id, line.phone) for line in lines] == [
        ("akan", "00 00 00 00"),
        ("mental", "116 123"),
        ("emergency", "113"),
    ]
    assert lines[0].checked == date(2026, 11, 1)


@pytest.mark.parametrize(
    ("was", "becomes", "named"),
    [
        ('phone = "113"', 'phone = "ring oss"', "helpline[3].phone: write digits"),
        ('phone = "113"', 'chat = "http://akan.no"', "helpline[3].chat: write an address"),
        ('phone = "113"', 'site = "https://a@b.example"', "helpline[3].site: write an address"),
        ('phone = "113"', "", "helpline[3].phone: write a number"),
        ('id = "emergency"', 'id = "fire"', "there is none with id “emergency”"),
        ('id = "mental"', 'id = "akan"', "id “akan” is there twice"),
        ('nn = "Liv", ', "", "helpline[3].what.nn: write it"),
        (
            'checked = 2026-11-01\nsource = "ringt',
            'checked = "i går"\nsource = "ringt',
            "helpline[1].checked: write a date",
        ),
        ('source = "ringt"', "", "helpline[1].source: write it"),
        ('phone = "113"', 'phone = "113"\nhours = "8-15"', "helpline[3].hours: not known here"),
        ("[[helpline]]", "[[line]]", "line: not known here"),
    ],
)
def test_a_list_that_is_wrong_is_refused_by_name(tmp_path: Path, was: str, becomes: str, named: str) -> None:
    """The file, the place in it and the cure."""
    assert was in LISTED
    with pytest.raises(BadContent) as fault:
        helplines.FILE.load(
            own(
                tmp_path,
                LISTED.replace(was, becomes, 1) if was != "[[helpline]]" else LISTED.replace(was, becomes),
            )
        )
    assert any(named in line for line in fault.value.lines), fault.value.lines
    assert all(str(tmp_path) in line for line in fault.value.lines)


@pytest.mark.parametrize(
    "url",
    [
        "http://akan.no",
        "https://akan.no@elsewhere.example/",
        "https://user:pass@intranett.example/",
        "https://intranett.example:8443/policy",
        "https://intranett.example:443/",
        "https://10.0.0.1/policy",
        "https://[::1]/",
        "https://intranett/policy",
        "https://",
        "https:///policy",
        "https://intranett.example\\@elsewhere.example",
        "https://intranett.example/a b",
        "https://intranett.exаmple/",  # with a Cyrillic letter
        "https://intranett.example/\u202epolicy",
        "javascript:alert(1)",
        "//intranett.example/",
        f"https://intranett.example/{'a' * 2000}",
        "https://-a.example/",
    ],
)
def test_an_address_that_does_not_lead_where_it_says_is_refused(url: str) -> None:
    """Whatever a browser would make of it."""
    assert not is_safe(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.akan.no",
        "https://fjellbruket.sharepoint.com/sites/hms/policy.pdf?web=1#side=2",
        "https://xn--bl-yia.example/a",
    ],
)
def test_an_ordinary_address_is_taken(url: str) -> None:
    """With a path, a query, and a name of other letters in its plain form."""
    assert is_safe(url)


def test_people_stand_by_what_they_can_help_with_and_once_each() -> None:
    """In the order of use, with one line on what each role is for; whoever is several things stands by the first."""
    people = (
        somebody("hr", Position.HR),
        somebody("two", Position.SAFETY_REPRESENTATIVE, Position.RESOURCE_PERSON),
        somebody("kontakt", Position.AKAN_CONTACT),
        somebody("boss", Position.LEADER, Position.ORGANISER),
    )
    form = shown(a_person(), *people)
    assert facts(form) == ["Kontakt", "Two", "Hr"]
    assert headings(form)[1:] == [TEXTS("role.akan_contact"), TEXTS("role.resource_person"), TEXTS("role.hr")]
    assert TEXTS("helps.hr") in [part.text for part in form.body if isinstance(part, Note)]
    two = next(part for part in form.body if isinstance(part, Fact) and part.name == "Two")
    assert TEXTS("also", roles=TEXTS("role.safety_representative")) in two.value


def test_how_to_reach_them_is_said_and_what_is_missing_too() -> None:
    """A number from the list, or that there is none."""
    form = shown(
        a_person(),
        somebody("a", Position.HR, contact="00 00 00 00", department="Lager", place="Bergen"),
        somebody("b", Position.HR),
    )
    values = {part.name: part.value for part in form.body if isinstance(part, Fact)}
    assert values["A"] == "00 00 00 00 · Lager · Bergen"
    assert values["B"] == TEXTS("no_number")


def test_the_own_place_comes_before_the_rest() -> None:
    """However it is written; without a place of one's own there is no such order."""
    people = (
        somebody("far", Position.AKAN_CONTACT, place="Oslo"),
        somebody("near", Position.HR, place="BERGEN"),
        somebody("none", Position.COMMITTEE),
    )
    here = shown(a_person(place="Bergen"), *people)
    assert facts(here) == ["Near", "Far", "None"]
    reached = {part.name: part.value for part in here.body if isinstance(part, Fact)}
    assert ("BERGEN" in reached["Near"], "Oslo" in reached["Far"]) == (False, True)
    assert headings(here)[1:] == [
        f"{TEXTS('role.hr')} · Bergen",
        f"{TEXTS('role.akan_contact')} · {TEXTS('elsewhere')}",
        f"{TEXTS('role.committee')} · {TEXTS('elsewhere')}",
    ]
    assert facts(shown(a_person(), *people)) == ["Far", "None", "Near"]


def test_many_are_shown_page_by_page_and_nobody_is_left_out() -> None:
    """A page past the end is the last; the telephones stand on the first alone."""
    people = [somebody(f"p{n:03}", Position.RESOURCE_PERSON) for n in range(2 * cards.SHOWN + 5)]
    pages = [shown(a_person(), *people, at=at) for at in range(3)]
    assert [name for page in pages for name in facts(page)] == [each.name for each in people]
    assert [len(facts(page)) for page in pages] == [cards.SHOWN, cards.SHOWN, 5]
    assert [turns(page) for page in pages] == [
        [(TEXTS("later"), "1")],
        [(TEXTS("earlier"), "0"), (TEXTS("later"), "2")],
        [(TEXTS("earlier"), "1")],
    ]
    assert shown(a_person(), *people, at=999) == pages[2]
    assert not any(isinstance(part, Link) for part in pages[1].body)


def test_an_empty_workplace_reads_kind_words_and_the_telephones() -> None:
    """Nobody is listed, or nobody that anybody would look for."""
    for people in ((), (somebody("boss", Position.LEADER),)):
        form = shown(a_person(), *people)
        assert TEXTS("nobody") in [part.text for part in form.body if isinstance(part, Paragraph)]
        assert any(isinstance(part, Link) for part in form.body)
        assert turns(form) == []


def test_that_nobody_is_told_stands_on_every_page() -> None:
    """And asking for a talk is one press away on the first."""
    people = [somebody(f"p{n:03}", Position.HR) for n in range(30)]
    for at in range(3):
        assert Note(TEXTS("nobody_is_told")) in shown(a_person(), *people, at=at).body
    presses = [b for part in shown(a_person()).body if isinstance(part, Buttons) for b in part.items]
    assert [each.action for each in presses] == ["talks.ask", "guides.start"]


def test_no_helpline_has_a_word_that_wounds() -> None:
    """The tone list holds for content files too."""
    wounding = [
        (line.id, word)
        for line in HELPLINES
        for language in Language
        for word in BANNED[language].split()
        if re.search(rf"\b{word}\b", f"{line.name[language]} {line.what[language]}", re.IGNORECASE)
    ]
    assert wounding == []


def test_the_list_is_the_same_for_everybody_of_a_place() -> None:
    """Whoever reads it."""
    people = (somebody("x", Position.HR), somebody("y", Position.COMMITTEE, Position.RESOURCE_PERSON))
    readers = (a_person(), a_person("oda"), replace(people[0], id=PersonId("z")))
    assert len({repr(shown(reader, *people)) for reader in readers}) == 1
