"""
When the two hear of an occasion: on which day, with what, and never when it would make no sense or would tell anything.

Over 200 lines: each rule has its own sentence, and they are read against one calendar.
"""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from core import workdays
from core.agreements.model import Cadence, Route, State
from core.agreements.usecases import sight_of
from core.checkins.usecases import ASK, FOLLOW_UP, NUDGE
from core.drafting import usecases as drafting
from core.drafting.model import digest, wording_of
from core.ledger.model import Promise, Reason, Standing
from core.occasions import limits, usecases
from core.occasions.model import Audience, Kind
from core.occasions.usecases import Wanted
from core.people import PersonId, Position
from core.preparations import prompts, sets
from core.preparations.prompts import NAMES
from core.sight import WORKER, Role
from tests.builders import KARI, LEIF, a_person, a_promise
from tests.core.chains_world import Site, buttons, form
from tests.core.prompted import Prompted, julebord, own_days, prompted

SELDOM = Cadence(weekly_for=1, then_every=40)
"""One check-in on 23 November, and then none for long: what rings is what the calendar makes ring."""
FRIDAY = date(2026, 12, 18)
EVE = date(2026, 12, 2)
"""Two weeks and some days before it, with nothing owed about it yet: a Wednesday."""
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)


@pytest.fixture(scope="module")
def seldom(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return asyncio.run(Site.build(tmp_path_factory.mktemp("seldom"), SELDOM))


@pytest.fixture(scope="module")
def weekly(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return asyncio.run(Site.build(tmp_path_factory.mktemp("weekly")))


@pytest.fixture
async def world(seldom: Site, tmp_path: Path) -> AsyncIterator[Prompted]:
    """On that Wednesday at six in the morning, UTC; the check-in of November is behind the two."""
    async with prompted(seldom, tmp_path) as made:
        await made.until(date(2026, 11, 25))
        made.chains.clock.at = datetime.combine(EVE, time(2), UTC)
        await made.chains.run()
        yield made


@pytest.fixture
def first_of_the_days(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is late comes on the soonest of its days."""
    monkeypatch.setattr("storage.store.SqlWork.chance", lambda _, below: 0 * below)


SOONEST = pytest.mark.usefixtures("first_of_the_days")


def expected(on: date, *but: str) -> list[tuple[str, date]]:
    days = [(kind, day) for kind, day in own_days(on).items() if kind not in but]
    return sorted(days, key=lambda one: one[1])


def shifted(by: int) -> date:
    """So many working days from that Friday."""
    return workdays.shifted(FRIDAY, by)


async def test_each_of_the_five_comes_once_on_its_working_day_and_to_whom_it_is_for(world: Prompted) -> None:
    """However often the clock looks, also after the ledger has forgotten what it sent."""
    await world.publish(julebord(FRIDAY))
    await world.until(FRIDAY + 20 * DAY)
    assert await world.days() == expected(FRIDAY)
    assert [day.isoformat() for _, day in expected(FRIDAY)] == [
        "2026-12-04", "2026-12-09", "2026-12-17", "2026-12-21", "2026-12-22"
    ]  # fmt: skip
    came = await world.came()
    assert {each.kind for each in came if each.who == LEIF} == {"raise", "after_leader"}
    assert all(time(9) <= each.at < time(15) and each.alone for each in came)


async def test_over_christmas_the_clock_remembers_what_it_owed_longer_than_the_ledger(
    world: Prompted,
) -> None:
    """Ten working days are more than two weeks then, and nobody is asked twice."""
    on = date(2027, 1, 8)
    await world.publish(julebord(on))
    await world.until(on + 10 * DAY)
    assert await world.days() == expected(on)
    assert on - expected(on)[0][1] > 2 * WEEK


@SOONEST
@pytest.mark.parametrize(
    ("published", "comes"),
    [
        (-9, [("ask", -7), ("raise", -7), ("note", -1), ("after", 1), ("after_leader", 2)]),
        (-5, [("ask", -4), ("raise", -4), ("after", 1), ("after_leader", 2)]),
        (-4, [("ask", -2), ("raise", -2), ("after", 1), ("after_leader", 2)]),
        (-3, [("ask", -1), ("raise", -1), ("after", 1), ("after_leader", 2)]),
        (-2, []),
        (-1, []),
        (0, []),
        (1, []),
    ],
)
async def test_what_is_published_late_brings_what_still_makes_sense(
    world: Prompted, published: int, comes: list[tuple[str, int]]
) -> None:
    """
    On a working day after the one on which the clock has found it, and before the day itself or not at all.

    A note, whose day everybody could reckon, only if there are some days until then. Of what nobody could be asked about
    beforehand nobody is asked afterwards.
    """
    await world.since(shifted(published))
    await world.publish(julebord(FRIDAY))
    await world.until(shifted(4))
    assert await world.days() == [(kind, shifted(by)) for kind, by in comes]


async def test_what_was_owed_for_the_old_day_falls_away_when_it_is_moved(world: Prompted) -> None:
    """Both were asked already, and are not again: three weeks are too few to start over. On the old day nothing comes."""
    there = julebord(FRIDAY)
    await world.publish(there)
    await world.since(shifted(-6))
    later = FRIDAY + 3 * WEEK
    await world.change(there, on=later)
    await world.until(later + 6 * DAY)
    assert await world.days() == [*expected(FRIDAY)[:2], *expected(later)[2:]]


async def test_whoever_has_prepared_is_not_asked_anew_for_another_day_and_gets_the_note(
    world: Prompted,
) -> None:
    """The leader is reminded as if nothing had been done."""
    there = julebord(FRIDAY)
    await world.publish(there)
    await world.since(shifted(-9))
    await world.chains.kari("preparations.made", world.ref(there), choices=("drinks",))
    later = FRIDAY + 2 * WEEK
    await world.change(there, on=later)
    await world.until(later + 6 * DAY)
    assert await world.days() == [expected(FRIDAY)[0], *expected(later, "ask")]


async def test_a_move_of_some_days_moves_what_is_owed_and_rings_nobody_again(world: Prompted) -> None:
    """The employee has been asked, the leader not yet: the leader is told by the new day, the employee not again."""
    there = julebord(FRIDAY)
    await world.publish(there)
    await world.since(shifted(-9))
    later = shifted(3)
    await world.change(there, on=later)
    await world.until(later + 6 * DAY)
    assert await world.days() == [expected(FRIDAY)[0], *expected(later, "ask")]


@pytest.mark.parametrize("name", ["", "Fest på brygga"])
async def test_what_is_called_off_and_entered_anew_does_not_start_over(world: Prompted, name: str) -> None:
    """Whatever it is called, and however often: what has been said is not said again, and the rest comes once."""
    some = [julebord(FRIDAY, name=name) for _ in range(3)]
    for each, day in zip(some, (-13, -9, -6), strict=True):
        await world.since(shifted(day))
        await world.publish(each)
        if each is not some[0]:
            await world.change(some[some.index(each) - 1], cancelled=True)
    await world.until(shifted(5))
    assert await world.days() == expected(FRIDAY)


async def test_what_comes_every_week_has_one_set_of_prompts_in_four_weeks(world: Prompted) -> None:
    """And the fifth has its own."""
    days = [FRIDAY + n * WEEK for n in range(5)]
    await world.publish(*(julebord(day, kind=Kind.OTHER, name="Lønningspils") for day in days))
    await world.until(days[-1] + 6 * DAY)
    found = await world.days()
    assert [kind for kind, _ in found].count("ask") == 2
    assert found == sorted([*expected(days[0]), *expected(days[4])], key=lambda one: one[1])


async def test_of_what_is_entered_late_two_in_four_weeks_are_told_of(world: Prompted) -> None:
    """Whatever they are called: an invention a day would else ring as often."""
    await world.since(shifted(-6))
    names = ("Quiz", "Pils", "Bowling", "Kake")
    some = [julebord(FRIDAY, kind=Kind.OTHER, name=name) for name in names]
    await world.publish(*some)
    await world.until(FRIDAY)
    told = {
        each.ref
        for each in [*await sent(world, "preparations.ask"), *await sent(world, "preparations.raise")]
    }
    assert len(told) == 2


async def test_on_the_day_of_entry_nothing_rings_however_early_it_was_entered(world: Prompted) -> None:
    """Before anybody's hours begin, with a look right after; and the day that it rings on differs from time to time."""
    await world.until(shifted(-6))
    await world.chains.wind(datetime.combine(shifted(-6), time(3), UTC))
    await world.publish(julebord(FRIDAY))
    await world.chains.parts.upkeep()
    await world.chains.wind(datetime.combine(shifted(-6), time(23), UTC))
    assert await world.days() == []


async def test_what_is_entered_today_for_tomorrow_is_no_question(world: Prompted) -> None:
    """Nor is what is entered a little later than it could be seen first: all of it is late, and counted."""
    await world.since(shifted(-2))
    await world.publish(julebord(shifted(-1)))
    assert limits.NEAR == prompts.LOOK_AHEAD + 2
    for n, name in enumerate(("Quiz", "Pils", "Bowling", "Kake")):
        on = workdays.shifted(shifted(-2), prompts.IN_TIME + (n == 0))
        await world.publish(julebord(on, kind=Kind.OTHER, name=name))
    await world.until(shifted(20))
    kinds = [each.kind.partition(".")[2] for each in world.seen.values() if each.kind in NAMES]
    assert sorted(set(kinds)) == ["after", "after_leader", "ask", "more", "note", "raise"]
    assert await world.days("after") != []
    assert max(kinds.count(kind) for kind in kinds) == 3
    assert (await world.days())[0][1] >= shifted(-1) + DAY


async def test_what_is_moved_to_tomorrow_is_no_question(world: Prompted) -> None:
    """Nor what takes the place of one that is called off: nobody is asked how it was who was not asked before."""
    moved, off, anew = (
        julebord(shifted(2)),
        julebord(shifted(2), kind=Kind.TRAVEL),
        julebord(shifted(-9), kind=Kind.TRAVEL),
    )
    await world.publish(moved, off)
    await world.since(shifted(-10))
    await world.change(moved, on=shifted(-9))
    await world.change(off, cancelled=True)
    await world.publish(anew)
    await world.until(shifted(4))
    assert await world.days() == []


def test_all_of_what_is_late_is_drawn() -> None:
    """Afterwards, too; and what was found two days before it would be asked about."""
    for n in range(prompts.LATE_WITHIN):
        drawn = {
            prompt.name: prompt.day(FRIDAY, shifted(-10), lambda below, n=n: min(n, below - 1), late=True)  # type: ignore[misc]
            for prompt in prompts.PROMPTS
        }
        assert drawn == {
            "preparations.ask": shifted(-10 + n),
            "preparations.raise": shifted(-7 + n),
            "preparations.note": shifted(-1),
            "preparations.more": shifted(min(-3 + n, -1)),
            "preparations.after": shifted(1 + n),
            "preparations.after_leader": shifted(min(2 + n, 5)),
        }


async def test_five_hundred_names_are_five_hundred_invitations_and_no_more_pings(world: Prompted) -> None:
    """What is remembered of them has an end, and a party of a kind that everybody knows is not crowded out."""
    some = [julebord(FRIDAY + (n % 7) * DAY, kind=Kind.OTHER, name=f"Greie {n}") for n in range(500)]
    party = julebord(FRIDAY + 4 * DAY)
    await world.publish(*some, party)
    await world.until(shifted(-9))
    owed = {each.ref for who in (KARI, LEIF) for each in await world.chains.owed(who) if each.kind in NAMES}
    about = {ref.split(":")[1] for ref in owed}
    assert party.id in about
    assert len(about) == 1 + sets.MOST_NAMED


async def test_a_lunch_is_no_reason_to_forget_the_party(world: Prompted) -> None:
    """Of one more of a kind that is there in time there is the leader's reminder, the second, and the note."""
    lunch, party, third = (julebord(FRIDAY + n * DAY) for n in (0, 11, 14))
    await world.publish(lunch, party, third)
    await world.until(third.on + 12 * DAY)
    days = await world.days()
    assert [one for one in days if one in expected(party.on)] == expected(
        party.on, "ask", "after", "after_leader"
    )
    assert len(days) == len(expected(lunch.on)) + 2
    assert len(await world.days("more")) == 2


async def test_the_party_has_what_the_lunch_had_when_that_is_called_off(world: Prompted) -> None:
    """What has been said is said, and the rest goes with it."""
    lunch, party = julebord(FRIDAY), julebord(FRIDAY + 4 * DAY)
    await world.publish(lunch, party)
    await world.since(shifted(-9))
    await world.change(lunch, cancelled=True)
    await world.until(party.on + 12 * DAY)
    assert await world.days() == [expected(FRIDAY)[0], *expected(party.on, "ask")]
    assert len(await world.days("more")) == 1


@pytest.mark.parametrize("how", ["kind", "audience"])
async def test_one_that_is_not_hers_any_more_silences_nothing(world: Prompted, how: str) -> None:
    """It has become something else, or is for others: the real one of its sort has what was not said yet."""
    await elsewhere(world)
    mine, other = julebord(FRIDAY), julebord(FRIDAY + 3 * DAY)
    await world.publish(mine, other)
    await world.since(shifted(-9))
    new = {"kind": Kind.BETTING_POOL} if how == "kind" else {"audience": Audience(department="Lager")}
    await world.change(mine, **new)
    await world.since(shifted(-8))
    async with world.chains.store.transaction() as work:
        known = await sets.read(work, world.chains.agreement)
    held = {each.sort: each for each in known}["julebord"]
    assert held.holder == other.id
    assert set(held.given.values()) == {FRIDAY, other.on}


def test_what_is_late_may_come_on_any_of_the_next_five_working_days() -> None:
    """Drawn by chance, and for each of the two by itself."""
    days = [prompts.RAISE.day(FRIDAY, shifted(-6), lambda _, n=n: n) for n in range(5)]  # type: ignore[misc]
    assert days == [shifted(by) for by in (-6, -5, -4, -3, -2)]
    asked: list[int] = []

    def drawn(below: int) -> int:
        asked.append(below)
        return 0

    prompts.ASK.day(FRIDAY, shifted(-2), drawn)
    assert asked == [2]


async def test_the_leader_gets_a_second_word_some_days_before_whatever_was_shared(world: Prompted) -> None:
    """Two or three working days before, once; not when the first comes so late that it would add nothing."""
    there, late = julebord(FRIDAY), julebord(shifted(6), kind=Kind.SEMINAR)
    await world.publish(there)
    await world.since(shifted(4))
    await world.publish(late)
    await world.until(shifted(8))
    (more,) = await world.came("more")
    assert more.who == LEIF
    assert more.day in {shifted(-3), shifted(-2)}


async def test_whoever_has_prepared_before_being_asked_is_not_asked(world: Prompted) -> None:
    """From the own page; what was owed goes at once."""
    there = julebord(FRIDAY)
    await world.publish(there)
    await world.since(EVE)
    await world.chains.kari("preparations.made", world.ref(there), words="Et rolig bord")
    await world.until(shifted(1))
    assert await world.days() == expected(FRIDAY, "ask", "after", "after_leader")


@pytest.mark.parametrize("off_on", [-11, -8, -2, 0, 1])
async def test_of_what_is_called_off_nothing_more_is_said(world: Prompted, off_on: int) -> None:
    """Before anything was sent, in between, on the day itself, and between the two who are asked afterwards."""
    there = julebord(FRIDAY)
    await world.publish(there)
    await world.since(shifted(off_on), at=20)
    await world.change(there, cancelled=True)
    await world.until(shifted(4))
    assert await world.days() == [one for one in expected(FRIDAY) if one[1] <= shifted(off_on)]
    assert {reason for _, reason in world.stopped()} <= {Reason.NOT_NEEDED}


@SOONEST
async def test_in_a_pause_both_hear_nothing_and_then_what_still_makes_sense(world: Prompted) -> None:
    """Over the days of both; it ends by itself."""
    await world.publish(julebord(FRIDAY))
    await world.since(EVE)
    await world.route(state=State.PAUSED, paused_until=shifted(-4))
    await world.until(shifted(4))
    assert await world.days() == [("ask", shifted(-3)), ("raise", shifted(-3)), *expected(FRIDAY)[2:]]


async def test_what_lies_in_a_pause_is_never_asked_about(world: Prompted) -> None:
    """Nor looked back on afterwards."""
    await world.publish(julebord(FRIDAY))
    await world.since(EVE)
    await world.route(state=State.PAUSED, paused_until=shifted(1))
    await world.until(shifted(6))
    assert await world.days() == []


@pytest.mark.parametrize("how", ["quiet", "all", "one", "sort"])
async def test_quiet_and_muting_are_the_employees_and_the_leader_is_reminded_all_the_same(
    world: Prompted, how: str
) -> None:
    """A silence at the leader's would tell what the employee chose."""
    there = julebord(FRIDAY)
    await world.publish(there)
    await world.since(EVE)
    if how == "quiet":
        await world.route(quiet=True)
    else:
        await world.chains.kari("preparations.hushed", world.ref(there), much=how)
    await world.until(shifted(4))
    assert await world.days() == expected(FRIDAY, "ask", "note", "after")


async def test_muting_one_or_a_sort_leaves_the_others(world: Prompted) -> None:
    """By sort, those the workplace has named itself go by their name."""
    some = [
        julebord(FRIDAY, kind=Kind.OTHER, name="Quizkveld"),
        julebord(FRIDAY, kind=Kind.OTHER, name="quizkveld "),
        julebord(FRIDAY, kind=Kind.OTHER, name="Kaketorsdag"),
    ]
    await world.publish(*some)
    await world.since(EVE)
    await world.chains.kari("preparations.hushed", world.ref(some[0]), much="sort")
    await world.until(shifted(-9))
    asked = [each.ref for each in await sent(world, "preparations.ask")]
    assert asked == [f"{world.ref(some[2])}:{FRIDAY}"]


async def test_muting_by_sort_holds_for_what_there_is_under_another_name(world: Prompted) -> None:
    """Somebody gives it another name or kind in the chat; who wants to be reminded again is, of all that were met."""
    some = [
        julebord(FRIDAY, kind=Kind.OTHER, name="Pils"),
        julebord(FRIDAY + WEEK, kind=Kind.OTHER, name="Pils"),
    ]
    await world.publish(*some)
    await world.since(EVE)
    await world.chains.kari("preparations.hushed", world.ref(some[0]), much="sort")
    some = [await world.change(each, name="Øl", kind=Kind.SEMINAR) for each in some]
    await world.until(shifted(-9))
    assert await world.days("ask") == []
    assert len((await world.route()).mutes) == 3
    for each in some:
        await world.change(each, name="Pils", kind=Kind.OTHER)
    await world.chains.kari("preparations.loud", world.ref(some[0]))
    assert (await world.route()).mutes == frozenset()


async def test_what_is_on_after_all_rings_nobody_again(world: Prompted) -> None:
    """It is the same one: what was said is said, and the rest comes by its day."""
    there = julebord(FRIDAY)
    await world.publish(there)
    await world.since(shifted(-9))
    off = await world.change(there, cancelled=True)
    await world.since(shifted(-8))
    async with world.chains.store.transaction() as work:
        await work.occasions.save(off.on_again())
    await world.until(shifted(4))
    assert await world.days() == expected(FRIDAY)


async def sent(world: Prompted, kind: str) -> list[Promise]:
    return [each for each in world.seen.values() if each.kind == kind and each.sent_at is not None]


@SOONEST
@pytest.mark.parametrize("at", ["all", "one"])
async def test_who_wants_to_be_reminded_again_is(world: Prompted, at: str) -> None:
    """What still makes sense comes on one of the next working days."""
    there = julebord(FRIDAY)
    await world.publish(there)
    await world.since(EVE)
    await world.chains.kari("preparations.hushed", world.ref(there), much="all")
    await world.since(shifted(-6))
    ref = world.chains.agreement if at == "all" else world.ref(there)
    await world.chains.kari("preparations.loud", ref)
    assert (await world.route()).mutes == frozenset()
    await world.until(shifted(1))
    assert await world.days() == [("raise", shifted(-7)), ("ask", shifted(-4)), ("note", shifted(-1))]


@pytest.mark.parametrize(
    ("ends_on", "comes"),
    [
        (FRIDAY - DAY, []),
        (FRIDAY, ["ask", "raise", "note"]),
        (FRIDAY + 3 * DAY, ["ask", "raise", "note", "after"]),
    ],
)
async def test_on_the_far_side_of_the_end_there_is_nothing(
    world: Prompted, ends_on: date, comes: list[str]
) -> None:
    """Neither about an occasion after it, nor afterwards about one before it."""
    await world.publish(julebord(FRIDAY))
    await world.route(ends_on=ends_on)
    await world.until(shifted(4))
    assert [kind for kind, _ in await world.days()] == comes


async def test_nothing_is_asked_of_what_was_before_the_agreement(world: Prompted) -> None:
    """It came into force on the day after the party."""
    await world.publish(julebord(FRIDAY))
    await world.since(shifted(-6))
    await world.route(starts_on=FRIDAY + DAY)
    await world.until(shifted(4))
    assert await world.days() == expected(FRIDAY)[:2]


async def test_only_what_the_two_have_agreed_to_be_asked_about(world: Prompted) -> None:
    """What the workplace has named itself is not among what they have chosen."""
    await world.route(occasions=frozenset({"seminar"}))
    some = [julebord(FRIDAY, kind=kind, name="Quiz") for kind in (Kind.SEMINAR, Kind.JULEBORD, Kind.OTHER)]
    await world.publish(*some)
    await world.until(shifted(-9))
    assert [each.ref for each in await sent(world, "preparations.ask")] == [f"{world.ref(some[0])}:{FRIDAY}"]


async def test_what_a_calendar_has_and_nobody_has_said_what_it_is_rings_nobody(world: Prompted) -> None:
    """A fire drill or a weekly beer; when somebody has said in the chat what it is, it is one like others."""
    on = shifted(2)
    there = julebord(on, kind=Kind.UNSAID, name="Blåtur", source="file")
    await world.publish(there, julebord(on, kind=Kind.UNSAID, name="Brannøvelse"))
    await world.since(EVE)
    assert [each for each in await world.chains.owed(KARI) if each.kind in NAMES] == []
    await world.change(there, kind=Kind.OTHER)
    await world.until(on + 10 * DAY)
    assert await world.days() == expected(on)
    assert [each.ref for each in await sent(world, "preparations.ask")] == [f"{world.ref(there)}:{on}"]


async def test_muting_by_name_holds_when_somebody_has_said_what_it_is(world: Prompted) -> None:
    """It had no kind when it was muted."""
    there = julebord(FRIDAY, kind=Kind.UNSAID, name="Lønningspils")
    await world.publish(there)
    await world.since(EVE)
    await world.chains.kari("preparations.hushed", world.ref(there), much="sort")
    await world.change(there, kind=Kind.OTHER)
    await world.publish(julebord(shifted(1), kind=Kind.OTHER, name="lønningspils"))
    await world.until(shifted(1))
    assert await world.days("ask") == []


async def test_what_the_two_have_chosen_in_the_agreement_holds_from_the_second_signature(
    world: Prompted,
) -> None:
    """Chosen in an amendment; the clock, which reads no agreement, has it in the route."""
    id, kari, leif = world.chains.agreement, await world.person(KARI), await world.person(LEIF)
    wanted = ("christmas_party", "festival_days", "Quizkveld")
    async with world.chains.store.transaction() as work:
        text = await work.agreements.terms(id, sight_of(KARI, Role.EMPLOYEE))
        whole = replace(wording_of(text), relapse_plan="Ring", occasions=wanted)
        draft = await drafting.edit(work, id, kari, "occasions", 0, lambda _: whole)
    stamp = digest(id, draft.wording)
    async with world.chains.store.transaction() as work:
        await drafting.send(work, id, kari, draft.number)
    for who in (kari, leif):
        assert (await route_of(world)).occasions == frozenset()
        async with world.chains.store.transaction() as work:
            await drafting.sign(work, id, who, draft.number, stamp)
    assert (await route_of(world)).occasions == {Kind.JULEBORD, Kind.FESTIVAL}


async def route_of(world: Prompted) -> Route:
    async with world.chains.store.transaction() as work:
        return await work.agreements.route(world.chains.agreement, WORKER)


async def elsewhere(world: Prompted, **given: str) -> None:
    """Ten more colleagues, who work somewhere else."""
    async with world.chains.store.transaction() as work:
        for n in range(10):
            await work.people.add(a_person(f"elsewhere-{given}-{n}", **given))


@SOONEST
async def test_an_occasion_for_fewer_than_ten_prompts_nobody(world: Prompted) -> None:
    """Nobody can be probed with an invented one; when more have come, it is one like others."""
    await world.publish(julebord(FRIDAY, audience=Audience(place="Bergen")))
    await elsewhere(world)
    people = [KARI, LEIF, *(f"colleague-{n}" for n in range(7))]
    for each in people:
        await world.person(each, place="bergen ")
    await world.since(shifted(-9))
    assert await world.days() == []
    assert [each for each in await world.chains.owed(KARI) if each.kind.startswith("prep")] == []
    await world.person("colleague-7", place="Bergen")
    await world.until(shifted(-6))
    assert await world.days() == [("ask", shifted(-7)), ("raise", shifted(-7))]


async def test_nobody_is_asked_about_what_is_for_others(world: Prompted) -> None:
    """And who moves to another place is not reminded of the old one's."""
    await elsewhere(world)
    everybody = [KARI, LEIF, *(f"colleague-{n}" for n in range(9))]
    for each in everybody:
        await world.person(each, department="Lager")
    await world.publish(
        julebord(FRIDAY, audience=Audience(department="Lager")),
        julebord(FRIDAY, audience=Audience(department="Kontor")),
    )
    await world.since(shifted(-9))
    assert await world.days() == expected(FRIDAY)[:1]
    async with world.chains.store.transaction() as work:
        await work.people.add(a_person("newcomer", department="Lager"))
    await world.person(KARI, department="")
    await world.until(shifted(4))
    assert await world.days() == expected(FRIDAY)[:1]


SALES, SALES_IN_OSLO = Audience(department="Salg"), Audience(place="Oslo", department="Salg")


@pytest.mark.parametrize("how", ["beside", "called off", "changed"])
async def test_the_eleventh_is_not_found_by_an_occasion_for_the_ten_others(world: Prompted, how: str) -> None:
    """Neither by one beside the other, nor one after the other, nor by changing whom the same one is for."""
    await elsewhere(world)
    for each in (KARI, LEIF, *(f"colleague-{n}" for n in range(9))):
        await world.person(each, department="Salg", place="" if each == KARI else "Oslo")
    ten = julebord(FRIDAY, kind=Kind.SEMINAR, audience=SALES_IN_OSLO, organiser=PersonId(LEIF))
    await world.publish(ten)
    async with world.chains.store.transaction() as work:
        leif = replace(await work.people.get(PersonId(LEIF)), positions=frozenset({Position.LEADER}))
        if how == "called off":
            await usecases.call_off(work, ten.id, leif, 0, again=False)
        if how == "changed":
            wanted = Wanted(kind=Kind.SEMINAR, name="", on=FRIDAY, audience=SALES, yearly=False)
            await usecases.change(work, ten.id, leif, 0, wanted)
    if how != "changed":
        await world.publish(julebord(shifted(2), audience=SALES))
    await world.until(shifted(5))
    assert await world.days() == []


@pytest.mark.parametrize("how", ["called off", "changed"])
async def test_a_slip_that_is_put_right_in_time_silences_nobody(world: Prompted, how: str) -> None:
    """Nobody can have been reminded of what was so far off."""
    await elsewhere(world)
    for each in (KARI, LEIF, *(f"colleague-{n}" for n in range(9))):
        await world.person(each, department="Salg", place="" if each == KARI else "Oslo")
    on = workdays.shifted(EVE, limits.NEAR)
    slip = julebord(on, audience=SALES_IN_OSLO, organiser=PersonId(LEIF))
    await world.publish(slip)
    async with world.chains.store.transaction() as work:
        leif = replace(await work.people.get(PersonId(LEIF)), positions=frozenset({Position.LEADER}))
        if how == "called off":
            await usecases.call_off(work, slip.id, leif, 0, again=False)
        else:
            wanted = Wanted(kind=Kind.JULEBORD, name="", on=on, audience=SALES, yearly=False)
            await usecases.change(work, slip.id, leif, 0, wanted)
    if how == "called off":
        await world.publish(julebord(on, audience=SALES))
    await world.until(on)
    assert await world.days() == expected(on)[:3]


async def test_what_is_for_eleven_is_told_of_where_nothing_else_is_for_ten_of_them(world: Prompted) -> None:
    """Eight weeks later there may be another."""
    await elsewhere(world)
    for each in (KARI, LEIF, *(f"colleague-{n}" for n in range(9))):
        await world.person(each, department="Salg", place="" if each == KARI else "Oslo")
    later = julebord(FRIDAY + 9 * WEEK, kind=Kind.SEMINAR, audience=SALES_IN_OSLO)
    await world.publish(julebord(FRIDAY, audience=SALES), later, julebord(FRIDAY + WEEK, kind=Kind.TRAVEL))
    await world.until(shifted(-6))
    assert await world.days("raise") == [("raise", shifted(-7))]


async def test_two_occasions_on_one_day_are_one_ping(world: Prompted) -> None:
    """To each; and so is looking back on one and being reminded of the next."""
    await world.publish(julebord(FRIDAY), julebord(FRIDAY, kind=Kind.SEMINAR))
    await world.until(shifted(-6))
    assert [(each.kind, each.alone) for each in await world.came()] == [
        ("ask", False), ("ask", True), ("raise", False), ("raise", True)
    ]  # fmt: skip


async def test_afterwards_rides_with_what_comes_within_two_working_days(world: Prompted) -> None:
    """Three in one week, and the cap of three is kept without losing the note of any."""
    days = [shifted(-3), shifted(-2), FRIDAY]
    await world.publish(*(julebord(day, kind=kind) for day, kind in zip(days, list(Kind), strict=False)))
    await world.until(shifted(6))
    notes = [each.day for each in await world.came("note")]
    assert notes == [workdays.shifted(day, -1) for day in days]
    assert len(await world.came("after")) == 3
    rung = [each.day for each in await world.came() if each.who == KARI and each.alone]
    assert all(later - first >= WEEK for first, later in zip(rung, rung[3:], strict=False))


@SOONEST
async def test_the_nearest_goes_first_and_what_the_cap_holds_past_its_day_is_seen_on_the_own_page(
    world: Prompted,
) -> None:
    """Three other pings this week: of the one on Thursday nothing comes, of the one next week the word comes late."""
    near, far = julebord(shifted(-5), kind=Kind.SEMINAR), julebord(FRIDAY)
    await world.since(shifted(-8))
    await world.publish(near, far)
    await rung_three_times(world)
    await world.since(shifted(-6), at=20)
    held = [each for each in await world.chains.live(KARI, "preparations.ask") if each.reason is Reason.CAP]
    assert len(held) == 2
    await world.until(shifted(-1))
    assert ("ask", Reason.CAP) in world.stopped()
    assert [
        (each.ref, each.sent_at.date()) for each in await sent(world, "preparations.ask") if each.sent_at
    ] == [(f"{world.ref(far)}:{FRIDAY}", shifted(-3))]
    shown = repr(form(await world.chains.kari("menu.shown")))
    assert "Ble holdt tilbake til dagen den gjaldt, var forbi" in shown


async def rung_three_times(world: Prompted) -> None:
    """Kari has had three that count, just now."""
    async with world.chains.store.transaction() as work:
        for n in range(3):
            at = world.chains.clock.at - timedelta(minutes=n)
            rung = a_promise(KARI, kind="menu.test", standing=Standing.SENT, sent_at=at, counted=True)
            await work.ledger.owe(replace(rung, due=at))


async def test_who_leads_it_that_day_is_told_and_nobody_else(world: Prompted) -> None:
    """While nobody does, nobody; and whoever then goes in, what still makes sense."""
    ida = PersonId("colleague-0")
    await world.publish(julebord(FRIDAY))
    await world.since(shifted(-9))
    await world.route(leader=ida, led=False)
    await world.since(shifted(-5))
    assert await told(world, ida) == []
    await world.route(led=True)
    await world.since(FRIDAY)  # on which of the days that are left is drawn
    assert (await told(world, ida))[:1] == ["preparations.raise"]
    assert await world.days("raise") == []


async def told(world: Prompted, who: PersonId) -> list[str]:
    """Which of them this person has had."""
    owed = await world.chains.owed(who)
    return [each.kind for each in owed if each.kind in NAMES and each.standing is Standing.SENT]


async def test_a_leader_who_has_left_and_an_employee_who_has_left_are_told_nothing(world: Prompted) -> None:
    """From the moment on."""
    await world.publish(julebord(FRIDAY))
    await world.since(shifted(-9))
    await world.person(KARI, active=False)
    await world.until(shifted(4))
    assert await world.days() == expected(FRIDAY)[:1]


async def test_each_is_told_in_their_own_zone_and_hours(world: Prompted) -> None:
    """Kari in New York, Leif in Tokyo: the same working days, by the clocks on their own walls."""
    await world.person(KARI, zone="America/New_York")
    await world.person(LEIF, zone="Asia/Tokyo")
    await world.publish(julebord(FRIDAY))
    await world.until(shifted(5))
    assert await world.days() == expected(FRIDAY)
    assert all(time(9) <= each.at < time(15) for each in await world.came())


async def test_the_leaders_prompts_are_the_same_whatever_the_employee_does(
    seldom: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To the minute: nothing, everything shared, muted, or quiet."""
    monkeypatch.setattr("storage.store.SqlWork.chance", lambda _, below: below // 3)
    lists = []
    for does in ("nothing", "shares", "mutes", "quiet"):
        folder = tmp_path / does
        folder.mkdir()
        async with prompted(seldom, folder, datetime.combine(EVE, time(2), UTC)) as world:
            there = replace(julebord(FRIDAY), id="the-same")  # type: ignore[arg-type]
            await world.publish(there)
            await world.since(shifted(-10), at=15)
            match does:
                case "shares":
                    await world.chains.kari("preparations.made", world.ref(there), choices=("drinks", "seat"))
                    await world.chains.kari("preparations.shared", world.ref(there), parts=("drinks", "seat"))
                case "mutes":
                    await world.chains.kari("preparations.hushed", world.ref(there), much="all")
                case "quiet":
                    await world.route(quiet=True)
            await world.until(shifted(4))
            lists.append([each for each in await world.came() if each.who == LEIF])
    assert lists[0] == lists[1] == lists[2] == lists[3]
    assert [each.kind for each in lists[0]] == ["raise", "after_leader"]


async def test_a_prompt_rides_with_a_check_in_that_is_near(weekly: Site, tmp_path: Path) -> None:
    """Asked on a Friday, it comes with Monday's; raised on a Wednesday, with the leader's call or what is said of it then."""
    async with prompted(weekly, tmp_path) as world:
        await world.publish(julebord(date(2026, 12, 11)))
        await world.until(date(2026, 12, 16))
        (asked,) = await sent(world, "preparations.ask")
        (raised,) = await sent(world, "preparations.raise")
        carriers = [world.seen[each.carrier].kind for each in (asked, raised) if each.carrier]
        assert carriers in ([ASK, FOLLOW_UP], [ASK, NUDGE])
        assert asked.sent_at is not None
        assert asked.sent_at.date() == date(2026, 11, 30)


async def test_it_rings_alone_when_the_check_in_never_rings(weekly: Site, tmp_path: Path) -> None:
    """The check-in that it waited for was done from the own page; the word comes on the same day."""
    async with prompted(weekly, tmp_path) as world:
        await world.publish(julebord(date(2026, 12, 11)))
        await world.since(date(2026, 11, 27), at=20)
        assert await world.came("ask") == []
        (waiting,) = [each for each in await world.chains.live(KARI) if not each.chosen]
        await world.chains.kari("checkins.skip", waiting.ref)
        await world.until(date(2026, 12, 2))
        (asked,) = await world.came("ask")
        assert (asked.day, asked.alone) == (date(2026, 11, 30), True)


async def test_who_puts_the_note_off_reads_it_on_the_day_itself_and_not_later(world: Prompted) -> None:
    """A time that one chose oneself; one's own plan makes sense until the day is over."""
    await world.publish(julebord(FRIDAY))
    await world.since(shifted(-1), at=20)
    (ping,) = await sent(world, "preparations.note")
    await world.chains.kari("ping.tomorrow", ping.id)
    await world.since(FRIDAY, at=22)
    assert [each.day for each in await world.came("note")] == [shifted(-1), FRIDAY]
    again = max(await sent(world, "preparations.note"), key=lambda each: each.due)
    assert not buttons_of_a_form(await world.chains.kari("ping.tomorrow", again.id))
    await world.until(shifted(1))
    assert len(await world.came("note")) == 2


def buttons_of_a_form(outcome: object) -> bool:
    """Whether a form opened, instead of a word that there is nothing more."""
    return hasattr(outcome, "form") and bool(buttons(outcome))  # type: ignore[arg-type]


@SOONEST
async def test_a_look_in_the_middle_of_the_day_rings_nobody_that_day(world: Prompted) -> None:
    """A service that was started at noon: who entered something sees no telephone ring for it."""
    await world.since(shifted(-5), at=11)
    await world.publish(julebord(FRIDAY))
    await world.chains.parts.upkeep()
    await world.chains.wind(datetime.combine(shifted(-5), time(23), UTC))
    assert await world.days() == []
    await world.until(shifted(-3))
    assert await world.days() == [("ask", shifted(-4)), ("raise", shifted(-4))]
