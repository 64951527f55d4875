"""
The workplace's policy: recorded, told to everybody once, taken up by leaders, and read without a trace.

Over 200 lines: each thing that is promised of it has a sentence.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import pytest_asyncio

from bots.demo.far.phone import Phone
from core.competence.usecases import documents_in
from core.directory import usecases as directory
from core.directory.reading import Row
from core.ledger.model import FINAL, Promise, Standing
from core.people import Person, Platform, Position
from core.policy import rounds, team
from core.policy.keeps import KeptPolicy
from core.policy.rounds import REVISE
from core.policy.team import TEAM, Why
from core.policy.usecases import FEWEST, NEWS, acknowledge, current
from tests.builders import a_person
from tests.journeys import world as worlds
from tests.journeys.acts import my_page, press, rows, without_ids, word
from tests.journeys.colleagues import hire
from tests.journeys.test_around import changed
from tests.journeys.test_privacy import _sent
from tests.journeys.world import WORKPLACE, World, pings
from tests.policy import SUMMARY, recorded, told
from tests.storage.failing import failing

NOT_HERE = word("conversation", "refused.not_here")
AUGUST = datetime(2027, 8, 13, 6, tzinfo=UTC)
"""The Friday before leaders are asked to take it up again: the fifteenth is a Sunday."""


def said(key: str) -> str:
    return word("policy", key)


async def record(world: World, **changed: object) -> None:
    async with world.parts.store.transaction() as work:
        await recorded(work, WORKPLACE, **changed)


async def days(world: World, number: int) -> None:
    """So many days, each with the clock's daily look."""
    for _ in range(number):
        await world.parts.upkeep()
        await world.wind_by(days=1)


async def owed(world: World, key: str, kind: str) -> list[Promise]:
    async with world.parts.store.reading() as work:
        return [each for each in await work.ledger.of(world.people[key].id) if each.kind == kind]


async def came(world: World, key: str, kind: str) -> Promise:
    """The one of this kind that has come."""
    [one] = [each for each in await owed(world, key, kind) if each.standing is Standing.SENT]
    return one


async def until(world: World, key: str, kind: str, most: int = 10) -> Promise:
    """Day by day until one of this kind has come to this person."""
    before = len([each for each in await owed(world, key, kind) if each.standing is Standing.SENT])
    for _ in range(most):
        await days(world, 1)
        sent = [each for each in await owed(world, key, kind) if each.standing is Standing.SENT]
        if len(sent) > before:
            return sent[-1]
    raise AssertionError(f"no {kind} has come")


async def waits(world: World, key: str, kind: str) -> list[Promise]:
    return [each for each in await owed(world, key, kind) if each.standing not in FINAL]


@pytest_asyncio.fixture
async def ida(world: World) -> Phone:
    """A leader who has no agreement with anybody."""
    phone = await hire(world, "ida", "Ida Oppdiktet")
    await changed(world, "ida", positions=frozenset({Position.LEADER}))
    await phone.go_home()
    return phone


# ------------------------------------------------------------------------------------------------ everybody


async def test_news_of_a_version_comes_to_everybody_once_on_the_same_card(world: World) -> None:
    """In the days after it; of a correction nobody hears, of the next version everybody again."""
    await record(world)
    await days(world, 13)
    for key in ("kari", "ola", "jonas"):
        assert len(await owed(world, key, NEWS)) == 1, key
        await came(world, key, NEWS)
    assert pings(world.ola) == 1
    card = _sent(world, world.ola, "chat.postMessage")
    await press(world, world.ola, "settings.test")
    await world.run()
    assert _sent(world, world.ola, "chat.postMessage") == card
    await record(world, who_is_told="alle, og innleide")
    await days(world, 9)
    assert pings(world.ola) == 2
    await record(world, version="2")
    await days(world, 16)
    assert pings(world.ola) == 3


