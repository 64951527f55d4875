"""Taking a calendar in, on both databases: again and again, and beside what people do in the chat."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.occasions.calendar import Calendar, Entry
from core.occasions.model import MOST_COMING, Audience, Kind, Occasion
from core.occasions.taking_in import NotTakenIn, Tally, What, take_in
from core.occasions.usecases import sweep
from core.people import PersonId
from storage.store import SqlStore
from tests.builders import WORKPLACE, StoppedClock, a_workplace, an_occasion

TODAY = date(2026, 11, 23)
IDA = PersonId("ida")


def on(uid: str, day: date, summary: str = "Fest", **given: object) -> Entry:
    return Entry(uid=uid, on=day, summary=summary, **given)  # type: ignore[arg-type]  # by name


def file(*entries: Entry, whole: bool = True, uids: Sequence[str] = ()) -> Calendar:
    return Calendar(entries=entries, uids=frozenset([*uids, *(each.uid for each in entries)]), whole=whole)


async def take(store: SqlStore, calendar: Calendar, source: str = "fil", today: date = TODAY) -> Tally:
    async with store.transaction() as work:
        return await take_in(work, WORKPLACE, calendar, source, today, Kind.OTHER)


async def listed(store: SqlStore) -> list[Occasion]:
    async with store.reading() as work:
        return list(await work.occasions.between(WORKPLACE, date.min, date.max))


def what(tally: Tally) -> list[tuple[What, str]]:
    return [(each.what, each.occasion.name) for each in tally.became]


FRIDAY, NEXT = date(2026, 12, 4), date(2026, 12, 11)


async def test_what_is_in_a_file_is_in_the_list_and_again_nothing_changes(store: SqlStore) -> None:
    """Every field; for everybody, and nobody's."""
    calendar = file(on("a", FRIDAY, "Pils på brygga"), on("b", NEXT, "Julebord", yearly=True))
    assert what(await take(store, calendar)) == [(What.NEW, "Pils på brygga"), (What.NEW, "")]
    before = await listed(store)
    assert [(o.kind, o.name, o.on, o.yearly) for o in before] == [
        (Kind.OTHER, "Pils på brygga", FRIDAY, False),
        (Kind.JULEBORD, "", NEXT, True),
    ]
    assert {(o.organiser, o.audience, o.source) for o in before} == {(None, Audience(), "fil")}
    again = await take(store, calendar)
    assert (again.became, again.same) == ((), 2)
    assert await listed(store) == before


async def test_what_is_moved_renamed_or_gone_in_the_file_is_so_in_the_list(store: SqlStore) -> None:
    """The same one, and not another; what is gone is called off, and the same one if it comes back."""
    await take(store, file(on("a", FRIDAY), on("b", FRIDAY, "Blåtur"), on("c", FRIDAY, "Bowling")))
    before = {each.uid: each.id for each in await listed(store)}
    tally = await take(store, file(on("a", NEXT), on("b", FRIDAY, "Blåtur til fjells")))
    assert sorted(what(tally)) == [
        (What.OFF, "Bowling"), (What.CHANGED, "Blåtur til fjells"), (What.MOVED, "Fest"),
    ]  # fmt: skip
    after = {each.name: each for each in await listed(store)}
    assert (after["Fest"].id, after["Fest"].on) == (before["a"], NEXT)
    assert after["Blåtur til fjells"].id == before["b"]
    assert after["Bowling"].cancelled
    back = await take(
        store, file(on("a", NEXT), on("b", FRIDAY, "Blåtur til fjells"), on("c", FRIDAY, "Bowling"))
    )
    assert what(back) == [(What.BACK, "Bowling")]
    assert [(each.id, each.cancelled) for each in await listed(store) if each.name == "Bowling"] == [
        (before["c"], False)
    ]


async def test_what_the_file_calls_off_is_called_off_and_stays_so(store: SqlStore) -> None:
    """Also from one that has nothing else in it; and what nobody knew of is not entered for that."""
    await take(store, file(on("a", FRIDAY), on("b", NEXT, "Bowling")))
    off = file(on("a", FRIDAY, off=True), on("x", NEXT, off=True), whole=False)
    assert what(await take(store, off)) == [(What.OFF, "Fest")]
    assert what(await take(store, off)) == []
    assert [(each.name, each.cancelled) for each in await listed(store)] == [
        ("Fest", True),
        ("Bowling", False),
    ]


