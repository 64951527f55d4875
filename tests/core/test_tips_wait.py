"""With tips and without: every other ping of both people comes at the very same minute, and nobody gets more in a week."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest

from bots import upkeep
from bots.subjects import kinds
from core.agreements.usecases import Content, take_in
from core.checkins.usecases import begin
from core.golive import usecases as golive
from core.ledger.model import Drop, PromiseId, Reason, Standing
from core.people import PersonId
from core.sight import WORKER
from core.tips import usecases as tips
from core.tips.flow import TipPing
from core.tips.usecases import TIP
from storage.store import SqlWork
from tests.builders import KARI, LEIF, WORKPLACE, a_person
from tests.core import chains_world
from tests.core.chains_world import ENDS_ON, MEASURES, STARTS_ON, Chains, Site
from tests.core.year import thirds
from tests.golive import told

DAYS, FOUR, CAP = 9 * 7, 4, 3
WEEK, WEEKS = timedelta(weeks=1), 24
Rung = tuple[datetime, tuple[str, ...]]
"""When a ping came, and what it carried."""


@pytest.fixture(autouse=True)
def alike(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chance falls the same way each time, so that two runs can be laid side by side."""
    monkeypatch.setattr(SqlWork, "chance", thirds)
    monkeypatch.setattr(chains_world, "kinds", partial(kinds, FOUR))


async def lived(site: Site, folder: Path, agreements: int, *, with_tips: bool) -> dict[PersonId, list[Rung]]:
    """Some weeks of two people who open nothing."""
    rung: dict[PersonId, list[Rung]] = {KARI: [], LEIF: []}
    async with site.opened(folder) as chains:
        for number in range(1, agreements):
            await _agree(chains, timedelta(days=number))
        if with_tips:  # they begin when the workplace has gone live, and not before
            async with chains.store.transaction() as work:
                await golive.go_live(work, await work.people.workplace(WORKPLACE), told())
        for _ in range(DAYS):
            await chains.parts.upkeep()
            await chains.wind_by(days=1)
            for who, before in rung.items():
                await _note(chains, who, before)
    return rung


async def _agree(chains: Chains, later: timedelta) -> None:
    """One more agreement between the two, with other days."""
    content = Content(starts_on=STARTS_ON + later, ends_on=ENDS_ON, measures=MEASURES)
    async with chains.store.transaction() as work:
        id = await take_in(work, await work.people.get(KARI), await work.people.get(LEIF), content)
        await begin(work, await work.agreements.route(id, WORKER))


async def _note(chains: Chains, who: PersonId, rung: list[Rung]) -> None:
    """What has come since: what it carried is not kept for long."""
    for call in chains.pings(who)[len(rung) :]:
        async with chains.store.transaction() as work:
            aboard = await work.ledger.carried_by(PromiseId(call.ping))
        rung.append((call.at, tuple(sorted(each.kind for each in aboard))))


@pytest.mark.parametrize("agreements", [1, 3])
async def test_a_tip_keeps_nothing_waiting(tmp_path: Path, agreements: int) -> None:
    """With three agreements the cap is full each week; with one there is room in it that a check-in may yet need."""
    for folder in ("site", "without", "with"):
        (tmp_path / folder).mkdir()
    site = await Site.build(tmp_path / "site")
    without = await lived(site, tmp_path / "without", agreements, with_tips=False)
    having = await lived(site, tmp_path / "with", agreements, with_tips=True)
    for who in (KARI, LEIF):
        others = [(at, tuple(kind for kind in why if kind != TIP)) for at, why in having[who]]
        assert [each for each in others if each[1]] == without[who]
        assert sum(TIP in why for _, why in having[who]) == 2
        times = [at for at, _ in having[who]]
        assert max(sum(at <= each < at + WEEK for each in times) for at in times) <= CAP
    if agreements > 1:
        times = [at for at, _ in without[KARI]]
        assert max(sum(at <= each < at + WEEK for each in times) for at in times) == CAP


async def test_whoever_has_nothing_else_gets_one_every_four_weeks(tmp_path: Path) -> None:
    """Alone, on a day that differs, and at the same pace for ever; the daily look begins no second chain."""
    (tmp_path / "site").mkdir()
    site = await Site.build(tmp_path / "site")
    (tmp_path / "quiet").mkdir()
    async with site.opened(tmp_path / "quiet") as chains:
        async with chains.store.transaction() as work:
            await work.agreements.erase(chains.agreement)
            await golive.go_live(work, await work.people.workplace(WORKPLACE), told())
        for _ in range(WEEKS):
            await chains.parts.upkeep()
            assert len(await chains.live(KARI, TIP)) == 1
            await chains.wind_by(days=7)
        times = [call.at for call in chains.pings(KARI)]
    assert len(times) in {5, 6}
    assert {(later - at).days for at, later in pairwise(times)} <= set(range(22, 35))


async def test_nobody_gets_any_before_the_workplace_has_gone_live_nor_where_it_wants_none(
    tmp_path: Path,
) -> None:
    """And when it wants no more, what was owed is dropped and nothing follows."""
    (tmp_path / "site").mkdir()
    site = await Site.build(tmp_path / "site")
    (tmp_path / "quiet").mkdir()
    async with site.opened(tmp_path / "quiet") as chains:
        await chains.parts.upkeep()
        assert await chains.owed(KARI, TIP) == []
        async with chains.store.transaction() as work:
            await golive.go_live(work, await work.people.workplace(WORKPLACE), told())
        none = replace(chains.parts, settings=chains.parts.settings.model_copy(update={"tips_weeks": 0}))
        await none.upkeep()
        assert await chains.owed(KARI, TIP) == []
        await chains.parts.upkeep()
        [owed] = await chains.live(KARI, TIP)
        dropping = TipPing(frozenset(), 0)
        async with chains.store.transaction() as work:
            assert await dropping.decide(work, owed) == Drop(Reason.NOT_NEEDED)
            await work.ledger.save(owed.ended(Standing.DROPPED, Reason.NOT_NEEDED))
            await dropping.ended(work, owed, Standing.DROPPED)
        assert await chains.live(KARI, TIP) == []
        await chains.parts.upkeep()  # wanted again: the chain begins anew
        assert len(await chains.live(KARI, TIP)) == 1


async def test_a_large_workplace_is_looked_at_a_part_each_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the look stands is kept; in the end everybody has one, nobody two, and their weeks differ."""
    monkeypatch.undo()  # chance as it is
    monkeypatch.setattr(tips, "PAGE", 4)
    monkeypatch.setattr(upkeep, "TIPS_PAGES", 2)
    (tmp_path / "site").mkdir()
    site = await Site.build(tmp_path / "site")
    (tmp_path / "large").mkdir()
    async with site.opened(tmp_path / "large") as chains:
        people = [a_person(f"p{n:02}") for n in range(28)]
        async with chains.store.transaction() as work:
            await golive.go_live(work, await work.people.workplace(WORKPLACE), told())
            for person in people:
                await work.people.add(person)
        having = []
        for _ in range(5):
            await chains.parts.upkeep()
            having.append(sum([len(await chains.live(each.id, TIP)) for each in people]))
        weeks = {owed.ref for each in people for owed in await chains.live(each.id, TIP)}
    assert having[0] == 6  # two of the eight were Kari and Leif
    assert having[:4] == sorted(set(having[:4]))
    assert having[-1] == len(people)
    assert len(weeks) > 1