async def test_the_report_of_a_year_names_what_was_in_force_in_it(world: World) -> None:
    """Each version until the next was adopted; a correction is not one."""
    await record(world, adopted_on=date(2025, 3, 1))
    await record(world, adopted_on=date(2025, 3, 1), title="Vår policy")
    await record(world, adopted_on=date(2026, 6, 1), version="2")
    async with world.parts.store.reading() as work:
        by_year = [await documents_in(work, WORKPLACE, year) for year in (2024, 2025, 2026, 2027)]
    assert [[each.version for each in found] for found in by_year] == [[], ["1"], ["1", "2"], ["2"]]
    assert by_year[1][0].title == "Vår policy"


async def test_what_is_opened_is_the_workplaces_own_words(world: World) -> None:
    """In short, with the link, and who stands behind it; then the ping is through."""
    await record(world)
    await until(world, "ola", NEWS)
    await world.ola.press(word("ledger", "open"))
    words = world.ola.words()
    for part in (SUMMARY, told()["title"], told()["adopted_by_employees"], said("link_note")):
        assert part in words
    assert said("i_have_read") not in world.ola.buttons()
    assert said("take_up") not in world.ola.buttons()


async def test_reading_it_leaves_no_trace_and_is_the_same_for_everybody(world: World) -> None:
    """With and without an agreement, with a policy and without one."""
    await world.ola.go_home()
    await world.kari.go_home()
    before = await rows(world)
    karis, olas = await press(world, world.kari, "policy.show"), await press(world, world.ola, "policy.show")
    assert said("none")[:40] in karis
    assert without_ids(karis) == without_ids(olas)
    assert await rows(world) == before
    await record(world, acknowledge=True)
    before = await rows(world)
    karis, olas = await press(world, world.kari, "policy.show"), await press(world, world.ola, "policy.show")
    assert SUMMARY in karis
    assert without_ids(karis) == without_ids(olas)
    assert await rows(world) == before


async def test_of_two_versions_that_come_close_the_later_is_told_of(world: World) -> None:
    """One ping, and it opens what is in force then."""
    await record(world)
    await world.parts.upkeep()
    await record(world, version="2", summary={"nb": "Nye ord"})
    await until(world, "ola", NEWS)
    await world.ola.press(word("ledger", "open"))
    assert "Nye ord" in world.ola.words()
    await world.ola.close()
    await days(world, 7)
    assert pings(world.ola) == 1
    standings = sorted(each.standing for each in await owed(world, "ola", NEWS))
    assert standings == [Standing.DROPPED, Standing.SENT]


async def test_news_takes_nothing_from_a_check_in(world: World) -> None:
    """It rides on one, which comes when it was to come."""
    await record(world)
    assert (await until(world, "kari", NEWS, most=14)).carrier is not None
    async with world.parts.store.reading() as work:
        asked = [p for p in await work.ledger.of(world.people["kari"].id) if p.kind == "checkins.ask"]
    assert all(each.sent_at == each.due for each in asked if each.sent_at)