async def test_what_another_file_brought_is_left_alone(store: SqlStore) -> None:
    """A calendar is known by its file; one that has taken another's name is refused, and nothing is changed."""
    await take(store, file(on("a", FRIDAY)), source="bergen")
    assert what(await take(store, file(on("b", FRIDAY, "Bowling")), source="oslo")) == [(What.NEW, "Bowling")]
    before = await listed(store)
    with pytest.raises(NotTakenIn, match="give the file another name"):
        await take(store, file(on("c", NEXT)), source="oslo")
    assert await listed(store) == before
    # What has been is enough to know it by.
    assert what(await take(store, file(on("c", NEXT, "Ny"), uids=["b"]), source="oslo"))[0] == (
        What.NEW,
        "Ny",
    )


async def test_one_file_neither_moves_nor_calls_off_what_another_brought(store: SqlStore) -> None:
    """An invitation that somebody has forwarded, or a number that somebody has guessed: it is said, and nothing is done."""
    coming = file(on("a", FRIDAY), on("b", NEXT, "Julebord", yearly=True))
    await take(store, coming, source="bergen")
    before = await listed(store)
    for guessed in (
        file(on("a", NEXT), on("b", FRIDAY, "Julebord")),
        file(on("a", FRIDAY, off=True), on("b", NEXT, off=True), whole=False),
        file(on("a", FRIDAY, off=True), on("b", NEXT, off=True)),
    ):
        tally = await take(store, guessed, source="oslo")
        assert [each.what for each in tally.became] == [What.OTHERS, What.OTHERS]
        assert await listed(store) == before
    # What comes every year is its own file's when it has been, too; other than that it is free.
    later = file(on("a", date(2027, 1, 8)), on("b", date(2027, 1, 8), "Julebord"))
    tally = await take(store, later, source="oslo", today=date(2027, 1, 4))
    assert sorted(each.what for each in tally.became) == [What.OTHERS, What.NEW]


async def test_what_one_file_has_called_off_can_be_anothers_and_is_then_not_brought_back(
    store: SqlStore,
) -> None:
    """There is one of it."""
    await take(store, file(on("a", FRIDAY), on("z", NEXT, "Alltid")), source="bergen")
    await take(store, file(on("z", NEXT, "Alltid")), source="bergen")
    assert what(await take(store, file(on("a", FRIDAY)), source="oslo")) == [(What.NEW, "Fest")]
    back = await take(store, file(on("a", FRIDAY), on("z", NEXT, "Alltid")), source="bergen")
    assert what(back) == [(What.OTHERS, "Fest")]
    assert [(each.source, each.cancelled) for each in await listed(store) if each.uid == "a"].count(
        ("oslo", False)
    ) == 1


async def test_what_somebody_has_changed_in_the_chat_is_left_as_it_is(store: SqlStore) -> None:
    """Moved in the file, gone from it or called off: it is said, and nothing is done."""
    await take(store, file(on("a", FRIDAY), on("b", NEXT, "Bowling")))
    async with store.transaction() as work:
        there = {each.name: each for each in await work.occasions.imported(WORKPLACE)}
        theirs = there["Fest"].taken_over(IDA, audience=Audience(place="Bergen"))
        await work.occasions.save(theirs)
    moved = await take(store, file(on("a", NEXT), on("b", NEXT, "Bowling")))
    assert [(each.what, each.occasion.on, each.said) for each in moved.became] == [(What.LEFT, FRIDAY, NEXT)]
    assert what(await take(store, file(on("a", FRIDAY, off=True), on("b", NEXT, "Bowling")))) == [
        (What.LEFT, "Fest")
    ]
    assert what(await take(store, file(on("b", NEXT, "Bowling")))) == []
    assert (await listed(store))[0] == theirs


async def test_what_somebody_has_called_off_in_the_chat_does_not_come_back(store: SqlStore) -> None:
    """However often the file says that it is on."""
    await take(store, file(on("a", FRIDAY)))
    async with store.transaction() as work:
        (there,) = await work.occasions.imported(WORKPLACE)
        await work.occasions.save(there.called_off())
    for calendar in (file(on("a", FRIDAY)), file(on("a", NEXT)), file(on("a", FRIDAY, off=True))):
        assert (await take(store, calendar)).became == ()
    (there,) = await listed(store)
    assert (there.cancelled, there.on) == (True, FRIDAY)


