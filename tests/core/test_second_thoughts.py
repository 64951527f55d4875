"""
A night's second thoughts show nowhere and take nothing away; and what a clock, a pause or another leader must not undo.

Over 200 lines: each fault that was once here has its own sentence.
"""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from core.agreements.model import Cadence
from core.agreements.usecases import sight_of
from core.around import usecases as around
from core.chat.views import Form
from core.checkins.usecases import ASK, FOLLOW_UP
from core.drafting.model import digest, wording_of
from core.evaluations import usecases as evaluations
from core.evaluations.keeps import KeptEvaluations
from core.evaluations.model import Evaluation, EvaluationId, Works
from core.followups.usecases import AWAY
from core.ledger.model import Standing
from core.life import usecases as life
from core.meetings.keeps import KeptMeetings
from core.people import Hours, PersonId, Platform, Position
from core.returns.usecases import BACK
from core.sight import WORKER, Role
from core.talks import usecases as talks
from core.talks.model import Soon
from tests.builders import KARI, LEIF, ODA, a_person, an_account
from tests.core.chains_world import Chains, Site, form, said, text

DAY = timedelta(days=1)
NIGHT = datetime(2026, 11, 27, 21, 30, tzinfo=UTC)
"""22:30 in Oslo."""


@pytest.fixture
async def chains(tmp_path: Path) -> AsyncIterator[Chains]:
    """Kari and her leader Leif, a week into an agreement."""
    (tmp_path / "site").mkdir()
    async with (await Site.build(tmp_path / "site", Cadence())).opened(tmp_path) as opened:
        yield opened


async def live(chains: Chains, days: int) -> None:
    """With the clock's look each morning."""
    for _ in range(days):
        await chains.parts.upkeep()
        await chains.wind_by(days=1)


async def withdraw(chains: Chains) -> None:
    async with chains.store.transaction() as work:
        await life.withdraw(work, chains.agreement, await work.people.get(KARI))


async def follow_up(chains: Chains) -> Form:
    return form(await chains.leif("checkins.follow_up", chains.agreement))


async def evaluated(chains: Chains, who: PersonId, role: Role) -> Evaluation:
    async with chains.store.transaction() as work:
        given = Evaluation(
            id=EvaluationId(work.new_id()), agreement=chains.agreement, who=role, by=who, on=date(2026, 1, 1),
            joint=False, measures={"En kort prat": Works.NOT}, words="hemmelig", note="linje",
        )  # fmt: skip
        return await evaluations.keep(work, given, await work.people.get(who))


async def read(chains: Chains, who: PersonId, role: Role) -> list[str]:
    async with chains.store.transaction() as work:
        found = await evaluations.readable(work, chains.agreement, sight_of(who, role))
    return [each.words for each in found]


async def hand_over(chains: Chains, *, signs: bool = True) -> None:
    """To Oda, who signs; or cannot."""
    async with chains.store.transaction() as work:
        accounts, led = (an_account(f"S-{ODA}"),), frozenset({Position.LEADER})
        await work.people.add(a_person(ODA, accounts=accounts, channel=Platform.SLACK, positions=led))
    async with chains.store.transaction() as work:
        await around.choose(work, chains.agreement, await work.people.get(KARI), ODA, shared_too=False)
    async with chains.store.transaction() as work:
        oda = await work.people.get(ODA)
        if not signs:
            await around.cannot(work, chains.agreement, oda)
            return
        _, terms = await around.asked(work, chains.agreement, oda)
        await around.enter(work, chains.agreement, oda, digest(chains.agreement, wording_of(terms)))


@pytest.mark.parametrize("leaves", [False, True])
async def test_at_night_the_leader_puts_a_call_off_as_ever(chains: Chains, *, leaves: bool) -> None:
    """Whether or not the employee has withdrawn a moment ago."""
    ping = await chains.until_ping(LEIF)
    await chains.wind(ping.at.replace(hour=21, minute=30))
    if leaves:
        await withdraw(chains)
    assert "klokken" in text(await chains.leif("ping.hour", ping.ping))


