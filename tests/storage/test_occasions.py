"""The workplace's occasions, on both databases."""

from dataclasses import replace
from datetime import date

import pytest

from core.errors import NotFound, Outdated
from core.occasions.model import Audience, Kind, Occasion, OccasionId
from core.people import PersonId, WorkplaceId
from storage.store import SqlStore
from tests.builders import WORKPLACE, a_workplace, an_occasion


async def put(store: SqlStore, *some: Occasion) -> None:
    async with store.transaction() as work:
        for workplace in sorted({each.workplace for each in some}):
            await work.people.put_workplace(replace(a_workplace(), id=workplace))
        for each in some:
            await work.occasions.add(each)


async def test_an_occasion_comes_back_as_it_was(store: SqlStore) -> None:
    """Every field; and there is none that nobody entered."""
    full = an_occasion(
        kind=Kind.OTHER,
        name="Lønningspils",
        audience=Audience(place="Bergen", department="Lager"),
        yearly=True,
        organiser=PersonId("somebody"),
        uid="a@b",
        source="a-file",
        cancelled=True,
    )
    await put(store, full)
    async with store.reading() as work:
        assert await work.occasions.get(full.id) == full
        with pytest.raises(NotFound):
            await work.occasions.get(OccasionId("nothing"))


async def test_days_are_found_with_both_ends_and_in_order_and_for_one_workplace(store: SqlStore) -> None:
    """The day before the first and the day after the last are not among them, nor is another workplace's."""
    days = [an_occasion(on=date(2026, 12, day)) for day in (4, 11, 3, 12)]
    there = an_occasion(on=date(2026, 12, 5), workplace=WorkplaceId("another"))
    await put(store, *days, there)
    async with store.reading() as work:
        found = await work.occasions.between(WORKPLACE, date(2026, 12, 4), date(2026, 12, 11))
        assert [each.on.day for each in found] == [4, 11]


async def test_the_second_of_two_writers_is_refused(store: SqlStore) -> None:
    """Moved by one and called off by the other at the same time."""
    there = an_occasion()
    await put(store, there)
    async with store.transaction() as work:
        await work.occasions.save(there.changed(on=date(2026, 12, 18)))
    with pytest.raises(Outdated):
        async with store.transaction() as work:
            await work.occasions.save(there.called_off())


async def test_what_came_from_a_file_is_known_by_it_and_what_is_long_past_goes(store: SqlStore) -> None:
    """The one entered in the chat is not among the imported; the day itself is kept."""
    typed, imported = an_occasion(on=date(2026, 12, 4)), an_occasion(on=date(2026, 12, 3), uid="a@b")
    await put(store, typed, imported)
    async with store.transaction() as work:
        assert await work.occasions.imported(WORKPLACE) == [imported]
        assert await work.occasions.forget_before(date(2026, 12, 4)) == 1
        assert await work.occasions.imported(WORKPLACE) == []
        assert await work.occasions.get(typed.id) == typed


async def test_what_a_person_takes_care_of_is_found(store: SqlStore) -> None:
    """Theirs and no others'; what has been, too."""
    mine = an_occasion(organiser=PersonId("ida"), on=date(2026, 1, 9))
    await put(store, an_occasion(), mine, an_occasion(organiser=PersonId("ola")))
    async with store.reading() as work:
        assert await work.occasions.entered_by(PersonId("ida")) == [mine]