async def test_next_year_is_the_clocks_until_the_file_says_which_day(
    store: SqlStore, clock: StoppedClock
) -> None:
    """Whichever of them comes first, there is one, on the day that the file gives."""
    later = date(2027, 12, 10)
    await take(store, file(on("a", NEXT, "Julebord", yearly=True)))
    clock.wind(days=21)
    for first in ("clock", "file"):
        if first == "clock":
            async with store.transaction() as work:
                await sweep(work, a_workplace())
            coming = [each for each in await listed(store) if each.on > NEXT]
            assert [(each.on, each.uid, each.yearly) for each in coming] == [(later, "a", True)]
        following = file(on("a", later - timedelta(days=1), "Julebord", yearly=True))
        await take(store, following, today=clock.at.date())
        async with store.transaction() as work:
            await sweep(work, a_workplace())
        coming = [each for each in await listed(store) if each.on > NEXT]
        assert [(each.on, each.yearly) for each in coming] == [(later - timedelta(days=1), True)]
    assert [each.yearly for each in await listed(store) if each.on == NEXT] == [False]


@pytest.mark.parametrize(
    "later", [date(2027, 12, 10), date(2027, 8, 20)], ids=["as before", "another season"]
)
async def test_a_file_that_comes_before_the_clock_enters_next_year_once(
    store: SqlStore, clock: StoppedClock, later: date
) -> None:
    """The one that has been has done its part."""
    await take(store, file(on("a", NEXT, "Julebord", yearly=True)))
    clock.wind(days=21)
    await take(store, file(on("a", later, "Julebord", yearly=True)), today=clock.at.date())
    async with store.transaction() as work:
        await sweep(work, a_workplace())
    assert [(each.on, each.yearly) for each in await listed(store)] == [(NEXT, False), (later, True)]


async def test_there_is_room_for_so_many_and_no_more(store: SqlStore) -> None:
    """Nothing of a file that would be too much is kept; what is called off takes no room."""
    async with store.transaction() as work:
        for n in range(MOST_COMING - 1):
            await work.occasions.add(an_occasion(on=NEXT, kind=Kind.OTHER, name=f"Fest {n}"))
        await work.occasions.add(an_occasion(on=NEXT, cancelled=True))
    with pytest.raises(NotTakenIn, match="more than 500"):
        await take(store, file(on("a", FRIDAY), on("b", FRIDAY, "Bowling")))
    assert len(await listed(store)) == MOST_COMING
    assert len((await take(store, file(on("a", FRIDAY)))).became) == 1


async def test_what_has_no_name_is_counted_and_left_out(store: SqlStore) -> None:
    """Unless the kind says what it is."""
    tally = await take(store, file(on("a", FRIDAY, "\u202e"), on("b", FRIDAY, "", categories=("Seminar",))))
    assert (tally.nameless, [each.occasion.kind for each in tally.became]) == (1, [Kind.SEMINAR])


DAYS = st.dates(TODAY, TODAY + timedelta(days=600))
FILES = st.dictionaries(
    st.sampled_from("abcdefgh"),
    st.tuples(DAYS, st.sampled_from(["Fest", "Julebord", "Blåtur"]), st.booleans()),
    max_size=8,
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files=st.lists(FILES, min_size=1, max_size=4))
async def test_whatever_the_files_say_the_list_says_the_last_and_again_nothing_changes(
    store: SqlStore, files: list[dict[str, tuple[date, str, bool]]]
) -> None:
    """Any calendar after any other, under one name; `z` is in all of them, so that it is known."""
    async with store.transaction() as work:
        await work.occasions.forget_before(date.max)
    for said in files:
        calendar = file(
            on("z", FRIDAY, "Alltid"), *(on(uid, *rest[:2], yearly=rest[2]) for uid, rest in said.items())
        )
        await take(store, calendar)
        there = {each.uid: (each.on, each.yearly) for each in await listed(store) if not each.cancelled}
        assert there == {entry.uid: (entry.on, entry.yearly) for entry in calendar.entries}
        before = await listed(store)
        assert (await take(store, calendar)).became == ()
        assert await listed(store) == before