async def test_a_call_that_was_promised_comes_in_the_night_of_a_withdrawal(chains: Chains) -> None:
    """Its staying away would tell."""
    ping = await chains.until_ping(LEIF)
    await chains.wind(ping.at.replace(hour=20, minute=45))
    at = said(await chains.leif("ping.hour", ping.ping), chains.clock.at)
    assert at is not None
    await chains.wind(ping.at.replace(hour=21, minute=15))
    await withdraw(chains)
    before = len(chains.pings(LEIF))
    await chains.wind(at + timedelta(minutes=5))
    assert len(chains.pings(LEIF)) == before + 1


async def test_what_the_leader_reads_is_the_same_after_a_withdrawal_at_night(chains: Chains) -> None:
    """A pause that was over before it counts as it did."""
    await chains.until_ping(LEIF)
    await chains.leif("followups.held", chains.agreement)
    await chains.pause(chains.clock.at.date() + 21 * DAY)
    await live(chains, 24)
    await chains.wind(chains.clock.at.replace(hour=21, minute=30))
    before = (await follow_up(chains)).body
    await withdraw(chains)
    assert (await follow_up(chains)).body == before


async def test_a_withdrawal_that_is_undone_has_cost_no_promise(chains: Chains) -> None:
    """Two in different zones: the leader's day begins while the employee sleeps on it."""
    async with chains.store.transaction() as work:
        kari = await work.people.get(KARI)
        await work.people.save(replace(kari, zone="America/New_York", version=kari.version + 1))
    await chains.pause(date(2027, 1, 11))
    while chains.clock.at.date() < date(2027, 1, 7):
        await live(chains, 1)
    await chains.wind(datetime(2027, 1, 8, 4, tzinfo=UTC))
    await chains.parts.upkeep()
    await chains.kari("life.withdrew", chains.agreement)
    await chains.wind(datetime(2027, 1, 8, 12, 30, tzinfo=UTC))
    await chains.kari("life.stay", chains.agreement)
    await live(chains, 6)
    assert [each.standing for each in await chains.owed(LEIF, BACK)] == [Standing.SENT]


async def test_a_leader_who_begins_early_is_called_after_a_withdrawal_that_was_undone(chains: Chains) -> None:
    """Held back for the night, and not lost."""
    async with chains.store.transaction() as work:
        leif = await work.people.get(LEIF)
        early = Hours(start=time(7), end=time(9))
        await work.people.save(replace(leif, hours=early, version=leif.version + 1))
    (call,) = await chains.owed(LEIF, FOLLOW_UP)
    due = call.due.replace(hour=6, minute=20)
    async with chains.store.transaction() as work:
        await work.ledger.save((await work.ledger.get(call.id)).put_off(due, call.reason))
    await chains.wind(due - timedelta(hours=7))
    await withdraw(chains)
    await chains.wind(due + timedelta(minutes=10))
    async with chains.store.transaction() as work:
        await life.stay(work, chains.agreement, await work.people.get(KARI))
    await live(chains, 3)
    assert Standing.SENT in [each.standing for each in await chains.owed(LEIF, FOLLOW_UP)]


async def test_a_long_pause_that_the_leader_sets_that_night_is_a_long_absence(chains: Chains) -> None:
    """When the employee has stayed after all."""
    await chains.wind(NIGHT)
    await withdraw(chains)
    async with chains.store.transaction() as work:
        await life.pause(work, chains.agreement, await work.people.get(LEIF), date(2027, 1, 11))
    async with chains.store.transaction() as work:
        await life.stay(work, chains.agreement, await work.people.get(KARI))
        route = await work.agreements.route(chains.agreement, WORKER)
    assert (route.paused_until, route.back_on) == (date(2027, 1, 11), date(2027, 1, 11))


async def test_deleting_at_night_takes_what_was_shared_that_night(chains: Chains) -> None:
    """«Slett det som er mitt» means what waits for the morning, too."""
    await chains.wind(NIGHT)
    own = await evaluated(chains, KARI, Role.EMPLOYEE)
    await chains.kari("evaluations.shared", f"{own.id}:{LEIF}", parts=("words",))
    await chains.kari("privacy.erase")
    await chains.wind(NIGHT + timedelta(hours=12))
    assert await read(chains, LEIF, Role.LEADER) == await read(chains, KARI, Role.EMPLOYEE) == []


