"""
What the clock owes those who arrange something: the advice, the question of the autumn, and next year's.

Over 200 lines: each promise has its own sentence, and they stand on the same few makers.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from core import workdays
from core.chat.flows import Turn
from core.chat.texts import Texts
from core.errors import Refused
from core.ledger.model import Drop, Promise, Reason, Say, Standing
from core.occasions import advice, season, usecases
from core.occasions.advice import ADVICE, Advice
from core.occasions.limits import Full
from core.occasions.model import Audience, Kind, Occasion, OccasionId
from core.occasions.season import SEASON, Season
from core.occasions.texts import TEXTS
from core.occasions.usecases import Meanwhile, Wanted
from core.people import Language, Person, PersonId, Position, WorkplaceId
from storage.store import SqlStore
from tests.builders import WORKPLACE, StoppedClock, a_person, a_workplace, an_account, an_occasion

IDA = a_person("ida", positions=frozenset({Position.LEADER}))
HR = a_person("hr", positions=frozenset({Position.HR}))
OLA = a_person("ola")
ORGANISER = a_person("per", positions=frozenset({Position.ORGANISER}))
FRIDAY = date(2026, 12, 11)
OSLO = "Europe/Oslo"


@pytest.fixture
async def store(store: SqlStore) -> SqlStore:
    """With a leader, somebody in HR and a colleague in it."""
    async with store.transaction() as work:
        for person in (IDA, HR, OLA):
            await work.people.add(person)
    return store


def wanted(**given: object) -> Wanted:
    plain = Wanted(kind=Kind.JULEBORD, name="", on=FRIDAY, audience=Audience(), yearly=False)
    return replace(plain, **given)  # type: ignore[arg-type]  # by name


async def entered(store: SqlStore, person: Person = IDA, **given: object) -> Occasion:
    async with store.transaction() as work:
        return await usecases.enter(work, person, wanted(**given))


async def changed(store: SqlStore, before: Occasion, person: Person = IDA, **given: object) -> Occasion:
    async with store.transaction() as work:
        plain = wanted(kind=before.kind, name=before.name, on=before.on, audience=before.audience)
        return await usecases.change(work, before.id, person, before.version, replace(plain, **given))  # type: ignore[arg-type]  # by name


async def swept(store: SqlStore) -> None:
    async with store.transaction() as work:
        await usecases.sweep(work, a_workplace())
        await season.sweep(work, a_workplace())


async def owed(store: SqlStore, person: Person = IDA, kind: str = ADVICE) -> list[Promise]:
    """What waits for this person."""
    async with store.reading() as work:
        theirs = await work.ledger.of(person.id)
    return [each for each in theirs if each.kind == kind and each.standing is Standing.WAITING]


async def days(store: SqlStore, person: Person = IDA, kind: str = ADVICE) -> list[date]:
    return [workdays.local_date(each.due, OSLO) for each in await owed(store, person, kind)]


async def sent(store: SqlStore, promise: Promise, how: Standing = Standing.SENT) -> None:
    """It has reached its person, as the ledger would say it."""
    async with store.transaction() as work:
        done = replace(promise.ended(how), sent_at=work.now)
        await work.ledger.save(done)
        await Advice().ended(work, done, how)


async def read(store: SqlStore, promise: Promise, person: Person = IDA) -> bool:
    """Opened by its person; whether there was something to read."""
    async with store.transaction() as work:
        turn = Turn(person=person, ref=promise.id, values={}, texts=Texts(TEXTS, Language.NB))
        return await Advice().opened(work, turn, await work.ledger.get(promise.id)) is not None


async def decided(store: SqlStore, promise: Promise) -> object:
    kind = Advice() if promise.kind == ADVICE else Season()
    async with store.transaction() as work:
        return await kind.decide(work, promise)


async def listed(store: SqlStore, **given: date) -> Sequence[Occasion]:
    async with store.reading() as work:
        return await work.occasions.between(WORKPLACE, given.get("first", date.min), date.max)


def at(clock: StoppedClock, day: date, hour: int = 9) -> None:
    clock.at = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("today", "on", "due"),
    [
        (date(2026, 11, 2), date(2026, 12, 11), date(2026, 11, 27)),
        (date(2026, 11, 26), date(2026, 12, 11), date(2026, 11, 27)),
        (date(2026, 11, 27), date(2026, 12, 11), date(2026, 11, 30)),
        (date(2026, 12, 9), date(2026, 12, 11), date(2026, 12, 10)),
        (date(2026, 12, 10), date(2026, 12, 11), date(2026, 12, 11)),
        (date(2026, 12, 11), date(2026, 12, 11), date(2026, 12, 11)),
        (date(2026, 12, 11), date(2026, 12, 12), date(2026, 12, 11)),
        (date(2026, 12, 12), date(2026, 12, 13), date(2026, 12, 12)),
        (date(2027, 3, 1), date(2027, 4, 2), date(2027, 3, 16)),
    ],
    ids=["in time", "just", "late", "two days", "tomorrow", "today", "weekend", "in it", "over easter"],
)
async def test_the_advice_is_due_ten_working_days_before_or_when_it_can(
    store: SqlStore, clock: StoppedClock, today: date, on: date, due: date
) -> None:
    """Late: the next working day; on the day itself at the latest, and then at once."""
    at(clock, today)
    await entered(store, on=on)
    assert await days(store) == [due]
    (promise,) = await owed(store)
    assert promise.due >= clock.at
    assert isinstance(await decided(store, promise), Say)


async def test_it_is_never_given_after_the_day(store: SqlStore, clock: StoppedClock) -> None:
    """Whatever held it back; on the evening of the day it is still fine."""
    await entered(store)
    (promise,) = await owed(store)
    at(clock, FRIDAY, 22)
    assert isinstance(await decided(store, promise), Say)
    at(clock, FRIDAY + timedelta(days=1))
    assert await decided(store, promise) == Drop(Reason.TOO_LATE)
    assert not await read(store, promise)


async def test_a_moved_one_is_owed_for_its_new_day_unless_it_was_read(
    store: SqlStore, clock: StoppedClock
) -> None:
    """Waiting or unread, the old one is off; and back again is as good as never moved."""
    at(clock, date(2026, 11, 2))
    there = await entered(store)
    there = await changed(store, there, on=date(2026, 12, 4))
    assert await days(store) == [date(2026, 11, 20)]
    there = await changed(store, there, on=FRIDAY)
    assert await days(store) == [date(2026, 11, 27)]
    there = await changed(store, there, name="På brygga")
    assert await days(store) == [date(2026, 11, 27)]
    (promise,) = await owed(store)
    at(clock, date(2026, 11, 27))
    await sent(store, promise)
    await swept(store)
    assert await owed(store) == []
    there = await changed(store, there, on=date(2026, 12, 18))
    assert await days(store) == [date(2026, 12, 4)]
    (promise,) = await owed(store)
    await sent(store, promise)
    assert await read(store, promise)
    there = await changed(store, there, on=date(2026, 12, 16))
    await swept(store)
    assert await owed(store) == []


async def test_what_is_called_off_needs_no_advice(store: SqlStore, clock: StoppedClock) -> None:
    """Dropped at once, and by the clock too; a ping that lies unread has nothing behind it."""
    there = await entered(store)
    (promise,) = await owed(store)
    await sent(store, promise)
    async with store.transaction() as work:
        await usecases.call_off(work, there.id, IDA, there.version, again=False)
    assert await decided(store, promise) == Drop(Reason.NOT_NEEDED)
    assert not await read(store, promise)
    other = await entered(store, name="En annen")
    (waiting,) = await owed(store)
    async with store.transaction() as work:
        await usecases.call_off(work, other.id, HR, other.version, again=False)
    assert await owed(store) == []
    await swept(store)
    assert await owed(store) == []
    assert await decided(store, waiting) == Drop(Reason.NOT_NEEDED)


async def test_a_ping_that_could_not_be_sent_is_not_tried_again_every_day(
    store: SqlStore, clock: StoppedClock
) -> None:
    """What became of it is seen on the person's own page."""
    await entered(store)
    (promise,) = await owed(store)
    await sent(store, promise, Standing.GAVE_UP)
    await swept(store)
    assert await owed(store) == []


