"""
Chains keep their word: one live asking per agreement, chosen times that come, faults that stop nobody else.

Over 200 lines: each fault that was once here has its own sentence.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import workdays
from core.agreements.model import Cadence
from core.chat.texts import Catalogue, load
from core.chat.views import Mend, Quote
from core.checkins.kinds import Ask
from core.checkins.ports import Work
from core.checkins.usecases import ASK, FOLLOW_UP, REMIND, THANKED
from core.errors import Refused
from core.ledger.model import Promise, Reason, Standing, Verdict
from core.occasions.model import Occasion
from core.people import Language
from core.reminders.flow import DUE, Due
from core.reminders.ports import Work as Reminding
from storage.occasions import SqlOccasions
from storage.statements import StorageFault
from tests.builders import KARI, LEIF, WORKPLACE, a_promise
from tests.core.chains_story import Story
from tests.core.chains_world import OSLO, Answer, Chains, Site, form, said, text

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PING, CHECKINS = load("core.ledger"), load("core.checkins")


def words(catalogue: Catalogue, key: str) -> str:
    return catalogue[key][Language.NB]


@pytest.fixture
async def chains(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Chains]:
    """Kari and her leader Leif, a week into an agreement; the first check-in is due today."""
    cadence = getattr(request, "param", Cadence())
    (tmp_path / "site").mkdir()
    async with (await Site.build(tmp_path / "site", cadence)).opened(tmp_path) as opened:
        yield opened


def local_day(promise: Promise) -> date:
    return workdays.local_date(promise.due, OSLO)


def minute(moment: datetime) -> datetime:
    """As far as a screen says it."""
    return moment.replace(second=0, microsecond=0)


async def test_the_same_time_chosen_again_is_kept(chains: Chains) -> None:
    """Twice the same day and hour: one ping, exactly then."""
    checkin = await chains.until_asked()
    screens = [
        await chains.kari("checkins.chosen", checkin, day="2026-11-26", time="20:15") for _ in range(2)
    ]
    promised = said(screens[-1], chains.clock.at)
    assert promised == datetime.fromisoformat("2026-11-26T20:15+01:00")
    assert [p.due for p in await chains.live() if p.chosen] == [promised]
    before = len(chains.pings())
    await chains.wind(promised)
    assert [call.at for call in chains.pings()[before:]] == [promised]


async def test_a_reminder_that_was_snoozed_comes_at_the_time_it_was_snoozed_to(chains: Chains) -> None:
    """The reminder of an unopened check-in, «om en time»: the hour later, although the check-in is put off."""
    await chains.until_ping()
    reminded = await chains.until_ping()
    assert (await chains.owed(kind=REMIND))[0].standing is Standing.SENT
    promised = said(await chains.kari("ping.hour", reminded.ping), chains.clock.at)
    assert promised == minute(reminded.at + HOUR)
    again = await chains.until_ping()
    assert minute(again.at) == promised
    assert form(await chains.kari("ping.open", again.ping)).action == "checkins.answer"


async def test_the_leaders_merged_ping_comes_back_as_one_when_put_off_till_tomorrow(chains: Chains) -> None:
    """Two follow-ups of one agreement and one of another on one ping, «I morgen»: one ping, this time tomorrow."""
    await chains.agree()
    await chains.until_ping(LEIF)
    await chains.wind_by(days=1)
    # As after an outage: two of the same agreement are due at once.
    async with chains.store.transaction() as work:
        for each in await work.ledger.of(LEIF):
            if each.kind == FOLLOW_UP and each.standing is Standing.WAITING:
                await work.ledger.save(replace(each, due=chains.clock.at))
        doubled = a_promise(
            LEIF, workplace=WORKPLACE, kind=FOLLOW_UP, ref=chains.agreement, due=chains.clock.at, once="again"
        )
        await work.ledger.owe(doubled)
    merged = await chains.until_ping(LEIF)
    aboard = [p for p in await chains.owed(LEIF) if merged.ping in {p.id, p.carrier}]
    assert len(aboard) >= 3
    assert len({p.ref for p in aboard}) == 2
    before = len(chains.pings(LEIF))

    promised = said(await chains.leif("ping.tomorrow", merged.ping), chains.clock.at)

    assert promised == minute(merged.at + DAY)
    await chains.wind(merged.at + DAY)
    assert [call.at for call in chains.pings(LEIF)[before:]] == [merged.at + DAY]
    back = [p for p in await chains.owed(LEIF) if chains.newest(LEIF) in {p.id, p.carrier}]
    assert {p.ref for p in back if p.chosen} == {p.ref for p in aboard}


async def test_a_lane_that_is_held_is_waited_out_in_the_table_and_not_on_a_lease(chains: Chains) -> None:
    """Slack says no and Teams asked for ten minutes: nobody sleeps through them, and then the ping comes, once."""
    chains.lanes.hold(WORKPLACE, chains.teams, 600)
    (asking,) = await chains.askings()
    chains.clock.at = asking.due
    chains.lanes.hold(WORKPLACE, chains.teams, 600)
    chains.slack.script.extend([Answer.BLOCKED] * 2)
    await chains.run()
    (waiting,) = await chains.askings()
    assert max(chains.slept, default=0) < 1
    assert (waiting.standing, waiting.reason, waiting.due) == (
        Standing.WAITING,
        Reason.BUSY,
        asking.due + timedelta(seconds=600),
    )
    assert waiting.attempt == 0
    await chains.wind(waiting.due)
    assert [call.at for call in chains.pings()] == [waiting.due]


class TornAsk(Ask):
    """The real kind, but for a decision that fails while `by` says so."""

    by: Exception | None = ValueError("kanarifugl")

    async def decide(self, work: Work, promise: Promise) -> Verdict:
        if self.by is not None:
            raise self.by
        return await super().decide(work, promise)


class TornThroughout(TornAsk):
    """What follows from its end fails as well."""

    async def ended(self, work: Work, promise: Promise, how: Standing) -> None:
        if self.by is not None:
            raise self.by
        await super().ended(work, promise, how)


class TornDue(Due):
    """The same of an own reminder."""

    by: Exception | None = None

    async def decide(self, work: Reminding, promise: Promise) -> Verdict:
        if self.by is not None:
            raise self.by
        return await super().decide(work, promise)


async def test_a_chain_that_a_fault_of_ours_broke_is_mended_by_the_sweep(chains: Chains) -> None:
    """It fails until it is given up, and so does what follows it; after the sweep the next one is owed, once."""
    torn = TornThroughout()
    chains.kinds[ASK] = torn
    (broken,) = await chains.askings()
    await chains.wind_by(days=4)
    (ended,) = [p for p in await chains.owed(kind=ASK) if p.id == broken.id]
    assert (ended.standing, ended.reason) == (Standing.GAVE_UP, Reason.FAULT)
    assert await chains.askings() == []

    torn.by = None
    for _ in range(2):
        await chains.parts.upkeep()

    (mended,) = await chains.askings()
    assert local_day(mended) == date(2026, 11, 30)
    await chains.until_asked()


async def test_a_chain_goes_on_after_an_asking_that_a_fault_of_ours_ended(chains: Chains) -> None:
    """Without the sweep; and with it once."""
    chains.kinds[ASK] = TornAsk()
    (broken,) = await chains.askings()
    await chains.wind_by(days=4)
    (ended,) = [p for p in await chains.owed(kind=ASK) if p.id == broken.id]
    assert (ended.standing, ended.reason) == (Standing.GAVE_UP, Reason.FAULT)
    for _ in range(2):
        assert [local_day(each) for each in await chains.askings()] == [date(2026, 11, 30)]
        await chains.parts.upkeep()


async def test_after_a_ping_that_was_given_up_the_next_is_owed_and_the_sweep_adds_none(
    chains: Chains,
) -> None:
    """Nobody can be reached: given up, and one asking lies ahead, before the sweep and after it."""
    chains.slack.script.append(Answer.BLOCKED)
    chains.teams.script.append(Answer.BLOCKED)
    await chains.wind_by(days=1)
    given_up, _ = await chains.owed(kind=ASK)
    assert given_up.standing is Standing.GAVE_UP
    assert [local_day(p) for p in await chains.askings()] == [date(2026, 11, 30)]
    await chains.parts.upkeep()
    assert [local_day(p) for p in await chains.askings()] == [date(2026, 11, 30)]


@pytest.mark.parametrize("by", [Refused(), ValueError("kanarifugl")], ids=["refusal", "fault"])
async def test_a_rider_that_fails_does_not_take_its_driver_down(chains: Chains, by: Exception) -> None:
    """A reminder that cannot be decided about is due with an asking: Kari is asked at once, and reminded when it can be."""
    torn = TornDue()
    torn.by = by
    chains.kinds[DUE] = torn
    (asking,) = await chains.askings()
    local = asking.due.astimezone(ZoneInfo(OSLO))
    await chains.kari(
        "reminders.set", text="Eget", day=f"{local:%Y-%m-%d}", time=f"{local:%H:%M}", repeat="once"
    )
    (reminder,) = await chains.owed(kind=DUE)
    async with chains.store.transaction() as work:  # the asking comes first, by however little
        await work.ledger.save(replace(reminder, due=asking.due))
        await work.ledger.save(replace(asking, due=asking.due - timedelta(seconds=1)))
    chains.clock.at = asking.due
    await chains.run()
    assert [p.standing for p in await chains.owed(kind=ASK) if p.id == asking.id] == [Standing.SENT]
    assert [call.at for call in chains.pings()] == [asking.due]

    torn.by = None
    await chains.wind_by(hours=1)
    assert [p.standing for p in await chains.owed(kind=DUE)] == [Standing.SENT]
    assert len(chains.pings()) == 2


@pytest.mark.parametrize("doubt", [Answer.DOUBT_BUT_THERE, Answer.FAULT_BUT_THERE])
async def test_an_answer_to_a_ping_in_doubt_is_the_end_of_it(chains: Chains, doubt: Answer) -> None:
    """It came after all and Kari answers at once: no second ping, no reminder, and next week's is owed, once."""
    chains.slack.script.append(doubt)
    (asking,) = await chains.askings()
    chains.clock.at = asking.due
    await chains.parts.delivery.run_due()
    assert len(chains.pings()) == 1
    checkin = form(await chains.kari("ping.open", chains.newest())).ref
    assert form(await chains.kari("checkins.answer", checkin, mood="good")).action == "checkins.share"

    await chains.wind_by(days=6)

    assert len(chains.pings()) == 1
    assert [local_day(p) for p in await chains.askings()] == [date(2026, 11, 30)]


