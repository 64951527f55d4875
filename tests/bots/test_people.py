"""`innsjekk people import`: who works here, from a list."""

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from core.agreements.model import AgreementId, MeasureKind, Route
from core.agreements.usecases import Content, take_in
from core.checkins.usecases import begin
from core.people import Language, Platform, Position
from core.sight import WORKER, Role
from storage.store import SqlWork
from tests.bots.desk import LIST, people, rows, take, working
from tests.bots.office import Office
from tests.builders import a_measure


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


def test_whoever_the_list_says_has_left_is_alone_with_what_is_theirs(desk: Office) -> None:
    """In that run: the leader's keys are gone when it ends. A list that takes it back does not bring them back."""
    take(desk, LIST)
    known = people(desk)

    async def agree(work: SqlWork) -> AgreementId:
        terms = Content(
            starts_on=date(2026, 11, 2),
            ends_on=date(2096, 11, 2),
            measures=(a_measure(), a_measure(kind=MeasureKind.EXPECTATION)),
        )
        return await take_in(work, known["Kari Oppdiktet"], known["Jonas Oppdiktet"], terms)

    async def led(work: SqlWork) -> Sequence[AgreementId]:
        return await work.agreements.of(known["Jonas Oppdiktet"].id, Role.LEADER)

    id = working(desk, agree)
    assert working(desk, led) == [id]
    ran = take(desk, "ref,name,slack,active\n1,Jonas Oppdiktet,U1,\n2,Kari Oppdiktet,U2,No\n")
    assert ran.out == "0 new, 1 changed, 1 as before.\n"
    assert list(people(desk)) == ["Jonas Oppdiktet"]
    assert working(desk, led) == []
    take(desk, LIST)
    assert set(people(desk)) == set(known)
    assert working(desk, led) == []

    async def route(work: SqlWork) -> Route:
        return await work.agreements.route(id, WORKER)

    assert (working(desk, route).left_on, working(desk, route).led) == (None, False)


def test_ten_thousand_people_are_taken_in_while_one_waits(desk: Office) -> None:
    """A large workplace, each with a leader."""
    text = "ref,name,slack,leader\n" + "".join(
        f"{n},Person {n},U{n},{n // 10 or ''}\n" for n in range(1, 10_001)
    )
    begun = time.perf_counter()
    assert take(desk, text).out == "10000 new, 0 changed, 0 as before.\n"
    assert time.perf_counter() - begun < 60