async def test_many_are_told_page_by_page_each_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A round that was cut short goes on from there, whoever takes it up."""
    monkeypatch.setattr(rounds, "PAGE", 3)
    people = [a_person(f"x{n:02}", workplace=WORKPLACE, accounts=()) for n in range(10)]
    async with world.parts.store.transaction() as work:
        for person in people:
            await work.people.add(person)
    await record(world)
    for steps, more in enumerate((True, True, True, True, True, False), start=1):
        async with world.parts.store.transaction() as work:
            assert await rounds.step(work, WORKPLACE) is more
        if steps == 2:
            with pytest.raises(ZeroDivisionError):
                await failing(world.parts.store, lambda work: rounds.step(work, WORKPLACE))
    async with world.parts.store.reading() as work:
        everybody = await work.people.everybody(WORKPLACE)
        assert [len(await work.ledger.of(each.id)) for each in everybody if each.id.startswith("x")] == [
            1
        ] * 10
        dues = {p.due for each in people for p in await work.ledger.of(each.id)}
    assert len(dues) > 5


# ------------------------------------------------------------------------------------------------ acknowledging


async def test_whoever_has_read_it_says_so_once(world: World) -> None:
    """Where the workplace asks for it; then there is no button, no news and nothing to be asked again."""
    await record(world, acknowledge=True)
    await world.parts.upkeep()
    await world.ola.go_home()
    await press(world, world.ola, "policy.read", "1")
    assert [each.standing for each in await owed(world, "ola", NEWS)] == [Standing.DROPPED]
    shown = await press(world, world.ola, "policy.show")
    assert said("i_have_read") not in shown
    assert said("read_on").partition("{")[0] in shown
    await press(world, world.ola, "policy.read", "1")
    async with world.parts.store.transaction() as work:
        ola = await work.people.get(world.people["ola"].id)
        assert await KeptPolicy().export(work, ola) == [
            {"what": "policy_read", "version": "1", "on": world.clock.at.date().isoformat()}
        ]
        assert await KeptPolicy().count(work, ola) == 1
    await record(world, acknowledge=True, version="2")
    assert said("i_have_read") in await press(world, world.ola, "policy.show")


async def test_what_cannot_be_acknowledged_is_refused(world: World) -> None:
    """Where nobody asks for it, another version than what is shown, and no version at all."""
    await world.ola.go_home()
    assert NOT_HERE in await press(world, world.ola, "policy.read", "1")
    await record(world)
    assert NOT_HERE in await press(world, world.ola, "policy.read", "1")
    await record(world, acknowledge=True, version="2")
    moved = word("conversation", "refused.moved_on")
    for ref in ("1", "3", "", "x"):
        assert moved in await press(world, world.ola, "policy.read", ref), ref


@pytest.mark.parametrize("position", [Position.HR, Position.COMMITTEE])
async def test_from_ten_up_it_is_told_roughly_how_many_and_never_who(
    world: World, position: Position
) -> None:
    """Nine is no figure; ten to nineteen is ten. Others read nothing of it."""
    await record(world, acknowledge=True)
    await changed(world, "jonas", positions=frozenset({position}))
    people = [
        a_person(f"x{n:02}", name=f"Nr. {n:02} Oppdiktet", workplace=WORKPLACE, accounts=())
        for n in range(19)
    ]
    async with world.parts.store.transaction() as work:
        for person in people:
            await work.people.add(person)
    await world.jonas.go_home()
    await world.ola.go_home()
    for number, person in enumerate(people, start=1):
        await _says(world, person)
        if number in {FEWEST - 1, FEWEST, 2 * FEWEST - 1}:
            shown = await press(world, world.jonas, "policy.show")
            assert (said("too_few") in shown) == (number < FEWEST), number
            assert (said("counted").format(n=10) in shown) == (number >= FEWEST), number
            assert "Oppdiktet" not in shown
    for key in ("too_few", "counted"):
        assert said(key)[:20] not in await press(world, world.ola, "policy.show")


async def test_what_one_has_said_can_be_erased_and_is_not_counted_any_more(world: World) -> None:
    """With all else that is one's own; ten become nine."""
    await record(world, acknowledge=True)
    people = [a_person(f"x{n:02}", workplace=WORKPLACE, accounts=()) for n in range(FEWEST)]
    async with world.parts.store.transaction() as work:
        for person in people:
            await work.people.add(person)
    for person in people:
        await _says(world, person)
    await changed(world, "jonas", positions=frozenset({Position.HR}))
    await world.jonas.go_home()
    assert said("counted").format(n=10) in await press(world, world.jonas, "policy.show")
    async with world.parts.store.transaction() as work:
        await KeptPolicy().erase(work, people[0])
    async with world.parts.store.transaction() as work:
        assert await KeptPolicy().count(work, people[0]) == 0
    assert said("too_few") in await press(world, world.jonas, "policy.show")


async def _says(world: World, person: Person) -> None:
    async with world.parts.store.transaction() as work:
        policy = await current(work, WORKPLACE)
        assert policy is not None
        await acknowledge(work, person, policy)


# ------------------------------------------------------------------------------------------------ leaders