async def test_of_what_nobody_takes_care_of_one_person_hears_and_seldom(
    store: SqlStore, clock: StoppedClock
) -> None:
    """Whose task it is, if it is anybody's; one ping for all that is near, and the next two months later."""
    async with store.transaction() as work:
        for n in range(3):
            await work.occasions.add(an_occasion(on=FRIDAY - timedelta(days=n), uid=f"u{n}", source="f"))
        await work.occasions.add(an_occasion(on=date(2027, 1, 22), uid="j", source="f"))
        await work.occasions.add(an_occasion(on=date(2027, 3, 19), uid="m", source="f"))
    await swept(store)
    assert [await owed(store, each) for each in (IDA, HR, OLA)] == [[], [], []]
    async with store.transaction() as work:
        await work.people.add(ORGANISER)
        await work.people.add(
            replace(ORGANISER, id=PersonId("siv"), name="Siv", accounts=(an_account("U-siv"),))
        )
    at(clock, date(2026, 11, 27))
    await swept(store)
    (promise,) = await owed(store, ORGANISER)
    assert isinstance(await decided(store, promise), Say)
    await sent(store, promise)
    told = []
    for day in range(1, 120):
        at(clock, date(2026, 11, 27) + timedelta(days=day))
        await swept(store)
        for each in await owed(store, ORGANISER):
            told.append(clock.at.date())
            await sent(store, each)
    assert told == [date(2027, 3, 4)]