@pytest.mark.parametrize("doubt", [Answer.DOUBT_BUT_THERE, Answer.FAULT_BUT_THERE])
async def test_a_snooze_of_a_ping_in_doubt_gives_one_ping_at_that_time(chains: Chains, doubt: Answer) -> None:
    """It came after all and Kari says «om en time»: it is not sent once more before that."""
    chains.slack.script.append(doubt)
    (asking,) = await chains.askings()
    chains.clock.at = asking.due
    await chains.parts.delivery.run_due()
    promised = said(await chains.kari("ping.hour", chains.newest()), chains.clock.at)
    assert promised is not None
    await chains.wind(promised + DAY)
    assert [minute(call.at) for call in chains.pings()[1:]] == [promised]
    assert [local_day(p) for p in await chains.askings()] == [date(2026, 11, 30)]


async def test_of_two_snoozes_the_last_one_holds(chains: Chains) -> None:
    """«Om en time», and then «I morgen» on the same ping: one ping, tomorrow."""
    first = await chains.until_ping()
    await chains.kari("ping.hour", first.ping)
    promised = said(await chains.kari("ping.tomorrow", first.ping), chains.clock.at)
    assert promised == minute(first.at + DAY)
    await chains.wind(first.at + DAY + HOUR)
    assert [minute(call.at) for call in chains.pings()[1:]] == [promised]