async def test_a_leader_is_asked_to_take_a_new_version_up(world: World, ida: Phone) -> None:
    """In place of the news, with what to say and what to ask; done is done."""
    await record(world)
    await until(world, "ida", TEAM)
    assert await owed(world, "ida", NEWS) == []
    await ida.press(word("ledger", "open"))
    words = ida.words()
    for key in ("why.version", "tell.help", "ask.no", "team.not_about", "team.everybody"):
        assert said(key).format(version="1", title=told()["title"]) in words, key
    assert {said("cards"), said("taken_up"), said("in_two_weeks")} <= set(ida.buttons())
    await ida.press(said("taken_up"))
    assert said("done") in ida.words()
    assert await _why(world) is None
    before = pings(ida)
    await days(world, 20)
    assert pings(ida) == before


async def test_in_two_weeks_is_in_two_weeks(world: World, ida: Phone) -> None:
    """Not before, though a new reason comes meanwhile; that one is told of, too."""
    await record(world)
    await until(world, "ida", TEAM)
    await ida.press(word("ledger", "open"))
    await ida.press(said("in_two_weeks"))
    await ida.close()
    back, before = world.clock.at + timedelta(days=14), pings(ida)
    async with world.parts.store.transaction() as work:
        await team.joined(work, [replace(world.people["ola"], leader=world.people["ida"].id)])
    [again] = await waits(world, "ida", TEAM)
    assert again.chosen
    assert back <= again.due <= back + timedelta(days=3)
    await world.wind(again.due - timedelta(minutes=1))
    assert pings(ida) == before
    await world.wind(again.due)
    assert pings(ida) == before + 1
    assert await _why(world) == [Why.VERSION, Why.JOINED]
    await ida.press(word("ledger", "open"))
    assert said("why.joined") in ida.words()


async def _why(world: World) -> list[Why] | None:
    async with world.parts.store.reading() as work:
        why = await team.reasons(work, world.people["ida"].id)
    return None if why is None else list(why)


async def test_a_new_employee_on_the_list_is_a_reason_and_several_are_one_ping(
    world: World, ida: Phone
) -> None:
    """From an import; whoever is only changed by it is none, and without a policy there is nothing to tell."""
    lead = _row(world, ida, 2, "Ida Oppdiktet")
    new = [
        _row(world, worlds.phone(world.far, f"ny{n}", f"Ny {n}"), n, f"Ny {n}", leader="2") for n in (3, 4, 5)
    ]
    assert await _import(world, lead, new[0]) == 1
    await record(world)
    assert await _why(world) is None
    async with world.parts.store.transaction() as work:
        await work.marks.take(f"policy:round:{WORKPLACE}:news")  # nobody is told of it in this journey
    assert await _import(world, lead, new[0]) == 0
    assert await waits(world, "ida", TEAM) == []
    assert await _import(world, lead, *new[:2]) == 1
    assert await _import(world, lead, *new) == 1
    [one] = await waits(world, "ida", TEAM)
    assert await _why(world) == [Why.JOINED]
    await world.wind(one.due)
    assert pings(ida) == 1
    await ida.press(word("ledger", "open"))
    assert said("why.joined") in ida.words()
    assert "Ny 3" not in ida.words()


def _row(world: World, phone: Phone, number: int, name: str, leader: str | None = None) -> Row:
    on_slack = world.platform is Platform.SLACK
    slack, teams = (phone.person, "") if on_slack else ("", phone.person)
    return Row(line=number, ref=str(number), name=name, slack=slack, teams=teams, leader=leader)


async def _import(world: World, *rows: Row) -> int:
    """As `innsjekk people import` does it; how many were new."""
    async with world.parts.store.transaction() as work:
        tally = await directory.take_in(work, await work.people.workplace(WORKPLACE), rows)
        await team.joined(work, tally.joined)
    return tally.new