async def test_what_was_shared_at_night_can_be_ones_own_again(chains: Chains) -> None:
    """The words are kept; the leader never sees them."""
    await chains.wind(NIGHT)
    own = await evaluated(chains, KARI, Role.EMPLOYEE)
    done = form(await chains.kari("evaluations.shared", f"{own.id}:{LEIF}", parts=("words",)))
    assert "klokken åtte" in str(done.body)
    async with chains.store.transaction() as work:
        found = await work.evaluations.of(chains.agreement, sight_of(KARI, Role.EMPLOYEE))
    (waits,) = [each for each in found if each.joint]
    for _ in range(2):
        await chains.kari("evaluations.back", waits.id)
    await chains.wind(NIGHT + timedelta(hours=12))
    assert "hemmelig" not in await read(chains, LEIF, Role.LEADER)
    assert "hemmelig" in await read(chains, KARI, Role.EMPLOYEE)


async def test_a_leader_too_has_until_the_morning(chains: Chains) -> None:
    """And can take it back, but not the employee's in the leader's place."""
    await chains.wind(NIGHT)
    given = await evaluated(chains, LEIF, Role.LEADER)
    assert await read(chains, KARI, Role.EMPLOYEE) == []
    await chains.kari("evaluations.back", given.id)
    assert await read(chains, LEIF, Role.LEADER) == ["hemmelig"]
    await chains.leif("evaluations.back", given.id)
    assert await read(chains, LEIF, Role.LEADER) == []


async def test_a_leaders_own_data_hold_the_employees_words_only_with_the_employees_yes(
    chains: Chains,
) -> None:
    """Neither evaluations nor what the employee wants to bring up in a meeting."""
    own = await evaluated(chains, KARI, Role.EMPLOYEE)
    await chains.kari("evaluations.shared", f"{own.id}:{LEIF}", parts=("words", "measures"))
    day = (chains.clock.at.date() + 7 * DAY).isoformat()
    slot = {"day": day, "time": "10:00", "minutes": "30", "place": ""}
    await chains.kari("meetings.propose", chains.agreement, **slot)
    async with chains.store.transaction() as work:
        (meeting,) = await work.meetings.of(chains.agreement, sight_of(KARI, Role.EMPLOYEE))
    await chains.kari("meetings.bring_up", meeting.id, text="hjemmekontor")
    for may in (False, True):
        async with chains.store.transaction() as work:
            await life.let_copy(work, chains.agreement, await work.people.get(KARI), may=may)
        async with chains.store.transaction() as work:
            leif = await work.people.get(LEIF)
            told = [*await KeptEvaluations().export(work, leif), *await KeptMeetings().export(work, leif)]
        assert ["hemmelig" in str(told), "hjemmekontor" in str(told)] == [may, may]


async def test_a_clock_that_is_a_year_ahead_for_an_hour_deletes_nothing(chains: Chains) -> None:
    """What is to go is found so on two days; after the second it is gone."""
    async with chains.store.transaction() as work:
        route = await work.agreements.route(chains.agreement, WORKER)
        ends = replace(route, ends_on=chains.clock.at.date() + 150 * DAY, version=route.version + 1)
        await work.agreements.save_route(ends, WORKER)
    right = chains.clock.at
    chains.clock.at = right + 365 * DAY
    await chains.parts.upkeep()
    chains.clock.at = right
    await chains.parts.upkeep()
    assert chains.agreement in await kept(chains)
    chains.clock.at = right + 365 * DAY
    await chains.parts.upkeep()
    assert chains.agreement in await kept(chains)
    chains.clock.at += DAY
    await chains.parts.upkeep()
    assert chains.agreement not in await kept(chains)


async def kept(chains: Chains) -> list[str]:
    async with chains.store.transaction() as work:
        return list(await work.agreements.for_the_clock())


