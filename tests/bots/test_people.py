"""`innsjekk people import`: who works here, from a list, whole or not at all."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import create_async_engine

from bots.clock import RealClock
from core.agreements.model import MeasureKind
from core.agreements.usecases import Content, take_in
from core.checkins.usecases import begin
from core.people import Language, Person, Platform, Position, WorkplaceId
from core.sight import WORKER
from storage.keyring import Keyring, RootSecret
from storage.store import SqlStore, SqlWork
from storage.tables import metadata
from tests.bots.office import TEAMS, WORKPLACE, Office, Ran
from tests.builders import a_measure

T = TypeVar("T")
LIST = (
    "ref;name;slack;teams;leader;positions;language;zone\n"
    "1;Jonas Oppdiktet;U1;t-1;;leader;nb;\n"
    "2;Kari Oppdiktet;U2;;1;akan_contact;nn;Europe/London\n"
)


@pytest.fixture
def desk(tmp_path: Path, database_url: str) -> Office:
    """Both platforms, on either database, up to date and with nobody in it."""
    office = Office(folder=tmp_path / "desk")
    office.folder.mkdir()
    office.settle(database_url)
    office.env |= TEAMS
    assert office.run("migrate").code == 0
    return office


def take(desk: Office, text: str | bytes, *flags: str) -> Ran:
    """Import this list."""
    file = desk.folder / "people.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return desk.run("people", "import", file, *flags)


def working(desk: Office, act: Callable[[SqlWork], Awaitable[T]]) -> T:
    """Something done in the same database, as the server would."""

    async def done() -> T:
        ring = Keyring.load(desk.keyring, RootSecret.read(file=desk.root))
        url = desk.env["INNSJEKK_DATABASE_URL"]
        async with SqlStore.open(url, ring, RealClock()) as store, store.transaction() as work:
            return await act(work)

    return asyncio.run(done())


def people(desk: Office) -> Mapping[str, Person]:
    """Everybody, by name."""

    async def look(work: SqlWork) -> Sequence[Person]:
        return await work.people.all(WorkplaceId(WORKPLACE))

    return {person.name: person for person in working(desk, look)}


def rows(desk: Office) -> Mapping[str, list[str]]:
    """Every row of every table but the seal by which a database knows its keyring, made at the first start."""

    async def look() -> Mapping[str, list[str]]:
        engine = create_async_engine(desk.env["INNSJEKK_DATABASE_URL"])
        async with engine.connect() as connection:
            found = {
                table.name: sorted(repr(tuple(row)) for row in await connection.execute(select(table)))
                for table in metadata.sorted_tables
                if table.name != "seal_check"
            }
        await engine.dispose()
        return found

    return asyncio.run(look())


def test_a_list_is_taken_in_and_taken_in_again(desk: Office) -> None:
    """New people with all that the list says; the second time nobody changes."""
    first, again = take(desk, LIST), take(desk, LIST)

    assert (first.code, first.said) == (0, "2 new, 0 changed, 0 as before.\n")
    assert (again.code, again.said) == (0, "0 new, 0 changed, 2 as before.\n")
    known = people(desk)
    jonas, kari = known["Jonas Oppdiktet"], known["Kari Oppdiktet"]
    assert [(a.platform, a.id) for a in jonas.accounts] == [(Platform.SLACK, "U1"), (Platform.TEAMS, "t-1")]
    assert (kari.leader, jonas.leader) == (jonas.id, None)
    assert (kari.language, kari.zone, kari.positions) == (
        Language.NN,
        "Europe/London",
        frozenset({Position.AKAN_CONTACT}),
    )
    assert (jonas.language, jonas.zone, jonas.positions) == (
        Language.NB,
        "Europe/Oslo",
        frozenset({Position.LEADER}),
    )


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


def test_what_the_list_says_is_updated_and_what_people_chose_is_kept(desk: Office) -> None:
    """Names, leaders and positions follow the list; language and zone are each person's own."""
    take(desk, LIST)
    kari = people(desk)["Kari Oppdiktet"]

    async def choose(work: SqlWork) -> None:
        await work.people.save(replace(kari, language=Language.EN, zone="Asia/Tokyo", version=1))

    working(desk, choose)
    ran = take(
        desk,
        "ref,name,slack,leader,positions,language,zone\n1,Jonas Oppdiktet,U1,2,,nn,\n2,Kari Ny,U2,,hse,nb,Europe/Oslo\n",
    )

    known = people(desk)
    assert ran.out == "0 new, 2 changed, 0 as before.\n"
    assert (known["Kari Ny"].language, known["Kari Ny"].zone) == (Language.EN, "Asia/Tokyo")
    assert (known["Kari Ny"].leader, known["Kari Ny"].positions) == (None, frozenset({Position.HSE}))
    assert (known["Jonas Oppdiktet"].leader, known["Jonas Oppdiktet"].language) == (
        known["Kari Ny"].id,
        Language.NB,
    )
    assert len(known["Jonas Oppdiktet"].accounts) == 2  # Teams was left out of the list, and stays