async def test_what_a_file_has_moved_is_not_told_of_for_the_day_that_it_had(
    store: SqlStore, clock: StoppedClock
) -> None:
    """Nobody settles it then; the clock sees that the day is another, and owes it for that."""
    there = an_occasion(on=FRIDAY, uid="u", source="f")
    async with store.transaction() as work:
        await work.people.add(ORGANISER)
        await work.occasions.add(there)
    at(clock, date(2026, 11, 27))
    await swept(store)
    (promise,) = await owed(store, ORGANISER)
    async with store.transaction() as work:
        await work.occasions.save(there.changed(on=date(2027, 1, 22)))
    assert await decided(store, promise) == Drop(Reason.NOT_NEEDED)


async def test_when_the_organiser_has_left_whoever_arranges_things_is_told(
    store: SqlStore, clock: StoppedClock
) -> None:
    """And somebody who changes it takes it over."""
    there = await entered(store)
    async with store.transaction() as work:
        await work.people.save(replace(IDA, active=False, version=1))
        await work.people.add(ORGANISER)
    at(clock, date(2026, 11, 27))
    await swept(store)
    assert len(await owed(store, ORGANISER)) == 1
    assert (await decided(store, (await owed(store))[0])) == Drop(Reason.NOT_NEEDED)
    after = await changed(store, there, HR, name="På brygga")
    assert after.organiser == HR.id
    assert len(await owed(store, HR)) == 1


async def test_whoever_changes_one_from_a_file_takes_it_over(store: SqlStore, clock: StoppedClock) -> None:
    """From then on it is theirs: no file changes it, and the advice is theirs."""
    async with store.transaction() as work:
        await work.occasions.add(there := an_occasion(uid="u", source="f"))
    with pytest.raises(Refused):
        await changed(store, there, IDA)
    after = await changed(store, there, HR)
    assert (after.organiser, after.source) == (HR.id, "")
    assert len(await owed(store, HR)) == 1