async def test_a_talk_noted_by_a_clock_a_year_ahead_silences_no_calls(chains: Chains) -> None:
    """Nor a day it was moved to."""
    await chains.until_ping(LEIF)
    right = chains.clock.at
    chains.clock.at = right + 365 * DAY
    await chains.leif("followups.held", chains.agreement)
    await chains.leif(
        "followups.moved", chains.agreement, day=(chains.clock.at.date() + 10 * DAY).isoformat()
    )
    chains.clock.at = right + timedelta(hours=1)
    before = len(chains.pings(LEIF))
    await live(chains, 30)
    assert len(chains.pings(LEIF)) > before


async def test_a_new_leader_inherits_no_talk_and_no_silence(chains: Chains) -> None:
    """When the former one has talked and moved the next call far ahead, the new one is called all the same."""
    await chains.until_ping(LEIF)
    await chains.leif("followups.held", chains.agreement)
    await chains.leif(
        "followups.moved", chains.agreement, day=(chains.clock.at.date() + 20 * DAY).isoformat()
    )
    await hand_over(chains)
    assert "Sist dere" not in str(form(await chains.press(ODA, "checkins.follow_up", chains.agreement)).body)
    await live(chains, 19)
    assert chains.pings(ODA)


async def test_nobody_is_told_of_a_silence_that_was_the_former_leaders(chains: Chains) -> None:
    """Five weeks are counted from when the new one went in."""
    await live(chains, 34)
    await hand_over(chains)
    before = {each.id for each in await chains.owed(KARI, AWAY)}
    await live(chains, 8)
    assert {each.id for each in await chains.owed(KARI, AWAY)} == before


@pytest.mark.parametrize("how", ["resume", "planned"])
async def test_whoever_ends_a_pause_early_is_not_told_that_they_are_left_alone(
    chains: Chains, how: str
) -> None:
    """Going on, or taking up the plan in it: the silence is counted from then."""
    await chains.until_ping(LEIF)
    await chains.leif("followups.held", chains.agreement)
    await chains.pause(chains.clock.at.date() + 50 * DAY)
    await live(chains, 45)
    await chains.kari(f"life.{how}", chains.agreement)
    await live(chains, 3)
    assert not await chains.owed(KARI, AWAY)


async def test_a_pause_can_be_made_longer_and_pauses_that_touch_are_one_absence(chains: Chains) -> None:
    """Sick leave comes in pieces."""
    start = chains.clock.at.date()
    await chains.pause(start + 14 * DAY)
    await live(chains, 10)
    await chains.pause(start + 35 * DAY)
    async with chains.store.transaction() as work:
        route = await work.agreements.route(chains.agreement, WORKER)
    assert (route.away_since, route.paused_until, route.back_on) == (
        start,
        start + 35 * DAY,
        start + 35 * DAY,
    )
    await chains.pause(start + 20 * DAY)
    async with chains.store.transaction() as work:
        assert (await work.agreements.route(chains.agreement, WORKER)).back_on is None
    await live(chains, 11)
    await chains.pause(start + 42 * DAY)
    async with chains.store.transaction() as work:
        route = await work.agreements.route(chains.agreement, WORKER)
    assert (route.away_since, route.back_on) == (start, start + 42 * DAY)
    await live(chains, 35)
    await chains.pause(start + 70 * DAY)
    async with chains.store.transaction() as work:
        route = await work.agreements.route(chains.agreement, WORKER)
    assert route.away_since == chains.clock.at.date()


async def test_while_nobody_leads_nothing_can_be_shared(chains: Chains) -> None:
    """Nothing is offered to tick, a forged press shares nothing, and the words stay one's own."""
    await hand_over(chains, signs=False)
    shown = form(await chains.kari("evaluations.answered", chains.agreement, words="hemmelig"))
    assert shown.fields() == ()
    async with chains.store.transaction() as work:
        (own,) = await work.evaluations.of(chains.agreement, sight_of(KARI, Role.EMPLOYEE))
    for verb in ("share", "shared"):
        await chains.kari(f"evaluations.{verb}", own.id, parts=("words",))
    async with chains.store.transaction() as work:
        assert await work.evaluations.of(chains.agreement, sight_of(KARI, Role.EMPLOYEE)) == [own]