async def test_of_two_snoozes_on_two_pings_about_one_check_in_the_last_one_holds(chains: Chains) -> None:
    """The asking and its reminder both lie in the chat, and each is put off: one ping."""
    asked = await chains.until_ping()
    reminded = await chains.until_ping()
    await chains.kari("ping.hour", asked.ping)
    promised = said(await chains.kari("ping.tomorrow", reminded.ping), chains.clock.at)
    await chains.wind(reminded.at + DAY + HOUR)
    assert [minute(call.at) for call in chains.pings()[2:]] == [promised]


@pytest.mark.parametrize("chains", [Cadence(weekly_for=1, then_every=2)], indirect=True)
async def test_the_rhythm_does_not_drift_with_what_came_late(chains: Chains) -> None:
    """Every other Monday from the start, though the worker was down for a week and Kari answers later still."""
    await chains.until_asked()
    (second,) = await chains.askings()
    assert local_day(second) == date(2026, 12, 7)
    chains.clock.at = second.due + 8 * DAY
    late = await chains.until_asked()
    await chains.wind_by(days=1)
    await chains.kari("checkins.answer", late, mood="ok")
    await chains.parts.upkeep()
    assert [local_day(p) for p in await chains.askings()] == [date(2026, 12, 21)]


async def test_two_thanks_each_keep_their_own_words(chains: Chains) -> None:
    """Leif thanks twice, and Kari opens both pings afterwards: on each what was said then."""
    pings: list[Promise] = []
    for thanks in ("Takk for praten", "Godt å høre"):
        checkin = await chains.until_asked()
        await chains.kari("checkins.answer", checkin, mood="good", difficult="Helgen")
        await chains.kari("checkins.share", f"{checkin}:{LEIF}:", parts=("mood", "difficult"))
        await chains.leif("checkins.follow_up", chains.agreement)
        await chains.leif("checkins.thank", chains.agreement, words=thanks)
        await chains.wind_by(days=2)
        (sent,) = [p for p in await chains.owed(kind=THANKED) if p.id not in {each.id for each in pings}]
        pings.append(sent)
    seen = []
    for ping in pings:
        shown = form(await chains.kari("ping.open", ping.id))
        seen.append([block.text for block in shown.body if isinstance(block, Quote)])
    assert seen == [["Takk for praten"], ["Godt å høre"]]