async def test_what_comes_every_year_is_entered_once_and_the_day_asked_about(
    store: SqlStore, clock: StoppedClock
) -> None:
    """The day after; on the same weekday; six weeks before, the organiser is asked whether the day is right."""
    await entered(store, yearly=True, audience=Audience(place="Bergen"))
    at(clock, FRIDAY)
    await swept(store)
    assert len(await listed(store)) == 1
    for day in (1, 1, 2, 60):
        at(clock, FRIDAY + timedelta(days=day))
        await swept(store)
    last, following = await listed(store)
    assert (last.yearly, following.yearly) == (False, True)
    assert (following.on, following.organiser, following.audience.place) == (
        date(2027, 12, 10),
        IDA.id,
        "Bergen",
    )
    (waiting,) = [each for each in await owed(store) if each.due > clock.at]
    assert workdays.local_date(waiting.due, OSLO) == workdays.shifted(following.on, -30) == date(2027, 10, 29)
    assert advice.meant(waiting.ref) == (following.id, True)
    at(clock, date(2027, 11, 1))
    await sent(store, waiting)
    moved = await changed(store, following, on=date(2027, 12, 3), yearly=True)
    assert [advice.meant(each.ref) for each in await owed(store)][-1:] == [(moved.id, False)]


async def test_after_years_without_a_clock_there_is_one_to_come(store: SqlStore, clock: StoppedClock) -> None:
    """Not a heap of them."""
    await entered(store, yearly=True)
    at(clock, date(2029, 6, 1))
    await swept(store)
    assert [each.on for each in await listed(store, first=date(2029, 6, 1))] == [date(2029, 12, 7)]


@pytest.mark.parametrize(("again", "many"), [(True, 1), (False, 0)])
async def test_what_was_called_off_comes_again_if_that_was_said(
    store: SqlStore, clock: StoppedClock, *, again: bool, many: int
) -> None:
    """One year without is not the end of it."""
    there = await entered(store, yearly=True)
    async with store.transaction() as work:
        await usecases.call_off(work, there.id, IDA, there.version, again=again)
    at(clock, FRIDAY + timedelta(days=1))
    await swept(store)
    following = await listed(store, first=clock.at.date())
    assert [(each.cancelled, each.yearly) for each in following] == [(False, True)] * many


async def test_next_years_that_somebody_has_entered_is_not_entered_again(
    store: SqlStore, clock: StoppedClock
) -> None:
    """It is theirs, and from then on what comes every year."""
    await entered(store, yearly=True)
    theirs = await entered(store, HR, on=date(2027, 12, 3))
    other = await entered(store, HR, on=date(2027, 12, 3), audience=Audience(place="Oslo"))
    at(clock, FRIDAY + timedelta(days=1))
    await swept(store)
    following = await listed(store, first=clock.at.date())
    assert {each.id: each.yearly for each in following} == {theirs.id: True, other.id: False}


@pytest.mark.parametrize("yearly", [False, True])
async def test_what_a_leader_enters_near_it_does_not_end_what_comes_every_year(
    store: SqlStore, clock: StoppedClock, *, yearly: bool
) -> None:
    """It goes on beside it; whoever has entered the yearly one, or a calendar file, can say which day it is."""
    await entered(store, HR, yearly=True)
    decoy = await entered(store, IDA, on=date(2027, 12, 3), yearly=yearly)
    at(clock, FRIDAY + timedelta(days=1))
    await swept(store)
    following = await listed(store, first=clock.at.date())
    assert [(each.id == decoy.id, each.organiser, each.yearly) for each in following] == [
        (True, IDA.id, yearly),
        (False, HR.id, True),
    ]


