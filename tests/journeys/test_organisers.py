"""Those who arrange something: the same advice for all of them, whoever it is for; the autumn's question; next year's."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bots.demo.far.phone import Phone
from core import workdays
from core.ledger.model import Promise, Standing
from core.occasions.advice import ADVICE
from core.occasions.model import Kind
from core.occasions.season import SEASON
from core.people import Platform, Position
from tests import databases
from tests.journeys import world as worlds
from tests.journeys.acts import press, rows, without_ids, word
from tests.journeys.calendar import enter, fill, in_the_menu, listed, said, seen, to_list
from tests.journeys.colleagues import hire
from tests.journeys.test_around import changed
from tests.journeys.test_privacy import HALFWAY
from tests.journeys.world import World, WoundClock, pings

__all__ = ["in_the_menu"]
ORGANISER = frozenset({Position.ORGANISER})
OSLO = "Europe/Oslo"
GUIDE = "guides.read"


async def organiser(world: World, key: str = "ida", positions: frozenset[Position] = ORGANISER) -> Phone:
    """Somebody who arranges things, and is in no agreement."""
    phone = await hire(world, key, f"{key.capitalize()} Oppdiktet")
    await changed(world, key, positions=positions)
    return phone


async def of(world: World, key: str, kind: str) -> list[Promise]:
    async with world.parts.store.reading() as work:
        return [each for each in await work.ledger.of(world.people[key].id) if each.kind == kind]


async def through(world: World, day: date, step: int = 1) -> None:
    """Live until the evening of that day, with the clock's look each morning, or each `step` days where that is enough."""
    while world.clock.at.date() <= day:
        await world.parts.upkeep()
        await world.wind_by(days=step)


async def test_the_organiser_gets_the_advice_ten_working_days_before_and_once(world: World) -> None:
    """On the same ping as all else; nobody else gets it."""
    ida = await organiser(world)
    await enter(ida, day="2026-12-18")
    assert said("entered.advice") in ida.words()
    await ida.close()
    await world.until_ping(ida)
    assert workdays.local_date(world.clock.at, OSLO) == date(2026, 12, 4)
    await ida.press(word("ledger", "open"))
    for part in ("drinks", "invitation", "more_to_do", "hosts", "no_reason"):
        assert said(f"advice.{part}") in ida.words()
    assert said("advice.right_day") not in ida.words()
    assert {said("advice.more"), said("entered.edit")} <= set(ida.buttons())
    assert GUIDE in json.dumps(ida.form.body if ida.form else {})
    before = pings(ida)
    await through(world, date(2026, 12, 20))
    assert pings(ida) == before
    assert [await of(world, key, ADVICE) for key in ("kari", "jonas", "ola")] == [[], [], []]


async def test_what_is_about_games_has_advice_about_games(world: World) -> None:
    """And none about glasses."""
    ida = await organiser(world)
    await enter(ida, kind="betting_pool", day="2026-11-25", name="VM-tipping")
    await ida.close()
    await world.until_ping(ida)
    await ida.press(word("ledger", "open"))
    for part in ("just_as_fine", "without_money", "no_lending", "beside", "no_reason"):
        assert said(f"advice.{part}") in ida.words()
    assert said("advice.drinks") not in ida.words()


async def test_published_late_it_comes_the_next_working_day_or_the_same_and_never_after(world: World) -> None:
    """On a Thursday for Friday; on the day itself; and late on a Friday for Saturday not at all."""
    ida = await organiser(world)
    for now, day, comes in (
        (datetime(2026, 11, 26, 12, tzinfo=UTC), "2026-11-27", date(2026, 11, 27)),
        (datetime(2026, 12, 2, 11, tzinfo=UTC), "2026-12-02", date(2026, 12, 2)),
        (datetime(2026, 12, 11, 16, tzinfo=UTC), "2026-12-12", None),
    ):
        await world.wind(now)
        before = pings(ida)
        await enter(ida, day=day)
        await ida.close()
        await world.wind_by(days=4)
        got = [each for each in await of(world, "ida", ADVICE) if day in each.ref]
        assert [workdays.local_date(each.sent_at, OSLO) for each in got if each.sent_at] == (
            [comes] if comes else []
        )
        assert pings(ida) - before == (1 if comes else 0)


async def test_moved_before_it_was_read_it_comes_again_and_called_off_it_does_not(world: World) -> None:
    """Read, it is not said twice; a ping of what is off has nothing behind it."""
    ida = await organiser(world)
    await enter(ida, day="2026-12-11")
    await ida.close()
    await world.until_ping(ida)
    await to_list(ida)
    await ida.press(said("list.edit"))
    await fill(ida, day="2026-12-18")
    await ida.close()
    await world.until_ping(ida)
    assert workdays.local_date(world.clock.at, OSLO) == date(2026, 12, 4)
    await ida.press(word("ledger", "open"))
    assert "fredag 18. desember" in ida.words()
    await to_list(ida)
    await ida.press(said("list.edit"))
    await fill(ida, day="2027-01-22")
    before = pings(ida)
    await through(world, date(2027, 1, 23), step=5)
    assert pings(ida) == before
    await enter(ida, kind="seminar", day="2027-02-26")
    await ida.close()
    await world.until_ping(ida)
    (sent,) = [each for each in await of(world, "ida", ADVICE) if "2027-02-26" in each.ref]
    await to_list(ida)
    await ida.press(said("list.edit"))
    await ida.press(said("off.press"))
    await ida.submit()
    assert word("ledger", "nothing") in await press(world, ida, "ping.open", sent.id)
    assert await press(world, world.ola, "ping.open", sent.id)
    assert word("conversation", "refused.not_here") in await press(world, world.ola, "ping.open", sent.id)