async def test_a_snooze_in_a_pause_is_refused(chains: Chains) -> None:
    """The ping of before lies in the chat: neither button names a time, and nothing is owed."""
    await chains.until_ping()
    await chains.pause(date(2026, 12, 10))
    for action in ("ping.hour", "ping.tomorrow"):
        assert text(await chains.kari(action, chains.newest())) == words(PING, "nothing")
    assert [p for p in await chains.live() if p.chosen] == []
    await chains.wind_by(days=10)
    assert len(chains.pings()) == 1


@pytest.mark.parametrize("rest", ["pause", "quiet", "end"])
async def test_no_time_can_be_chosen_at_which_nobody_would_be_asked(chains: Chains, rest: str) -> None:
    """In a pause, in quiet and after the end the form says so, instead of naming a time that will not come."""
    checkin = await chains.until_asked()
    day = "2026-11-26"
    match rest:
        case "pause":
            await chains.pause(date(2026, 11, 27))
        case "quiet":
            await chains.quieten(quiet=True)
        case _:
            day = "2028-11-16"
    refused = await chains.kari("checkins.chosen", checkin, day=day, time="20:15")
    assert isinstance(refused, Mend)
    assert refused.errors == {"day": words(CHECKINS, "choose_not_then")}
    assert [p for p in await chains.live() if p.chosen] == []


async def test_a_time_after_the_pause_can_be_chosen_in_it(chains: Chains) -> None:
    """The day on which it goes on by itself is known: then the ping comes, as said."""
    checkin = await chains.until_asked()
    await chains.pause(date(2026, 11, 27))
    promised = said(
        await chains.kari("checkins.chosen", checkin, day="2026-11-27", time="07:30"), chains.clock.at
    )
    assert promised is not None
    await chains.wind(promised)
    assert [call.at for call in chains.pings()[1:]] == [promised]


async def test_the_leader_is_promised_no_time_in_a_pause(chains: Chains) -> None:
    """«I morgen» on a follow-up of an agreement that rests: nothing is said that will not come."""
    ping = await chains.until_ping(LEIF)
    await chains.pause(date(2026, 12, 10))
    assert text(await chains.leif("ping.tomorrow", ping.ping)) == words(PING, "nothing")


async def test_an_agreement_that_is_damaged_does_not_stop_the_sweep_for_the_others(
    chains: Chains, tmp_path: Path
) -> None:
    """One route no longer opens, and the chains of the others are broken: theirs are mended."""
    others = [await chains.agree() for _ in range(2)]
    async with chains.store.transaction() as work:
        for promise in await work.ledger.of(KARI):
            await work.ledger.save(promise.ended(Standing.DROPPED, Reason.FAULT))
        first, *rest = await work.agreements.for_the_clock()
    with closing(sqlite3.connect(tmp_path / "innsjekk.sqlite")) as database, database:
        database.execute("UPDATE routes SET content = x'00' WHERE agreement = ?", (first,))
    await chains.parts.upkeep()
    assert first in {chains.agreement, *others}
    assert [len(await chains.askings(each)) for each in (first, *rest)] == [0, 1, 1]


async def test_a_fault_in_one_subjects_look_takes_nothing_back_that_the_others_do(
    chains: Chains, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The calendar cannot be read; the broken chain is mended all the same."""

    async def fault(*_: object) -> Sequence[Occasion]:
        raise StorageFault

    monkeypatch.setattr(SqlOccasions, "between", fault)
    async with chains.store.transaction() as work:
        for promise in await work.ledger.of(KARI):
            await work.ledger.save(promise.ended(Standing.DROPPED, Reason.FAULT))
    await chains.parts.upkeep()
    assert len(await chains.askings(chains.agreement)) == 1


ACTS = (
    *("wait", "wait", "wait", "open", "hour", "hour", "tomorrow", "answer", "skip", "choose", "choose"),
    *("choose", "share", "take back", "now", "remind me", "pause", "pause", "resume", "quiet", "leader"),
    *("platform", "platform", "outage", "sweep"),
)
ASKED = [("wait", 1), ("open", 0)]
"""How every story begins: the first check-in comes and lies open."""
STORIES = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 9)), min_size=4, max_size=25)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return asyncio.run(Site.build(tmp_path_factory.mktemp("site")))


@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(acts=STORIES)
def test_whatever_is_pressed_and_answered_one_asking_lies_ahead_and_every_time_said_is_kept(
    site: Site, acts: list[tuple[str, int]]
) -> None:
    """Weeks of anything: after the worker and the sweep exactly one asking is owed, and chosen times come."""

    async def told() -> None:
        with TemporaryDirectory() as folder:
            async with site.opened(Path(folder)) as chains:
                story = Story(chains)
                for name, which in [*ASKED, *acts]:
                    await story.act(name, which)
                await story.finish()

    asyncio.run(told())