async def test_next_years_is_the_one_that_its_own_organiser_or_a_file_has(
    store: SqlStore, clock: StoppedClock
) -> None:
    """A leader's own, and one that came from a file."""
    await entered(store, yearly=True)
    await entered(store, on=date(2027, 12, 3))
    await entered(store, kind=Kind.SEMINAR, yearly=True)
    async with store.transaction() as work:
        await work.occasions.add(an_occasion(kind=Kind.SEMINAR, on=date(2027, 12, 9), uid="u", source="f"))
    at(clock, FRIDAY + timedelta(days=1))
    await swept(store)
    following = await listed(store, first=clock.at.date())
    assert [(each.kind, each.yearly) for each in following] == [(Kind.JULEBORD, True), (Kind.SEMINAR, True)]


async def test_what_is_long_past_goes(store: SqlStore, clock: StoppedClock) -> None:
    """After ninety days; what it has handed on stays."""
    await entered(store, yearly=True)
    at(clock, FRIDAY + timedelta(days=90))
    await swept(store)
    assert len(await listed(store)) == 2
    at(clock, FRIDAY + timedelta(days=91))
    await swept(store)
    assert [each.on for each in await listed(store)] == [date(2027, 12, 10)]


async def test_only_some_enter_and_only_some_change(store: SqlStore) -> None:
    """Whoever leads somebody may enter, whatever the directory calls them; a leader changes only their own."""
    with pytest.raises(Refused):
        await entered(store, OLA)
    async with store.transaction() as work:
        await work.people.add(a_person("kari", leader=OLA.id))
    theirs = await entered(store, OLA)
    for other in (IDA, replace(HR, workplace=WorkplaceId("another"))):
        with pytest.raises(Refused):
            await changed(store, theirs, other, name="Mitt")
    assert (await changed(store, theirs, HR, name="Vårt")).organiser == OLA.id


async def test_whoever_may_not_enter_any_more_changes_nothing(store: SqlStore) -> None:
    """Not what they have entered themselves either: neither another day, nor other words, nor off."""
    there = await entered(store)
    former = replace(IDA, positions=frozenset())
    with pytest.raises(Refused):
        await changed(store, there, former, name="Mitt")
    async with store.transaction() as work:
        with pytest.raises(Refused):
            await usecases.call_off(work, there.id, former, there.version, again=False)


@pytest.mark.parametrize("on", [date(2026, 11, 22), date(2028, 11, 25)])
async def test_a_day_that_has_been_or_is_too_far_is_not_entered(store: SqlStore, on: date) -> None:
    """Whoever asks, and however."""
    with pytest.raises(Refused):
        await entered(store, on=on)


async def test_the_same_one_twice_is_one_and_the_second_of_two_is_told(store: SqlStore) -> None:
    """Word for word the same is there already; a change of what has changed meanwhile is not made."""
    there = await entered(store, name="Fest på brygga")
    assert (await entered(store, HR, name="FEST på brygga")).id == there.id
    assert len(await listed(store)) == 1
    await changed(store, there, HR, on=date(2026, 12, 18))
    with pytest.raises(Meanwhile) as told:
        await changed(store, there, on=date(2026, 12, 4))
    assert told.value.now.on == date(2026, 12, 18)
    async with store.transaction() as work:
        with pytest.raises(Meanwhile):
            await usecases.call_off(work, there.id, IDA, there.version, again=False)


async def test_two_who_enter_the_same_at_once_enter_one(on_postgresql: tuple[SqlStore, SqlStore]) -> None:
    """In two processes; the second finds that it is there."""
    one, other = on_postgresql
    async with one.transaction() as work:
        for person in (IDA, HR):
            await work.people.add(person)
    async with one.transaction() as work:
        ours = await usecases.enter(work, IDA, wanted())
        second = asyncio.create_task(entered(other, HR))
        await asyncio.sleep(0.5)  # it would be done by now, if it did not wait
    assert (await second).id == ours.id
    assert len(await listed(one)) == 1