async def traffic(world: World) -> list[object]:
    """All that an organiser sends, sees, and is sent in some weeks, to the byte, but for opaque ids."""
    ida = await organiser(world)
    told: list[object] = []
    await enter(ida, day="2026-12-11")
    told.append(ida.words())
    await ida.close()
    for _ in range(2):
        await through(world, world.clock.at.date() + timedelta(days=7))
        (there,) = await listed(world)
        for action, ref in (("list", ""), ("new", ""), ("edit", there.id), ("ask_off", there.id)):
            told.append(without_ids(await press(world, ida, f"occasions.{action}", ref)))
        for each in await of(world, "ida", ADVICE):
            told += [each.due, each.standing, each.sent_at]
            told.append(without_ids(await press(world, ida, "ping.open", each.id)))
    told += [(each.at, each.what, each.text) for each in ida.export]
    told += [*ida.lock_screen]
    await to_list(ida)
    await ida.press(said("list.edit"))
    await ida.press(said("off.press"))
    await ida.submit()
    return [*told, ida.words(), *ida.lock_screen]


@asynccontextmanager
async def another(platform: Platform, folder: Path) -> AsyncIterator[World]:
    """The same people on the same day, in a workplace where nobody has an agreement."""
    async with worlds.world(platform, databases.sqlite(folder), folder, WoundClock()) as whole:
        async with whole.parts.store.transaction() as work:
            await work.agreements.erase(whole.agreement)
        yield whole


async def test_an_organisers_whole_traffic_is_the_same_with_an_agreement_in_the_audience_and_with_none(
    world: World, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every word, every byte and every moment of it: what an organiser gets says nothing of anybody."""
    monkeypatch.setattr(HALFWAY, lambda below: below // 2)
    with_one = await traffic(world)
    async with another(world.platform, tmp_path_factory.mktemp("another")) as other:
        with_none = await traffic(other)
    assert with_one == with_none
    assert Standing.SENT in with_one
    assert any(said("advice.drinks") in each for each in with_one if isinstance(each, str))


async def test_in_autumn_those_who_arrange_are_asked_whether_there_is_to_be_a_julebord(world: World) -> None:
    """A form filled in for a Friday is one press away; what one has entered, nobody else is asked about."""
    ida = await organiser(world)
    siv = await organiser(world, "siv")
    await world.parts.upkeep()
    await world.until_ping(ida)
    await world.until_ping(siv) if not pings(siv) else None
    await ida.press(word("ledger", "open"))
    assert said("season.body") in ida.words()
    await ida.press(said("season.enter"))
    assert ida.form is not None
    assert {"julebord", "2026-12-11"} <= {*map(str, ida.form.values.values())}
    await ida.submit()
    assert [(each.kind, each.on) for each in await listed(world)] == [(Kind.JULEBORD, date(2026, 12, 11))]
    await siv.press(word("ledger", "open"))
    assert word("ledger", "nothing") in siv.words()
    await through(world, date(2026, 12, 1))
    assert [len(await of(world, key, SEASON)) for key in ("ida", "siv", "kari", "jonas", "ola")] == [
        1,
        1,
        0,
        0,
        0,
    ]


async def test_not_this_year_is_an_answer_for_the_year(world: World) -> None:
    """The other one is not asked any more; next autumn both are."""
    ida = await organiser(world)
    await world.parts.upkeep()
    await world.until_ping(ida)
    await organiser(world, "siv")
    await ida.press(word("ledger", "open"))
    await ida.press(said("season.no"))
    assert said("season.answered") in ida.words()
    await through(world, date(2026, 12, 2))
    assert await of(world, "siv", SEASON) == []
    before = await rows(world, but=("presses",))
    for ref in ("2026", "2025", "", "x"):
        await press(world, ida, "occasions.not_this_year", ref)
        await press(world, ida, "occasions.suggested", ref)
    assert await rows(world, but=("presses",)) == before
    await world.wind(datetime(2027, 10, 1, 6, tzinfo=UTC))
    await world.parts.upkeep()
    assert [len(await of(world, key, SEASON)) for key in ("ida", "siv")] == [1, 1]


async def test_what_comes_every_year_is_there_the_day_after_and_the_day_is_asked_about(world: World) -> None:
    """Once; and in time to be put right."""
    ida = await organiser(world)
    await to_list(ida)
    await ida.press(said("list.new"))
    ida.tick(said("form.yearly"), said("form.every_year"))
    await fill(ida, day="2026-12-04")
    await ida.close()
    await through(world, date(2026, 12, 8))
    assert "fredag 3. desember" in await to_list(world.ola)
    assert len(await listed(world)) == 1
    await ida.go_home()
    await world.wind(datetime(2027, 10, 1, 6, tzinfo=UTC))
    await world.until_ping(ida)
    assert workdays.local_date(world.clock.at, OSLO) == date(2027, 10, 22)
    await ida.press(word("ledger", "open"))
    assert said("advice.right_day") in ida.words()
    await ida.press(said("entered.edit"))
    await fill(ida, day="2027-12-10")
    assert "fredag 10. desember" in seen(ida)
    await ida.close()
    before = pings(ida)
    await through(world, date(2027, 12, 9), step=7)
    assert pings(ida) == before