async def test_questions_that_were_put_off_come_when_it_was_said(chains: Chains) -> None:
    """Chosen, they do not wait for another ping to ride on."""
    await chains.leif("followups.held", chains.agreement)
    ping = await chains.until_ping(KARI)
    await chains.kari("ping.open", ping.ping)
    (asking,) = [each for each in await chains.owed(KARI, ASK) if ping.ping in {each.id, each.carrier}]
    shown = form(await chains.kari("ping.one", asking.id))
    await chains.kari("checkins.answer", shown.ref, difficult="x")
    at = said(await chains.kari("ping.hour", ping.ping), chains.clock.at)
    assert at is not None
    before = len(chains.pings(KARI))
    await chains.wind(at + timedelta(minutes=5))
    assert len(chains.pings(KARI)) == before + 1


async def test_no_exact_hour_tells_who_asked_whom_and_what_was_said_is_kept(chains: Chains) -> None:
    """Told of silence by the moment that was named, and not to the minute."""
    gaps = set()
    for days in range(3):
        await chains.wind(datetime(2026, 11, 24 + days, 9, 17, tzinfo=UTC))
        async with chains.store.transaction() as work:
            kari = await work.people.get(KARI)
            id = await talks.ask(work, kari, LEIF, Soon.TODAY, work.now)
        await chains.run()
        heard = chains.pings(LEIF)[-1].at
        await chains.wind_by(hours=2)
        # A check-in's own reminder may come on the same day, later.
        told = max(each.sent_at for each in await chains.owed(KARI, talks.WAITING) if each.sent_at)
        assert heard < told <= talks.told_by(Soon.TODAY, heard, kari)
        gaps.add(told - heard)
        async with chains.store.transaction() as work:
            await talks.take_back(work, id, kari)
    assert gaps != {talks.PATIENCE}
    async with chains.store.transaction() as work:
        kari = await work.people.get(KARI)
        await talks.ask(work, kari, LEIF, Soon.DAYS, work.now)
        told = talks.told_by(Soon.DAYS, work.now, kari)
    before = len(chains.pings(KARI))
    await chains.wind(told + timedelta(minutes=5))
    waiting = [each for each in await chains.owed(KARI, talks.WAITING) if each.standing is Standing.SENT]
    assert any(each.sent_at and told - timedelta(hours=3) < each.sent_at <= told for each in waiting)
    assert len(chains.pings(KARI)) > before


async def test_after_an_extension_both_are_asked_before_the_new_end(chains: Chains) -> None:
    """A milestone is that of its day."""

    async def end_on(day: date) -> None:
        async with chains.store.transaction() as work:
            route = await work.agreements.route(chains.agreement, WORKER)
            moved = replace(route, ends_on=day, version=route.version + 1)
            await work.agreements.save_route(moved, WORKER)

    end = chains.clock.at.date() + 31 * DAY
    await end_on(end)
    await live(chains, 12)
    assert await chains.owed(LEIF, evaluations.ASK)
    later, asked = end + 120 * DAY, set[date]()
    await end_on(later)
    while chains.clock.at.date() < later:
        await live(chains, 1)
        asked |= {each.due.date() for each in await chains.owed(LEIF, evaluations.ASK)}
    assert [day for day in asked if day >= later - 30 * DAY]


async def test_a_line_proposed_again_is_the_same_point(chains: Chains) -> None:
    """However often it is pressed."""
    given = await evaluated(chains, LEIF, Role.LEADER)
    for _ in range(3):
        await chains.leif("evaluations.propose", given.id)
    async with chains.store.transaction() as work:
        sight = sight_of(LEIF, Role.LEADER)
        course = await work.agreements.course(chains.agreement, sight)
        draft = await work.drafts.get(chains.agreement, course.draft, sight)
    assert [each.text for each in draft.wording.measures].count("linje") == 1