def test_a_column_that_is_left_out_changes_nothing(desk: Office) -> None:
    """A list of names alone keeps leaders and positions."""
    take(desk, LIST)
    before = people(desk)
    ran = take(desk, "ref,name,slack\n1,Jonas Oppdiktet,U1\n2,Kari Oppdiktet,U2\n")
    assert ran.out == "0 new, 0 changed, 2 as before.\n"
    assert people(desk) == before


def test_a_second_platform_is_added_to_a_known_person(desk: Office) -> None:
    """They are the same person, with the conversation that was known, and the channel that they had."""
    take(desk, "ref,name,teams\n1,Kari Oppdiktet,t-2\n")
    [kari] = people(desk).values()
    met = replace(kari.accounts[0], conversation="a:samtale", service="https://smba.trafficmanager.net/emea/")

    async def meet(work: SqlWork) -> None:
        await work.people.save(replace(kari, accounts=(met,), version=1))

    working(desk, meet)
    ran = take(desk, "ref,name,slack,teams\n1,Kari Oppdiktet,U2,t-2\n")
    assert (ran.code, "--add-accounts" in ran.out) == (2, True)
    assert [len(each.accounts) for each in people(desk).values()] == [1]

    ran = take(desk, "ref,name,slack,teams\n1,Kari Oppdiktet,U2,t-2\n", "--add-accounts")

    [same] = people(desk).values()
    assert ran.out == "0 new, 1 changed, 0 as before.\n"
    assert (same.id, same.channel) == (kari.id, Platform.TEAMS)
    assert same.accounts[0] == met
    assert (same.accounts[1].platform, same.accounts[1].id) == (Platform.SLACK, "U2")


def test_a_list_never_puts_another_account_in_the_place_of_a_known_one(desk: Office) -> None:
    """Whoever writes the list could otherwise read what is Kari's."""
    take(desk, "ref,name,slack,teams\n1,Kari Oppdiktet,U2,t-2\n")
    before = rows(desk)

    ran = take(desk, "ref,name,slack,teams\n1,Kari Oppdiktet,UHR,t-2\n", "--add-accounts")

    assert (ran.code, ran.out) == (
        2,
        "line 2: this person has another “slack” id; a list does not change it\n",
    )
    assert rows(desk) == before


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


def test_what_looks_like_a_formula_or_markup_stays_text(desk: Office) -> None:
    """Stored as it stands, and never worked out."""
    names = ['=cmd|"/C calc"!A0', "<!channel> *Kari*", "Robert'); DROP TABLE people;--", "{0} %s ${HOME}"]
    lines = [f'{n},"{name.replace(chr(34), chr(34) * 2)}",U{n}' for n, name in enumerate(names)]
    assert take(desk, "\n".join(["ref,name,slack", *lines])).code == 0
    assert set(people(desk)) == set(names)


def test_a_new_leader_changes_nothing_about_an_agreement(desk: Office) -> None:
    """Only its two parties can: the list moves a person, and no row of an agreement or a promise changes."""
    take(desk, f"{LIST}3;Ny Leder;U3;;;leader;;\n")
    known = people(desk)

    async def agree(work: SqlWork) -> None:
        terms = Content(
            starts_on=date(2026, 11, 2),
            ends_on=date(2096, 11, 2),
            measures=(a_measure(), a_measure(kind=MeasureKind.EXPECTATION)),
        )
        made = await take_in(work, known["Kari Oppdiktet"], known["Jonas Oppdiktet"], terms)
        await begin(work, await work.agreements.route(made, WORKER))

    working(desk, agree)
    before = rows(desk)
    assert before["agreements"]
    assert before["promises"]
    ran = take(desk, "ref,name,slack,leader\n2,Kari Oppdiktet,U2,3\n3,Ny Leder,U3,\n")

    assert ran.out == "0 new, 1 changed, 1 as before.\n"
    assert people(desk)["Kari Oppdiktet"].leader == known["Ny Leder"].id
    after = rows(desk)
    assert {name for name in before if before[name] != after[name]} == {"people"}


def test_ten_thousand_people_are_taken_in_while_one_waits(desk: Office) -> None:
    """A large workplace, each with a leader."""
    text = "ref,name,slack,leader\n" + "".join(
        f"{n},Person {n},U{n},{n // 10 or ''}\n" for n in range(1, 10_001)
    )
    begun = time.perf_counter()
    assert take(desk, text).out == "10000 new, 0 changed, 0 as before.\n"
    assert time.perf_counter() - begun < 60