async def test_there_is_room_for_so_many(store: SqlStore) -> None:
    """What is called off takes none."""
    async with store.transaction() as work:
        for n in range(500):
            await work.occasions.add(an_occasion(on=FRIDAY, id=OccasionId(f"o{n}"), cancelled=n == 0))
    await entered(store, kind=Kind.SEMINAR)
    with pytest.raises(Full):
        await entered(store, kind=Kind.FESTIVAL)


async def test_those_who_arrange_are_asked_once_each_autumn(store: SqlStore, clock: StoppedClock) -> None:
    """From the first working day of October, where there is no julebord; HR where nobody has the task."""
    for day in (date(2027, 9, 30), date(2028, 9, 30), date(2028, 10, 1)):
        at(clock, day)
        await swept(store)
    assert await owed(store, HR, SEASON) == []  # 1 October 2028 is a Sunday
    for day in (date(2028, 10, 2), date(2028, 10, 3), date(2028, 11, 10)):
        at(clock, day)
        await swept(store)
    assert await days(store, HR, SEASON) == [date(2028, 10, 2)]
    assert [await owed(store, each, SEASON) for each in (IDA, OLA)] == [[], []]
    at(clock, date(2029, 10, 1))
    await swept(store)
    assert await days(store, HR, SEASON) == [date(2028, 10, 2), date(2029, 10, 1)]


async def test_organisers_come_before_hr_and_the_committee(store: SqlStore, clock: StoppedClock) -> None:
    """Those of the first that somebody holds."""
    async with store.transaction() as work:
        await work.people.add(ORGANISER)
        await work.people.add(a_person("utvalg", positions=frozenset({Position.COMMITTEE})))
    at(clock, date(2026, 10, 1))
    await swept(store)
    assert len(await owed(store, ORGANISER, SEASON)) == 1
    assert await owed(store, HR, SEASON) == []


@pytest.mark.parametrize(
    ("on", "asked"), [(date(2026, 11, 1), 0), (date(2027, 1, 31), 0), (date(2027, 2, 1), 1)]
)
async def test_a_julebord_between_november_and_january_is_this_years(
    store: SqlStore, clock: StoppedClock, on: date, asked: int
) -> None:
    """With both ends; another kind, or one that is called off, is none."""
    at(clock, date(2026, 9, 1))
    await entered(store, on=on)
    await entered(store, kind=Kind.SEMINAR)
    off = await entered(store, on=date(2026, 12, 4))
    async with store.transaction() as work:
        await usecases.call_off(work, off.id, IDA, off.version, again=False)
    at(clock, date(2026, 10, 1))
    await swept(store)
    assert len(await owed(store, HR, SEASON)) == asked


async def test_not_this_year_answers_it_for_everybody_that_year(store: SqlStore, clock: StoppedClock) -> None:
    """Nobody is asked again, and what waits is dropped; next year it is asked anew."""
    async with store.transaction() as work:
        await work.people.add(replace(HR, id=PersonId("hr2"), name="Hr2", accounts=(an_account("U-hr2"),)))
    at(clock, date(2026, 10, 1))
    await swept(store)
    (other,) = await owed(store, replace(HR, id=PersonId("hr2")), SEASON)
    assert isinstance(await decided(store, other), Say)
    async with store.transaction() as work:
        for person, year in ((OLA, "2026"), (HR, "2025"), (HR, "2027"), (HR, "")):
            with pytest.raises(Refused):
                await season.not_this_year(work, person, year)
        await season.not_this_year(work, HR, "2026")
        await season.not_this_year(work, HR, "2026")
    assert await owed(store, HR, SEASON) == []
    assert await decided(store, other) == Drop(Reason.NOT_NEEDED)
    at(clock, date(2026, 12, 1))
    assert await decided(store, other) == Drop(Reason.TOO_LATE)
    at(clock, date(2027, 10, 1))
    await swept(store)
    assert len(await owed(store, HR, SEASON)) == 1