async def test_twice_a_year_leaders_take_it_up_again(world: World, ida: Phone) -> None:
    """On the working day of it or just after, with another reason in one ping; not whoever has just done so."""
    await changed(world, "ola", positions=frozenset({Position.LEADER}))
    await world.ola.go_home()
    await record(world)
    await days(world, 9)
    for phone in (ida, world.ola):
        await press(world, phone, "policy.taken")
    world.clock.at = AUGUST
    await world.run()
    await press(world, world.ola, "policy.taken")
    before = pings(ida), pings(world.ola)
    await days(world, 3)
    assert (pings(ida), pings(world.ola)) == before
    await world.parts.upkeep()
    await record(world, version="2")
    task = await until(world, "ida", TEAM)
    assert task.sent_at is not None
    assert date(2027, 8, 16) < task.sent_at.date() <= date(2027, 8, 19)
    assert await _why(world) == [Why.VERSION, Why.HALF_YEAR]
    await days(world, 9)
    assert pings(ida) == before[0] + 1
    async with world.parts.store.reading() as work:
        assert await team.reasons(work, world.people["ola"].id) == [Why.VERSION]


async def test_a_day_that_is_none_is_moved_to_a_working_day(world: World, ida: Phone) -> None:
    """15 August 2027 is a Sunday."""
    await record(world)
    async with world.parts.store.transaction() as work:
        while await rounds.step(work, WORKPLACE):
            pass
    world.clock.at = datetime(2027, 8, 15, 12, tzinfo=UTC)
    async with world.parts.store.transaction() as work:
        assert not await rounds.step(work, WORKPLACE)
    world.clock.at += timedelta(days=1)
    async with world.parts.store.transaction() as work:
        assert await rounds.step(work, WORKPLACE)
    assert await _why(world) == [Why.VERSION, Why.HALF_YEAR]


async def test_the_task_stands_on_the_leaders_own_page_until_it_is_done(world: World, ida: Phone) -> None:
    """Whoever forgot it finds it there; nobody else has it."""
    await record(world)
    await world.parts.upkeep()
    for phone, there in ((ida, True), (world.ola, False)):
        await phone.go_home()
        await my_page(phone)
        assert (said("take_up") in phone.buttons()) is there
    await ida.press(said("take_up"))
    await ida.press(said("taken_up"))
    await ida.close()
    await ida.go_home()
    await my_page(ida)
    assert said("take_up") not in ida.buttons()


async def test_whoever_leads_nobody_is_refused_as_if_there_were_no_task(world: World) -> None:
    """With a policy and without one; leading an agreement alone makes no leader of anybody here."""
    await world.jonas.go_home()
    for number in range(2):
        for verb in ("team", "taken", "later"):
            assert NOT_HERE in await press(world, world.jonas, f"policy.{verb}"), (number, verb)
        await record(world)


# ------------------------------------------------------------------------------------------------ revision


async def test_hr_and_the_committee_are_reminded_before_the_revision_and_on_it(world: World) -> None:
    """Once each; when it has been revised, nothing more is said of the old day."""
    await changed(world, "jonas", positions=frozenset({Position.HR}))
    await changed(world, "ola", positions=frozenset({Position.COMMITTEE}))
    await record(world, next_revision=date(2027, 3, 1))
    await days(world, 9)
    for key in ("jonas", "ola"):
        assert await owed(world, key, REVISE) == []
    world.clock.at = datetime(2026, 12, 31, 6, tzinfo=UTC)
    await days(world, 16)
    reminded = await came(world, "ola", REVISE)
    assert said("revise.both") in await press(world, world.ola, "ping.open", reminded.id)
    await came(world, "jonas", REVISE)
    assert await owed(world, "kari", REVISE) == []
    world.clock.at = datetime(2027, 3, 1, 6, tzinfo=UTC)
    await world.parts.upkeep()
    [second] = [each for each in await owed(world, "ola", REVISE) if each.standing not in FINAL]
    assert second.ref == "2027-03-01"
    await record(world, version="2", adopted_on=date(2026, 11, 1), next_revision=date(2028, 3, 1))
    await days(world, 9)
    assert [each.standing for each in await owed(world, "ola", REVISE) if each.id == second.id] == [
        Standing.DROPPED
    ]
